// Who can do the work of a step instead of those whom it names first: what the step says itself, or what its roles say
// of all their work.
//
// Guarantees: the one answer that checks, engine, results and maps share. Costs a walk over the needs of the step.
#pragma once

#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// The most alternatives that a step can have.
inline constexpr std::size_t most_alternatives = 100;

/// What `else` says. Without it, each way in which substitutes can stand in for some of those whom it needs, in the
/// order in which it turns to them; of several at once first those that keep the role that it names first.
std::vector<Alternative> alternatives_of(const Workflow& workflow, const Step& step);

/// Whatever the step needs, whoever does it, one after the other. Roles may stand there several times.
std::vector<Need> may_need(const Workflow& workflow, const Step& step);

}  // namespace stepwell
