// Who waits for whom, who is next, and who has to give way.
//
// Within a team's queue tokens lie by key and then by ticket, so first come is an append and every other discipline
// walks from the end; random order draws when somebody is taken. Cost: one comparison for first come, linear in those
// that it passes otherwise.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/awaited_roles.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Starts the work or waits for it. Says where the token goes instead if the queue is too long for it to join.
STEPWELL_HOT std::uint32_t Simulation::ask_for_work(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  Token& asking = tokens_[token];
  asking.line = uses(code.lines.count > 0) ? choose_line(asking) : 0;
  const std::uint32_t its_team = team_of(asking);
  const TeamCode& team = program_.teams[its_team];
  asking.ticket = tickets_++;
  asking.remaining = Duration{-1};
  asking.pre_empted = false;
  asking.queued = now_;
  asking.choice = 0;
  asking.choices = 1;
  if (uses(team.alternatives.count > 0)) turn_to_more(token);
  if (program_.anything_closes) asking.closed_mark = closed_time(asking);
  asking.key = team.ordered ? key_of(asking) : 0;
  // Whatever can start has started, so a queue of the same needs means that these cannot be met now; not so where
  // there is a choice, and those who wait have yet to turn to who is free.
  if ((teams_[its_team].waiting == 0 || uses(team.alternatives.count > 0)) && chooses(token)) {
    start_work(token);
    return no_index;
  }
  if (uses(team.pre_empts) && pre_empt(token)) return no_index;
  if (uses(code.balks_at > 0) && roles_[queue_before(asking)].waiting >= code.balks_at) return balk(token);
  enqueue(token);
  if (uses(asking.choices < team.alternatives.count)) ring_for_choice(token);
  if (uses(code.patience != no_index)) start_timer(token, code.patience, no_index, patience_draw, Timer::patience);
  return no_index;
}

double Simulation::key_of(const Token& token) const {
  const TeamCode& team = program_.teams[team_of(token)];
  // All gain priority at the same rate, so whoever is ahead stays ahead: what each had at time 0 decides.
  const auto microseconds = [](Instant t) { return static_cast<double>(t.time_since_epoch().count()); };
  if (team.ages > 0) return team.ages * microseconds(token.queued) - priority_of(token);
  const Case& of = cases_[token.case_index];
  switch (team.discipline) {
    case Discipline::first_come:   return 0;
    case Discipline::last_come:    return -static_cast<double>(token.ticket);
    case Discipline::shortest:     return static_cast<double>(expected_work(token).count());
    case Discipline::earliest_due: return microseconds(of.arrived) + static_cast<double>(program_.cases[of.type].due);
    case Discipline::random:       return 0;  // nobody is ahead of anybody until one is drawn
  }
  return 0;
}

std::uint32_t Simulation::level_of(const Token& token) const {
  const TeamCode& team = program_.teams[team_of(token)];
  return team.levels.first + program_.cases[cases_[token.case_index].type].level[token.step];
}

double Simulation::priority_of(const Token& token) const {
  return program_.steps[token.step].priority + program_.cases[cases_[token.case_index].type].priority;
}

STEPWELL_HOT void Simulation::enqueue(std::uint32_t token) {
  Token& asking = tokens_[token];
  asking.state = TokenState::queued;
  if (program_.steps[asking.step].stay_matters) ++present_[asking.step].queued;
  Queue& queue = queues_[level_of(asking)];
  const auto goes_first = [&](std::uint32_t other) {
    const Token& there = tokens_[other];
    return there.key != asking.key ? asking.key < there.key : asking.ticket < there.ticket;
  };
  std::uint32_t before = queue.tail;
  if (before != nothing && goes_first(before)) {
    before = goes_first(queue.head) ? nothing : tokens_[before].previous;
    while (before != nothing && goes_first(before)) before = tokens_[before].previous;
  }
  asking.previous = before;
  asking.next = before == nothing ? queue.head : tokens_[before].next;
  (before == nothing ? queue.head : tokens_[before].next) = token;
  (asking.next == nothing ? queue.tail : tokens_[asking.next].previous) = token;

  ++teams_[team_of(asking)].waiting;
  each_awaited_role(asking, [&](std::uint32_t role) { wait_for(role); });
}

void Simulation::wait_for(std::uint32_t role) {
  touch(role);
  RoleState& state = roles_[role];
  state.join_queue(now_);
  if (counting_) state.counted.longest_queue = std::max<std::uint64_t>(state.counted.longest_queue, state.waiting);
  if (uses(program_.roles[role].part_of != no_index)) {
    RoleState& all = roles_[program_.roles[role].part_of];
    ++all.in_lines;
    if (counting_) all.counted.longest_queue = std::max<std::uint64_t>(all.counted.longest_queue, all.in_lines);
  }
}

