// A phrase or a list where that says all, else a map.
#include "stepwell/model_file/demand_writing.hpp"

#include <algorithm>
#include <set>

#include "stepwell/model_file/calendar_writing.hpp"
#include "stepwell/model_file/names.hpp"
#include "stepwell/model_file/phrase_writing.hpp"
#include "stepwell/model_file/value_writing.hpp"
#include "stepwell/model_file/written_map.hpp"

namespace stepwell::model_file {
namespace {

// Pieces that share an assumption were said once, under the days and hours that end its path.
std::string hourly_text(const Workflow& workflow, const std::vector<RatePiece>& pieces) {
  const ValueWriter values(workflow);
  static constexpr const char* names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::vector<const RatePiece*> uncertain;
  std::vector<std::pair<std::string, WrittenMap>> days;
  const auto add = [&](const std::string& day, const std::string& hours, const Quantity& rate) {
    auto found = std::find_if(days.begin(), days.end(), [&](const auto& d) { return d.first == day; });
    if (found == days.end()) found = days.insert(days.end(), {day, {}});
    found->second.add(hours, values.stated(rate_text(rate.value), rate.assumption, RangeKind::rate));
  };
  for (const RatePiece& piece : pieces) {
    if (piece.per_hour.assumption) {
      uncertain.push_back(&piece);
      continue;
    }
    const auto day = static_cast<int>(piece.begin / one_day);
    add(names[day % 7], hours_text(piece.begin - day * one_day, piece.end - day * one_day), piece.per_hour);
  }
  std::stable_sort(uncertain.begin(), uncertain.end(), [](const RatePiece* a, const RatePiece* b) {
    return *a->per_hour.assumption < *b->per_hour.assumption;
  });
  std::set<AssumptionId> said;
  for (const RatePiece* piece : uncertain) {
    if (!said.insert(*piece->per_hour.assumption).second) continue;
    const auto path = split_path(workflow.assumptions[*piece->per_hour.assumption].path);
    if (path && path->size() >= 2) add((*path)[path->size() - 2].name, path->back().name, piece->per_hour);
  }
  WrittenMap map;
  for (const auto& [day, hours] : days) map.add(day, hours.text());
  return map.text();
}

// `poisson 12 per h in office hours`, or in a map only what comes after the first word.
std::string stream_text(const Workflow& workflow, const Demand& demand, bool in_map) {
  const ValueWriter values(workflow);
  const std::string in = demand.calendar ? " in " + workflow.calendars[*demand.calendar].name : std::string();
  const auto& assumption = demand.interval.assumption;
  if (demand.poisson) {
    return values.stated((in_map ? "" : "poisson ") + rate_of_interval_text(demand.interval.a) + in, assumption,
                         RangeKind::rate, true);
  }
  return values.stated((in_map ? "" : "every ") + distribution_text(demand.interval, Scale::time) + in, assumption,
                       RangeKind::time);
}

std::string times_text(const std::vector<Instant>& times) {
  std::string text;
  for (const Instant at : times) text += (text.empty() ? "" : ", ") + to_text(at);
  return '[' + text + ']';
}

template <std::size_t n>
void add_factors(WrittenMap& map, const char* key, const std::array<double, n>& factors,
                 const std::array<const char*, n>& names) {
  WrittenMap named;
  bool any = false;
  for (std::size_t i = 0; i < n; ++i) {
    if (factors[i] == 1) continue;
    named.add(names[i], chance_text(factors[i]));
    any = true;
  }
  if (any) map.add(key, named.text());
}

void add_patterns(WrittenMap& map, const Workflow& workflow, const Demand& demand) {
  if (!demand.mix.empty()) {
    WrittenMap mix;
    for (const CaseShare& share : demand.mix) {
      mix.add(workflow.cases[share.type].name, ValueWriter(workflow).chance(share.chance));
    }
    map.add("mix", mix.text());
  }
  if (demand.together) map.add("together", distribution_text(*demand.together, Scale::number));
  add_factors(map, "by weekday", demand.pattern.by_weekday, {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"});
  add_factors(map, "by month", demand.pattern.by_month,
              {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
  if (!demand.varies_with.empty()) map.add("varies with", effects_text(workflow, demand.varies_with));
  if (demand.pattern.growth != 0) map.add("grows", chance_text(demand.pattern.growth) + " per year");
}

}  // namespace

std::string demand_text(const Workflow& workflow, const Demand& demand) {
  // A value with a basis is known by its path, which differs between the two forms.
  const ValueWriter values(workflow);
  const auto& assumption = demand.interval.assumption;
  const bool in_map = demand.together || !demand.pattern.is_flat() || !demand.varies_with.empty() ||
                      !demand.mix.empty() || values.path_ends(assumption, ".poisson") ||
                      values.path_ends(assumption, ".every");
  WrittenMap map;
  switch (demand.kind) {
    case Demand::Kind::none: return {};
    case Demand::Kind::every:
      if (!in_map) return stream_text(workflow, demand, false);
      map.add(demand.poisson ? "poisson" : "every", stream_text(workflow, demand, true));
      break;
    case Demand::Kind::hourly:
      map.add("hourly", hourly_text(workflow, demand.rates));
      if (demand.calendar) map.add("in", scalar(workflow.calendars[*demand.calendar].name));
      break;
    case Demand::Kind::listed:
      if (!demand.file.name.empty()) {
        map.add("file", scalar(demand.file.name));
        map.add("column", scalar(demand.time_column));
        if (!demand.file.type_column.empty()) map.add("type", scalar(demand.file.type_column));
        break;
      }
      if (!in_map) return times_text(demand.times);
      map.add("times", times_text(demand.times));
      break;
    case Demand::Kind::population:
      map.add("population", std::to_string(demand.members));
      map.add("each after", values.time(demand.interval));
      if (demand.calendar) map.add("in", scalar(workflow.calendars[*demand.calendar].name));
      break;
  }
  add_patterns(map, workflow, demand);
  return map.text();
}

std::string records_text(const CaseFile& records) {
  if (records.type_column.empty()) return scalar(records.name);
  WrittenMap map;
  map.add("file", scalar(records.name));
  map.add("type", scalar(records.type_column));
  return map.text();
}

std::string correlations_text(const Workflow& workflow, const CaseType& type) {
  WrittenMap map;
  for (const Correlation& correlation : type.correlations) {
    map.add(workflow.attributes[correlation.one].name + " and " + workflow.attributes[correlation.other].name,
            number_text(correlation.of_ranks));
  }
  return map.text();
}

std::string effects_text(const Workflow& workflow, const std::vector<EffectId>& effects) {
  if (effects.size() == 1) return scalar(workflow.effects[effects[0]].name);
  std::string text;
  for (const EffectId effect : effects) text += (text.empty() ? "" : ", ") + scalar(workflow.effects[effect].name);
  return '[' + text + ']';
}

std::string book_text(const Workflow& workflow, const Book& book) {
  WrittenMap map;
  const std::string in = book.calendar ? " in " + workflow.calendars[*book.calendar].name : std::string();
  map.add("slots", scalar("every " + duration_text(static_cast<double>(book.every.count())) + in));
  std::string sizes;
  for (const std::uint32_t cases : book.each) sizes += (sizes.empty() ? "" : ", ") + std::to_string(cases);
  if (book.each != std::vector<std::uint32_t>{1}) map.add("each", book.each.size() == 1 ? sizes : '[' + sizes + ']');
  return map.text();
}

std::string effect_text(const Workflow& workflow, const Effect& effect) {
  static constexpr const char* groups[] = {"day", "week", "month", "run", "case"};
  WrittenMap map;
  map.add("each", effect.each == Effect::Each::value ? scalar(workflow.attributes[*effect.attribute].name)
                                                     : groups[static_cast<int>(effect.each)]);
  map.add("factor", scalar(distribution_text(effect.factor, Scale::number)));
  return map.text();
}

std::string backlog_text(const Workflow& workflow, const CaseType& type) {
  WrittenMap map;
  for (const Backlog& backlog : type.backlog) {
    map.add(workflow.steps[backlog.step].name, std::to_string(backlog.cases));
  }
  return map.text();
}

}  // namespace stepwell::model_file
