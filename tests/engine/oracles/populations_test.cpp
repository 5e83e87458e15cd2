// Closed populations against closed forms. Times are in minutes.
#include <string>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow population(Workflow map, std::uint32_t members, Distribution away) {
  Demand& demand = map.cases.items()[0].demand;
  demand = {};
  demand.kind = Demand::Kind::population;
  demand.members = members;
  demand.interval = std::move(away);
  return map;
}

Estimate throughput(const std::vector<Outcome>& runs, const Workflow& map) {
  const double run = static_cast<double>(map.clock.run.count()) / 60e6;
  return mean(
      each(runs, [&](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed) / run; }));
}

/// Exact mean value analysis: N customers, single servers with these demands, and `think` time between.
double mva_throughput(const std::vector<double>& demands, double think, int customers) {
  std::vector<double> length(demands.size(), 0.0);
  double rate = 0;
  for (int n = 1; n <= customers; ++n) {
    double total = think;
    std::vector<double> stay;
    for (std::size_t k = 0; k < demands.size(); ++k) {
      stay.push_back(demands[k] * (1 + length[k]));
      total += stay.back();
    }
    rate = n / total;
    for (std::size_t k = 0; k < demands.size(); ++k) length[k] = rate * stay[k];
  }
  return rate;
}

/// P(n broken) of M/M/c//N: each of N breaks at rate `breaks`, c menders at rate `mends`.
std::vector<double> machine_repair(int machines, int menders, double breaks, double mends) {
  std::vector<double> p{1};
  double sum = 1;
  for (int n = 0; n < machines; ++n) {
    p.push_back(p.back() * (machines - n) * breaks / (std::min(n + 1, menders) * mends));
    sum += p.back();
  }
  for (double& share : p) share /= sum;
  return p;
}

}  // namespace

TEST_CASE("A closed network has the throughput of mean value analysis") {
  // Demands 0.4, 0.3, 0.2 and think time 2: N = 5 makes 1.468184 a minute, N = 10 makes 2.205736 (published values).
  for (const auto& [members, published] : {std::pair{5, 1.468184}, {10, 2.205736}}) {
    CHECK(mva_throughput({0.4, 0.3, 0.2}, 2, members) == Approx(published).epsilon(1e-6));
    Workflow map = WorkflowBuilder()
                       .role("first")
                       .role("second")
                       .role("third")
                       .work("a", "first", exponential(minutes(0.4)))
                       .to("b")
                       .work("b", "second", exponential(minutes(0.3)))
                       .to("c")
                       .work("c", "third", exponential(minutes(0.2)))
                       .to("gone")
                       .end("gone")
                       .build();
    map = population(map, static_cast<std::uint32_t>(members), exponential(minutes(2)));
    run_for(map, 100, 5000);
    const auto runs = outcomes(map);
    const std::string name = "closed network, N = " + std::to_string(members);
    agree(name + ": throughput", published, throughput(runs, map));
    // Little: N = X (think + stay).
    agree(name + ": stay", members / published - 2, mean_minutes(runs, elapsed_of(map, "patient")));
  }
}

TEST_CASE("Machine repair has the throughput and the waits of its birth and death, whatever the time between breaks") {
  // 8 machines that break after 10 on average, 2 menders of mean 4: X = sum of P(n) (8 - n) / 10, and by Little the
  // mean number broken is X times the stay.
  const int machines = 8, menders = 2;
  const auto p = machine_repair(machines, menders, 0.1, 0.25);
  double working = 0, broken = 0;
  for (int n = 0; n <= machines; ++n) {
    working += p[static_cast<std::size_t>(n)] * (machines - n);
    broken += p[static_cast<std::size_t>(n)] * n;
  }
  const double rate = working * 0.1;
  for (const auto& [name, away] :
       {std::pair{"exponential", exponential(minutes(10))}, {"constant", constant(minutes(10))}}) {
    Workflow map = WorkflowBuilder()
                       .role("mender", menders)
                       .work("mend", "mender", exponential(minutes(4)))
                       .to("works")
                       .end("works")
                       .build();
    map = population(map, machines, away);
    run_for(map, 500, 20000);
    const auto runs = outcomes(map);
    const std::string what = std::string("machine repair, breaks after ") + name + " times: ";
    agree(what + "throughput", rate, throughput(runs, map));
    agree(what + "wait", broken / rate - 4, mean_minutes(runs, of_step(map, "mend", &StepOutcome::wait)));
  }
}
