// Evaluation of rules on a small stack.
//
// Guarantees: no allocation, no failure for a rule that `is_complete`. Costs a few nanoseconds an operation.
#include "stepwell/process/rule.hpp"

#include <array>
#include <cassert>

namespace stepwell {

bool Rule::is_complete() const {
  std::size_t depth = 0;
  for (const RuleOperation& operation : operations) {
    switch (operation.kind) {
      case RuleOperation::Kind::number:
      case RuleOperation::Kind::attribute:
      case RuleOperation::Kind::time_of_day:
      case RuleOperation::Kind::weekday:
      case RuleOperation::Kind::date:
        if (++depth > deepest) return false;
        break;
      case RuleOperation::Kind::logical_not:
        if (depth < 1) return false;
        break;
      default:
        if (depth < 2) return false;
        --depth;
    }
  }
  return depth == 1;
}

bool Rule::holds(const double* attributes, Instant now) const {
  assert(is_complete());
  std::array<double, deepest> stack;
  std::size_t depth = 0;
  const auto compared = [&](auto compare) {
    --depth;
    stack[depth - 1] = compare(stack[depth - 1], stack[depth]) ? 1 : 0;
  };
  for (const RuleOperation& operation : operations) {
    switch (operation.kind) {
      case RuleOperation::Kind::number:           stack[depth++] = operation.value; break;
      case RuleOperation::Kind::attribute:        stack[depth++] = attributes[operation.index]; break;
      case RuleOperation::Kind::time_of_day:      stack[depth++] = static_cast<double>(time_of_day(now).count()); break;
      case RuleOperation::Kind::weekday:          stack[depth++] = weekday_of(day_of(now)); break;
      case RuleOperation::Kind::date:             stack[depth++] = static_cast<double>(day_of(now)); break;
      case RuleOperation::Kind::equal:            compared([](double x, double y) { return x == y; }); break;
      case RuleOperation::Kind::not_equal:        compared([](double x, double y) { return x != y; }); break;
      case RuleOperation::Kind::less:             compared([](double x, double y) { return x < y; }); break;
      case RuleOperation::Kind::less_or_equal:    compared([](double x, double y) { return x <= y; }); break;
      case RuleOperation::Kind::greater:          compared([](double x, double y) { return x > y; }); break;
      case RuleOperation::Kind::greater_or_equal: compared([](double x, double y) { return x >= y; }); break;
      case RuleOperation::Kind::logical_and:      compared([](double x, double y) { return x != 0 && y != 0; }); break;
      case RuleOperation::Kind::logical_or:       compared([](double x, double y) { return x != 0 || y != 0; }); break;
      case RuleOperation::Kind::logical_not:      stack[depth - 1] = stack[depth - 1] == 0 ? 1 : 0; break;
    }
  }
  return stack[0] != 0;
}

}  // namespace stepwell
