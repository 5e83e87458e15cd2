// Cases that do not stay: balking, patience, deadlines, races, inclusive branches, limits. Times are in minutes.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow station(double rate, double service, double staff) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / rate)))
                     .role("server", staff)
                     .work("serve", "server", exponential(minutes(service)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.steps.items()[0].gives_up = map.find_step("gone");
  return map;
}

Estimate share_of_visits(const std::vector<Outcome>& runs, StepId step, VisitOutcome how) {
  const auto left = [=](const Outcome& o) {
    return static_cast<double>(o.steps[step].left[static_cast<std::size_t>(how)]);
  };
  return ratio(each(runs, left),
               each(runs, [=](const Outcome& o) { return left(o) + static_cast<double>(o.steps[step].visits()); }));
}

Estimate in_role(const std::vector<Outcome>& runs) {
  return ratio(each(runs,
                    [](const Outcome& o) {
                      return static_cast<double>(o.roles[RoleId{0}].queue) +
                             static_cast<double>(o.roles[RoleId{0}].busy);
                    }),
               each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].open); }));
}

/// Long-run chances of 0, 1 ... in the house of a birth-death process with these rates.
template <class Birth, class Death>
std::vector<double> birth_death(Birth birth, Death death, int most) {
  std::vector<double> chance{1};
  for (int n = 1; n <= most; ++n) chance.push_back(chance.back() * birth(n - 1) / death(n));
  double sum = 0;
  for (const double p : chance) sum += p;
  for (double& p : chance) p /= sum;
  return chance;
}

}  // namespace

TEST_CASE("A house with room for three loses and holds what M/M/2/3 says") {
  // λ = 3, μ = 4 an hour, two servers and one place to wait: balking at a queue of 1. p(n) by birth and death:
  // 1, 0.75, 0.28125, 0.10547, over their sum: L = 0.76234, lost 0.04936.
  Workflow map = station(3.0 / 60, 15, 2);
  map.steps.items()[0].balks_at = 1;
  run_for(map, 2000, 60000);
  const auto runs = outcomes(map);
  const auto chance = birth_death([](int) { return 3.0; }, [](int n) { return 4.0 * std::min(n, 2); }, 3);
  CHECK(chance[3] == Approx(0.04936).epsilon(1e-3));
  agree("M/M/2/3: number in the house", chance[1] + 2 * chance[2] + 3 * chance[3], in_role(runs));
  agree("M/M/2/3: share turned away", chance[3], share_of_visits(runs, StepId{0}, VisitOutcome::balked));
}

TEST_CASE("With patience the queue is Erlang's A, stable even where more comes than can be done") {
  // M/M/2 + M: μ = 1, patience of mean 2 (θ = 0.5), so from n in the house 2 + 0.5 (n - 2) leave a minute.
  for (const double rate : {1.8, 2.4}) {
    Workflow map = station(rate, 1, 2);
    map.steps.items()[0].patience = exponential(minutes(2));
    run_for(map, 500, 20000);
    const auto runs = outcomes(map);
    const auto chance =
        birth_death([&](int) { return rate; }, [](int n) { return std::min(n, 2) + 0.5 * std::max(n - 2, 0); }, 200);
    double waiting = 0;
    double house = 0;
    for (int n = 0; n <= 200; ++n) {
      waiting += chance[static_cast<std::size_t>(n)] * std::max(n - 2, 0);
      house += chance[static_cast<std::size_t>(n)] * n;
    }
    const std::string name = "M/M/2 + M, lambda " + std::to_string(rate).substr(0, 3);
    agree(name + ": number in the house", house, in_role(runs));
    agree(name + ": share that gives up", 0.5 * waiting / rate,
          share_of_visits(runs, StepId{0}, VisitOutcome::gave_up));
  }
}

TEST_CASE("Of a race between exponential waits each wins in proportion to its rate") {
  // Rates 1/10, 1/20, 1/20: the first wins half, and the race lasts 5 on average.
  WorkflowBuilder builder;
  builder.every(exponential(minutes(1)))
      .role("nobody")
      .gateway("race")
      .all({"fast", "slow", "slower"})
      .wait("fast", exponential(minutes(10)))
      .to("gone")
      .wait("slow", exponential(minutes(20)))
      .to("gone")
      .wait("slower", exponential(minutes(20)))
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  map.steps.items()[0].routing = Routing::first_of;
  run_for(map, 500, 5000);
  const auto runs = outcomes(map);
  agree("race of exponentials: how long it lasts", 5, mean_minutes(runs, elapsed_of(map, "patient")));
  const auto wins = [&](const char* step) {
    return each(runs, [&](const Outcome& o) { return static_cast<double>(o.steps[*map.find_step(step)].visits()); });
  };
  const Numbers cases =
      each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); });
  agree("race of exponentials: share won by the fastest", 0.5, ratio(wins("fast"), cases));
  agree("race of exponentials: share won by a slow one", 0.25, ratio(wins("slower"), cases));
}

