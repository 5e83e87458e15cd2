// What many replications say about one number: its mean, and how sure we may be of it.
//
// Guarantees: sums run in the order of the replications, so the same values give the same bits. A replication without
// a value (NaN in the input) is left out and `n` says how many remain; below two there are no limits, and below one no
// mean. Nothing here is ever NaN or infinite. Cost: two passes over the values.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "stepwell/simulation/replication.hpp"

namespace stepwell {

/// How sure the limits of every estimate are.
inline constexpr double confidence = 0.95;
/// Marks a replication that has no value, such as the mean wait where nobody waited.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct Estimate {
  std::optional<double> mean;  ///< of the replications' values
  std::optional<double> low;   ///< the mean lies between these with 95 % certainty
  std::optional<double> high;
  std::optional<double> sd;  ///< between replications
  std::uint64_t n = 0;       ///< replications that have a value
  bool operator==(const Estimate&) const = default;
};

/// Mean with a t-interval.
Estimate estimate(const std::vector<double>& values);
/// Share of replications (each value 0, 1, or 1/2 for a tie) with a Wilson interval.
Estimate share_estimate(const std::vector<double>& values);

/// Where one further replication would lie with 95 % certainty; empty below two replications.
struct Prediction {
  std::optional<double> low;
  std::optional<double> high;
  bool operator==(const Prediction&) const = default;
};
Prediction prediction(const Estimate& of);

/// The same with the limits that a reader should be shown. Luck only: those of the mean, which more replications bring
/// together. With what we do not know: those of one period to come (`prediction`), because however often a guess is
/// repeated, its mean says nothing about how far off the guess may be.
Estimate as_shown(const Estimate& of, Certainty certainty);
/// What to call these limits: `95 % certain`, `95 % likely`.
std::string_view name_of_limits(Certainty certainty);

/// Whether both limits are above 0, or both below: a difference that luck alone does not explain.
bool is_clear(const Estimate& difference);

}  // namespace stepwell
