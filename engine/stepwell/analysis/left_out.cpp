// Each depends on how long things take beside each other, which only a simulation knows.
#include "stepwell/analysis/left_out.hpp"

#include "stepwell/analysis/waits.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {

std::set<std::string> what_is_left_out(const Workflow& workflow) {
  std::set<std::string> sentences;
  for (const Step& step : workflow.steps) {
    for (const Need& need : step.holds) {
      if (index_of(need.role) < workflow.roles.size())
        sentences.insert("how long cases hold \"" + workflow.roles[need.role].name +
                         "\" is not known, nor who waits for it");
    }
    const std::string name = '"' + step.name + '"';
    if (!alternatives_of(workflow, step).empty())
      sentences.insert("all of " + name + " is taken to be done by its first choice");
    if (step.patience || step.balks_at > 0)
      sentences.insert("nobody is taken to give up waiting for " + name + ", whatever its patience");
    if (step.batch)
      sentences.insert("how long cases wait at " + name +
                       " for others of their batch is not known, and it is taken to be full");
    if (step.appointment && step.appointment->within)
      sentences.insert("everybody is taken to find a slot for " + name + " in time");
    if (!step.deadlines.empty()) sentences.insert("no deadline of " + name + " is taken to pass");
    if (step.at_most) sentences.insert("how often a case may come to " + name + " is not limited");
    if (step.cancels) sentences.insert("the end " + name + " is taken to stop nothing else");
    if (step.routing == Routing::first_of)
      sentences.insert("the race of " + name +
                       " is taken to be won by each with the same chance, the others not begun");
  }
  for (const Step& step : workflow.steps) {
    if (step.nature == Nature::wait_for)
      sentences.insert("how long a case waits at \"" + step.name + "\" for \"" + step.wait_for + "\" is not known");
    for (const CaseTypeId type : step.starts) {
      if (workflow.cases[type].attributes.size() < workflow.attributes.size())
        sentences.insert("what a case of \"" + workflow.cases[type].name +
                         "\" takes over from the one that starts it is not known");
    }
  }
  const auto shares = shares_of_tasks(workflow);
  for (const RoleId id : workflow.roles.ids()) {
    const Role& role = workflow.roles[id];
    if (!shares[id])
      sentences.insert("which tasks of the role \"" + role.name +
                       "\" fit beside each other is not known, nor how long they wait");
    if (role.cleaning || role.set_up) sentences.insert("cleaning and set-up of \"" + role.name + "\" are left out");
    if (role.queues != Queues::one)
      sentences.insert("the separate queues of the role \"" + role.name + "\" are taken to be one");
    if (!role.individuals.empty())
      sentences.insert("the individuals of the role \"" + role.name + "\" are taken to be all alike, at speed 1");
    if (!role.out.empty() || role.breaks_down)
      sentences.insert("the role \"" + role.name + "\" is taken never to be out, nor to break down");
    if (role.pre_emption != PreEmption::none)
      sentences.insert("work of the role \"" + role.name + "\" is taken never to give way to more urgent work");
  }
  return sentences;
}

}  // namespace stepwell
