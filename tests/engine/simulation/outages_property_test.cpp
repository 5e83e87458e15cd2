// Random workflows in which roles are out by calendars and break down: nobody works who is not there, and nothing is lost.
#include <algorithm>

#include "catch.hpp"
#include "process/builders.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("Of random workflows with outages, those who are out do not work, and all work is done by somebody") {
  std::int64_t out = 0;
  std::int64_t interrupted = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    RandomRun run;
    run.seed = seed;
    run.workflow = random_workflow(seed, {false, false, seed % 2 == 0});
    Workflow& map = run.workflow;
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
    const Diagnostics found = validate(map);
    INFO("random workflow " << seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    EventLog log;
    ReplicationRequest request;
    request.seed = seed;
    request.log = &log;
    const auto program = compile(map);
    run.outcome = simulate(*program, request);
    run.rows = rows_of(log);
    request.log = nullptr;
    CHECK(bits_of(simulate(*program, request)) == bits_of(run.outcome));
    for (const RoleId id : map.roles.ids()) {
      std::int64_t worked = 0;
      for (const Row& row : run.rows) worked += run.is_work(row) ? row.work * run.needed(row, id) : 0;
      const RoleOutcome& counted = run.outcome.roles[id];
      CHECK(counted.busy + counted.overtime == worked);
      CHECK(counted.out >= 0);
      CHECK(counted.busy + counted.out <= counted.rostered);
      out += counted.out;
    }
    for (const Row& row : run.rows) {
      if (!run.is_work(row)) continue;
      interrupted += row.interrupted;
      CHECK(row.queueing + row.closed + row.interrupted + row.work == run.ended_or_horizon(row) - row.enabled);
    }
    for (const CaseOutcome& type : run.outcome.cases) {
      CHECK(type.in_progress_at_start + type.arrived == type.completed + type.in_progress_at_end);
      completed += type.completed;
    }
  }
  CHECK(out > 0);
  CHECK(interrupted > 0);
  CHECK(completed > 1000);
}
