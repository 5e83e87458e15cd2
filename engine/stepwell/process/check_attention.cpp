// Shares of a person's attention: what a share can be, and which roles can be shared out.
//
// Where a person has several tasks at once, nobody can say which of them has to give way, or stops as one person goes out;
// what a role does to single pieces of work is therefore refused where its people share their attention.
#include <algorithm>
#include <string>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

void check_share(const Workflow& workflow, const Step& step, const Need& need, Findings& findings) {
  if (!need.is_shared() || index_of(need.role) >= workflow.roles.size()) return;
  const Role& role = workflow.roles[need.role];
  const std::string whose = "the step " + in_quotes(step.name);
  if (need.share == 0 || need.share > whole_person || need.count != 1) {
    findings.error("bad-share", step.place,
                   whose + " asks for a share of " + called(role) + " that is not one of one person",
                   "a share is more than 0 and at most 100 % of one person; several people are a number");
  } else if (role.kind != RoleKind::staff) {
    findings.error("share-of-place", step.place,
                   whose + " asks for " + share_text(need.share) + " of " + called(role) +
                       ", but only people share their attention",
                   "let its `number` be how many fit in at once, and ask for one of them");
  }
}

/// What the role has that speaks of a person with one task, if anything.
std::string misfit(const Role& role) {
  const auto only_some = [&](const Outage& outage) {
    return outage.number > 0 && (outage.number < role.staff.value || role.staff.assumption);
  };
  if (!role.individuals.empty()) return "individuals";
  if (role.pre_emption != PreEmption::none) return "pre-empts";
  if (role.set_up) return "set-up";
  if (role.queues != Queues::one) return "separate queues";
  if (role.breaks_down) return "breaks down";
  if (std::any_of(role.out.begin(), role.out.end(), only_some)) return "number";
  return {};
}

bool is_shared_out(const Workflow& workflow, RoleId id) {
  return std::any_of(workflow.steps.begin(), workflow.steps.end(), [&](const Step& step) {
    const std::vector<Need> needs = may_need(workflow, step);
    return std::any_of(needs.begin(), needs.end(),
                       [&](const Need& need) { return need.role == id && need.is_shared(); });
  });
}

}  // namespace

void check_attention(const Workflow& workflow, Findings& findings) {
  for (const Step& step : workflow.steps) {
    for (const Need& need : may_need(workflow, step)) check_share(workflow, step, need, findings);
    for (const Need& need : step.releases) check_share(workflow, step, need, findings);
  }
  for (const RoleId id : workflow.roles.ids()) {
    const Role& role = workflow.roles[id];
    const std::string key = misfit(role);
    if (role.kind != RoleKind::staff || key.empty() || !is_shared_out(workflow, id)) continue;
    const std::string has = key == "number" ? "has only some of its people `out`" : "has `" + key + '`';
    findings.error("share-misfit", role.place,
                   called(role) + ' ' + has +
                       ", but there are tasks that need a share of one of them: of several at once, it is not clear "
                       "which is meant",
                   key == "number" ? "leave `number` out: then all are out; or let each task need a whole person"
                                   : "leave `" + key + "` out, or let each task need a whole person");
  }
}

}  // namespace stepwell
