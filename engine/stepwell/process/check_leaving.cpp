// Ways out of a step other than being done, and what roles say about who goes first: what fits together.
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/graph.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

bool loses_work(const Workflow& workflow, const Step& step) {
  for (const Need& need : may_need(workflow, step)) {
    if (index_of(need.role) < workflow.roles.size() && workflow.roles[need.role].pre_emption == PreEmption::lost)
      return true;
  }
  return false;
}

class LeavingCheck {
 public:
  LeavingCheck(const Workflow& workflow, const FlowGraph& graph, const Step& step, Findings& findings)
      : workflow_(workflow),
        graph_(graph),
        step_(step),
        whose_("the step " + in_quotes(step.name)),
        findings_(findings) {}

  void run() {
    check_patience();
    check_deadlines();
    check_visits();
    check_queue();
    if (step_.cancels && step_.nature != Nature::end) {
      error("cancels-without-end", "cancels the rest of its case, but is no end",
            "let `cancels` stand at a step with `end`");
    }
    if (step_.routing == Routing::first_of) check_race();
  }

 private:
  void error(const char* code, const std::string& says, const std::string& hint) {
    findings_.error(code, step_.place, whose_ + ' ' + says, hint);
  }

  void check_patience() {
    const bool gives_up = step_.patience || step_.balks_at > 0;
    if (step_.nature != Nature::work) {
      const bool looks_elsewhere = step_.appointment && step_.gives_up;
      if (!gives_up && (!step_.gives_up || looks_elsewhere)) return;
      const char* key = step_.patience ? "`patience`" : step_.balks_at > 0 ? "`balks at`" : "`gives up`";
      error("patience-without-work", std::string("has ") + key + ", but nobody works there",
            "only who waits for work can give up; let what takes too long elsewhere have a `deadline`");
      return;
    }
    if (step_.patience) {
      check_distribution(workflow_, *step_.patience, true, "the patience of " + whose_, step_.place, findings_);
    }
    const bool loses = loses_work(workflow_, step_);
    if (!step_.gives_up && gives_up) {
      error("no-gives-up", "does not say where a case goes that will not wait",
            "add `gives up: <step>`, such as an end `left without being seen`");
    } else if (!step_.gives_up && loses) {
      error("lost-without-way", "can lose its work to something more urgent, but does not say where the case goes then",
            "add `gives up: <step>`, or let the role have `pre-empts: resume`");
    }
    if (!step_.gives_up) return;
    exists(*step_.gives_up, workflow_.steps, whose_, "step", step_.place, findings_);
    if (!gives_up && !loses) {
      error("never-gives-up", "says where a case goes that gives up, but none ever does",
            "add `patience` or `balks at`, or remove `gives up`");
    }
  }

  void check_deadlines() {
    for (const Deadline& deadline : step_.deadlines) {
      check_distribution(workflow_, deadline.after, true, "the deadline of " + whose_, deadline.place, findings_);
      exists(deadline.to, workflow_.steps, whose_, "step", deadline.place, findings_);
      if (deadline.calendar)
        exists(*deadline.calendar, workflow_.calendars, whose_, "calendar", deadline.place, findings_);
    }
    const bool takes_time = step_.nature == Nature::work || step_.nature == Nature::wait ||
                            step_.nature == Nature::batch || step_.nature == Nature::wait_for;
    if (step_.until) return check_until();
    if (step_.deadlines.empty() || takes_time) return;
    error("deadline-misfit", "has a deadline, but is neither work nor a wait",
          "put the deadline at the work or the wait that takes too long, or say `until` which step it holds");
  }

  /// A deadline that holds from a gateway on, until the case comes to another step.
  void check_until() {
    exists(*step_.until, workflow_.steps, whose_, "step", step_.place, findings_);
    if (step_.nature != Nature::gateway) {
      error("until-misfit", "has `until`, but is no gateway",
            "put a step with only `next`, `deadline` and `until` before what must not take too long");
    } else if (step_.deadlines.empty()) {
      error("until-misfit", "has `until`, but no deadline that holds until then",
            "add `deadline: {after: 4 h, to: escalate}`, or remove `until`");
    }
    for (const Deadline& deadline : step_.deadlines) {
      if (deadline.interrupts) continue;
      findings_.error("until-misfit", deadline.place,
                      whose_ + " has a deadline that holds for several steps, but does not interrupt them",
                      "let it interrupt, or put it at the step that takes too long");
    }
    if (index_of(*step_.until) < workflow_.steps.size() && !step_.next.empty() &&
        !graph_.reachable_from(next_of(step_))[*step_.until]) {
      error("until-misfit",
            "has a deadline that would hold for ever: no way leads from it to " +
                in_quotes(workflow_.steps[*step_.until].name),
            "let `until` name a step that the case comes to");
    }
  }

  std::vector<StepId> next_of(const Step& step) const {
    std::vector<StepId> next;
    for (const Flow& flow : step.next) {
      if (index_of(flow.to) < workflow_.steps.size()) next.push_back(flow.to);
    }
    return next;
  }