STEPWELL_HOT void Simulation::leave_queue(std::uint32_t token) {
  const Token& leaving = tokens_[token];
  Queue& queue = queues_[level_of(leaving)];
  (leaving.previous == nothing ? queue.head : tokens_[leaving.previous].next) = leaving.next;
  (leaving.next == nothing ? queue.tail : tokens_[leaving.next].previous) = leaving.previous;
  const std::uint32_t team = team_of(leaving);
  if (program_.steps[leaving.step].stay_matters) --present_[leaving.step].queued;
  --teams_[team].waiting;
  each_awaited_role(leaving, [&](std::uint32_t role) {
    touch(role);
    roles_[role].leave_queue(now_);
    if (uses(program_.roles[role].part_of != no_index)) --roles_[program_.roles[role].part_of].in_lines;
  });
}

/// Adds the wait that ends now to its visit.
STEPWELL_HOT void Simulation::end_waiting(std::uint32_t token) {
  Token& waiting = tokens_[token];
  if (waiting.queued == now_) {
    waiting.pre_empted = false;
    return;
  }
  if (uses(waiting.pre_empted)) {
    waiting.interrupted += now_ - waiting.queued;
    waiting.pre_empted = false;
    return;
  }
  const Duration closed = program_.anything_closes ? closed_time(waiting) - waiting.closed_mark : Duration{0};
  const Duration queueing = (now_ - waiting.queued) - closed;
  waiting.closed += closed;
  waiting.queueing += queueing;
  if (queueing == Duration{0}) return;
  std::uint32_t role = scarcest(needs_of(waiting));
  if (uses(role >= program_.roles_of_workflow)) role = program_.roles[role].part_of;
  waited_.add(token, role, queueing.count());
  if (program_.steps[waiting.step].batch == no_index || waiting.state == TokenState::following) return;
  for (std::uint32_t i = companions_[token]; i != nothing; i = tokens_[i].next) waited_.add(i, role, queueing.count());
}

// ---------------------------------------------------------------- who is next

STEPWELL_HOT bool Simulation::can_start(Run needs) const {
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    if (roles_[need.role].free < need.count && !uses(roles_[need.role].fits(need))) return false;
    if (uses(need.skills != 0) && able(need) < need.count) return false;
  }
  return true;
}

/// First in line of a team's queues, with its priority; the queues must not all be empty. In random order whoever the
/// next draw falls on: the same until somebody has been taken.
std::uint32_t Simulation::first_in_line(std::uint32_t team, double& priority) const {
  const TeamCode& code = program_.teams[team];
  std::uint32_t level = code.levels.first;
  while (queues_[level].head == nothing) ++level;
  priority = program_.levels[level];
  std::uint32_t chosen = queues_[level].head;
  if (code.discipline != Discipline::random) return chosen;
  std::uint32_t waiting = 0;
  for (std::uint32_t token = chosen; token != nothing; token = tokens_[token].next) ++waiting;
  const double u = unit(random_block(teams_[team].key, teams_[team].drawn, 0, 0).first);
  for (auto place = static_cast<std::uint32_t>(u * waiting); place > 0; --place) chosen = tokens_[chosen].next;
  return chosen;
}

bool Simulation::goes_before(std::uint32_t token, double priority, std::uint32_t other, double other_priority) const {
  if (priority != other_priority) return priority > other_priority;
  const Token& a = tokens_[token];
  const Token& b = tokens_[other];
  return a.key != b.key ? a.key < b.key : a.ticket < b.ticket;
}

/// Gives the role's members work, the first in line first, until nothing more can start.
void Simulation::grant(std::uint32_t role) {
  const Run teams = program_.roles[role].teams;
  const bool even_if_unfree = program_.roles[role].starts_unfree;
  while (roles_[role].waiting > 0 && (roles_[role].free > 0 || even_if_unfree)) {
    std::uint32_t chosen = nothing;
    double chosen_priority = 0;
    bool starts = false;
    for (std::uint32_t i = teams.first; i < teams.first + teams.count; ++i) {
      const std::uint32_t team = program_.role_teams[i];
      if (teams_[team].waiting == 0) continue;
      const TeamCode& code = program_.teams[team];
      double priority = 0;
      std::uint32_t head = nothing;
      bool can = true;
      if (uses(code.alternatives.count > 0)) {
        head = first_that_can_start(team, priority);
        if (head == nothing) continue;
      } else {
        can = can_start(code.needs);
        if (!can && !uses(code.pre_empts)) continue;
        head = first_in_line(team, priority);
        if (!can && finds_victims(head) == no_index) continue;
      }
      if (chosen == nothing || goes_before(head, priority, chosen, chosen_priority)) {
        chosen = head;
        chosen_priority = priority;
        starts = can;
      }
    }
    if (chosen == nothing) return;
    const std::uint32_t team = team_of(tokens_[chosen]);
    ++teams_[team].drawn;
    if (uses(program_.teams[team].alternatives.count > 0) ? !chooses(chosen) : !starts) {
      pre_empt(chosen);
      continue;
    }
    leave_queue(chosen);
    if (is_plain(tokens_[chosen].step)) {
      const PlainStep& plain = plain_[tokens_[chosen].step];
      end_waiting(chosen);
      plain.role->take(plain.count, now_);
      start_plain(chosen, tokens_[chosen], plain);
    } else {
      start_work(chosen);
    }
  }
}

