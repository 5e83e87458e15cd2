// Runs a random workflow with its complete log.
#include "simulation/random_run.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "simulation/random_workflow.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell::testing {

namespace {

std::vector<Need> needs_of(const Workflow& workflow, const Step& of, const Row& row) {
  const std::vector<Alternative> others = alternatives_of(workflow, of);
  const auto did_it = std::find_if(others.begin(), others.end(), [&](const Alternative& other) {
    return row.begun() && index_of(other.who.front().role) == row.role;
  });
  return did_it == others.end() ? of.needs() : did_it->who;
}

}  // namespace

std::int64_t RandomRun::needed(const Row& row, RoleId role) const {
  std::int64_t sum = 0;
  for (const Need& need : needs_of(workflow, step(row), row)) sum += need.role == role ? need.count : 0;
  return sum;
}

std::int64_t RandomRun::attention(const Row& row, RoleId role) const {
  std::int64_t sum = 0;
  for (const Need& need : needs_of(workflow, step(row), row)) {
    if (need.role == role) sum += std::int64_t{need.count} * need.share;
  }
  return sum;
}

std::vector<Stretch> RandomRun::hours(RoleId role) const {
  const std::optional<CalendarId> calendar = workflow.roles[role].calendar;
  if (!calendar) return {{start(), horizon()}};
  std::vector<Stretch> result;
  for (const Interval& open :
       workflow.calendars[*calendar].open_intervals(workflow.clock.start, workflow.clock.horizon())) {
    result.push_back({open.begin.time_since_epoch().count(), open.end.time_since_epoch().count()});
  }
  return result;
}

std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<Row>> RandomRun::by_case() const {
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<Row>> result;
  for (const Row& row : rows) result[{row.case_type, row.case_number}].push_back(row);
  return result;
}

std::vector<Row> rows_of(const EventLog& log) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < log.size(); ++i) {
    rows.push_back({log.case_number[i], log.case_type[i], log.token[i], log.step[i], log.role[i], log.staff[i],
                    log.enabled[i], log.started[i], log.ended[i], log.queueing[i], log.closed[i], log.interrupted[i],
                    log.work[i], log.for_batch[i], log.outcome[i]});
  }
  return rows;
}

std::int64_t overlap(std::int64_t begin, std::int64_t end, const std::vector<Stretch>& stretches) {
  std::int64_t sum = 0;
  for (const Stretch& s : stretches) sum += std::max<std::int64_t>(0, std::min(end, s.end) - std::max(begin, s.begin));
  return sum;
}

RandomRun run_of(std::uint64_t seed, Workflow workflow) {
  RandomRun run;
  run.seed = seed;
  run.workflow = std::move(workflow);
  EventLog log;
  ReplicationRequest request;
  request.seed = seed;
  request.log = &log;
  request.audited = audited(seed);
  run.outcome = simulate(*compile(run.workflow), request);
  run.rows = rows_of(log);
  return run;
}

static std::vector<RandomRun> runs_of(std::uint64_t count, RandomKind kind) {
  std::vector<RandomRun> result;
  for (std::uint64_t seed = 1; seed <= count; ++seed) result.push_back(run_of(seed, random_workflow(seed, kind)));
  return result;
}

const std::vector<RandomRun>& random_runs() {
  static const std::vector<RandomRun> runs = runs_of(300, {});
  return runs;
}

const std::vector<RandomRun>& random_runs_with_leaving() {
  static const std::vector<RandomRun> runs = runs_of(200, {false, false, true});
  return runs;
}

std::vector<std::int64_t> bits_of(const Outcome& outcome) {
  std::vector<std::int64_t> bits;
  const auto add = [&](auto... values) { (bits.push_back(static_cast<std::int64_t>(values)), ...); };
  const auto add_tally = [&](const Tally& t) {
    add(t.count, t.sum, std::bit_cast<std::int64_t>(t.sum_squares), t.least, t.most);
  };
  for (const CaseOutcome& c : outcome.cases) {
    add(c.in_progress_at_start, c.arrived, c.completed, c.in_progress_at_end);
    add_tally(c.elapsed);
    bits.insert(bits.end(), std::begin(c.parts), std::end(c.parts));
    bits.insert(bits.end(), c.queueing_for.begin(), c.queueing_for.end());
  }
  for (const StepOutcome& s : outcome.steps) {
    add(s.first_visits, s.repeat_visits, s.batches);
    for (const ByAlternative& by : s.by_alternative) add(by.first_visits, by.repeat_visits, by.work);
    bits.insert(bits.end(), std::begin(s.left), std::end(s.left));
    for (const Tally* tally :
         {&s.queueing, &s.closed, &s.wait, &s.work, &s.since_arrival, &s.interrupted, &s.unfinished})
      add_tally(*tally);
  }
  for (const RoleOutcome& r : outcome.roles) {
    for (const MemberOutcome& m : r.members) add(m.rostered, m.busy, m.overtime, m.out);
    add(r.rostered, r.busy, r.overtime, r.open, r.blocked, r.cleaning, r.out, r.queue, r.queue_open, r.longest_queue);
  }
  for (const MeasureOutcome& m : outcome.measures) {
    add_tally(m.value);
    add(m.within, m.open, m.missed);
  }
  for (const double value : outcome.assumed) bits.push_back(std::bit_cast<std::int64_t>(value));
  add(outcome.events);
  return bits;
}

}  // namespace stepwell::testing
