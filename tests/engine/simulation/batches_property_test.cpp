// What holds of every run in which work is done in batches and members leave them in every way there is: checked on
// random workflows, some of whose work is batch work, against their complete logs.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Batching random_batch(Dice& dice) {
  Batching batch;
  const auto minutes_of = [](int n) { return n * one_minute; };
  switch (dice.from_to(0, 3)) {
    case 0: batch.size = static_cast<std::uint32_t>(dice.from_to(2, 4)); break;
    case 1:
      batch.size = static_cast<std::uint32_t>(dice.from_to(2, 4));
      batch.or_after = minutes_of(dice.from_to(1, 60));
      break;
    case 2:
      batch.every = minutes_of(dice.from_to(10, 120));
      if (dice.chance(0.5)) batch.at_most = static_cast<std::uint32_t>(dice.from_to(1, 3));
      break;
    default: batch.at = {9 * one_hour, 11 * one_hour, 15 * one_hour + 30 * one_minute};
  }
  return batch;
}

/// A random workflow in which some work and some waits are batches.
Workflow with_batches(std::uint64_t seed) {
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
    if (races[index_of(id)] || step.patience || step.balks_at > 0 || !dice.chance(0.5)) continue;
    if (step.nature == Nature::work) step.batch = random_batch(dice);
    if (step.nature == Nature::wait && !step.appointment) {
      step.varies_with.clear();
      step.nature = Nature::batch;
      step.wait = {};
      step.wait_calendar.reset();
      step.batch = random_batch(dice);
    }
  }
  for (Measure& measure : map.measures) {
    for (MeasurePoint* point : {&measure.from, &measure.to}) {
      if (map.steps[point->step].nature == Nature::batch) point->moment = Moment::ends;
    }
  }
  return map;
}

}  // namespace

TEST_CASE("Batches of random workflows hold what all runs hold") {
  std::size_t batches = 0, left = 0, together = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const RandomRun run = checked_run(seed, with_batches(seed));
    // Members of a batch end together: by step, start and end.
    std::map<std::tuple<std::uint32_t, std::int64_t, std::int64_t, std::uint32_t>, std::int64_t> worked;
    IndexedVector<StepId, std::int64_t> sums(run.workflow.steps.size());
    for (const Row& row : run.rows) {
      const Step& step = run.step(row);
      const std::int64_t parts = row.queueing + row.closed + row.interrupted + row.for_batch + row.work;
      REQUIRE(row.for_batch >= 0);
      if (step.nature == Nature::work || step.nature == Nature::batch)
        REQUIRE(parts == run.ended_or_horizon(row) - row.enabled);
      if (!step.batch) {
        REQUIRE(row.for_batch == 0);
        continue;
      }
      if (row.outcome == VisitOutcome::done && step.nature == Nature::work) {
        const auto [at, first] = worked.try_emplace(std::tuple(row.step, row.started, row.ended, row.staff), row.work);
        first ? ++batches : ++together;
        REQUIRE(at->second == row.work);
        if (first) sums[static_cast<StepId>(row.step)] += row.work;
      } else if (row.outcome != VisitOutcome::done) {
        ++left;
      }
    }
    // Two batches of one step by members of two roles at the same times are rare, but then their sums are less.
    const bool whole = run.workflow.clock.warm_up == Duration{};
    for (const StepId id : run.workflow.steps.ids()) {
      const Step& step = run.workflow.steps[id];
      if (whole && step.batch && step.nature == Nature::work) CHECK(sums[id] <= run.outcome.steps[id].work.sum);
    }
  }
  CHECK(batches > 1000);
  CHECK(together > 1000);
  CHECK(left > 300);
}

TEST_CASE("Workflows with batches are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) check_comes_back(seed, with_batches(seed));
}
