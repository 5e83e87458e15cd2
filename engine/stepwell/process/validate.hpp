// Whether a workflow can be run: every rule of the language that is about meaning rather than about spelling.
//
// Guarantees: never throws, finds everything in one go, and a workflow without errors compiles and runs. Rules are
// not correlated: each outcome of a rule counts as possible. Cost: linear in flows times splits.
#pragma once

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// All that is wrong with `workflow` (errors) or doubtful about it (warnings), with places and hints.
Diagnostics validate(const Workflow& workflow);

}  // namespace stepwell
