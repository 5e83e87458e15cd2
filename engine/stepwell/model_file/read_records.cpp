// Files of cases: which rows are whose, when they came, and what an attribute takes from them.
#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 4> truths = {
    {{"true", 1}, {"false", 0}, {"yes", 1}, {"no", 0}}};

std::optional<double> truth_of(std::string_view field) {
  for (const auto& [word, value] : truths) {
    if (field == word) return value;
  }
  return std::nullopt;
}

}  // namespace

void Reader::open_files() {
  const Value* cases = section("cases");
  for (std::size_t i = 0; cases && i < cases->entries.size(); ++i) {
    const Entry& type = cases->entries[i];
    const Value* arrive = type.value.at("arrive");
    const Value* replayed = arrive && arrive->is_map() ? arrive->at("file") : nullptr;
    const Value* records = type.value.at("records");
    if (replayed && records) {
      report_.error("bad-records", "the arrivals of " + quote(type.key) + " have their rows already", records->place,
                    "leave out `records`: each case takes the columns of its own row");
    }
    if (replayed)
      open_file(type.key, *replayed, arrive->at("type"), arrive->at("column"));
    else if (records && records->is_map() && check_keys(*records, records_section, report_) && records->at("file"))
      open_file(type.key, *records->at("file"), records->at("type"), nullptr);
    else if (records && !records->is_map())
      open_file(type.key, *records, nullptr, nullptr);
  }
}

// Takes the rows of a case type, in the order of `times` where that column is given.
void Reader::open_file(const std::string& type, const Value& file, const Value* type_column, const Value* times) {
  CaseRows& kept = rows_[type];  // without a table until all is well
  const auto name = phrase_text(file, "the name of a file", "arrivals.csv");
  if (!name) return;
  const std::filesystem::path path = folder_of(file.place) / *name;
  auto open = tables_.find(path.string());
  if (open == tables_.end())
    open = tables_.emplace(path.string(), read_table(path, std::string(*name), file.place, report_)).first;
  if (!open->second) return;
  const Table& table = *open->second;
  CaseRows rows;
  rows.table = &table;
  rows.file.name = table.name;
  std::optional<std::size_t> of_type;
  if (type_column) {
    const auto column = phrase_text(*type_column, "the name of a column", "kind");
    if (!column) return;
    rows.file.type_column = *column;
    of_type = table.column(rows.file.type_column, type_column->place, report_);
    if (!of_type) return;
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (!of_type || table.field(row, *of_type) == type) rows.rows.push_back(row);
  }
  if (rows.rows.empty()) {
    report_.error("bad-records",
                  of_type ? "no row of " + quote(table.name) + " has " + quote(type) + " in column " +
                                quote(rows.file.type_column)
                          : quote(table.name) + " has no rows",
                  file.place, "is this the right file, with a first line that names its columns?");
    return;
  }
  if (times && !read_row_times(*times, rows)) return;
  kept = std::move(rows);
}

bool Reader::read_row_times(const Value& column, CaseRows& rows) {
  const auto name = phrase_text(column, "the name of a column", "arrived");
  const auto index = name ? rows.table->column(std::string(*name), column.place, report_) : std::nullopt;
  if (!index) return false;
  rows.time_column = *name;
  std::vector<std::pair<Instant, std::size_t>> arrivals;
  for (const std::size_t row : rows.rows) {
    const auto at = parse_instant(rows.table->field(row, *index));
    if (!at) {
      rows.table->complain(row, rows.time_column, "a date with a time", "write it as 2026-01-05 09:30", column.place,
                           report_);
      return false;
    }
    arrivals.emplace_back(*at, row);
  }
  std::sort(arrivals.begin(), arrivals.end());  // those of one instant in the order of the file
  rows.rows.clear();
  for (const auto& [at, row] : arrivals) {
    rows.times.push_back(at);
    rows.rows.push_back(row);
  }
  return true;
}

