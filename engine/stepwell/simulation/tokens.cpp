// Tokens move: through gateways, splits and joins, until each of them rests.
#include <algorithm>
#include <cassert>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {
namespace {

// Draws of one visit: the time and the way out share block 0, additions have one each from 1, attributes from here.
constexpr std::uint32_t first_set = 1001;

constexpr std::uint32_t most_steps_at_once = 100'000;

/// The address of a branch, from that of the token that was split and the branch's name: tokens that are in the house
/// at the same time, of one case, never share one.
std::uint64_t address(std::uint64_t outer, std::uint64_t branch_name) {
  const std::uint64_t mixed = (outer ^ branch_name) * 0x9E3779B97F4A7C15u;
  return (mixed ^ (mixed >> 32)) + branch_name;
}

}  // namespace

/// Walks a token, and every token that it splits into, until each of them rests.
void Simulation::settle(std::uint32_t token, std::uint32_t step) {
  passed_at_once_ = 0;
  walk(token, step);
  while (!branches_.empty()) {
    const std::uint32_t branch = branches_.back();
    branches_.pop_back();
    walk(branch, tokens_[branch].step);
  }
}

void Simulation::walk(std::uint32_t token, std::uint32_t step) {
  while (step != no_index) {
    if (++passed_at_once_ > most_steps_at_once) runs_away(token);
    const StepCode& code = program_.steps[step];
    Token& here = tokens_[token];
    here.step = step;
    here.arrived = here.first_started = now_;
    here.queueing = here.closed = here.worked = Duration{0};
    here.state = TokenState::moving;
    here.visit = 0;
    here.staff = EventLog::nobody;
    // A join is visited when it fires, not by each token that it waits for.
    if (code.visit_slot != no_index && code.nature != Nature::join) count_visit(token);
    hook(code.arrives, here.case_index);
    switch (code.nature) {
      case Nature::work: return ask_for_work(token);
      case Nature::end:  return end(token);
      case Nature::wait: {
        const RandomBlock luck = random_block(keys_[step], luck_of(here), here.visit, 0);
        here.next_luck = luck.second;
        here.state = TokenState::waiting;
        hook(code.starts, here.case_index);
        const Duration length = program_.samplers[code.wait_sampler].sample(unit(luck.first));
        const Instant over =
            code.wait_hours == no_index ? now_ + length : program_.hours[code.wait_hours]->advance(now_, length);
        if (over < horizon_) schedule(over, EventKind::wait_over, token);
        return;
      }
      case Nature::join:
        if (!join(token)) return;
        if (code.visit_slot != no_index) count_visit(token);
        break;
      case Nature::gateway: break;
    }
    Token& passing = tokens_[token];
    if (code.routing == Routing::chances) {
      passing.next_luck = random_block(keys_[step], luck_of(passing), passing.visit, 0).second;
    }
    hook(code.starts, passing.case_index);
    step = leave(token);
  }
}

void Simulation::count_visit(std::uint32_t token) {
  Token& there = tokens_[token];
  const StepCode& code = program_.steps[there.step];
  there.visit = code.shared ? lineage_[std::size_t{token} * program_.lineage_slots + code.visit_slot]++
                            : visits_[std::size_t{there.case_index} * program_.visit_slots + code.visit_slot]++;
}

void Simulation::end_wait(std::uint32_t token) {
  tokens_[token].event = nothing;
  const std::uint32_t step = leave(token);
  settle(token, step);
}

/// Ends a visit and says where the token goes.
std::uint32_t Simulation::leave(std::uint32_t token) {
  close_visit(token);
  return next_step(token);
}

void Simulation::close_visit(std::uint32_t token) {
  finish_visit(token);
  const std::uint32_t step = tokens_[token].step;
  const std::uint32_t case_index = tokens_[token].case_index;
  const StepCode& code = program_.steps[step];
  hook(code.ends, case_index);
  if (code.sets.count == 0) return;
  set_attributes(code.sets, case_index, keys_[step], luck_of(tokens_[token]), tokens_[token].visit, first_set);
}

/// Where the token goes from here; the other tokens of a split wait in `branches_`.
std::uint32_t Simulation::next_step(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  if (code.routing == Routing::all) split(token);
  return program_.flows[chosen_flow(code, tokens_[token])].to;
}

