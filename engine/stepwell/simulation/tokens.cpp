// Tokens move: through gateways, splits and joins, until each of them rests.
#include <algorithm>
#include <cassert>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {
namespace {

constexpr std::uint32_t most_steps_at_once = 100'000;
constexpr std::uint64_t most_steps_a_token = 100;  // of those in the house: a batch may set many of them in motion

}  // namespace

/// Walks a token, and every token that it splits into, until each of them rests. The stride splits nothing: what the step
/// before has split off is settled at the end of the event.
STEPWELL_HOT void Simulation::settle(std::uint32_t token, std::uint32_t step) {
  if (is_plain(step)) return reach_plain(token, step, nullptr);
  if (strides() && plain_[step].is_end) return end_plain(token, tokens_[token], plain_[step]);
  passed_at_once_ = 0;
  walk(token, step);
  settle_branches();
}

/// A visit begins, of which nothing is known yet.
STEPWELL_HOT void Simulation::reach(Token& here, std::uint32_t step) {
  here.step = step;
  here.arrived = here.first_started = now_;
  here.queueing = here.closed = here.interrupted = here.worked = Duration{0};
  here.state = TokenState::moving;
  here.stay = 0;
  here.staff = EventLog::nobody;
  here.visit = 0;
}

void Simulation::settle_branches() {
  while (!branches_.empty()) {
    const std::uint32_t branch = branches_.back();
    branches_.pop_back();
    walk(branch, tokens_[branch].step);
  }
}

void Simulation::walk(std::uint32_t token, std::uint32_t step) {
  while (step != no_index) {
    if (++passed_at_once_ > most_steps_at_once &&
        passed_at_once_ > most_steps_at_once + most_steps_a_token * tokens_.in_use()) {
      runs_away(token);
    }
    const StepCode& code = program_.steps[step];
    if (uses(code.most_visits > 0) && code.visit_slot != no_index &&
        visits_to(token, code.visit_slot, code.shared) >= code.most_visits) {
      step = code.instead;
      continue;
    }
    const bool again = uses(code.repeats != no_index);
    if (again && !repetitions_[token].active() && !begin_repeats(token, step)) {
      step = next_step(token);
      continue;
    }
    if (uses(code.closes_regions)) close_regions(token, step);
    Token& here = tokens_[token];
    const std::uint32_t visit = here.visit;
    reach(here, step);
    if (again) {
      here.visit = visit;
    } else {
      // A join is visited when it fires, not by each token that it waits for.
      if (code.visit_slot != no_index && code.nature != Nature::join) count_visit(token);
    }
    hook(code.arrives, here.case_index);
    switch (code.nature) {
      case Nature::batch:
      case Nature::work:
        if (uses(code.batch != no_index)) {
          if (uses(code.deadlines.count > 0)) start_deadlines(token);
          return gather(token);
        }
        if (is_plain(step)) return enter_plain(token, here, plain_[step], nullptr);
        step = ask_for_work(token);
        if (step != no_index) continue;
        if (uses(code.deadlines.count > 0)) start_deadlines(token);
        return;
      case Nature::end:  return end(token);
      case Nature::wait: {
        const RandomBlock luck = random_block(keys_[step], luck_of(here), here.visit, 0);
        here.next_luck = luck.second;
        if (uses(code.appointment != no_index)) {
          step = ask_for_slot(token);
          if (step != no_index) continue;
          if (uses(code.deadlines.count > 0)) start_deadlines(token);
          return;
        }
        here.state = TokenState::waiting;
        if (uses(program_.held_slots > 0)) stir_case(here.case_index, 1);
        hook(code.starts, here.case_index);
        const Duration length = varied(program_.samplers[code.wait_sampler].sample(unit(luck.first)), here);
        const Instant over =
            code.wait_hours == no_index ? now_ + length : program_.hours[code.wait_hours]->advance(now_, length);
        if (over < horizon_) schedule(over, EventKind::wait_over, token);
        if (uses(code.deadlines.count > 0)) start_deadlines(token);
        return;
      }
      case Nature::wait_for:
        await(token);
        if (uses(code.deadlines.count > 0)) start_deadlines(token);
        return;
      case Nature::join:
        if (!join(token)) return;
        if (code.visit_slot != no_index) count_visit(token);
        break;
      case Nature::gateway:
        if (uses(code.until != no_index)) open_region(token);
        break;
    }
    Token& passing = tokens_[token];
    if (code.routing == Routing::chances) {
      passing.next_luck = random_block(keys_[step], luck_of(passing), passing.visit, 0).second;
    }
    hook(code.starts, passing.case_index);
    step = leave(token);
  }
}

