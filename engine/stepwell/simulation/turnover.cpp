// What lies between one piece of work and the next: cleaning, and set-up where the kind of work changes.
//
// A place that comes free with the end of a visit, or is given back by a case, is cleaned before it is free: neither in use
// nor idle. Work that is only put down leaves nothing to clean. Set-up is work, added to the first piece that is of
// another step than the one before. Both draw by the visit that they belong to. Models without them pay a comparison.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// The visit is over: what it needed, and the case does not keep, is cleaned.
void Simulation::clean_after(std::uint32_t token, Run needs) {
  const StepCode& step = program_.steps[tokens_[token].step];
  const bool keeps = tokens_[token].state == TokenState::moving;  // its work is done, not broken off
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    std::int32_t count = program_.needs[i].count;
    for (std::uint32_t k = step.holds.first; keeps && k < step.holds.first + step.holds.count; ++k) {
      if (program_.needs[k].role == program_.needs[i].role) count -= program_.needs[k].count;
    }
    clean(token, program_.needs[i].role, count);
  }
}

void Simulation::clean(std::uint32_t token, std::uint32_t role, std::int32_t count) {
  const std::uint32_t sampler = program_.roles[role].cleaning;
  if (sampler == no_index) return;
  RoleState& state = roles_[role];
  const Token& user = tokens_[token];
  for (std::int32_t i = 0; i < count; ++i) {
    const RandomBlock luck = random_block(keys_[user.step], luck_of(user), user.visit, first_cleaning_draw + role);
    const Duration length = program_.samplers[sampler].sample(unit(luck.first));
    if (length == Duration{0}) continue;
    touch(role);
    ++state.cleaning;
    if (state.on || state.lingering) --state.free;
    if (now_ + length >= horizon_) continue;
    const std::uint32_t timer = timers_.take();
    timers_[timer] = {nothing, nothing, role, Timer::cleaned};
    if (calendar_.out_of_numbers()) renumber();
    calendar_.push(now_ + length, EventKind::timer, timer);
  }
}

void Simulation::is_clean(std::uint32_t role) {
  touch(role);
  RoleState& state = roles_[role];
  --state.cleaning;
  if (state.on || state.lingering) ++state.free;
  grant(role);
}

/// Of those who begin the work of a token now, the longest that one of them takes to prepare for it.
Duration Simulation::set_up_time(std::uint32_t token, Run needs) {
  const Token& starting = tokens_[token];
  Duration longest{0};
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const std::uint32_t role = program_.needs[i].role;
    if (program_.roles[role].set_up == no_index) continue;
    bool changes = false;
    const auto turn = [&](std::uint32_t& last) {
      changes = changes || (last != nothing && last != starting.step);
      last = starting.step;
    };
    if (roles_[role].members.empty()) turn(roles_[role].last_step);
    for (MemberState& member : roles_[role].members) {
      if (member.token == token) turn(member.last_step);
    }
    if (!changes) continue;
    const RandomBlock luck =
        random_block(keys_[starting.step], luck_of(starting), starting.visit, first_set_up_draw + role);
    longest = std::max(longest, program_.samplers[program_.roles[role].set_up].sample(unit(luck.first)));
  }
  return longest;
}

}  // namespace stepwell
