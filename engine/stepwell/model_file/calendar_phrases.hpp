// The phrases that say when: `Mon-Fri 09:00-12:30`, `Sat`, `08:00-12:00`, `2026-12-24 to 2026-12-28`.
//
// Guarantees: a phrase is read whole or reported; nothing throws.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stepwell/model_file/phrases.hpp"
#include "stepwell/process/calendar.hpp"

namespace stepwell::model_file {

/// 0 = Monday for `Mon`, `Monday`, `monday`; none where the word is no day of the week.
std::optional<int> weekday_called(std::string_view word);

/// `Mon-Fri`, `Sat`, `Mon Wed Fri`, `Fri-Mon`: the weekdays, in the order in which they are said.
std::optional<std::vector<int>> read_weekdays(Phrase phrase, Report& report);

/// From when to when on a day; the end may be past 24 h for a night.
struct Hours {
  Duration open{};
  Duration close{};
};
/// `08:00-12:00`, `22:00-06:00`, `00:00-24:00`.
std::optional<Hours> read_hours(Phrase phrase, Report& report);

/// `Mon-Fri 09:00-12:30`, several hours after the days, or hours alone for every day.
std::optional<std::vector<WeeklyHours>> read_weekly_hours(Phrase phrase, Report& report);

/// `2026-04-03` or `2026-12-24 to 2026-12-28`.
std::optional<std::vector<std::int64_t>> read_days(Phrase phrase, Report& report);

/// `2026-04-04 09:00-12:00`.
std::optional<std::vector<Interval>> read_dated_hours(Phrase phrase, Report& report);

}  // namespace stepwell::model_file
