// For whom a token waits.
#pragma once

#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Calls `say` with each role that a token in a queue waits for, once.
template <class Say>
void Simulation::each_awaited_role(const Token& token, const Say& say) const {
  const auto all = [&](Run needs) {
    for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) say(program_.needs[i].role);
  };
  const TeamCode& team = program_.teams[team_of(token)];
  if (!uses(team.alternatives.count > 0)) return all(team.needs);
  // Who has begun it will go on with it.
  if (has_begun(token)) return all(needs_of(token));
  for (std::uint32_t i = 0; i < token.choices; ++i) all(program_.alternatives[team.alternatives.first + i].further);
}

}  // namespace stepwell
