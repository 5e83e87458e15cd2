// From weekly hours and exceptions to open stretches of time.
//
// Guarantees: exact integers throughout. Cost: linear in the days asked for, with one sort of the stretches found.
#include "stepwell/process/calendar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepwell {

namespace {

/// Sorts stretches of time and joins those that overlap or touch; drops empty ones.
template <class Stretch>
std::vector<Stretch> merged(std::vector<Stretch> stretches) {
  std::erase_if(stretches, [](const Stretch& s) { return s.end <= s.begin; });
  std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
  std::vector<Stretch> result;
  for (const Stretch& stretch : stretches) {
    if (!result.empty() && stretch.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, stretch.end);
    } else {
      result.push_back(stretch);
    }
  }
  return result;
}

}  // namespace

std::vector<Interval> Calendar::open_intervals(Instant from, Instant to) const {
  if (to <= from) return {};
  std::array<std::vector<WeeklyHours>, 7> hours_of;
  Duration latest{};
  for (const WeeklyHours& hours : weekly) {
    hours_of[static_cast<std::size_t>(((hours.weekday % 7) + 7) % 7)].push_back(hours);
    latest = std::max(latest, hours.close);
  }
  std::vector<std::int64_t> closed;
  if (!keeps_open_on_closed_days) closed = closed_days;
  std::sort(closed.begin(), closed.end());

  std::vector<Interval> found;
  const auto add = [&](Instant begin, Instant end) {
    begin = std::max(begin, from);
    end = std::min(end, to);
    if (begin < end) found.push_back({begin, end});
  };
  // A night that began before `from` may reach into it.
  const std::int64_t nights_back = latest / one_day;
  if (!weekly.empty()) {
    for (std::int64_t day = day_of(from) - nights_back; start_of_day(day) < to; ++day) {
      const std::vector<WeeklyHours>& today = hours_of[static_cast<std::size_t>(weekday_of(day))];
      if (today.empty() || std::binary_search(closed.begin(), closed.end(), day)) continue;
      for (const WeeklyHours& hours : today) add(start_of_day(day) + hours.open, start_of_day(day) + hours.close);
    }
  }
  for (const Interval& interval : extra) add(interval.begin, interval.end);
  return merged(std::move(found));
}

Duration Calendar::weekly_open_time() const {
  struct Stretch {
    Duration begin;
    Duration end;
  };
  std::vector<Stretch> stretches;
  for (const WeeklyHours& hours : weekly) {
    if (hours.close - hours.open >= one_week) return one_week;
    Duration begin = (hours.weekday * one_day + hours.open) % one_week;
    if (begin < Duration::zero()) begin += one_week;
    const Duration end = begin + (hours.close - hours.open);
    // Sunday's night ends on Monday: its tail belongs to the start of the same ordinary week.
    stretches.push_back({begin, std::min(end, one_week)});
    if (end > one_week) stretches.push_back({Duration::zero(), end - one_week});
  }
  Duration open{};
  for (const Stretch& stretch : merged(std::move(stretches))) open += stretch.end - stretch.begin;
  return open;
}

}  // namespace stepwell
