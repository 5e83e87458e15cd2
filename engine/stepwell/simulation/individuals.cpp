// Members of a role who are known by name: each has hours, speed and skills of their own.
//
// Who is idle, at work, off or out is known of each; what a role without individuals counts (`free`, `busy`, `out`, whether it
// is on) is counted anew when one of them changes. Work goes at the pace of the slowest individual who does it; what
// is left of work that was put down is kept as work and not as time, so another one may take it up at another
// pace. Roles without individuals pay a comparison.
#include <algorithm>

#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

void Simulation::prepare_members(std::uint32_t role) {
  const Run run = program_.roles[role].members;
  RoleState& state = roles_[role];
  state.alike = false;
  state.members.resize(run.count);
  state.counted.members.resize(run.count);
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::uint32_t hours = program_.members[run.first + i].hours;
    state.members[i].on = hours == no_index || program_.hours[hours]->is_open(now_);
    state.members[i].idle_since = now_;
  }
  recount(role);
}

/// Brings what is counted of the role up to its members.
void Simulation::recount(std::uint32_t role) {
  RoleState& state = roles_[role];
  state.free = state.busy = state.out = 0;
  state.on = false;
  for (const MemberState& member : state.members) {
    state.on = state.on || member.on;
    if (member.token != nothing)
      ++state.busy;
    else if (member.on)
      ++(member.out > 0 ? state.out : state.free);
  }
  mark_closed(role, !state.on);
}

/// How many are idle who can do it.
std::int32_t Simulation::able(const NeedCode& need) const {
  const Run run = program_.roles[need.role].members;
  std::int32_t count = 0;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const MemberState& member = roles_[need.role].members[i];
    const bool idle = member.on && member.out == 0 && member.token == nothing;
    if (idle && (program_.members[run.first + i].skills & need.skills) == need.skills) ++count;
  }
  return count;
}

/// Gives the work to those who are asked first of all who are idle and can do it.
void Simulation::take_members(std::uint32_t token, const NeedCode& need) {
  RoleState& state = roles_[need.role];
  const RoleCode& code = program_.roles[need.role];
  std::uint32_t* const regular =
      code.regular_slot == no_index
          ? nullptr
          : &regulars_[std::size_t{tokens_[token].case_index} * program_.regular_slots + code.regular_slot];
  for (std::int32_t taken = 0; taken < need.count; ++taken) {
    std::uint32_t chosen = nothing;
    for (std::uint32_t i = 0; i < code.members.count; ++i) {
      const MemberState& member = state.members[i];
      if (!member.on || member.out > 0 || member.token != nothing) continue;
      if ((program_.members[code.members.first + i].skills & need.skills) != need.skills) continue;
      if (chosen == nothing || asked_before(need.role, i, chosen, regular == nullptr ? nothing : *regular)) chosen = i;
    }
    state.members[chosen].token = token;
    if (regular != nullptr) *regular = chosen;
  }
  recount(need.role);
}

/// Whether `one` goes before `other`, who stands above it in the model.
bool Simulation::asked_before(std::uint32_t role, std::uint32_t one, std::uint32_t other, std::uint32_t regular) const {
  const MemberState& a = roles_[role].members[one];
  const MemberState& b = roles_[role].members[other];
  switch (program_.roles[role].asked_first) {
    case AskedFirst::fixed_order: return false;
    case AskedFirst::least_busy:  return a.worked < b.worked;
    case AskedFirst::same_person:
      if (one == regular || other == regular) return one == regular;
      return a.idle_since < b.idle_since;
    case AskedFirst::longest_idle: break;
  }
  return a.idle_since < b.idle_since;
}

void Simulation::release_members(std::uint32_t token, std::uint32_t role) {
  for (MemberState& member : roles_[role].members) {
    if (member.token != token) continue;
    member.token = nothing;
    member.idle_since = now_;
    member.worked += now_ - tokens_[token].started;
  }
  recount(role);
}

/// Work a time, of those who work on the token now.
double Simulation::pace_of(std::uint32_t token) const {
  double pace = 0;
  const Run needs = needs_of(tokens_[token]);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const std::uint32_t role = program_.needs[i].role;
    const Run run = program_.roles[role].members;
    for (std::uint32_t k = 0; k < run.count; ++k) {
      if (roles_[role].members[k].token != token) continue;
      const double speed = program_.members[run.first + k].speed;
      pace = pace == 0 ? speed : std::min(pace, speed);
    }
  }
  return pace == 0 ? 1 : pace;
}

