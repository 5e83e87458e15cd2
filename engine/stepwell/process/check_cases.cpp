// What cases are.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/copula.hpp"

namespace stepwell {
namespace {

void check_rows(const CaseType& type, const std::string& whose, Findings& findings) {
  const bool replayed = !type.demand.file.name.empty();
  if (replayed && type.demand.times.size() != type.rows) {
    findings.error("value-misfit", type.place, whose + " has another number of arrivals than of rows",
                   "give each arrival its row");
  }
  for (const AttributeValue& value : type.attributes) {
    if (value.kind != AttributeValue::Kind::column) continue;
    if (type.rows == 0 || value.rows.size() != type.rows) {
      findings.error("no-records", value.place,
                     whose + " takes the column " + in_quotes(value.column) + ", but has no file that it would be of",
                     "add `records: <file.csv>`, or let it arrive by a file: `arrive: {file: ..., column: ...}`");
    }
  }
}

/// Whether its luck is a draw of its own, so that it can go together with another one.
bool is_drawn(const AttributeValue& value) {
  return value.kind != AttributeValue::Kind::constant && value.kind != AttributeValue::Kind::column;
}

void check_correlations(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  std::set<std::pair<AttributeId, AttributeId>> seen;
  for (const Correlation& correlation : type.correlations) {
    for (const AttributeId attribute : {correlation.one, correlation.other}) {
      if (!exists(attribute, workflow.attributes, whose, "attribute", correlation.place, findings)) return;
      const auto has = [&](const AttributeValue& value) { return value.attribute == attribute && is_drawn(value); };
      if (std::any_of(type.attributes.begin(), type.attributes.end(), has)) continue;
      findings.error("bad-correlation", correlation.place,
                     in_quotes(workflow.attributes[attribute].name) + " is not drawn by chance for " + whose +
                         ", so it goes together with nothing",
                     "give it a chance, chances or a distribution; columns of one file go together already");
      return;
    }
    const std::pair<AttributeId, AttributeId> pair = std::minmax(correlation.one, correlation.other);
    if (!(correlation.of_ranks > -1 && correlation.of_ranks < 1) || correlation.one == correlation.other ||
        !seen.insert(pair).second) {
      findings.error("bad-correlation", correlation.place,
                     "a correlation of " + whose +
                         " is not between -1 and 1, is of an attribute with itself, or stands there twice",
                     "one number for each two attributes: `age and length of stay: 0.4`");
      return;
    }
  }
  if (copula_of(type)) return;
  findings.error("impossible-correlations", type.correlations.front().place,
                 "the correlations of " + whose + " contradict each other: no cases can be like that",
                 "bring the greatest of them nearer to 0");
}

}  // namespace

void check_cases(const Workflow& workflow, Findings& findings) {
  if (workflow.cases.empty()) {
    findings.error("no-cases", {workflow.file, 0, 0}, "the workflow has no cases, so nothing would ever happen",
                   "add a case type under `cases`, with `arrive` and `start`");
  }
  for (const CaseTypeId id : workflow.cases.ids()) {
    const CaseType& type = workflow.cases[id];
    const std::string whose = "the case type " + in_quotes(type.name);
    check_demand(workflow, id, whose, findings);
    exists(type.start, workflow.steps, whose, "step", type.place, findings);
    if (!std::isfinite(type.priority)) {
      findings.error("bad-priority", type.place, whose + " has a priority that is not a number",
                     "use `low`, `normal`, `high` or a number; greater goes first");
    }
    check_rows(type, whose, findings);
    check_correlations(workflow, type, whose, findings);
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
