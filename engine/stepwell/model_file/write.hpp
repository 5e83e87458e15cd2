// Writes a workflow as a model file.
//
// Guarantees: the file reads back to an equal workflow (exactly: every number is written so that it comes back to the
// last bit). A scenario is written as one whole model, with its changes under `changes so far`. Data files of
// `empirical` are named, not copied.
#pragma once

#include <string>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

std::string write_model(const Workflow& workflow);

}  // namespace stepwell
