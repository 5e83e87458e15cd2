// Several stations, splits and teams whose means have closed forms. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Estimate mean_queue(const std::vector<Outcome>& runs, RoleId role) {
  return ratio(each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[role].queue); }),
               each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[role].open); }));
}

Estimate mean_busy(const std::vector<Outcome>& runs, RoleId role) {
  return ratio(each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[role].busy); }),
               each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[role].open); }));
}

/// Visits to a step, first and repeated or repeated alone, for each case that completed.
Estimate visits_per_case(const std::vector<Outcome>& runs, StepId step, bool repeated_only) {
  return ratio(each(runs,
                    [=](const Outcome& o) {
                      const StepOutcome& s = o.steps[step];
                      return static_cast<double>(repeated_only ? s.repeat_visits : s.visits());
                    }),
               each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); }));
}

}  // namespace

TEST_CASE("An open Jackson network with feedback is a product of M/M/c queues") {
  // From outside: 0.5 a minute to A, 0.1 to B. A sends 60 % to B; B sends 30 % back to A.
  // λA = 0.5 + 0.3 λB, λB = 0.1 + 0.6 λA: λA = 0.53 / 0.82 = 0.646341, λB = 0.40 / 0.82 = 0.487805.
  // A: one server, mean 1. B: two servers, mean 3. Each queue is as if it stood alone.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(2)))
                     .role("a")
                     .role("b", 2)
                     .work("A", "a", exponential(minutes(1)))
                     .chances({{"B", 0.6}, {"gone", 0.4}})
                     .work("B", "b", exponential(minutes(3)))
                     .chances({{"A", 0.3}, {"gone", 0.7}})
                     .end("gone")
                     .case_type("walk-in", "B")
                     .every(exponential(minutes(10)))
                     .build();
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  const double to_a = 0.53 / 0.82;
  const double to_b = 0.40 / 0.82;
  const double wait_a = wait_in_queue(1, to_a, 1);
  const double wait_b = wait_in_queue(2, to_b, 1.0 / 3);
  agree("Jackson network: wait at A", wait_a, mean_minutes(runs, of_step(map, "A", &StepOutcome::wait)));
  agree("Jackson network: wait at B", wait_b, mean_minutes(runs, of_step(map, "B", &StepOutcome::wait)));
  agree("Jackson network: queue at A", to_a * wait_a, mean_queue(runs, RoleId{0}));
  agree("Jackson network: queue at B", to_b * wait_b, mean_queue(runs, RoleId{1}));
  agree("Jackson network: busy at A", to_a, mean_busy(runs, RoleId{0}));
  agree("Jackson network: busy at B", 3 * to_b, mean_busy(runs, RoleId{1}));
  // Expected visits before leaving, from A: A 1/0.82, B 0.6/0.82; from B: A 0.3/0.82, B 1/0.82.
  agree("Jackson network: elapsed from A", (wait_a + 1) / 0.82 + (wait_b + 3) * 0.6 / 0.82,
        mean_minutes(runs, elapsed_of(map, "patient")));
  agree("Jackson network: elapsed from B", (wait_a + 1) * 0.3 / 0.82 + (wait_b + 3) / 0.82,
        mean_minutes(runs, elapsed_of(map, "walk-in")));
}

