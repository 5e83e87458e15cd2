// The walk through one branch of a split, and the fixpoint over which joins the inner splits meet at.
#include "stepwell/process/branch_walk.hpp"

#include <algorithm>

namespace stepwell {
std::vector<StepId> Walk::path_to(StepId step) const {
  std::vector<StepId> path;
  const auto found = std::find_if(visits.begin(), visits.end(), [&](const Visit& visit) { return visit.step == step; });
  if (found == visits.end()) return path;
  for (std::size_t at = static_cast<std::size_t>(found - visits.begin());; at = visits[at].before) {
    path.push_back(visits[at].step);
    if (visits[at].before == at) break;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

BranchWalks::BranchWalks(const Workflow& workflow, const StepFlags& reached)
    : workflow_(workflow), graph_(workflow), joins_(workflow.steps.size()) {
  // The sets only grow and are bounded by the number of joins, so this ends.
  bool grew = true;
  while (grew) {
    grew = false;
    for (const StepId split : joins_.ids()) {
      if (!reached[split] || !splits(workflow.steps[split])) continue;
      std::vector<StepId> joins;
      for (const StepId entry : entries(split)) {
        const Walk branch = walk(entry);
        joins.insert(joins.end(), branch.joins.begin(), branch.joins.end());
      }
      std::sort(joins.begin(), joins.end());
      joins.erase(std::unique(joins.begin(), joins.end()), joins.end());
      grew = grew || joins.size() > joins_[split].size();
      joins_[split] = std::move(joins);
    }
  }
}

Walk BranchWalks::walk(StepId entry) const {
  Walk walk;
  // A join is arrived at by this branch's own token, or fired by an inner split's tokens: two different visits.
  StepFlags arrived(graph_.size(), 0);
  StepFlags fired(graph_.size(), 0);
  const auto arrive = [&](StepId step, std::size_t before) {
    if (arrived[step]) return;
    arrived[step] = 1;
    walk.visits.push_back({step, before});
  };
  const auto fire = [&](StepId join, std::size_t before) {
    if (fired[join]) return;
    fired[join] = 1;
    walk.visits.push_back({join, before});
  };
  std::vector<char> is_firing;  // beside `visits`
  arrive(entry, 0);
  is_firing.push_back(0);
  for (std::size_t at = 0; at < walk.visits.size(); ++at) {
    const StepId id = walk.visits[at].step;
    const Step& step = workflow_.steps[id];
    for (const StepId to : graph_.aside(id)) arrive(to, at);
    is_firing.resize(walk.visits.size(), 0);
    if (step.nature == Nature::end) {
      // Where the rest of the case is stopped, nobody waits at a join any more.
      if (!step.cancels) walk.misses.push_back(id);
    } else if (step.nature == Nature::join && !is_firing[at]) {
      walk.joins.push_back(id);
    } else if (splits(step)) {
      if (joins_[id].empty()) walk.misses.push_back(id);
      for (const StepId join : joins_[id]) {
        walk.passed.emplace_back(id, join);
        fire(join, at);
      }
      is_firing.resize(walk.visits.size(), 1);
    } else {
      for (const StepId to : graph_.next(id)) arrive(to, at);
      is_firing.resize(walk.visits.size(), 0);
    }
  }
  return walk;
}

}  // namespace stepwell
