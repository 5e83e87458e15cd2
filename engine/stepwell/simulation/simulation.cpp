// The loop: one event after the other, and what stops it.
#include "stepwell/simulation/simulation.hpp"

#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/audit.hpp"

namespace stepwell {
namespace {

constexpr std::uint64_t most_events_at_once = 10'000'000;

}  // namespace

Simulation::Simulation(const Program& program, const ReplicationRequest& request)
    : program_(program),
      request_(request),
      now_(program.workflow().clock.start),
      horizon_(program.workflow().clock.horizon()),
      next_look_(request.look_every > Duration{0} ? now_ + request.look_every : Instant::max()),
      until_look_(events_a_look) {
  const Workflow& map = program.workflow();
  queues_.resize(program.levels.size());
  gatherings_.resize(program.batches.size());
  teams_.resize(program.teams.size());
  alternatives_.resize(program.alternatives.size());
  roles_.resize(program.roles.size());
  hours_next_.assign(program.hours.size(), 0);
  for (const StepCode& step : program.steps) keys_.push_back(keyed(step.stream, request.seed, request.replication));
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    teams_[team].key = keyed(program.teams[team].stream, request.seed, request.replication);
  }
  attribute_keys_.resize(program.sets.size());
  for (const CaseCode& type : program.cases) {
    arrival_keys_.push_back(keyed(type.stream, request.seed, request.replication));
    row_keys_.push_back(keyed(type.row_stream, request.seed, request.replication));
    for (std::uint32_t i = 0; i < type.attributes.count; ++i) {
      attribute_keys_[type.attributes.first + i] = keyed(type.attribute_streams[i], request.seed, request.replication);
    }
  }
  for (const auto& book : program.books) books_.push_back({std::vector<std::uint32_t>(book->slots.size(), 0), 0});
  for (const EffectCode& effect : program.effects) {
    effect_keys_.push_back(keyed(effect.stream, request.seed, request.replication));
  }
  coming_.assign(program.cases.size(), Coming{});
  if (!program.effects.empty()) vary_rates();
  numbered_.assign(program.cases.size(), 0);
  signals_.resize(program.signals);
  plain_.resize(program.steps.size());
  present_.assign(program.steps.size(), Presence{});
  searched_.assign(program.steps.size(), 0);
  outcome_.cases.resize(map.cases.size());
  for (CaseOutcome& type : outcome_.cases) {
    type.queueing_for.assign(map.roles.size(), 0);
    if (program.counts_uses) type.at_steps.resize(map.steps.size());
  }
  outcome_.steps.resize(map.steps.size());
  for (const StepId step : map.steps.ids()) {
    const std::uint32_t team = program.steps[index_of(step)].team;
    if (team != no_index && program.teams[team].alternatives.count > 0)
      outcome_.steps[step].by_alternative.resize(program.teams[team].alternatives.count - 1);
  }
  outcome_.roles.resize(map.roles.size());
  outcome_.measures.resize(map.measures.size());
  measured_.resize(map.measures.size());
  elapsed_.resize(map.cases.size());
  prepare_plain_steps();
}

Outcome Simulation::run() {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    RoleState& state = roles_[role];
    const RoleCode& code = program_.roles[role];
    state.since = now_;
    state.on = code.hours == no_index || program_.hours[code.hours]->is_open(now_);
    state.free = state.on ? code.staff : 0;
    if (request_.log != nullptr) state.member_busy.assign(static_cast<std::size_t>(code.staff), false);
    if (uses(code.members.count > 0)) prepare_members(role);
    if (uses(code.shared_out)) state.share_out(code.staff);
    if (!state.on) mark_closed(role, true);
  }
  for (std::uint32_t hours = 0; hours < hours_next_.size(); ++hours) schedule_hours(hours);
  prepare_outages();
  for (std::uint32_t batch = 0; batch < gatherings_.size(); ++batch) {
    if (program_.batches[batch].size == 0) schedule_departure(batch);
  }
  for (std::uint32_t type = 0; type < coming_.size(); ++type) schedule_arrival(type);
  if (uses(program_.has_population)) gather_members();

  const Clock& clock = program_.workflow().clock;
  const bool warms_up = clock.warm_up > Duration{0};
  // What the backlog does at the start counts, where the window begins with it.
  if (program_.has_backlog && warms_up) admit_backlog();
  look_until(clock.end_of_warm_up());
  begin_window();
  if (program_.has_backlog && !warms_up) admit_backlog();
  look_until(horizon_);
  outcome_.events = events();
  finish();
  return std::move(outcome_);
}

