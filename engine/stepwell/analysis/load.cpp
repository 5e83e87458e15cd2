// Hours asked for beside hours on duty: visits times times times arrivals, by role.
#include "stepwell/analysis/load.hpp"

#include <algorithm>
#include <limits>

#include "stepwell/analysis/demand_rate.hpp"
#include "stepwell/analysis/visits.hpp"
#include "stepwell/analysis/waits.hpp"

namespace stepwell {

namespace {

/// How often the members of a population come in a week: at most as often as they would if nobody ever waited, and at
/// most as often as the busiest role that they alone could fill lets them.
double members_coming(const Workflow& workflow, const VisitEstimates& visits, CaseTypeId type) {
  const double away_only = weekly_arrivals(workflow, workflow.cases[type]);
  double stay = 0;
  IndexedVector<RoleId, double> asked(workflow.roles.size());
  for (const StepId id : workflow.steps.ids()) {
    const VisitEstimate& visit = visits.cases[type][id];
    stay += visit.visits * visit.mean;
    for (const Need& need : workflow.steps[id].who) asked[need.role] += visit.visits * visit.mean / 3.6e9 * need.count;
  }
  const double members = workflow.cases[type].demand.members;
  double coming = away_only / (1 + stay / static_cast<double>(one_week.count()) * away_only / members);
  for (const RoleId id : workflow.roles.ids()) {
    if (asked[id] <= 0) continue;
    const Role& role = workflow.roles[id];
    coming = std::min(coming, role.staff.value * weekly_open_hours(workflow, role.calendar) / asked[id]);
  }
  return coming;
}

}  // namespace

Load expected_load(const Workflow& workflow) {
  const VisitEstimates visits = expected_visits(workflow);
  Load load;
  load.approximations = visits.approximations;
  load.bounded = visits.bounded;
  load.arrivals = IndexedVector<CaseTypeId, double>(workflow.cases.size());
  load.roles = IndexedVector<RoleId, RoleLoad>(workflow.roles.size());
  load.steps = IndexedVector<StepId, StepLoad>(workflow.steps.size());

  for (const CaseTypeId type : workflow.cases.ids()) {
    const Demand& demand = workflow.cases[type].demand;
    const double weekly = weekly_arrivals(workflow, workflow.cases[type]);
    if (demand.mix.empty()) load.arrivals[type] += weekly;
    for (const CaseShare& share : demand.mix) load.arrivals[share.type] += weekly * share.chance.value;
  }
  for (const CaseTypeId type : workflow.cases.ids()) {
    if (workflow.cases[type].demand.kind == Demand::Kind::population && load.bounded) {
      load.arrivals[type] = members_coming(workflow, visits, type);
      load.approximations.push_back("how often the members of \"" + workflow.cases[type].name +
                                    "\" come is taken as if nobody ever waited");
    }
    for (const StepId id : workflow.steps.ids()) {
      const VisitEstimate& visit = visits.cases[type][id];
      const double weekly = load.arrivals[type] * visit.visits;
      load.steps[id].visits += weekly;
      for (const Need& need : workflow.steps[id].who) {
        const double hours = weekly * visit.mean / 3.6e9 * need.count;
        load.steps[id].asked += hours;
        load.roles[need.role].asked += hours;
      }
    }
  }

  for (const RoleId id : workflow.roles.ids()) {
    const Role& role = workflow.roles[id];
    RoleLoad& own = load.roles[id];
    own.staffed = role.staff.value * weekly_open_hours(workflow, role.calendar);
    for (const Individual& one : role.individuals) {
      if (one.calendar)
        own.staffed += weekly_open_hours(workflow, one.calendar) - weekly_open_hours(workflow, role.calendar);
    }
    if (own.asked <= 0) continue;
    own.utilisation = own.staffed > 0 ? own.asked / own.staffed : std::numeric_limits<double>::infinity();
    own.saturation = 1 / own.utilisation;
    if (!load.first_full || own.utilisation > load.roles[*load.first_full].utilisation) load.first_full = id;
  }
  if (load.bounded) estimate_waits(workflow, visits, load);
  return load;
}

}  // namespace stepwell
