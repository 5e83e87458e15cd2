// The chances of one choice together: which of them are uncertain, and how far their ranges reach.
//
// A chance is *swept* (it has a range, or is assumed), *firm* (it has a basis but nothing to sweep) or *plain* (a number
// of which nothing is said: often simply what the others leave). Assumptions that they refer to must exist.
#pragma once

#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

bool is_swept(const Quantity& quantity, const IndexedVector<AssumptionId, Assumption>& assumptions);

/// What the chances add up to with each swept one at its highest, each firm one as stated and each plain one at 0.
double highest_sum(const std::vector<Quantity>& chances, const IndexedVector<AssumptionId, Assumption>& assumptions);

}  // namespace stepwell
