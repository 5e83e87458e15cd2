// Places and explanations of syntax errors.
#include "stepwell/model_file/source_text.hpp"

#include <algorithm>

#include "stepwell/model_file/report.hpp"

namespace stepwell::model_file {

SourceText::SourceText(std::string_view text, std::string name) : text_(text), name_(std::move(name)) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
  // A file ends with a line end; what follows it is not a line that anyone sees.
  if (line_starts_.size() > 1 && line_starts_.back() == text_.size()) line_starts_.pop_back();
}

SourcePlace SourceText::place(std::size_t position) const {
  position = std::min(position, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), position);
  const std::size_t start = *(after - 1);
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const auto column = std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(start),
                                    text_.begin() + static_cast<std::ptrdiff_t>(position), is_first_byte);
  return {name_, static_cast<int>(after - line_starts_.begin()), static_cast<int>(column) + 1};
}

std::string_view SourceText::rest_of(std::size_t position) const {
  return position < text_.size() ? text_.substr(position) : std::string_view{};
}

std::string_view SourceText::line(std::size_t number) const {
  if (number < 1 || number > line_starts_.size()) return {};
  const std::size_t start = line_starts_[number - 1];
  return text_.substr(start, text_.substr(start).find_first_of("\r\n"));
}

std::optional<std::size_t> SourceText::first_bad_byte() const {
  std::size_t i = 0;
  while (i < text_.size()) {
    const auto byte = [&](std::size_t k) {
      return i + k < text_.size() ? static_cast<unsigned char>(text_[i + k]) : 0u;
    };
    const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0) == 0x80; };
    const unsigned first = byte(0);
    std::size_t length = 0;
    if (first < 0x80)
      length = (first >= 0x20 && first != 0x7F) || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    else if (first >= 0xC2 && first <= 0xDF)
      length = tail(1) ? 2 : 0;
    else if (first >= 0xE0 && first <= 0xEF) {
      const bool overlong = first == 0xE0 && byte(1) < 0xA0;
      const bool surrogate = first == 0xED && byte(1) >= 0xA0;
      length = tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
    } else if (first >= 0xF0 && first <= 0xF4) {
      const bool out_of_range = (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) >= 0x90);
      length = tail(1) && tail(2) && tail(3) && !out_of_range ? 4 : 0;
    }
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

bool SourceText::says_null_at(std::size_t position) const {
  const std::string_view rest = rest_of(position);
  for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
    if (!rest.starts_with(word)) continue;
    const std::string_view after = rest.substr(word.size());
    const std::size_t next = after.find_first_not_of(' ');
    // `null: 3` is a key that happens to follow an empty value.
    return next == std::string_view::npos || std::string_view("\r\n,]}#").find(after[next]) != std::string_view::npos;
  }
  return false;
}

bool SourceText::quote_is_closed(std::size_t position) const {
  const std::string_view rest = rest_of(position);
  const char quote = rest[0];
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (quote == '"' && rest[i] == '\\')
      ++i;
    else if (rest[i] == quote && quote == '\'' && i + 1 < rest.size() && rest[i + 1] == '\'')
      ++i;
    else if (rest[i] == quote)
      return true;
  }
  return false;
}

// The byte at which the character of this column begins.
static std::size_t bytes_before(std::string_view line, int column) {
  std::size_t i = 0;
  for (int c = 1; c < column && i < line.size(); ++c) {
    ++i;
    while (i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80) ++i;
  }
  return i;
}

std::pair<std::string, std::string> SourceText::explain(std::string_view complaint, std::size_t position,
                                                        const std::optional<SourcePlace>& open_bracket) const {
  const auto number = static_cast<std::size_t>(place(position).line);
  for (const std::size_t n : {number, number - 1}) {
    const std::string_view text = line(n);
    const std::string_view indent = text.substr(0, text.find_first_not_of(" \t"));
    if (indent.find('\t') != std::string_view::npos) {
      return {"a tab is not allowed before the text of a line", "indent with spaces"};
    }
  }
  const bool about_flow = complaint.find("flow") != std::string_view::npos;
  if (open_bracket) {
    const std::string_view opening = line(static_cast<std::size_t>(open_bracket->line));
    const bool is_list =
        opening.substr(std::min(opening.size(), bytes_before(opening, open_bracket->column))).starts_with('[');
    const std::string which = is_list ? "[" : "{";
    const std::string closing = is_list ? "]" : "}";
    return {"the \"" + which + "\" of line " + std::to_string(open_bracket->line) + ", column " +
                std::to_string(open_bracket->column) + " does not go on as it should here",
            "is a comma missing before this, or a \"" + closing + "\"?"};
  }
  if (about_flow) return {"a closing bracket has no partner", "is a bracket missing before it?"};
  if (complaint.find("illegal map value") != std::string_view::npos) {
    const std::string_view before = line(number).substr(0, line(number).rfind(':'));
    if (before.find(": ") != std::string_view::npos && before.find('"') == std::string_view::npos) {
      return {"a line says one `key: value`; here is a second colon",
              "put several keys into braces, {a: 1, b: 2}, or on lines of their own"};
    }
    return {"a key is not expected here",
            "is a colon missing in the line above, or is this line indented further than its neighbours?"};
  }
  if (complaint.find("unknown token") != std::string_view::npos) {
    return {"a value cannot begin with " + quote(rest_of(position).substr(0, 1)), "put the value in double quotes"};
  }
  if (complaint.find("end of map") != std::string_view::npos ||
      complaint.find("end of sequence") != std::string_view::npos) {
    return {"this line does not fit the lines above it", "is a colon missing, or a space of its indentation?"};
  }
  return {"this is not YAML: " + std::string(complaint), "compare the line with its neighbours"};
}

}  // namespace stepwell::model_file
