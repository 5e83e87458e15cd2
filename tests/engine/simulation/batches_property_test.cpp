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
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/write.hpp"
#include "stepwell/process/validate.hpp"

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
    const Workflow map = with_batches(seed);
    const Diagnostics found = validate(map);
    INFO("random workflow " << seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    EventLog log;
    ReplicationRequest request, plain;
    request.seed = plain.seed = seed;
    request.log = &log;
    const auto program = compile(map);
    const Outcome outcome = simulate(*program, request);
    REQUIRE((bits_of(outcome) == bits_of(simulate(*program, plain))));

    for (const CaseOutcome& type : outcome.cases) {
      CHECK(type.in_progress_at_start + type.arrived == type.completed + type.in_progress_at_end);
      std::int64_t sum = 0, queueing = 0;
      for (const std::int64_t part : type.parts) {
        CHECK(part >= 0);
        sum += part;
      }
      for (const std::int64_t part : type.queueing_for) queueing += part;
      CHECK(sum == type.elapsed.sum);
      CHECK(queueing == type.parts[static_cast<std::size_t>(Part::queueing)]);
    }
    // Members of a batch end together: by step, start and end.
    std::map<std::tuple<std::uint32_t, std::int64_t, std::int64_t, std::uint32_t>, std::int64_t> worked;
    const std::int64_t horizon = map.clock.horizon().time_since_epoch().count();
    const bool whole = map.clock.warm_up == Duration{};
    IndexedVector<StepId, std::int64_t> sums(map.steps.size());
    for (std::size_t i = 0; i < log.size(); ++i) {
      const Step& step = map.steps.items()[log.step[i]];
      const std::int64_t ended = log.ended[i] == EventLog::never ? horizon : log.ended[i];
      const std::int64_t parts = log.queueing[i] + log.closed[i] + log.interrupted[i] + log.for_batch[i] + log.work[i];
      REQUIRE(log.for_batch[i] >= 0);
      if (step.nature == Nature::work || step.nature == Nature::batch) REQUIRE(parts == ended - log.enabled[i]);
      if (!step.batch) {
        REQUIRE(log.for_batch[i] == 0);
        continue;
      }
      if (log.outcome[i] == VisitOutcome::done && step.nature == Nature::work) {
        const auto [at, first] =
            worked.try_emplace(std::tuple(log.step[i], log.started[i], log.ended[i], log.staff[i]), log.work[i]);
        first ? ++batches : ++together;
        REQUIRE(at->second == log.work[i]);
        if (first) sums[static_cast<StepId>(log.step[i])] += log.work[i];
      } else if (log.outcome[i] != VisitOutcome::done) {
        ++left;
      }
    }
    // Two batches of one step by members of two roles at the same times are rare, but then their sums are less.
    for (const StepId id : map.steps.ids()) {
      if (whole && map.steps[id].batch && map.steps[id].nature == Nature::work)
        CHECK(sums[id] <= outcome.steps[id].work.sum);
    }
  }
  CHECK(batches > 1000);
  CHECK(together > 1000);
  CHECK(left > 300);
}

TEST_CASE("Workflows with batches are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Workflow map = with_batches(seed);
    const std::string text = write_model(map);
    const Reading reading = read_model_text(text, "random.yaml", ".");
    INFO("random workflow " << seed << "\n" << to_text(reading.diagnostics) << text);
    REQUIRE(reading.workflow.has_value());
    CHECK((*reading.workflow == map));
    CHECK((write_model(*reading.workflow) == text));
  }
}
