// Random workflows in which members of roles have queues of their own: nobody does two things at once, and all are
// accounted for.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

bool can_have_queues(const Workflow& workflow, RoleId id) {
  const Role& role = workflow.roles[id];
  const bool alone = role.kind == RoleKind::staff && role.pre_emption == PreEmption::none && role.individuals.empty() &&
                     role.out.empty() && !role.breaks_down && !role.staff.assumption && role.staff.value >= 1;
  return alone && std::all_of(workflow.steps.begin(), workflow.steps.end(), [&](const Step& step) {
           std::uint32_t own = 0;
           for (const Need& need : step.who) {
             if (need.role == id) own += need.count;
             if (need.role != id && workflow.roles[need.role].queues != Queues::one) own += 2;
           }
           return !std::any_of(step.who.begin(), step.who.end(), [&](const Need& n) { return n.role == id; }) ||
                  (own == 1 && !step.batch && step.alternatives.empty());
         });
}

}  // namespace

TEST_CASE("Of random workflows with separate queues, each member does one thing at a time, and all are accounted for") {
  std::uint64_t roles = 0, checked = 0, completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    map.clock.run += map.clock.warm_up;
    map.clock.warm_up = Duration{0};
    Dice dice(seed + 55);
    for (const RoleId id : map.roles.ids()) {
      if (!can_have_queues(map, id) || !dice.chance(0.8)) continue;
      Role& role = map.roles[id];
      if (role.after_hours == AfterHours::stay) role.after_hours = AfterHours::stop;
      role.queues = dice.one_of({Queues::shortest, Queues::random, Queues::in_turn});
      ++roles;
    }
    check_comes_back(seed, map);
    const RandomRun run = checked_run(seed, map);
    check_work(run);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::pair<std::int64_t, std::int64_t>>> at_work;
    for (const Row& row : run.rows) {
      if (!run.is_work(row) || row.role == EventLog::nobody || row.staff == EventLog::nobody) continue;
      const Role& role = run.workflow.roles[static_cast<RoleId>(row.role)];
      if (role.queues == Queues::one) continue;
      REQUIRE(row.staff < role.staff.value);
      const std::int64_t end = run.ended_or_horizon(row);
      if (end - row.started == row.work && row.work > 0) at_work[{row.role, row.staff}].push_back({row.started, end});
    }
    for (auto& [member, stretches] : at_work) {
      std::sort(stretches.begin(), stretches.end());
      for (std::size_t i = 1; i < stretches.size(); ++i) REQUIRE(stretches[i - 1].second <= stretches[i].first);
      checked += stretches.size();
    }
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(roles > 100);
  CHECK(checked > 1000);
  CHECK(completed > 1000);
}
