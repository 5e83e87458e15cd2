// Staff come and go: opening, closing, and who stays after hours.
#include <algorithm>

#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

void Simulation::schedule_hours(std::uint32_t hours) {
  const auto& stretches = program_.hours[hours]->intervals();
  std::uint32_t& next = hours_next_[hours];
  if (next >= stretches.size()) return;
  const bool open = stretches[next].begin <= now_;
  const Instant at = open ? stretches[next].end : stretches[next].begin;
  if (at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, open ? EventKind::closing : EventKind::opening, hours);
}

void Simulation::opening(std::uint32_t hours) {
  ++comings_and_goings_;
  schedule_hours(hours);
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    if (program_.roles[i].hours != hours) continue;
    integrate(roles_[i]);
    roles_[i].on = true;
    roles_[i].lingering = false;
    roles_[i].free = program_.roles[i].staff - roles_[i].out - roles_[i].busy - roles_[i].cleaning;
    mark_closed(i, false);
  }
  std::erase_if(lingering_, [&](std::uint32_t role) { return program_.roles[role].hours == hours; });
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    if (program_.roles[i].hours == hours) let_go_.push_back(i);
  }
  if (!program_.members.empty()) members_come(hours);
  // Work goes by priority and ticket among all that are there then.
  grant_those_let_go(EventKind::opening);
}

/// Unless others come or go, as `kind` says, at this very instant.
void Simulation::grant_those_let_go(EventKind kind) {
  if (calendar_.next_is(now_, kind)) return;
  for (const std::uint32_t role : let_go_) grant(role);
  let_go_.clear();
}

void Simulation::closing(std::uint32_t hours) {
  ++comings_and_goings_;
  ++hours_next_[hours];
  schedule_hours(hours);
  bool somebody_stops = false;
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    const RoleCode& code = program_.roles[i];
    if (code.hours != hours) continue;
    integrate(roles_[i]);
    roles_[i].on = false;
    if (code.after_hours == AfterHours::stay) {
      roles_[i].lingering = true;
      lingering_.push_back(i);
      continue;
    }
    roles_[i].free = 0;
    mark_closed(i, true);
    if (code.after_hours == AfterHours::stop) somebody_stops = true;
  }
  if (somebody_stops) put_down_work(hours);
  if (!program_.members.empty()) members_go(hours);
  // Nobody is given what was put down before all have closed.
  grant_those_let_go(EventKind::closing);
}

/// Takes the work in hand from those of these hours who stop at closing time.
void Simulation::put_down_work(std::uint32_t hours) {
  const auto stops = [&](const NeedCode& need) {
    const RoleCode& role = program_.roles[need.role];
    return role.hours == hours && role.after_hours == AfterHours::stop;
  };
  for (std::uint32_t token = 0; token < tokens_.size(); ++token) {
    const Token& at_work = tokens_[token];
    // What is finished at this very instant is finished, not put down with nothing left to do.
    if (at_work.case_index == nothing || at_work.state != TokenState::working || at_work.due == now_) continue;
    const Run needs = needs_of(at_work);
    const auto begin = program_.needs.begin() + needs.first;
    if (std::none_of(begin, begin + needs.count, stops)) continue;
    put_down(token);
    for (auto need = begin; need != begin + needs.count; ++need) let_go_.push_back(need->role);
  }
}

/// Those who stayed go home when nothing that can still be done today needs them. Who goes may have been the one for
/// whom another was waiting, so all are asked again until nobody goes: what is left is the greatest number of people
/// who really have something to wait for.
void Simulation::send_home(const Event& event) {
  // Others may come or go at this very instant.
  if (event.kind() <= EventKind::opening &&
      (calendar_.next_is(now_, EventKind::closing) || calendar_.next_is(now_, EventKind::opening))) {
    return;
  }
  for (bool somebody_went = true; somebody_went;) {
    somebody_went = false;
    std::erase_if(lingering_, [&](std::uint32_t i) {
      RoleState& role = roles_[i];
      if (role.free > 0 && !has_queue_tonight(i) && !may_still_come(i)) {
        role.free = 0;
        somebody_went = true;
        ++comings_and_goings_;
      }
      if (role.free + role.busy + role.cleaning > 0) return false;
      role.lingering = false;
      mark_closed(i, true);
      return true;
    });
  }
}

