// People who have several tasks at once, each with a share of their attention.
//
// Guarantees: the shares of one person's tasks never add up to more than a whole; a task without a share has a whole
// person. A share goes to whoever has the least attention left that suffices, so that others stay whole. `free` and `busy`
// count people as ever, with nothing to do and with something; work is counted by share x time, in thousandths of a
// person, of which the integrals keep the whole microseconds and carry the rest. Cost: linear in the people and tasks of
// the role, and only where some task needs a share.
#include <algorithm>
#include <cassert>

#include "stepwell/foundation/tally.hpp"
#include "stepwell/simulation/staff_state.hpp"

namespace stepwell {

void RoleState::share_out(std::int32_t people) {
  alike = false;
  used.assign(static_cast<std::size_t>(people), 0);
}

/// Of those at work who have enough attention left, the one with the least; of several the first.
std::uint32_t RoleState::with_room_for(const NeedCode& need) const {
  // Whoever only finishes after hours, or has to go out when this is done, takes nothing on.
  if (!(on || lingering) || free < 0) return no_index;
  std::uint32_t chosen = no_index;
  for (std::uint32_t i = 0; i < used.size(); ++i) {
    if (used[i] == 0 || used[i] + need.share > whole_person) continue;
    if (chosen == no_index || used[i] > used[chosen]) chosen = i;
  }
  return chosen;
}

void RoleState::take_attention(std::uint32_t token, const NeedCode& need) {
  for (std::int32_t taken = 0; taken < need.count; ++taken) {
    std::uint32_t member = need.share == whole_person ? no_index : with_room_for(need);
    if (member == no_index) {
      const auto idle = std::find(used.begin(), used.end(), 0u);
      assert(idle != used.end());
      member = static_cast<std::uint32_t>(idle - used.begin());
      --free;
      ++busy;
    }
    used[member] += need.share;
    attention += need.share;
    tasks.push_back({token, member, need.share});
  }
}

void RoleState::release_attention(std::uint32_t token) {
  std::erase_if(tasks, [&](const Attention& task) {
    if (task.token != token) return false;
    attention -= task.share;
    used[task.member] -= task.share;
    if (used[task.member] > 0) return true;
    --busy;
    if (on || lingering) ++free;
    return true;
  });
}

/// Whose task it is.
std::uint32_t RoleState::attending(std::uint32_t token) const {
  return std::find_if(tasks.begin(), tasks.end(), [&](const Attention& task) { return task.token == token; })->member;
}

/// People x time are split into whole people and the rest, so that nothing overflows before the sum does.
void RoleState::count_attention(std::int64_t passed) {
  constexpr std::int64_t whole = whole_person;
  std::int64_t& sum = on ? counted.busy : counted.overtime;
  std::int64_t& rest = rests[on ? 0 : 1];
  const std::int64_t part = attention % whole;
  std::int64_t area = 0;
  if (__builtin_mul_overflow(attention / whole, passed, &area)) times_overflow();
  add_exactly(sum, area);
  add_exactly(sum, passed / whole * part);
  rest += passed % whole * part;
  add_exactly(sum, rest / whole);
  rest %= whole;
}

}  // namespace stepwell
