// What is counted, and when: everything whose closing event lies in the window [end of warm-up, horizon).
#include <algorithm>

#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Brings a role's integrals up to now.
void Simulation::integrate(RoleState& state) {
  const std::int64_t passed = (now_ - state.since).count();
  state.since = now_;
  const auto add = [&](std::int64_t& sum, std::int64_t people) {
    std::int64_t area = 0;
    if (__builtin_mul_overflow(people, passed, &area)) times_overflow();
    add_exactly(sum, area);
  };
  if (uses(!state.alike)) {
    state.members.empty() ? state.count_attention(passed) : touch_members(state, passed);
  } else {
    add_exactly(state.on ? state.counted.busy : state.counted.overtime, state.busy_time.take(state.busy, now_));
  }
  // Who still finishes something is there.
  if (uses(state.out > 0) && state.on && state.members.empty())
    add(state.counted.out, state.out + std::min(state.free, 0));
  if (uses(state.cleaning > 0) && state.on) add(state.counted.cleaning, state.cleaning);
  if (uses(state.blocked > 0)) add(state.counted.blocked, state.blocked);
  const std::int64_t queued = state.queue_time.take(state.waiting, now_);
  add_exactly(state.counted.queue, queued);
  if (state.on) add_exactly(state.counted.queue_open, queued);
}

void Simulation::read_watches(Run run, std::uint32_t case_index) {
  for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
    const HookCode& code = program_.hooks[i];
    Watch& watch = watches_[std::size_t{case_index} * program_.measures.size() + code.measure];
    if (code.opens) {
      if (watch.since == Watch::not_begun) watch.since = now_.time_since_epoch().count();
      continue;
    }
    if (watch.since == Watch::not_begun || watch.since == Watch::done) continue;
    const MeasureCode& measure = program_.measures[code.measure];
    const Duration value{now_.time_since_epoch().count() - watch.since};
    watch.since = measure.every ? Watch::not_begun : Watch::done;
    if (!counting_) continue;
    MeasureOutcome& outcome = outcome_.measures[static_cast<MeasureId>(code.measure)];
    outcome.value.add(value);
    if (measure.within >= 0 && value.count() <= measure.within) ++outcome.within;
    measured_[static_cast<MeasureId>(code.measure)].add_within(value);
  }
}

/// Adds a visit's times to the token's life.
STEPWELL_HOT void Simulation::add_times(Token& visit) const {
  const Nature nature = program_.steps[visit.step].nature;
  const auto add = [&](Part part, Duration d) { visit.parts[static_cast<std::size_t>(part)] += d.count(); };
  if (nature == Nature::work) {
    add(Part::queueing, visit.queueing);
    add(Part::closed, visit.closed);
    add(Part::interrupted, visit.interrupted);
    add(Part::work, visit.worked);
  } else if (nature == Nature::wait) {
    add(Part::planned_wait, now_ - visit.arrived);
  } else if (nature == Nature::wait_for) {
    add(Part::for_message, now_ - visit.arrived);
  }
  if (uses(program_.steps[visit.step].batch != no_index)) add(Part::for_batch, for_batch(visit));
}

/// How long a visit waited for the others of its batch: all that is nothing else.
Duration Simulation::for_batch(const Token& visit) const {
  if (program_.steps[visit.step].batch == no_index) return Duration{0};
  return now_ - visit.arrived - visit.queueing - visit.closed - visit.interrupted - visit.worked;
}

STEPWELL_HOT void Simulation::count_work(StepOutcome& step, Duration queueing, Duration closed, Duration wait,
                                         Duration work) const {
  step.queueing.add(queueing);
  // The zeros, and waits that are nothing else than queueing, are counted when all is over.
  if (closed > Duration{0}) step.closed.add(closed);
  if (!program_.waits_in_queues_only) step.wait.add(wait);
  step.work.add(work);
}

