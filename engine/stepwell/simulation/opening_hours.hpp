// A calendar compiled for one run: its open stretches between start and horizon, with the open time before each.
//
// Guarantees: exact to the microsecond; questions cost a binary search. Nothing is known past the horizon: what would
// happen there is `never`.
#pragma once

#include <cstdint>
#include <vector>

#include "stepwell/process/calendar.hpp"

namespace stepwell {

class OpeningHours {
 public:
  static constexpr Instant never = Instant::max();

  OpeningHours(const Calendar& calendar, Instant start, Instant horizon);

  /// The open stretches, in order and disjoint, clipped to [start, horizon).
  const std::vector<Interval>& intervals() const { return intervals_; }
  bool is_open(Instant t) const;
  /// Open time in [start, t).
  Duration open_time_before(Instant t) const;
  /// The first open instant at which `open_time` of open time has passed since the start; `never` past the horizon.
  Instant instant_after(Duration open_time) const;
  /// The first open instant at which `d` of open time has passed since `t`.
  Instant advance(Instant t, Duration d) const;
  Duration open_time_between(Instant from, Instant to) const { return open_time_before(to) - open_time_before(from); }

 private:
  std::size_t intervals_begun_by(Instant t) const;

  std::vector<Interval> intervals_;
  std::vector<Duration> before_;  ///< open time before each interval, and the total last
};

}  // namespace stepwell
