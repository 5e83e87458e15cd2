// Random workflows in which roles are out by calendars and break down: nobody works who is not there, and nothing is lost.
#include <algorithm>

#include "catch.hpp"
#include "process/builders.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("Of random workflows with outages, those who are out do not work, and all work is done by somebody") {
  std::int64_t out = 0;
  std::int64_t interrupted = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    map.clock.run += map.clock.warm_up;
    map.clock.warm_up = Duration{0};
    Dice dice(seed + 55);
    for (Role& role : map.roles) {
      const auto work = [&] { return dice.one_of({WorkWhenOut::resume, WorkWhenOut::restart, WorkWhenOut::finish}); };
      while (dice.chance(0.4)) {
        const auto number = static_cast<std::uint32_t>(dice.from_to(0, static_cast<int>(role.staff.value)));
        role.out.push_back({static_cast<CalendarId>(dice.below(map.calendars.size())), number, work(), {}});
      }
      if (dice.chance(0.5)) {
        Breakdown breakdown{exponential(minutes(300)), {}, constant(minutes(30)), {}, work(), {}};
        if (dice.chance(0.5)) breakdown.lasts_calendar = static_cast<CalendarId>(dice.below(map.calendars.size()));
        role.breaks_down = breakdown;
      }
    }
    const RandomRun run = checked_run(seed, map);
    check_work(run);
    for (const RoleOutcome& counted : run.outcome.roles) out += counted.out;
    for (const Row& row : run.rows) interrupted += run.is_work(row) ? row.interrupted : 0;
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(out > 0);
  CHECK(interrupted > 0);
  CHECK(completed > 1000);
}
