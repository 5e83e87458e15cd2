// Random workflows whose roles have individuals: what each works adds up to what the log says of the role.
#include <algorithm>

#include "catch.hpp"
#include "process/builders.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

void add_individuals(Workflow& map, Dice& dice) {
  map.clock.run += map.clock.warm_up;
  map.clock.warm_up = Duration{0};
  for (Role& role : map.roles) {
    if (role.pre_emption != PreEmption::none || dice.chance(0.2)) continue;
    if (role.after_hours == AfterHours::stay) role.after_hours = AfterHours::stop;
    if (dice.chance(0.3)) role.set_up = constant(minutes(3));
    role.asked_first = dice.one_of(
        {AskedFirst::longest_idle, AskedFirst::fixed_order, AskedFirst::least_busy, AskedFirst::same_person});
    for (int i = 0; i < static_cast<int>(role.staff.value); ++i) {
      Individual one;
      one.name = "person " + std::to_string(i + 1);
      one.speed = dice.one_of({0.5, 1.0, 1.0, 1.7});
      if (i < 2 || dice.chance(0.5)) one.skills.push_back("bandages");
      if (dice.chance(0.5)) one.calendar = static_cast<CalendarId>(dice.below(map.calendars.size()));
      if (dice.chance(0.4)) {
        one.out.push_back({static_cast<CalendarId>(dice.below(map.calendars.size())),
                           0,
                           dice.one_of({WorkWhenOut::resume, WorkWhenOut::restart, WorkWhenOut::finish}),
                           {}});
      }
      role.individuals.push_back(one);
    }
  }
  for (Step& step : map.steps) {
    const bool known = std::any_of(step.who.begin(), step.who.end(),
                                   [&](const Need& need) { return !map.roles[need.role].individuals.empty(); });
    if (known && dice.chance(0.4)) step.skills = {"bandages"};
  }
}

}  // namespace

TEST_CASE("Of random workflows with individuals, what each has worked adds up to what the log says") {
  std::int64_t overtime = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 33);
    add_individuals(map, dice);
    const RandomRun run = checked_run(seed, map);
    check_work(run);
    for (const RoleOutcome& counted : run.outcome.roles) {
      MemberOutcome all;
      for (const MemberOutcome& one : counted.members) {
        CHECK(one.busy + one.out <= one.rostered);
        all.busy += one.busy, all.overtime += one.overtime, all.out += one.out, all.rostered += one.rostered;
      }
      if (counted.members.empty()) continue;
      CHECK(all.busy == counted.busy);
      CHECK(all.overtime == counted.overtime);
      CHECK(all.out == counted.out);
      CHECK(all.rostered == counted.rostered);
      overtime += all.overtime;
    }
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(overtime > 0);
  CHECK(completed > 1000);
}
