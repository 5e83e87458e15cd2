// The writer and its escapes.
#include "stepwell/experiment/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace stepwell {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 sequence at the start of `text`, or 0.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates and what lies past the last code point.
  if (first == 0xE0 && byte(1) < 0xA0) return 0;
  if (first == 0xED && byte(1) > 0x9F) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
      ++i;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
      ++i;
    } else if (const std::size_t length = sequence_length(text.substr(i))) {
      out += text.substr(i, length);
      i += length;
    } else {
      out += replacement;
      ++i;
    }
  }
  out += '"';
}

}  // namespace

void JsonText::line() {
  if (inline_) return;
  text_ += '\n';
  text_.append(static_cast<std::size_t>(2 * depth_), ' ');
}

void JsonText::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) text_ += inline_ ? ", " : ",";
  line();
  first_ = false;
}

JsonText& JsonText::begin_object() {
  before_value();
  text_ += '{';
  ++depth_;
  first_ = true;
  return *this;
}

JsonText& JsonText::begin_array() {
  before_value();
  text_ += '[';
  ++depth_;
  first_ = true;
  return *this;
}

void JsonText::close(char bracket) {
  --depth_;
  if (!first_) line();
  text_ += bracket;
  first_ = false;
}

JsonText& JsonText::end_object() {
  close('}');
  return *this;
}

JsonText& JsonText::end_array() {
  close(']');
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  before_value();
  append_escaped(text_, name);
  text_ += ": ";
  after_key_ = true;
  return *this;
}

JsonText& JsonText::value(std::string_view text) {
  before_value();
  append_escaped(text_, text);
  return *this;
}

JsonText& JsonText::value(double number) {
  if (!std::isfinite(number)) return null();
  before_value();
  std::array<char, 32> buffer{};
  // Minus zero would be a sign without a meaning.
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number == 0 ? 0.0 : number);
  const std::string_view digits(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  text_ += digits;
  // A whole number stays a floating-point number for readers that tell the two apart.
  if (digits.find_first_of(".e") == std::string_view::npos) text_ += ".0";
  return *this;
}

JsonText& JsonText::value(std::uint64_t number) {
  before_value();
  text_ += std::to_string(number);
  return *this;
}

JsonText& JsonText::value(bool truth) {
  before_value();
  text_ += truth ? "true" : "false";
  return *this;
}

JsonText& JsonText::value(const std::optional<double>& number) { return number ? value(*number) : null(); }

JsonText& JsonText::null() {
  before_value();
  text_ += "null";
  return *this;
}

std::string JsonText::take() {
  text_ += '\n';
  return std::move(text_);
}

}  // namespace stepwell
