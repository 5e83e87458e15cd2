// CSV as RFC 4180 has it.
#include "stepwell/model_file/columns.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "stepwell/model_file/names.hpp"
#include "stepwell/model_file/phrases.hpp"

namespace stepwell::model_file {
namespace {

// Takes one record off the front of `text`; a quoted field may hold commas, line ends and doubled quotes.
std::vector<std::string> take_record(std::string_view& text, int& line) {
  std::vector<std::string> fields(1);
  bool in_quotes = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (in_quotes) {
      if (c != '"')
        fields.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        fields.back() += text[++i];
      else
        in_quotes = false;
    } else if (c == '"') {
      in_quotes = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++i;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  text.remove_prefix(std::min(i, text.size()));
  return fields;
}

}  // namespace

std::optional<std::string> text_of_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return std::nullopt;
  return text;
}

std::optional<Table> read_table(const std::filesystem::path& file, const std::string& name, const SourcePlace& place,
                                Report& report) {
  const auto content = text_of_file(file);
  if (!content) {
    report.error("unreadable-file", "the file " + quote(name) + " cannot be read", place,
                 "its path is relative to the model that names it");
    return std::nullopt;
  }
  std::string_view text = *content;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int line = 1;
  Table table;
  table.name = name;
  table.header = take_record(text, line);
  for (auto& field : table.header) field = std::string(trimmed(field));
  while (!text.empty()) {
    const int this_line = line;
    auto fields = take_record(text, line);
    const bool empty = fields.size() == 1 && trimmed(fields.front()).empty();
    if (!empty) table.rows.push_back({this_line, std::move(fields)});
  }
  return table;
}

std::optional<std::size_t> Table::column(const std::string& called, const SourcePlace& place, Report& report) const {
  const auto found = std::find(header.begin(), header.end(), called);
  if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  report.error("unknown-column", quote(name) + " has no column " + quote(called), place, suggestion(called, header));
  return std::nullopt;
}

void Table::complain(std::size_t row, const std::string& called, const std::string& what, const std::string& hint,
                     const SourcePlace& place, Report& report) const {
  const auto found = static_cast<std::size_t>(std::find(header.begin(), header.end(), called) - header.begin());
  report.error("bad-column",
               "line " + std::to_string(rows[row].line) + " of " + quote(name) + " has " + quote(field(row, found)) +
                   " in column " + quote(called) + ", which is not " + what,
               place, hint);
}

std::string_view Table::field(std::size_t row, std::size_t column) const {
  const auto& fields = rows[row].fields;
  return column < fields.size() ? trimmed(fields[column]) : std::string_view{};
}

std::optional<std::vector<double>> read_column(const std::filesystem::path& file, const std::string& name,
                                               const std::string& column, const SourcePlace& place, Report& report) {
  const auto table = read_table(file, name, place, report);
  const auto index = table ? table->column(column, place, report) : std::nullopt;
  if (!index) return std::nullopt;
  std::vector<double> values;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view field = table->field(row, *index);
    if (field.empty()) continue;
    const auto value = number_of(field);
    if (!value) {
      table->complain(row, column, "a number", "correct the file, or leave the field empty", place, report);
      return std::nullopt;
    }
    values.push_back(*value);
  }
  if (values.empty()) {
    report.error("bad-column", "column " + quote(column) + " of " + quote(name) + " holds no number", place,
                 "is this the right column?");
    return std::nullopt;
  }
  return values;
}

}  // namespace stepwell::model_file
