// How cases come and what they are.
#include <algorithm>
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"

namespace stepwell {
namespace {

void check_interval(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  const std::string what = "the time between arrivals of " + whose;
  check_distribution(workflow, demand.interval, true, what, demand.place, findings);
  if (demand.interval.kind == DistributionKind::empirical && demand.interval.values.empty()) return;
  // Below half a microsecond every interval would be rounded to nothing.
  if (!(demand.interval.mean() >= 0.5)) {
    findings.error("no-interval", demand.place, what + " is 0 on average, so that time would stand still",
                   "let `arrive: every` have a mean above 0, such as `every 10 min`");
  }
}

void check_rates(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  bool any = false;
  for (std::size_t i = 0; i < demand.rates.size(); ++i) {
    const RatePiece& piece = demand.rates[i];
    check_assumption(workflow, piece.per_hour.assumption, whose, demand.place, findings);
    bool legal = std::isfinite(piece.per_hour.value) && piece.per_hour.value >= 0 && piece.begin >= Duration{} &&
                 piece.begin < piece.end && piece.end <= one_week + one_day;
    for (std::size_t j = 0; j < i; ++j) {
      legal = legal && (piece.begin >= demand.rates[j].end || demand.rates[j].begin >= piece.end);
    }
    if (!legal) {
      findings.error("overlapping-rates", demand.place,
                     "the hourly rates of " + whose + " overlap, are below 0 or end before they begin",
                     "give each hour of the week at most one rate, such as `08:00-12:00: 12 per h`");
      return;
    }
    any = any || piece.per_hour.value > 0;
  }
  if (!any) {
    findings.warning("no-arrivals", demand.place, "no case of " + whose + " ever arrives: all its rates are 0",
                     "give it a rate above 0, such as `poisson 12 per h`");
  }
}

void check_times(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  if (!std::is_sorted(demand.times.begin(), demand.times.end())) {
    findings.error("times-out-of-order", demand.place, "the arrival times of " + whose + " are not in order",
                   "list the earliest first");
  }
  const auto inside = std::count_if(demand.times.begin(), demand.times.end(), [&](Instant t) {
    return t >= workflow.clock.start && t < workflow.clock.horizon();
  });
  const auto all = static_cast<std::ptrdiff_t>(demand.times.size());
  if (inside > 0 && inside < all) {
    findings.warning("arrivals-outside", demand.place,
                     std::to_string(all - inside) + " of " + std::to_string(all) + " arrivals of " + whose +
                         " lie outside the run, which is from " + to_text(workflow.clock.start) + " to " +
                         to_text(workflow.clock.horizon()) + "; they never come",
                     "let `clock` start before the first and run past the last, or leave the others out");
  }
  if (inside == 0) {
    findings.warning("no-arrivals", demand.place,
                     "no case of " + whose + " arrives in the run: none of its times lies in it",
                     "let the times lie between `clock: start` and the end of the run");
  }
}

/// Whether a step of another case begins cases of this type.
bool is_started(const Workflow& workflow, CaseTypeId type) {
  return std::any_of(workflow.steps.begin(), workflow.steps.end(), [&](const Step& step) {
    return std::find(step.starts.begin(), step.starts.end(), type) != step.starts.end();
  });
}

void check_demand(const Workflow& workflow, CaseTypeId id, const std::string& whose, Findings& findings) {
  const CaseType& type = workflow.cases[id];
  const Demand& demand = type.demand;
  if (demand.calendar) exists(*demand.calendar, workflow.calendars, whose, "calendar", demand.place, findings);
  switch (demand.kind) {
    case Demand::Kind::none:
      if (is_started(workflow, id)) break;
      findings.warning("no-arrivals", type.place, "no case of " + whose + " ever arrives",
                       "say how they come, such as `arrive: every 10 min in clinic hours`, or let a step start them");
      break;
    case Demand::Kind::every:  check_interval(workflow, type, whose, findings); break;
    case Demand::Kind::hourly: check_rates(workflow, type, whose, findings); break;
    case Demand::Kind::listed: check_times(workflow, type, whose, findings); break;
  }
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
