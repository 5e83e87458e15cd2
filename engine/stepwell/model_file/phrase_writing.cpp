// Dividing by a unit and multiplying by it again does not always give the same bits, so units and neighbouring numbers
// are tried until one does.
#include "stepwell/model_file/phrase_writing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace stepwell::model_file {
namespace {

constexpr std::array<std::string_view, 7> units = {"week", "d", "h", "min", "s", "month", "year"};

double length_of(std::string_view unit) { return static_cast<double>(time_unit(unit)->length.count()); }

// The shortest text near `guess` from which `forward` gives `value`; empty where there is none.
std::string exact_text(double value, double guess, const std::function<double(double)>& forward) {
  std::string best;
  double up = guess;
  double down = guess;
  for (int step = 0; step < 6; ++step) {
    for (const double candidate : {up, down}) {
      if (forward(candidate) != value) continue;
      const std::string text = number_text(candidate);
      if (best.empty() || text.size() < best.size()) best = text;
    }
    up = std::nextafter(up, std::numeric_limits<double>::infinity());
    down = std::nextafter(down, -std::numeric_limits<double>::infinity());
  }
  return best;
}

// How well a number reads: whole and short is best.
std::size_t awkwardness(const std::string& number) {
  const double value = std::fabs(std::strtod(number.c_str(), nullptr));
  return number.size() + (value > 0 && value < 0.1 ? 4 : 0) + (value >= 100 ? 2 : 0);
}

// All values in the same unit, or each in its own where no unit serves all.
std::string times_text(const std::vector<double>& values, const std::vector<std::string>& before) {
  std::string best;
  std::size_t least = 0;
  for (const auto unit : units) {
    std::string text;
    std::size_t cost = 0;
    bool exact = true;
    double most = 0;
    for (std::size_t i = 0; i < values.size() && exact; ++i) {
      const std::string one =
          exact_text(values[i], values[i] / length_of(unit), [&](double x) { return x * length_of(unit); });
      exact = !one.empty();
      text += before[i] + one;
      cost += awkwardness(one);
      most = std::max(most, std::fabs(values[i] / length_of(unit)));
    }
    if (most < 1) cost += 3;
    if (!exact || (!best.empty() && cost >= least)) continue;
    least = cost;
    best = text + ' ' + std::string(unit) + (unit == "week" && most != 1 ? "s" : "");
  }
  if (!best.empty()) return best;
  if (values.size() == 1) return before[0] + number_text(values[0] / 1e6) + " s";
  for (std::size_t i = 0; i < values.size(); ++i) best += times_text({values[i]}, {before[i]});
  return best;
}

}  // namespace

std::string number_text(double value) {
  std::array<char, 512> buffer{};
  const auto text = [&](auto... format) {
    return std::string(buffer.data(),
                       std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format...).ptr);
  };
  const std::string fixed = text(std::chars_format::fixed);
  return fixed.size() <= 20 ? fixed : text();
}

std::string duration_text(double microseconds) { return times_text({std::round(microseconds)}, {""}); }

std::string chance_text(double chance) {
  const std::string exact = exact_text(chance, chance * 100, [](double x) { return x / 100; });
  return (exact.empty() ? number_text(chance * 100) : exact) + " %";
}

std::string rate_text(double per_hour) {
  std::string best;
  for (const auto unit : units) {
    const double hours = length_of(unit) / 3.6e9;
    const std::string text = exact_text(per_hour, per_hour * hours, [&](double x) { return x / hours; });
    if (!text.empty() && (best.empty() || text.size() + unit.size() + 5 < best.size())) {
      best = text + " per " + std::string(unit);
    }
  }
  return best.empty() ? number_text(per_hour) + " per h" : best;
}

std::string rate_of_interval_text(double microseconds) {
  std::string best;
  for (const auto unit : units) {
    const double hours = length_of(unit) / 3.6e9;
    const std::string text =
        exact_text(microseconds, 3.6e9 / microseconds * hours, [&](double x) { return 3.6e9 / (x / hours); });
    if (!text.empty() && (best.empty() || text.size() + unit.size() + 5 < best.size())) {
      best = text + " per " + std::string(unit);
    }
  }
  return best.empty() ? rate_text(3.6e9 / microseconds) : best;
}

