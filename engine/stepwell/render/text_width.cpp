// The width table holds the advance widths that Arial-compatible faces share, in thousandths of an em.
#include "stepwell/render/text_width.hpp"

#include <algorithm>
#include <cstdint>

namespace stepwell::render {
namespace {

// Characters 32 to 126.
constexpr std::uint16_t regular_ascii[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};
constexpr std::uint16_t bold_ascii[] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
};

// Characters 160 to 383: Latin-1 and Latin Extended-A.
constexpr std::uint16_t regular_latin[] = {
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552,  400, 549,  333, 333, 333, 576, 537,
    333, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667,  667, 667, 667, 278, 278,
    278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667,  667, 611,  556, 556, 556, 556, 556,
    556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556,  556, 556,  549, 611, 556, 556, 556,
    556, 500, 556, 500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500,  722, 500,  722, 615, 722, 556, 667,
    556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556, 778, 556, 778, 556, 778,  556, 722,  556, 722, 556, 278, 278,
    278, 278, 278, 278, 278, 222, 278, 278, 735, 444, 500, 222, 667, 500, 500, 556,  222, 556,  222, 556, 292, 556, 334,
    556, 222, 722, 556, 722, 556, 722, 556, 604, 723, 556, 778, 556, 778, 556, 778,  556, 1000, 944, 722, 333, 722, 333,
    722, 333, 667, 500, 667, 500, 667, 500, 667, 500, 611, 278, 611, 375, 611, 278,  722, 556,  722, 556, 722, 556, 722,
    556, 722, 556, 722, 556, 944, 722, 667, 500, 667, 611, 500, 611, 500, 611, 500,  222,
};
constexpr std::uint16_t bold_latin[] = {
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 552,  400, 549,  333, 333, 333, 576, 556,
    333, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667,  667, 667, 667, 278, 278,
    278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667,  667, 611,  556, 556, 556, 556, 556,
    556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611,  611, 611,  549, 611, 611, 611, 611,
    611, 556, 611, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556,  722, 556,  722, 719, 722, 611, 667,
    556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 611, 778, 611, 778, 611, 778,  611, 722,  611, 722, 611, 278, 278,
    278, 278, 278, 278, 278, 278, 278, 278, 785, 556, 556, 278, 722, 556, 556, 611,  278, 611,  278, 611, 385, 611, 479,
    611, 278, 722, 611, 722, 611, 722, 611, 708, 723, 611, 778, 611, 778, 611, 778,  611, 1000, 944, 722, 389, 722, 389,
    722, 389, 667, 556, 667, 556, 667, 556, 667, 556, 611, 333, 611, 479, 611, 333,  722, 611,  722, 611, 722, 611, 722,
    611, 722, 611, 722, 611, 944, 778, 667, 556, 667, 611, 500, 611, 500, 611, 500,  278,
};

struct Sign {
  char32_t character;
  std::uint16_t regular;
  std::uint16_t bold;
};
// In ascending order.
constexpr Sign signs[] = {
    {0x0394, 668, 719},   {0x03BB, 500, 556},   {0x03BC, 576, 612},   {0x03C1, 569, 619}, {0x03C3, 617, 684},
    {0x2013, 556, 556},   {0x2014, 1000, 1000}, {0x2018, 222, 278},   {0x2019, 222, 278}, {0x201C, 333, 500},
    {0x201D, 333, 500},   {0x2022, 350, 350},   {0x2026, 1000, 1000}, {0x20AC, 556, 556}, {0x2190, 1000, 1000},
    {0x2192, 1000, 1000}, {0x2212, 584, 584},   {0x2248, 549, 549},   {0x2264, 549, 549}, {0x2265, 549, 549},
};

bool within(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

const Sign* find_sign(char32_t c) {
  const Sign* sign = std::lower_bound(std::begin(signs), std::end(signs), c,
                                      [](const Sign& s, char32_t wanted) { return s.character < wanted; });
  return sign != std::end(signs) && sign->character == c ? sign : nullptr;
}

}  // namespace

std::vector<char32_t> characters(std::string_view utf8) {
  std::vector<char32_t> result;
  result.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80                ? 1
                               : within(lead, 0xC2, 0xDF) ? 2
                               : within(lead, 0xE0, 0xEF) ? 3
                               : within(lead, 0xF0, 0xF4) ? 4
                                                          : 0;
    bool valid = length != 0 && i + length <= utf8.size();
    char32_t c = length <= 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; valid && k < length; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      valid = (next & 0xC0u) == 0x80u;
      c = (c << 6) | (next & 0x3Fu);
    }
    // Overlong forms, surrogates and what lies beyond Unicode have the bits of UTF-8 and are none all the same.
    valid = valid && !(length == 3 && c < 0x800) && !(length == 4 && !within(c, 0x10000, 0x10FFFF)) &&
            !within(c, 0xD800, 0xDFFF);
    result.push_back(valid ? c : U'\uFFFD');
    i += valid ? length : 1;
  }
  return result;
}

std::string to_utf8(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

std::string clean(std::string_view text) {
  std::string result;
  bool space_due = false;
  for (const char32_t c : characters(text)) {
    if (c == U' ' || within(c, 0x09, 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029) {
      space_due = !result.empty();
      continue;
    }
    const bool drawable = c >= 0x20 && !within(c, 0x7F, 0x9F) && (c & 0xFFFE) != 0xFFFE && !within(c, 0xFDD0, 0xFDEF);
    if (!drawable) continue;
    if (space_due) result += ' ';
    space_due = false;
    result += to_utf8(c);
  }
  return result;
}

int advance(char32_t c, bool bold) {
  if (within(c, 32, 126)) return (bold ? bold_ascii : regular_ascii)[c - 32];
  if (within(c, 160, 383)) return (bold ? bold_latin : regular_latin)[c - 160];
  if (const Sign* sign = find_sign(c)) return bold ? sign->bold : sign->regular;
  if (joins_previous(c)) return 0;
  if (within(c, 0x2600, 0x27BF) || within(c, 0x1F000, 0x1FAFF)) return 1300;  // emoji faces are wider than an em
  if (c >= 0x2E80) return 1000;
  return 720;
}

bool joins_previous(char32_t c) {
  return within(c, 0x0300, 0x036F) || within(c, 0x0483, 0x0489) || within(c, 0x0591, 0x05BD) ||
         within(c, 0x0610, 0x061A) || within(c, 0x064B, 0x065F) || within(c, 0x1AB0, 0x1AFF) ||
         within(c, 0x1DC0, 0x1DFF) || within(c, 0x200B, 0x200F) || within(c, 0x202A, 0x202E) ||
         within(c, 0x2060, 0x206F) || within(c, 0x20D0, 0x20FF) || within(c, 0xFE00, 0xFE0F) ||
         within(c, 0xFE20, 0xFE2F) || c == 0xFEFF || within(c, 0x1F3FB, 0x1F3FF) || within(c, 0xE0000, 0xE01EF);
}

double text_width(std::string_view utf8, Font font) {
  int thousandths = 0;
  for (const char32_t c : characters(utf8)) thousandths += advance(c, font.bold);
  return thousandths * font.size / 1000;
}

bool has_exact_width(std::string_view utf8) {
  const std::vector<char32_t> all = characters(utf8);
  return std::all_of(all.begin(), all.end(),
                     [](char32_t c) { return within(c, 32, 126) || within(c, 160, 383) || find_sign(c) != nullptr; });
}

}  // namespace stepwell::render
