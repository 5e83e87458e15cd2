// Clock, calendars, roles and assumptions: what the workflow has to work with.
#include <cmath>
#include <set>
#include <vector>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

bool legal(const WeeklyHours& hours) {
  return hours.weekday >= 0 && hours.weekday <= 6 && hours.open >= Duration{} && hours.open < one_day &&
         hours.close > hours.open && hours.close - hours.open <= one_day;
}

bool used(const Workflow& workflow, CalendarId calendar) {
  for (const Role& role : workflow.roles) {
    if (role.calendar == calendar) return true;
    for (const Individual& one : role.individuals) {
      if (one.calendar == calendar) return true;
      for (const Outage& outage : one.out) {
        if (outage.during == calendar) return true;
      }
    }
    for (const Outage& outage : role.out) {
      if (outage.during == calendar) return true;
    }
    if (role.breaks_down &&
        (role.breaks_down->after_calendar == calendar || role.breaks_down->lasts_calendar == calendar))
      return true;
  }
  for (const CaseType& type : workflow.cases) {
    if (type.demand.calendar == calendar) return true;
  }
  for (const Step& step : workflow.steps) {
    if (step.wait_calendar == calendar) return true;
    for (const Deadline& deadline : step.deadlines) {
      if (deadline.calendar == calendar) return true;
    }
  }
  return false;
}

/// By role: whether some step asks for it.
std::vector<bool> asked_for(const Workflow& workflow) {
  std::vector<bool> result(workflow.roles.size(), false);
  for (const Step& step : workflow.steps) {
    for (const Need& need : may_need(workflow, step)) {
      if (index_of(need.role) < result.size()) result[index_of(need.role)] = true;
    }
  }
  return result;
}

/// Outages and breakdowns.
void check_absence(const Workflow& workflow, const Role& role, const std::string& whose, Findings& findings) {
  for (const Outage& outage : role.out) {
    exists(outage.during, workflow.calendars, whose, "calendar", outage.place, findings);
    if (outage.number > role.staff.value) {
      findings.error("too-many-out", outage.place,
                     whose + " has " + std::to_string(outage.number) + " out at once, of " +
                         std::to_string(static_cast<long long>(role.staff.value)),
                     "let `number` be at most as many as there are, or leave it out for all of them");
    }
  }
  if (!role.breaks_down) return;
  const Breakdown& breakdown = *role.breaks_down;
  check_distribution(workflow, breakdown.after, true, "the time after which " + whose + " breaks down", breakdown.place,
                     findings);
  check_distribution(workflow, breakdown.lasts, true, "the time for which " + whose + " is broken", breakdown.place,
                     findings);
  for (const auto& calendar : {breakdown.after_calendar, breakdown.lasts_calendar}) {
    if (calendar) exists(*calendar, workflow.calendars, whose, "calendar", breakdown.place, findings);
  }
  if (!(breakdown.after.mean() > 0)) {
    findings.error("breaks-at-once", breakdown.place, whose + " breaks down again as soon as it is mended",
                   "let `after` be longer than 0, such as `exponential mean 20 h`");
  }
}

/// Whether each of these can do the work of the role.
void check_substitutes(const Workflow& workflow, RoleId id, Findings& findings) {
  const Role& role = workflow.roles[id];
  std::set<RoleId> known;
  Duration earlier{};
  for (const Substitute& other : role.substitutes) {
    const auto misfit = [&](const std::string& says, const std::string& hint) {
      findings.error("substitute-misfit", other.place, called(role) + ' ' + says, hint);
    };
    if (!exists(other.role, workflow.roles, called(role), "role", other.place, findings)) continue;
    const Role& instead = workflow.roles[other.role];
    if (other.role == id)
      misfit("is a substitute of itself", "name those who stand in for it; how many it has itself is its `staff`");
    else if (role.kind != RoleKind::staff || instead.kind != RoleKind::staff)
      misfit("has the substitute " + in_quotes(instead.name) + ", but one of the two is no staff",
             "say under `else` of a step what can be used instead");
    else if (!known.insert(other.role).second)
      misfit("names the substitute " + in_quotes(instead.name) + " twice", "leave one of them out");
    if (other.after < earlier)
      misfit("has the substitute " + in_quotes(instead.name) + " after " + to_text(other.after) +
                 ", but the one before only after " + to_text(earlier),
             "put first who is asked first; each `after` counts from when the case came to the step");
    earlier = other.after;
  }
}

}  // namespace

void check_clock(const Workflow& workflow, Findings& findings) {
  const SourcePlace place{workflow.file, 0, 0};
  if (workflow.clock.run <= Duration{}) {
    findings.error("bad-clock", place, "the clock runs for no time at all",
                   "let `clock: run` be above 0, such as `12 weeks`");
  }
  if (workflow.clock.warm_up < Duration{}) {
    findings.error("bad-clock", place, "the warm-up is below 0",
                   "let `clock: warm up` be 0 or more, such as `2 weeks`");
  }
  // Centuries: beyond, instants in microseconds would overflow.
  constexpr Duration longest = 1000 * one_year;
  if (workflow.clock.run > longest || workflow.clock.warm_up > longest) {
    findings.error("bad-clock", place, "the clock runs for more than a thousand years", "let `clock: run` be shorter");
  }
}

