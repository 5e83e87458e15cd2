// Approximate waits at the roles of a network: Whitt's QNA with Allen and Cunneen's formula. Private to this room.
#pragma once

#include <cstdint>
#include <optional>

#include "stepwell/analysis/load.hpp"
#include "stepwell/analysis/visits.hpp"

namespace stepwell {

/// The share of a person that each task of the role needs; none where they differ, so that what fits beside what is luck.
std::optional<std::uint32_t> one_share(const Workflow& workflow, RoleId role);

/// Fills `wait` of the steps of `load`, whose hours and visits are there already.
void estimate_waits(const Workflow& workflow, const VisitEstimates& visits, Load& load);

}  // namespace stepwell
