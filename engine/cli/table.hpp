// Plain text that lines up: tables and paragraphs of at most 100 columns.
//
// Guarantees: columns align by what a terminal shows, so accents, Chinese characters and emoji count as wide as they
// are; a long name in the first column goes on in the next line instead of pushing the numbers aside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepwell::cli {

inline constexpr std::size_t page_width = 100;

/// Columns that `text` takes on a terminal.
std::size_t display_width(std::string_view text);
/// `text` in lines of at most `width` columns, broken at spaces where there are any.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);
/// A paragraph: its first line after `first`, the others after as many spaces.
std::string paragraph(std::string_view text, std::string_view first = "");

class Table {
 public:
  /// The first column is for words, the others for numbers; `\n` breaks a heading.
  explicit Table(std::vector<std::string> headings);
  /// A column of words: aligned left.
  Table& words(std::size_t column);
  void row(std::vector<std::string> cells);
  /// A line of its own, such as the name of a group.
  void group(std::string name);
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  struct Row {
    std::vector<std::string> cells;
    bool is_group = false;
  };
  std::vector<std::string> headings_;
  std::vector<bool> words_;
  std::vector<Row> rows_;
};

}  // namespace stepwell::cli
