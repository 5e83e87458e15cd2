// Work and who does it.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

STEPWELL_HOT void Simulation::start_work(std::uint32_t token) {
  Token& starting = tokens_[token];
  const StepCode& code = program_.steps[starting.step];
  const TeamCode& team = program_.teams[team_of(starting)];
  end_waiting(token);
  const Run needs = needs_of(starting);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    touch(need.role);
    if (uses(program_.roles[need.role].told_apart)) {
      program_.roles[need.role].shared_out ? roles_[need.role].take_attention(token, need) : take_members(token, need);
    } else {
      roles_[need.role].take(need.count, now_);
    }
    if (team.may_stop) roles_[need.role].in_hand.push_back(token);
  }
  if (starting.remaining < Duration{0}) {
    starting.remaining = starting.whole = work_time(starting);
    starting.first_started = now_;
    hook(code.starts, starting.case_index);
    if (uses(code.batch != no_index)) start_followers(token);
  }
  if (uses(team.sets_up)) starting.remaining += set_up_time(token, needs);
  if (uses(program_.held_slots > 0)) stir_cases(token, 1);
  if (request_.log != nullptr && (code.staffed || uses(team.alternatives.count > 0))) take_staff(token);
  if (code.stay_matters) ++present_[starting.step].working;
  starting.state = TokenState::working;
  starting.started = now_;
  starting.due = now_ + (team.known ? rounded(static_cast<double>(starting.remaining.count()) / pace_of(token))
                                    : starting.remaining);
  schedule(starting.due, EventKind::completion, token);
}

/// The need of which the fewest are left over when the work starts: the one that the wait was for.
std::uint32_t Simulation::scarcest(Run needs) const {
  if (needs.count == 1) return program_.needs[needs.first].role;
  const auto spare = [&](const NeedCode& need) {
    return roles_[need.role].free - (uses(roles_[need.role].fits(need)) ? 0 : need.count);
  };
  const auto begin = program_.needs.begin() + needs.first;
  return std::min_element(begin, begin + needs.count,
                          [&](const NeedCode& a, const NeedCode& b) { return spare(a) < spare(b); })
      ->role;
}

STEPWELL_HOT Duration Simulation::work_time(Token& token) {
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
        unit(random_block(keys_[token.step], luck, token.visit, first_addition_draw + i).first));
  }
  return varied(sum, token);
}

/// The mean of what the work will take, as far as rules say now.
Duration Simulation::expected_work(const Token& token) const {
  const StepCode& code = program_.steps[token.step];
  const double* attributes = attributes_of(token.case_index);
  const auto holds = [&](const TimedCode& timed) {
    return timed.rule == no_index || program_.rules[timed.rule].holds(attributes, now_);
  };
  double sum = 0;
  for (std::uint32_t i = code.time.first; i < code.time.first + code.time.count; ++i) {
    if (!holds(program_.timed[i])) continue;
    sum = program_.timed[i].mean;
    break;
  }
  for (std::uint32_t i = code.adds.first; i < code.adds.first + code.adds.count; ++i) {
    if (holds(program_.timed[i])) sum += program_.timed[i].mean;
  }
  return rounded(sum);
}

STEPWELL_HOT void Simulation::complete(std::uint32_t token) {
  Token& done = tokens_[token];
  const std::uint32_t step = done.step;
  if (is_plain(step)) return complete_plain(token, done, plain_[step]);
  done.event = nothing;
  done.worked += now_ - done.started;
  done.state = TokenState::moving;
  if (program_.steps[step].stay_matters) --present_[step].working;
  if (uses(program_.held_slots > 0)) stir_cases(token, -1);
  const bool gathered = uses(program_.steps[step].batch != no_index);
  gathered ? close_batch(token) : close_visit(token);
  const Run needs = needs_of(tokens_[token]);
  release_staff(token);
  if (uses(program_.steps[step].holds.count > 0)) keep_places(token);
  if (uses(program_.anything_cleaned)) clean_after(token, needs);
  grant_needs(needs);
  if (uses(!given_back_.empty())) grant_places();
  if (!gathered) return settle(token, next_step(token));
  passed_at_once_ = 0;
  send_on();
  settle_branches();
}

void Simulation::stop_work(std::uint32_t token) {
  Token& stopped = tokens_[token];
  stopped.event = nothing;
  if (program_.steps[stopped.step].stay_matters) --present_[stopped.step].working;
  stopped.worked += now_ - stopped.started;
  if (uses(program_.held_slots > 0)) stir_cases(token, -1);
  release_staff(token);
}

/// Stops the work in hand and queues for the rest of it, in its old place.
void Simulation::put_down(std::uint32_t token) {
  const double pace = program_.teams[team_of(tokens_[token])].known ? pace_of(token) : 1;
  stop_work(token);
  Token& stopped = tokens_[token];
  stopped.remaining = stopped.due - now_;
  if (pace != 1) stopped.remaining = rounded(static_cast<double>(stopped.remaining.count()) * pace);
  stopped.queued = now_;
  stopped.closed_mark = closed_time(stopped);
  enqueue(token);
}

STEPWELL_HOT void Simulation::release_staff(std::uint32_t token) {
  const TeamCode& team = program_.teams[team_of(tokens_[token])];
  const Run needs = needs_of(tokens_[token]);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const NeedCode& need = program_.needs[i];
    touch(need.role);
    RoleState& role = roles_[need.role];
    if (team.may_stop) std::erase(role.in_hand, token);
    if (uses(program_.roles[need.role].told_apart)) {
      program_.roles[need.role].shared_out ? role.release_attention(token) : release_members(token, need.role);
      continue;
    }
    role.release(need.count, now_);
  }
  Token& released = tokens_[token];
  if (released.staff == EventLog::nobody) return;
  const RoleCode& lead = program_.roles[lead_of(released)];
  if (!lead.told_apart && lead.lines.count == 0) roles_[lead_of(released)].member_busy[released.staff] = false;
}

/// Names the member of the first role: the lowest number that is idle.
void Simulation::take_staff(std::uint32_t token) {
  const std::uint32_t lead = lead_of(tokens_[token]);
  if (program_.workflow().roles[static_cast<RoleId>(lead)].kind != RoleKind::staff) return;
  if (uses(program_.roles[lead].lines.count > 0)) {
    tokens_[token].staff = tokens_[token].line;
    return;
  }
  if (uses(program_.roles[lead].shared_out)) {
    tokens_[token].staff = roles_[lead].attending(token);
    return;
  }
  const std::vector<MemberState>& members = roles_[lead].members;
  if (!members.empty()) {
    const auto one =
        std::find_if(members.begin(), members.end(), [&](const MemberState& m) { return m.token == token; });
    tokens_[token].staff = static_cast<std::uint32_t>(one - members.begin());
    return;
  }
  tokens_[token].staff = take_lowest(roles_[lead].member_busy);
}

}  // namespace stepwell
