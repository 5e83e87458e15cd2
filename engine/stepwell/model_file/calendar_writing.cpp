// Runs of days with the same hours are written as one.
#include "stepwell/model_file/calendar_writing.hpp"

#include <algorithm>
#include <optional>

#include "stepwell/model_file/phrase_writing.hpp"

namespace stepwell::model_file {

std::vector<std::int64_t> shared_closed_days(const Workflow& workflow) {
  std::optional<std::vector<std::int64_t>> shared;
  for (const Calendar& calendar : workflow.calendars) {
    if (calendar.keeps_open_on_closed_days) continue;
    if (!shared) shared = calendar.closed_days;
    std::erase_if(*shared, [&](std::int64_t day) {
      return !std::binary_search(calendar.closed_days.begin(), calendar.closed_days.end(), day);
    });
  }
  return shared.value_or(std::vector<std::int64_t>{});
}

std::string days_text(const std::vector<std::int64_t>& days) {
  std::string text;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t last = i;
    while (last + 1 < days.size() && days[last + 1] == days[last] + 1) ++last;
    text += (text.empty() ? "" : ", ") + date_text(days[i]) + (last > i ? " to " + date_text(days[last]) : "");
    i = last + 1;
  }
  return '[' + text + ']';
}

std::string weekly_text(const std::vector<WeeklyHours>& weekly) {
  static constexpr const char* names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string text;
  for (std::size_t i = 0; i < weekly.size();) {
    std::size_t last = i;
    while (last + 1 < weekly.size() && last - i < 6 && weekly[last + 1].weekday == (weekly[last].weekday + 1) % 7 &&
           weekly[last + 1].open == weekly[i].open && weekly[last + 1].close == weekly[i].close) {
      ++last;
    }
    text += (text.empty() ? "" : ", ") + std::string(names[weekly[i].weekday]) +
            (last > i ? std::string("-") + names[weekly[last].weekday] : "") + ' ' +
            hours_text(weekly[i].open, weekly[i].close);
    i = last + 1;
  }
  return '[' + text + ']';
}

std::string hours_text(Duration open, Duration close) {
  return clock_time_text(open) + '-' + clock_time_text(close > one_day ? close - one_day : close);
}

}  // namespace stepwell::model_file
