// What cases are.
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"

namespace stepwell {

void check_cases(const Workflow& workflow, Findings& findings) {
  if (workflow.cases.empty()) {
    findings.error("no-cases", {workflow.file, 0, 0}, "the workflow has no cases, so nothing would ever happen",
                   "add a case type under `cases`, with `arrive` and `start`");
  }
  for (const CaseType& type : workflow.cases) {
    const std::string whose = "the case type " + in_quotes(type.name);
    check_demand(workflow, type, whose, findings);
    exists(type.start, workflow.steps, whose, "step", type.place, findings);
    if (!std::isfinite(type.priority)) {
      findings.error("bad-priority", type.place, whose + " has a priority that is not a number",
                     "use `low`, `normal`, `high` or a number; greater goes first");
    }
    std::set<AttributeId> seen;
    for (const AttributeValue& value : type.attributes) {
      check_value(workflow, value, whose, findings);
      if (!seen.insert(value.attribute).second && index_of(value.attribute) < workflow.attributes.size()) {
        findings.error("repeated-attribute", value.place,
                       whose + " has the attribute " + in_quotes(workflow.attributes[value.attribute].name) + " twice",
                       "keep one of the two values");
      }
    }
  }
}

}  // namespace stepwell
