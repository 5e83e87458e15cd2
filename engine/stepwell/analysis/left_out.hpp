// What the estimates leave out of a workflow, in sentences for whoever reads them.
//
// Guarantees: empty where nothing is. Cost: linear in the model.
#pragma once

#include <set>
#include <string>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

std::set<std::string> what_is_left_out(const Workflow& workflow);

}  // namespace stepwell
