// What lies between one service and the next. Times are in minutes.
#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("A room that is cleaned after each use is M/G/1 with both as its service") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(20)))
                     .role("room", 1)
                     .work("use", "room", exponential(minutes(8)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.roles.items()[0].kind = RoleKind::place;
  map.roles.items()[0].cleaning = exponential(minutes(4));
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // B = S + C: mean 12, E[B²] = 144 + 64 + 16 = 224; ρ = 0.6; wait = λ E[B²] / (2 (1 - ρ)).
  agree("room with cleaning (M/G/1): wait", 224.0 / 20 / (2 * 0.4),
        mean_minutes(runs, of_step(map, "use", &StepOutcome::wait)));
  agree("room with cleaning: share of time cleaned", 0.2,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].cleaning); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); })));
}

TEST_CASE("Two kinds of work with set-up between them are M/G/1 in which every other service has it") {
  // Cases come 1 in 16 min, half of each kind by independent streams: whether a kind differs from the one before is a
  // fair coin, whatever went before. B = S + D with chance 1/2: S exponential 8, D = 4.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(32)))
                     .role("server", 1)
                     .work("red", "server", exponential(minutes(8)))
                     .to("gone")
                     .work("blue", "server", exponential(minutes(8)))
                     .to("gone")
                     .end("gone")
                     .case_type("other", "blue")
                     .every(exponential(minutes(32)))
                     .build();
  map.roles.items()[0].set_up = constant(minutes(4));
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // E[B] = 10, E[B²] = 128 + 2 * 8 * 2 + 16 / 2 = 168; ρ = 10 / 16; wait = λ E[B²] / (2 (1 - ρ)) = 14.
  agree("set-up between two kinds (M/G/1): wait", 168.0 / 16 / (2 * (1 - 10.0 / 16)),
        mean_minutes(runs, of_step(map, "red", &StepOutcome::wait)));
  agree("set-up between two kinds: work", 10, mean_minutes(runs, of_step(map, "blue", &StepOutcome::work)));
}

TEST_CASE("Two stations without room between them: the first is blocked until the second is free") {
  // Always a case before the first (every 2 min for services of 10 on average): the throughput of two exponential servers
  // of equal rate μ without a buffer is 2 μ / 3, as the second starts when both have finished: max of two, 3 / (2 μ).
  Workflow map = WorkflowBuilder()
                     .every(constant(minutes(2)))
                     .role("first", 1)
                     .role("second", 1)
                     .work("one", "first", exponential(minutes(10)))
                     .to("over")
                     .work("over", "second", constant(0))
                     .to("two")
                     .wait("two", exponential(minutes(10)))
                     .to("gone")
                     .end("gone")
                     .build();
  for (Role& role : map.roles) role.kind = RoleKind::place;
  auto& steps = map.steps.items();
  steps[0].holds.swap(steps[0].who);
  steps[1].holds.swap(steps[1].who);
  steps[1].releases = steps[0].holds;
  steps[2].releases = steps[1].holds;
  steps[0].patience = constant(minutes(200));
  steps[0].gives_up = map.find_step("gone");
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  agree("tandem without room between (blocking): time between two cases", 15,
        ratio(each(runs, [](const Outcome&) { return full_length() ? 60000.0 : 6000.0; }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.steps[StepId{2}].visits()); })));
  // Of each 15 min the first is at work for 10 and blocked for 5.
  agree("tandem without room between: first server blocked", 1.0 / 3,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].blocked); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); })));
}
