// Repeated steps: what can be repeated, how often, and that all that are done at once are done to their end.
#include <cmath>

#include "stepwell/process/checks.hpp"

namespace stepwell {
namespace {

class RepeatsCheck {
 public:
  RepeatsCheck(const Workflow& workflow, const Step& step, Findings& findings)
      : workflow_(workflow), step_(step), repeats_(*step.repeats), findings_(findings) {}

  void run() {
    check_step();
    repeats_.attribute ? check_attribute() : check_times();
    if (repeats_.in_parallel) check_ways_out();
  }

 private:
  void error(const char* code, const std::string& says, const std::string& hint) {
    findings_.error(code, repeats_.place, "the step " + in_quotes(step_.name) + ' ' + says, hint);
  }

  void check_step() {
    if (step_.nature == Nature::join || step_.nature == Nature::end || step_.nature == Nature::gateway) {
      const char* nature = step_.nature == Nature::join  ? "a join"
                           : step_.nature == Nature::end ? "an end"
                                                         : "a gateway";
      error("repeats-misfit", std::string("repeats, but is ") + nature,
            "let `repeats` stand at work, a wait or a batch");
    } else if (step_.at_most) {
      error("repeats-misfit", "repeats, and limits its visits as well",
            "put `at most` at a step before it: a limit is of how often a case comes");
    }
  }

  void check_attribute() {
    if (!exists(*repeats_.attribute, workflow_.attributes, "the step " + in_quotes(step_.name), "attribute",
                repeats_.place, findings_)) {
      return;
    }
    const Attribute& attribute = workflow_.attributes[*repeats_.attribute];
    if (attribute.type == Attribute::Type::number) return;
    error("bad-repeats", "repeats by " + in_quotes(attribute.name) + ", which is not a number",
          "name an attribute that is a number, such as `wounds: uniform 1 to 4`");
  }

  void check_times() {
    const Distribution& times = repeats_.times;
    check_distribution(workflow_, times, false, "the number of times of the step " + in_quotes(step_.name),
                       repeats_.place, findings_);
    const bool whole = times.a == std::floor(times.a) && times.a >= 1;
    const bool is_number = times.kind == DistributionKind::constant && !times.assumption;
    if ((is_number && !whole) || !(times.mean() > 0)) {
      error("bad-repeats", "does not say how often it is done",
            "write a whole number, 1 or more, such as `repeats: 3`");
    }
  }

  void check_ways_out() {
    bool lost = false;
    for (const Need& need : step_.who) {
      lost = lost || (index_of(need.role) < workflow_.roles.size() &&
                      workflow_.roles[need.role].pre_emption == PreEmption::lost);
    }
    const char* key = step_.patience             ? "`patience`"
                      : step_.balks_at > 0       ? "`balks at`"
                      : step_.gives_up           ? "`gives up`"
                      : !step_.deadlines.empty() ? "`deadline`"
                      : lost                     ? "a role with `pre-empts: lost`"
                                                 : nullptr;
    if (!key) return;
    error("repeats-way-out", std::string("is done several times at once, but can be left by another way (") + key + ')',
          "all of them must be done: write `in: sequence`, or remove the other way");
  }

  const Workflow& workflow_;
  const Step& step_;
  const Repeats& repeats_;
  Findings& findings_;
};

}  // namespace

void check_repeats(const Workflow& workflow, Findings& findings) {
  for (const Step& step : workflow.steps) {
    if (step.repeats) RepeatsCheck(workflow, step, findings).run();
  }
}

}  // namespace stepwell