/// Whether work of these needs can still start without anybody coming back: who is here now is enough of each role.
bool Simulation::served_tonight(std::uint32_t team) const {
  const TeamCode& code = program_.teams[team];
  if (code.alternatives.count == 0) return served_tonight(code.needs);
  const auto others = program_.alternatives.begin() + code.alternatives.first;
  return std::any_of(others, others + code.alternatives.count,
                     [&](const AlternativeCode& one) { return served_tonight(one.needs); });
}

bool Simulation::served_tonight(Run needs) const {
  const auto begin = program_.needs.begin() + needs.first;
  return std::all_of(begin, begin + needs.count, [&](const NeedCode& need) {
    const RoleState& role = roles_[need.role];
    return role.on || (role.lingering && role.free + role.busy + role.cleaning >= need.count);
  });
}

bool Simulation::has_queue_tonight(std::uint32_t role) const {
  if (roles_[role].waiting == 0) return false;
  const Run teams = program_.roles[role].teams;
  const auto begin = program_.role_teams.begin() + teams.first;
  return std::any_of(begin, begin + teams.count,
                     [&](std::uint32_t team) { return teams_[team].waiting > 0 && served_tonight(team); });
}

/// Whether a token that moves on tonight is at this step.
bool Simulation::stirs(std::uint32_t step) const {
  const Presence& there = present_[step];
  return there.working > 0 || (there.queued > 0 && served_tonight(program_.steps[step].team));
}

/// Whether a token can come to one of the role's steps by gateways, joins and work of today's staff on its calendar.
bool Simulation::may_still_come(std::uint32_t role) {
  RoleState& state = roles_[role];
  // Most often it is still the one that was found last time.
  if (state.waits_for != no_index && state.looked == comings_and_goings_ && stirs(state.waits_for)) return true;
  state.looked = comings_and_goings_;
  ++search_;
  open_.clear();
  const RoleCode& code = program_.roles[role];
  for (std::uint32_t i = code.steps.first; i < code.steps.first + code.steps.count; ++i) {
    const std::uint32_t own = program_.role_steps[i];
    // Nobody stays for a batch that is not complete.
    if (program_.steps[own].batch == no_index && served_tonight(program_.steps[own].team)) open_.push_back(own);
  }
  while (!open_.empty()) {
    const Run before = program_.steps[open_.back()].before;
    open_.pop_back();
    for (std::uint32_t i = before.first; i < before.first + before.count; ++i) {
      const std::uint32_t step = program_.before[i];
      if (searched_[step] == search_) continue;
      searched_[step] = search_;
      const StepCode& there = program_.steps[step];
      if (there.nature == Nature::work) {
        if (there.hours != code.hours) continue;
        if (stirs(step)) {
          state.waits_for = step;
          return true;
        }
        if (there.batch != no_index || !served_tonight(there.team)) continue;
      }
      open_.push_back(step);
    }
  }
  state.waits_for = no_index;
  return false;
}

void Simulation::mark_closed(std::uint32_t role, bool closed) {
  if (roles_[role].closed == closed) return;
  roles_[role].closed = closed;
  const Run teams = program_.roles[role].teams;
  for (std::uint32_t i = teams.first; i < teams.first + teams.count; ++i) {
    Team& team = teams_[program_.role_teams[i]];
    const TeamCode& code = program_.teams[program_.role_teams[i]];
    if (uses(code.alternatives.count > 0)) {
      mark_choices_closed(code, role, closed);
      continue;
    }
    if (closed) {
      if (team.closed_roles++ == 0) team.closed_since = now_;
    } else if (--team.closed_roles == 0) {
      team.closed_time += now_ - team.closed_since;
    }
  }
}

Duration Simulation::closed_time(const Team& team) const {
  return team.closed_time + (team.closed_roles > 0 ? now_ - team.closed_since : Duration{0});
}

}  // namespace stepwell
