// What is known of a number: the value that the model states, where it comes from, and how far it may be off.
//
// Guarantees: plain values. A path is the identity of an assumption, the same on both sides of a comparison.
#pragma once

#include <optional>
#include <string>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"

namespace stepwell {

/// Where a number comes from, from the firmest ground to the softest.
enum class Basis { measured, published, expert, assumed };

/// An entry of the assumptions ledger: a value of the model with its basis and, perhaps, the range of its mean.
struct Assumption {
  std::string path;  ///< `steps.trace notes.time`: its identity, shared by both sides of a comparison
  Basis basis = Basis::assumed;
  std::string source;
  enum class Quantity { duration, number, chance } quantity = Quantity::number;
  double value = 0;    ///< the stated mean: microseconds, a number, or a chance in [0, 1]
  bool swept = false;  ///< has a range, stated or (for `assumed`) half to double
  double low = 0;      ///< range of the mean, in the units of `value`
  double high = 0;
  bool range_stated = false;
  SourcePlace place;
  bool operator==(const Assumption&) const = default;
};

/// A number that may be uncertain.
struct Quantity {
  double value = 0;
  std::optional<AssumptionId> assumption;
  bool operator==(const Quantity&) const = default;
};

}  // namespace stepwell