const Reader::CaseRows* Reader::rows_of(const std::string& type) const {
  const auto found = rows_.find(type);
  return found == rows_.end() ? nullptr : &found->second;
}

// What a column holds is what all of its fields can be read as.
Attribute::Type Reader::column_type(const CaseRows& rows, std::string_view column) const {
  const auto& header = rows.table->header;
  const auto index = static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
  const auto all = [&](auto holds) {
    return std::all_of(rows.rows.begin(), rows.rows.end(),
                       [&](std::size_t row) { return holds(rows.table->field(row, index)); });
  };
  // A field left empty is a gap among numbers, which is reported when they are read.
  if (all([](std::string_view field) { return field.empty(); })) return Attribute::Type::text;
  if (all([](std::string_view field) { return field.empty() || number_of(field); })) return Attribute::Type::number;
  if (all([](std::string_view field) { return field.empty() || truth_of(field); })) return Attribute::Type::truth;
  return Attribute::Type::text;
}

void Reader::declare_column(const CaseRows& rows, std::string_view column, Attribute& attribute) const {
  const auto& header = rows.table->header;
  const auto index = static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
  for (const std::size_t row : rows.rows) {
    const std::string_view field = rows.table->field(row, index);
    const bool is_new = std::find(attribute.texts.begin(), attribute.texts.end(), field) == attribute.texts.end();
    if (is_new) attribute.texts.emplace_back(field);
  }
}

bool Reader::read_column_value(const CaseRows& rows, const Value& said, AttributeValue& value) {
  const Attribute& attribute = workflow_.attributes[value.attribute];
  const auto index = rows.table->column(value.column, said.place, report_);
  if (!index) return false;
  for (const std::size_t row : rows.rows) {
    const std::string_view field = rows.table->field(row, *index);
    std::optional<double> found;
    switch (attribute.type) {
      case Attribute::Type::number: found = number_of(field); break;
      case Attribute::Type::truth:  found = truth_of(field); break;
      case Attribute::Type::text:   {
        const auto text = std::find(attribute.texts.begin(), attribute.texts.end(), field);
        found = static_cast<double>(text - attribute.texts.begin());
        break;
      }
    }
    if (!found) {
      rows.table->complain(row, value.column, attribute.type == Attribute::Type::number ? "a number" : "true or false",
                           "correct the file", said.place, report_);
      return false;
    }
    value.rows.push_back(*found);
  }
  return true;
}

void Reader::read_correlations(const Value& said, CaseType& type) {
  if (!said.is_map()) {
    report_.error("wrong-kind", "`correlations` is a map, not " + described(said), said.place,
                  "write it as {age and length of stay: 0.4}");
    return;
  }
  for (const Entry& entry : said.entries) {
    const std::size_t middle = entry.key.find(" and ");
    const auto called = [&](std::string_view name) -> std::optional<AttributeId> {
      const auto found = attributes_.find(std::string(trimmed(name)));
      if (found != attributes_.end()) return found->second;
      std::vector<std::string> names;
      for (const Attribute& attribute : workflow_.attributes) names.push_back(attribute.name);
      report_.error("bad-correlation", quote(trimmed(name)) + " is not an attribute", entry.key_place,
                    suggestion(trimmed(name), names));
      return std::nullopt;
    };
    if (middle == std::string::npos) {
      report_.error("bad-correlation", quote(entry.key) + " does not name two attributes", entry.key_place,
                    "write it as {age and length of stay: 0.4}");
      continue;
    }
    const auto one = called(std::string_view(entry.key).substr(0, middle));
    const auto other = called(std::string_view(entry.key).substr(middle + 5));
    if (!one || !other || !phrase_text(entry.value, "a correlation", "0.4")) continue;
    const auto of_ranks = read_number(phrase_of(entry.value), report_);
    if (of_ranks) type.correlations.push_back({*one, *other, *of_ranks, entry.key_place});
  }
}

}  // namespace stepwell::model_file
