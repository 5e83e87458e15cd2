// Members that wait for each other at a step and go on together; at work, one team serves them all in one time.
//
// Guarantees: a plain value. A batch goes by its size, by the clock, or by its size and the patience of its first
// member, and only by one of these.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/time.hpp"

namespace stepwell {

struct Batching {
  std::uint32_t size = 0;              ///< goes as soon as so many are there; 0: by the clock
  std::optional<Duration> or_after;    ///< goes incomplete so long after its first member came
  std::optional<Duration> every;       ///< goes again and again, counted from the start of the clock
  std::vector<Duration> at;            ///< goes at these times of day, in order
  std::optional<CalendarId> calendar;  ///< every: counts its open time only; at: goes only where it is open
  std::uint32_t at_most = 0;           ///< by the clock: takes no more than that many; 0: all
  SourcePlace place;
  bool by_clock() const { return every.has_value() || !at.empty(); }
  bool operator==(const Batching&) const = default;
};

}  // namespace stepwell
