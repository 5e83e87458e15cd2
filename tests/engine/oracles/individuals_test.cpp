// Servers that differ. Times are in minutes.
#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("M/M/2 with a fast and a slow server, the fast one asked first") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(5)))
                     .role("nurse", 2)
                     .work("see", "nurse", exponential(minutes(6)))
                     .to("gone")
                     .end("gone")
                     .build();
  Role& nurse = map.roles.items()[0];
  nurse.asked_first = AskedFirst::fixed_order;
  nurse.individuals.resize(2);
  nurse.individuals[0].name = "fast";
  nurse.individuals[0].speed = 1.5;
  nurse.individuals[1].name = "slow";
  nurse.individuals[1].speed = 0.5;
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // λ = 1/5, μ1 = 1.5/6, μ2 = 0.5/6. Chances of nobody, only the fast one, only the slow one at work and of n cases, all as
  // multiples of that of 2: πs (λ + μ2) = μ1 π2; λ (πf + πs) = (μ1 + μ2) π2; λ π0 = μ1 πf + μ2 πs; πn+1 = ρ πn.
  const double l = 0.2, m1 = 0.25, m2 = 0.5 / 6, rho = l / (m1 + m2);
  const double slow = m1 / (l + m2);
  const double fast = (m1 + m2) / l - slow;
  const double none = (m1 * fast + m2 * slow) / l;
  const double all = none + fast + slow + 1 / (1 - rho);
  const double in_system = (fast + slow + 2 / (1 - rho) + rho / ((1 - rho) * (1 - rho))) / all;
  agree("M/M/2, fast server first: time in the system", in_system / l, mean_minutes(runs, elapsed_of(map, "patient")));
  const auto at_work = [&](std::size_t one) {
    return ratio(
        each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].members[one].busy); }),
        each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].members[one].rostered); }));
  };
  agree("M/M/2, fast server first: the fast one at work", 1 - (none + slow) / all, at_work(0));
  agree("M/M/2, fast server first: the slow one at work", 1 - (none + fast) / all, at_work(1));
}
