// What holds of every run, whatever the workflow: checked on 300 random ones against their complete logs.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "catch.hpp"
#include "simulation/random_run.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Fails with the seed of the workflow and a row or other number to look for; costs nothing where `holds`.
void expect(bool holds, const RandomRun& run, const std::string& what, std::size_t where = 0) {
  if (!holds) FAIL_CHECK("random workflow " << run.seed << ": " << what << " (" << where << ")");
}

/// The greatest number at once of intervals with weights; what ends goes before what begins.
std::int64_t most_at_once(std::vector<std::pair<std::int64_t, std::int64_t>> changes) {
  std::sort(changes.begin(), changes.end());
  std::int64_t now = 0, most = 0;
  for (const auto& [at, change] : changes) most = std::max(most, now += change);
  return most;
}

}  // namespace

TEST_CASE("Random workflows are sound, and between them have all that the language has") {
  std::size_t rows = 0, interrupted = 0, after_hours = 0;
  std::map<Nature, int> natures;
  std::map<Routing, int> routings;
  for (const RandomRun& run : random_runs()) {
    const Diagnostics found = validate(run.workflow);
    INFO("random workflow " << run.seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    rows += run.rows.size();
    for (const Step& step : run.workflow.steps) ++natures[step.nature], ++routings[step.routing];
    for (const Row& row : run.rows) interrupted += run.uninterrupted(row) || !run.is_work(row) ? 0 : 1;
    for (const RoleOutcome& role : run.outcome.roles) after_hours += role.overtime > 0 ? 1 : 0;
  }
  CHECK(natures.size() == 5);
  CHECK(routings.size() == 5);
  CHECK(rows > 100'000);
  CHECK(interrupted > 1'000);
  CHECK(after_hours > 50);
}

TEST_CASE("Cases in progress at the start and arrived are completed or in progress at the end") {
  for (const RandomRun& run : random_runs()) {
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

TEST_CASE("The parts of a case's time add up to its elapsed time exactly") {
  for (const RandomRun& run : random_runs()) {
    for (const CaseOutcome& type : run.outcome.cases) {
      std::int64_t sum = 0, queueing = 0;
      for (const std::int64_t part : type.parts) sum += part, expect(part >= 0, run, "a part below 0");
      for (const std::int64_t part : type.queueing_for) queueing += part;
      expect(sum == type.elapsed.sum, run, "parts and elapsed");
      expect(queueing == type.parts[static_cast<std::size_t>(Part::queueing)], run, "queueing by role");
    }
    // Where no case ever has a second token, the parts are those of its visits.
    const bool splits = std::any_of(run.rows.begin(), run.rows.end(), [](const Row& row) { return row.token > 0; });
    if (splits) continue;
    std::vector<std::int64_t> seen(part_count, 0), counted(part_count, 0);
    for (const auto& [key, rows] : run.by_case()) {
      if (!run.counts(rows.back())) continue;
      for (const Row& row : rows) {
        seen[static_cast<std::size_t>(Part::queueing)] += row.queueing;
        seen[static_cast<std::size_t>(Part::closed)] += row.closed;
        seen[static_cast<std::size_t>(Part::work)] += row.work;
        if (run.step(row).nature == Nature::wait)
          seen[static_cast<std::size_t>(Part::planned_wait)] += row.ended - row.enabled;
      }
    }
    for (const CaseOutcome& type : run.outcome.cases) {
      for (std::size_t part = 0; part < part_count; ++part) counted[part] += type.parts[part];
    }
    expect(seen == counted, run, "parts of the visits");
  }
  SUCCEED();
}

TEST_CASE("Time never goes back, and the log is in the order in which visits end") {
  for (const RandomRun& run : random_runs()) {
    std::int64_t last = run.start();
    for (std::size_t i = 0; i < run.rows.size(); ++i) {
      const Row& row = run.rows[i];
      expect(row.enabled >= run.start() && run.ended_or_horizon(row) <= run.horizon(), run, "outside the run", i);
      expect(!row.begun() || row.started >= row.enabled, run, "started before it was enabled", i);
      expect(!row.done() || (row.begun() && row.ended >= row.started), run, "ended before it started", i);
      expect(run.ended_or_horizon(row) >= last, run, "out of order", i);
      last = run.ended_or_horizon(row);
      if (!run.is_work(row)) continue;
      expect(row.queueing >= 0 && row.closed >= 0 && row.work >= 0, run, "a part below 0", i);
      expect(row.queueing + row.closed + row.work == run.ended_or_horizon(row) - row.enabled, run, "parts of a visit",
             i);
    }
  }
  SUCCEED();
}

TEST_CASE("A token goes along the flows of the map without losing time between its visits") {
  for (const RandomRun& run : random_runs()) {
    for (const auto& [key, rows] : run.by_case()) {
      std::map<std::uint32_t, const Row*> last;  // by token
      std::set<std::int64_t> ends;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (row.done()) ends.insert(row.ended);
        const auto [before, first] = last.try_emplace(row.token, &row);
        if (first) {
          if (row.token == 0) expect(StepId{row.step} == run.workflow.cases.items()[key.first].start, run, "start", i);
          continue;
        }
        const auto& flows = run.step(*before->second).next;
        expect(before->second->ended == row.enabled, run, "time between visits", i);
        expect(std::any_of(flows.begin(), flows.end(), [&](const Flow& f) { return index_of(f.to) == row.step; }), run,
               "no such flow", i);
        before->second = &row;
      }
      // Every other token begins where a split ended, and every token comes to an end or to a join, or is still there.
      for (const Row& row : rows) {
        if (row.token > 0) expect(ends.count(row.enabled) == 1, run, "where a token begins");
      }
      for (const auto& [token, row] : last) {
        const Nature nature = run.step(*row).nature;
        expect(!row->done() || nature == Nature::end || nature == Nature::join, run, "a token is lost", token);
      }
    }
  }
  SUCCEED();
}

TEST_CASE("Never more people are at work than there are, and nobody is in two places") {
  for (const RandomRun& run : random_runs()) {
    for (const RoleId role : run.workflow.roles.ids()) {
      std::vector<std::pair<std::int64_t, std::int64_t>> changes;
      std::map<std::uint32_t, std::vector<std::pair<std::int64_t, std::int64_t>>> of_member;
      for (std::size_t i = 0; i < run.rows.size(); ++i) {
        const Row& row = run.rows[i];
        if (!run.is_work(row) || !row.begun()) continue;
        const std::int64_t people = run.needed(row, role);
        const bool first = run.step(row).who[0].role == role;
        if (first) {
          expect(row.role == index_of(role), run, "the role in the log", i);
          expect(row.staff < run.workflow.roles[role].staff.value, run, "the member in the log", i);
        }
        // Work that was put down is somewhere between its start and its end; the log does not say where.
        if (people == 0 || !run.uninterrupted(row) || row.work == 0) continue;
        changes.insert(changes.end(), {{row.started, people}, {run.ended_or_horizon(row), -people}});
        auto& member = of_member[row.staff];
        if (first) member.insert(member.end(), {{row.started, 1}, {run.ended_or_horizon(row), -1}});
      }
      expect(static_cast<double>(most_at_once(changes)) <= run.workflow.roles[role].staff.value, run,
             "more people than there are", index_of(role));
      for (auto& [number, intervals] : of_member) expect(most_at_once(intervals) <= 1, run, "in two places", number);
    }
  }
  SUCCEED();
}

TEST_CASE("Nothing starts outside the hours of who finishes or stops, and who stops works inside them only") {
  for (const RandomRun& run : random_runs()) {
    for (const RoleId role : run.workflow.roles.ids()) {
      const AfterHours mode = run.workflow.roles[role].after_hours;
      if (mode == AfterHours::stay) continue;
      const std::vector<Stretch> hours = run.hours(role);
      for (std::size_t i = 0; i < run.rows.size(); ++i) {
        const Row& row = run.rows[i];
        if (!run.is_work(row) || !row.begun() || run.needed(row, role) == 0) continue;
        expect(overlap(row.started, row.started + 1, hours) == 1, run, "starts when closed", i);
        if (mode != AfterHours::stop) continue;
        if (run.uninterrupted(row))
          expect(overlap(row.started, run.ended_or_horizon(row), hours) == row.work, run, "works when closed", i);
        expect(row.work <= overlap(row.started, run.ended_or_horizon(row), hours), run, "works more than it is open",
               i);
        if (row.done() && row.work > 0)
          expect(overlap(row.ended - 1, row.ended, hours) == 1, run, "ends when closed", i);
      }
      if (mode == AfterHours::stop) expect(run.outcome.roles[role].overtime == 0, run, "overtime of who stops");
    }
  }
  SUCCEED();
}

TEST_CASE("Work and queues over time add up to the visits exactly, as Little says") {
  for (const RandomRun& run : random_runs()) {
    for (const RoleId role : run.workflow.roles.ids()) {
      const std::vector<Stretch> hours = run.hours(role);
      std::vector<Stretch> open;  // inside the window
      for (const Stretch& s : hours) {
        if (s.end > run.window()) open.push_back({std::max(s.begin, run.window()), s.end});
      }
      const std::vector<Stretch> window{{run.window(), run.horizon()}};
      std::int64_t work = 0, inside = 0, waits = 0, waits_open = 0;
      bool interrupted = false;
      std::vector<std::pair<std::int64_t, std::int64_t>> queue;
      for (const Row& row : run.rows) {
        const std::int64_t people = run.is_work(row) ? run.needed(row, role) : 0;
        if (people == 0) continue;
        if (!run.uninterrupted(row)) {
          interrupted = true;
          work += people * row.work;
          waits += row.queueing + row.closed;
          continue;
        }
        const std::int64_t started = run.started_or_horizon(row), ended = run.ended_or_horizon(row);
        work += people * overlap(started, ended, window);
        inside += people * overlap(started, ended, open);
        waits += overlap(row.enabled, started, window);
        waits_open += overlap(row.enabled, started, open);
        if (started > row.enabled && started > run.window()) {
          queue.insert(queue.end(), {{std::max(row.enabled, run.window()), 1}, {started, -1}});
        }
      }
      const RoleOutcome& counted = run.outcome.roles[role];
      expect(counted.open == overlap(run.window(), run.horizon(), hours), run, "open");
      expect(counted.rostered == counted.open * static_cast<std::int64_t>(run.workflow.roles[role].staff.value), run,
             "rostered");
      expect(counted.busy <= counted.rostered, run, "more work in hours than rostered");
      expect(most_at_once(queue) <= static_cast<std::int64_t>(counted.longest_queue), run, "longest queue");
      // Of work that was put down the log knows the sums; they suffice where nothing lies before the window.
      if (interrupted && run.window() > run.start()) continue;
      expect(counted.busy + counted.overtime == work, run, "work", index_of(role));
      expect(counted.queue == waits, run, "waits", index_of(role));
      if (interrupted) continue;
      expect(counted.busy == inside, run, "work inside the hours", index_of(role));
      expect(counted.queue_open == waits_open, run, "waits in open hours", index_of(role));
    }
  }
  SUCCEED();
}
