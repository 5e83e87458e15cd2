#include "stepwell/simulation/simulation.hpp"

#include <algorithm>
#include <cassert>
#include <string>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"

namespace stepwell {
namespace {

// Draws of one visit: the time and the way out share block 0, additions have one each from 1, attributes from here.
constexpr std::uint32_t first_set = 1001;

constexpr std::uint64_t most_events_at_once = 10'000'000;
constexpr std::uint32_t most_steps_at_once = 100'000;
constexpr std::uint32_t most_tokens = 1u << 24;

}  // namespace

Simulation::Simulation(const Program& program, const ReplicationRequest& request)
    : program_(program), request_(request), now_(program.workflow().clock.start), horizon_(program.workflow().clock.horizon()) {
  const Workflow& map = program.workflow();
  queues_.resize(program.levels.size());
  teams_.resize(program.teams.size());
  roles_.resize(program.roles.size());
  hours_next_.assign(program.hours.size(), 0);
  for (const StepCode& step : program.steps) keys_.push_back(keyed(step.stream, request.seed, request.replication));
  for (const CaseCode& type : program.cases) {
    arrival_keys_.push_back(keyed(type.stream, request.seed, request.replication));
  }
  arrived_.assign(program.cases.size(), 0);
  arrival_clock_.assign(program.cases.size(), Duration{0});
  arrival_load_.assign(program.cases.size(), 0);
  arrival_piece_.assign(program.cases.size(), 0);
  present_.assign(program.steps.size(), 0);
  outcome_.cases.resize(map.cases.size());
  for (CaseOutcome& type : outcome_.cases) type.queueing_for.assign(map.roles.size(), 0);
  outcome_.steps.resize(map.steps.size());
  outcome_.roles.resize(map.roles.size());
  outcome_.measures.resize(map.measures.size());
  measured_.resize(map.measures.size());
}

Outcome Simulation::run() {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    RoleState& state = roles_[role];
    const RoleCode& code = program_.roles[role];
    state.since = now_;
    state.on = code.hours == no_index || program_.hours[code.hours]->is_open(now_);
    state.free = state.on ? code.staff : 0;
    if (request_.log != nullptr) state.member_busy.assign(static_cast<std::size_t>(code.staff), false);
    if (!state.on) mark_closed(role, true);
  }
  for (std::uint32_t hours = 0; hours < hours_next_.size(); ++hours) schedule_hours(hours);
  for (std::uint32_t type = 0; type < arrived_.size(); ++type) schedule_arrival(type);

  run_until(program_.workflow().clock.end_of_warm_up());
  begin_window();
  run_until(horizon_);
  finish();
  return std::move(outcome_);
}

void Simulation::run_until(Instant end) {
  const std::int64_t end_at = end.time_since_epoch().count();
  while (!calendar_.empty() && calendar_.next_at() < end_at) {
    const Event event = calendar_.pop();
    look_up(event);
    now_ = event.instant();
    handle(event);
    if (!lingering_.empty()) send_home();
  }
  now_ = end;
}

/// Between two events: is anybody asking to stop, does time still pass, do the insertion numbers last?
void Simulation::look_up(const Event& event) {
  events_at_once_ = event.at == now_.time_since_epoch().count() ? events_at_once_ + 1 : 0;
  if ((++outcome_.events & 0xFFF) == 0) {
    if (request_.stop != nullptr && request_.stop->load(std::memory_order_relaxed)) throw Interrupted();
    if (events_at_once_ > most_events_at_once) {
      runs_away(event.kind() == EventKind::completion || event.kind() == EventKind::wait_over ? event.whom : nothing);
    }
  }
}

void Simulation::handle(const Event& event) {
  switch (event.kind()) {
    case EventKind::closing: closing(event.whom); break;
    case EventKind::opening: opening(event.whom); break;
    case EventKind::completion:
      if (tokens_[event.whom].event == event.order) complete(event.whom);
      break;
    case EventKind::wait_over:
      if (tokens_[event.whom].event == event.order) end_wait(event.whom);
      break;
    case EventKind::arrival: admit(event.whom); break;
  }
}

void Simulation::schedule(Instant at, EventKind kind, std::uint32_t token) {
  if (calendar_.out_of_numbers()) renumber();
  tokens_[token].event = calendar_.push(at, kind, token);
}

