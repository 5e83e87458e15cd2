// Batches at work: one of the members, the leader, is queued and served for all, and the others follow it.
//
// The leader is the most urgent member, of several the first to come: its priority, its due time, its attributes and
// its luck are those of the batch. A member that leaves on the way is taken out; where it is the leader, another one
// takes its place, in the queue and at work.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Makes the tokens in `group_` one batch, and says who leads it.
std::uint32_t Simulation::follow_one() {
  const auto less_urgent = [&](std::uint32_t a, std::uint32_t b) {
    return priority_of(tokens_[a]) < priority_of(tokens_[b]);
  };
  const std::uint32_t leader = *std::max_element(group_.begin(), group_.end(), less_urgent);
  companions_[leader] = nothing;
  for (std::size_t i = group_.size(); i-- > 0;) {
    if (group_[i] != leader) follow(group_[i], leader);
  }
  return leader;
}

/// Puts a token first among those that follow the leader.
void Simulation::follow(std::uint32_t token, std::uint32_t leader) {
  Token& following = tokens_[token];
  following.state = TokenState::following;
  following.previous = nothing;
  following.next = companions_[leader];
  if (following.next != nothing) tokens_[following.next].previous = token;
  companions_[leader] = token;
  companions_[token] = leader;
}

void Simulation::stop_following(std::uint32_t token) {
  const Token& leaving = tokens_[token];
  if (leaving.next != nothing) tokens_[leaving.next].previous = leaving.previous;
  (leaving.previous == nothing ? companions_[companions_[token]] : tokens_[leaving.previous].next) = leaving.next;
  companions_[token] = nothing;
}

/// The work begins for the members as well.
void Simulation::start_followers(std::uint32_t leader) {
  for (std::uint32_t i = companions_[leader]; i != nothing; i = tokens_[i].next) {
    Token& member = tokens_[i];
    member.remaining = Duration{0};
    member.first_started = now_;
    member.next_luck = random_block(keys_[member.step], luck_of(member), member.visit, 0).second;
    hook(program_.steps[member.step].starts, member.case_index);
  }
}

/// Gives a token that follows, or a copy of one, the times that its leader has had.
void Simulation::catch_up(std::uint32_t token, std::uint32_t leader) {
  const Token& led = tokens_[leader];
  Token& member = tokens_[token];
  member.queueing = led.queueing;
  member.closed = led.closed;
  member.interrupted = led.interrupted;
  member.worked = led.worked;
  member.staff = led.staff;
  if (led.state == TokenState::working) member.worked += now_ - led.started;
  if (led.state != TokenState::queued) return;
  member.queued = led.queued;
  member.closed_mark = led.closed_mark;
  member.pre_empted = led.pre_empted;
  end_waiting(token);
}

/// Says of the cases on which one team works that this begins (1) or ends (-1).
void Simulation::stir_cases(std::uint32_t leader, std::int32_t change) {
  stir_case(tokens_[leader].case_index, change);
  if (program_.steps[tokens_[leader].step].batch == no_index) return;
  for (std::uint32_t i = companions_[leader]; i != nothing; i = tokens_[i].next)
    stir_case(tokens_[i].case_index, change);
}

/// Takes a token out of its batch before it leaves the step; where it leads, another one does so from now on. It is
/// left gathering, following, or alone.
void Simulation::leave_batch(std::uint32_t token) {
  const TokenState state = tokens_[token].state;
  const bool leads = state == TokenState::queued || state == TokenState::working;
  if (leads && companions_[token] != nothing) hand_over(token);
  if (tokens_[token].state != TokenState::following) return;
  const std::uint32_t leader = companions_[token];
  catch_up(token, leader);
  if (program_.held_slots > 0 && tokens_[leader].state == TokenState::working) stir_case(tokens_[token].case_index, -1);
  stop_following(token);
}

/// The most urgent of those that follow leads on; the old leader follows it.
void Simulation::hand_over(std::uint32_t leader) {
  group_.clear();
  for (std::uint32_t i = companions_[leader]; i != nothing; i = tokens_[i].next) group_.push_back(i);
  const bool queued = tokens_[leader].state == TokenState::queued;
  if (queued) leave_queue(leader);
  const std::uint32_t heir = follow_one();
  follow(leader, heir);
  Token& from = tokens_[leader];
  Token& to = tokens_[heir];
  to.ticket = from.ticket;
  to.queued = from.queued;
  to.closed_mark = from.closed_mark;
  to.pre_empted = from.pre_empted;
  to.started = from.started;
  to.due = from.due;
  to.remaining = from.remaining;
  to.whole = from.whole;
  to.queueing = from.queueing;
  to.closed = from.closed;
  to.interrupted = from.interrupted;
  to.worked = from.worked;
  to.staff = from.staff;
  to.key = key_of(to);
  if (queued) return enqueue(heir);
  to.state = TokenState::working;
  from.event = nothing;
  const Run needs = needs_of(to);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    RoleState& role = roles_[program_.needs[i].role];
    std::replace(role.in_hand.begin(), role.in_hand.end(), leader, heir);
    for (MemberState& one : role.members) {
      if (one.token == leader) one.token = heir;
    }
    for (Attention& task : role.tasks) {
      if (task.token == leader) task.token = heir;
    }
  }
  if (to.due < horizon_) schedule(to.due, EventKind::completion, heir);
}

/// Closes the visits of all members; the work is shared out so that its sum is what the staff have worked.
void Simulation::close_batch(std::uint32_t leader) {
  group_.assign(1, leader);
  for (std::uint32_t i = companions_[leader]; i != nothing; i = tokens_[i].next) group_.push_back(i);
  const Duration worked = tokens_[leader].worked;
  if (counting_) ++outcome_of(tokens_[leader].step).batches;
  const auto size = static_cast<std::int64_t>(group_.size());
  for (const std::uint32_t member : group_) {
    if (member != leader) catch_up(member, leader);
    tokens_[member].state = TokenState::moving;
    share_of_work_ = worked / size + (member == leader ? worked % size : Duration{0});
    companions_[member] = nothing;
    close_visit(member);
  }
}

/// All members of a batch whose work was taken over for good go where it is given up, but for the leader.
void Simulation::disperse(std::uint32_t leader) {
  while (companions_[leader] != nothing) {
    const std::uint32_t member = companions_[leader];
    withdraw(member, VisitOutcome::pre_empted);
    tokens_[member].step = program_.steps[tokens_[member].step].gives_up;
    branches_.push_back(member);
  }
}

}  // namespace stepwell
