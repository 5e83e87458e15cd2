// What holds of every run in which tokens give up, miss deadlines, are pre-empted, race, or have their case stopped:
// checked on 200 random workflows against their complete logs.
#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/process/graph.hpp"
#include "stepwell/process/validate.hpp"
#include "stepwell/simulation/structure.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Fails with the seed of the workflow and a row or other number to look for; costs nothing where `holds`.
void expect(bool holds, const RandomRun& run, const std::string& what, std::size_t where = 0) {
  if (!holds) FAIL_CHECK("random workflow " << run.seed << ": " << what << " (" << where << ")");
}

/// Where a token may be next that is on its way to `to`: there, or where those go who come there too often.
std::set<std::uint32_t> arrivals(const RandomRun& run, StepId to) {
  std::set<std::uint32_t> steps;
  for (std::optional<StepId> at = to; at && steps.insert(static_cast<std::uint32_t>(*at)).second;) {
    const std::optional<VisitLimit>& limit = run.workflow.steps[*at].at_most;
    at = limit ? std::optional(limit->then) : std::nullopt;
  }
  return steps;
}

/// Where a token may be after this visit.
std::set<std::uint32_t> may_follow(const RandomRun& run, const Row& row) {
  const Step& step = run.step(row);
  std::set<std::uint32_t> steps;
  const auto add = [&](StepId to) { steps.merge(arrivals(run, to)); };
  switch (row.outcome) {
    case VisitOutcome::done:
      for (const Flow& flow : step.next) add(flow.to);
      break;
    case VisitOutcome::balked:
    case VisitOutcome::gave_up:
    case VisitOutcome::pre_empted: add(step.gives_up.value()); break;
    case VisitOutcome::overdue:
      for (const Deadline& deadline : step.deadlines) {
        if (deadline.interrupts) add(deadline.to);
      }
      break;
    default: break;
  }
  return steps;
}

}  // namespace

TEST_CASE("Random workflows with ways out are sound, and between them everything happens") {
  std::map<Routing, int> routings;
  std::map<VisitOutcome, std::size_t> outcomes;
  std::map<Discipline, int> disciplines;
  std::map<PreEmption, int> pre_emptions;
  std::size_t interrupted = 0, cancelling = 0, limited = 0, apart = 0, aged = 0;
  for (const RandomRun& run : random_runs_with_leaving()) {
    const Diagnostics found = validate(run.workflow);
    INFO("random workflow " << run.seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    for (const Step& step : run.workflow.steps) {
      ++routings[step.routing];
      cancelling += step.cancels ? 1 : 0;
      limited += step.at_most ? 1 : 0;
      for (const Deadline& deadline : step.deadlines) apart += deadline.interrupts ? 0 : 1;
    }
    for (const Role& role : run.workflow.roles) {
      ++disciplines[role.discipline], ++pre_emptions[role.pre_emption];
      aged += role.ages > 0 ? 1 : 0;
    }
    for (const Row& row : run.rows) ++outcomes[row.outcome], interrupted += row.interrupted > 0 ? 1 : 0;
  }
  CHECK(routings.size() == 7);
  CHECK(disciplines.size() == 5);
  CHECK(pre_emptions.size() == 4);
  CHECK(outcomes.size() == visit_outcomes);
  for (const auto& [outcome, count] : outcomes) CHECK(count > 300);
  CHECK(interrupted > 300);
  CHECK(cancelling > 50);
  CHECK(limited > 100);
  CHECK(apart > 100);
  CHECK(aged > 50);
}

TEST_CASE("Cases are conserved though tokens are withdrawn, led elsewhere or added") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    IndexedVector<CaseTypeId, CaseOutcome> seen(run.workflow.cases.size());
    for (const auto& [key, rows] : run.by_case()) {
      CaseOutcome& type = seen[static_cast<CaseTypeId>(key.first)];
      std::int64_t arrived = run.horizon(), ended = 0;
      bool open = false;
      for (const Row& row : rows) {
        arrived = std::min(arrived, row.enabled);
        ended = std::max(ended, row.ended);
        open = open || !row.done();
      }
      if (arrived >= run.window())
        ++type.arrived;
      else if (open || ended >= run.window())
        ++type.in_progress_at_start;
      if (open) ++type.in_progress_at_end;
      if (!open && ended >= run.window()) ++type.completed, type.elapsed.add(Duration{ended - arrived});
    }
    for (const CaseTypeId id : seen.ids()) {
      const CaseOutcome& counted = run.outcome.cases[id];
      expect(counted.in_progress_at_start + counted.arrived == counted.completed + counted.in_progress_at_end, run,
             "conservation");
      expect(counted.in_progress_at_start == seen[id].in_progress_at_start, run, "in progress at the start");
      expect(counted.arrived == seen[id].arrived, run, "arrived");
      expect(counted.completed == seen[id].completed, run, "completed");
      expect(counted.in_progress_at_end == seen[id].in_progress_at_end, run, "in progress at the end");
      expect(counted.elapsed.sum == seen[id].elapsed.sum, run, "elapsed");
    }
  }
  SUCCEED();
}