/// Adds a visit to the token's life and, in the window, to what is counted of the step.
STEPWELL_HOT void Simulation::finish_visit(std::uint32_t token, VisitOutcome outcome) {
  Token& visit = tokens_[token];
  const Nature nature = program_.steps[visit.step].nature;
  add_times(visit);
  if (request_.log != nullptr) log_visit(visit, outcome);
  if (!counting_) return;

  if (outcome != VisitOutcome::done) {
    StepOutcome& left = outcome_of(visit.step);
    ++left.left[static_cast<std::size_t>(outcome)];
    // What is worked on a batch is not lost with one of its members.
    const bool lost = visit.worked > Duration{0} && visit.state != TokenState::following;
    if (lost) left.unfinished.add(visit.worked);
    return;
  }
  const Duration work = uses(program_.steps[visit.step].batch != no_index) ? share_of_work_ : visit.worked;
  if (uses(program_.counts_uses)) {
    const auto type = static_cast<CaseTypeId>(cases_[visit.case_index].type);
    VisitsOfType& of_type = outcome_.cases[type].at_steps[visit.step];
    ++of_type.visits;
    if (nature == Nature::work) add_exactly(of_type.time, work.count());
    if (nature == Nature::wait) add_exactly(of_type.time, (now_ - visit.arrived).count());
    if (program_.steps[visit.step].batch != no_index) of_type.batches += 1 / static_cast<double>(group_.size());
  }
  StepOutcome& step = outcome_of(visit.step);
  ++(visit.visit == 0 ? step.first_visits : step.repeat_visits);
  const auto id = static_cast<StepId>(visit.step);
  switch (nature) {
    case Nature::work: {
      const Duration wait = visit.queueing + visit.closed + for_batch(visit);
      if (uses(program_.steps[visit.step].batch != no_index)) step.for_batch.add(for_batch(visit));
      count_work(step, visit.queueing, visit.closed, wait, work);
      if (visit.interrupted > Duration{0}) step.interrupted.add(visit.interrupted);
      if (uses(visit.choice > 0)) {
        ByAlternative& by = step.by_alternative[visit.choice - 1u];
        ++(visit.visit == 0 ? by.first_visits : by.repeat_visits);
        by.work += visit.worked.count();
      }
      if (request_.spread != nullptr) {
        request_.spread->wait[id].add_within(wait);
        request_.spread->work[id].add_within(work);
      }
      break;
    }
    case Nature::batch:    step.for_batch.add(now_ - visit.arrived); [[fallthrough]];
    case Nature::wait:
    case Nature::wait_for:
    case Nature::join:     {
      const Duration wait = now_ - visit.arrived;
      step.wait.add(wait);
      if (request_.spread != nullptr) request_.spread->wait[id].add_within(wait);
      break;
    }
    case Nature::end:     step.since_arrival.add(now_ - cases_[visit.case_index].arrived); break;
    case Nature::gateway: break;
  }
}

STEPWELL_HOT void Simulation::count_case(const Case& done, std::uint32_t last) {
  if (!counting_) return;
  const auto id = static_cast<CaseTypeId>(done.type);
  CaseOutcome& type = outcome_.cases[id];
  ++type.completed;
  type.elapsed.add(now_ - done.arrived);
  // Parts of what has just been added, so they cannot overflow where it did not.
  for (std::size_t part = 0; part < part_count; ++part) type.parts[part] += tokens_[last].parts[part];
  waited_.add_to(type.queueing_for, last);
  elapsed_[id].add_within(now_ - done.arrived);
}

void Simulation::begin_window() {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    integrate(roles_[role]);
    roles_[role].counted = RoleOutcome{};
    roles_[role].rests[0] = roles_[role].rests[1] = 0;
    roles_[role].counted.members.resize(roles_[role].members.size());
    roles_[role].counted.longest_queue = roles_[role].waiting + roles_[role].in_lines;
  }
  for (std::uint32_t i = 0; i < cases_.size(); ++i) {
    if (cases_[i].tokens > 0) ++outcome_.cases[static_cast<CaseTypeId>(cases_[i].type)].in_progress_at_start;
  }
  counting_ = true;
}