STEPWELL_HOT void Simulation::grant_needs(Run needs) {
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    if (roles_[program_.needs[i].role].waiting > 0) grant(program_.needs[i].role);
  }
}

// ---------------------------------------------------------------- who gives way

/// Starts a token's work by taking staff from work of less priority; changes nothing where that does not suffice.
bool Simulation::pre_empt(std::uint32_t token) {
  const std::uint32_t choice = finds_victims(token);
  if (choice == no_index) return false;
  const std::size_t freed = freed_.size();
  for (const std::uint32_t victim : victims_) {
    freed_.push_back(needs_of(tokens_[victim]));
    interrupt(victim);
  }
  if (tokens_[token].state == TokenState::queued) leave_queue(token);
  tokens_[token].choice = static_cast<std::uint8_t>(choice);
  start_work(token);
  grant_freed(freed);
  return true;
}

/// Fills `victims_` with the work that has to give way for this token's to start, and says by which of the ways open to
/// it; none where all that would not be enough.
std::uint32_t Simulation::finds_victims(std::uint32_t token) {
  const Token& asking = tokens_[token];
  const TeamCode& team = program_.teams[team_of(asking)];
  if (team.alternatives.count == 0 || has_begun(asking))
    return finds_victims(token, needs_of(asking)) ? asking.choice : no_index;
  for (std::uint32_t i = 0; i < asking.choices; ++i) {
    if (finds_victims(token, program_.alternatives[team.alternatives.first + i].needs)) return i;
  }
  return no_index;
}

bool Simulation::finds_victims(std::uint32_t token, Run needs) {
  victims_.clear();
  const double priority = priority_of(tokens_[token]);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    // Of individuals nobody gives way, nor is anybody sure to be free who does; no more where attention is shared.
    if (uses(program_.roles[need.role].told_apart)) {
      if (!can_start({i, 1})) return false;
      continue;
    }
    std::int32_t lacking = need.count - roles_[need.role].free;
    for (const std::uint32_t victim : victims_) lacking -= held_by(victim, need.role);
    while (lacking > 0) {
      const std::uint32_t victim = least_urgent(need.role, priority);
      if (victim == nothing) return false;
      victims_.push_back(victim);
      lacking -= held_by(victim, need.role);
    }
  }
  return true;
}

/// How many of a role work on this token.
std::int32_t Simulation::held_by(std::uint32_t token, std::uint32_t role) const {
  const Run needs = needs_of(tokens_[token]);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    if (program_.needs[i].role == role) return program_.needs[i].count;
  }
  return 0;
}

/// The work of the least priority, below `priority`, that this role has in hand; of several the one begun last.
std::uint32_t Simulation::least_urgent(std::uint32_t role, double priority) const {
  const RoleState& state = roles_[role];
  if (program_.roles[role].pre_emption == PreEmption::none || !(state.on || state.lingering)) return nothing;
  std::uint32_t chosen = nothing;
  for (const std::uint32_t token : state.in_hand) {
    const Token& in_hand = tokens_[token];
    // What is finished at this very instant is finished.
    if (priority_of(in_hand) >= priority || in_hand.due == now_) continue;
    if (std::find(victims_.begin(), victims_.end(), token) != victims_.end()) continue;
    if (chosen != nothing) {
      const Token& best = tokens_[chosen];
      const double ours = priority_of(in_hand);
      const double theirs = priority_of(best);
      const bool later =
          in_hand.started != best.started ? in_hand.started > best.started : in_hand.ticket > best.ticket;
      if (ours != theirs ? ours > theirs : !later) continue;
    }
    chosen = token;
  }
  return chosen;
}

void Simulation::interrupt(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  const Run needs = needs_of(tokens_[token]);
  PreEmption how = PreEmption::none;
  for (std::uint32_t i = needs.first; i < needs.first + needs.count && how == PreEmption::none; ++i) {
    how = program_.roles[program_.needs[i].role].pre_emption;
  }
  if (how == PreEmption::lost) {
    if (uses(code.batch != no_index)) disperse(token);
    withdraw(token, VisitOutcome::pre_empted);
    tokens_[token].step = code.gives_up;
    branches_.push_back(token);
    return;
  }
  put_down(token);
  tokens_[token].pre_empted = true;
  if (how == PreEmption::restart) tokens_[token].remaining = tokens_[token].whole;
}

/// Grants what the needs in `freed_` from `first` on had, and forgets them.
void Simulation::grant_freed(std::size_t first) {
  for (std::size_t i = first; i < freed_.size(); ++i) grant_needs(freed_[i]);
  freed_.resize(first);
}

}  // namespace stepwell
