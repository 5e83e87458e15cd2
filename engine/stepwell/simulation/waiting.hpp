// What tokens wait for, beside staff and time: each other in a batch, a word from another case, other repetitions.
//
// Guarantees: small plain values whose tokens and cases are named by index, with `nothing` for none; they lie in flat
// arrays of the simulation, which are empty where the model has no use for them.
#pragma once

#include <cstdint>

#include "stepwell/simulation/slab.hpp"

namespace stepwell {

/// A list through the `next` and `previous` of its tokens.
struct Queue {
  std::uint32_t head = nothing;
  std::uint32_t tail = nothing;
};

/// The tokens that wait for each other at a step.
struct Gathering {
  Queue members;
  std::uint32_t waiting = 0;
  std::int64_t departures = 0;      ///< at equal intervals: how many were set
  bool timed = false;               ///< the time is set at which they go incomplete
  bool hope = false;                ///< the last: whether somebody can still come
  std::uint32_t awaited = nothing;  ///< the last: a token that could, when somebody looked
};

/// The tokens of a case that wait for a message, and how many of them came when nobody did.
struct Mailbox {
  Queue waiting;
  std::uint32_t kept = 0;
};

/// Who has started a case, and which cases it has started.
struct Partners {
  std::uint32_t asker = nothing;
  std::uint32_t first = nothing;  ///< of those that it has started
  std::uint32_t next = nothing;   ///< another one that its asker has started
  std::uint32_t previous = nothing;
};

/// A token's turn at a step that is done several times.
struct Repetition {
  std::uint32_t left = 0;  ///< in sequence: how often it is yet to come again
  std::uint32_t done = 0;
  bool together = false;    ///< one of several at once
  std::uint64_t outer = 0;  ///< in sequence: the address of the token's branch apart from this step
  bool active() const { return left > 0 || done > 0 || together; }
};

}  // namespace stepwell
