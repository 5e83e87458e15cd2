// What each construct of the language costs on top of W2: W2 and W2 with the construct run in turn, so that the ratio
// holds on a machine that has other things to do as well.
//
// `patients` are arrivals per second; `of_w2` is the time of plain W2 as a share of that with the construct, the median of
// all turns: 1 where the construct costs nothing.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "constructs.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {
namespace {

constexpr std::int64_t patients = 20'000;

class Clinic {
 public:
  explicit Clinic(const std::string& text, const char* name) : workflow_(read_or_say_why(text, name)) {
    workflow_.clock.run = patients * std::chrono::minutes(10);
    program_ = compile(workflow_);
  }
  double seconds(std::uint64_t replication) const {
    const auto begin = std::chrono::steady_clock::now();
    Spread spread(workflow_);
    benchmark::DoNotOptimize(simulate(*program_, {.replication = replication, .spread = &spread}).events);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

 private:
  static Workflow read_or_say_why(const std::string& text, const char* name) {
    Reading reading = read_model_text(text, name, ".");
    if (!reading.workflow) throw ModelError(reading.diagnostics);
    return *std::move(reading.workflow);
  }

  Workflow workflow_;
  std::shared_ptr<const Program> program_;
};

void beside_w2(benchmark::State& state, const Construct& construct) {
  const Clinic plain(plain_clinic, "W2"), more(construct.text(), construct.name);
  std::vector<double> ratios;
  std::uint64_t replication = 0;
  for (auto _ : state) {
    const double without = plain.seconds(replication), with = more.seconds(replication++);
    ratios.push_back(without / with);
    state.SetIterationTime(with);
  }
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  state.counters["patients"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * patients, benchmark::Counter::kIsRate);
  state.counters["of_w2"] = *middle;
}

}  // namespace
}  // namespace stepwell

int main(int count, char** words) {
  benchmark::Initialize(&count, words);
  for (const stepwell::Construct& construct : stepwell::constructs()) {
    benchmark::RegisterBenchmark(construct.name,
                                 [construct](benchmark::State& state) { stepwell::beside_w2(state, construct); })
        ->UseManualTime()
        ->Iterations(9)
        ->Iterations(9)
        ->Unit(benchmark::kMillisecond);
  }
  try {
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
