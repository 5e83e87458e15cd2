// One timed run, one line: for scripts that run others in turn with it.
//
//   throughput MODEL CASES [SEED [REPLICATIONS [THREADS]]]   w1, w2 or the path of a model
//   throughput hold HOLDS SEED PENDING                       the hold model on our calendar
//
// Full statistics are on: tallies and histograms by step and case type, integrals by role. Reading and compiling are not in
// the time. The mean time in the house of the first replication stands beside it to show that it is right.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "hold.hpp"
#include "long_run.hpp"
#include "stepwell/experiment/replications.hpp"

namespace stepwell {
namespace {

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

void hold(std::uint64_t holds, std::uint64_t seed, std::uint64_t pending) {
  Hold model(pending, seed);
  const Watch watch;
  for (std::uint64_t i = 0; i < holds; ++i) model.hold();
  const double seconds = watch.seconds();
  std::cout << "mode=hold secs=" << seconds << " ev_per_s=" << static_cast<double>(holds) / seconds
            << " sum=" << model.sum() << '\n';
}

/// By `simulate` where one replication is asked for, as that is what the hand-written loops are compared with.
void once(const std::string& model, const Workflow& workflow, const Program& program, std::uint64_t seed) {
  Spread spread(workflow);
  ReplicationRequest request;
  request.seed = seed;
  request.spread = &spread;
  const Watch watch;
  const Outcome outcome = simulate(program, request);
  const double seconds = watch.seconds();
  const CaseOutcome& patients = outcome.cases[CaseTypeId{0}];
  std::cout << "mode=" << model << " secs=" << seconds << " customers=" << patients.completed
            << " cust_per_s=" << static_cast<double>(patients.completed) / seconds << " events=" << outcome.events
            << " mean_minutes=" << patients.elapsed.mean() / 60e6 << '\n';
}

void often(const std::string& model, const Workflow& workflow, std::shared_ptr<const Program> program,
           const RunOptions& options) {
  const Watch watch;
  const std::vector<Replications> all = replicate({{.workflow = &workflow, .program = std::move(program)}}, options);
  const double seconds = watch.seconds();
  std::uint64_t completed = 0;
  for (const Outcome& outcome : all.front().outcomes) completed += outcome.cases[CaseTypeId{0}].completed;
  std::cout << "mode=" << model << " secs=" << seconds << " customers=" << completed
            << " cust_per_s=" << static_cast<double>(completed) / seconds
            << " mean_minutes=" << all.front().outcomes.front().cases[CaseTypeId{0}].elapsed.mean() / 60e6 << '\n';
}

int run(int count, char** words) {
  if (count < 3) {
    std::cerr << "usage: throughput w1|w2|MODEL CASES [SEED [REPLICATIONS [THREADS]]] or hold HOLDS SEED PENDING\n";
    return 2;
  }
  const auto number = [&](int at, std::uint64_t otherwise) {
    return count > at ? std::strtoull(words[at], nullptr, 10) : otherwise;
  };
  const std::string model = words[1];
  if (model == "hold") {
    hold(number(2, 0), number(3, 1), number(4, 1000));
    return 0;
  }
  const Workflow workflow = long_run(model, number(2, 0));
  auto program = compile(workflow);
  if (count < 5) {
    once(model, workflow, *program, number(3, 1));
  } else {
    often(model, workflow, std::move(program),
          {.replications = number(4, 1), .seed = number(3, 1), .threads = static_cast<unsigned>(number(5, 0))});
  }
  return 0;
}

}  // namespace
}  // namespace stepwell

int main(int count, char** words) {
  try {
    return stepwell::run(count, words);
  } catch (const stepwell::Error& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