TEST_CASE("A deadline on exponential work ends the share e^(-d/mean) of it and cuts the mean") {
  // Enough staff that nobody waits; mean 10, deadline 10: overdue e^-1; E[min(S, 10)] = 10 (1 - e^-1).
  Workflow map = station(1, 10, 100);
  Deadline deadline;
  deadline.after = constant(minutes(10));
  deadline.to = *map.find_step("gone");
  map.steps.items()[0].gives_up.reset();
  map.steps.items()[0].deadlines.push_back(deadline);
  run_for(map, 200, 5000);
  const auto runs = outcomes(map);
  agree("deadline: share that is overdue", std::exp(-1.0), share_of_visits(runs, StepId{0}, VisitOutcome::overdue));
  agree("deadline: time in the house", 10 * (1 - std::exp(-1.0)), mean_minutes(runs, elapsed_of(map, "patient")));
  agree("deadline: staff at work", 10 * (1 - std::exp(-1.0)), in_role(runs));
}

TEST_CASE("A deadline that does not interrupt sends a further token while the step goes on") {
  // The reminder goes out for the share e^(-1) whose work takes longer; the case lasts until both are through.
  Workflow map = station(1, 10, 100);
  Deadline deadline;
  deadline.after = constant(minutes(10));
  deadline.to = *map.find_step("gone");
  deadline.interrupts = false;
  map.steps.items()[0].gives_up.reset();
  map.steps.items()[0].deadlines.push_back(deadline);
  run_for(map, 200, 5000);
  const auto runs = outcomes(map);
  const Numbers cases =
      each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); });
  const Numbers ends = each(runs, [](const Outcome& o) { return static_cast<double>(o.steps[StepId{1}].visits()); });
  agree("reminder: tokens that end for each case", 1 + std::exp(-1.0), ratio(ends, cases));
  agree("reminder: time in the house", 10, mean_minutes(runs, elapsed_of(map, "patient")));
}

TEST_CASE("An inclusive split takes each branch by its own chance, and its join waits for those") {
  // Branches of exactly 10 and 20 min with chances 0.6 and 0.3, else straight on. Time: 20 with chance 0.3,
  // 10 with 0.6 · 0.7 = 0.42, 0 with 0.28: mean 10.2. `otherwise` in 0.28.
  WorkflowBuilder builder;
  builder.every(exponential(minutes(1)))
      .role("nobody")
      .gateway("which")
      .all({"ten", "twenty", "none"})
      .wait("ten", constant(minutes(10)))
      .to("together")
      .wait("twenty", constant(minutes(20)))
      .to("together")
      .gateway("none")
      .to("together")
      .join("together")
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  Step& split = map.steps.items()[0];
  split.routing = Routing::any;
  split.next[0].chance.value = 0.6;
  split.next[1].chance.value = 0.3;
  split.next[2].otherwise = true;
  run_for(map, 100, 5000);
  const auto runs = outcomes(map);
  const Numbers cases =
      each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); });
  const auto share = [&](const char* step) {
    return ratio(
        each(runs, [&](const Outcome& o) { return static_cast<double>(o.steps[*map.find_step(step)].visits()); }),
        cases);
  };
  agree("inclusive split: time in the house", 10.2, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("inclusive split: share of otherwise", 0.28, share("none"));
  agree("inclusive split: share of the first branch", 0.6, share("ten"));
}

TEST_CASE("A loop with a limit is a geometric number of rounds, cut off") {
  // Repeated with chance 0.5, at most 3 times: 1 + 1/2 + 1/4 visits; led elsewhere with chance 1/8.
  WorkflowBuilder builder;
  builder.every(exponential(minutes(1)))
      .role("nobody")
      .wait("try", constant(minutes(10)))
      .chances({{"try", 0.5}, {"gone", 0.5}})
      .gateway("refer")
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  map.steps.items()[0].at_most = VisitLimit{3, *map.find_step("refer"), {}};
  run_for(map, 100, 5000);
  const auto runs = outcomes(map);
  const Numbers cases =
      each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); });
  const auto visits = [&](const char* step) {
    return ratio(
        each(runs, [&](const Outcome& o) { return static_cast<double>(o.steps[*map.find_step(step)].visits()); }),
        cases);
  };
  agree("loop with a limit: visits", 1.75, visits("try"));
  agree("loop with a limit: share led elsewhere", 0.125, visits("refer"));
}
