// Case types: what they are, where they start, and how many are there before the clock does.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_case(CaseTypeId id, const Entry& said) {
  if (!check_keys(said.value, case_section, report_)) {
    lost_the_way_ = true;
    return;
  }
  CaseType& type = workflow_.cases[id];
  const std::string path = join_path("cases", said.key);
  type.demand.place = said.key_place;
  if (const Value* arrive = said.value.at("arrive")) type.demand = read_demand(*arrive, join_path(path, "arrive"));
  const CaseRows* rows = rows_of(said.key);
  if (rows && !rows->table) insert(broken_, said.key_place);
  if (rows && rows->table) {
    type.rows = static_cast<std::uint32_t>(rows->rows.size());
    if (rows->time_column.empty()) {
      type.records = rows->file;
    } else {
      type.demand.times = rows->times;
      type.demand.file = rows->file;
      type.demand.time_column = rows->time_column;
    }
  }
  if (const Value* attributes = said.value.at("attributes")) {
    type.attributes = attribute_values(*attributes, join_path(path, "attributes"), rows);
  }
  if (const Value* correlations = said.value.at("correlations")) read_correlations(*correlations, type);
  const Value* start = said.value.at("start");
  const auto first = start ? step_called(*start) : std::nullopt;
  if (first)
    type.start = *first;
  else
    lost_the_way_ = true;
  if (const Value* backlog = said.value.at("backlog")) read_backlog(*backlog, type);
  if (const Value* value = said.value.at("priority")) {
    if (const auto level = priority(*value)) type.priority = *level;
  }
  if (const Value* due = said.value.at("due"); due && phrase_text(*due, "`due`", "4 h")) {
    type.due = read_duration(phrase_of(*due), report_);
  }
  read_about(said.value, type.about);
  read_uses(said.value, path, case_users, type.uses);
}

void Reader::read_backlog(const Value& backlog, CaseType& type) {
  if (!backlog.is_map()) {
    const auto cases = whole_number(backlog, "a backlog", 0);
    if (cases && *cases > 0) type.backlog.push_back({type.start, *cases, backlog.place});
    return;
  }
  for (const Entry& at : backlog.entries) {
    const auto step = step_called(at.key, at.key_place);
    const auto cases = whole_number(at.value, "a backlog", 0);
    if (step && cases && *cases > 0) type.backlog.push_back({*step, *cases, at.key_place});
  }
}

}  // namespace stepwell::model_file