void check_calendars(const Workflow& workflow, Findings& findings) {
  for (const CalendarId id : workflow.calendars.ids()) {
    const Calendar& calendar = workflow.calendars[id];
    bool in_order = true;
    for (const WeeklyHours& hours : calendar.weekly) in_order = in_order && legal(hours);
    for (const Interval& extra : calendar.extra) in_order = in_order && extra.begin < extra.end;
    if (!in_order) {
      findings.error("impossible-hours", calendar.place,
                     "the calendar " + in_quotes(calendar.name) +
                         " has hours that end before they begin "
                         "or last longer than a day",
                     "write them as for example `Mon-Fri 09:00-17:00`, or `Mon-Fri 22:00-06:00` for nights");
      continue;
    }
    if (!used(workflow, id)) continue;
    if (calendar.weekly.empty() && calendar.extra.empty()) {
      findings.error("never-open", calendar.place, "the calendar " + in_quotes(calendar.name) + " is never open",
                     "give it hours, such as `Mon-Fri 09:00-17:00`");
    } else if (workflow.clock.run > Duration{} && workflow.clock.warm_up >= Duration{} &&
               workflow.clock.run + workflow.clock.warm_up <= 100 * one_year &&
               calendar.open_intervals(workflow.clock.start, workflow.clock.horizon()).empty()) {
      findings.warning("never-open-in-run", calendar.place,
                       "the calendar " + in_quotes(calendar.name) + " is not open once between " +
                           to_text(workflow.clock.start) + " and " + to_text(workflow.clock.horizon()),
                       "let `clock: run` be longer, or open the calendar in that time");
    }
  }
}

void check_roles(const Workflow& workflow, Findings& findings) {
  const std::vector<bool> asked = asked_for(workflow);
  for (const RoleId id : workflow.roles.ids()) {
    const Role& role = workflow.roles[id];
    const std::string whose = called(role);
    const bool people = role.kind == RoleKind::staff;
    const double staff = role.staff.value;
    if (!(staff >= 0) || staff != std::floor(staff) || staff > 1e6) {
      if (people)
        findings.error("bad-staff", role.place, whose + " has a staff that is not a whole number of people",
                       "let `staff` be 0, 1, 2 ... people on duty");
      else
        findings.error("bad-staff", role.place, whose + " has a number that is not whole",
                       "let `number` be 0, 1, 2 ... of them");
    }
    check_assumption(workflow, role.staff.assumption, whose, role.place, findings);
    if (role.calendar) exists(*role.calendar, workflow.calendars, whose, "calendar", role.place, findings);
    if (role.rate) {
      check_assumption(workflow, role.rate->assumption, whose, role.place, findings);
      if (!std::isfinite(role.rate->value) || role.rate->value < 0) {
        findings.error("negative-rate", role.place, whose + " has a rate that is no sum of money",
                       "let `rate` be 0 or more, such as `30.40 per h`");
      }
    }
    if (!std::isfinite(role.ages) || role.ages < 0) {
      findings.error("bad-ages", role.place, whose + " lets waiting work gain a priority that is not 0 or more",
                     "write it as for example `ages: 1 per h`");
    }
    if (role.ages > 0 && role.discipline != Discipline::first_come) {
      findings.error("ages-misfit", role.place, whose + " has `ages` and a `discipline` other than first come",
                     "keep one: `ages` takes who has waited longest, weighed by priority");
    }
    check_absence(workflow, role, whose, findings);
    check_substitutes(workflow, id, findings);
    if (role.cleaning)
      check_distribution(workflow, *role.cleaning, true, "the cleaning of " + whose, role.place, findings);
    if (role.set_up) check_distribution(workflow, *role.set_up, true, "the set-up of " + whose, role.place, findings);
    if (role.cleaning && people) {
      findings.error("cleaning-of-staff", role.place, whose + " is cleaned after each use",
                     "let the place or the equipment have `cleaning`; what staff do afterwards is a step");
    }
    if (role.set_up && role.individuals.empty() && (staff != 1 || role.staff.assumption)) {
      findings.error("set-up-of-several", role.place,
                     whose + " has a `set-up`, but several who are all alike: nobody knows what each did last",
                     people ? "name them under `individuals`" : "give each a name and a section of its own");
    }
    if (!asked[index_of(id)]) {
      findings.warning(
          "unused-role", role.place, "no step asks for " + whose,
          people ? "name it in a step's `who`, or remove it" : "name it in a step's `who` or `holds`, or remove it");
    }
  }
}

void check_assumptions(const Workflow& workflow, Findings& findings) {
  for (const Assumption& assumption : workflow.assumptions) {
    const bool finite =
        std::isfinite(assumption.value) && std::isfinite(assumption.low) && std::isfinite(assumption.high);
    if (finite && (!assumption.swept || (assumption.low <= assumption.value && assumption.value <= assumption.high)))
      continue;
    findings.error("range-without-value", assumption.place,
                   "the range of " + in_quotes(assumption.path) + " does not hold the stated value",
                   "let `range` go from below to above the mean of what `is` says");
  }
}

}  // namespace stepwell
