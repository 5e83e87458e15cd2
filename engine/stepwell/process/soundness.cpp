// What can go wrong with splits, joins and loops, told with the way by which it does.
#include "stepwell/process/soundness.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "stepwell/process/branch_walk.hpp"
#include "stepwell/process/graph.hpp"

namespace stepwell {
namespace {

std::string names_of(const Workflow& workflow, const std::vector<StepId>& steps) {
  std::string text;
  for (const StepId step : steps) {
    if (!text.empty()) text += " -> ";
    text += workflow.steps[step].name;
  }
  return text;
}

/// The steps from which a token comes to an end for certain, if luck is not against it for ever: the least fixpoint.
/// Steps outside `within` are taken to have a way out.
StepFlags with_way_out(const Workflow& workflow, const FlowGraph& graph, const StepFlags& within) {
  StepFlags out(graph.size(), 0);
  for (const StepId step : out.ids()) {
    // A step that leads nowhere is an error of its own, not of the loops before it.
    out[step] = !within[step] || workflow.steps[step].nature == Nature::end || graph.next(step).empty();
  }
  bool grew = true;
  while (grew) {
    grew = false;
    for (const StepId id : out.ids()) {
      const Step& step = workflow.steps[id];
      if (out[id]) continue;
      std::size_t open = 0;
      std::size_t possible = 0;
      for (const Flow& flow : step.next) {
        // A chance of nothing is no way out, though it is a way for every other question.
        if (index_of(flow.to) >= out.size() || (step.routing == Routing::chances && flow.chance.value <= 0)) continue;
        ++possible;
        open += out[flow.to] ? 1 : 0;
      }
      out[id] = (splits(step) ? open == possible : open > 0) ||
                std::any_of(graph.aside(id).begin(), graph.aside(id).end(), [&](StepId to) { return out[to] != 0; });
      grew = grew || out[id];
    }
  }
  return out;
}

void report_no_way_out(const Workflow& workflow, const FlowGraph& graph, const StepFlags& reached,
                       const StepFlags& way_out, Findings& findings) {
  StepFlags lost(graph.size(), 0);
  for (const StepId step : lost.ids()) lost[step] = reached[step] && !way_out[step];
  for (const auto& loop : graph.loops(lost)) {
    // A loop that only leads into another one is not itself at fault: it is once the others are mended.
    StepFlags members(graph.size(), 0);
    for (const StepId step : loop) members[step] = 1;
    const StepFlags alone = with_way_out(workflow, graph, members);
    if (std::all_of(loop.begin(), loop.end(), [&](StepId step) { return alone[step]; })) continue;
    const Step& first = workflow.steps[loop.front()];
    std::string members_text;
    for (const StepId step : loop)
      members_text += (members_text.empty() ? "" : ", ") + in_quotes(workflow.steps[step].name);
    findings.error("no-way-out", first.place, "a token that comes to " + members_text + " goes round for ever",
                   "give one of the steps of this loop another `next`, by chance or by rule, that leads to an end");
  }
}

class SplitCheck {
 public:
  SplitCheck(const Workflow& workflow, const BranchWalks& walks, const StepFlags& way_out, Findings& findings)
      : workflow_(workflow), walks_(walks), way_out_(way_out), findings_(findings) {}

  void from_start(StepId start) {
    const Walk walk = walks_.walk(start);
    for (const StepId join : walk.joins) {
      if (!reported_.insert(join).second) continue;
      findings_.error(
          "join-without-split", step(join).place,
          "a token can come to the join " + in_quotes(name(join)) + " without any split before it" + by_way(walk, join),
          "lead it past the join, or put a step with `next: {all: [...]}` before it");
    }
  }

  void at_split(StepId split) {
    std::vector<Walk> branches;
    for (const StepId entry : walks_.entries(split)) branches.push_back(walks_.walk(entry));
    const std::vector<StepId>& joins = walks_.joins_of(split);
    if (joins.empty()) return;
    for (std::size_t b = 0; b < branches.size(); ++b) {
      const StepId entry = walks_.entries(split)[b];
      // A branch that goes round for ever is reported as that.
      if (!way_out_[entry]) continue;
      if (reach_twice(split, entry, branches[b], joins)) continue;
      miss(split, entry, branches[b], joins.front());
    }
    if (joins.size() > 1) several_joins(split, branches, joins);
  }

