// Work and who does it: queues, grants, hours.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

// ---------------------------------------------------------------- asking for work

void Simulation::ask_for_work(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  Token& asking = tokens_[token];
  asking.ticket = tickets_++;
  asking.remaining = Duration{-1};
  if (code.stay_matters) ++present_[asking.step];
  asking.queued = now_;
  asking.closed_mark = closed_time(teams_[code.team]);
  // Whatever can start has started, so a queue of the same needs means that these cannot be met now.
  if (teams_[code.team].waiting == 0 && can_start(program_.teams[code.team])) return start_work(token);
  enqueue(token);
}

std::uint32_t Simulation::level_of(const Token& token) const {
  const TeamCode& team = program_.teams[program_.steps[token.step].team];
  return team.levels.first + program_.cases[cases_[token.case_index].type].level[token.step];
}

/// Into its queue by ticket: at the end, but for work that was put down and comes back to its old place.
void Simulation::enqueue(std::uint32_t token) {
  Token& asking = tokens_[token];
  asking.state = TokenState::queued;
  Queue& queue = queues_[level_of(asking)];
  if (queue.tail == nothing || tokens_[queue.tail].ticket < asking.ticket) {
    asking.next = nothing;
    (queue.tail == nothing ? queue.head : tokens_[queue.tail].next) = token;
    queue.tail = token;
  } else {
    std::uint32_t* place = &queue.head;
    while (tokens_[*place].ticket < asking.ticket) place = &tokens_[*place].next;
    asking.next = *place;
    *place = token;
  }
  const std::uint32_t team = program_.steps[asking.step].team;
  ++teams_[team].waiting;
  const Run needs = program_.teams[team].needs;
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    RoleState& role = roles_[program_.needs[i].role];
    touch(program_.needs[i].role);
    ++role.waiting;
    if (counting_) role.counted.longest_queue = std::max<std::uint64_t>(role.counted.longest_queue, role.waiting);
  }
}

bool Simulation::can_start(const TeamCode& team) const {
  for (std::uint32_t i = team.needs.first; i < team.needs.first + team.needs.count; ++i) {
    if (roles_[program_.needs[i].role].free < program_.needs[i].count) return false;
  }
  return true;
}

/// First in line of a team's queues, with its priority; the queues must not all be empty.
std::uint32_t Simulation::best_head(const TeamCode& team, double& priority) const {
  std::uint32_t level = team.levels.first;
  while (queues_[level].head == nothing) ++level;
  priority = program_.levels[level];
  return queues_[level].head;
}

/// Gives the role's free members work, by priority and then by ticket, until none is free or nothing can start.
void Simulation::grant(std::uint32_t role) {
  const Run teams = program_.roles[role].teams;
  while (roles_[role].free > 0 && roles_[role].waiting > 0) {
    std::uint32_t chosen = nothing;
    double chosen_priority = 0;
    for (std::uint32_t i = teams.first; i < teams.first + teams.count; ++i) {
      const std::uint32_t team = program_.role_teams[i];
      if (teams_[team].waiting == 0 || !can_start(program_.teams[team])) continue;
      double priority = 0;
      const std::uint32_t head = best_head(program_.teams[team], priority);
      if (chosen == nothing || priority > chosen_priority ||
          (priority == chosen_priority && tokens_[head].ticket < tokens_[chosen].ticket)) {
        chosen = head;
        chosen_priority = priority;
      }
    }
    if (chosen == nothing) return;
    Queue& queue = queues_[level_of(tokens_[chosen])];
    queue.head = tokens_[chosen].next;
    if (queue.head == nothing) queue.tail = nothing;
    const std::uint32_t team = program_.steps[tokens_[chosen].step].team;
    --teams_[team].waiting;
    const Run needs = program_.teams[team].needs;
    for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
      touch(program_.needs[i].role);
      --roles_[program_.needs[i].role].waiting;
    }
    start_work(chosen);
  }
}

// ---------------------------------------------------------------- doing it

void Simulation::start_work(std::uint32_t token) {
  Token& starting = tokens_[token];
  const StepCode& code = program_.steps[starting.step];
  const TeamCode& team = program_.teams[code.team];
  const Duration closed = closed_time(teams_[code.team]) - starting.closed_mark;
  const Duration queueing = (now_ - starting.queued) - closed;
  starting.closed += closed;
  starting.queueing += queueing;
  if (queueing > Duration{0}) queueing_for_[std::size_t{token} * roles_.size() + scarcest(team)] += queueing.count();
  for (std::uint32_t i = team.needs.first; i < team.needs.first + team.needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    touch(need.role);
    roles_[need.role].free -= need.count;
    roles_[need.role].busy += need.count;
  }
  if (starting.remaining < Duration{0}) {
    starting.remaining = work_time(starting);
    starting.first_started = now_;
    hook(code.starts, starting.case_index);
  }
  if (request_.log != nullptr) take_staff(token);
  starting.state = TokenState::working;
  starting.started = now_;
  starting.due = now_ + starting.remaining;
  schedule(starting.due, EventKind::completion, token);
}

/// The need of which the fewest are left over when the work starts: the one that the wait was for.
std::uint32_t Simulation::scarcest(const TeamCode& team) const {
  const auto spare = [&](const NeedCode& need) { return roles_[need.role].free - need.count; };
  const auto begin = program_.needs.begin() + team.needs.first;
  return std::min_element(begin, begin + team.needs.count,
                          [&](const NeedCode& a, const NeedCode& b) { return spare(a) < spare(b); })
      ->role;
}

