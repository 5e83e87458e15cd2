// One step at a time: its nature, what it needs, and how it routes.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

std::string nature_text(Nature nature) {
  switch (nature) {
    case Nature::work:     return "work";
    case Nature::wait:     return "a wait";
    case Nature::join:     return "a join";
    case Nature::end:      return "an end";
    case Nature::gateway:  return "a gateway";
    case Nature::batch:    return "a batch";
    case Nature::wait_for: return "a wait for a message";
  }
  return {};
}

class StepCheck {
 public:
  StepCheck(const Workflow& workflow, const Step& step, Findings& findings)
      : workflow_(workflow), step_(step), whose_("the step " + in_quotes(step.name)), findings_(findings) {}

  void run() {
    check_nature();
    check_needs(step_.needs());
    check_alternatives();
    check_time_cases();
    check_routing();
    for (const AttributeValue& value : step_.sets) {
      check_value(workflow_, value, whose_, findings_);
      if (value.kind != AttributeValue::Kind::column) continue;
      findings_.error(
          "no-records", value.place,
          whose_ + " sets an attribute to the column " + in_quotes(value.column) + ", but only case types have a file",
          "let the case type take the column: `attributes: {age: column age}`");
    }
    if (!std::isfinite(step_.priority)) {
      error("bad-priority", "has a priority that is not a number",
            "use `low`, `normal`, `high` or a number; greater goes first");
    }
  }

 private:
  void error(const char* code, const std::string& says, const char* hint) {
    findings_.error(code, step_.place, whose_ + ' ' + says, hint);
  }

  void check_nature() {
    const bool works = step_.nature == Nature::work;
    const bool only_holds = step_.who.empty() && !step_.holds.empty();
    if (works && step_.who.empty() && !only_holds && step_.alternatives.empty()) {
      error("work-without-who", "is work that nobody does", "say who does it, such as `who: nurse`");
    }
    if (works && step_.time.empty() && !only_holds) {
      error("work-without-time", "is work that takes no stated time",
            "say how long it takes, such as `time: uniform 2 to 6 min`");
    }
    const bool has_work = !step_.who.empty() || !step_.alternatives.empty() || !step_.holds.empty() ||
                          !step_.time.empty() || !step_.adds.empty();
    const bool has_wait = step_.wait_calendar || step_.wait != Distribution{};
    if ((has_work && !works) || (has_wait && step_.nature != Nature::wait) ||
        (!step_.end.empty() && step_.nature != Nature::end) ||
        (!step_.wait_for.empty() && step_.nature != Nature::wait_for)) {
      error("two-natures", "is " + nature_text(step_.nature) + " and something else as well",
            "a step has one nature: work (`who`, `holds`, `time`, `adds`), `wait`, `wait for`, `join`, `end` or only "
            "`next`; make two steps of it");
    }
    if (step_.nature == Nature::batch && !step_.batch) {
      error("bad-batch", "is a batch, but does not say when it goes", "say how many it gathers, such as `batch: 10`");
    }
    if (step_.nature == Nature::wait_for && step_.wait_for.empty()) {
      error("no-message", "waits for a message, but does not say which", "name it, such as `wait for: results`");
    }
    if (step_.nature == Nature::wait) {
      check_distribution(workflow_, step_.wait, true, "the wait of " + whose_, step_.place, findings_);
      if (step_.wait_calendar)
        exists(*step_.wait_calendar, workflow_.calendars, whose_, "calendar", step_.place, findings_);
    }
  }

  void check_needs(const std::vector<Need>& needs) {
    std::set<RoleId> seen;
    for (const Need& need : needs) {
      if (!exists(need.role, workflow_.roles, whose_, "role", step_.place, findings_)) continue;
      const Role& role = workflow_.roles[need.role];
      if (!seen.insert(need.role).second) {
        error("repeated-role", "asks for " + called(role) + " twice", "say how many, such as `who: {nurse: 2}`");
      }
      if (need.count == 0) {
        error("bad-need", "asks for none of " + called(role), "ask for 1 or more, or leave the role out");
      }
      if (need.count > role.staff.value) {
        findings_.error(
            "too-few-staff", step_.place,
            whose_ + " could never start: it needs " + std::to_string(need.count) + " of " + called(role) +
                ", which has " + std::to_string(static_cast<long long>(role.staff.value)),
            (role.kind == RoleKind::staff ? "let the role's `staff` be at least " : "let its `number` be at least ") +
                std::to_string(need.count) + ", or ask for fewer");
      }
    }
  }

