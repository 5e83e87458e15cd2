// What is counted of steps and measures, found again from the logs of 300 random workflows.
#include <algorithm>
#include <map>
#include <vector>

#include "catch.hpp"
#include "simulation/random_run.hpp"
#include "stepwell/simulation/structure.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// What a step's log says of it.
struct SeenOfStep {
  std::uint64_t visits = 0;
  std::int64_t queueing = 0, closed = 0, work = 0, wait = 0, since_arrival = 0;
};

/// The watch of one measure on one case, walked along its visits.
struct Watched {
  std::int64_t since = EventLog::never;
  bool done = false;
};

struct SeenOfMeasure {
  std::uint64_t values = 0, within = 0, open = 0, missed = 0;
  std::int64_t sum = 0;
};

}  // namespace

TEST_CASE("Visits of a step and their times are those of its log") {
  for (const RandomRun& run : random_runs()) {
    IndexedVector<StepId, SeenOfStep> seen(run.workflow.steps.size());
    for (const auto& [key, rows] : run.by_case()) {
      std::int64_t arrived = rows.front().enabled;
      for (const Row& row : rows) arrived = std::min(arrived, row.enabled);
      for (const Row& row : rows) {
        if (!run.counts(row)) continue;
        SeenOfStep& step = seen[StepId{row.step}];
        ++step.visits;
        step.queueing += row.queueing;
        step.closed += row.closed;
        step.work += row.work;
        const Nature nature = run.step(row).nature;
        if (nature == Nature::work) step.wait += row.queueing + row.closed;
        if (nature == Nature::wait || nature == Nature::join) step.wait += row.ended - row.enabled;
        if (nature == Nature::end) step.since_arrival += row.ended - arrived;
      }
    }
    for (const StepId id : seen.ids()) {
      const StepOutcome& counted = run.outcome.steps[id];
      INFO("random workflow " << run.seed << ", " << run.workflow.steps[id].name);
      // A join is logged by each token and visited when it fires.
      if (run.workflow.steps[id].nature == Nature::join)
        CHECK(counted.wait.count == seen[id].visits);
      else
        CHECK(counted.visits() == seen[id].visits);
      CHECK(counted.queueing.sum == seen[id].queueing);
      CHECK(counted.closed.sum == seen[id].closed);
      CHECK(counted.work.sum == seen[id].work);
      CHECK(counted.wait.sum == seen[id].wait);
      CHECK(counted.since_arrival.sum == seen[id].since_arrival);
    }
  }
}

TEST_CASE("A visit is a first one where its case has not been there before, a join's when it fires") {
  std::size_t by_branches = 0;
  for (const RandomRun& run : random_runs()) {
    const StepFlags shared = shared_by_branches(run.workflow);
    const StepFlags loops = in_loops(run.workflow);
    struct There {
      std::int64_t enabled, ended;
    };
    std::map<std::pair<std::uint32_t, std::pair<std::uint32_t, std::uint64_t>>, There> first;  // step, case
    IndexedVector<StepId, char> unclear(run.workflow.steps.size(), 0);
    for (const auto& [key, rows] : run.by_case()) {
      for (const Row& row : rows) {
        const bool join = run.step(row).nature == Nature::join;
        const std::int64_t entered = join ? row.ended : row.enabled;
        if (join && !row.done()) continue;
        auto [there, is_new] = first.try_emplace({row.step, key}, There{entered, row.ended});
        if (is_new) continue;
        // Two branches that enter a step at once: which of them is the first is not in the log.
        if (!join && there->second.enabled == entered && there->second.ended != row.ended)
          unclear[StepId{row.step}] = 1;
        if (entered < there->second.enabled) there->second = {entered, row.ended};
      }
    }
    IndexedVector<StepId, std::uint64_t> seen(run.workflow.steps.size(), 0);
    for (const auto& [key, there] : first) {
      if (there.ended != EventLog::never && there.ended >= run.window()) ++seen[StepId{key.first}];
    }
    for (const StepId id : seen.ids()) {
      INFO("random workflow " << run.seed << ", " << run.workflow.steps[id].name);
      const StepOutcome& counted = run.outcome.steps[id];
      if (shared[id] != 0) {
        // Each branch has a first visit of its own, and without a loop no other.
        CHECK(counted.first_visits >= seen[id]);
        if (loops[id] == 0) CHECK(counted.repeat_visits == 0);
        by_branches += counted.first_visits - seen[id];
      } else if (unclear[id] == 0) {
        CHECK(counted.first_visits == seen[id]);
      }
    }
  }
  CHECK(by_branches > 100);
}

TEST_CASE("Measures are found again from the visits of cases that never split") {
  std::size_t values = 0;
  for (const RandomRun& run : random_runs()) {
    if (std::any_of(run.rows.begin(), run.rows.end(), [](const Row& row) { return row.token > 0; })) continue;
    const auto cases = run.by_case();
    for (const MeasureId id : run.workflow.measures.ids()) {
      const Measure& measure = run.workflow.measures[id];
      SeenOfMeasure seen;
      for (const auto& [key, rows] : cases) {
        Watched watch;
        const auto moment = [&](std::uint32_t step, Moment what, std::int64_t at) {
          if (at == EventLog::never) return;
          const bool closes = index_of(measure.to.step) == step && measure.to.moment == what;
          const bool opens = index_of(measure.from.step) == step && measure.from.moment == what;
          if (closes && watch.since != EventLog::never && !watch.done) {
            if (at >= run.window()) {
              ++seen.values;
              seen.sum += at - watch.since;
              if (measure.within && at - watch.since <= measure.within->count()) ++seen.within;
            }
            watch.since = EventLog::never;
            watch.done = !measure.every;
          }
          if (opens && watch.since == EventLog::never && !watch.done) watch.since = at;
        };
        for (const Row& row : rows) {
          moment(row.step, Moment::arrives, row.enabled);
          moment(row.step, Moment::starts, row.started);
          moment(row.step, Moment::ends, row.ended);
        }
        if (rows.back().done() || watch.since == EventLog::never) continue;
        const bool past = measure.within && run.horizon() - watch.since > measure.within->count();
        ++(past ? seen.missed : seen.open);
      }
      const MeasureOutcome& counted = run.outcome.measures[id];
      INFO("random workflow " << run.seed << ", " << measure.name);
      CHECK(counted.value.count == seen.values);
      CHECK(counted.value.sum == seen.sum);
      CHECK(counted.within == seen.within);
      CHECK(counted.open == seen.open);
      CHECK(counted.missed == seen.missed);
      values += seen.values;
    }
  }
  CHECK(values > 1000);
}
