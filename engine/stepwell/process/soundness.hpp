// Splits and joins: whether every token that a split makes finds its join, and every case its end.
//
// A split needs no join: its branches may end apart. A join waits for one token from each branch of the innermost
// open split, by whatever flow it comes. Guarantees: always terminates, whatever goes round; rules are not
// correlated, each flow counts as possible. Cost: flows times branches, times the depth of nesting.
#pragma once

#include <vector>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// For each step: the joins at which the tokens of its split can come together again, in the order of the model.
/// Empty for a step that does not split and for a split whose branches end apart; exactly one in a sound workflow.
IndexedVector<StepId, std::vector<StepId>> joins_of_splits(const Workflow& workflow);

/// Finds `join-without-split`, `missed-join`, `join-twice`, `unreachable-step` and `no-way-out`.
/// Expects steps whose natures and routing are in order; a flow to a step that does not exist is ignored.
void check_soundness(const Workflow& workflow, Findings& findings);

}  // namespace stepwell
