// What the event log costs: into columns while W2 runs, and from there to CSV.
//
// `rows` are those written per second of the whole run, simulating included; `to_without` is the time with a log as a
// multiple of that without. Both are medians of runs in turn. The argument is the number of rows; ten million need 3 GB.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include "long_run.hpp"
#include "stepwell/exchange/csv.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {
namespace {

/// A patient visits 3.5 steps and the end.
Workflow clinic(std::int64_t rows) { return long_run("w2", static_cast<std::uint64_t>(rows) * 2 / 9); }

double seconds(const Workflow& workflow, const Program& program, EventLog* log) {
  Spread spread(workflow);
  const auto begin = std::chrono::steady_clock::now();
  benchmark::DoNotOptimize(simulate(program, {.spread = &spread, .log = log}).events);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void into_columns(benchmark::State& state) {
  const Workflow workflow = clinic(state.range(0));
  const auto program = compile(workflow);
  std::vector<double> ratios, rates;
  for (auto _ : state) {
    EventLog log;
    const double without = seconds(workflow, *program, nullptr), with = seconds(workflow, *program, &log);
    ratios.push_back(with / without);
    rates.push_back(static_cast<double>(log.size()) / with);
    state.SetIterationTime(with);
  }
  state.counters["rows"] = median(rates);
  state.counters["to_without"] = median(ratios);
}
BENCHMARK(into_columns)->Arg(1'000'000)->Arg(10'000'000)->UseManualTime()->Unit(benchmark::kMillisecond);

void to_csv(benchmark::State& state) {
  const Workflow workflow = clinic(state.range(0));
  const auto program = compile(workflow);
  EventLog log;
  seconds(workflow, *program, &log);
  for (auto _ : state) {
    std::ofstream nowhere("/dev/null", std::ios::binary);
    write_csv(nowhere, workflow, log);
  }
  state.counters["rows"] =
      benchmark::Counter(static_cast<double>(log.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(to_csv)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stepwell

BENCHMARK_MAIN();
