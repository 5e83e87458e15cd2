// A coming event: 16 bytes that compare as one number.
//
// Guarantees: of two events the earlier comes first, then the kind that is named first (closings, openings, completions, ends
// of waits, timers, arrivals), then the one that was entered first. No event comes after `after_all`.
#pragma once

#include <cstdint>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// What happens, in the order in which it happens within one instant.
enum class EventKind : std::uint32_t { closing, opening, completion, wait_over, timer, arrival };

struct Event {
  std::int64_t at;     ///< microseconds since 1970-01-01
  std::uint64_t name;  ///< order, then whom: together with `at` one number of 128 bits, in the order of events

  /// Kind in the upper 3 bits, insertion number in the lower 29.
  std::uint32_t order() const { return static_cast<std::uint32_t>(name >> 32); }
  /// Calendar, token, timer or case type, by kind.
  std::uint32_t whom() const { return static_cast<std::uint32_t>(name); }
  EventKind kind() const { return static_cast<EventKind>(name >> 61); }
  Instant instant() const { return Instant{Duration{at}}; }
};
static_assert(sizeof(Event) == 16);

inline constexpr Event after_all{INT64_MAX, UINT64_MAX};

/// As one number of 128 bits: two subtractions and no branch to guess.
inline bool earlier(const Event& a, const Event& b) {
  __extension__ using Key = __int128;  // ISO C++ has no name for 128 bits
  return (static_cast<Key>(a.at) << 64 | a.name) < (static_cast<Key>(b.at) << 64 | b.name);
}

}  // namespace stepwell
