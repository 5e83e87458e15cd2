// What the shape of a workflow says about its run: found once, when it is compiled.
#pragma once

#include <vector>

#include "stepwell/process/graph.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// For each step, whether one token may come to it again: it lies in a loop.
StepFlags in_loops(const Workflow& workflow);

/// For each step, whether two branches of a split can come to it while that split is open: up to its join, or without
/// end where its branches end apart. At all other steps the visits of a case come one after the other.
StepFlags shared_by_branches(const Workflow& workflow);

/// Work steps from which a token can come to `role` by passing only gateways, joins and work of roles on the role's
/// own calendar: while a token is there, a member of staff who stays after hours does not go home.
std::vector<StepId> steps_before_going_home(const Workflow& workflow, RoleId role);

}  // namespace stepwell
