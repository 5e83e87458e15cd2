// Random workflows in which several can do the same work: the log says who did, and that is what was counted.
#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"
#include "stepwell/process/substitutes.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Each alternative begins with a role of its own, by which the log can be asked.
void add_alternatives(Workflow& workflow, Dice& dice) {
  workflow.clock.run += workflow.clock.warm_up;
  workflow.clock.warm_up = Duration{0};
  for (Step& step : workflow.steps) {
    if (step.nature != Nature::work) continue;
    const Role& first = workflow.roles[step.who.front().role];
    Duration after{};
    for (const RoleId role : workflow.roles.ids()) {
      const Role& other = workflow.roles[role];
      const bool fits = other.discipline == first.discipline && other.ages == first.ages &&
                        other.pre_emption == first.pre_emption && role != step.who.front().role;
      if (!fits || !dice.chance(0.6)) continue;
      after += dice.one_of({0, 0, 5, 30}) * one_minute;
      step.alternatives.push_back({{{role, 1}}, after, {}});
    }
  }
}

}  // namespace

TEST_CASE("Of random workflows with alternatives, the log says who worked for how long, and all are accounted for") {
  std::uint64_t by_others = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 99);
    add_alternatives(map, dice);
    const RandomRun run = checked_run(seed, map);
    check_work(run);
    for (const StepId id : run.workflow.steps.ids()) {
      for (const ByAlternative& by : run.outcome.steps[id].by_alternative) by_others += by.first_visits;
    }
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(by_others > 500);
  CHECK(completed > 1000);
}

TEST_CASE("What roles say of their substitutes is the same as if each step said it") {
  std::uint64_t by_others = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 77);
    for (const RoleId id : map.roles.ids()) {
      Role& role = map.roles[id];
      Duration after{};
      for (const RoleId other : map.roles.ids()) {
        const Role& instead = map.roles[other];
        const bool fits = other != id && instead.discipline == role.discipline && instead.ages == role.ages &&
                          instead.pre_emption == role.pre_emption && role.kind == RoleKind::staff &&
                          instead.kind == RoleKind::staff;
        if (!fits || !dice.chance(0.5)) continue;
        after += dice.one_of({0, 0, 5, 30}) * one_minute;
        role.substitutes.push_back({other, after, {}});
      }
    }
    Workflow said = map;
    for (Step& step : said.steps) step.alternatives = alternatives_of(map, step);
    for (Role& role : said.roles) role.substitutes.clear();
    const auto too_few = [&](const Step& step) {
      return std::any_of(step.alternatives.begin(), step.alternatives.end(), [&](const Alternative& way) {
        std::vector<std::uint32_t> counts(said.roles.size(), 0);
        for (const Need& need : step.needs(way)) counts[index_of(need.role)] += need.count;
        for (const RoleId role : said.roles.ids())
          if (counts[index_of(role)] > said.roles[role].staff.value) return true;
        return false;
      });
    };
    // What a step says itself must be possible with those who are there.
    if (std::any_of(said.steps.begin(), said.steps.end(), too_few)) continue;
    const RandomRun by_role = run_of(seed, map);
    CHECK(bits_of(by_role.outcome) == bits_of(run_of(seed, said).outcome));
    for (const StepId id : by_role.workflow.steps.ids()) {
      for (const ByAlternative& by : by_role.outcome.steps[id].by_alternative) by_others += by.first_visits;
    }
  }
  CHECK(by_others > 300);
}
