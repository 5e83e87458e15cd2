// A text broken into lines of about the same width.
//
// Guarantees: no line is wider than asked for, but for a single character that is; words too long for a line are cut
// with a hyphen, never between a letter and its accent. What does not fit ends in an ellipsis, and `shortened` says so,
// so that the caller can give the full text elsewhere. Costs a few passes over the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stepwell/render/text_width.hpp"

namespace stepwell::render {

struct TextLines {
  std::vector<std::string> lines;
  bool shortened = false;
};

/// `text` in at most `most` lines no wider than `width`; balanced where it takes more than one.
TextLines break_lines(std::string_view text, double width, Font font, std::size_t most);
/// The width of the widest line.
double widest(const std::vector<std::string>& lines, Font font);

}  // namespace stepwell::render
