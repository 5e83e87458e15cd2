// A condition on a case: what `when` says.
//
// A rule is a small postfix program over the case's attributes, numbers and the clock. Guarantees: evaluation of a
// complete rule never fails and touches nothing but its arguments. Costs a few nanoseconds an operation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

struct RuleOperation {
  enum class Kind : std::uint8_t {
    number,       ///< push `value` (a number, 0 / 1 for a truth, or a text's index in its attribute's texts)
    attribute,    ///< push the attribute numbered `index`
    time_of_day,  ///< push the microseconds since midnight
    weekday,      ///< push 0 (Monday) to 6 (Sunday)
    date,         ///< push the day number of today (days since 1970-01-01)
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,  ///< pop two, push 0 or 1
    logical_and,
    logical_or,   ///< pop two, push 0 or 1
    logical_not,  ///< pop one, push 0 or 1
  };
  Kind kind = Kind::number;
  std::uint32_t index = 0;
  double value = 0;
  bool operator==(const RuleOperation&) const = default;
};

struct Rule {
  std::string text;  ///< as written: maps and messages show it
  std::vector<RuleOperation> operations;

  /// Deepest stack that any rule may need; the reader refuses deeper ones.
  static constexpr std::size_t deepest = 32;

  /// Whether `operations` leave exactly one value, never lack one and never hold more than `deepest`.
  bool is_complete() const;
  /// Whether the rule, which must be complete, holds for a case with these attributes at this moment.
  bool holds(const double* attributes, Instant now) const;
  bool operator==(const Rule& other) const { return operations == other.operations; }
};

}  // namespace stepwell
