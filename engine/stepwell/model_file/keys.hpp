// The keys of the model language: for every section its keys, what they hold, and a sentence about each.
//
// Guarantees: the one table from which the reader takes what it accepts and the JSON Schema what it offers, so that
// the two cannot differ. Static; costs nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/report.hpp"
#include "stepwell/model_file/value_tree.hpp"

namespace stepwell::model_file {

/// What a key holds: a phrase, or a section of its own.
enum class Holds {
  version,
  free_text,
  text,
  name,
  names,
  flag,
  file,
  base,
  duration,
  warm_up,
  date_time,
  number,
  priority,
  whole_number,
  staff,
  money_rate,
  band,
  after_hours,
  discipline,
  separate_queues,
  pre_emption,
  ageing,
  outages,
  individuals,
  asked_first,
  breakdown,
  work_when_out,
  join_kind,
  basis,
  range,
  who,
  held,
  alternatives,
  substitutes,
  places,
  equipment,
  time,
  adds,
  wait,
  sets,
  routing,
  rule,
  branches,
  arrival,
  stream,
  arrival_rate,
  hourly,
  times,
  count,
  weekday_factors,
  month_factors,
  growth,
  mix,
  backlog,
  records,
  correlations,
  books,
  slots,
  slot_sizes,
  effects,
  effect_group,
  factor,
  attributes,
  calendar_text,
  closed_days,
  dated_hours,
  moment,
  target,
  moves,
  stated_time,
  stated_wait,
  stated_chance,
  deadline,
  batch,
  repeats,
  how_often,
  repetition,
  times_of_day,
  visit_limit,
  chosen_branches,
  clock,
  calendars,
  roles,
  cases,
  steps,
  workflows,
  measures,
  quantities,
  uses,
  changes,
  changes_so_far,
  rates,
  bands,
};

struct Key {
  std::string_view name;
  Holds holds;
  std::string_view about;
  bool required = false;
};

/// One kind of map in a model.
struct Section {
  std::string_view name;    ///< as it stands in the schema: `step`
  std::string_view called;  ///< in messages: `a step`
  std::vector<Key> keys;
  std::vector<std::string_view> later;  ///< words of the language that this version does not simulate

  const Key* find(std::string_view key) const;
};

extern const Section model_section, scenario_section, change_section, clock_section, calendar_section, role_section,
    individual_section, place_section, outage_section, breakdown_section, case_section, arrival_section,
    records_section, effect_section, book_section, step_section, called_section, alternative_section,
    substitute_section, batch_section, repeats_section, deadline_section, visit_limit_section, split_section,
    inclusive_section, branch_section, race_section, flow_section, time_case_section, added_section, stated_section,
    measure_section, past_change_section, rates_section, band_section;

/// All of them, for the schema.
const std::vector<const Section*>& all_sections();

/// Reports keys of the map that the section does not have and required ones that are missing. Returns whether
/// `value` is a map at all (and reports it where it is not).
bool check_keys(const Value& value, const Section& section, Report& report);

}  // namespace stepwell::model_file
