// Random workflows whose steps also need, hold and release places: what their logs say of each is what was counted.
#include <algorithm>
#include <map>
#include <vector>

#include "catch.hpp"
#include "process/builders.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

void add_places(Workflow& workflow, Dice& dice) {
  // All is counted, so that the log has all that counts.
  workflow.clock.run += workflow.clock.warm_up;
  workflow.clock.warm_up = Duration{0};
  std::vector<RoleId> places;
  for (const char* name : {"bed", "scanner"}) {
    Role place;
    place.name = name;
    place.kind = places.empty() ? RoleKind::place : RoleKind::equipment;
    place.staff.value = dice.from_to(2, 5);
    if (!workflow.calendars.empty() && dice.chance(0.3)) {
      place.calendar = static_cast<CalendarId>(dice.below(workflow.calendars.size()));
      place.after_hours = dice.one_of({AfterHours::finish, AfterHours::stop, AfterHours::stay});
    }
    if (dice.chance(0.4)) place.cleaning = constant(minutes(7));
    places.push_back(workflow.roles.push_back(place));
  }
  for (Step& step : workflow.steps) {
    const Role* first = step.who.empty() ? nullptr : &workflow.roles[step.who.front().role];
    for (const RoleId place : places) {
      const auto count = static_cast<std::uint32_t>(dice.from_to(1, 2));
      const bool fits = first && first->discipline == Discipline::first_come && first->ages == 0;
      if (fits && dice.chance(0.3)) (dice.chance(0.3) ? step.who : step.holds).push_back({place, count});
      if (dice.chance(0.3)) step.releases.push_back({place, count});
    }
  }
  const auto held = [&](const Need& need) {
    return std::any_of(workflow.steps.begin(), workflow.steps.end(), [&](const Step& step) {
      return std::any_of(step.holds.begin(), step.holds.end(), [&](const Need& n) { return n.role == need.role; });
    });
  };
  for (Step& step : workflow.steps) std::erase_if(step.releases, [&](const Need& need) { return !held(need); });
}

std::int64_t count_of(const std::vector<Need>& needs, RoleId role) {
  std::int64_t sum = 0;
  for (const Need& need : needs) sum += need.role == role ? need.count : 0;
  return sum;
}

/// Time for which the place was held, as the log tells it: during work that needs it, and from the end of a step that
/// holds it to that of one that releases it, or to the end of the case.
std::int64_t held_by_log(const RandomRun& run, RoleId place) {
  std::int64_t sum = 0;
  for (const Row& row : run.rows) {
    const Step& step = run.step(row);
    sum += row.work * (count_of(step.who, place) + count_of(step.holds, place));
  }
  for (const auto& [of, rows] : run.by_case()) {
    std::int64_t kept = 0, since = 0, over = 0;
    for (const Row& row : rows) over = std::max(over, run.ended_or_horizon(row));
    for (const Row& row : rows) {
      if (row.outcome != VisitOutcome::done) continue;
      const Step& step = run.step(row);
      // A join fires once, with its last token.
      const std::int64_t own = count_of(step.holds, place) - count_of(step.releases, place);
      if (own == 0) continue;
      sum += kept * (row.ended - since);
      since = row.ended;
      kept = std::max<std::int64_t>(0, kept + own);
    }
    sum += kept * (over - since);
  }
  return sum;
}

}  // namespace

TEST_CASE("Of random workflows with places, the log says how long each was held, and no more were than there are") {
  std::int64_t held_between_steps = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 77);
    add_places(map, dice);
    // Where a join releases, its tokens that wait have rows of their own: the recount would count them twice.
    for (Step& step : map.steps) {
      if (step.nature == Nature::join) step.releases.clear();
    }
    const RandomRun run = checked_run(seed, map);

    for (const RoleId id : run.workflow.roles.ids()) {
      const Role& place = run.workflow.roles[id];
      const RoleOutcome& counted = run.outcome.roles[id];
      if (place.kind == RoleKind::staff) {
        CHECK(counted.blocked == 0);
        continue;
      }
      const std::int64_t in_use = counted.busy + counted.overtime;
      CHECK(in_use == held_by_log(run, id));
      CHECK(counted.busy + counted.cleaning <= counted.rostered);
      CHECK(counted.blocked >= 0);
      CHECK(counted.blocked <= in_use);
      CHECK(in_use <= static_cast<std::int64_t>(place.staff.value) * (run.horizon() - run.start()));
      held_between_steps += counted.blocked;
    }
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(held_between_steps > 0);
  CHECK(completed > 1000);
}
