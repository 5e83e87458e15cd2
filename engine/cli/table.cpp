// Widths by Unicode range: enough for names, and free of the terminal's locale.
#include "table.hpp"

#include <algorithm>
#include <cstdint>

namespace stepwell::cli {

namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 1;  // bytes
};

// A byte that begins no sequence counts as one character, so that bad text still lines up somehow.
CodePoint code_point_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[k])); };
  const std::uint32_t first = byte(i);
  const std::size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (i + length > text.size()) return {first, 1};
  if (length == 1) return {first, 1};
  std::uint32_t value = first & (0xFFu >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0) != 0x80) return {first, 1};
    value = (value << 6) | (byte(i + k) & 0x3F);
  }
  return {value, length};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
constexpr Range without_width[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF}};
constexpr Range wide[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE30, 0xFE6F},
                          {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t n>
bool in(const Range (&ranges)[n], std::uint32_t value) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](Range r) { return value >= r.first && value <= r.last; });
}

std::size_t width_of(std::uint32_t value) { return in(without_width, value) ? 0 : in(wide, value) ? 2 : 1; }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width, bool left) {
  const std::size_t shown = display_width(text);
  const std::string space(width > shown ? width - shown : 0, ' ');
  return left ? text + space : space + text;
}

void append_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    width += width_of(point.value);
    i += point.length;
  }
  return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t line_width = 0;
  const auto finish = [&] {
    lines.push_back(line);
    line.clear();
    line_width = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    const std::size_t word_width = display_width(word);
    if (line_width > 0 && line_width + 1 + word_width > width) finish();
    if (line_width > 0) {
      line += ' ';
      ++line_width;
    }
    // A word longer than a line is broken between characters.
    for (std::size_t k = 0; k < word.size();) {
      const CodePoint point = code_point_at(word, k);
      if (line_width + width_of(point.value) > width && line_width > 0) finish();
      line += word.substr(k, point.length);
      line_width += width_of(point.value);
      k += point.length;
    }
    i = end + 1;
  }
  if (!line.empty() || lines.empty()) finish();
  return lines;
}

std::string paragraph(std::string_view text, std::string_view first) {
  const std::size_t indent = display_width(first);
  std::string out;
  std::string before(first);
  for (const std::string& line : wrapped(text, page_width - indent)) {
    append_line(out, before + line);
    before.assign(indent, ' ');
  }
  return out;
}

Table::Table(std::vector<std::string> headings) : headings_(std::move(headings)), words_(headings_.size(), false) {
  words_[0] = true;
}

Table& Table::words(std::size_t column) {
  words_[column] = true;
  return *this;
}

void Table::row(std::vector<std::string> cells) {
  cells.resize(headings_.size());
  rows_.push_back({std::move(cells), false});
}

void Table::group(std::string name) { rows_.push_back({{std::move(name)}, true}); }

std::string Table::text() const {
  constexpr std::size_t margin = 2;
  constexpr std::size_t least_first = 16;
  std::size_t gap = 2;
  const std::size_t columns = headings_.size();
  std::vector<std::vector<std::string>> headings;
  std::size_t heading_lines = 1;
  std::vector<std::size_t> widths(columns, 0);
  for (std::size_t c = 0; c < columns; ++c) {
    headings.push_back(lines_of(headings_[c]));
    heading_lines = std::max(heading_lines, headings[c].size());
    for (const std::string& line : headings[c]) widths[c] = std::max(widths[c], display_width(line));
    for (const Row& row : rows_) {
      if (!row.is_group) widths[c] = std::max(widths[c], display_width(row.cells[c]));
    }
  }
  const auto width_of_others = [&] {
    std::size_t sum = margin;
    for (std::size_t c = 1; c < columns; ++c) sum += gap + widths[c];
    return sum;
  };
  if (width_of_others() + std::min(widths[0], least_first) > page_width) gap = 1;
  const std::size_t others = width_of_others();
  const std::size_t room = others + least_first < page_width ? page_width - others : least_first;
  widths[0] = std::min(widths[0], room);

  std::string out;
  const auto line_of = [&](const auto& cell) {
    std::string line(margin, ' ');
    for (std::size_t c = 0; c < columns; ++c) {
      if (c > 0) line.append(gap, ' ');
      line += padded(cell(c), widths[c], words_[c]);
    }
    append_line(out, line);
  };
  for (std::size_t i = 0; i < heading_lines; ++i) {
    // Headings stand on the line of the last one.
    line_of([&](std::size_t c) {
      const std::size_t skip = heading_lines - headings[c].size();
      return i < skip ? std::string() : headings[c][i - skip];
    });
  }
  for (const Row& row : rows_) {
    if (row.is_group) {
      out += paragraph(row.cells[0], std::string(margin, ' '));
      continue;
    }
    // An indented name keeps its indent in the lines below.
    const std::size_t indent = std::min(row.cells[0].find_first_not_of(' '), row.cells[0].size());
    std::vector<std::string> name =
        wrapped(std::string_view(row.cells[0]).substr(indent), widths[0] - std::min(indent, widths[0] - 1));
    for (std::string& line : name) line.insert(0, indent, ' ');
    for (std::size_t i = 0; i < name.size(); ++i) {
      line_of([&](std::size_t c) { return c == 0 ? name[i] : i + 1 == name.size() ? row.cells[c] : std::string(); });
    }
  }
  return out;
}

}  // namespace stepwell::cli
