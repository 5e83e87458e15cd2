// How fast the engine is: two workloads that other simulators are measured by, and the outpatient pair.
//
// Full statistics are on: tallies and histograms by step and case type, integrals by role. `cases` per second is the
// figure to quote; events are counted differently by every tool.
#include <benchmark/benchmark.h>

#include "long_run.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {
namespace {

void run(benchmark::State& state, const Workflow& workflow) {
  const auto program = compile(workflow);
  ReplicationRequest request;
  std::uint64_t cases = 0;
  for (auto _ : state) {
    Spread spread(workflow);
    request.spread = &spread;
    const Outcome outcome = simulate(*program, request);
    for (const CaseOutcome& type : outcome.cases) cases += type.completed;
    ++request.replication;
    benchmark::DoNotOptimize(outcome.events);
  }
  state.counters["cases"] = benchmark::Counter(static_cast<double>(cases), benchmark::Counter::kIsRate);
}

void one_queue(benchmark::State& state) { run(state, long_run("w1", static_cast<std::uint64_t>(state.range(0)))); }
BENCHMARK(one_queue)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void small_clinic(benchmark::State& state) { run(state, long_run("w2", static_cast<std::uint64_t>(state.range(0)))); }
BENCHMARK(small_clinic)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

std::string outpatient(const char* side) {
  return std::string(STEPWELL_SOURCE_DIR "/models/outpatient-records/") + side + ".yaml";
}

void outpatient_on_paper(benchmark::State& state) { run(state, read(outpatient("as-is"))); }
BENCHMARK(outpatient_on_paper)->Unit(benchmark::kMillisecond);

void outpatient_on_screen(benchmark::State& state) { run(state, read(outpatient("to-be"))); }
BENCHMARK(outpatient_on_screen)->Unit(benchmark::kMillisecond);

/// The whole comparison on all cores, with both certainties where there are assumptions.
void outpatient_pair(benchmark::State& state) {
  const Workflow before = read(outpatient("as-is")), after = read(outpatient("to-be"));
  RunOptions options;
  options.replications = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(compare(before, after, options));
}
BENCHMARK(outpatient_pair)->Arg(200)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace stepwell

BENCHMARK_MAIN();