  void check_alternatives() {
    if (step_.nobody_else && step_.who.empty())
      error("else-without-who", "says that nobody else can do its work, but not who does it", "add `who`");
    if (step_.nobody_else && !step_.alternatives.empty())
      error("nobody-and-others", "says `else: nobody`, and also who else can do its work", "keep one of the two");
    if (alternatives_of(workflow_, step_).size() > most_alternatives) {
      error("many-alternatives", "has more than 100 alternatives to its `who`",
            step_.alternatives.empty() ? "its roles have too many `substitutes`: say under `else` who can do it, or "
                                         "`else: nobody`"
                                       : "put those who can do it into one role");
      return;
    }
    if (step_.alternatives.empty()) return;
    if (step_.who.empty()) {
      error("else-without-who", "says who else can do its work, but not who does it first",
            "add `who`, or let the first of the others be it");
      return;
    }
    Duration earlier{};
    std::vector<std::vector<Need>> known{sorted(step_.who)};
    for (const Alternative& alternative : step_.alternatives) {
      if (alternative.who.empty()) {
        findings_.error("else-without-who", alternative.place,
                        whose_ + " has an alternative to its `who` in which nobody does the work",
                        "say who it is, such as `else: {who: doctor, after: 15 min}`");
        continue;
      }
      check_needs(step_.needs(alternative));
      if (alternative.after < earlier) {
        findings_.error("else-order", alternative.place,
                        whose_ + " turns to an alternative after " + to_text(alternative.after) +
                            ", but to the one before it only after " + to_text(earlier),
                        "put first whom it turns to first; each `after` counts from when the case came to the step");
      }
      earlier = alternative.after;
      const std::vector<Need> who = sorted(alternative.who);
      if (std::find(known.begin(), known.end(), who) != known.end())
        findings_.error("same-alternative", alternative.place,
                        whose_ + " names the same roles twice, once instead of the other", "leave one of them out");
      known.push_back(who);
    }
  }

