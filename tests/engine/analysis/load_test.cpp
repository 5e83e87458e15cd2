// Load by role and approximate waits against closed forms.
#include "stepwell/analysis/load.hpp"
#include "catch.hpp"
#include "process/builders.hpp"
#include "stepwell/analysis/demand_rate.hpp"
#include "stepwell/analysis/queues.hpp"

using namespace stepwell;
using stepwell::testing::minutes;
using stepwell::testing::WorkflowBuilder;

namespace {

double wait_in_minutes(const Load& load, StepId step) {
  REQUIRE(load.steps[step].wait);
  return in_seconds(*load.steps[step].wait) / 60;
}

}  // namespace

TEST_CASE("Erlang's formula at one and two servers") {
  CHECK(chance_of_waiting(1, 0.9) == Approx(0.9).epsilon(1e-12));         // rho
  CHECK(chance_of_waiting(2, 1.5) == Approx(2.25 / 3.5).epsilon(1e-12));  // a^2 / (2 + a) at two servers
  CHECK(chance_of_waiting(3, 0) == 0);
  CHECK(mean_wait(1, 0.9, 1, 1) == Approx(9).epsilon(1e-12));    // rho / (1 - rho)
  CHECK(mean_wait(1, 0.9, 1, 0) == Approx(4.5).epsilon(1e-12));  // M/D/1: half of it
}

TEST_CASE("cases in an ordinary week: intervals in opening hours, hourly rates, a list") {
  WorkflowBuilder builder;
  builder.calendar("mornings", {{0, 8 * one_hour, 12 * one_hour}, {1, 8 * one_hour, 12 * one_hour}});
  builder.every(constant(minutes(10)), "mornings").end("e");
  Workflow workflow = builder.build();
  CaseType& type = workflow.cases[CaseTypeId{0}];
  CHECK(weekly_arrivals(workflow, type) == Approx(48));  // 8 h x 6
  type.demand.calendar.reset();
  CHECK(weekly_arrivals(workflow, type) == Approx(1008));  // 168 h x 6
  type.demand.kind = Demand::Kind::hourly;
  type.demand.rates = {{6 * one_hour, 10 * one_hour, {5, {}}}, {32 * one_hour, 36 * one_hour, {3, {}}}};
  CHECK(weekly_arrivals(workflow, type) == Approx(32));  // 4 h x 5 + 4 h x 3
  type.demand.calendar = CalendarId{0};
  CHECK(weekly_arrivals(workflow, type) == Approx(22));  // 2 h x 5 + 4 h x 3
  type.demand.kind = Demand::Kind::listed;
  type.demand.times = {workflow.clock.start, workflow.clock.start + one_day, workflow.clock.horizon()};
  CHECK(weekly_arrivals(workflow, type) == Approx(2.0 / 12));  // the last one is past the run of 12 weeks
}

TEST_CASE("an M/M/1 queue: load, saturation and wait") {
  const Workflow workflow = WorkflowBuilder()
                                .every(exponential(minutes(10)))
                                .role("nurse")
                                .work("see", "nurse", exponential(minutes(9)))
                                .to("e")
                                .end("e")
                                .build();
  const Load load = expected_load(workflow);
  CHECK(load.roles[RoleId{0}].asked == Approx(151.2));  // 168 h x 6 x 9 min
  CHECK(load.roles[RoleId{0}].staffed == Approx(168));
  CHECK(load.roles[RoleId{0}].utilisation == Approx(0.9));
  CHECK(*load.roles[RoleId{0}].saturation == Approx(1 / 0.9));
  CHECK(load.first_full == RoleId{0});
  CHECK(wait_in_minutes(load, StepId{0}) == Approx(81));  // rho / (1 - rho) x 9
}

TEST_CASE("an M/G/1 queue waits by Pollaczek and Khinchine") {
  const Workflow workflow = WorkflowBuilder()
                                .every(exponential(minutes(10)))
                                .role("nurse")
                                .work("see", "nurse", gamma(minutes(8), minutes(4)))
                                .to("e")
                                .end("e")
                                .build();
  // rho / (1 - rho) x mean x (1 + cs2) / 2 = 4 x 8 x 1.25 / 2
  CHECK(wait_in_minutes(expected_load(workflow), StepId{0}) == Approx(20));
}

TEST_CASE("a Jackson network: every queue waits as if it stood alone") {
  // The clinic of the benchmarks with exponential times: a = 0.1/min at 2 servers of 15 min; c sends 20 % back to b.
  const Workflow workflow = WorkflowBuilder()
                                .every(exponential(minutes(10)))
                                .role("clerk", 2)
                                .role("nurse", 4)
                                .role("doctor", 3)
                                .work("a", "clerk", exponential(minutes(15)))
                                .to("b")
                                .work("b", "nurse", exponential(minutes(30)))
                                .to("c")
                                .work("c", "doctor", exponential(minutes(20)))
                                .chances({{"b", 0.2}, {"e", 0.8}})
                                .end("e")
                                .build();
  const Load load = expected_load(workflow);
  CHECK(wait_in_minutes(load, StepId{0}) == Approx(15 * mean_wait(2, 1.5, 1, 1)).epsilon(1e-6));
  CHECK(wait_in_minutes(load, StepId{0}) == Approx(19.2857).epsilon(1e-4));  // 15 x (2.25 / 3.5) / 0.5
  CHECK(wait_in_minutes(load, StepId{1}) == Approx(30 * mean_wait(4, 3.75, 1, 1)).epsilon(1e-6));
  CHECK(wait_in_minutes(load, StepId{2}) == Approx(20 * mean_wait(3, 2.5, 1, 1)).epsilon(1e-6));
}

