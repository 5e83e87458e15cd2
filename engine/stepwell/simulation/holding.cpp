// Places that a case keeps from one step to the next.
//
// A place is taken with the other needs of the step that holds it. When that work is done the case has it, whichever of
// its tokens that was, until a step that releases it is done or the case is over. What a step took that was not done
// it gives back. Of the time for which a case has a place, the part in which nothing happens to it - no work and no
// planned wait of any of its tokens - is counted as blocked. Models in which nothing is held pay a comparison a visit.
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// The work is done, and its staff and places are free: takes those back that the case keeps.
void Simulation::keep_places(std::uint32_t token) {
  const std::uint32_t case_index = tokens_[token].case_index;
  const Run holds = program_.steps[tokens_[token].step].holds;
  for (std::uint32_t i = holds.first; i < holds.first + holds.count; ++i) {
    const NeedCode& need = program_.needs[i];
    RoleState& place = roles_[need.role];
    place.employ(need.count, now_);
    // Outside its hours, nothing has come free.
    if (place.on || place.lingering) place.free -= need.count;
    held_by_case(case_index, need.role) += need.count;
    if (cases_[case_index].active == 0) place.blocked += need.count;
  }
}

/// Gives back what the step releases, as far as the case has it. Nobody is given it before `grant_places`.
void Simulation::release_places(std::uint32_t token) {
  const Run releases = program_.steps[tokens_[token].step].releases;
  for (std::uint32_t i = releases.first; i < releases.first + releases.count; ++i) {
    const NeedCode& need = program_.needs[i];
    give_back(token, need.role, need.count);
  }
}

void Simulation::release_all_places(std::uint32_t token) {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    if (program_.roles[role].held_slot != no_index) give_back(token, role, INT32_MAX);
  }
}

void Simulation::give_back(std::uint32_t token, std::uint32_t role, std::int32_t most) {
  const std::uint32_t case_index = tokens_[token].case_index;
  std::int32_t& held = held_by_case(case_index, role);
  const std::int32_t count = std::min(held, most);
  if (count == 0) return;
  touch(role);
  RoleState& place = roles_[role];
  held -= count;
  place.release(count, now_);
  if (cases_[case_index].active == 0) place.blocked -= count;
  clean(token, role, count);
  given_back_.push_back(role);
}

void Simulation::grant_places() {
  for (std::size_t i = 0; i < given_back_.size(); ++i) grant(given_back_[i]);
  given_back_.clear();
}

/// A token of the case begins (`change` 1) or ends (-1) work or a planned wait.
void Simulation::stir_case(std::uint32_t case_index, std::int32_t change) {
  Case& of = cases_[case_index];
  const bool was_active = of.active > 0;
  of.active = static_cast<std::uint32_t>(static_cast<std::int32_t>(of.active) + change);
  if (was_active == (of.active > 0)) return;
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    if (program_.roles[role].held_slot == no_index) continue;
    const std::int32_t held = held_by_case(case_index, role);
    if (held == 0) continue;
    touch(role);
    roles_[role].blocked += was_active ? held : -held;
  }
}

std::int32_t& Simulation::held_by_case(std::uint32_t case_index, std::uint32_t role) {
  return held_[std::size_t{case_index} * program_.held_slots + program_.roles[role].held_slot];
}

}  // namespace stepwell
