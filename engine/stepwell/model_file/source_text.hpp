// The text of a model file: places in it, and what a syntax error in it probably means.
//
// Guarantees: columns count characters, not bytes; a place is always inside the file, with line and column from 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell::model_file {

class SourceText {
 public:
  /// A byte order mark at the front is left out.
  SourceText(std::string_view text, std::string name);

  std::string_view text() const { return text_; }
  SourcePlace place(std::size_t position) const;
  std::string_view rest_of(std::size_t position) const;

  /// The first byte that is not UTF-8, or a control character that no text has.
  std::optional<std::size_t> first_bad_byte() const;
  /// Whether `null` (or `~`) is written at this position as a value, so that nothing here is meant.
  bool says_null_at(std::size_t position) const;
  /// Whether the quote at this position has a partner.
  bool quote_is_closed(std::size_t position) const;
  /// A message and a hint in our words for the parser's complaint at this position.
  std::pair<std::string, std::string> explain(std::string_view complaint, std::size_t position,
                                              const std::optional<SourcePlace>& open_bracket) const;

 private:
  std::string_view line(std::size_t number) const;  // from 1

  std::string_view text_;
  std::string name_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace stepwell::model_file
