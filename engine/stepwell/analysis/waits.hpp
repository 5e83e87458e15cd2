// Approximate waits at the roles of a network: Whitt's QNA with Allen and Cunneen's formula. Private to this room.
#pragma once

#include "stepwell/analysis/load.hpp"
#include "stepwell/analysis/visits.hpp"

namespace stepwell {

/// Fills `wait` of the steps of `load`, whose hours and visits are there already.
void estimate_waits(const Workflow& workflow, const VisitEstimates& visits, Load& load);

}  // namespace stepwell
