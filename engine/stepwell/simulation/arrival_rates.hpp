// The rate of a demand laid out over the run: stretches in which it is constant.
//
// Guarantees: stretches are in order, disjoint, within the run and within the demand's calendar; with a pattern or
// an effect no stretch spans two days, so the rate is exactly that of the model at every instant. Cost: linear in weeks times
// pieces, or in days, once when a program is compiled.
#pragma once

#include <vector>

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/opening_hours.hpp"
#include "stepwell/simulation/program.hpp"

namespace stepwell {

/// The weekly rates of an hourly demand.
std::vector<RateCode> hourly_rates(const Demand& demand, const Clock& clock, const OpeningHours* hours);
/// The pace at which the time between arrivals passes: by the demand's pattern, 1 in ordinary time.
std::vector<RateCode> pace(const Demand& demand, const Clock& clock, const OpeningHours* hours);
/// Fills in `before` of each stretch from the rates.
void accumulate(std::vector<RateCode>& rates);

}  // namespace stepwell
