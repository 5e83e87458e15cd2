// Steps that are not done to their end: patience, deadlines, races, and ends that stop the rest of their case.
//
// A timer names the visit that it belongs to; one that rings after that visit is over says nothing. Models without
// any of these pay a comparison a visit.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

// ---------------------------------------------------------------- timers

void Simulation::start_deadlines(std::uint32_t token) {
  const Run deadlines = program_.steps[tokens_[token].step].deadlines;
  for (std::uint32_t i = 0; i < deadlines.count; ++i) {
    const DeadlineCode& code = program_.deadlines[deadlines.first + i];
    start_timer(token, code.sampler, code.hours, first_deadline_draw + i, deadlines.first + i);
  }
}

void Simulation::start_timer(std::uint32_t token, std::uint32_t sampler, std::uint32_t hours, std::uint32_t draw,
                             std::uint32_t deadline) {
  const Token& of = tokens_[token];
  const std::uint64_t luck = random_block(keys_[of.step], luck_of(of), of.visit, draw).first;
  const Duration length = program_.samplers[sampler].sample(unit(luck));
  const Instant at = hours == no_index ? now_ + length : program_.hours[hours]->advance(now_, length);
  ring_at(at, token, deadline);
}

void Simulation::ring_at(Instant at, std::uint32_t token, std::uint32_t deadline) {
  if (at >= horizon_) return;
  Token& of = tokens_[token];
  if (of.stay == 0) of.stay = ++stays_;
  const std::uint32_t timer = timers_.take();
  timers_[timer] = {nothing, token, of.stay, deadline};
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::timer, timer);
}

void Simulation::timer_rings(std::uint32_t timer) {
  const Timer rings = timers_[timer];
  timers_.give_back(timer);
  if (rings.deadline == Timer::cleaned) return is_clean(rings.stay);
  if (rings.deadline == Timer::batch) return batch_rings(rings.token);
  const bool of_deadline = rings.deadline < program_.deadlines.size();
  if (of_deadline && program_.deadlines[rings.deadline].of_region)
    return region_rings(rings.token, program_.deadlines[rings.deadline]);
  const Token& token = tokens_[rings.token];
  if (token.case_index == nothing || token.stay != rings.stay) return;
  if (rings.deadline == Timer::patience || rings.deadline == Timer::choice) {
    const bool begun = token.state != TokenState::queued || has_begun(token);
    if (begun) return;
    if (rings.deadline == Timer::choice) return turns_to_choice(rings.token);
    go_elsewhere(rings.token, VisitOutcome::gave_up, program_.steps[token.step].gives_up);
    return;
  }
  const DeadlineCode& deadline = program_.deadlines[rings.deadline];
  if (deadline.interrupts)
    go_elsewhere(rings.token, VisitOutcome::overdue, deadline.to);
  else
    add_beside(rings.token, deadline);
}

/// The token does not even begin to wait: says where it goes.
std::uint32_t Simulation::balk(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  finish_visit(token, VisitOutcome::balked);
  if (code.repeats != no_index) stop_repeating(token);
  return code.gives_up;
}

void Simulation::go_elsewhere(std::uint32_t token, VisitOutcome why, std::uint32_t step) {
  grant_needs(withdraw(token, why));
  settle(token, step);
}

/// A further token of the same case, outside any open split; the one at the step stays there.
void Simulation::add_beside(std::uint32_t token, const DeadlineCode& deadline) {
  if (tokens_.in_use() >= most_tokens) overflows();
  // Still at the step itself until its times are added.
  const std::uint32_t added = copy_of(token, tokens_[token].step);
  tokens_[added].number = cases_[tokens_[token].case_index].named++;
  tokens_[added].frame = tokens_[added].race = nothing;
  if (program_.has_regions && region_of_[added] != nothing) {
    release_region(region_of_[added]);
    region_of_[added] = nothing;
  }
  // Its life so far is that of the token it comes from, cut off now.
  if (tokens_[added].state == TokenState::following) catch_up(added, companions_[token]);
  if (tokens_[added].state == TokenState::queued) end_waiting(added);
  if (tokens_[added].state == TokenState::working) tokens_[added].worked += now_ - tokens_[added].started;
  add_times(tokens_[added]);
  tokens_[added].branch = branch_address(tokens_[token].branch, deadline.branch_name);
  settle(added, deadline.to);
}

// ---------------------------------------------------------------- stopping

