// A step on its way into a model file.
//
// Guarantees: the fields read back to the same step, in the order in which the reader takes them.
#pragma once

#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// `who: nurse`, `time: 5 min`: a line each.
std::vector<std::string> step_fields(const Workflow& workflow, const Step& step);

}  // namespace stepwell::model_file
