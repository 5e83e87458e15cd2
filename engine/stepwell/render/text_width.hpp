// How wide a text will be, in a face with the widths of Arial (Helvetica, Liberation Sans, Nimbus Sans).
//
// Guarantees: depends on nothing that is installed, so a map is laid out alike on every machine. Exact for Latin
// script; for other scripts an upper estimate. Costs a table look-up a character.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepwell::render {

/// The characters of a UTF-8 text; each byte that is not valid UTF-8 becomes U+FFFD.
std::vector<char32_t> characters(std::string_view utf8);
std::string to_utf8(char32_t character);

/// `text` as a label can show it: valid UTF-8, one line, no control or non-characters, no run of spaces.
std::string clean(std::string_view text);

struct Font {
  double size = 13;
  bool bold = false;
};

/// The advance width of one character, in thousandths of the font size.
int advance(char32_t character, bool bold);
/// Whether the character belongs to the one before it (an accent, a joiner, a variation selector).
bool joins_previous(char32_t character);
double text_width(std::string_view utf8, Font font);
/// Whether the width of each character is known rather than estimated.
bool has_exact_width(std::string_view utf8);

}  // namespace stepwell::render
