// How cases come: a phrase, a list of times, or a map of what there is to say.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

constexpr double microseconds_an_hour = 3.6e9;

// `every 5.5 min in clinic hours` without its calendar, and the calendar.
struct Split {
  std::string_view text;
  std::string_view calendar;
};

// The last ` in ` before a name; one before a unit belongs to `empirical ... in min`.
Split split_calendar(std::string_view text) {
  const std::size_t at = text.rfind(" in ");
  if (at == std::string_view::npos) return {text, {}};
  const std::string_view name = trimmed(text.substr(at + 4));
  const bool is_unit_of_column = time_unit(name) && text.find(" column ") != std::string_view::npos;
  if (is_unit_of_column) return {text, {}};
  return {trimmed(text.substr(0, at)), name};
}

}  // namespace

Demand Reader::read_demand(const Value& arrive, const std::string& path) {
  Demand demand;
  demand.place = arrive.place;
  if (arrive.is_list())
    read_times(arrive, demand);
  else if (arrive.is_map() && !is_stated(arrive))
    read_arrival(arrive, path, demand);
  else
    read_phrase(arrive, path, demand);
  return demand;
}

void Reader::read_phrase(const Value& arrive, const std::string& path, Demand& demand) {
  const Stated said = stated(arrive);
  if (!phrase_text(*said.is, "`arrive`", "every 10 min in clinic hours")) return;
  const std::string_view text = trimmed(said.is->text);
  const bool every = text.starts_with("every ");
  demand.poisson = text.starts_with("poisson ");
  if (!every && !demand.poisson) {
    const auto words = words_of(text);
    const std::string near = words.empty() ? std::string() : closest(words[0], {"every", "poisson"});
    report_.error(
        "bad-arrival", quote(text) + " does not say how cases come", said.is->place,
        near.empty()
            ? "every 10 min in clinic hours, every exponential mean 10 min, poisson 12 per h, a list of times, "
              "or {hourly: ...}"
            : "did you mean \"" + near + "\"?");
    return;
  }
  read_stream(said, trimmed(text.substr(text.find(' '))), path, demand);
}

// What comes after `every` or `poisson`.
void Reader::read_stream(const Stated& said, std::string_view text, const std::string& path, Demand& demand) {
  demand.kind = Demand::Kind::every;
  const Split split = split_calendar(text);
  if (!split.calendar.empty()) demand.calendar = calendar_called(split.calendar, said.is->place);
  const Phrase phrase{split.text, said.is->place};
  if (demand.poisson) {
    const auto per_hour = read_rate(phrase, report_);
    if (!per_hour) return;
    if (*per_hour <= 0) {
      report_.error("bad-rate", quote(split.text) + " means that nobody ever comes", said.is->place,
                    "let the rate be above 0");
      return;
    }
    demand.interval = exponential(microseconds_an_hour / *per_hour);
    const bool range_is_rate = said.range && said.range->text.find(" per ") != std::string::npos;
    demand.interval.assumption = assume(said, path, Assumption::Quantity::duration,
                                        range_is_rate ? RangeKind::rate : RangeKind::time, demand.interval.a);
    return;
  }
  auto interval = read_distribution(phrase, Scale::time, folder_of(said.is->place), report_);
  if (!interval) return;
  demand.interval = std::move(*interval);
  demand.interval.assumption =
      assume(said, path, Assumption::Quantity::duration, RangeKind::time, demand.interval.stated_mean());
}

