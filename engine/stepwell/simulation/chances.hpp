// Chances as a run uses them: with drawn values for what is uncertain, always adding up to 1.
#pragma once

#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// The chances with each uncertain one at its value in `values`; those that are not uncertain share what is left in
/// their stated proportions. Where all are uncertain, or those that are leave nothing, all are scaled to add up to 1.
std::vector<double> chances_at(const std::vector<Quantity>& chances, const IndexedVector<AssumptionId, double>& values);

/// What the flows of a step hold as `up_to`: upper ends where one is chosen, each its own chance where any may be taken.
std::vector<double> flow_ends(Routing routing, const std::vector<Quantity>& chances,
                              const IndexedVector<AssumptionId, double>& values);

/// Each chance turned into the upper end of its part of (0, 1); the last lies above 1.
std::vector<double> upper_ends(std::vector<double> chances);

}  // namespace stepwell
