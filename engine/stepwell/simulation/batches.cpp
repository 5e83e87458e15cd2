// Batches gather: members wait at their step until they go together, full, by the clock, or as the last ones.
//
// Models without batches pay a comparison a visit to a step.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Waits for others at the token's step; goes on with them where it was the last that was missing.
void Simulation::gather(std::uint32_t token) {
  const std::uint32_t batch = program_.steps[tokens_[token].step].batch;
  const BatchCode& code = program_.batches[batch];
  Gathering& there = gatherings_[batch];
  Token& member = tokens_[token];
  member.state = TokenState::gathering;
  member.remaining = Duration{-1};
  member.pre_empted = false;
  member.choice = 0;
  member.line = 0;
  member.choices = 1;
  member.next = nothing;
  member.previous = there.members.tail;
  (there.members.tail == nothing ? there.members.head : tokens_[there.members.tail].next) = token;
  there.members.tail = token;
  ++there.waiting;
  if (there.waiting == code.size) return go(batch, code.size);
  if (code.or_after > Duration{} && !there.timed) start_gathering(batch);
}

/// Sets the time at which an incomplete batch goes without the members that it lacks.
void Simulation::start_gathering(std::uint32_t batch) {
  Gathering& there = gatherings_[batch];
  const Instant at = tokens_[there.members.head].arrived + program_.batches[batch].or_after;
  there.timed = at < horizon_;
  if (there.timed) schedule_batch(batch, at);
}

void Simulation::schedule_batch(std::uint32_t batch, Instant at) {
  const std::uint32_t timer = timers_.take();
  timers_[timer] = {nothing, batch, 0, Timer::batch};
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::timer, timer);
}

/// The next time by the clock.
void Simulation::schedule_departure(std::uint32_t batch) {
  const BatchCode& code = program_.batches[batch];
  const Instant start = program_.workflow().clock.start;
  if (code.every > Duration{}) {
    const std::int64_t times = ++gatherings_[batch].departures;
    const Instant at = code.hours == no_index ? start + times * code.every
                                              : program_.hours[code.hours]->instant_after(times * code.every);
    if (at < horizon_) schedule_batch(batch, at);
    return;
  }
  for (std::int64_t day = day_of(now_); start_of_day(day) < horizon_; ++day) {
    for (const Duration time : code.at) {
      const Instant at = start_of_day(day) + time;
      if (at <= now_ || (code.hours != no_index && !program_.hours[code.hours]->is_open(at))) continue;
      if (at < horizon_) schedule_batch(batch, at);
      return;
    }
  }
}

void Simulation::batch_rings(std::uint32_t batch) {
  const BatchCode& code = program_.batches[batch];
  Gathering& there = gatherings_[batch];
  passed_at_once_ = 0;
  if (code.size == 0) {
    schedule_departure(batch);
    go(batch, std::min(there.waiting, code.at_most));
    return;
  }
  there.timed = false;
  if (there.waiting == 0) return;
  // The one for whom it was set may have gone since.
  if (tokens_[there.members.head].arrived + code.or_after > now_) return start_gathering(batch);
  go(batch, there.waiting);
}

void Simulation::leave_gathering(std::uint32_t token) {
  const Token& leaving = tokens_[token];
  Gathering& there = gatherings_[program_.steps[leaving.step].batch];
  (leaving.previous == nothing ? there.members.head : tokens_[leaving.previous].next) = leaving.next;
  (leaving.next == nothing ? there.members.tail : tokens_[leaving.next].previous) = leaving.previous;
  --there.waiting;
}

/// The first `count` of those that gather go: on their way, or to work as one.
void Simulation::go(std::uint32_t batch, std::uint32_t count) {
  if (count == 0) return;
  const StepCode& code = program_.steps[program_.batches[batch].step];
  group_.clear();
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t member = gatherings_[batch].members.head;
    group_.push_back(member);
    leave_gathering(member);
  }
  if (code.nature == Nature::work) {
    const std::uint32_t leader = follow_one();
    ask_for_work(leader);
    return;
  }
  if (counting_) ++outcome_of(program_.batches[batch].step).batches;
  for (const std::uint32_t member : group_) {
    Token& going = tokens_[member];
    going.state = TokenState::moving;
    going.next_luck = random_block(keys_[going.step], luck_of(going), going.visit, 0).second;
    hook(code.starts, going.case_index);
    close_visit(member);
  }
  if (!given_back_.empty()) grant_places();
  send_on();
}

/// Those whose visit is over set out, the first one first.
void Simulation::send_on() {
  for (std::size_t i = group_.size(); i-- > 0;) {
    const std::uint32_t next = next_step(group_[i]);
    if (next == no_index) continue;  // waits for others
    tokens_[group_[i]].step = next;
    branches_.push_back(group_[i]);
  }
}

/// The last batch of a model whose cases are listed need not be full: it goes when nobody can come to it any more.
void Simulation::send_last_batches() {
  while (const auto batch = batch_without_hope()) {
    go(*batch, gatherings_[*batch].waiting);
    passed_at_once_ = 0;
    settle_branches();
  }
}

std::optional<std::uint32_t> Simulation::batch_without_hope() {
  const auto gathers_in_vain = [&](const Token& token) {
    if (token.state != TokenState::gathering) return false;
    const std::uint32_t batch = program_.steps[token.step].batch;
    return program_.batches[batch].has_last && !gatherings_[batch].hope;
  };
  // A token that waits at a join, or for other repetitions, moves on with what is lacking, which is somewhere itself;
  // one that waits for a message, with who sends it.
  const auto can_come = [&](std::uint32_t i, const BatchCode& code) {
    const Token& token = tokens_[i];
    if (token.case_index == nothing || token.state == TokenState::at_join || token.state == TokenState::repeated ||
        code.before[token.step] == 0)
      return false;
    return token.state != TokenState::awaiting || program_.steps[token.step].deadlines.count > 0;
  };
  // Who gathers gives hope to others only where there is hope for it itself: least fixpoint, from those that move.
  for (std::uint32_t i = 0; i < gatherings_.size(); ++i) {
    const BatchCode& code = program_.batches[i];
    gatherings_[i].hope = code.has_last && std::any_of(code.types.begin(), code.types.end(), [&](std::uint32_t type) {
                            return coming_[type].moments < program_.cases[type].times.size();
                          });
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (std::uint32_t i = 0; i < gatherings_.size(); ++i) {
      Gathering& there = gatherings_[i];
      const BatchCode& code = program_.batches[i];
      if (!code.has_last || there.waiting == 0 || there.hope) continue;
      const auto brings_hope = [&](std::uint32_t token) {
        return can_come(token, code) && !gathers_in_vain(tokens_[token]);
      };
      // Who was on the way at the last look is the likeliest to be so now.
      std::uint32_t token = there.awaited;
      if (token >= tokens_.size() || !brings_hope(token)) {
        for (token = 0; token < tokens_.size() && !brings_hope(token);) ++token;
      }
      there.awaited = token;
      there.hope = token < tokens_.size();
      grew = grew || there.hope;
    }
  }
  std::optional<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < gatherings_.size(); ++i) {
    const BatchCode& code = program_.batches[i];
    if (!code.has_last || gatherings_[i].waiting == 0 || gatherings_[i].hope) continue;
    if (!chosen) chosen = i;
    bool fed = false;
    for (std::uint32_t token = 0; token < tokens_.size() && !fed; ++token)
      fed = can_come(token, code) && program_.steps[tokens_[token].step].batch != i;
    if (!fed) return i;
  }
  return chosen;  // those left wait for each other in a ring: the first of the file breaks it
}

}  // namespace stepwell
