// Roles whose members have a queue each: what they can say beside it, and what steps can ask of them.
#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

constexpr double most_queues = 1000;

bool has_separate_queues(const Workflow& workflow, RoleId role) {
  return index_of(role) < workflow.roles.size() && workflow.roles[role].queues != Queues::one;
}

void check_role_with_queues(const Workflow& workflow, const Role& role, Findings& findings) {
  const auto misfit = [&](const std::string& says, const std::string& hint) {
    findings.error("separate-queues-misfit", role.place, called(role) + " has `separate queues`, but " + says, hint);
  };
  if (role.kind != RoleKind::staff)
    misfit("is no role of staff", "let the role of staff that goes with it have them, or give each a name of its own");
  if (!(role.staff.value >= 1) || role.staff.value > most_queues)
    misfit("not between 1 and 1000 members", "let `staff` be the number of queues");
  const auto assumption = role.staff.assumption;
  if (assumption && index_of(*assumption) < workflow.assumptions.size() && workflow.assumptions[*assumption].swept)
    misfit("not a certain number of members: its `staff` is drawn anew in each replication",
           "give `staff` without a range, and with another basis than `assumed`");
  const char* key = !role.individuals.empty()               ? "names its individuals"
                    : role.after_hours == AfterHours::stay  ? "lets them stay after hours"
                    : role.pre_emption != PreEmption::none  ? "lets work be taken over (`pre-empts`)"
                    : !role.out.empty() || role.breaks_down ? "lets some of them be out"
                                                            : nullptr;
  if (key)
    misfit(std::string(key) + ", and nobody changes queues",
           "give each a role of their own and choose between them by `next`, or let the role have one queue");
}

void check_step_at_queues(const Workflow& workflow, const Step& step, Findings& findings) {
  const std::vector<Need> all = may_need(workflow, step);
  const auto separate = [&](const Need& need) { return has_separate_queues(workflow, need.role); };
  const auto first = std::find_if(all.begin(), all.end(), separate);
  if (first == all.end()) return;
  const Role& role = workflow.roles[first->role];
  const auto misfit = [&](const std::string& says, const std::string& hint) {
    findings.error(
        "separate-queues-misfit", step.place,
        "the step " + in_quotes(step.name) + " asks for " + called(role) + ", which has `separate queues`, " + says,
        hint);
  };
  if (!alternatives_of(workflow, step).empty()) {
    misfit("but others could do the work as well",
           "whoever stands in the queue of one member waits for that one alone: "
           "leave `else` and `substitutes` out, or let the role have one queue");
    return;
  }
  if (std::count_if(all.begin(), all.end(), separate) > 1 || first->count > 1)
    misfit("and for another one who has a queue of their own",
           "nobody stands in two queues: ask for one of them, or let the role have one "
           "queue");
  if (step.batch) misfit("for a batch", "let a step before it gather the batch, or let the role have one queue");
}

}  // namespace

void check_separate_queues(const Workflow& workflow, Findings& findings) {
  bool any = false;
  for (const Role& role : workflow.roles) {
    if (role.queues == Queues::one) continue;
    any = true;
    check_role_with_queues(workflow, role, findings);
  }
  if (!any) return;
  for (const Step& step : workflow.steps) check_step_at_queues(workflow, step, findings);
}

}  // namespace stepwell