// ---------------------------------------------------------------- coming and going

void Simulation::members_come(std::uint32_t hours) {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    const Run run = program_.roles[role].members;
    bool somebody = false;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      if (program_.members[run.first + i].hours != hours) continue;
      if (!somebody) touch(role);
      somebody = true;
      roles_[role].members[i].on = true;
      if (roles_[role].members[i].token == nothing) roles_[role].members[i].idle_since = now_;
    }
    if (!somebody) continue;
    recount(role);
    let_go_.push_back(role);
  }
}

void Simulation::members_go(std::uint32_t hours) {
  for (std::uint32_t role = 0; role < roles_.size(); ++role) {
    const Run run = program_.roles[role].members;
    bool somebody = false;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      if (program_.members[run.first + i].hours != hours) continue;
      if (!somebody) touch(role);
      somebody = true;
      roles_[role].members[i].on = false;
    }
    if (!somebody) continue;
    recount(role);
    if (program_.roles[role].after_hours != AfterHours::stop) continue;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const std::uint32_t token = roles_[role].members[i].token;
      // What is finished at this very instant is finished.
      if (program_.members[run.first + i].hours != hours || token == nothing || tokens_[token].due == now_) continue;
      const Run needs = needs_of(tokens_[token]);
      put_down(token);
      for (std::uint32_t k = needs.first; k < needs.first + needs.count; ++k) let_go_.push_back(program_.needs[k].role);
    }
  }
}

void Simulation::member_out(std::uint32_t outage, bool begins) {
  OutageState& state = outages_[outage];
  const OutageCode& code = program_.outages[state.code];
  touch(code.role);
  MemberState& member = roles_[code.role].members[code.member];
  member.out += begins ? 1 : -1;
  state.is_out = begins;
  if (!begins) ++state.times;
  recount(code.role);
  if (begins) {
    if (member.token != nothing && code.work != WorkWhenOut::finish && tokens_[member.token].due != now_)
      interrupt_for(code, member.token);
  } else {
    let_go_.push_back(code.role);
  }
  schedule_outage(outage);
  grant_those_let_go(begins ? EventKind::closing : EventKind::opening);
}

// ---------------------------------------------------------------- counting

void Simulation::touch_members(RoleState& state, std::int64_t passed) const {
  RoleOutcome& counted = state.counted;
  for (std::size_t i = 0; i < state.members.size(); ++i) {
    const MemberState& member = state.members[i];
    MemberOutcome& own = counted.members[i];
    if (member.token != nothing) {
      add_exactly(member.on ? own.busy : own.overtime, passed);
      add_exactly(member.on ? counted.busy : counted.overtime, passed);
    } else if (member.on && member.out > 0) {
      add_exactly(own.out, passed);
      add_exactly(counted.out, passed);
    }
  }
}

/// The role is open while one of them is on duty.
void Simulation::count_hours_of_members(std::uint32_t role, RoleOutcome& counted) const {
  const Clock& clock = program_.workflow().clock;
  const Run run = program_.roles[role].members;
  std::vector<Interval> stretches;
  counted.rostered = 0;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::uint32_t hours = program_.members[run.first + i].hours;
    std::vector<Interval> own{{clock.start, clock.horizon()}};
    if (hours != no_index) own = program_.hours[hours]->intervals();
    for (Interval stretch : own) {
      stretch.begin = std::max(stretch.begin, clock.end_of_warm_up());
      if (stretch.begin >= stretch.end) continue;
      add_exactly(counted.members[i].rostered, (stretch.end - stretch.begin).count());
      stretches.push_back(stretch);
    }
    add_exactly(counted.rostered, counted.members[i].rostered);
  }
  std::sort(stretches.begin(), stretches.end(), [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  counted.open = 0;
  Instant until = clock.end_of_warm_up();
  for (const Interval& stretch : stretches) {
    if (stretch.end <= until) continue;
    counted.open += (stretch.end - std::max(stretch.begin, until)).count();
    until = stretch.end;
  }
}

}  // namespace stepwell