void Simulation::renumber() {
  calendar_.renumber([&](const Event& event, std::uint32_t order) {
    if (event.kind() != EventKind::completion && event.kind() != EventKind::wait_over) return;
    if (tokens_[event.whom].event == event.order) tokens_[event.whom].event = order;
  });
}

// ---------------------------------------------------------------- cases come

void Simulation::schedule_arrival(std::uint32_t type) {
  const Instant at = next_arrival(type);
  if (at == OpeningHours::never || at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::arrival, type);
}

Instant Simulation::next_arrival(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  const Instant start = program_.workflow().clock.start;
  const auto draw = [&] { return unit(random_block(arrival_keys_[type], arrived_[type], 0, 0).first); };
  switch (code.kind) {
    case Demand::Kind::every: {
      arrival_clock_[type] += program_.samplers[code.sampler].sample(draw());
      if (code.hours == no_index) return start + arrival_clock_[type];
      return program_.hours[code.hours]->instant_after(arrival_clock_[type]);
    }
    case Demand::Kind::hourly: {
      arrival_load_[type] -= natural_log(draw());
      std::uint32_t& piece = arrival_piece_[type];
      for (; piece < code.rates.size(); ++piece) {
        const RateCode& rate = code.rates[piece];
        if (rate.per_microsecond <= 0) continue;
        const Instant at = rate.begin + rounded((arrival_load_[type] - rate.before) / rate.per_microsecond);
        if (at < rate.end) return std::max(at, rate.begin);
      }
      return OpeningHours::never;
    }
    case Demand::Kind::listed: {
      while (arrived_[type] < code.times.size() && code.times[arrived_[type]] < start) ++arrived_[type];
      return arrived_[type] < code.times.size() ? code.times[arrived_[type]] : OpeningHours::never;
    }
    case Demand::Kind::none: break;
  }
  return OpeningHours::never;
}

void Simulation::admit(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  const std::uint32_t index = cases_.take();
  Case& arriving = cases_[index];
  arriving = {nothing, type, 1, 1, arrived_[type]++, now_};
  schedule_arrival(type);
  if (attributes_.size() < std::size_t{cases_.size()} * program_.attributes) {
    attributes_.resize(std::size_t{cases_.size()} * program_.attributes * 2);
  }
  if (visits_.size() < std::size_t{cases_.size()} * program_.visit_slots) {
    visits_.resize(std::size_t{cases_.size()} * program_.visit_slots * 2);
  }
  if (watches_.size() < std::size_t{cases_.size()} * program_.measures.size()) {
    watches_.resize(std::size_t{cases_.size()} * program_.measures.size() * 2);
  }
  std::fill_n(attributes_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * program_.attributes), program_.attributes, 0.0);
  std::fill_n(visits_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * program_.visit_slots), program_.visit_slots, 0u);
  std::fill_n(watches_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * program_.measures.size()), program_.measures.size(), Watch{});
  for (std::uint32_t i = 0; i < code.attributes.count; ++i) {
    const std::uint64_t key = keyed(code.attribute_streams[i], request_.seed, request_.replication);
    set_attributes({code.attributes.first + i, 1}, index, key, 0, 0);
  }
  if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(type)].arrived;

  if (tokens_.in_use() >= most_tokens) overflows();
  const std::uint32_t token = tokens_.take();
  tokens_[token] = Token{};
  tokens_[token].case_index = index;
  const std::size_t stride = roles_.size();
  if (queueing_for_.size() < std::size_t{tokens_.size()} * stride) queueing_for_.resize(std::size_t{tokens_.size()} * stride * 2);
  std::fill_n(queueing_for_.begin() + static_cast<std::ptrdiff_t>(token * stride), stride, 0);
  settle(token, code.start);
}

void Simulation::set_attributes(Run run, std::uint32_t case_index, std::uint64_t key, std::uint32_t visit,
                                std::uint32_t index) {
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const SetCode& code = program_.sets[run.first + i];
    double value = code.constant;
    if (code.kind != AttributeValue::Kind::constant) {
      value = drawn_value(code, random_block(key, luck_of(cases_[case_index]), visit, index + i).first);
    }
    attributes_[std::size_t{case_index} * program_.attributes + code.attribute] = value;
  }
}

