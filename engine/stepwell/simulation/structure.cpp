// Loops by strong components; branches and ways home by walking the flows.
#include "stepwell/simulation/structure.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace stepwell {
namespace {

void mark_reachable(const Workflow& workflow, StepId from, std::vector<bool>& seen, std::vector<StepId>& order) {
  std::vector<StepId> open{from};
  while (!open.empty()) {
    const StepId step = open.back();
    open.pop_back();
    if (seen[index_of(step)]) continue;
    seen[index_of(step)] = true;
    order.push_back(step);
    for (const Flow& flow : workflow.steps[step].next) open.push_back(flow.to);
  }
}

void mark_loops(const Workflow& workflow, std::vector<bool>& again) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph graph(workflow.steps.size());
  for (const StepId step : workflow.steps.ids()) {
    for (const Flow& flow : workflow.steps[step].next) boost::add_edge(index_of(step), index_of(flow.to), graph);
  }
  std::vector<std::size_t> component(workflow.steps.size());
  boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  for (const StepId step : workflow.steps.ids()) {
    for (const Flow& flow : workflow.steps[step].next) {
      if (component[index_of(step)] == component[index_of(flow.to)]) again[index_of(step)] = again[index_of(flow.to)] = true;
    }
  }
  // A component of one step without a flow to itself is no loop, and no flow of it leads inside; so the marks are exact.
}

bool works_on(const Workflow& workflow, const Step& step, std::optional<CalendarId> calendar) {
  return std::all_of(step.who.begin(), step.who.end(),
                     [&](const Need& need) { return workflow.roles[need.role].calendar == calendar; });
}

}  // namespace

std::vector<bool> can_be_entered_again(const Workflow& workflow) {
  std::vector<bool> again(workflow.steps.size(), false);
  if (workflow.steps.empty()) return again;
  mark_loops(workflow, again);
  for (const Step& step : workflow.steps) {
    if (step.routing != Routing::all) continue;
    std::vector<std::uint32_t> branches(workflow.steps.size(), 0);
    for (const Flow& flow : step.next) {
      std::vector<bool> seen(workflow.steps.size(), false);
      std::vector<StepId> reached;
      mark_reachable(workflow, flow.to, seen, reached);
      for (const StepId there : reached) {
        if (++branches[index_of(there)] > 1) again[index_of(there)] = true;
      }
    }
  }
  return again;
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
