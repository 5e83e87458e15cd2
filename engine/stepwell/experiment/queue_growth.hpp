// Whether a role keeps up with the work that comes to it, said aloud where it does not.
//
// Guarantees: a role cannot keep up where an ordinary week asks for more hours than there are on duty and the run finds
// it at work nearly all the time, or where the run itself shows it: cases pile up, and the role's queue grows about
// evenly from little to much. Staff who stay until the work is done keep up by definition.
#pragma once

#include <string>
#include <vector>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

struct Figures;
struct RoleFigures;

/// Fills `load` and `cannot_keep_up` of roles whose other figures are there, and `cannot_keep_up` of `figures`.
void judge_queues(const Workflow& workflow, const std::vector<Outcome>& outcomes, Figures& figures);

/// `104 % of rostered hours are asked for`, or what its queue was; for a role that cannot keep up.
std::string what_piles_up(const RoleFigures& role);

/// The roles of either side that cannot keep up, a sentence each.
std::vector<std::string> cannot_keep_up(const Figures& before, const Figures& after);

}  // namespace stepwell
