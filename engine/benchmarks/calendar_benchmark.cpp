// What the calendar costs with so many events pending: the hold model, as in `throughput hold` and limit.cpp.
#include <benchmark/benchmark.h>

#include "hold.hpp"

namespace stepwell {
namespace {

constexpr std::int64_t holds = 100'000;

void hold(benchmark::State& state) {
  Hold model(static_cast<std::uint64_t>(state.range(0)), 1);
  for (auto _ : state) {
    for (std::int64_t i = 0; i < holds; ++i) model.hold();
  }
  benchmark::DoNotOptimize(model.sum());
  state.counters["holds"] =
      benchmark::Counter(static_cast<double>(state.iterations() * holds), benchmark::Counter::kIsRate);
}
BENCHMARK(hold)->RangeMultiplier(10)->Range(10, 1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stepwell

BENCHMARK_MAIN();
