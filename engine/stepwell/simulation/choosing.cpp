// Work that several can do: who does it, and when a token turns to whom.
//
// A team with alternatives has one queue. A token in it begins with the first choice and turns to the others, in their
// order, as it has waited long enough; it waits for the roles of all to which it has turned, and starts by the first of
// these whose needs are free. Who has begun it goes on with it where it was put down. Since those who wait do not wait for
// the same roles, the first in line may not be the first who can start: the queue is searched. Teams without a choice
// pay a comparison.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Takes the first of the ways open to the token whose needs are all free now; false where there is none.
STEPWELL_HOT bool Simulation::chooses(std::uint32_t token) {
  Token& asking = tokens_[token];
  const TeamCode& team = program_.teams[team_of(asking)];
  if (!uses(team.alternatives.count > 0) || has_begun(asking)) return can_start(needs_of(asking));
  for (std::uint8_t i = 0; i < asking.choices; ++i) {
    if (!can_start(program_.alternatives[team.alternatives.first + i].needs)) continue;
    asking.choice = i;
    return true;
  }
  return false;
}

/// Whether it could start now by any of the ways open to it, if need be at the cost of less urgent work.
bool Simulation::could_start(std::uint32_t token) {
  const Token& asking = tokens_[token];
  const TeamCode& team = program_.teams[team_of(asking)];
  if (has_begun(asking)) {
    if (can_start(needs_of(asking))) return true;
  } else {
    for (std::uint32_t i = 0; i < asking.choices; ++i) {
      if (can_start(program_.alternatives[team.alternatives.first + i].needs)) return true;
    }
  }
  return team.pre_empts && finds_victims(token) != no_index;
}

/// First in line of those who could start now, with its priority; in random order the one on whom the next draw falls.
std::uint32_t Simulation::first_that_can_start(std::uint32_t team, double& priority) {
  const TeamCode& code = program_.teams[team];
  const auto ways = program_.alternatives.begin() + code.alternatives.first;
  const auto is_free = [&](const AlternativeCode& way) { return can_start(way.needs); };
  // A long line is searched only where somebody in it may find what they need.
  if (!code.pre_empts && std::none_of(ways, ways + code.alternatives.count, is_free)) return nothing;
  for (std::uint32_t level = code.levels.first; level < code.levels.first + code.levels.count; ++level) {
    priority = program_.levels[level];
    std::uint32_t ready = 0;
    for (std::uint32_t token = queues_[level].head; token != nothing; token = tokens_[token].next) {
      if (!could_start(token)) continue;
      if (code.discipline != Discipline::random) return token;
      ++ready;
    }
    if (ready == 0) continue;
    auto place =
        static_cast<std::uint32_t>(unit(random_block(teams_[team].key, teams_[team].drawn, 0, 0).first) * ready);
    for (std::uint32_t token = queues_[level].head; token != nothing; token = tokens_[token].next) {
      if (could_start(token) && place-- == 0) return token;
    }
  }
  return nothing;
}

/// Opens to the token all ways for which it has waited long enough.
void Simulation::turn_to_more(std::uint32_t token) {
  Token& asking = tokens_[token];
  const Run ways = program_.teams[team_of(asking)].alternatives;
  while (asking.choices < ways.count &&
         program_.alternatives[ways.first + asking.choices].after <= now_ - asking.arrived) {
    ++asking.choices;
  }
}

/// A token that still waits turns to whom it comes next. What it has waited so far, it has waited for those before.
void Simulation::turns_to_choice(std::uint32_t token) {
  end_waiting(token);
  Token& asking = tokens_[token];
  const TeamCode& team = program_.teams[team_of(asking)];
  const std::uint32_t before = asking.choices;
  turn_to_more(token);
  asking.queued = now_;
  asking.closed_mark = closed_time(asking);
  for (std::uint32_t i = before; i < asking.choices; ++i) {
    const Run further = program_.alternatives[team.alternatives.first + i].further;
    for (std::uint32_t k = further.first; k < further.first + further.count; ++k) wait_for(program_.needs[k].role);
  }
  if (chooses(token)) {
    leave_queue(token);
    start_work(token);
    return;
  }
  if (team.pre_empts && pre_empt(token)) return;
  if (asking.choices < team.alternatives.count) ring_for_choice(token);
}

void Simulation::ring_for_choice(std::uint32_t token) {
  const Token& asking = tokens_[token];
  const Run ways = program_.teams[team_of(asking)].alternatives;
  ring_at(asking.arrived + program_.alternatives[ways.first + asking.choices].after, token, Timer::choice);
}

// ---------------------------------------------------------------- closed

void Simulation::mark_choices_closed(const TeamCode& team, std::uint32_t role, bool closed) {
  const auto mark = [&](AlternativeState::Closed& state, bool now_closed) {
    if (state.now == now_closed) return;
    state.now = now_closed;
    if (now_closed)
      state.since = now_;
    else
      state.time += now_ - state.since;
  };
  bool all_closed = true;
  for (std::uint32_t i = team.alternatives.first; i < team.alternatives.first + team.alternatives.count; ++i) {
    const Run needs = program_.alternatives[i].needs;
    const auto begin = program_.needs.begin() + needs.first;
    AlternativeState& state = alternatives_[i];
    if (std::any_of(begin, begin + needs.count, [&](const NeedCode& need) { return need.role == role; }))
      state.closed_roles = closed ? state.closed_roles + 1 : state.closed_roles - 1;
    mark(state.alone, state.closed_roles > 0);
    all_closed = all_closed && state.closed_roles > 0;
    mark(state.with_those_before, all_closed);
  }
}

/// Time so far in which nobody to whom the token has turned could have begun: some role was closed in each of its ways.
Duration Simulation::closed_time(const Token& token) const {
  const std::uint32_t team = team_of(token);
  const Run ways = program_.teams[team].alternatives;
  if (!uses(ways.count > 0)) return closed_time(teams_[team]);
  const bool begun = has_begun(token);
  const AlternativeState& state = alternatives_[ways.first + (begun ? token.choice : token.choices - 1u)];
  const AlternativeState::Closed& closed = begun ? state.alone : state.with_those_before;
  return closed.time + (closed.now ? now_ - closed.since : Duration{0});
}

}  // namespace stepwell
