// Work and who does it: queues and grants.
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
  if (program_.steps[asking.step].stay_matters) ++present_[asking.step].queued;
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
    const StepCode& step = program_.steps[tokens_[chosen].step];
    const std::uint32_t team = step.team;
    if (step.stay_matters) --present_[tokens_[chosen].step].queued;
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
  if (code.stay_matters) ++present_[starting.step].working;
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
  if (program_.steps[step].stay_matters) --present_[step].working;
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
  if (program_.steps[stopped.step].stay_matters) --present_[stopped.step].working;
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

}  // namespace stepwell
