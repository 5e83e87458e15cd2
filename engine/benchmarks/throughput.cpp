// One timed replication of a workload: `throughput w1 5000000 [seed]`. One line, so that a script can compare it with
// hand-written loops run in turn with it; the mean time in the house stands beside it to show that it is right.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "long_run.hpp"
#include "stepwell/simulation/replication.hpp"

int main(int count, char** words) {
  using namespace stepwell;
  if (count < 3) {
    std::cerr << "usage: throughput w1|w2 CUSTOMERS [SEED]\n";
    return 2;
  }
  try {
    const Workflow workflow = long_run(words[1], std::strtoull(words[2], nullptr, 10));
    const auto program = compile(workflow);
    Spread spread(workflow);
    ReplicationRequest request;
    request.seed = count > 3 ? std::strtoull(words[3], nullptr, 10) : 1;
    request.spread = &spread;
    const auto begin = std::chrono::steady_clock::now();
    const Outcome outcome = simulate(*program, request);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const CaseOutcome& patients = outcome.cases[CaseTypeId{0}];
    std::cout << "mode=" << words[1] << " secs=" << taken.count() << " customers=" << patients.completed
              << " cust_per_s=" << static_cast<double>(patients.completed) / taken.count()
              << " mean_minutes=" << patients.elapsed.mean() / 60e6 << '\n';
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
