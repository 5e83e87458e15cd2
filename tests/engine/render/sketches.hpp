// Small workflows for the tests of maps, built in code: the outpatient clinic of both sides, and random sound ones.
#pragma once

#include <cstdint>
#include <string>

#include "stepwell/process/workflow.hpp"

namespace stepwell::sketches {

Workflow clinic_on_paper();
Workflow clinic_on_screen();
/// A workflow of about `steps` steps, nested of sequences, choices, splits with joins, waits and rework.
Workflow random_workflow(int steps, std::uint64_t seed);
/// Work and waits in a row, of which every third may also jump anywhere, backwards or forwards.
Workflow random_tangle(int steps, std::uint64_t seed);
/// The workflow with further ways out of some of its steps; drawable, though perhaps not sound.
Workflow with_ways_aside(Workflow workflow, std::uint64_t seed);
/// Two steps and an end, one of them called `name`, which is also the role's, the rule's and the workflow's name.
Workflow named(const std::string& name);

}  // namespace stepwell::sketches
