// Random workflows with deadlines over several steps, batches, messages and repetitions among them: what all runs hold.
#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"
#include "stepwell/process/graph.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Gateways that lead one way get a deadline until a step behind them; who misses it takes the gateway's first way.
Workflow with_regions(std::uint64_t seed) {
  Workflow map = random_workflow(seed, {false, false, true});
  Dice dice(seed);
  const FlowGraph graph(map);
  for (const StepId id : map.steps.ids()) {
    Step& step = map.steps[id];
    const bool one_way =
        step.routing == Routing::straight || step.routing == Routing::chances || step.routing == Routing::rules;
    if (step.nature == Nature::gateway && one_way && dice.chance(0.7)) {
      const StepFlags behind = graph.after(id);
      std::vector<StepId> steps;
      for (const StepId other : behind.ids()) {
        if (behind[other]) steps.push_back(other);
      }
      step.until = steps[dice.below(steps.size())];
      step.deadlines.push_back({constant(dice.from_to(1, 40) * 6e8), {}, step.next[0].to, true, {}});
    }
    if (step.nature == Nature::work && !step.patience && step.balks_at == 0 && dice.chance(0.2)) {
      bool races = false;
      for (const Step& other : map.steps) {
        for (const Flow& flow : other.next) races = races || (other.routing == Routing::first_of && flow.to == id);
      }
      if (races) continue;
      Repeats repeats;
      repeats.times = constant(2);
      repeats.in_parallel = !step.gives_up && step.deadlines.empty();
      if (dice.chance(0.5) && !step.at_most)
        step.repeats = repeats;
      else
        step.batch = Batching{2, 30 * one_minute, {}, {}, {}, 0, {}};
    }
  }
  return map;
}

}  // namespace

TEST_CASE("Deadlines over several steps hold what all runs hold") {
  std::size_t regions = 0, overdue = 0, withdrawn = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomRun run = checked_run(seed, with_regions(seed));
    for (const Step& step : run.workflow.steps) regions += step.until ? 1 : 0;
    for (const Row& row : run.rows) {
      overdue += row.outcome == VisitOutcome::overdue ? 1 : 0;
      withdrawn += row.outcome == VisitOutcome::withdrawn ? 1 : 0;
    }
  }
  CHECK(regions > 100);
  CHECK(overdue > 1000);
  CHECK(withdrawn > 1000);
}

TEST_CASE("Workflows with deadlines over several steps are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) check_comes_back(seed, with_regions(seed));
}
