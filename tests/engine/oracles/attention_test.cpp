// People who share their attention between tasks. Times are in minutes.
#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

double busy(const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); }
double rostered(const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); }

}  // namespace

TEST_CASE("2 nurses with up to four tasks each are M/M/8") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / 0.7)))
                     .role("nurse", 2)
                     .work("watch", "nurse", exponential(minutes(10)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.steps.items()[0].who[0].share = 250;
  run_for(map, 2000, 60000);
  const auto runs = outcomes(map);
  agree("25 % of 2 nurses (M/M/8): wait", wait_in_queue(8, 0.7, 0.1),
        mean_minutes(runs, of_step(map, "watch", &StepOutcome::wait)));
  // λ / (c k μ) = 0.7 / (8 x 0.1).
  agree("25 % of 2 nurses (M/M/8): utilisation", 0.875, ratio(each(runs, busy), each(runs, rostered)));
}

TEST_CASE("One nurse with tasks of different shares, and nobody who waits, is Kaufman's and Roberts' loss system") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(5)))
                     .case_type("other", "dress")
                     .every(exponential(minutes(20)))
                     .role("nurse", 1)
                     .work("watch", "nurse", exponential(minutes(10)))
                     .to("gone")
                     .work("dress", "nurse", exponential(minutes(10)))
                     .to("gone")
                     .end("gone")
                     .build();
  for (const std::size_t step : {0, 1}) {
    map.steps.items()[step].who[0].share = step == 0 ? 250 : 500;
    map.steps.items()[step].patience = constant(1);  // a microsecond
    map.steps.items()[step].gives_up = StepId{2};
  }
  run_for(map, 500, 60000);
  const auto runs = outcomes(map);
  // Quarters of the nurse in use, by a = 2 of one quarter and a = 0.5 of two: q(0) = 1, j q(j) = 2 q(j - 1) + q(j - 2):
  // 1, 2, 5/2, 7/3, 43/24, in all 9.625. Watching is lost at 4, dressing at 3 and 4.
  const auto lost = [&](const char* name, const std::string& says, double expected) {
    const StepId step = *map.find_step(name);
    const auto left = [=](const Outcome& o) {
      return static_cast<double>(o.steps[step].left[static_cast<std::size_t>(VisitOutcome::gave_up)]);
    };
    const auto all = [=](const Outcome& o) { return left(o) + static_cast<double>(o.steps[step].visits()); };
    agree("25 % and 50 % of one nurse (Kaufman-Roberts): " + says, expected, ratio(each(runs, left), each(runs, all)));
  };
  lost("watch", "lost of 25 %", 43.0 / 24 / 9.625);
  lost("dress", "lost of 50 %", (7.0 / 3 + 43.0 / 24) / 9.625);
  // 2 x 25 % x 0.8139 + 0.5 x 50 % x 0.5714.
  agree("25 % and 50 % of one nurse (Kaufman-Roberts): utilisation",
        0.5 * (1 - 43.0 / 24 / 9.625) + 0.25 * (1 - (7.0 / 3 + 43.0 / 24) / 9.625),
        ratio(each(runs, busy), each(runs, rostered)));
}
