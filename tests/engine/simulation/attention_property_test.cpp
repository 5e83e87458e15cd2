// Random workflows whose people have several tasks at once: nobody gives more than a whole (the audit looks at each moment),
// and what the log says of shares x times is what was counted.
#include <algorithm>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Everybody is out at times; needs of one person become shares.
void share_out(Workflow& map, Dice& dice) {
  map.clock.run += map.clock.warm_up;
  map.clock.warm_up = Duration{0};
  for (const RoleId id : map.roles.ids()) {
    Role& role = map.roles[id];
    if (role.pre_emption != PreEmption::none) continue;
    if (dice.chance(0.3) && !map.calendars.empty()) {
      role.out.push_back({static_cast<CalendarId>(dice.below(map.calendars.size())),
                          0,
                          dice.one_of({WorkWhenOut::resume, WorkWhenOut::restart, WorkWhenOut::finish}),
                          {}});
    }
    for (Step& step : map.steps) {
      for (Need& need : step.who) {
        if (need.role == id && need.count == 1 && dice.chance(0.7))
          need.share = dice.one_of({1u, 200u, 250u, 333u, 500u, 700u});
      }
    }
  }
}

}  // namespace

TEST_CASE("Of random workflows with shares of people, the log's shares x times are what was counted") {
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 71);
    share_out(map, dice);
    INFO("seed " << seed << '\n' << to_text(validate(map)));
    REQUIRE(!has_errors(validate(map)));
    const RandomRun run = checked_run(seed, map);
    check_work(run);
    check_comes_back(seed, map);
    for (const CaseOutcome& type : run.outcome.cases) completed += type.completed;
  }
  CHECK(completed > 1000);
}
