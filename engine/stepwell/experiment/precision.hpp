// How precisely the headline times are known, for runs that go on until that is enough.
//
// The headline times are the mean time of each case type from arrival to its last end, and the mean of each measure; in
// a comparison those of both sides, and what is saved of them. Each is known to within half the width of its 95 %
// interval, as a share of its mean; what is saved, as a share of the greater of the two means. Guarantees: a pure
// function of the replications, so whoever stops by it stops at the same one on any number of threads. A time that no
// replication has, such as that of a case type that never comes, is not asked for. Cost: one pass over the outcomes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "stepwell/experiment/replications.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

struct Precision {
  double wanted = 0;             ///< a share of the mean: 0.02
  bool reached = false;          ///< by every headline time
  std::uint64_t most = 0;        ///< replications that were allowed
  std::optional<double> widest;  ///< of the time that is known least; none where it has fewer than two values
  std::string widest_of;         ///< its name; empty where the model has no headline time
};

/// Throws `std::invalid_argument` for a share that cannot be.
void check_precision(const std::optional<double>& wanted);
Precision precision_of(const Workflow& workflow, const Replications& done, double wanted, std::uint64_t most);
/// The same for a comparison: both sides, and the difference of what both have.
Precision precision_of_pairs(const Workflow& before, const Replications& b, const Workflow& after,
                             const Replications& a, double wanted, std::uint64_t most);

}  // namespace stepwell
