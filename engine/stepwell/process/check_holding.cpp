// Places that cases keep from one step to the next: who may keep what, and where cases can wait for each other for ever.
//
// A case that holds a place while it asks for one (a further one of the same, or another one) can wait for cases that
// hold that and wait in turn. This needs a circle of places, each asked for while the one before it is held; what is
// asked for, but held by nobody between steps, comes free by itself. The checker looks at the ways of one token only.
#include <algorithm>
#include <set>
#include <utility>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/graph.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

bool names(const std::vector<Need>& needs, RoleId role) {
  return std::any_of(needs.begin(), needs.end(), [&](const Need& need) { return need.role == role; });
}

/// A place that is asked for at `step` by a case that may hold another one, or the same.
struct Asking {
  RoleId held{};
  RoleId wanted{};
  StepId step{};
};

class HoldingCheck {
 public:
  HoldingCheck(const Workflow& workflow, Findings& findings)
      : workflow_(workflow), findings_(findings), held_(workflow.roles.size()) {}

  void run() {
    for (const Step& step : workflow_.steps) {
      check_kept(step, step.holds, "`holds`");
      check_kept(step, step.releases, "`releases`");
      for (const Need& need : step.holds) {
        if (index_of(need.role) < held_.size()) held_[need.role] = 1;
      }
    }
    for (const Step& step : workflow_.steps) check_released(step);
    check_circles();
  }

 private:
  void check_kept(const Step& step, const std::vector<Need>& needs, const std::string& key) {
    const std::string whose = "the step " + in_quotes(step.name);
    for (const Need& need : needs) {
      if (!exists(need.role, workflow_.roles, whose, "role", step.place, findings_)) continue;
      const Role& role = workflow_.roles[need.role];
      if (role.kind == RoleKind::staff) {
        findings_.error("holds-staff", step.place, whose + " has " + called(role) + " in its " + key,
                        "only places and equipment are kept from step to step; ask for staff in `who` of each step");
      }
    }
  }

  void check_released(const Step& step) {
    for (const Need& need : step.releases) {
      if (index_of(need.role) >= held_.size() || held_[need.role]) continue;
      const Role& role = workflow_.roles[need.role];
      if (role.kind == RoleKind::staff) continue;
      findings_.error("never-held", step.place,
                      "the step " + in_quotes(step.name) + " releases " + called(role) + ", which no step holds",
                      "let the step that takes it say `holds: " + role.name +
                          "`; what stands in `who` alone is given back when the work is done");
    }
  }

  void check_circles() {
    const FlowGraph graph(workflow_);
    for (const RoleId role : workflow_.roles.ids()) {
      if (held_[role]) collect(graph, role);
    }
    std::set<std::pair<RoleId, RoleId>> said;
    for (const Asking& asking : askings_) {
      if (!leads_back(asking.wanted, asking.held) || !said.insert({asking.held, asking.wanted}).second) continue;
      const Step& step = workflow_.steps[asking.step];
      const std::string wanted = called(workflow_.roles[asking.wanted]);
      const bool further = asking.held == asking.wanted;
      findings_.warning("hold-and-wait", step.place,
                        "the step " + in_quotes(step.name) + " asks for " +
                            (further ? "a further one of " + wanted + " while its case may hold one already"
                                     : wanted + " while its case may hold " + called(workflow_.roles[asking.held])) +
                            "; once all are held by cases that wait like this, none of them goes on",
                        further ? "release it before, or ask for all at once"
                                : "take them in the same order everywhere, or both at once, or release the one before");
    }
  }

  /// Goes along all ways on which a case keeps the place.
  void collect(const FlowGraph& graph, RoleId held) {
    StepFlags seen(workflow_.steps.size(), 0);
    std::vector<StepId> open;
    const auto go_to = [&](StepId step) {
      if (index_of(step) < seen.size() && !seen[step]) seen[step] = 1, open.push_back(step);
    };
    for (const StepId step : workflow_.steps.ids()) {
      if (!names(workflow_.steps[step].holds, held) || names(workflow_.steps[step].releases, held)) continue;
      for (const StepId next : graph.next(step)) go_to(next);
    }
    while (!open.empty()) {
      const StepId step = open.back();
      open.pop_back();
      for (const Need& need : may_need(workflow_, workflow_.steps[step])) {
        if (index_of(need.role) < held_.size() && held_[need.role]) askings_.push_back({held, need.role, step});
      }
      for (const auto* ways : {&graph.aside(step), &graph.apart(step)}) {
        for (const StepId next : *ways) go_to(next);
      }
      if (names(workflow_.steps[step].releases, held)) continue;
      for (const StepId next : graph.next(step)) go_to(next);
    }
  }

  bool leads_back(RoleId from, RoleId to) const {
    IndexedVector<RoleId, char> seen(workflow_.roles.size());
    std::vector<RoleId> open{from};
    while (!open.empty()) {
      const RoleId role = open.back();
      open.pop_back();
      if (role == to) return true;
      if (std::exchange(seen[role], 1)) continue;
      for (const Asking& asking : askings_) {
        if (asking.held == role) open.push_back(asking.wanted);
      }
    }
    return false;
  }

  const Workflow& workflow_;
  Findings& findings_;
  IndexedVector<RoleId, char> held_;  ///< by some step, beyond its end
  std::vector<Asking> askings_;
};

}  // namespace

void check_holding(const Workflow& workflow, Findings& findings) {
  const auto holds = [](const Step& step) { return !step.holds.empty() || !step.releases.empty(); };
  if (std::any_of(workflow.steps.begin(), workflow.steps.end(), holds)) HoldingCheck(workflow, findings).run();
}

}  // namespace stepwell
