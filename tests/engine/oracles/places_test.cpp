// Places that cases hold from step to step. Times are in minutes.
#include <string>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Chance that all servers are busy in M/G/c/c (Erlang B), whatever the distribution of service.
double chance_of_no_bed(int beds, double load) {
  double blocked = 1;
  for (int n = 1; n <= beds; ++n) blocked = load * blocked / (n + load * blocked);
  return blocked;
}

}  // namespace

TEST_CASE("A ward turns away and is filled as Erlang B says, although its beds are held over two steps") {
  // One an hour, a stay of 4 h in all (1 h at admission with the bed, 3 h of waiting), 5 beds, no patience at all:
  // load 4, turned away B(5, 4) = 0.199067, occupied 4 (1 - B) / 5 = 0.640746. Of the stay nothing is blocked.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(60)))
                     .role("bed", 5)
                     .work("admit", "bed", lognormal(minutes(60), minutes(30)))
                     .to("stay")
                     .wait("stay", lognormal(minutes(180), minutes(240)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.roles.items()[0].kind = RoleKind::place;
  Step& admit = map.steps.items()[0];
  admit.holds.swap(admit.who);
  admit.patience = constant(0);
  admit.gives_up = map.find_step("gone");
  map.steps.items()[1].releases = admit.holds;
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  CHECK(chance_of_no_bed(5, 4) == Approx(0.199067).epsilon(1e-5));
  const auto turned_away = [](const Outcome& o) {
    return static_cast<double>(o.steps[StepId{0}].left[static_cast<std::size_t>(VisitOutcome::gave_up)]);
  };
  agree("M/G/5/5 ward: share turned away", chance_of_no_bed(5, 4),
        ratio(each(runs, turned_away), each(runs, [&](const Outcome& o) {
                return turned_away(o) + static_cast<double>(o.steps[StepId{0}].visits());
              })));
  agree("M/G/5/5 ward: beds occupied", 4 * (1 - chance_of_no_bed(5, 4)) / 5,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); })));
  for (const Outcome& o : runs) CHECK(o.roles[RoleId{0}].blocked == 0);
}

TEST_CASE("The wait for a single bed that is kept over three steps is that of M/G/1 with their sum") {
  // One bed, which each case keeps from admission (mean 10) over its scan (mean 5) until its report has come (6): cases
  // go through one at a time, so nobody queues for a scanner, and the bed is the server of an M/G/1.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(30)))
                     .role("bed", 1)
                     .role("scanner", 2)
                     .work("admit", "bed", exponential(minutes(10)))
                     .to("scan")
                     .work("scan", "scanner", exponential(minutes(5)))
                     .to("report")
                     .wait("report", constant(minutes(6)))
                     .to("gone")
                     .end("gone")
                     .build();
  for (Role& role : map.roles) role.kind = RoleKind::place;
  Step& admit = map.steps.items()[0];
  admit.holds.swap(admit.who);
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // Service S = X + Y + 6: mean 21, variance 100 + 25; wait = λ E[S²] / (2 (1 - ρ)) with λ = 1/30, ρ = 0.7,
  // E[S²] = 441 + 125 = 566.
  agree("bed held over three steps: occupied", 0.7,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); })));
  agree("bed held over three steps: wait for it (M/G/1)", 566.0 / 30 / (2 * 0.3),
        mean_minutes(runs, of_step(map, "admit", &StepOutcome::wait)));
  for (const Outcome& o : runs) CHECK(o.roles[RoleId{0}].blocked == 0);
}