TEST_CASE("Parts of a case add up to its elapsed time, whatever was given up on the way") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    for (const CaseOutcome& type : run.outcome.cases) {
      std::int64_t sum = 0, queueing = 0;
      for (const std::int64_t part : type.parts) sum += part, expect(part >= 0, run, "a part below 0");
      for (const std::int64_t part : type.queueing_for) queueing += part;
      expect(sum == type.elapsed.sum, run, "parts and elapsed");
      expect(queueing == type.parts[static_cast<std::size_t>(Part::queueing)], run, "queueing by role");
    }
  }
  SUCCEED();
}

TEST_CASE("Parts of a visit add up, done or not, and visits are in the order of their ends") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    std::int64_t last = run.start();
    for (std::size_t i = 0; i < run.rows.size(); ++i) {
      const Row& row = run.rows[i];
      expect(row.done() == (row.outcome != VisitOutcome::in_progress), run, "an end or an outcome is missing", i);
      expect(!row.begun() || row.started >= row.enabled, run, "started before it was enabled", i);
      expect(run.ended_or_horizon(row) >= last, run, "out of order", i);
      last = run.ended_or_horizon(row);
      if (!run.is_work(row)) continue;
      expect(std::min({row.queueing, row.closed, row.interrupted, row.work}) >= 0, run, "a part below 0", i);
      expect(row.queueing + row.closed + row.interrupted + row.work == run.ended_or_horizon(row) - row.enabled, run,
             "parts of a visit", i);
      if (row.outcome == VisitOutcome::balked) expect(row.ended == row.enabled, run, "balked late", i);
      if (row.outcome == VisitOutcome::gave_up) expect(row.work == 0, run, "gave up at work", i);
      if (row.outcome == VisitOutcome::pre_empted) expect(row.begun(), run, "pre-empted before it began", i);
    }
  }
  SUCCEED();
}

TEST_CASE("Visits that were not done are counted by why, and apart from those that were") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    std::vector<StepOutcome> seen(run.workflow.steps.size());
    for (const Row& row : run.rows) {
      if (!run.counts(row)) continue;
      if (row.outcome == VisitOutcome::done) ++seen[row.step].first_visits;
      if (row.outcome != VisitOutcome::done) ++seen[row.step].left[static_cast<std::size_t>(row.outcome)];
    }
    for (const StepId id : run.workflow.steps.ids()) {
      const StepOutcome& counted = run.outcome.steps[id];
      const StepOutcome& expected = seen[index_of(id)];
      expect(std::equal(std::begin(counted.left), std::end(counted.left), std::begin(expected.left)), run,
             "visits that were not done", index_of(id));
      // A join has a row for each token that it waited for.
      if (run.workflow.steps[id].nature == Nature::join) continue;
      expect(counted.visits() == expected.first_visits, run, "visits", index_of(id));
    }
  }
  SUCCEED();
}

