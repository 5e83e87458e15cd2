// Roles whose members have a queue each: which one a token joins.
//
// Each member of such a role is a role of the program, behind those of the workflow, and each set of needs a team for
// each of them, one after the other: a token's `line` says which. So queues, calendars and grants know nothing of it;
// results are those of all lines together. Whoever has joined a line stays in it. Steps of other roles pay a
// comparison when they ask for work.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// The line that a token joins that asks for work now.
std::uint32_t Simulation::choose_line(const Token& token) {
  const Run lines = program_.steps[token.step].lines;
  const std::uint32_t role = program_.roles[lines.first].part_of;
  switch (program_.roles[role].joined) {
    case Queues::random: {
      const double u = unit(random_block(keys_[token.step], luck_of(token), token.visit, queue_draw).first);
      return static_cast<std::uint32_t>(u * lines.count);
    }
    case Queues::in_turn: {
      std::uint32_t& next = roles_[role].next_line;
      const std::uint32_t chosen = next;
      next = chosen + 1 == lines.count ? 0 : chosen + 1;
      return chosen;
    }
    case Queues::one:
    case Queues::shortest: break;
  }
  const auto there = [&](std::uint32_t line) {
    const RoleState& state = roles_[lines.first + line];
    return state.waiting + static_cast<std::uint32_t>(state.busy);
  };
  std::uint32_t chosen = 0;
  for (std::uint32_t line = 1; line < lines.count; ++line) {
    if (there(line) < there(chosen)) chosen = line;
  }
  return chosen;
}

/// The role, or the line of its first role, whose queue a token sees that asks for work.
std::uint32_t Simulation::queue_before(const Token& token) const {
  const StepCode& step = program_.steps[token.step];
  return step.lines.count == 0 ? step.lead : step.lines.first + token.line;
}

/// Adds what was counted of one line to the role that it is a part of, whose longest queue is of all lines together.
void Simulation::count_line(std::uint32_t line, const RoleOutcome& counted) {
  RoleOutcome& all = outcome_.roles[static_cast<RoleId>(program_.roles[line].part_of)];
  const auto add = [&](std::int64_t RoleOutcome::*what) { add_exactly(all.*what, counted.*what); };
  add(&RoleOutcome::rostered);
  add(&RoleOutcome::busy);
  add(&RoleOutcome::overtime);
  add(&RoleOutcome::queue);
  add(&RoleOutcome::queue_open);
}

}  // namespace stepwell
