// Boost.Graph does the walking; its types stay in this file.
#include "stepwell/process/graph.hpp"

#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>

namespace stepwell {
namespace {

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

BoostGraph boost_graph(const IndexedVector<StepId, std::vector<StepId>>& next, const StepFlags& within) {
  BoostGraph graph(next.size());
  for (const StepId from : next.ids()) {
    if (!within[from]) continue;
    for (const StepId to : next[from]) {
      if (within[to]) boost::add_edge(index_of(from), index_of(to), graph);
    }
  }
  return graph;
}

}  // namespace

FlowGraph::FlowGraph(const Workflow& workflow)
    : next_(workflow.steps.size()),
      aside_(workflow.steps.size()),
      apart_(workflow.steps.size()),
      follow_(workflow.steps.size()) {
  for (const StepId from : workflow.steps.ids()) {
    const auto lead = [&](std::vector<StepId>& to, StepId step) {
      if (index_of(step) >= next_.size()) return;
      to.push_back(step);
      follow_[from].push_back(step);
    };
    const Step& step = workflow.steps[from];
    for (const Flow& flow : step.next) lead(next_[from], flow.to);
    if (step.gives_up) lead(aside_[from], *step.gives_up);
    for (const Deadline& deadline : step.deadlines) {
      lead(deadline.interrupts ? aside_[from] : apart_[from], deadline.to);
    }
    if (step.at_most) lead(aside_[from], step.at_most->then);
  }
}

StepFlags FlowGraph::reachable_from(const std::vector<StepId>& starts, const std::vector<StepId>& stop_at) const {
  BoostGraph graph = boost_graph(follow_, StepFlags(size(), 1));
  for (const StepId step : stop_at) boost::clear_out_edges(index_of(step), graph);
  std::vector<boost::default_color_type> colours(size(), boost::white_color);
  boost::queue<std::size_t> waiting;
  for (const StepId start : starts) {
    // What an earlier start has reached stays black, so each step is walked once.
    if (colours[index_of(start)] == boost::white_color) {
      boost::breadth_first_visit(graph, index_of(start), waiting, boost::default_bfs_visitor{},
                                 boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, graph)));
    }
  }
  StepFlags reached(size(), 0);
  for (const StepId step : reached.ids()) reached[step] = colours[index_of(step)] != boost::white_color;
  return reached;
}

StepFlags FlowGraph::after(StepId step) const { return reachable_from(follow_[step]); }

std::vector<std::vector<StepId>> FlowGraph::loops(const StepFlags& within) const {
  const BoostGraph graph = boost_graph(follow_, within);
  std::vector<std::size_t> component(size());
  const std::size_t count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  std::vector<std::vector<StepId>> members(count);
  std::vector<char> goes_round(count, 0);
  for (const StepId step : follow_.ids()) {
    const std::size_t home = component[index_of(step)];
    members[home].push_back(step);
    for (const StepId to : follow_[step]) {
      if (within[step] && within[to] && component[index_of(to)] == home) goes_round[home] = 1;
    }
  }
  std::vector<std::vector<StepId>> found;
  for (std::size_t c = 0; c < count; ++c) {
    if (goes_round[c]) found.push_back(std::move(members[c]));
  }
  std::sort(found.begin(), found.end());  // in the order of the model, not of the algorithm
  return found;
}

StepFlags FlowGraph::repeated() const {
  StepFlags flags(size(), 0);
  for (const auto& loop : loops(StepFlags(size(), 1))) {
    for (const StepId step : loop) flags[step] = 1;
  }
  return flags;
}

std::vector<StepId> starts_of(const Workflow& workflow, const CaseType& type) {
  std::vector<StepId> starts;
  const auto add = [&](StepId step) {
    if (index_of(step) < workflow.steps.size()) starts.push_back(step);
  };
  add(type.start);
  for (const Backlog& backlog : type.backlog) add(backlog.step);
  return starts;
}

std::vector<StepId> starts_of(const Workflow& workflow) {
  std::vector<StepId> all;
  for (const CaseType& type : workflow.cases) {
    const std::vector<StepId> starts = starts_of(workflow, type);
    all.insert(all.end(), starts.begin(), starts.end());
  }
  return all;
}

}  // namespace stepwell