double Simulation::drawn_value(const SetCode& code, std::uint64_t luck) const {
  const double u = unit(luck);
  if (code.kind == AttributeValue::Kind::chance) return u < code.constant ? 1 : 0;
  if (code.kind == AttributeValue::Kind::distribution) return program_.samplers[code.sampler].value(u);
  std::uint32_t choice = code.choices.first;
  while (u >= program_.choices[choice].up_to) ++choice;
  return program_.choices[choice].value;
}

// ---------------------------------------------------------------- tokens move

/// Walks a token, and every token that it splits into, until each of them rests.
void Simulation::settle(std::uint32_t token, std::uint32_t step) {
  walk(token, step);
  while (!branches_.empty()) {
    const std::uint32_t branch = branches_.back();
    branches_.pop_back();
    walk(branch, tokens_[branch].step);
  }
}

void Simulation::walk(std::uint32_t token, std::uint32_t step) {
  for (std::uint32_t passed = 0; step != no_index; ++passed) {
    if (passed > most_steps_at_once) runs_away(token);
    const StepCode& code = program_.steps[step];
    Token& here = tokens_[token];
    here.step = step;
    here.arrived = here.first_started = now_;
    here.queueing = here.closed = here.worked = Duration{0};
    here.state = TokenState::moving;
    here.visit = 0;
    here.staff = EventLog::nobody;
    // A join is visited when it fires, not by each token that it waits for.
    if (code.nature != Nature::join) count_visit(here);
    hook(code.arrives, here.case_index);
    switch (code.nature) {
      case Nature::work: return ask_for_work(token);
      case Nature::end: return end(token);
      case Nature::wait: {
        const RandomBlock luck = random_block(keys_[step], luck_of(cases_[here.case_index]), here.visit, 0);
        here.next_luck = luck.second;
        here.state = TokenState::waiting;
        hook(code.starts, here.case_index);
        const Duration length = program_.samplers[code.wait_sampler].sample(unit(luck.first));
        const Instant over =
            code.wait_hours == no_index ? now_ + length : program_.hours[code.wait_hours]->advance(now_, length);
        if (over < horizon_) schedule(over, EventKind::wait_over, token);
        return;
      }
      case Nature::join:
        if (!join(token)) return;
        count_visit(tokens_[token]);
        break;
      case Nature::gateway: break;
    }
    Token& passing = tokens_[token];
    if (code.routing == Routing::chances) {
      passing.next_luck = random_block(keys_[step], luck_of(cases_[passing.case_index]), passing.visit, 0).second;
    }
    hook(code.starts, passing.case_index);
    step = leave(token);
  }
}

void Simulation::count_visit(Token& token) {
  const std::uint32_t slot = program_.steps[token.step].visit_slot;
  if (slot != no_index) token.visit = visits_[std::size_t{token.case_index} * program_.visit_slots + slot]++;
}

void Simulation::end_wait(std::uint32_t token) {
  tokens_[token].event = nothing;
  const std::uint32_t step = leave(token);
  settle(token, step);
}

/// Ends a visit and says where the token goes; the other tokens of a split wait in `branches_`.
std::uint32_t Simulation::leave(std::uint32_t token) {
  finish_visit(token);
  const std::uint32_t step = tokens_[token].step;
  const std::uint32_t case_index = tokens_[token].case_index;
  const StepCode& code = program_.steps[step];
  hook(code.ends, case_index);
  if (code.sets.count > 0) set_attributes(code.sets, case_index, keys_[step], tokens_[token].visit, first_set);
  if (code.routing == Routing::all) split(token);
  return program_.flows[chosen_flow(code, tokens_[token])].to;
}

std::uint32_t Simulation::chosen_flow(const StepCode& step, const Token& token) {
  std::uint32_t flow = step.flows.first;
  if (step.routing == Routing::chances) {
    const double u = unit(token.next_luck);
    while (u >= program_.flows[flow].up_to) ++flow;
  } else if (step.routing == Routing::rules) {
    const double* attributes = attributes_of(token.case_index);
    while (program_.flows[flow].rule != no_index && !program_.rules[program_.flows[flow].rule].holds(attributes, now_)) ++flow;
  }
  return flow;
}

