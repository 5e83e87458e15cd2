// What it takes to load a model of so many steps - reading, checking, compiling - and to draw its map.
//
// The model has a role for each ten steps; each tenth step sends some back by chance and the others on.
#include <benchmark/benchmark.h>

#include <string>

#include "stepwell/model_file/read.hpp"
#include "stepwell/render/map.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {
namespace {

std::string model_of(std::int64_t steps) {
  const auto named = [](const char* what, std::int64_t i) { return what + (' ' + std::to_string(i)); };
  std::string text = "workflow: Generated\nclock: {run: 1 week}\nroles:\n";
  for (std::int64_t i = 0; i * 10 < steps; ++i) text += "  " + named("role", i) + ": {staff: 3}\n";
  text += "cases:\n  patient: {arrive: poisson 3 per h, start: step 0}\nsteps:\n";
  for (std::int64_t i = 0; i < steps; ++i) {
    const std::string next = i + 1 < steps ? named("step", i + 1) : "gone";
    text += "  " + named("step", i) + ": {who: " + named("role", i / 10) + ", time: lognormal mean 10 sd 5 min, next: ";
    text += i % 10 == 9 ? "{" + named("step", i - 5) + ": 10 %, " + next + ": 90 %}}\n" : next + "}\n";
  }
  return text + "  gone: {end: gone}\n";
}

Workflow loaded(const std::string& text) {
  Reading reading = read_model_text(text, "generated.yaml", ".");
  if (!reading.workflow) throw ModelError(reading.diagnostics);
  return *std::move(reading.workflow);
}

void read_and_check(benchmark::State& state) {
  const std::string text = model_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(loaded(text));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(read_and_check)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMillisecond)->Complexity();

void compile_it(benchmark::State& state) {
  const Workflow workflow = loaded(model_of(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(compile(workflow));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(compile_it)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMillisecond)->Complexity();

void draw(benchmark::State& state) {
  const Workflow workflow = loaded(model_of(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(draw_map(workflow, MapFormat::svg));
}
BENCHMARK(draw)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond);

void outpatient(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(compile(read(STEPWELL_SOURCE_DIR "/models/outpatient-records/to-be.yaml")));
  }
}
BENCHMARK(outpatient)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stepwell

BENCHMARK_MAIN();