/// Takes a token away from its step, where it may wait, work or queue; says which staff that has freed, if any.
Run Simulation::withdraw(std::uint32_t token, VisitOutcome why) {
  Token& leaving = tokens_[token];
  const StepCode& code = program_.steps[leaving.step];
  Run freed;
  if (code.batch != no_index) leave_batch(token);
  if (code.repeats != no_index) stop_repeating(token);
  switch (leaving.state) {
    case TokenState::queued:
      end_waiting(token);
      leave_queue(token);
      break;
    case TokenState::working:
      stop_work(token);
      freed = needs_of(leaving);
      if (program_.anything_cleaned) clean_after(token, freed);
      break;
    case TokenState::waiting:
      leaving.event = nothing;
      if (program_.held_slots > 0) stir_case(leaving.case_index, -1);
      if (program_.steps[leaving.step].appointment != no_index) give_slot_back(token);
      break;
    case TokenState::at_join:   break;
    case TokenState::awaiting:  stop_awaiting(token); break;
    case TokenState::gathering: leave_gathering(token); break;
    case TokenState::following: break;  // the others go on
    case TokenState::moving:
    case TokenState::repeated:  return freed;  // not come to a step yet, or done there
  }
  finish_visit(token, why);
  leaving.state = TokenState::moving;
  leaving.stay = 0;
  return freed;
}

/// Stops every other token of the same case.
void Simulation::cancel_others(std::uint32_t token) {
  const std::uint32_t case_index = tokens_[token].case_index;
  const std::size_t freed = freed_.size();
  for (std::uint32_t other = cases_[case_index].first; other != nothing;) {
    const std::uint32_t next = tokens_[other].sibling;
    if (other != token) {
      const Run freed_now = withdraw(other, VisitOutcome::withdrawn);
      if (freed_now.count > 0) freed_.push_back(freed_now);
      std::erase(branches_, other);
      leave_race(other);
      release_frame(tokens_[other].frame);
      --cases_[case_index].tokens;
      remove(other);
    }
    other = next;
  }
  grant_freed(freed);
}

// ---------------------------------------------------------------- races

/// Begins every flow of the token's step; the token itself takes the first.
std::uint32_t Simulation::begin_race(std::uint32_t token) {
  const Run flows = program_.steps[tokens_[token].step].flows;
  if (tokens_.in_use() + flows.count > most_tokens) overflows();
  const std::uint32_t race = races_.take();
  races_[race] = {nothing, nothing};
  const auto enter = [&](std::uint32_t runner) {
    tokens_[runner].race = race;
    tokens_[runner].race_next = races_[race].first;
    races_[race].first = runner;
  };
  const std::uint32_t number = cases_[tokens_[token].case_index].named;
  for (std::uint32_t i = flows.count; i-- > 1;) {
    const std::uint32_t runner = copy_of(token, program_.flows[flows.first + i].to);
    tokens_[runner].number = number + i - 1;
    if (tokens_[runner].frame != nothing) ++frames_[tokens_[runner].frame].uses;
    enter(runner);
    branches_.push_back(runner);
  }
  cases_[tokens_[token].case_index].named += flows.count - 1;
  enter(token);
  return program_.flows[flows.first].to;
}

/// The token was first: the others are stopped where they are.
void Simulation::win_race(std::uint32_t token) {
  const std::uint32_t race = tokens_[token].race;
  const std::uint32_t case_index = tokens_[token].case_index;
  const std::size_t freed = freed_.size();
  for (std::uint32_t other = races_[race].first; other != nothing;) {
    const std::uint32_t next = tokens_[other].race_next;
    tokens_[other].race = nothing;
    if (other != token) {
      const Run freed_now = withdraw(other, VisitOutcome::withdrawn);
      if (freed_now.count > 0) freed_.push_back(freed_now);
      release_frame(tokens_[other].frame);
      --cases_[case_index].tokens;
      remove(other);
    }
    other = next;
  }
  races_.give_back(race);
  grant_freed(freed);
}

void Simulation::leave_race(std::uint32_t token) {
  const std::uint32_t race = tokens_[token].race;
  if (race == nothing) return;
  std::uint32_t* place = &races_[race].first;
  while (*place != token) place = &tokens_[*place].race_next;
  *place = tokens_[token].race_next;
  tokens_[token].race = nothing;
  if (races_[race].first == nothing) races_.give_back(race);
}

}  // namespace stepwell
