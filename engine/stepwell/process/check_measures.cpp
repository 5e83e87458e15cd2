// Measures: two moments of a case, the second of which can follow the first.
#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/graph.hpp"
#include "stepwell/process/soundness.hpp"

namespace stepwell {
namespace {

std::string moment_text(Moment moment) {
  return moment == Moment::arrives ? "arrives" : moment == Moment::starts ? "starts" : "ends";
}

/// Work arrives, starts and ends; a case only arrives at an end; anything else has no start of its own.
bool has_moment(const Step& step, Moment moment) {
  switch (moment) {
    case Moment::arrives: return true;
    case Moment::starts:  return step.nature == Nature::work;
    case Moment::ends:    return step.nature != Nature::end;
  }
  return false;
}

bool check_point(const Workflow& workflow, const Measure& measure, const MeasurePoint& point, Findings& findings) {
  const std::string whose = "the measure " + in_quotes(measure.name);
  if (!exists(point.step, workflow.steps, whose, "step", measure.place, findings)) return false;
  const Step& step = workflow.steps[point.step];
  if (has_moment(step, point.moment)) return true;
  findings.error("no-such-moment", measure.place,
                 whose + " looks for the moment at which " + in_quotes(step.name) + ' ' + moment_text(point.moment) +
                     ", but only work starts and an end only arrives",
                 step.nature == Nature::end ? "write " + in_quotes(step.name) + " alone, or `" + step.name + " arrives`"
                                            : "use `" + step.name + " arrives` or `" + step.name + " ends`");
  return false;
}

/// Whether a case can come to `to` on another branch of some split while it comes to `from` on one.
bool side_by_side(const Workflow& workflow, const FlowGraph& graph, const StepFlags& reached, const MeasurePoint& from,
                  const MeasurePoint& to) {
  const auto joins = joins_of_splits(workflow);
  for (const StepId split : reached.ids()) {
    if (!reached[split] || !splits(workflow.steps[split])) continue;
    int with_from = 0;
    int with_to = 0;
    int with_both = 0;
    for (const StepId entry : graph.next(split)) {
      const StepFlags branch = graph.reachable_from({entry}, joins[split]);
      // Tokens come to the closing join one by one, but it fires when all branches are through.
      const auto holds = [&](const MeasurePoint& point) {
        const bool closing = std::count(joins[split].begin(), joins[split].end(), point.step) > 0;
        return branch[point.step] && !(closing && point.moment == Moment::ends);
      };
      with_from += holds(from) ? 1 : 0;
      with_to += holds(to) ? 1 : 0;
      with_both += holds(from) && holds(to) ? 1 : 0;
    }
    // Two different branches, one for each: only a single branch that has both, and no other, will not do.
    if (with_from > 0 && with_to > 0 && with_from + with_to - with_both >= 2) return true;
  }
  return false;
}

}  // namespace

void check_measures(const Workflow& workflow, Findings& findings) {
  const FlowGraph graph(workflow);
  const StepFlags reached = graph.reachable_from(starts_of(workflow));
  for (const Measure& measure : workflow.measures) {
    const bool from_is_there = check_point(workflow, measure, measure.from, findings);
    const bool to_is_there = check_point(workflow, measure, measure.to, findings);
    if ((measure.within && *measure.within < Duration{}) || !(measure.share >= 0 && measure.share <= 1)) {
      findings.error("bad-target", measure.place,
                     "the target of the measure " + in_quotes(measure.name) + " cannot be met or missed",
                     "write it as for example `target: 90 % within 32 min`");
    }
    if (!from_is_there || !to_is_there) continue;
    const StepId from = measure.from.step;
    const StepId to = measure.to.step;
    if (!reached[from] || !reached[to]) continue;  // said of the step already
    const bool later_in_the_visit = from == to && measure.to.moment > measure.from.moment;
    if (later_in_the_visit || graph.after(from)[to] || side_by_side(workflow, graph, reached, measure.from, measure.to))
      continue;
    findings.error(
        "measure-never-closes", measure.place,
        "the measure " + in_quotes(measure.name) + " never has a value: " + in_quotes(workflow.steps[to].name) +
            " cannot follow " + in_quotes(workflow.steps[from].name),
        graph.after(to)[from] ? "exchange `from` and `to`" : "choose a `to` that lies on the way after `from`");
  }
}

}  // namespace stepwell
