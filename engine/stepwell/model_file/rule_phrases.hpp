// Conditions on a case: `attends and not new patient`, `urgency is routine`, `time >= 16:00`.
//
// Guarantees: a declared name is taken whole, the longest first; a rule that is returned needs a stack no deeper than
// `Rule::deepest`; a rule that cannot be read is reported once.
#pragma once

#include <optional>

#include "stepwell/model_file/phrases.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// Compiles the condition to postfix operations over `attributes`.
std::optional<Rule> read_rule(Phrase phrase, const IndexedVector<AttributeId, Attribute>& attributes, Report& report);

}  // namespace stepwell::model_file