std::uint32_t Simulation::chosen_flow(const StepCode& step, const Token& token) {
  std::uint32_t flow = step.flows.first;
  if (step.routing == Routing::chances) {
    const double u = unit(token.next_luck);
    while (u >= program_.flows[flow].up_to) ++flow;
  } else if (step.routing == Routing::rules) {
    const double* attributes = attributes_of(token.case_index);
    while (program_.flows[flow].rule != no_index && !program_.rules[program_.flows[flow].rule].holds(attributes, now_))
      ++flow;
  }
  return flow;
}

void Simulation::split(std::uint32_t token) {
  const Run flows = program_.steps[tokens_[token].step].flows;
  const std::uint32_t frame = frames_.take();
  const std::uint64_t outer = tokens_[token].branch;
  frames_[frame] = {nothing, tokens_[token].frame, flows.count, flows.count, 0, nothing, outer};
  tokens_[token].frame = frame;
  if (tokens_.in_use() + flows.count > most_tokens) overflows();
  const std::size_t stride = roles_.size();
  for (std::uint32_t i = flows.count; i-- > 1;) {
    const std::uint32_t branch = tokens_.take();
    tokens_[branch] = tokens_[token];
    tokens_[branch].step = program_.flows[flows.first + i].to;
    tokens_[branch].branch = address(outer, program_.branch_names[flows.first + i]);
    fresh_row(queueing_for_, branch, stride, std::int64_t{0});
    std::copy_n(queueing_for_.begin() + static_cast<std::ptrdiff_t>(token * stride), stride,
                queueing_for_.begin() + static_cast<std::ptrdiff_t>(branch * stride));
    if (program_.lineage_slots > 0) {
      fresh_row(lineage_, branch, program_.lineage_slots, 0u);
      inherit(branch, token);
    }
    branches_.push_back(branch);
  }
  tokens_[token].branch = address(outer, program_.branch_names[flows.first]);
  Case& of = cases_[tokens_[token].case_index];
  for (std::uint32_t i = 1; i < flows.count; ++i) tokens_[branches_[branches_.size() - i]].number = of.named++;
  of.tokens += flows.count - 1;
}

/// True where this token was the last that its join lacked: it goes on, and the others that waited are gone.
bool Simulation::join(std::uint32_t token) {
  const std::uint32_t index = tokens_[token].frame;
  assert(index != nothing);
  Frame& frame = frames_[index];
  if (++frame.arrived < frame.branches) {
    tokens_[token].state = TokenState::at_join;
    tokens_[token].next = frame.parked;
    frame.parked = token;
    return false;
  }
  const std::uint32_t step = tokens_[token].step;
  for (std::uint32_t parked = frame.parked; parked != nothing;) {
    const std::uint32_t next = tokens_[parked].next;
    if (counting_) {
      outcome_of(step).wait.add(now_ - tokens_[parked].arrived);
      if (request_.spread != nullptr)
        request_.spread->wait[static_cast<StepId>(step)].add(now_ - tokens_[parked].arrived);
    }
    if (request_.log != nullptr) log_visit(tokens_[parked], VisitOutcome::done);
    --cases_[tokens_[parked].case_index].tokens;
    if (program_.lineage_slots > 0) inherit(token, parked);
    remove(parked);
    parked = next;
  }
  tokens_[token].frame = frame.outer;
  tokens_[token].branch = frame.branch;
  frames_.give_back(index);
  return true;
}

/// What is behind `from` is now behind `token` as well. Of branches that met, the one with most visits counts, so that
/// the next number is above all of theirs.
void Simulation::inherit(std::uint32_t token, std::uint32_t from) {
  const std::size_t slots = program_.lineage_slots;
  for (std::size_t i = 0; i < slots; ++i) {
    std::uint32_t& visits = lineage_[token * slots + i];
    visits = std::max(visits, lineage_[from * slots + i]);
  }
}

void Simulation::end(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  const std::uint32_t case_index = tokens_[token].case_index;
  hook(code.starts, case_index);
  hook(code.ends, case_index);
  finish_visit(token);
  release_frame(tokens_[token].frame);
  Case& of = cases_[case_index];
  if (--of.tokens == 0) {
    count_case(of, token);
    cases_.give_back(case_index);
  }
  remove(token);
}

void Simulation::release_frame(std::uint32_t frame) {
  while (frame != nothing && --frames_[frame].uses == 0) {
    const std::uint32_t outer = frames_[frame].outer;
    frames_.give_back(frame);
    frame = outer;
  }
}

void Simulation::remove(std::uint32_t token) {
  tokens_[token].case_index = nothing;
  tokens_[token].event = nothing;
  tokens_.give_back(token);
}

}  // namespace stepwell
