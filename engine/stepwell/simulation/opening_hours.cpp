// Binary searches over the open stretches and the open time before each.
#include "stepwell/simulation/opening_hours.hpp"

#include <algorithm>

namespace stepwell {

OpeningHours::OpeningHours(const Calendar& calendar, Instant start, Instant horizon)
    : intervals_(calendar.open_intervals(start, horizon)) {
  before_.reserve(intervals_.size() + 1);
  Duration sum{};
  for (const Interval& stretch : intervals_) {
    before_.push_back(sum);
    sum += stretch.end - stretch.begin;
  }
  before_.push_back(sum);
}

std::size_t OpeningHours::intervals_begun_by(Instant t) const {
  const auto later = std::upper_bound(intervals_.begin(), intervals_.end(), t,
                                      [](Instant at, const Interval& stretch) { return at < stretch.begin; });
  return static_cast<std::size_t>(later - intervals_.begin());
}

bool OpeningHours::is_open(Instant t) const {
  const std::size_t begun = intervals_begun_by(t);
  return begun > 0 && t < intervals_[begun - 1].end;
}

Duration OpeningHours::open_time_before(Instant t) const {
  const std::size_t begun = intervals_begun_by(t);
  if (begun == 0) return Duration{0};
  const Interval& last = intervals_[begun - 1];
  return before_[begun - 1] + (std::min(t, last.end) - last.begin);
}

Instant OpeningHours::instant_after(Duration open_time) const {
  // Open time that ends exactly at a closing belongs to the next opening: a closed instant is no open one.
  const auto above = std::upper_bound(before_.begin(), before_.end(), open_time);
  if (above == before_.end() || above == before_.begin()) return never;
  const auto i = static_cast<std::size_t>(above - before_.begin()) - 1;
  return intervals_[i].begin + (open_time - before_[i]);
}

Instant OpeningHours::advance(Instant t, Duration d) const { return instant_after(open_time_before(t) + d); }

}  // namespace stepwell
