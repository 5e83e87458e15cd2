// Loops and branches as the graph of process sees them; ways home by walking the flows backwards.
#include "stepwell/simulation/structure.hpp"

#include <algorithm>
#include <cstdint>

#include "stepwell/process/soundness.hpp"

namespace stepwell {
namespace {

bool works_on(const Workflow& workflow, const Step& step, std::optional<CalendarId> calendar) {
  return std::all_of(step.who.begin(), step.who.end(),
                     [&](const Need& need) { return workflow.roles[need.role].calendar == calendar; });
}

}  // namespace

StepFlags in_loops(const Workflow& workflow) { return FlowGraph(workflow).repeated(); }

StepFlags shared_by_branches(const Workflow& workflow) {
  StepFlags shared(workflow.steps.size(), 0);
  const auto goes_on_twice = [](const Step& step) {
    return splits(step) || std::any_of(step.deadlines.begin(), step.deadlines.end(),
                                       [](const Deadline& deadline) { return !deadline.interrupts; });
  };
  if (std::none_of(workflow.steps.begin(), workflow.steps.end(), goes_on_twice)) return shared;
  const FlowGraph graph(workflow);
  const auto joins = joins_of_splits(workflow);
  for (const StepId split : workflow.steps.ids()) {
    if (!splits(workflow.steps[split])) continue;
    IndexedVector<StepId, std::uint32_t> branches(workflow.steps.size());
    // Its join is visited when it fires, by one token: what comes there from the branches only waits.
    for (const Flow& flow : workflow.steps[split].next) {
      const StepFlags reached = graph.reachable_from({flow.to}, joins[split]);
      for (const StepId there : reached.ids()) {
        const bool waits = std::find(joins[split].begin(), joins[split].end(), there) != joins[split].end();
        if (reached[there] && !waits && ++branches[there] > 1) shared[there] = 1;
      }
    }
  }
  // A token that a deadline adds goes beside the one that is still at the step.
  for (const StepId step : workflow.steps.ids()) {
    for (const StepId added : graph.apart(step)) {
      const StepFlags beside = graph.reachable_from({added});
      const StepFlags after = graph.reachable_from({step});
      for (const StepId there : beside.ids()) {
        if (beside[there] && after[there]) shared[there] = 1;
      }
    }
  }
  return shared;
}

std::vector<StepId> steps_before_going_home(const Workflow& workflow, RoleId role) {
  const std::optional<CalendarId> calendar = workflow.roles[role].calendar;
  const auto needs_role = [&](const Step& step) {
    return std::any_of(step.who.begin(), step.who.end(), [&](const Need& need) { return need.role == role; });
  };
  const auto passable = [&](const Step& step) {
    if (step.nature == Nature::work) return works_on(workflow, step, calendar);
    return step.nature == Nature::gateway || step.nature == Nature::join;
  };
  // Backwards from the role's own steps, until nothing new is found.
  std::vector<bool> leads(workflow.steps.size(), false);
  for (bool grew = true; grew;) {
    grew = false;
    for (const StepId id : workflow.steps.ids()) {
      const Step& step = workflow.steps[id];
      if (leads[index_of(id)] || !passable(step)) continue;
      for (const Flow& flow : step.next) {
        if (leads[index_of(flow.to)] || needs_role(workflow.steps[flow.to])) leads[index_of(id)] = grew = true;
      }
    }
  }
  std::vector<StepId> result;
  for (const StepId id : workflow.steps.ids()) {
    if (leads[index_of(id)] && workflow.steps[id].nature == Nature::work) result.push_back(id);
  }
  return result;
}

}  // namespace stepwell
