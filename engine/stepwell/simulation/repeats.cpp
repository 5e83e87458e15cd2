// Steps that are done several times before the token goes on: one after the other, or all at once by as many tokens.
//
// All repetitions are the same visit, each with its own luck: the address of the token's branch says which it is. All
// at once is a split that meets again at its step, without a join in the model. Models without repetitions pay a
// comparison a visit.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {
namespace {

/// The name of a repetition as a branch.
std::uint64_t repetition_name(std::uint32_t number) { return 0xA24BAED4963EE407u * (number + 1); }

}  // namespace

/// Finds out how often the step is to be done; false where it is not done at all.
bool Simulation::begin_repeats(std::uint32_t token, std::uint32_t step) {
  const StepCode& code = program_.steps[step];
  const RepeatsCode& repeats = program_.repeats[code.repeats];
  Token& here = tokens_[token];
  here.step = step;
  here.state = TokenState::moving;
  here.visit = 0;
  if (code.visit_slot != no_index) count_visit(token);
  const double number = repeats.attribute != no_index
                            ? attributes_of(here.case_index)[repeats.attribute]
                            : program_.samplers[repeats.sampler].value(
                                  unit(random_block(keys_[step], luck_of(here), here.visit, repeats_draw).first));
  if (number < 0.5) {
    here.next_luck = random_block(keys_[step], luck_of(here), here.visit, 0).second;
    return false;
  }
  const auto times = static_cast<std::uint32_t>(std::min(number + 0.5, 1e9));
  if (times == 1) return true;
  if (!repeats.in_parallel) {
    repetitions_[token] = {times - 1, 0, false, here.branch};
    return true;
  }
  if (tokens_.in_use() + times > most_tokens) overflows();
  const std::uint64_t outer = here.branch;
  const std::uint32_t frame = frames_.take();
  frames_[frame] = {nothing, here.frame, times, times, 0, nothing, outer};
  here.frame = frame;
  repetitions_[token].together = true;
  std::uint32_t number_of_last = cases_[here.case_index].named += times - 1;
  for (std::uint32_t i = times; i-- > 1;) {
    const std::uint32_t other = copy_of(token, step);
    tokens_[other].number = --number_of_last;
    tokens_[other].branch = branch_address(outer, repetition_name(i));
    repetitions_[other].together = true;
    branches_.push_back(other);
  }
  return true;
}

/// What follows a repetition that is done: the step again, nothing while others are not done, or the way on.
std::optional<std::uint32_t> Simulation::repeat(std::uint32_t token) {
  Repetition& turn = repetitions_[token];
  if (turn.together) {
    turn = {};
    if (meet(token)) return std::nullopt;
    return no_index;
  }
  if (turn.left == 0) {
    stop_repeating(token);
    return std::nullopt;
  }
  --turn.left;
  ++turn.done;
  tokens_[token].branch = branch_address(turn.outer, repetition_name(turn.done));
  return tokens_[token].step;
}

/// True where this token was the last of those at once: it goes on, and the others are gone.
bool Simulation::meet(std::uint32_t token) {
  const std::uint32_t index = tokens_[token].frame;
  Frame& frame = frames_[index];
  if (++frame.arrived < frame.branches) {
    tokens_[token].state = TokenState::repeated;
    tokens_[token].next = frame.parked;
    frame.parked = token;
    return false;
  }
  for (std::uint32_t parked = frame.parked; parked != nothing;) {
    const std::uint32_t next = tokens_[parked].next;
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

/// The token leaves the step: done, or led elsewhere in the midst of it.
void Simulation::stop_repeating(std::uint32_t token) {
  Repetition& turn = repetitions_[token];
  if (turn.active() && !turn.together) tokens_[token].branch = turn.outer;
  turn = {};
}

}  // namespace stepwell