/// How often this step was visited on the ways that led the token here. The step must have a slot.
STEPWELL_HOT std::uint32_t& Simulation::visits_to(std::uint32_t token, std::uint32_t slot, bool shared) {
  if (shared) return lineage_[std::size_t{token} * program_.lineage_slots + slot];
  return visits_[std::size_t{tokens_[token].case_index} * program_.visit_slots + slot];
}

void Simulation::count_visit(std::uint32_t token) {
  const StepCode& step = program_.steps[tokens_[token].step];
  tokens_[token].visit = visits_to(token, step.visit_slot, step.shared)++;
}

void Simulation::end_wait(std::uint32_t token) {
  tokens_[token].event = nothing;
  tokens_[token].state = TokenState::moving;
  if (uses(program_.held_slots > 0)) stir_case(tokens_[token].case_index, -1);
  const std::uint32_t step = leave(token);
  settle(token, step);
}

/// Ends a visit and says where the token goes.
STEPWELL_HOT std::uint32_t Simulation::leave(std::uint32_t token) {
  close_visit(token);
  if (uses(!given_back_.empty())) grant_places();
  return next_step(token);
}

STEPWELL_HOT void Simulation::close_visit(std::uint32_t token) {
  finish_visit(token, VisitOutcome::done);
  const std::uint32_t step = tokens_[token].step;
  const std::uint32_t case_index = tokens_[token].case_index;
  const StepCode& code = program_.steps[step];
  hook(code.ends, case_index);
  if (code.sets.count > 0)
    set_attributes(code.sets, case_index, keys_[step], luck_of(tokens_[token]), tokens_[token].visit, first_set_draw);
  if (uses(code.releases.count > 0)) release_places(token);
  if (uses(tokens_[token].race != nothing)) win_race(token);
  if (uses(code.tells.count > 0)) tell(token);
}

/// Where the token goes from here; `no_index` where it waits for others. Those that it splits into wait in `branches_`.
STEPWELL_HOT std::uint32_t Simulation::next_step(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  if (uses(code.repeats != no_index) && repetitions_[token].active()) {
    if (const auto step = repeat(token)) return *step;
  }
  if (code.routing == Routing::all || code.routing == Routing::any) return split(token);
  if (code.routing == Routing::first_of) return begin_race(token);
  return program_.flows[chosen_flow(code, tokens_[token])].to;
}

/// Of several, or of one that is always taken.
STEPWELL_HOT const FlowCode* Simulation::by_chance(const FlowCode* flow, const Token& token) {
  const double u = unit(token.next_luck);
  while (u >= flow->up_to) ++flow;
  return flow;
}

STEPWELL_HOT std::uint32_t Simulation::chosen_flow(const StepCode& step, const Token& token) {
  std::uint32_t flow = step.flows.first;
  if (step.routing == Routing::chances) {
    return static_cast<std::uint32_t>(by_chance(program_.flows.data() + flow, token) - program_.flows.data());
  } else if (step.routing == Routing::rules) {
    const double* attributes = attributes_of(token.case_index);
    while (program_.flows[flow].rule != no_index && !program_.rules[program_.flows[flow].rule].holds(attributes, now_))
      ++flow;
  }
  return flow;
}

/// Makes a token for each branch that is taken; the token itself takes the first of them.
std::uint32_t Simulation::split(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  const Run flows = code.flows;
  std::uint32_t first = no_index;
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < flows.count; ++i) {
    if (!takes(code, tokens_[token], i)) continue;
    if (first == no_index) first = i;
    ++taken;
  }
  if (taken == 0) {
    first = flows.count - 1;
    taken = 1;
  }
  const std::uint32_t frame = frames_.take();
  const std::uint64_t outer = tokens_[token].branch;
  frames_[frame] = {nothing, tokens_[token].frame, taken, taken, 0, nothing, outer};
  tokens_[token].frame = frame;
  if (tokens_.in_use() + taken > most_tokens) overflows();
  std::uint32_t number = cases_[tokens_[token].case_index].named += taken - 1;
  for (std::uint32_t i = flows.count; i-- > first + 1;) {
    if (!takes(code, tokens_[token], i)) continue;
    const std::uint32_t branch = copy_of(token, program_.flows[flows.first + i].to);
    tokens_[branch].number = --number;
    tokens_[branch].branch = branch_address(outer, program_.branch_names[flows.first + i]);
    branches_.push_back(branch);
  }
  tokens_[token].branch = branch_address(outer, program_.branch_names[flows.first + first]);
  return program_.flows[flows.first + first].to;
}

