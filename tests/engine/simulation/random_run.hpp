// Many random workflows, each run once, with their logs as rows: what the property tests look at.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "stepwell/process/event_log.hpp"
#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell::testing {

/// A row of the log.
struct Row {
  std::uint64_t case_number;
  std::uint32_t case_type, token, step, role, staff;
  std::int64_t enabled, started, ended;  ///< `EventLog::never` where it is not so far
  std::int64_t queueing, closed, interrupted, work, for_batch;
  VisitOutcome outcome;

  bool done() const { return ended != EventLog::never; }
  bool begun() const { return started != EventLog::never; }
};

/// A stretch of time, [begin, end), in microseconds since 1970.
struct Stretch {
  std::int64_t begin, end;
};

struct RandomRun {
  std::uint64_t seed = 0;
  Workflow workflow;
  Outcome outcome;
  std::vector<Row> rows;

  std::int64_t start() const { return workflow.clock.start.time_since_epoch().count(); }
  std::int64_t window() const { return workflow.clock.end_of_warm_up().time_since_epoch().count(); }
  std::int64_t horizon() const { return workflow.clock.horizon().time_since_epoch().count(); }
  const Step& step(const Row& row) const { return workflow.steps.items()[row.step]; }
  bool is_work(const Row& row) const { return step(row).nature == Nature::work; }
  /// Whether a visit ended in the window.
  bool counts(const Row& row) const { return row.done() && row.ended >= window(); }
  std::int64_t ended_or_horizon(const Row& row) const { return row.done() ? row.ended : horizon(); }
  std::int64_t started_or_horizon(const Row& row) const { return row.begun() ? row.started : horizon(); }
  /// Whether work was never put down since it began.
  bool uninterrupted(const Row& row) const { return !row.begun() || row.work == ended_or_horizon(row) - row.started; }
  /// How many people of the role a visit to this step needs: of the alternative that did it, where each begins with a
  /// role of its own.
  std::int64_t needed(const Row& row, RoleId role) const;
  /// How much of their attention, in thousandths of a person.
  std::int64_t attention(const Row& row, RoleId role) const;
  /// Opening hours of a role from start to horizon: all of it for one that is always on.
  std::vector<Stretch> hours(RoleId role) const;
  /// Rows of each case, in the order of the log.
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<Row>> by_case() const;
};

/// Whether all that must hold is looked at whenever time passes: of every run, of each tenth where sanitizers watch.
constexpr bool audited([[maybe_unused]] std::uint64_t seed) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return seed % 10 == 0;
#else
  return true;
#endif
}

std::vector<Row> rows_of(const EventLog& log);
/// Runs a workflow once, audited, with its complete log.
RandomRun run_of(std::uint64_t seed, Workflow workflow);
/// What [begin, end) has in common with these stretches.
std::int64_t overlap(std::int64_t begin, std::int64_t end, const std::vector<Stretch>& stretches);

/// 300 random workflows, run once for the life of the program.
const std::vector<RandomRun>& random_runs();
/// 200 more, with all that lets a token leave a step before it is done.
const std::vector<RandomRun>& random_runs_with_leaving();

/// Everything in an outcome, as numbers that are equal exactly where the outcomes have the same bits.
std::vector<std::int64_t> bits_of(const Outcome& outcome);

}  // namespace stepwell::testing