TEST_CASE("A token goes where its outcome leads it, and loses no time on the way") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    for (const auto& [key, rows] : run.by_case()) {
      std::map<std::uint32_t, const Row*> last;  // by token
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        const auto [before, first] = last.try_emplace(row.token, &row);
        if (first) {
          if (row.token == 0) {
            expect(arrivals(run, run.workflow.cases.items()[key.first].start).count(row.step) == 1, run, "start", i);
          }
          continue;
        }
        expect(before->second->ended == row.enabled, run, "time between visits", i);
        expect(before->second->outcome != VisitOutcome::withdrawn, run, "withdrawn, and yet there", i);
        expect(may_follow(run, *before->second).count(row.step) == 1, run, "no such way", i);
        before->second = &row;
      }
      for (const auto& [token, row] : last) {
        const Nature nature = run.step(*row).nature;
        expect(
            !row->done() || nature == Nature::end || nature == Nature::join || row->outcome == VisitOutcome::withdrawn,
            run, "a token is lost", token);
      }
    }
  }
  SUCCEED();
}

TEST_CASE("Nothing of a case goes on after an end that cancels it, and no case comes too often") {
  for (const RandomRun& run : random_runs_with_leaving()) {
    const StepFlags shared = shared_by_branches(run.workflow);
    for (const auto& [key, rows] : run.by_case()) {
      std::int64_t cancelled = run.horizon();
      // Branches that share a step are counted each for itself, so there a token has the limit for itself.
      std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> visits;
      for (const Row& row : rows) {
        if (run.step(row).cancels && row.done()) cancelled = std::min(cancelled, row.ended);
        ++visits[{row.step, shared[static_cast<StepId>(row.step)] ? row.token : 0}];
      }
      for (std::size_t i = 0; i < rows.size(); ++i) {
        expect(rows[i].enabled <= cancelled, run, "begins after its case was stopped", i);
        expect(cancelled == run.horizon() || (rows[i].done() && rows[i].ended <= cancelled), run,
               "goes on after its case was stopped", i);
      }
      for (const auto& [visited, count] : visits) {
        const std::optional<VisitLimit>& limit = run.workflow.steps.items()[visited.first].at_most;
        expect(!limit || count <= limit->times, run, "comes too often", visited.first);
      }
    }
  }
  SUCCEED();
}

TEST_CASE("Work adds up over roles, though it is put down, lost and begun anew") {
  std::size_t checked = 0;
  for (const RandomRun& run : random_runs_with_leaving()) {
    for (const RoleId role : run.workflow.roles.ids()) {
      const RoleOutcome& counted = run.outcome.roles[role];
      expect(counted.busy <= counted.rostered, run, "more work in hours than rostered", index_of(role));
      if (run.window() > run.start()) continue;
      std::int64_t work = 0, waits = 0;
      for (const Row& row : run.rows) {
        const std::int64_t people = run.is_work(row) ? run.needed(row, role) : 0;
        if (people == 0) continue;
        work += people * row.work;
        waits += row.queueing + row.closed + row.interrupted;
      }
      expect(counted.busy + counted.overtime == work, run, "work", index_of(role));
      expect(counted.queue == waits, run, "waits", index_of(role));
      ++checked;
    }
  }
  CHECK(checked > 100);
}

TEST_CASE("The same bits again, watched or not, certain or not") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto program = compile(random_workflow(seed, {true, false, true}));
    for (const Certainty certainty : {Certainty::luck_only, Certainty::with_what_we_dont_know}) {
      EventLog log;
      ReplicationRequest plain, watched;
      plain.certainty = watched.certainty = certainty;
      watched.log = &log;
      const auto bits = bits_of(simulate(*program, plain));
      CHECK((bits == bits_of(simulate(*program, watched))));
      CHECK((bits == bits_of(simulate(*program, plain))));
    }
  }
}
