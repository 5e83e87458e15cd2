// Writes JSON from front to back, indented, in the order in which it is told.
//
// Guarantees: valid JSON whatever the strings hold (bytes that are not UTF-8 become U+FFFD); a double is the shortest
// text that reads back as the same bits; what is not finite is null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stepwell {

class JsonText {
 public:
  JsonText& begin_object();
  JsonText& end_object();
  JsonText& begin_array();
  JsonText& end_array();
  JsonText& key(std::string_view name);
  JsonText& value(std::string_view text);
  JsonText& value(const char* text) { return value(std::string_view(text)); }
  JsonText& value(const std::string& text) { return value(std::string_view(text)); }
  JsonText& value(double number);
  JsonText& value(std::uint64_t number);
  JsonText& value(bool truth);
  JsonText& value(const std::optional<double>& number);
  JsonText& null();
  template <class T>
  JsonText& field(std::string_view name, const T& what) {
    key(name);
    return value(what);
  }
  /// The whole text, with a line break at its end.
  std::string take();
  /// While true, everything stands on one line: for small objects such as estimates.
  void inline_from_here(bool on) { inline_ = on; }

 private:
  void before_value();
  void line();
  void close(char bracket);

  std::string text_;
  int depth_ = 0;
  bool first_ = true;  // nothing yet inside the innermost bracket
  bool after_key_ = false;
  bool inline_ = false;
};

}  // namespace stepwell