std::string numbers_text(const std::vector<double>& values, const std::vector<std::string>& before, Scale scale) {
  if (scale == Scale::time) return times_text(values, before);
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) text += before[i] + number_text(values[i]);
  return text;
}

std::string clock_time_text(Duration time) {
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::int64_t seconds = time / one_second;
  std::string text = two(seconds / 3600) + ':' + two(seconds / 60 % 60);
  const std::int64_t rest = (time % one_second).count();
  if (seconds % 60 != 0 || rest != 0) text += ':' + two(seconds % 60);
  if (rest != 0) text += '.' + std::to_string(1'000'000 + rest).substr(1);
  return text;
}

std::string date_text(std::int64_t day) { return to_text(start_of_day(day)).substr(0, 10); }

std::string rule_text(const Rule& rule, const Workflow& workflow) {
  if (!rule.text.empty()) return rule.text;
  using Kind = RuleOperation::Kind;
  struct Part {
    std::string text;
    const RuleOperation* operand;
  };
  std::vector<Part> stack;
  // What a number means depends on what it is compared with.
  const auto in_words = [&](const Part& part, const Part& other) {
    if (!part.operand || part.operand->kind != Kind::number || !other.operand) return part.text;
    const double value = part.operand->value;
    static constexpr const char* days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    if (other.operand->kind == Kind::time_of_day) return clock_time_text(rounded(value));
    if (other.operand->kind == Kind::weekday && value >= 0 && value < 7)
      return std::string(days[static_cast<int>(value)]);
    if (other.operand->kind == Kind::date) return date_text(static_cast<std::int64_t>(value));
    if (other.operand->kind != Kind::attribute) return part.text;
    const Attribute& attribute = workflow.attributes[static_cast<AttributeId>(other.operand->index)];
    if (attribute.type == Attribute::Type::truth) return std::string(value != 0 ? "true" : "false");
    if (attribute.type == Attribute::Type::text) return attribute.texts.at(static_cast<std::size_t>(value));
    return part.text;
  };
  static constexpr const char* signs[] = {" is ", " is not ", " < ", " <= ", " > ", " >= ", " and ", " or "};
  for (const RuleOperation& operation : rule.operations) {
    if (operation.kind == Kind::number)
      stack.push_back({number_text(operation.value), &operation});
    else if (operation.kind == Kind::attribute)
      stack.push_back({workflow.attributes[static_cast<AttributeId>(operation.index)].name, &operation});
    else if (operation.kind == Kind::time_of_day)
      stack.push_back({"time", &operation});
    else if (operation.kind == Kind::weekday)
      stack.push_back({"weekday", &operation});
    else if (operation.kind == Kind::date)
      stack.push_back({"date", &operation});
    else if (operation.kind == Kind::logical_not && !stack.empty())
      stack.back() = {"not (" + stack.back().text + ")", nullptr};
    else if (stack.size() >= 2) {
      const Part right = stack.back();
      stack.pop_back();
      const Part left = stack.back();
      const bool joins = operation.kind == Kind::logical_and || operation.kind == Kind::logical_or;
      const char* sign = signs[static_cast<int>(operation.kind) - static_cast<int>(Kind::equal)];
      stack.back() = {joins ? '(' + left.text + ')' + sign + '(' + right.text + ')'
                            : in_words(left, right) + sign + in_words(right, left),
                      nullptr};
    }
  }
  if (stack.empty()) return "true";
  return stack.back().operand && stack.back().operand->kind == Kind::number
             ? (stack.back().operand->value != 0 ? "true" : "false")
             : stack.back().text;
}

std::string scalar(std::string_view text) {
  const auto is_plain_first = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  bool plain = !text.empty() && is_plain_first(text.front()) && text.back() != ' ' && text.back() != ':' &&
               text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
               text.find_first_of(",[]{}\"") == std::string_view::npos;
  for (const std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL"})
    plain = plain && text != word;
  for (const char c : text) plain = plain && static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    static constexpr char digits[] = "0123456789abcdef";
    if (c == '"' || c == '\\')
      quoted += {'\\', c};
    else if (c == '\n')
      quoted += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      quoted += {'\\', 'x', digits[c >> 4 & 15], digits[c & 15]};
    else
      quoted += c;
  }
  return quoted + '"';
}

}  // namespace stepwell::model_file