  static std::vector<Need> sorted(std::vector<Need> needs) {
    std::sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.role < b.role; });
    return needs;
  }

  void check_time_cases() {
    for (std::size_t i = 0; i < step_.time.size(); ++i) {
      const TimeCase& time = step_.time[i];
      check_time(time, "the time of " + whose_);
      check_otherwise(time.when.has_value(), i + 1 == step_.time.size(), "time", step_.place);
    }
    for (const TimeCase& time : step_.adds) check_time(time, "what is added to the time of " + whose_);
  }

  void check_time(const TimeCase& time, const std::string& what) {
    check_distribution(workflow_, time.time, true, what, step_.place, findings_);
    if (time.when)
      check_rule(workflow_, *time.when, "the `when` " + in_quotes(time.when->text) + " of " + whose_, step_.place,
                 findings_);
  }

  /// Of several by rule, all but the last have a `when`.
  void check_otherwise(bool has_when, bool last, const std::string& what, const SourcePlace& place) {
    if (last && has_when) {
      findings_.error("no-otherwise", place,
                      "the last " + what + " of " + whose_ + " has a `when`: if no rule holds, there is none",
                      "let the last one have no `when`; it holds where none of the others does");
    }
    if (!last && !has_when) {
      findings_.error("early-otherwise", place,
                      "a " + what + " of " + whose_ + " has no `when` but is not the last: what follows it never holds",
                      "give it a `when`, or put it last");
    }
  }

  void check_routing() {
    const std::size_t flows = step_.next.size();
    if (step_.nature == Nature::end) {
      if (flows > 0 || step_.routing != Routing::none) {
        error("end-with-next", "is an end, but goes on", "remove its `next`, or its `end`");
      }
      return;
    }
    for (const Flow& flow : step_.next) exists(flow.to, workflow_.steps, whose_, "step", flow.place, findings_);
    if (flows == 0) {
      error("no-next", "leads nowhere", "say what follows with `next`, or let it be an `end`");
      return;
    }
    switch (step_.routing) {
      case Routing::none: routing_misfit(); break;
      case Routing::straight:
        if (flows != 1) routing_misfit();
        break;
      case Routing::chances: check_chances(); break;
      case Routing::rules:   check_rules(); break;
      case Routing::all:
        if (flows < 2) {
          error("lone-branch", "is a split with a single branch",
                "give `all` two branches or more, or write `next` with the name alone");
        }
        break;
      case Routing::any: check_inclusive(); break;
      case Routing::first_of:
        if (flows < 2) {
          error("lone-branch", "is a race of one",
                "give `first of` two steps or more, or write `next` with the name alone");
        }
        break;
    }
    for (const Flow& flow : step_.next) {
      const bool may_have_rule = step_.routing == Routing::rules || step_.routing == Routing::any;
      if ((flow.when && !may_have_rule) || (flow.otherwise && step_.routing != Routing::any)) return routing_misfit();
    }
  }

  void routing_misfit() {
    error("routing-misfit", "has flows that do not fit its kind of routing",
          "let `next` be one name, chances, rules (`when`, `to`), `all`, `any` or `first of`, and not a mixture");
  }

  void check_chances() {
    double sum = 0;
    bool legal = true;
    std::vector<Quantity> chances;
    for (const Flow& flow : step_.next) {
      legal = check_chance(workflow_, flow.chance, "a chance of " + whose_, flow.place, findings_) && legal;
      sum += flow.chance.value;
      chances.push_back(flow.chance);
    }
    if (!legal) return;
    check_chances_add_up(sum, "the chances of " + whose_, step_.place, findings_);
    check_ranges_add_up(workflow_, chances, "the chances of " + whose_, step_.place, findings_);
  }

  /// Each branch by itself; somebody must come out whatever the luck.
  void check_inclusive() {
    const std::vector<Flow>& flows = step_.next;
    std::size_t branches = 0;
    bool certain = false;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      const Flow& flow = flows[i];
      const bool by_chance = flow.chance != Quantity{1, {}};
      if ((flow.when && by_chance) || (flow.otherwise && (flow.when || by_chance || i + 1 < flows.size())))
        return routing_misfit();
      if (flow.otherwise) continue;
      ++branches;
      certain = certain || (!flow.when && !by_chance);
      check_chance(workflow_, flow.chance, "a chance of " + whose_, flow.place, findings_);
      if (flow.when)
        check_rule(workflow_, *flow.when, "the `when` " + in_quotes(flow.when->text) + " of " + whose_, flow.place,
                   findings_);
    }
    const bool has_otherwise = flows.back().otherwise;
    if (branches == 0) {
      error("lone-otherwise", "is a split with nothing but an `otherwise`",
            "give `any` two branches or more, or write `next` with the name alone");
    } else if (branches == 1) {
      error("lone-branch", "is a split with a single branch",
            "give `any` two branches or more, or choose between two steps by chance or by rule");
    } else if (!certain && !has_otherwise) {
      error("any-or-nothing", "is a split of which no branch may be taken, and does not say what follows then",
            "add `otherwise: <step>`, or let one branch be the name alone, which is always taken");
    } else if (certain && has_otherwise) {
      findings_.warning("idle-otherwise", flows.back().place,
                        whose_ + " has an `otherwise` that is never taken: one of its branches always is",
                        "leave `otherwise` out");
    }
  }

  void check_rules() {
    for (std::size_t i = 0; i < step_.next.size(); ++i) {
      const Flow& flow = step_.next[i];
      check_otherwise(flow.when.has_value(), i + 1 == step_.next.size(), "flow", flow.place);
      if (flow.when)
        check_rule(workflow_, *flow.when, "the `when` " + in_quotes(flow.when->text) + " of " + whose_, flow.place,
                   findings_);
    }
  }

  const Workflow& workflow_;
  const Step& step_;
  const std::string whose_;
  Findings& findings_;
};

}  // namespace

void check_steps(const Workflow& workflow, Findings& findings) {
  if (workflow.steps.empty()) {
    findings.error("no-steps", {workflow.file, 0, 0}, "the workflow has no steps", "add a step under `steps`");
  }
  std::map<std::string_view, const Step*> luck;
  for (const Step& step : workflow.steps) {
    StepCheck(workflow, step, findings).run();
    const auto [other, fresh] = luck.emplace(step.luck_name(), &step);
    if (!fresh && other->second->name != step.name) {
      findings.error("shared-luck", step.place,
                     "the steps " + in_quotes(other->second->name) + " and " + in_quotes(step.name) +
                         " would draw the same luck, that of " + in_quotes(step.luck_name()),
                     "let `was` name a step that is no longer there, and each old step only once");
    }
  }
}

}  // namespace stepwell
