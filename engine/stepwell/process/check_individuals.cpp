// Individuals: what is said of each, and whether somebody can do what steps ask for.
#include <algorithm>
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

constexpr std::size_t most_skills = 64;

void check_individual(const Workflow& workflow, const Role& role, const Individual& one, Findings& findings) {
  const std::string whose = "the individual " + in_quotes(one.name) + " of " + called(role);
  if (!std::isfinite(one.speed) || one.speed < 0.01 || one.speed > 100) {
    findings.error("bad-speed", one.place, whose + " has a speed that is not between 0.01 and 100",
                   "1 is the speed that the times of steps are stated for, 2 is twice as fast");
  }
  if (one.calendar) exists(*one.calendar, workflow.calendars, whose, "calendar", one.place, findings);
  for (const Outage& outage : one.out) {
    exists(outage.during, workflow.calendars, whose, "calendar", outage.place, findings);
    if (outage.number > 1) {
      findings.error("too-many-out", outage.place, whose + " has more than one person out", "leave `number` out");
    }
  }
}

void check_role(const Workflow& workflow, const Role& role, Findings& findings) {
  if (role.individuals.empty()) {
    if (role.asked_first != AskedFirst::longest_idle) {
      findings.error("individuals-misfit", role.place,
                     called(role) + " says who of its members is asked first, but not who they are",
                     "name them under `individuals`");
    }
    return;
  }
  std::set<std::string_view> names;
  for (const Individual& one : role.individuals) {
    check_individual(workflow, role, one, findings);
    if (!names.insert(one.name).second) {
      findings.error("duplicate-name", one.place,
                     "there are two individuals called " + in_quotes(one.name) + " in " + called(role),
                     "give one of them another name");
    }
  }
  const char* key = role.kind != RoleKind::staff            ? "is no role of staff"
                    : role.after_hours == AfterHours::stay  ? "has `after hours: stay`"
                    : role.pre_emption != PreEmption::none  ? "has `pre-empts`"
                    : !role.out.empty() || role.breaks_down ? "is out as a whole"
                                                            : nullptr;
  if (key) {
    findings.error("individuals-misfit", role.place, called(role) + " names individuals, but " + key,
                   "individuals finish or stop at the end of their hours, nothing takes their work over, and each is "
                   "out by themselves");
  }
  if (role.staff.value != static_cast<double>(role.individuals.size()) || role.staff.assumption) {
    findings.error("individuals-misfit", role.place,
                   called(role) + " names " + std::to_string(role.individuals.size()) +
                       " individuals, but its `staff` says otherwise",
                   "leave `staff` out: it is the number of individuals");
  }
}

bool has_all(const Individual& one, const std::vector<std::string>& skills) {
  return std::all_of(skills.begin(), skills.end(), [&](const std::string& skill) {
    return std::find(one.skills.begin(), one.skills.end(), skill) != one.skills.end();
  });
}

void check_skills(const Workflow& workflow, const Step& step, Findings& findings) {
  if (step.skills.empty()) return;
  const std::string whose = "the step " + in_quotes(step.name);
  const auto named = [&](const Need& need) {
    return index_of(need.role) < workflow.roles.size() && !workflow.roles[need.role].individuals.empty();
  };
  // A substitute who cannot do it is not asked; what the step itself says must be possible.
  std::vector<Need> said = step.needs();
  for (const Alternative& other : step.alternatives) said.insert(said.end(), other.who.begin(), other.who.end());
  for (const Need& need : said) {
    if (!named(need)) continue;
    const Role& role = workflow.roles[need.role];
    const auto able = std::count_if(role.individuals.begin(), role.individuals.end(),
                                    [&](const Individual& one) { return has_all(one, step.skills); });
    if (able >= static_cast<std::ptrdiff_t>(need.count)) continue;
    std::string skills;
    for (const std::string& skill : step.skills) skills += (skills.empty() ? "" : " and ") + in_quotes(skill);
    findings.error("nobody-skilled", step.place,
                   whose + " could never start: " + (able == 0 ? "nobody" : "only " + std::to_string(able)) + " of " +
                       called(role) + " can do " + skills,
                   "add the skill to an individual, or leave it out of the step");
  }
  const std::vector<Need> all = may_need(workflow, step);
  if (std::none_of(all.begin(), all.end(), named)) {
    findings.error("skills-without-individuals", step.place,
                   whose + " asks for skills, but none of its roles names its individuals",
                   "name them: `individuals: {Anna: {skills: " + step.skills.front() + "}}`");
  }
}

}  // namespace

void check_individuals(const Workflow& workflow, Findings& findings) {
  std::set<std::string_view> skills;
  for (const Role& role : workflow.roles) {
    check_role(workflow, role, findings);
    for (const Individual& one : role.individuals) skills.insert(one.skills.begin(), one.skills.end());
  }
  if (skills.size() > most_skills) {
    findings.error("many-skills", {workflow.file, 0, 0}, "the workflow tells more than 64 skills apart",
                   "give skills that always come together one name");
  }
  for (const Step& step : workflow.steps) check_skills(workflow, step, findings);
}

}  // namespace stepwell