Duration Simulation::work_time(Token& token) {
  const StepCode& code = program_.steps[token.step];
  const std::uint64_t luck = luck_of(token);
  const double* attributes = attributes_of(token.case_index);
  const RandomBlock block = random_block(keys_[token.step], luck, token.visit, 0);
  token.next_luck = block.second;
  const auto holds = [&](const TimedCode& timed) {
    return timed.rule == no_index || program_.rules[timed.rule].holds(attributes, now_);
  };
  Duration sum{0};
  for (std::uint32_t i = code.time.first; i < code.time.first + code.time.count; ++i) {
    if (!holds(program_.timed[i])) continue;
    sum = program_.samplers[program_.timed[i].sampler].sample(unit(block.first));
    break;
  }
  for (std::uint32_t i = 0; i < code.adds.count; ++i) {
    const TimedCode& addition = program_.timed[code.adds.first + i];
    if (!holds(addition)) continue;
    sum += program_.samplers[addition.sampler].sample(
        unit(random_block(keys_[token.step], luck, token.visit, 1 + i).first));
  }
  return sum;
}

void Simulation::complete(std::uint32_t token) {
  Token& done = tokens_[token];
  const std::uint32_t step = done.step;
  done.event = nothing;
  done.worked += now_ - done.started;
  done.state = TokenState::moving;
  if (program_.steps[step].stay_matters) --present_[step];
  close_visit(token);
  const TeamCode& team = program_.teams[program_.steps[step].team];
  release_staff(team, token);
  for (std::uint32_t i = team.needs.first; i < team.needs.first + team.needs.count; ++i) grant(program_.needs[i].role);
  settle(token, next_step(token));
}

/// Stops the work in hand and queues for the rest of it, in its old place.
void Simulation::put_down(std::uint32_t token) {
  Token& stopped = tokens_[token];
  stopped.event = nothing;
  stopped.worked += now_ - stopped.started;
  stopped.remaining = stopped.due - now_;
  stopped.queued = now_;
  stopped.closed_mark = closed_time(teams_[program_.steps[stopped.step].team]);
  release_staff(program_.teams[program_.steps[stopped.step].team], token);
  enqueue(token);
}

void Simulation::release_staff(const TeamCode& team, std::uint32_t token) {
  for (std::uint32_t i = team.needs.first; i < team.needs.first + team.needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    touch(need.role);
    RoleState& role = roles_[need.role];
    role.busy -= need.count;
    // Outside the hours, only who stays is still here for other work.
    if (role.on || role.lingering) role.free += need.count;
  }
  Token& released = tokens_[token];
  if (released.staff != EventLog::nobody)
    roles_[program_.steps[released.step].lead].member_busy[released.staff] = false;
}

/// Names the member of the first role: the lowest number that is idle.
void Simulation::take_staff(std::uint32_t token) {
  std::vector<bool>& busy = roles_[program_.steps[tokens_[token].step].lead].member_busy;
  const auto idle = std::find(busy.begin(), busy.end(), false);
  if (idle == busy.end()) return;
  *idle = true;
  tokens_[token].staff = static_cast<std::uint32_t>(idle - busy.begin());
}

// ---------------------------------------------------------------- hours

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
  schedule_hours(hours);
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    if (program_.roles[i].hours != hours) continue;
    touch(i);
    roles_[i].on = true;
    roles_[i].lingering = false;
    roles_[i].free = program_.roles[i].staff - roles_[i].busy;
    mark_closed(i, false);
  }
  std::erase_if(lingering_, [&](std::uint32_t role) { return program_.roles[role].hours == hours; });
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    if (program_.roles[i].hours == hours) let_go_.push_back(i);
  }
  // Others may open at this very instant: work goes by priority and ticket among all that are there then.
  if (calendar_.next_is(now_, EventKind::opening)) return;
  for (const std::uint32_t role : let_go_) grant(role);
  let_go_.clear();
}

void Simulation::closing(std::uint32_t hours) {
  ++hours_next_[hours];
  schedule_hours(hours);
  bool somebody_stops = false;
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    const RoleCode& code = program_.roles[i];
    if (code.hours != hours) continue;
    touch(i);
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
  // Others may close at this very instant: nobody is given what was put down before all have closed.
  if (calendar_.next_is(now_, EventKind::closing)) return;
  for (const std::uint32_t role : let_go_) grant(role);
  let_go_.clear();
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
    const Run needs = program_.teams[program_.steps[at_work.step].team].needs;
    const auto begin = program_.needs.begin() + needs.first;
    if (std::none_of(begin, begin + needs.count, stops)) continue;
    put_down(token);
    for (auto need = begin; need != begin + needs.count; ++need) let_go_.push_back(need->role);
  }
}

/// Those who stayed go home when their role's queue is empty and nothing can still reach them today.
void Simulation::send_home() {
  std::erase_if(lingering_, [&](std::uint32_t i) {
    RoleState& role = roles_[i];
    if (role.free > 0 && role.waiting == 0 && !may_still_come(program_.roles[i])) role.free = 0;
    if (role.free + role.busy > 0) return false;
    role.lingering = false;
    mark_closed(i, true);
    return true;
  });
}

bool Simulation::may_still_come(const RoleCode& role) const {
  const auto begin = program_.reaches.begin() + role.reach.first;
  return std::any_of(begin, begin + role.reach.count, [&](std::uint32_t step) { return present_[step] > 0; });
}

void Simulation::mark_closed(std::uint32_t role, bool closed) {
  if (roles_[role].closed == closed) return;
  roles_[role].closed = closed;
  const Run teams = program_.roles[role].teams;
  for (std::uint32_t i = teams.first; i < teams.first + teams.count; ++i) {
    Team& team = teams_[program_.role_teams[i]];
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
