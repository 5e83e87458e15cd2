// Chances as a run uses them: with drawn values for what is uncertain, always adding up to 1.
#pragma once

#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// The chances of one choice with those that are swept (see process/choice.hpp) at their `drawn` values.
///
/// Where the ranges leave room for each other, every draw is kept as it is, the plain chances share what is left in
/// their stated proportions, and the firm ones stay. Where they do not (at the top of the ranges the chances come to
/// more than 1, or there is no plain one), all that is certain stays exactly where it is, and what the draws add up to
/// too much or too little is taken from the swept ones by the squares of the widths of their ranges: as independent
/// errors are corrected when their sum is known. None goes below 0. A single swept chance has no other to give way to
/// it: it is kept, and without room all others share what it leaves.
///
/// Means are exactly those stated, unless giving way stops at 0. Draws that give way may leave their ranges. Stated
/// values come back with their bits.
std::vector<double> chances_at(const std::vector<Quantity>& chances,
                               const IndexedVector<AssumptionId, Assumption>& assumptions,
                               const IndexedVector<AssumptionId, double>& drawn);

/// What the flows of a step hold as `up_to`: upper ends where one is chosen, each its own chance where any may be taken.
std::vector<double> flow_ends(Routing routing, const std::vector<Quantity>& chances,
                              const IndexedVector<AssumptionId, Assumption>& assumptions,
                              const IndexedVector<AssumptionId, double>& drawn);

/// The chances in a mix of case types.
std::vector<Quantity> chances_of(const std::vector<CaseShare>& mix);

/// Each chance turned into the upper end of its part of (0, 1); the last lies above 1.
std::vector<double> upper_ends(std::vector<double> chances);

}  // namespace stepwell