TEST_CASE("Instant feedback makes an M/M/1 of geometric rework") {
  // 0.5 a minute, mean 1, done again with chance 0.3: visits 1/0.7 a case, of which 0.3/0.7 repeats; λ = 0.5/0.7,
  // wait a visit as in M/M/1 with that λ: λ/(1 - λ) = 2.5; elapsed (2.5 + 1)/0.7 = 5.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(2)))
                     .role("typist")
                     .work("type", "typist", exponential(minutes(1)))
                     .chances({{"type", 0.3}, {"gone", 0.7}})
                     .end("gone")
                     .build();
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  agree("rework 30 %: visits a case", 1 / 0.7, visits_per_case(runs, StepId{0}, false));
  agree("rework 30 %: repeat visits a case", 0.3 / 0.7, visits_per_case(runs, StepId{0}, true));
  agree("rework 30 %: wait a visit", 2.5, mean_minutes(runs, of_step(map, "type", &StepOutcome::wait)));
  agree("rework 30 %: elapsed", 5, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("rework 30 %: utilisation", 0.5 / 0.7, mean_busy(runs, RoleId{0}));
}

TEST_CASE("A fork-join without contention takes as long as its slowest branch") {
  // Two exponentials of mean 10: the greater has mean 10 (1 + 1/2) = 15 and variance 100 (1 + 1/4) = 125; the first
  // waits at the join for |X - Y|, exponential of mean 10. Three: mean 10 (1 + 1/2 + 1/3), variance 100 (1 + 1/4 + 1/9).
  const double ten = minutes(10);
  Workflow two = WorkflowBuilder()
                     .every(exponential(minutes(2)))
                     .role("staff", 1000)
                     .gateway("fork")
                     .all({"left", "right"})
                     .work("left", "staff", exponential(ten))
                     .to("meet")
                     .work("right", "staff", exponential(ten))
                     .to("meet")
                     .join("meet")
                     .to("gone")
                     .end("gone")
                     .build();
  run_for(two, 300, 10000);
  auto runs = outcomes(two);
  agree("fork-join of two: elapsed", 15, mean_minutes(runs, elapsed_of(two, "patient")));
  agree("fork-join of two: mean square of elapsed", 125 + 15 * 15,
        mean_square_minutes(runs, elapsed_of(two, "patient")));
  agree("fork-join of two: wait at the join of the first", 10, mean_minutes(runs, [&](const Outcome& o) {
          Tally wait = o.steps[StepId{3}].wait;
          wait.count = o.steps[StepId{3}].visits();  // the one that comes last waits 0, so one of two at each visit
          return wait;
        }));

  Workflow three = WorkflowBuilder()
                       .every(exponential(minutes(2)))
                       .role("staff", 1000)
                       .gateway("fork")
                       .all({"left", "right", "middle"})
                       .work("left", "staff", exponential(ten))
                       .to("meet")
                       .work("right", "staff", exponential(ten))
                       .to("meet")
                       .wait("middle", exponential(ten))
                       .to("meet")
                       .join("meet")
                       .to("gone")
                       .end("gone")
                       .build();
  run_for(three, 300, 10000);
  runs = outcomes(three);
  const double mean_of_three = 10 * (1 + 1.0 / 2 + 1.0 / 3);
  agree("fork-join of three: elapsed", mean_of_three, mean_minutes(runs, elapsed_of(three, "patient")));
  agree("fork-join of three: mean square of elapsed", 100 * (1 + 1.0 / 4 + 1.0 / 9) + mean_of_three * mean_of_three,
        mean_square_minutes(runs, elapsed_of(three, "patient")));
}

TEST_CASE("Branches that end apart end the case with the last of them") {
  // The same greater of two exponentials, without a join: elapsed 15; each end 10 after the arrival.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(2)))
                     .role("staff", 1000)
                     .gateway("fork")
                     .all({"left", "right"})
                     .work("left", "staff", exponential(minutes(10)))
                     .to("home")
                     .work("right", "staff", exponential(minutes(10)))
                     .to("letter sent")
                     .end("home")
                     .end("letter sent")
                     .build();
  run_for(map, 300, 10000);
  const auto runs = outcomes(map);
  agree("ends apart: elapsed", 15, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("ends apart: time to one end", 10, mean_minutes(runs, of_step(map, "home", &StepOutcome::since_arrival)));
}

TEST_CASE("A step that needs two single roles at once is one server") {
  // M/M/1 with λ = 0.8, μ = 1: Wq = 4; both roles are busy for 0.8 of the time.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1.25)))
                     .role("doctor")
                     .role("nurse")
                     .work("operate", "doctor", exponential(minutes(1)))
                     .also("nurse")
                     .to("gone")
                     .end("gone")
                     .build();
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  agree("two roles at once: wait", 4, mean_minutes(runs, of_step(map, "operate", &StepOutcome::wait)));
  agree("two roles at once: first role busy", 0.8, mean_busy(runs, RoleId{0}));
  agree("two roles at once: second role busy", 0.8, mean_busy(runs, RoleId{1}));
  agree("two roles at once: queue of the second role", 3.2, mean_queue(runs, RoleId{1}));
}

TEST_CASE("A step that needs two of six is one of three servers") {
  // M/M/3 with λ = 0.2, μ = 0.1: Wq = 4.4444; people busy 2 · λ/μ = 4.
  WorkflowBuilder builder;
  builder.every(exponential(minutes(5)))
      .role("porter", 6)
      .work("lift", "porter", exponential(minutes(10)))
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  map.steps.items()[0].who[0].count = 2;
  run_for(map, 2000, 60000);
  const auto runs = outcomes(map);
  agree("two of six: wait", wait_in_queue(3, 0.2, 0.1), mean_minutes(runs, of_step(map, "lift", &StepOutcome::wait)));
  agree("two of six: people busy", 4, mean_busy(runs, RoleId{0}));
}

TEST_CASE("Case types that share a server wait alike and are served apart") {
  // λ = 0.3 and 0.4, mean 1 and exactly 1: ρ = 0.7, W0 = (0.3 · 2 + 0.4 · 1)/2 = 0.5, Wq = W0/(1 - ρ) = 5/3 for both.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / 0.3)))
                     .role("server")
                     .work("long", "server", exponential(minutes(1)))
                     .to("gone")
                     .work("short", "server", constant(minutes(1)))
                     .to("gone")
                     .end("gone")
                     .case_type("other", "short")
                     .every(exponential(minutes(2.5)))
                     .build();
  run_for(map, 1000, 20000);
  const auto runs = outcomes(map);
  agree("two case types: wait of the first", 5.0 / 3, mean_minutes(runs, of_step(map, "long", &StepOutcome::wait)));
  agree("two case types: wait of the second", 5.0 / 3, mean_minutes(runs, of_step(map, "short", &StepOutcome::wait)));
  agree("two case types: elapsed of the first", 8.0 / 3, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("two case types: elapsed of the second", 8.0 / 3, mean_minutes(runs, elapsed_of(map, "other")));
}

TEST_CASE("Two stations in line are two M/M/1 queues, with a planned wait between them") {
  // Burke: departures of M/M/1 are Poisson, also after a wait of any length. λ = 0.5; μ = 1 and 0.8: Wq = 1 and
  // 0.625/0.3 = 2.08333; elapsed 1 + 1 + 30 + 2.08333 + 1.25 = 33.25 + 2.08333.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(2)))
                     .role("a")
                     .role("b")
                     .work("first", "a", exponential(minutes(1)))
                     .to("drive")
                     .wait("drive", uniform(minutes(20), minutes(40)))
                     .to("second")
                     .work("second", "b", exponential(minutes(1.25)))
                     .to("gone")
                     .end("gone")
                     .build();
  run_for(map, 1000, 20000);
  const auto runs = outcomes(map);
  agree("stations in line: wait at the second", 0.625 / 0.3,
        mean_minutes(runs, of_step(map, "second", &StepOutcome::wait)));
  agree("stations in line: planned wait", 30, mean_minutes(runs, of_step(map, "drive", &StepOutcome::wait)));
  agree("stations in line: elapsed", 33.25 + 0.625 / 0.3, mean_minutes(runs, elapsed_of(map, "patient")));
}
