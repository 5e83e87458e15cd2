// What every run holds, whatever its model uses: the checks that property tests share.
#pragma once

#include "simulation/random_run.hpp"

namespace stepwell::testing {

/// Runs a workflow, which must be sound; the same again without a log must have the same bits, and `check_cases` holds.
RandomRun checked_run(std::uint64_t seed, Workflow workflow);

/// Cases are conserved, and the parts of their time are not negative and add up, queueing also by role.
void check_cases(const Outcome& outcome);

/// What the log says of each role's work is what was counted of it. Needs a run of which all is counted.
void check_work(const RandomRun& run);

/// Written and read back it is the same workflow, and the same text.
void check_comes_back(std::uint64_t seed, const Workflow& workflow);

}  // namespace stepwell::testing