// The ways of coming that have a key of their own, and what goes with each of them.
void Reader::read_arrival(const Value& arrive, const std::string& path, Demand& demand) {
  check_keys(arrive, arrival_section, report_);
  const Value* way = nullptr;
  for (const std::string_view key : {"every", "poisson", "hourly", "times", "file", "population"}) {
    const Value* said = arrive.at(key);
    if (!said) continue;
    if (way) {
      report_.error("bad-arrival", "`arrive` says in two ways how cases come", said->place,
                    "keep one of them; what comes in another way is a case type of its own");
      return;
    }
    way = said;
  }
  if (!way) {
    if (!arrive.faulty) {
      report_.error("bad-arrival", "`arrive` does not say how cases come", arrive.place,
                    "add one of `every`, `poisson`, `hourly`, `times`, `file`, `population`");
    }
    return;
  }
  if (way == arrive.at("hourly")) {
    read_hourly(*way, join_path(path, "hourly"), demand);
  } else if (way == arrive.at("times")) {
    read_times(*way, demand);
  } else if (way == arrive.at("file")) {
    demand.kind = Demand::Kind::listed;  // its times are those of the rows
    if (!arrive.at("column")) {
      report_.error("missing-key", "a file of arrivals needs `column`", way->place,
                    "the column with their times: {file: arrivals.csv, column: arrived}");
    }
  } else if (way == arrive.at("population")) {
    read_population(arrive, path, demand);
  } else {
    demand.poisson = way == arrive.at("poisson");
    const std::string_view key = demand.poisson ? "poisson" : "every";
    const Stated said = stated(*way);
    if (phrase_text(*said.is, "`" + std::string(key) + "`", demand.poisson ? "12 per h" : "10 min"))
      read_stream(said, trimmed(said.is->text), join_path(path, key), demand);
  }
  const auto goes_with = [&](const char* key, const char* with, const char* what) {
    const Value* said = arrive.at(key);
    if (!said || way == arrive.at(with)) return;
    report_.error("bad-arrival", '`' + std::string(key) + "` is of " + what + ", and there is none", said->place,
                  "add `" + std::string(with) + "`, or leave it out");
  };
  goes_with("column", "file", "a file");
  goes_with("type", "file", "a file");
  goes_with("each after", "population", "a population");
  if (const Value* calendar = arrive.at("in")) {
    if (demand.calendar)
      report_.error("bad-arrival", "`arrive` names two calendars", calendar->place, "leave out `in`");
    else if (const auto name = phrase_text(*calendar, "the name of a calendar", "office hours"))
      demand.calendar = calendar_called(*name, calendar->place);
  }
  if (const Value* effects = arrive.at("varies with")) demand.varies_with = effects_called(*effects);
  if (const Value* mix = arrive.at("mix")) read_mix(*mix, join_path(path, "mix"), demand);
  read_patterns(arrive, demand);
}

void Reader::read_population(const Value& arrive, const std::string& path, Demand& demand) {
  demand.kind = Demand::Kind::population;
  demand.members = whole_number(*arrive.at("population"), "a population", 1).value_or(0);
  const Value* after = arrive.at("each after");
  if (!after) {
    report_.error("missing-key", "a population needs `each after`", arrive.at("population")->place,
                  "how long each member stays away: {population: 120, each after: exponential mean 30 d}");
    return;
  }
  if (auto away = distribution(*after, join_path(path, "each after"), Scale::time)) demand.interval = std::move(*away);
}

void Reader::read_hourly(const Value& hourly, const std::string& path, Demand& demand) {
  demand.kind = Demand::Kind::hourly;
  const char* form = "write it as {Mon-Fri: {08:00-12:00: 12 per h}, Sat: {09:00-12:00: 3 per h}}";
  if (!hourly.is_map()) {
    report_.error("wrong-kind", "`hourly` is a map of days, not " + described(hourly), hourly.place, form);
    return;
  }
  for (const Entry& days : hourly.entries) {
    if (!days.value.is_map()) {
      report_.error("wrong-kind", quote(days.key) + " has a map of hours and rates, not " + described(days.value),
                    days.value.place, form);
      continue;
    }
    for (const Entry& hours : days.value.entries) {
      read_pieces(days, hours, join_path(join_path(path, days.key), hours.key), demand);
    }
  }
  std::sort(demand.rates.begin(), demand.rates.end(),
            [](const RatePiece& a, const RatePiece& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < demand.rates.size(); ++i) {
    if (demand.rates[i].begin >= demand.rates[i - 1].end) continue;
    report_.error("overlapping-rates", "two hourly rates hold at the same time", hourly.place,
                  "let hours end before the next begin");
    return;
  }
}

void Reader::read_pieces(const Entry& days, const Entry& hours, const std::string& path, Demand& demand) {
  const auto weekdays = read_weekdays({days.key, days.key_place}, report_);
  const auto from_to = read_hours({hours.key, hours.key_place}, report_);
  const auto per_hour = rate(hours.value, path);
  if (!weekdays || !from_to || !per_hour) return;
  for (const int day : *weekdays) {
    const Duration begin = day * one_day + from_to->open;
    const Duration end = day * one_day + from_to->close;
    demand.rates.push_back({begin, std::min(end, one_week), *per_hour});
    // The night from Sunday to Monday goes on at the beginning of the week.
    if (end > one_week) demand.rates.push_back({Duration{0}, end - one_week, *per_hour});
  }
}

void Reader::read_times(const Value& times, Demand& demand) {
  demand.kind = Demand::Kind::listed;
  if (!times.is_list()) {
    report_.error("wrong-kind", "the times of arrival are a list, not " + described(times), times.place,
                  "write them as [2026-01-05 09:00, 2026-01-05 09:30]");
  }
  for (const Value& item : times.items) {
    if (!phrase_text(item, "a time of arrival", "2026-01-05 09:00")) continue;
    if (const auto at = read_instant(phrase_of(item), report_)) demand.times.push_back(*at);
  }
  std::stable_sort(demand.times.begin(), demand.times.end());
}

}  // namespace stepwell::model_file