/// Runs until `end`, and on the way counts the cases in the house where the request asks for it.
void Simulation::look_until(Instant end) {
  for (; next_look_ <= end; next_look_ += request_.look_every) {
    run_until(next_look_);
    outcome_.in_house.push_back(cases_.in_use());
  }
  run_until(end);
}

void Simulation::run_until(Instant end) {
  const std::int64_t end_at = end.time_since_epoch().count();
  while (!calendar_.empty() && calendar_.next_at() < end_at) {
    assert(!request_.audited || calendar_.next_at() == now_.time_since_epoch().count() || Audit(*this).at_rest());
    const Event event = calendar_.pop();
    if (--until_look_ == 0) look_up(event);
    now_ = event.instant();
    handle(event);
    if (!branches_.empty()) settle_branches();
    if (uses(program_.has_last_batches)) send_last_batches();
    if (!lingering_.empty()) send_home(event);
  }
  now_ = end;
}

/// Now and then between two events: is anybody asking to stop, does time still pass?
void Simulation::look_up(const Event& event) {
  until_look_ = events_a_look;
  outcome_.events += events_a_look;
  if (request_.stop != nullptr && request_.stop->load(std::memory_order_relaxed)) throw Interrupted();
  events_at_once_ = event.instant() == looked_at_ ? events_at_once_ + events_a_look : 0;
  looked_at_ = event.instant();
  if (events_at_once_ > most_events_at_once) {
    runs_away(event.kind() == EventKind::completion || event.kind() == EventKind::wait_over ? event.whom() : nothing);
  }
}

STEPWELL_HOT void Simulation::handle(const Event& event) {
  // What happens most often is asked first.
  if (event.kind() == EventKind::completion) {
    if (tokens_[event.whom()].event == event.order()) complete(event.whom());
    return;
  }
  if (event.kind() == EventKind::arrival) return arrival(event.whom());
  switch (event.kind()) {
    case EventKind::closing:
      event.whom() < hours_next_.size() ? closing(event.whom()) : outage_begins(event.whom() - hours_count());
      break;
    case EventKind::opening:
      event.whom() < hours_next_.size() ? opening(event.whom()) : outage_ends(event.whom() - hours_count());
      break;
    case EventKind::wait_over:
      if (tokens_[event.whom()].event == event.order()) end_wait(event.whom());
      break;
    case EventKind::timer:      timer_rings(event.whom()); break;
    case EventKind::completion:
    case EventKind::arrival:    break;
  }
}

STEPWELL_HOT void Simulation::schedule(Instant at, EventKind kind, std::uint32_t token) {
  if (calendar_.out_of_numbers()) renumber();
  tokens_[token].event = calendar_.push(at, kind, token);
}

void Simulation::renumber() {
  // Told to the tokens only afterwards: a new number may be the old one of an event that is out of date.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> orders;
  calendar_.renumber([&](const Event& event, std::uint32_t order) {
    if (event.kind() != EventKind::completion && event.kind() != EventKind::wait_over) return;
    if (tokens_[event.whom()].event == event.order()) orders.emplace_back(event.whom(), order);
  });
  for (const auto& [token, order] : orders) tokens_[token].event = order;
}

void Simulation::runs_away(std::uint32_t token) const {
  std::string who = "cases keep arriving";
  if (token != nothing) {
    const Token& there = tokens_[token];
    const Case& of = cases_[there.case_index];
    const Workflow& map = program_.workflow();
    who = "case " + std::to_string(of.number) + " of \"" + map.cases[static_cast<CaseTypeId>(of.type)].name +
          "\" goes round by \"" + map.steps[static_cast<StepId>(there.step)].name + "\"";
  }
  throw SimulationError(
      "at " + to_text(now_) + " time stands still: " + who +
      " again and again without any time passing; give a step of that loop a duration, or an earlier way out");
}

void Simulation::overflows() const {
  const Workflow& map = program_.workflow();
  std::uint32_t most = 0;
  for (std::uint32_t role = 1; role < roles_.size(); ++role) {
    if (roles_[role].waiting > roles_[most].waiting) most = role;
  }
  const std::uint32_t called = roles_.empty() || most < map.roles.size() ? most : program_.roles[most].part_of;
  std::string where = roles_.empty()
                          ? ""
                          : "; the longest queue is that of \"" + map.roles[static_cast<RoleId>(called)].name +
                                "\" with " + std::to_string(roles_[most].waiting);
  throw SimulationError("at " + to_text(now_) + " more than " + std::to_string(most_tokens) +
                        " tokens are in the house: work comes faster than it is done" + where);
}

#ifdef STEPWELL_LEAN
Outcome run_lean(const Program& program, const ReplicationRequest& request) {
#else
Outcome run_whole(const Program& program, const ReplicationRequest& request) {
#endif
  return Simulation(program, request).run();
}

}  // namespace stepwell
