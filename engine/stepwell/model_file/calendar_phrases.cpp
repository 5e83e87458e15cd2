// Reading of days and hours.
#include "stepwell/model_file/calendar_phrases.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {
namespace {

constexpr std::array<std::string_view, 7> day_names = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// The days of one word such as `Mon-Fri`; none where it is no such word.
std::optional<std::vector<int>> days_of_word(std::string_view word) {
  const std::size_t dash = word.find('-');
  const auto first = weekday_called(word.substr(0, dash));
  if (!first) return std::nullopt;
  if (dash == std::string_view::npos) return std::vector{*first};
  const auto last = weekday_called(word.substr(dash + 1));
  if (!last) return std::nullopt;
  std::vector<int> days{*first};
  for (int day = *first; day != *last;) days.push_back(day = (day + 1) % 7);
  return days;
}

std::optional<Hours> hours_of_word(std::string_view word) {
  const std::size_t dash = word.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto open = parse_time_of_day(word.substr(0, dash));
  auto close = parse_time_of_day(word.substr(dash + 1));
  if (!open || !close || *open == *close || *open == one_day) return std::nullopt;
  if (*close < *open) *close += one_day;
  return Hours{*open, *close};
}

constexpr const char* hours_hint = "days and hours: Mon-Fri 09:00-12:30, Sat 09:00-12:00, or 22:00-06:00 for a night";

}  // namespace

std::optional<int> weekday_called(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t day = 0; day < day_names.size(); ++day) {
    if (lower == day_names[day] || lower == day_names[day].substr(0, 3)) return static_cast<int>(day);
  }
  return std::nullopt;
}

std::optional<std::vector<int>> read_weekdays(Phrase phrase, Report& report) {
  std::vector<int> days;
  for (const auto word : words_of(phrase.text)) {
    const auto found = days_of_word(word);
    if (!found) {
      report.error("bad-days", quote(word) + " is not a day of the week", phrase.place,
                   "write days as Mon-Fri, Sat, or Mon Wed Fri");
      return std::nullopt;
    }
    days.insert(days.end(), found->begin(), found->end());
  }
  return days;
}

std::optional<Hours> read_hours(Phrase phrase, Report& report) {
  const auto hours = hours_of_word(trimmed(phrase.text));
  if (!hours) {
    report.error("bad-hours", quote(phrase.text) + " are not hours of a day", phrase.place,
                 "from when to when: 08:00-12:00, or 22:00-06:00 for a night");
  }
  return hours;
}

std::optional<std::vector<WeeklyHours>> read_weekly_hours(Phrase phrase, Report& report) {
  std::vector<int> days;
  std::vector<Hours> hours;
  for (const auto word : words_of(phrase.text)) {
    const auto days_found = days_of_word(word);
    const auto hours_found = days_found ? std::nullopt : hours_of_word(word);
    if (days_found && hours.empty()) {
      days.insert(days.end(), days_found->begin(), days_found->end());
    } else if (hours_found) {
      hours.push_back(*hours_found);
    } else if (days_found) {
      report.error("bad-hours", quote(phrase.text) + " says more than one thing", phrase.place,
                   "put days with other hours into a list: [Mon-Thu 09:00-17:00, Fri 09:00-12:00]");
      return std::nullopt;
    } else {
      report.error("bad-hours", quote(word) + " in " + quote(phrase.text) + " is neither a day nor hours", phrase.place,
                   hours_hint);
      return std::nullopt;
    }
  }
  if (hours.empty()) {
    report.error("bad-hours", quote(phrase.text) + " has no hours", phrase.place, hours_hint);
    return std::nullopt;
  }
  if (days.empty()) days = {0, 1, 2, 3, 4, 5, 6};
  std::vector<WeeklyHours> weekly;
  for (const int day : days) {
    for (const Hours& h : hours) weekly.push_back({day, h.open, h.close});
  }
  return weekly;
}

std::optional<std::vector<std::int64_t>> read_days(Phrase phrase, Report& report) {
  const std::size_t middle = phrase.text.find(" to ");
  const auto first = read_day({phrase.text.substr(0, middle), phrase.place}, report);
  if (!first) return std::nullopt;
  if (middle == std::string_view::npos) return std::vector{*first};
  const auto last = read_day({phrase.text.substr(middle + 4), phrase.place}, report);
  if (!last) return std::nullopt;
  constexpr std::int64_t most_days = 100 * 366;
  if (*last < *first || *last - *first > most_days) {
    report.error("bad-date", quote(phrase.text) + " ends before it begins, or lasts for more than a century",
                 phrase.place, "the earlier day comes first: 2026-12-24 to 2026-12-28");
    return std::nullopt;
  }
  std::vector<std::int64_t> days;
  for (std::int64_t day = *first; day <= *last; ++day) days.push_back(day);
  return days;
}

std::optional<std::vector<Interval>> read_dated_hours(Phrase phrase, Report& report) {
  const auto words = words_of(phrase.text);
  std::vector<Interval> open;
  const auto day = words.empty() ? std::nullopt : parse_instant(words[0]);
  for (std::size_t i = 1; day && i < words.size(); ++i) {
    const auto hours = hours_of_word(words[i]);
    if (!hours) {
      open.clear();
      break;
    }
    open.push_back({*day + hours->open, *day + hours->close});
  }
  if (open.empty()) {
    report.error("bad-hours", quote(phrase.text) + " is not a date with hours", phrase.place,
                 "write it as: 2026-04-04 09:00-12:00");
    return std::nullopt;
  }
  return open;
}

}  // namespace stepwell::model_file
