// What multiplies a rate - weekdays, months, growth - and how many cases come at once.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

constexpr std::array<std::string_view, 12> month_names = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};

std::optional<std::size_t> month_called(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t month = 0; month < month_names.size(); ++month) {
    if (lower == month_names[month] || lower == month_names[month].substr(0, 3)) return month;
  }
  return std::nullopt;
}

// `Jan`, `Jun-Aug`, `Nov-Feb`, `Jan Mar`: the months, in the order in which they are said.
std::optional<std::vector<std::size_t>> read_months(Phrase phrase, Report& report) {
  std::vector<std::size_t> months;
  for (const auto word : words_of(phrase.text)) {
    const std::size_t dash = word.find('-');
    const auto first = month_called(word.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : month_called(word.substr(dash + 1));
    if (!first || !last) {
      report.error("bad-month", quote(word) + " is not a month", phrase.place,
                   "write months as Jan, Jun-Aug, or Jan Mar May");
      return std::nullopt;
    }
    months.push_back(*first);
    for (std::size_t month = *first; month != *last;) months.push_back(month = (month + 1) % 12);
  }
  return months;
}

std::optional<std::vector<std::size_t>> read_days_of_week(Phrase phrase, Report& report) {
  const auto days = read_weekdays(phrase, report);
  if (!days) return std::nullopt;
  return std::vector<std::size_t>(days->begin(), days->end());
}

}  // namespace

void Reader::read_patterns(const Value& arrive, Demand& demand) {
  const auto read_factors = [&](const char* key, const char* example, auto& factors, auto read_key) {
    const Value* said = arrive.at(key);
    if (!said) return;
    if (!said->is_map()) {
      report_.error("wrong-kind", '`' + std::string(key) + "` is a map, not " + described(*said), said->place,
                    std::string("write it as ") + example);
      return;
    }
    std::array<bool, 12> named{};
    for (const Entry& entry : said->entries) {
      const auto which = read_key(Phrase{entry.key, entry.key_place}, report_);
      const auto share = factor(entry.value);
      if (!which || !share) continue;
      for (const std::size_t one : *which) {
        if (named[one]) {
          report_.error("bad-factor", quote(entry.key) + " has a factor already", entry.key_place,
                        "name each day or month once");
          return;
        }
        named[one] = true;
        factors[one] = *share;
      }
    }
  };
  read_factors("by weekday", "{Mon: 130 %, Sat-Sun: 50 %}", demand.pattern.by_weekday, read_days_of_week);
  read_factors("by month", "{Jan: 120 %, Jul-Aug: 80 %}", demand.pattern.by_month, read_months);
  if (const Value* said = arrive.at("grows")) read_growth(*said, demand);
  if (const Value* said = arrive.at("together")) read_together(*said, demand);
}

std::optional<double> Reader::factor(const Value& said) {
  if (!phrase_text(said, "a factor", "120 %")) return std::nullopt;
  const auto words = words_of(said.text);
  const auto percent = words.size() == 2 && words[1] == "%" ? number_of(words[0]) : std::nullopt;
  if (percent && *percent >= 0) return *percent / 100;
  report_.error("bad-factor", quote(said.text) + " is not a factor", said.place,
                "a share of the ordinary rate, 0 % or more: 120 %");
  return std::nullopt;
}

void Reader::read_growth(const Value& said, Demand& demand) {
  if (!phrase_text(said, "`grows`", "3 % per year")) return;
  const auto words = words_of(said.text);
  const bool form =
      words.size() == 4 && words[1] == "%" && (words[2] == "per" || words[2] == "a") && words[3] == "year";
  const auto percent = form ? number_of(words[0]) : std::nullopt;
  if (percent && *percent > -100) {
    demand.pattern.growth = *percent / 100;
    return;
  }
  report_.error("bad-growth", quote(said.text) + " is not a growth", said.place,
                "percent per year, below 0 where it shrinks: 3 % per year");
}

void Reader::read_mix(const Value& said, const std::string& path, Demand& demand) {
  if (!said.is_map()) {
    report_.error("wrong-kind", "`mix` is a map of case types and chances, not " + described(said), said.place,
                  "write it as {minor: 70 %, major: 30 %}");
    return;
  }
  for (const Entry& share : said.entries) {
    const auto type = case_called(share.key, share.key_place);
    if (!type) continue;
    if (const auto found = chance(share.value, join_path(path, share.key))) demand.mix.push_back({*type, *found});
  }
}

void Reader::read_together(const Value& said, Demand& demand) {
  if (!phrase_text(said, "`together`", "2")) return;
  demand.together = read_distribution(phrase_of(said), Scale::number, folder_of(said.place), report_);
}

}  // namespace stepwell::model_file
