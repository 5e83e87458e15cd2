// What the shape of a workflow says about its run: found once, when it is compiled.
#pragma once

#include "stepwell/process/graph.hpp"
#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/program.hpp"

namespace stepwell {

/// For each step, whether one token may come to it again: it lies in a loop.
StepFlags in_loops(const Workflow& workflow);

/// For each step, whether two branches of a split can come to it while that split is open: up to its join, or without
/// end where its branches end apart. At all other steps the visits of a case come one after the other.
StepFlags shared_by_branches(const Workflow& workflow);

/// Compiles what steps send, start and wait for.
void compile_messages(const Workflow& workflow, Program& program);

/// Compiles batches: when each goes, whether one of its gatherings may be the last, and who could still come to it.
void compile_batches(const Workflow& workflow, Program& program);

}  // namespace stepwell
