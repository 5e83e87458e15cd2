// Random workflows of which some steps repeat: what all runs hold, and that repetitions end as they began.
#include <map>
#include <tuple>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow with_repeats(std::uint64_t seed) {
  Workflow map = random_workflow(seed, {false, false, true});
  Dice dice(seed);
  std::vector<char> races(map.steps.size(), 0);
  for (const Step& step : map.steps) {
    for (const Flow& flow : step.next) {
      if (step.routing == Routing::first_of) races[index_of(flow.to)] = 1;
    }
  }
  for (const StepId id : map.steps.ids()) {
    Step& step = map.steps[id];
    if (races[index_of(id)] || step.at_most || (step.nature != Nature::work && step.nature != Nature::wait)) continue;
    if (!dice.chance(0.5)) continue;
    bool leaves = step.patience || step.balks_at > 0 || step.gives_up || !step.deadlines.empty();
    for (const Need& need : step.who) leaves = leaves || map.roles[need.role].pre_emption == PreEmption::lost;
    Repeats repeats;
    repeats.in_parallel = !leaves && dice.chance(0.5);
    if (dice.chance(0.5))
      repeats.times = constant(dice.from_to(1, 3));
    else
      repeats.times = uniform(0, dice.from_to(2, 4));
    step.repeats = repeats;
  }
  return map;
}

}  // namespace

TEST_CASE("Repetitions in random workflows hold what all runs hold") {
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const RandomRun run = checked_run(seed, with_repeats(seed));
    // All work is in the log once, where all of it is counted.
    if (run.workflow.clock.warm_up == Duration{}) check_work(run);
    std::map<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>, int> visits;
    for (const Row& row : run.rows) {
      if (run.step(row).repeats) several += ++visits[{row.case_type, row.case_number, row.step}] == 2 ? 1 : 0;
    }
  }
  CHECK(several > 1000);
}

TEST_CASE("Workflows with repetitions are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Workflow map = with_repeats(seed);
    for (Step& step : map.steps) {
      if (!step.repeats || map.attributes.empty()) continue;
      for (const AttributeId id : map.attributes.ids()) {
        if (map.attributes[id].type != Attribute::Type::number || step.repeats->times.kind != DistributionKind::uniform)
          continue;
        step.repeats->attribute = id;
        step.repeats->times = {};
      }
    }
    check_comes_back(seed, map);
  }
}