void Simulation::split(std::uint32_t token) {
  const Run flows = program_.steps[tokens_[token].step].flows;
  const std::uint32_t frame = frames_.take();
  frames_[frame] = {nothing, tokens_[token].frame, flows.count, flows.count, 0, nothing};
  tokens_[token].frame = frame;
  if (tokens_.in_use() + flows.count > most_tokens) overflows();
  const std::size_t stride = roles_.size();
  for (std::uint32_t i = flows.count; i-- > 1;) {
    const std::uint32_t branch = tokens_.take();
    tokens_[branch] = tokens_[token];
    tokens_[branch].step = program_.flows[flows.first + i].to;
    if (queueing_for_.size() < std::size_t{tokens_.size()} * stride) queueing_for_.resize(std::size_t{tokens_.size()} * stride * 2);
    std::copy_n(queueing_for_.begin() + static_cast<std::ptrdiff_t>(token * stride), stride,
                queueing_for_.begin() + static_cast<std::ptrdiff_t>(branch * stride));
    branches_.push_back(branch);
  }
  Case& of = cases_[tokens_[token].case_index];
  for (std::uint32_t i = 1; i < flows.count; ++i) tokens_[branches_[branches_.size() - i]].number = of.named++;
  of.tokens += flows.count - 1;
}

/// True where this token was the last that its join lacked: it goes on, and the others that waited are gone.
bool Simulation::join(std::uint32_t token) {
  const std::uint32_t index = tokens_[token].frame;
  assert(index != nothing);
  Frame& frame = frames_[index];
  if (++frame.arrived < frame.branches) {
    tokens_[token].state = TokenState::at_join;
    tokens_[token].next = frame.parked;
    frame.parked = token;
    return false;
  }
  const std::uint32_t step = tokens_[token].step;
  for (std::uint32_t parked = frame.parked; parked != nothing;) {
    const std::uint32_t next = tokens_[parked].next;
    if (counting_) {
      outcome_of(step).wait.add(now_ - tokens_[parked].arrived);
      if (request_.spread != nullptr) request_.spread->wait[static_cast<StepId>(step)].add(now_ - tokens_[parked].arrived);
    }
    if (request_.log != nullptr) log_visit(tokens_[parked], VisitOutcome::done);
    --cases_[tokens_[parked].case_index].tokens;
    remove(parked);
    parked = next;
  }
  tokens_[token].frame = frame.outer;
  frames_.give_back(index);
  return true;
}

void Simulation::end(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  const std::uint32_t case_index = tokens_[token].case_index;
  hook(code.starts, case_index);
  hook(code.ends, case_index);
  finish_visit(token);
  release_frame(tokens_[token].frame);
  Case& of = cases_[case_index];
  if (--of.tokens == 0) {
    count_case(of, token);
    cases_.give_back(case_index);
  }
  remove(token);
}

void Simulation::release_frame(std::uint32_t frame) {
  while (frame != nothing && --frames_[frame].uses == 0) {
    const std::uint32_t outer = frames_[frame].outer;
    frames_.give_back(frame);
    frame = outer;
  }
}

void Simulation::remove(std::uint32_t token) {
  tokens_[token].case_index = nothing;
  tokens_[token].event = nothing;
  tokens_.give_back(token);
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
  throw SimulationError("at " + to_text(now_) + " time stands still: " + who +
                        " for ever without any time passing; give a step of that loop a duration, or the loop a way out");
}

void Simulation::overflows() const {
  const Workflow& map = program_.workflow();
  std::uint32_t most = 0;
  for (std::uint32_t role = 1; role < roles_.size(); ++role) {
    if (roles_[role].waiting > roles_[most].waiting) most = role;
  }
  std::string where = roles_.empty() ? "" : "; the longest queue is that of \"" + map.roles[static_cast<RoleId>(most)].name +
                                                "\" with " + std::to_string(roles_[most].waiting);
  throw SimulationError("at " + to_text(now_) + " more than " + std::to_string(most_tokens) +
                        " tokens are in the house: work comes faster than it is done" + where);
}

Outcome simulate(const Program& program, const ReplicationRequest& request) {
  const IndexedVector<AssumptionId, double> values = program.assumed(request);
  const bool varies = request.certainty == Certainty::with_what_we_dont_know && program.workflow().has_swept_assumptions();
  if (!varies) {
    Outcome outcome = Simulation(program, request).run();
    outcome.assumed = values;
    return outcome;
  }
  const Program varied = program.varied(values);
  Outcome outcome = Simulation(varied, request).run();
  outcome.assumed = values;
  return outcome;
}

}  // namespace stepwell
