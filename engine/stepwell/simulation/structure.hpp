// What the shape of a workflow says about its run: found once, when it is compiled.
#pragma once

#include <vector>

#include "stepwell/process/graph.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// For each step, whether one case may enter it more than once: in a loop, or by several branches of a split. Errs
/// towards yes, which costs a counter and changes no number.
StepFlags can_be_entered_again(const Workflow& workflow);

/// Work steps from which a token can come to `role` by passing only gateways, joins and work of roles on the role's
/// own calendar: while a token is there, a member of staff who stays after hours does not go home.
std::vector<StepId> steps_before_going_home(const Workflow& workflow, RoleId role);

}  // namespace stepwell