void Simulation::finish() {
  const Clock& clock = program_.workflow().clock;
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    integrate(roles_[role]);
    RoleOutcome& counted = roles_[role].counted;
    const RoleCode& code = program_.roles[role];
    counted.open = code.hours == no_index
                       ? clock.run.count()
                       : program_.hours[code.hours]->open_time_between(clock.end_of_warm_up(), clock.horizon()).count();
    if (__builtin_mul_overflow(counted.open, std::int64_t{code.staff}, &counted.rostered)) times_overflow();
    if (uses(code.members.count > 0)) count_hours_of_members(role, counted);
    if (code.part_of == no_index)
      outcome_.roles[static_cast<RoleId>(role)] = counted;
    else
      count_line(role, counted);
  }
  for (std::uint32_t i = 0; i < cases_.size(); ++i) {
    if (cases_[i].tokens == 0) continue;
    ++outcome_.cases[static_cast<CaseTypeId>(cases_[i].type)].in_progress_at_end;
    for (std::uint32_t m = 0; m < program_.measures.size(); ++m) {
      const std::int64_t since = watches_[std::size_t{i} * program_.measures.size() + m].since;
      if (since == Watch::not_begun || since == Watch::done) continue;
      MeasureOutcome& measure = outcome_.measures[static_cast<MeasureId>(m)];
      const std::int64_t so_far = horizon_.time_since_epoch().count() - since;
      const std::int64_t within = program_.measures[m].within;
      ++(within >= 0 && so_far > within ? measure.missed : measure.open);
    }
  }
  for (const StepId step : outcome_.steps.ids()) {
    const auto at = static_cast<std::uint32_t>(index_of(step));
    if (strides() && plain_[at].is_end) outcome_.steps[step].first_visits = outcome_.steps[step].since_arrival.count;
    if (program_.steps[at].nature != Nature::work) continue;
    StepOutcome& counted = outcome_.steps[step];
    if (is_plain(at)) counted.first_visits = counted.work.count - counted.repeat_visits;
    counted.closed.add_zeros(counted.queueing.count - counted.closed.count);
    if (program_.waits_in_queues_only) counted.wait = counted.queueing;
  }
  const auto reach = [](Histogram& histogram, const Tally& of) {
    if (of.count > 0) histogram.reach(Duration{of.least}, Duration{of.most});
  };
  for (const StepId step : outcome_.steps.ids()) {
    if (request_.spread == nullptr) break;
    reach(request_.spread->wait[step], outcome_.steps[step].wait);
    reach(request_.spread->work[step], outcome_.steps[step].work);
  }
  for (const MeasureId measure : measured_.ids()) {
    reach(measured_[measure], outcome_.measures[measure].value);
    outcome_.measures[measure].median = measured_[measure].quantile(0.5);
    if (request_.spread != nullptr) request_.spread->measures[measure].merge(measured_[measure]);
  }
  for (const CaseTypeId type : elapsed_.ids()) {
    reach(elapsed_[type], outcome_.cases[type].elapsed);
    outcome_.cases[type].median = elapsed_[type].quantile(0.5);
    outcome_.cases[type].ninetieth = elapsed_[type].quantile(0.9);
    if (request_.spread != nullptr) request_.spread->elapsed[type].merge(elapsed_[type]);
  }
  if (request_.log == nullptr) return;
  // Before the times of those who lead them are brought up to now.
  for (std::uint32_t i = 0; i < tokens_.size() && !program_.batches.empty(); ++i) {
    if (tokens_[i].case_index != nothing && tokens_[i].state == TokenState::following) catch_up(i, companions_[i]);
  }
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].case_index == nothing || tokens_[i].state == TokenState::repeated) continue;
    Token& open = tokens_[i];
    if (open.state == TokenState::working) open.worked += now_ - open.started;
    if (open.state == TokenState::queued) end_waiting(i);
    log_visit(open, VisitOutcome::in_progress);
  }
  request_.log->into_columns(0);
}

/// How many rows the log will have if more come as they have come so far.
static std::size_t expected_rows(std::size_t rows, Instant now, const Clock& clock) {
  const auto passed = static_cast<double>((now - clock.start).count());
  const auto all = static_cast<double>((clock.horizon() - clock.start).count());
  return passed > 0 ? static_cast<std::size_t>(1.05 * static_cast<double>(rows) * (all / passed)) : rows;
}

void Simulation::log_visit(const Token& token, VisitOutcome outcome) {
  EventLog& log = *request_.log;
  if (log.is_full()) log.into_columns(expected_rows(log.size(), now_, program_.workflow().clock));
  LoggedVisit row;
  const StepCode& step = program_.steps[token.step];
  const auto microseconds = [](Instant t) { return t.time_since_epoch().count(); };
  const Case& of = cases_[token.case_index];
  const bool worked = step.nature == Nature::work;
  // Work that nobody has begun has no start: `remaining` is below 0 until then.
  const bool begun = !worked || token.remaining >= Duration{0};
  const AlternativeCode* choice = worked && begun ? choice_of(token) : nullptr;
  const bool staffed = choice == nullptr ? step.staffed : choice->staffed;
  const std::uint32_t lead = choice == nullptr ? step.lead : choice->lead;
  const std::uint32_t place = choice == nullptr ? step.place : choice->place;
  row.case_number = of.number;
  row.case_type = of.type;
  row.token = token.number;
  row.step = token.step;
  row.role = staffed ? lead : EventLog::nobody;
  row.staff = worked && begun ? token.staff : EventLog::nobody;
  row.place = place == no_index ? EventLog::nobody : place;
  row.enabled = microseconds(token.arrived);
  row.started = begun ? microseconds(token.first_started) : EventLog::never;
  row.ended = outcome != VisitOutcome::in_progress ? microseconds(now_) : EventLog::never;
  row.queueing = worked ? token.queueing.count() : 0;
  row.closed = worked ? token.closed.count() : 0;
  row.for_batch = for_batch(token).count();
  row.interrupted = worked ? token.interrupted.count() : 0;
  row.work = worked ? token.worked.count() : 0;
  row.outcome = outcome;
  log.add(row);
}

}  // namespace stepwell
