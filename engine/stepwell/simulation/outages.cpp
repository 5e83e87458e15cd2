// Who is out although on duty: maintenance, training, absence by a calendar, and breakdowns at random.
//
// An outage begins with the closings of its instant and ends with the openings. It takes those who are idle first; a breakdown
// strikes any of those there alike. Work in hand is put down, keeps its place in line and is taken up when enough are
// there; or it is finished first, for which `free` goes below 0. What is held for a case, such as a bed, is out when it
// comes free. After hours, who is out goes home with the others: who stays does not wait for a repair. Models without
// outages pay a comparison where calendars open or close.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {
namespace {

// The draws of one member for one breakdown.
constexpr std::uint32_t time_draw = 0;
constexpr std::uint32_t strike_draw = 1;

}  // namespace

void Simulation::prepare_outages() {
  for (std::uint32_t i = 0; i < program_.outages.size(); ++i) {
    const OutageCode& code = program_.outages[i];
    const bool random = code.hours == no_index;
    const std::uint64_t key = random ? keyed(code.stream, request_.seed, request_.replication) : 0;
    const auto units = random ? static_cast<std::uint32_t>(program_.roles[code.role].staff) : 1;
    for (std::uint32_t unit = 0; unit < units; ++unit) outages_.push_back({i, unit, 0, false, 0, key});
  }
  for (std::uint32_t i = 0; i < outages_.size(); ++i) schedule_outage(i);
}

void Simulation::schedule_outage(std::uint32_t outage) {
  const OutageState& state = outages_[outage];
  const OutageCode& code = program_.outages[state.code];
  Instant at = now_;
  if (code.hours != no_index) {
    const auto& stretches = program_.hours[code.hours]->intervals();
    if (state.times >= stretches.size()) return;
    at = state.is_out ? stretches[state.times].end : stretches[state.times].begin;
  } else {
    const RandomBlock luck = random_block(state.key, state.unit, state.times, time_draw);
    const std::uint32_t hours = state.is_out ? code.lasts_hours : code.after_hours;
    const Duration length =
        program_.samplers[state.is_out ? code.lasts : code.after].sample(unit(state.is_out ? luck.second : luck.first));
    at = hours == no_index ? now_ + length : program_.hours[hours]->advance(now_, length);
  }
  if (at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, state.is_out ? EventKind::opening : EventKind::closing, hours_count() + outage);
}

void Simulation::outage_begins(std::uint32_t outage) {
  ++comings_and_goings_;
  OutageState& state = outages_[outage];
  const OutageCode& code = program_.outages[state.code];
  if (code.member != no_index) return member_out(outage, true);
  RoleState& role = roles_[code.role];
  touch(code.role);
  state.is_out = true;
  const std::int32_t count =
      code.number == 0 ? program_.roles[code.role].staff : static_cast<std::int32_t>(code.number);
  const std::uint32_t victim =
      code.hours == no_index && code.work != WorkWhenOut::finish ? struck(state, role) : nothing;
  role.out += count;
  state.taken = 0;
  if (role.on) {
    state.taken = count;
  } else if (role.lingering) {
    state.taken = std::clamp(role.free + role.busy, 0, count);
  }
  role.free -= state.taken;
  if (victim != nothing) interrupt_for(code, victim);
  if (code.work != WorkWhenOut::finish && code.hours != no_index) stop_for(code, role);
  schedule_outage(outage);
  grant_those_let_go(EventKind::closing);
}

void Simulation::outage_ends(std::uint32_t outage) {
  ++comings_and_goings_;
  OutageState& state = outages_[outage];
  const OutageCode& code = program_.outages[state.code];
  if (code.member != no_index) return member_out(outage, false);
  RoleState& role = roles_[code.role];
  touch(code.role);
  const std::int32_t count =
      code.number == 0 ? program_.roles[code.role].staff : static_cast<std::int32_t>(code.number);
  role.out -= count;
  if (role.on) {
    role.free += count;
  } else if (role.lingering) {
    role.free += state.taken;
  }
  state.is_out = false;
  ++state.times;
  schedule_outage(outage);
  let_go_.push_back(code.role);
  grant_those_let_go(EventKind::opening);
}

/// Puts down as much of the role's work as there are too few for, what was begun last first.
void Simulation::stop_for(const OutageCode& code, RoleState& role) {
  const auto too_few = [&] {
    return role.on || role.lingering ? role.free < 0 : role.busy > program_.roles[code.role].staff - role.out;
  };
  while (too_few()) {
    const std::uint32_t token = begun_last(role);
    if (token == nothing) return;
    interrupt_for(code, token);
  }
}

/// Of what the role has in hand. What is finished at this very instant is finished.
std::uint32_t Simulation::begun_last(const RoleState& role) const {
  std::uint32_t chosen = nothing;
  for (const std::uint32_t token : role.in_hand) {
    const Token& in_hand = tokens_[token];
    if (in_hand.due == now_) continue;
    if (chosen != nothing) {
      const Token& best = tokens_[chosen];
      if (in_hand.started != best.started ? in_hand.started < best.started : in_hand.ticket < best.ticket) continue;
    }
    chosen = token;
  }
  return chosen;
}

/// The work of the member that breaks down, if it has any: those who are there are struck alike, busy or not.
std::uint32_t Simulation::struck(const OutageState& outage, const RoleState& role) const {
  const OutageCode& code = program_.outages[outage.code];
  const bool here = role.on || role.lingering;
  const std::int32_t members = here ? std::max(role.free, 0) + role.busy : program_.roles[code.role].staff - role.out;
  const double u = unit(random_block(outage.key, outage.unit, outage.times, strike_draw).first);
  auto place = static_cast<std::int32_t>(u * members);
  for (const std::uint32_t token : role.in_hand) {
    place -= held_by(token, code.role);
    if (place < 0) return tokens_[token].due == now_ ? nothing : token;
  }
  return nothing;
}

void Simulation::interrupt_for(const OutageCode& code, std::uint32_t token) {
  const Run needs = needs_of(tokens_[token]);
  put_down(token);
  tokens_[token].pre_empted = true;
  if (code.work == WorkWhenOut::restart) tokens_[token].remaining = tokens_[token].whole;
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) let_go_.push_back(program_.needs[i].role);
}

}  // namespace stepwell
