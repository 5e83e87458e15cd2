// When people work: weekly opening hours with exceptions, as a plain value.
//
// Guarantees: all times are local, days have 24 hours, and every interval is half-open: open at its first instant,
// closed at its last. `open_intervals` is exact and merges what touches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// Open every week on one weekday, from `open` to `close` after its midnight; `close` may be past 24 h (overnight).
struct WeeklyHours {
  int weekday = 0;  ///< 0 = Monday
  Duration open{};
  Duration close{};
  bool operator==(const WeeklyHours&) const = default;
};

/// One half-open stretch of time, [begin, end).
struct Interval {
  Instant begin;
  Instant end;
  bool operator==(const Interval&) const = default;
};

struct Calendar {
  std::string name;
  SourcePlace place;
  std::vector<WeeklyHours> weekly;
  std::vector<std::int64_t> closed_days;   ///< day numbers; the shared `closed` days are already in here
  std::vector<Interval> extra;             ///< open as well, closed days notwithstanding
  bool keeps_open_on_closed_days = false;  ///< `closed: never`

  /// The open stretches that meet [from, to), in order, disjoint, never touching, clipped to it.
  /// A weekly stretch belongs to the day on which it begins: a closed day removes the whole of a night that starts on it.
  std::vector<Interval> open_intervals(Instant from, Instant to) const;
  /// Open hours in an ordinary week, exceptions apart.
  Duration weekly_open_time() const;

  bool operator==(const Calendar&) const = default;
};

}  // namespace stepwell