TEST_CASE("the wait of a role is that of all its steps together") {
  const Workflow workflow = WorkflowBuilder()
                                .every(exponential(minutes(10)))
                                .role("nurse")
                                .work("see", "nurse", exponential(minutes(4)))
                                .to("note")
                                .work("note", "nurse", exponential(minutes(4)))
                                .to("e")
                                .end("e")
                                .build();
  const Load load = expected_load(workflow);
  CHECK(load.roles[RoleId{0}].utilisation == Approx(0.8));
  CHECK(load.steps[StepId{0}].asked == Approx(67.2));  // 168 h x 6 x 4 min
  CHECK(load.steps[StepId{0}].wait == load.steps[StepId{1}].wait);
}

TEST_CASE("a role that is asked for more than it has is over 100 % and its wait has no estimate") {
  const Workflow workflow = WorkflowBuilder()
                                .every(constant(minutes(10)))
                                .role("nurse")
                                .role("porter", 2)
                                .work("move", "nurse", constant(minutes(12)))
                                .also("porter", 2)
                                .to("rest")
                                .work("rest", "nurse", constant(0))
                                .to("e")
                                .end("e")
                                .build();
  const Load load = expected_load(workflow);
  CHECK(load.roles[RoleId{0}].utilisation == Approx(1.2));
  CHECK(load.roles[RoleId{1}].utilisation == Approx(1.2));  // two of two porters for as long
  CHECK(load.roles[RoleId{1}].asked == Approx(403.2));      // 168 h x 6 x 12 min x 2
  CHECK_FALSE(load.steps[StepId{0}].wait);
  CHECK_FALSE(load.steps[StepId{1}].wait);
}

TEST_CASE("the load of a population is that of members who never wait, but never more than can be done") {
  Workflow map = WorkflowBuilder()
                     .role("mender")
                     .work("mend", "mender", exponential(minutes(30)))
                     .to("works")
                     .end("works")
                     .build();
  Demand& demand = map.cases.items()[0].demand;
  demand.kind = Demand::Kind::population;
  demand.interval = exponential(minutes(90));
  // One member comes every 2 h: 84 times a week, and keeps the mender busy for a quarter of it.
  demand.members = 1;
  CHECK(expected_load(map).arrivals[CaseTypeId{0}] == Approx(84));
  CHECK(expected_load(map).roles[RoleId{0}].utilisation == Approx(0.25));
  CHECK(expected_load(map).approximations.size() == 1);
  // Ten would come 840 times; the mender can serve 336.
  demand.members = 10;
  CHECK(expected_load(map).arrivals[CaseTypeId{0}] == Approx(336));
}

TEST_CASE("a mix shares a stream out among its case types") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(10)))
                     .role("nurse", 2)
                     .work("see", "nurse", exponential(minutes(5)))
                     .to("gone")
                     .end("gone")
                     .build();
  CaseType major = map.cases[CaseTypeId{0}];
  major.name = "major";
  major.demand = {};
  map.cases.push_back(major);
  map.cases.items()[0].demand.mix = {{CaseTypeId{0}, {0.75, {}}}, {CaseTypeId{1}, {0.25, {}}}};
  const Load load = expected_load(map);
  CHECK(load.arrivals[CaseTypeId{0}] == Approx(756));
  CHECK(load.arrivals[CaseTypeId{1}] == Approx(252));
  CHECK(load.roles[RoleId{0}].asked == Approx(84));
}

TEST_CASE("people who share their attention are as many servers as tasks fit them, where all shares are the same") {
  Workflow workflow = WorkflowBuilder()
                          .every(exponential(minutes(10 / 7.0)))
                          .role("nurse", 2)
                          .work("watch", "nurse", exponential(minutes(10)))
                          .to("note")
                          .work("note", "nurse", exponential(minutes(0.1)))
                          .to("e")
                          .end("e")
                          .build();
  Step& watch = workflow.steps[StepId{0}];
  Step& note = workflow.steps[StepId{1}];
  watch.who[0].share = note.who[0].share = 300;
  // Three tasks fit a person: 6 servers of 7.07 erlangs are too few. Of each hour 30 %.
  const Load full = expected_load(workflow);
  CHECK(full.roles[RoleId{0}].utilisation == Approx(7.07 * 0.3 / 2));
  CHECK_FALSE(full.steps[StepId{0}].wait);
  watch.who[0].share = note.who[0].share = 250;
  workflow.steps[StepId{0}].next[0].to = StepId{2};
  const Load load = expected_load(workflow);
  CHECK(load.roles[RoleId{0}].utilisation == Approx(0.875));
  // M/M/8 with 7 erlangs.
  CHECK(wait_in_minutes(load, StepId{0}) == Approx(10 * mean_wait(8, 7, 1, 1)).epsilon(1e-4));
  note.who[0].share = 500;
  CHECK_FALSE(expected_load(workflow).steps[StepId{0}].wait);
}
