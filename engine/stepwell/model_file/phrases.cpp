// Reading of phrases that say one number.
#include "stepwell/model_file/phrases.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How much of the word is a number: `5min` has 1, `08:00` and `2026-01-05` are no numbers at all.
std::size_t number_length(std::string_view word) {
  double value = 0;
  const bool starts = !word.empty() && (is_digit(word[0]) || ((word[0] == '-' || word[0] == '.') && word.size() > 1 &&
                                                              (is_digit(word[1]) || word[1] == '.')));
  if (!starts) return 0;
  const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
  if (result.ec != std::errc{} || !std::isfinite(value)) return 0;
  return static_cast<std::size_t>(result.ptr - word.data());
}

std::optional<double> hours_of_unit(std::string_view word) {
  const auto unit = time_unit(word);
  if (!unit) return std::nullopt;
  return in_hours(unit->length);
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t i = 0;
  while ((i = text.find_first_not_of(" \t\r\n", i)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", i), text.size());
    const std::string_view word = text.substr(i, end - i);
    const std::size_t length = number_length(word);
    const std::string_view rest = word.substr(length);
    if (length > 0 && (rest == "%" || (!rest.empty() && time_unit(rest)))) {
      words.push_back(word.substr(0, length));
      words.push_back(rest);
    } else {
      words.push_back(word);
    }
    i = end;
  }
  return words;
}

std::optional<double> number_of(std::string_view word) {
  if (word.empty() || number_length(word) != word.size()) return std::nullopt;
  double value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

Numbers numbers_in(const std::vector<std::string_view>& words, std::size_t first, Scale scale) {
  Numbers found;
  std::size_t i = first;
  std::size_t without_unit = 0;  // how many of the last values wait for a unit
  while (i < words.size()) {
    if (words[i] == "to" && i > first) {
      ++i;
      continue;
    }
    const auto number = number_of(words[i]);
    if (!number) break;
    found.values.push_back(*number);
    ++without_unit;
    ++i;
    if (scale == Scale::number || i == words.size() || words[i] == "to" || number_of(words[i])) continue;
    const auto unit = time_unit(words[i]);
    if (!unit) {
      found.unknown_unit = words[i];
      break;
    }
    for (; without_unit > 0; --without_unit) {
      found.values[found.values.size() - without_unit] *= static_cast<double>(unit->length.count());
    }
    ++i;
  }
  found.lacks_unit = scale == Scale::time && without_unit > 0;
  found.words = i - first;
  return found;
}

void report_unit(Phrase phrase, const std::string& unknown_unit, Report& report) {
  static const std::vector<std::string> units = {"s", "min", "h", "d", "week", "month", "year"};
  const std::string near = closest(unknown_unit, {"seconds", "minutes", "hours", "days", "weeks", "months", "years"});
  if (unknown_unit.empty()) {
    report.error("no-unit", quote(phrase.text) + " has no unit", phrase.place,
                 "a duration needs a unit: 5 min, 2 h (one of s, min, h, d, week, month, year)");
  } else {
    report.error("unknown-unit", quote(unknown_unit) + " in " + quote(phrase.text) + " is no unit of time",
                 phrase.place, near.empty() ? suggestion(unknown_unit, units) : "did you mean \"" + near + "\"?");
  }
}

std::optional<Duration> read_duration(Phrase phrase, Report& report) {
  const auto words = words_of(phrase.text);
  double total = 0;
  std::size_t i = 0;
  for (; i < words.size(); i += 2) {
    const auto number = number_of(words[i]);
    if (!number) break;
    const auto unit = i + 1 < words.size() ? time_unit(words[i + 1]) : std::nullopt;
    if (!unit) {
      report_unit(phrase, i + 1 < words.size() ? std::string(words[i + 1]) : std::string(), report);
      return std::nullopt;
    }
    if (*number < 0) {
      report.error("negative-time", quote(phrase.text) + " is less than nothing", phrase.place,
                   "a duration is 0 or more");
      return std::nullopt;
    }
    total += *number * static_cast<double>(unit->length.count());
  }
  if (i == 0 || i != words.size()) {
    report.error("bad-duration", quote(phrase.text) + " is not a duration", phrase.place,
                 "a number and a unit: 5 min, 2 h, 1 h 30 min");
    return std::nullopt;
  }
  if (total > longest_time) {
    report.error("too-long", quote(phrase.text) + " is longer than 1000 years", phrase.place, "is the unit right?");
    return std::nullopt;
  }
  return rounded(total);
}

std::optional<double> read_chance(Phrase phrase, Report& report) {
  const auto words = words_of(phrase.text);
  const auto number = words.empty() ? std::nullopt : number_of(words[0]);
  if (!number || words.size() != 2 || words[1] != "%") {
    const bool only_number = number && words.size() == 1;
    const double percent = only_number && *number <= 1 ? *number * 100 : number.value_or(90);
    std::string text(32, ' ');
    text.resize(static_cast<std::size_t>(
        std::to_chars(text.data(), text.data() + text.size(), std::round(percent * 1e6) / 1e6).ptr - text.data()));
    report.error(
        "bad-chance", quote(phrase.text) + " is not a chance", phrase.place,
        only_number ? "a chance is in percent: " + text + " %" : std::string("a number and a percent sign: 90 %"));
    return std::nullopt;
  }
  if (*number < 0 || *number > 100) {
    report.error("chance-out-of-range", "a chance of " + quote(phrase.text) + " is not possible", phrase.place,
                 "a chance lies between 0 % and 100 %");
    return std::nullopt;
  }
  return *number / 100;
}

std::optional<double> read_rate(Phrase phrase, Report& report) {
  const auto words = words_of(phrase.text);
  const auto number = words.size() == 3 && words[1] == "per" ? number_of(words[0]) : std::nullopt;
  const auto hours = number ? hours_of_unit(words[2]) : std::nullopt;
  if (!hours || *number < 0) {
    report.error("bad-rate", quote(phrase.text) + " is not a rate", phrase.place,
                 "a number per unit of time, 0 or more: 12 per h, 100 per week");
    return std::nullopt;
  }
  return *number / *hours;
}

std::optional<double> read_number(Phrase phrase, Report& report) {
  const auto number = number_of(trimmed(phrase.text));
  if (!number) {
    report.error("bad-number", quote(phrase.text) + " is not a number", phrase.place,
                 "write a number without unit, such as 3");
  }
  return number;
}

std::optional<Instant> read_instant(Phrase phrase, Report& report) {
  const auto instant = parse_instant(trimmed(phrase.text));
  if (!instant) {
    report.error("bad-date", quote(phrase.text) + " is not a date or a date with a time", phrase.place,
                 "year, month, day: 2026-01-05, or with the time of day: 2026-01-05 09:00");
  }
  return instant;
}

std::optional<std::int64_t> read_day(Phrase phrase, Report& report) {
  const auto instant = parse_instant(trimmed(phrase.text));
  if (!instant || time_of_day(*instant) != Duration{0} || trimmed(phrase.text).size() != 10) {
    report.error("bad-date", quote(phrase.text) + " is not a date", phrase.place, "year, month, day: 2026-04-03");
    return std::nullopt;
  }
  return day_of(*instant);
}

std::optional<Range> read_range(Phrase phrase, RangeKind kind, Report& report) {
  static const char* const forms[] = {"20 min to 60 min", "1 to 3", "80 % to 95 %", "10 per h to 14 per h"};
  const auto complain = [&] {
    report.error("bad-range", quote(phrase.text) + " is not a range here", phrase.place,
                 std::string("the least and the most that the mean may be: ") + forms[static_cast<int>(kind)]);
    return std::nullopt;
  };
  const std::size_t middle = phrase.text.find(" to ");
  if (middle == std::string_view::npos) return complain();
  std::string low(trimmed(phrase.text.substr(0, middle)));
  const std::string high(trimmed(phrase.text.substr(middle + 4)));
  // `80 to 95 %`: the unit of the second serves the first as well.
  if (number_of(low)) {
    const auto words = words_of(high);
    for (std::size_t i = 1; i < words.size(); ++i) low += ' ' + std::string(words[i]);
  }
  const auto end = [&](const std::string& text) -> std::optional<double> {
    Report nothing_lost;
    const Phrase part{text, phrase.place};
    switch (kind) {
      case RangeKind::time:
        if (const auto d = read_duration(part, nothing_lost)) return static_cast<double>(d->count());
        return std::nullopt;
      case RangeKind::number: return read_number(part, nothing_lost);
      case RangeKind::chance: return read_chance(part, nothing_lost);
      case RangeKind::rate:   return read_rate(part, nothing_lost);
    }
    return std::nullopt;
  };
  const auto first = end(low);
  const auto second = end(high);
  if (!first || !second) return complain();
  if (*first > *second) {
    report.error("bad-range", "the range " + quote(phrase.text) + " begins above its end", phrase.place,
                 "the least comes first: " + high + " to " + low);
    return std::nullopt;
  }
  return Range{*first, *second};
}

}  // namespace stepwell::model_file
