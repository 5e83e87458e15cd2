// Writes a workflow as a model file.
//
// Guarantees: the file reads back to an equal workflow: every number comes back to the last bit, but for a chance that
// no percentage gives exactly (1/3), which comes back within a few units of the last place. A scenario is written as one whole model, with its changes under `changes so far`. Data files of
// `empirical` are named, not copied.
#pragma once

#include <string>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

std::string write_model(const Workflow& workflow);

}  // namespace stepwell
