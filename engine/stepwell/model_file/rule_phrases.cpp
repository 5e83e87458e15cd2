// A recursive descent over the text of a rule. Names hold spaces, so the words are found by what is declared, not by
// cutting at spaces first.
#include "stepwell/model_file/rule_phrases.hpp"

#include <algorithm>
#include <cctype>

#include "stepwell/model_file/calendar_phrases.hpp"
#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {
namespace {

using Kind = RuleOperation::Kind;

// What an operand is decides what it may be compared with.
enum class Sort { truth, number, text, time_of_day, weekday, date };

struct Operand {
  Sort sort = Sort::truth;
  RuleOperation operation;
  std::optional<AttributeId> attribute;
  std::string said;
};

struct Fault {};  // has been reported; the rule is given up

constexpr int deepest_parentheses = 64;

class RuleReader {
 public:
  RuleReader(Phrase phrase, const IndexedVector<AttributeId, Attribute>& attributes, Report& report)
      : phrase_(phrase), rest_(phrase.text), attributes_(attributes), report_(report) {
    for (const AttributeId id : attributes.ids()) by_length_.push_back(id);
    std::stable_sort(by_length_.begin(), by_length_.end(), [&](AttributeId a, AttributeId b) {
      return attributes[a].name.size() > attributes[b].name.size();
    });
  }

  std::optional<Rule> read() {
    try {
      either();
      skip_space();
      if (!rest_.empty()) fail("bad-rule", "does not end before " + quote(rest_), "join conditions with `and` or `or`");
      if (deepest_ > Rule::deepest) fail("bad-rule", "is too long", "use a step with several rules instead");
    } catch (const Fault&) {
      return std::nullopt;
    }
    return Rule{std::string(trimmed(phrase_.text)), std::move(operations_)};
  }

 private:
  [[noreturn]] void fail(std::string_view code, const std::string& says, const std::string& hint) {
    fail_with(code, "the rule " + quote(phrase_.text) + ' ' + says, hint);
  }
  [[noreturn]] void fail_with(std::string_view code, const std::string& message, const std::string& hint) {
    report_.error(code, message, phrase_.place, hint);
    throw Fault{};
  }