bool Simulation::takes(const StepCode& step, const Token& token, std::uint32_t branch) const {
  if (step.routing == Routing::all) return true;
  if (step.has_otherwise && branch + 1 == step.flows.count) return false;
  const FlowCode& flow = program_.flows[step.flows.first + branch];
  if (flow.rule != no_index) return program_.rules[flow.rule].holds(attributes_of(token.case_index), now_);
  if (flow.up_to >= 1) return true;
  return unit(random_block(keys_[token.step], luck_of(token), token.visit, first_branch_draw + branch).first) <
         flow.up_to;
}

/// A further token of the same case with the same life so far, on its way to `step`; its number is yet to be given.
std::uint32_t Simulation::copy_of(std::uint32_t token, std::uint32_t step) {
  const std::uint32_t copy = tokens_.take();
  tokens_[copy] = tokens_[token];
  tokens_[copy].step = step;
  tokens_[copy].event = nothing;
  waited_.make_room_for(copy);
  waited_.copy(token, copy);
  if (uses(!program_.batches.empty())) fresh_row(companions_, copy, 1, nothing);
  if (uses(program_.has_regions)) {
    fresh_row(region_of_, copy, 1, nothing);
    region_of_[copy] = region_of_[token];
    if (region_of_[copy] != nothing) ++regions_[region_of_[copy]].uses;
  }
  if (uses(!program_.repeats.empty())) fresh_row(repetitions_, copy, 1, Repetition{});
  if (program_.lineage_slots > 0) {
    fresh_row(lineage_, copy, program_.lineage_slots, 0u);
    inherit(copy, token);
  }
  Case& of = cases_[tokens_[copy].case_index];
  ++of.tokens;
  if (uses(program_.anything_cancels)) {
    tokens_[copy].elder = nothing;
    tokens_[copy].sibling = of.first;
    tokens_[of.first].elder = copy;
    of.first = copy;
  }
  return copy;
}

/// True where this token was the last that its join lacked: it goes on, and the others that waited are gone.
bool Simulation::join(std::uint32_t token) {
  const std::uint32_t index = tokens_[token].frame;
  assert(index != nothing);
  if (uses(program_.has_regions)) close_regions_of(token, index);
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
        request_.spread->wait[static_cast<StepId>(step)].add_within(now_ - tokens_[parked].arrived);
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

STEPWELL_HOT void Simulation::end(std::uint32_t token) {
  const StepCode& code = program_.steps[tokens_[token].step];
  const std::uint32_t case_index = tokens_[token].case_index;
  hook(code.starts, case_index);
  hook(code.ends, case_index);
  finish_visit(token, VisitOutcome::done);
  if (uses(code.releases.count > 0)) release_places(token);
  if (uses(code.tells.count > 0)) tell(token);
  if (uses(code.cancels)) cancel_others(token);
  release_frame(tokens_[token].frame);
  Case& of = cases_[case_index];
  if (--of.tokens == 0) {
    count_case(of, token);
    if (uses(program_.held_slots > 0)) release_all_places(token);
    if (uses(program_.has_partners)) part(case_index);
    cases_.give_back(case_index);
    if (uses(program_.has_population) && member_of_[case_index] != nothing) send_away(member_of_[case_index]);
  }
  remove(token);
  if (uses(!given_back_.empty())) grant_places();
}

STEPWELL_HOT void Simulation::release_frame(std::uint32_t frame) {
  while (frame != nothing && --frames_[frame].uses == 0) {
    const std::uint32_t outer = frames_[frame].outer;
    frames_.give_back(frame);
    frame = outer;
  }
}

STEPWELL_HOT void Simulation::remove(std::uint32_t token) {
  if (uses(program_.has_regions)) release_region(region_of_[token]);
  if (uses(program_.anything_cancels)) {
    const Token& gone = tokens_[token];
    (gone.elder == nothing ? cases_[gone.case_index].first : tokens_[gone.elder].sibling) = gone.sibling;
    if (gone.sibling != nothing) tokens_[gone.sibling].elder = gone.elder;
  }
  waited_.forget(token);
  tokens_[token].case_index = nothing;
  tokens_[token].event = nothing;
  tokens_.give_back(token);
}

}  // namespace stepwell
