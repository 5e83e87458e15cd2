// Time in Stepwell: whole microseconds on the simulation's own clock.
//
// Guarantees: `Duration` and `Instant` are exact 64-bit integers, so ties, shift changes and `==` are exact, and a
// sum of times adds up to the last microsecond. An `Instant` counts from 1970-01-01 00:00 of a local clock without
// time zones, in which every day has 24 hours; it is laid out like NumPy's `datetime64[us]`. Costs nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stepwell {

using Duration = std::chrono::microseconds;

/// The clock of the simulated world. It has no `now()`: only a running simulation knows what time it is.
struct SimulationClock {
  using rep = std::int64_t;
  using period = std::micro;
  using duration = Duration;
  using time_point = std::chrono::time_point<SimulationClock, Duration>;
  static constexpr bool is_steady = false;
};
using Instant = SimulationClock::time_point;

inline constexpr Duration one_second{1'000'000};
inline constexpr Duration one_minute = 60 * one_second;
inline constexpr Duration one_hour = 60 * one_minute;
inline constexpr Duration one_day = 24 * one_hour;
inline constexpr Duration one_week = 7 * one_day;
inline constexpr Duration one_year = 365 * one_day;
inline constexpr Duration one_month = one_year / 12;

constexpr double in_seconds(Duration d) { return static_cast<double>(d.count()) / 1e6; }
constexpr double in_hours(Duration d) { return static_cast<double>(d.count()) / 3.6e9; }

/// Rounds to the nearest microsecond: the one place where a sampled time becomes exact.
constexpr Duration rounded(double microseconds) {
  return Duration{static_cast<std::int64_t>(microseconds + (microseconds < 0 ? -0.5 : 0.5))};
}

/// The same of what is not below 0.
constexpr Duration rounded_positive(double microseconds) {
  return Duration{static_cast<std::int64_t>(microseconds + 0.5)};
}

/// A unit of time as model files write it.
struct TimeUnit {
  std::string_view name;  ///< the short form: s, min, h, d, week, month, year
  Duration length;
};
/// The unit called `word` (`s`, `second`, `seconds`, `min`, `minute` ... `years`), or nothing.
std::optional<TimeUnit> time_unit(std::string_view word);

/// Days since 1970-01-01 of a calendar date; nothing where there is no such date (30 February).
std::optional<std::int64_t> day_number(int year, unsigned month, unsigned day);
constexpr Instant start_of_day(std::int64_t day) { return Instant{day * one_day}; }
/// The day that holds `t`, counted from 1970-01-01.
constexpr std::int64_t day_of(Instant t) {
  return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<86400>>>(t.time_since_epoch()).count();
}
constexpr Duration time_of_day(Instant t) { return t - start_of_day(day_of(t)); }
/// 0 = Monday ... 6 = Sunday.
constexpr int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

/// Reads `2026-01-05`, `2026-01-05 09:00` or `2026-01-05T09:00:30`; nothing where it is none of these.
std::optional<Instant> parse_instant(std::string_view text);
/// Reads a time of day, `00:00` to `24:00`, with optional seconds; nothing where it is none.
std::optional<Duration> parse_time_of_day(std::string_view text);

/// `2026-01-05 09:00:00`, with microseconds only where they are not zero.
std::string to_text(Instant t);
/// `32 min`, `1 h 30 min`, `2.5 s`: exact, in the largest units that leave no long tail.
std::string to_text(Duration d);

}  // namespace stepwell