  void check_visits() {
    if (!step_.at_most) return;
    const VisitLimit& limit = *step_.at_most;
    exists(limit.then, workflow_.steps, whose_, "step", limit.place, findings_);
    if (step_.nature == Nature::join || step_.nature == Nature::end) {
      error("visits-misfit",
            std::string("limits its visits, but is ") + (step_.nature == Nature::end ? "an end" : "a join"),
            "put `at most` at a step before it");
    }
    if (limit.times == 0) {
      findings_.error("no-visits", limit.place, whose_ + " can be visited at most 0 times, so that nobody comes there",
                      "let `times` be 1 or more, or lead past the step");
    }
  }

  /// Roles that are asked for together share a queue, so they must agree on its order.
  void check_queue() {
    const Role* first = nullptr;
    const Role* pre_empting = nullptr;
    const auto differ = [&](const Role& one, const Role& other, const char* what) {
      error("mixed-queue",
            "asks for the roles " + in_quotes(one.name) + " and " + in_quotes(other.name) + ", which differ in " + what,
            "those who work together or for each other share a queue: give both the same");
    };
    for (const Need& need : may_need(workflow_, step_)) {
      if (index_of(need.role) >= workflow_.roles.size()) continue;
      const Role& role = workflow_.roles[need.role];
      if (!first) first = &role;
      if (role.discipline != first->discipline) return differ(*first, role, "`discipline`");
      if (role.ages != first->ages) return differ(*first, role, "`ages`");
      if (role.pre_emption == PreEmption::none) continue;
      if (!pre_empting) pre_empting = &role;
      if (role.pre_emption != pre_empting->pre_emption) return differ(*pre_empting, role, "`pre-empts`");
    }
  }

  void check_race() {
    for (const Flow& flow : step_.next) {
      if (index_of(flow.to) >= workflow_.steps.size()) continue;
      const Step& runner = workflow_.steps[flow.to];
      const std::string who = "the race of " + whose_ + " begins with " + in_quotes(runner.name);
      if (runner.nature != Nature::work && runner.nature != Nature::wait && runner.nature != Nature::wait_for) {
        findings_.error("race-misfit", flow.place, who + ", which is neither work nor a wait",
                        "a race is between first steps that can be done: let each be work or a wait");
        continue;
      }
      if (runner.batch) {
        findings_.error(
            "race-misfit", flow.place, who + ", which gathers a batch",
            "what others of the batch decide cannot run in a race: let a `deadline` of the batch be the limit");
        continue;
      }
      const char* key = runner.patience             ? "`patience`"
                        : runner.balks_at > 0       ? "`balks at`"
                        : runner.gives_up           ? "`gives up`"
                        : !runner.deadlines.empty() ? "`deadline`"
                        : runner.at_most            ? "`at most`"
                        : runner.repeats            ? "`repeats`"
                                                    : nullptr;
      if (key || loses_work(workflow_, runner)) {
        findings_.error("race-way-out", flow.place,
                        who + ", which can be left by another way" +
                            (key ? std::string(" (") + key + ')' : std::string(" (a role with `pre-empts: lost`)")),
                        "what runs in a race is done or withdrawn: put a step of its own behind the race, or let a "
                        "wait of the race be the limit");
      }
    }
  }

  const Workflow& workflow_;
  const FlowGraph& graph_;
  const Step& step_;
  const std::string whose_;
  Findings& findings_;
};

bool takes_earliest_due(const Workflow& workflow, const Step& step) {
  for (const Need& need : may_need(workflow, step)) {
    if (index_of(need.role) < workflow.roles.size() && workflow.roles[need.role].discipline == Discipline::earliest_due)
      return true;
  }
  return false;
}

}  // namespace

void check_leaving(const Workflow& workflow, Findings& findings) {
  const FlowGraph graph(workflow);
  for (const Step& step : workflow.steps) LeavingCheck(workflow, graph, step, findings).run();
}

void check_due_times(const Workflow& workflow, Findings& findings) {
  const FlowGraph graph(workflow);
  std::set<std::pair<RoleId, CaseTypeId>> said;
  for (const CaseTypeId id : workflow.cases.ids()) {
    const CaseType& type = workflow.cases[id];
    const std::string whose = "the case type " + in_quotes(type.name);
    if (type.due && *type.due < Duration{}) {
      findings.error("negative-time", type.place, whose + " is due before it arrives", "let `due` be 0 or more");
    }
    if (index_of(type.start) >= workflow.steps.size()) continue;
    const StepFlags reached = graph.reachable_from(starts_of(workflow, type));
    bool asked = false;
    for (const StepId step : reached.ids()) {
      if (!reached[step] || !takes_earliest_due(workflow, workflow.steps[step])) continue;
      asked = true;
      for (const Need& need : may_need(workflow, workflow.steps[step])) {
        if (type.due || index_of(need.role) >= workflow.roles.size() || !said.insert({need.role, id}).second) continue;
        findings.warning("no-due", type.place,
                         whose + " has no `due`, but comes to the role " + in_quotes(workflow.roles[need.role].name) +
                             ", which takes the earliest due first; it always goes last there",
                         "say when it is due after its arrival, such as `due: 4 h`");
      }
    }
    if (type.due && !asked) {
      findings.warning(
          "unused-due", type.place,
          whose + " has a `due` that nobody looks at: no role that it comes to takes the earliest due first",
          "give a role `discipline: earliest due`, or remove `due`");
    }
  }
}

}  // namespace stepwell
