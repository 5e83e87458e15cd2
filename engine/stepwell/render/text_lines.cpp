// Fill line by line, then narrow the width until another line would be needed: what came last is balanced.
#include "stepwell/render/text_lines.hpp"

#include <algorithm>

namespace stepwell::render {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// As much of `word` as fits into `width` with `tail` behind it, at least one character with its accents; takes it off.
std::string take(std::string& word, double width, Font font, std::string_view tail) {
  const std::vector<char32_t> all = characters(word);
  std::string head;
  std::size_t used = 0;
  double reached = text_width(tail, font);
  bool after_joiner = false;
  while (used < all.size()) {
    const bool may_break = used > 0 && !joins_previous(all[used]) && !after_joiner;
    reached += advance(all[used], font.bold) * font.size / 1000;
    if (may_break && reached > width) break;
    after_joiner = all[used] == 0x200D;
    head += to_utf8(all[used++]);
  }
  word.clear();
  for (; used < all.size(); ++used) word += to_utf8(all[used]);
  return head;
}

struct Filled {
  std::vector<std::string> lines;
  bool hyphenated = false;
};

Filled fill(const std::vector<std::string>& words, double width, Font font) {
  Filled result;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) result.lines.push_back(std::move(line));
    line.clear();
  };
  for (std::string word : words) {
    while (text_width(word, font) > width) {
      std::string rest = word;
      std::string head = take(rest, width, font, "-");
      if (rest.empty()) break;
      flush();
      result.lines.push_back(head + "-");
      result.hyphenated = true;
      word = std::move(rest);
    }
    const std::string longer = line.empty() ? word : line + " " + word;
    if (text_width(longer, font) > width) {
      flush();
      line = word;
    } else {
      line = longer;
    }
  }
  flush();
  return result;
}

}  // namespace

double widest(const std::vector<std::string>& lines, Font font) {
  double width = 0;
  for (const std::string& line : lines) width = std::max(width, text_width(line, font));
  return width;
}

TextLines break_lines(std::string_view text, double width, Font font, std::size_t most) {
  const std::vector<std::string> words = words_of(text);
  Filled filled = fill(words, width, font);
  if (filled.lines.size() > most) {
    filled.lines.resize(most);
    std::string rest = filled.lines.back();
    if (rest.ends_with('-')) rest.pop_back();
    std::string head = take(rest, width, font, "\u2026");
    while (head.ends_with(' ')) head.pop_back();
    filled.lines.back() = head + "\u2026";
    return {std::move(filled.lines), true};
  }
  // The narrowest width that takes no more lines is the most balanced one.
  for (double narrower = width - 2; filled.lines.size() > 1 && narrower > 20; narrower -= 2) {
    Filled tried = fill(words, narrower, font);
    if (tried.lines.size() != filled.lines.size() || tried.hyphenated) break;
    filled = std::move(tried);
  }
  return {std::move(filled.lines), false};
}

}  // namespace stepwell::render
