// Approximate waits at the roles of a network: Whitt's QNA with Allen and Cunneen's formula. Private to this room.
#pragma once

#include <cstdint>
#include <optional>

#include "stepwell/analysis/load.hpp"
#include "stepwell/analysis/visits.hpp"

namespace stepwell {

/// The share of a person that each task of a role needs, by role; none where they differ, so that what fits beside what
/// is luck.
IndexedVector<RoleId, std::optional<std::uint32_t>> shares_of_tasks(const Workflow& workflow);

/// Fills `wait` of the steps of `load`, whose hours and visits are there already.
void estimate_waits(const Workflow& workflow, const VisitEstimates& visits, Load& load);

}  // namespace stepwell
