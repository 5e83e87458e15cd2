// Reading and writing of times and dates.
//
// Guarantees: what `to_text` writes of an `Instant`, `parse_instant` reads back to the microsecond. Nothing here
// depends on the locale or the machine's time zone. Cost: a handful of characters each.
#include "stepwell/foundation/time.hpp"

#include <array>

namespace stepwell {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Walks along a text and takes what it is asked for.
struct Cursor {
  std::string_view rest;

  bool at_end() const { return rest.empty(); }

  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }

  std::optional<int> number(std::size_t fewest, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < most && digits < rest.size() && is_digit(rest[digits])) {
      value = value * 10 + (rest[digits] - '0');
      ++digits;
    }
    if (digits < fewest) return std::nullopt;
    rest.remove_prefix(digits);
    return value;
  }
};

std::optional<Duration> take_time_of_day(Cursor& cursor) {
  const auto hour = cursor.number(1, 2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  Duration time = *hour * one_hour + *minute * one_minute;
  if (cursor.take(':')) {
    const auto second = cursor.number(2, 2);
    if (!second || *second > 59) return std::nullopt;
    time += *second * one_second;
    if (cursor.take('.')) {
      const std::size_t before = cursor.rest.size();
      const auto fraction = cursor.number(1, 6);
      if (!fraction) return std::nullopt;
      std::int64_t microseconds = *fraction;
      for (std::size_t digits = before - cursor.rest.size(); digits < 6; ++digits) microseconds *= 10;
      time += Duration{microseconds};
    }
  }
  if (time > one_day) return std::nullopt;
  return time;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return number < 0 ? '-' + digits : digits;
}

}  // namespace

std::optional<TimeUnit> time_unit(std::string_view word) {
  struct Spelling {
    TimeUnit unit;
    std::array<std::string_view, 5> words;
  };
  static constexpr std::array<Spelling, 7> spellings{{
      {{"s", one_second}, {"s", "sec", "secs", "second", "seconds"}},
      {{"min", one_minute}, {"min", "mins", "minute", "minutes", ""}},
      {{"h", one_hour}, {"h", "hr", "hrs", "hour", "hours"}},
      {{"d", one_day}, {"d", "day", "days", "", ""}},
      {{"week", one_week}, {"week", "weeks", "", "", ""}},
      {{"month", one_month}, {"month", "months", "", "", ""}},
      {{"year", one_year}, {"year", "years", "", "", ""}},
  }};
  if (word.empty()) return std::nullopt;
  for (const Spelling& spelling : spellings) {
    for (const std::string_view known : spelling.words) {
      if (word == known) return spelling.unit;
    }
  }
  return std::nullopt;
}

std::optional<std::int64_t> day_number(int year, unsigned month, unsigned day) {
  // std::chrono::day holds a byte: 257 must not pass for 1.
  if (year < -32767 || year > 32767 || month > 12 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::optional<Instant> parse_instant(std::string_view text) {
  Cursor cursor{text};
  const auto year = cursor.number(4, 4);
  if (!year || !cursor.take('-')) return std::nullopt;
  const auto month = cursor.number(2, 2);
  if (!month || !cursor.take('-')) return std::nullopt;
  const auto day = cursor.number(2, 2);
  if (!day) return std::nullopt;
  const auto date = day_number(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  if (cursor.at_end()) return start_of_day(*date);
  if (!cursor.take(' ') && !cursor.take('T')) return std::nullopt;
  const auto time = take_time_of_day(cursor);
  if (!time || !cursor.at_end()) return std::nullopt;
  return start_of_day(*date) + *time;
}

std::optional<Duration> parse_time_of_day(std::string_view text) {
  Cursor cursor{text};
  const auto time = take_time_of_day(cursor);
  if (!time || !cursor.at_end()) return std::nullopt;
  return time;
}

std::string to_text(Instant t) {
  // std::chrono::year ends at 32767, an Instant far later: take whole cycles of 400 years off first.
  constexpr std::int64_t days_of_cycle = 146'097;
  const std::int64_t day = day_of(t);
  const std::int64_t cycle = (day >= 0 ? day : day - (days_of_cycle - 1)) / days_of_cycle;
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(day - cycle * days_of_cycle)}}};
  const std::int64_t year = static_cast<int>(date.year()) + 400 * cycle;
  // The first instants of all lie within a day of the end of the integers, so no `start_of_day` here.
  std::int64_t time = t.time_since_epoch().count() % one_day.count();
  if (time < 0) time += one_day.count();
  const std::int64_t microseconds = time % 1'000'000;
  const std::int64_t seconds = time / 1'000'000;
  std::string text = padded(year, 4) + '-' + padded(static_cast<unsigned>(date.month()), 2) + '-' +
                     padded(static_cast<unsigned>(date.day()), 2) + ' ' + padded(seconds / 3600, 2) + ':' +
                     padded(seconds / 60 % 60, 2) + ':' + padded(seconds % 60, 2);
  if (microseconds != 0) text += '.' + padded(microseconds, 6);
  return text;
}

std::string to_text(Duration d) {
  // Unsigned, so that the least of all durations has a magnitude too.
  const bool negative = d < Duration::zero();
  std::uint64_t rest = static_cast<std::uint64_t>(d.count());
  if (negative) rest = 0 - rest;
  if (rest == 0) return "0 s";
  std::string text;
  const auto append = [&text](const std::string& amount, const char* unit) {
    if (!text.empty()) text += ' ';
    text += amount + ' ' + unit;
  };
  for (const auto& [unit, length] : {std::pair{"d", one_day}, std::pair{"h", one_hour}, std::pair{"min", one_minute}}) {
    const std::uint64_t size = static_cast<std::uint64_t>(length.count());
    if (rest >= size) append(std::to_string(rest / size), unit);
    rest %= size;
  }
  if (rest > 0) {
    std::string seconds = std::to_string(rest / 1'000'000);
    if (rest % 1'000'000 != 0) {
      std::string fraction = padded(static_cast<std::int64_t>(rest % 1'000'000), 6);
      fraction.erase(fraction.find_last_not_of('0') + 1);
      seconds += '.' + fraction;
    }
    append(seconds, "s");
  }
  return negative ? '-' + text : text;
}

}  // namespace stepwell