 private:
  const Step& step(StepId id) const { return workflow_.steps[id]; }
  const std::string& name(StepId id) const { return step(id).name; }
  std::string path_text(const Walk& walk, StepId to) const { return names_of(workflow_, walk.path_to(to)); }
  /// The path in parentheses, where there is more to it than the step itself.
  std::string by_way(const Walk& walk, StepId to) const {
    return walk.path_to(to).size() < 2 ? "" : " (" + path_text(walk, to) + ')';
  }
  std::string branch_text(StepId split, StepId entry) const {
    return "the branch " + in_quotes(name(entry)) + " of the split " + in_quotes(name(split));
  }

  bool reach_twice(StepId split, StepId entry, const Walk& walk, const std::vector<StepId>& joins) {
    for (const auto& [inner, join] : walk.passed) {
      if (std::find(joins.begin(), joins.end(), join) == joins.end()) continue;
      const bool back = inner == split;
      findings_.error("join-twice", step(inner).place,
                      branch_text(split, entry) + " can come to the join " + in_quotes(name(join)) + " twice: it " +
                          (back ? "goes back to that split" : "splits again at " + in_quotes(name(inner))) +
                          ", and both splits meet at this one join" + by_way(walk, inner),
                      back ? "let the way back start after the join " + in_quotes(name(join))
                           : "let the branches of " + in_quotes(name(inner)) + " meet at a join of their own before " +
                                 in_quotes(name(join)));
      return true;
    }
    return false;
  }

  void miss(StepId split, StepId entry, const Walk& walk, StepId join) {
    if (walk.misses.empty()) return;
    const StepId at = walk.misses.front();
    const std::string how = splits(step(at)) ? "splits at " + in_quotes(name(at)) + " into branches that end apart"
                                             : "can end at " + in_quotes(name(at));
    findings_.error("missed-join", step(split).place,
                    "the join " + in_quotes(name(join)) + " can wait for ever: " + branch_text(split, entry) + ' ' +
                        how + by_way(walk, at),
                    "lead every way of this branch to " + in_quotes(name(join)) +
                        ", or let all branches of the split end apart, without a join");
  }

  void several_joins(StepId split, const std::vector<Walk>& branches, const std::vector<StepId>& joins) {
    std::string ways;
    for (const StepId join : joins) {
      for (std::size_t b = 0; b < branches.size(); ++b) {
        if (!std::count(branches[b].joins.begin(), branches[b].joins.end(), join)) continue;
        ways += (ways.empty() ? "" : "; ") + path_text(branches[b], join);
        break;
      }
    }
    findings_.error("missed-join", step(split).place,
                    "the branches of the split " + in_quotes(name(split)) + " can come to different joins, " +
                        "so each can wait for ever for the others (" + ways + ")",
                    "lead all branches of " + in_quotes(name(split)) + " to the same join, by whatever way");
  }

  const Workflow& workflow_;
  const BranchWalks& walks_;
  const StepFlags& way_out_;
  Findings& findings_;
  std::set<StepId> reported_;
};

}  // namespace

IndexedVector<StepId, std::vector<StepId>> joins_of_splits(const Workflow& workflow) {
  const BranchWalks walks(workflow, StepFlags(workflow.steps.size(), 1));
  IndexedVector<StepId, std::vector<StepId>> joins(workflow.steps.size());
  for (const StepId step : joins.ids()) joins[step] = walks.joins_of(step);
  return joins;
}

void check_soundness(const Workflow& workflow, Findings& findings) {
  const FlowGraph graph(workflow);
  const std::vector<StepId> starts = starts_of(workflow);
  if (starts.empty()) return;
  const StepFlags reached = graph.reachable_from(starts);
  for (const StepId id : reached.ids()) {
    const Step& step = workflow.steps[id];
    if (reached[id]) continue;
    findings.error("unreachable-step", step.place, "no case ever comes to the step " + in_quotes(step.name),
                   "name it in another step's `next`, start a case there, or remove it");
  }

  const StepFlags way_out = with_way_out(workflow, graph, reached);
  report_no_way_out(workflow, graph, reached, way_out, findings);

  const BranchWalks walks(workflow, reached);
  SplitCheck check(workflow, walks, way_out, findings);
  for (const StepId start : starts) check.from_start(start);
  for (const StepId id : reached.ids()) {
    if (!reached[id]) continue;
    // A token that a deadline adds belongs to no open split, like a case's first.
    for (const StepId added : graph.apart(id)) check.from_start(added);
  }
  for (const StepId id : reached.ids()) {
    if (reached[id] && splits(workflow.steps[id])) check.at_split(id);
  }
}

}  // namespace stepwell
