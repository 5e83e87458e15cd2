// Servers that break down. Times are in minutes.
#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("M/M/1 whose server breaks down, busy or idle, and takes its work up again") {
  // λ = 1/10, μ = 1/4; it fails after 60 min on average, for 20: ξ = 1/60, η = 1/20, there 3/4 of the time.
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(10)))
                     .role("server", 1)
                     .work("serve", "server", exponential(minutes(4)))
                     .to("gone")
                     .end("gone")
                     .build();
  Breakdown breakdown;
  breakdown.after = exponential(minutes(60));
  breakdown.lasts = exponential(minutes(20));
  map.roles.items()[0].breaks_down = breakdown;
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  const double l = 0.1, m = 0.25, x = 1.0 / 60, e = 1.0 / 20;
  // White and Christie (1958): L = λ ((ξ + η)² + ξ μ) / ((ξ + η) (η (μ - λ) - ξ λ)); W = L / λ = 22.142857.
  const double in_system = l * ((x + e) * (x + e) + x * m) / ((x + e) * (e * (m - l) - x * l));
  CHECK(in_system / l == Approx(22.142857).epsilon(1e-6));
  agree("M/M/1 with breakdowns: time in the system", in_system / l, mean_minutes(runs, elapsed_of(map, "patient")));
  // A service meets ξ/μ breakdowns on average, each of 1/η: ξ / (μ η) = 4/3.
  agree(
      "M/M/1 with breakdowns: interrupted a visit", x / (m * e),
      ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.steps[StepId{0}].interrupted.sum) / 60e6; }),
            each(runs, [](const Outcome& o) { return static_cast<double>(o.steps[StepId{0}].visits()); })));
  agree("M/M/1 with breakdowns: at work while it is there", (l / m) / 0.75,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); }),
              each(runs, [](const Outcome& o) {
                return static_cast<double>(o.roles[RoleId{0}].rostered - o.roles[RoleId{0}].out);
              })));
}

TEST_CASE("Three devices that break down each by itself are there as often as one") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(10)))
                     .role("device", 3)
                     .work("use", "device", exponential(minutes(4)))
                     .to("gone")
                     .end("gone")
                     .build();
  Breakdown breakdown;
  breakdown.after = exponential(minutes(60));
  breakdown.lasts = constant(minutes(20));
  breakdown.work = WorkWhenOut::finish;
  map.roles.items()[0].breaks_down = breakdown;
  run_for(map, 5000, 60000);
  // Each is out for 20 of 80 min, less what it still finishes: the mean rest of its service, 4 min, when it is busy.
  const auto runs = outcomes(map);
  const auto busy = each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); });
  const auto rostered = each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].rostered); });
  agree("three devices: at work", 0.4 / 3, ratio(busy, rostered));
  for (const Outcome& o : runs) CHECK(o.roles[RoleId{0}].out < o.roles[RoleId{0}].rostered / 3);
}
