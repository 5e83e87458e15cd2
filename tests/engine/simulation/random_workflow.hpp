// Random workflows that are sound by construction: the stuff of property tests.
//
// Guarantees: a pure function of its arguments, the same on any machine; `validate` finds no error; every case can
// come to its end, and loops are left with a chance of a half or more. All that the language has occurs: choices by
// chance and rule, nested splits with joins, branches that end apart, loops, waits in clock and calendar time, each
// after-hours mode, teams, priorities, attributes, additions, several case types, each kind of demand, measures.
// Round numbers are frequent, so that much happens at the same instant.
#pragma once

#include <cstdint>

#include "stepwell/process/workflow.hpp"

namespace stepwell::testing {

struct RandomKind {
  bool uncertain = false;    ///< some times have assumptions with ranges
  bool ample_staff = false;  ///< nobody ever queues for lack of staff
  bool leaving = false;      ///< with disciplines, pre-emption, patience, deadlines, limits, splits into any, races
};

Workflow random_workflow(std::uint64_t seed, RandomKind kind = {});

}  // namespace stepwell::testing