  void skip_space() { rest_ = rest_.substr(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  // A name ends where another word could begin.
  static bool ends_word(std::string_view rest, std::size_t length) {
    return length == rest.size() || std::string_view(" \t\r\n()=!<>").find(rest[length]) != std::string_view::npos;
  }
  bool take_word(std::string_view word) {
    skip_space();
    if (!rest_.starts_with(word) || !ends_word(rest_, word.size())) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool take_sign(std::string_view sign) {
    skip_space();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  // A declared name that begins with `and` or `not` is a name all the same.
  bool name_is_next() {
    skip_space();
    return std::any_of(by_length_.begin(), by_length_.end(), [&](AttributeId id) {
      return rest_.starts_with(attributes_[id].name) && ends_word(rest_, attributes_[id].name.size());
    });
  }

  void push(RuleOperation operation) {
    if (operation.kind <= Kind::date)
      deepest_ = std::max(deepest_, ++depth_);
    else if (operation.kind != Kind::logical_not)
      --depth_;
    operations_.push_back(operation);
  }

  void either() {
    both();
    while (take_word("or")) {
      both();
      push({Kind::logical_or, 0, 0});
    }
  }
  void both() {
    negated();
    while (take_word("and")) {
      negated();
      push({Kind::logical_and, 0, 0});
    }
  }
  void negated() {
    int times = 0;
    while (!name_is_next() && take_word("not")) ++times;
    compared();
    for (; times > 0; --times) push({Kind::logical_not, 0, 0});
  }

  void compared() {
    skip_space();
    if (!name_is_next() && take_sign("(")) {
      if (++open_ > deepest_parentheses)
        fail("bad-rule", "has too many parentheses", "use a step with several rules instead");
      either();
      if (!take_sign(")")) fail("bad-rule", "lacks a closing parenthesis", "each ( needs a )");
      --open_;
      return;
    }
    const Operand left = operand();
    const auto comparison = take_comparison();
    if (!comparison) {
      if (left.sort != Sort::truth) {
        fail("bad-rule", "does not say what " + quote(left.said) + " must be",
             "compare it: " + left.said + comparison_example(left));
      }
      push(left.operation);
      return;
    }
    push(left.operation);
    push(right_of(left).operation);
    const bool orders = *comparison != Kind::equal && *comparison != Kind::not_equal;
    if (orders && (left.sort == Sort::truth || left.sort == Sort::text)) {
      fail("bad-rule", "asks which of two is greater, which " + quote(left.said) + " cannot say",
           "use `is` or `is not`");
    }
    push({*comparison, 0, 0});
  }

  std::string comparison_example(const Operand& operand) const {
    switch (operand.sort) {
      case Sort::number: return " >= 65";
      case Sort::text:   {
        const auto& texts = attributes_[*operand.attribute].texts;
        return " is " + (texts.size() > 1 ? texts[1] : std::string("..."));
      }
      case Sort::time_of_day: return " >= 16:00";
      case Sort::weekday:     return " is Monday";
      case Sort::date:        return " >= 2026-02-01";
      case Sort::truth:       break;
    }
    return " is true";
  }

  std::optional<Kind> take_comparison() {
    if (take_word("is")) return take_word("not") ? Kind::not_equal : Kind::equal;
    if (take_sign("!=")) return Kind::not_equal;
    if (take_sign("<=")) return Kind::less_or_equal;
    if (take_sign(">=")) return Kind::greater_or_equal;
    if (take_sign("<")) return Kind::less;
    if (take_sign(">")) return Kind::greater;
    if (take_sign("==") || take_sign("=")) return Kind::equal;
    return std::nullopt;
  }

  std::optional<Operand> declared() {
    skip_space();
    for (const AttributeId id : by_length_) {
      const Attribute& attribute = attributes_[id];
      if (!take_word(attribute.name)) continue;
      const Sort sort = attribute.type == Attribute::Type::truth    ? Sort::truth
                        : attribute.type == Attribute::Type::number ? Sort::number
                                                                    : Sort::text;
      return Operand{sort, {Kind::attribute, static_cast<std::uint32_t>(id), 0}, id, attribute.name};
    }
    return std::nullopt;
  }

  // Everything up to the next word of the language: the text or unknown name that stands here.
  std::string_view phrase_ahead() {
    skip_space();
    std::size_t end = 0;
    while (end < rest_.size()) {
      const std::size_t word_end = std::min(rest_.find_first_of(" \t\r\n()=!<>", end), rest_.size());
      const std::string_view word = rest_.substr(end, word_end - end);
      if (word == "and" || word == "or" || word == "is") break;
      if (word_end == end) break;  // a sign
      end = std::min(rest_.find_first_not_of(" \t\r\n", word_end), rest_.size());
      if (end < rest_.size() && std::string_view("()=!<>").find(rest_[end]) != std::string_view::npos) break;
    }
    return trimmed(rest_.substr(0, end));
  }

  Operand operand() {
    if (auto found = declared()) return *found;
    if (take_word("time")) return {Sort::time_of_day, {Kind::time_of_day, 0, 0}, {}, "time"};
    if (take_word("weekday")) return {Sort::weekday, {Kind::weekday, 0, 0}, {}, "weekday"};
    if (take_word("date")) return {Sort::date, {Kind::date, 0, 0}, {}, "date"};
    const std::string_view said = phrase_ahead();
    if (said == "true" || said == "false") {
      rest_.remove_prefix(said.size());
      return {Sort::truth, {Kind::number, 0, said == "true" ? 1.0 : 0.0}, {}, std::string(said)};
    }
    if (const auto number = number_of(said)) {
      rest_.remove_prefix(said.size());
      return {Sort::number, {Kind::number, 0, *number}, {}, std::string(said)};
    }
    if (said.empty()) {
      const std::string where = rest_.empty() ? "at its end" : "before " + quote(rest_);
      fail("bad-rule", "lacks something " + where, "a rule reads like: attends and age >= 65");
    }
    std::vector<std::string> names;
    for (const Attribute& attribute : attributes_) names.push_back(attribute.name);
    const std::string near = suggestion(said, names);
    fail_with("unknown-attribute",
              quote(said) + " in the rule " + quote(phrase_.text) + " is not an attribute of any case",
              near.empty() ? "declare it under a case type's `attributes` or in a step's `sets`" : near);
  }

  Operand right_of(const Operand& left) {
    const std::string_view said = phrase_ahead();
    const auto literal = [&](Sort sort, double value) {
      rest_.remove_prefix(said.size());
      return Operand{sort, {Kind::number, 0, value}, {}, std::string(said)};
    };
    switch (left.sort) {
      case Sort::text: return text_of(left, said);
      case Sort::time_of_day:
        if (const auto time = parse_time_of_day(said)) return literal(left.sort, static_cast<double>(time->count()));
        fail("bad-rule", "compares the time with " + quote(said), "write a time of day: time >= 16:00");
      case Sort::weekday:
        if (const auto day = weekday_called(said)) return literal(left.sort, *day);
        fail("bad-rule", "compares the weekday with " + quote(said), "write a day: weekday is Monday");
      case Sort::date:
        if (const auto day = parse_instant(said)) return literal(left.sort, static_cast<double>(day_of(*day)));
        fail("bad-rule", "compares the date with " + quote(said), "write a date: date >= 2026-02-01");
      case Sort::truth:
      case Sort::number: break;
    }
    Operand right = operand();
    if (right.sort != left.sort) {
      fail("bad-rule", "compares " + quote(left.said) + " with " + quote(right.said) + ", which is of another kind",
           left.sort == Sort::truth ? "a truth is compared with true or false" : "a number is compared with a number");
    }
    return right;
  }

  Operand text_of(const Operand& left, std::string_view said) {
    const Attribute& attribute = attributes_[*left.attribute];
    std::size_t found = 0;
    for (std::size_t i = 1; i < attribute.texts.size(); ++i) {
      const std::string& text = attribute.texts[i];
      if (!rest_.starts_with(text) || !ends_word(rest_, text.size())) continue;
      if (found == 0 || text.size() > attribute.texts[found].size()) found = i;
    }
    if (found == 0) {
      const std::vector<std::string> known(attribute.texts.begin() + (attribute.texts.empty() ? 0 : 1),
                                           attribute.texts.end());
      fail_with("unknown-text",
                quote(said) + " in the rule " + quote(phrase_.text) + " is no value that " + quote(attribute.name) +
                    " can have",
                suggestion(said, known));
    }
    const std::string& text = attribute.texts[found];
    rest_.remove_prefix(text.size());
    return {Sort::text, {Kind::number, 0, static_cast<double>(found)}, {}, text};
  }

  Phrase phrase_;
  std::string_view rest_;
  const IndexedVector<AttributeId, Attribute>& attributes_;
  Report& report_;
  std::vector<AttributeId> by_length_;
  std::vector<RuleOperation> operations_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
  int open_ = 0;
};

}  // namespace

std::optional<Rule> read_rule(Phrase phrase, const IndexedVector<AttributeId, Attribute>& attributes, Report& report) {
  return RuleReader(phrase, attributes, report).read();
}

}  // namespace stepwell::model_file
