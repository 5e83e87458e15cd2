// Hours asked for beside hours on duty: visits times times times arrivals, by role.
#include "stepwell/analysis/load.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "stepwell/analysis/demand_rate.hpp"
#include "stepwell/analysis/visits.hpp"
#include "stepwell/analysis/waits.hpp"

namespace stepwell {
namespace {

/// How often a week its times of day come, exceptions apart.
double weekly_times(const Workflow& workflow, const Batching& batch) {
  if (!batch.calendar) return 7 * static_cast<double>(batch.at.size());
  double times = 0;
  for (const WeeklyHours& hours : workflow.calendars[*batch.calendar].weekly) {
    for (const Duration t : batch.at) {
      // A night goes on into the next day.
      times += (t >= hours.open && t < hours.close) || (t + one_day >= hours.open && t + one_day < hours.close) ? 1 : 0;
    }
  }
  return times;
}

/// The part of its batch's work that falls to one visit, if batches are full or leave as often as their clock says.
double share_of_batch(const Workflow& workflow, const Step& step, double weekly_visits) {
  if (!step.batch || weekly_visits <= 0) return 1;
  const Batching& batch = *step.batch;
  if (batch.size > 0) return 1.0 / batch.size;
  const double departures = batch.every ? weekly_open_hours(workflow, batch.calendar) / in_hours(*batch.every)
                                        : weekly_times(workflow, batch);
  const double fullest = batch.at_most > 0 ? weekly_visits / batch.at_most : 0;
  return std::clamp(departures, fullest, weekly_visits) / weekly_visits;
}

/// Cases of each type a week: those that come, those that they start, and so on. Empty where there is no end to it.
IndexedVector<CaseTypeId, double> with_started(const Workflow& workflow, const VisitEstimates& visits,
                                               IndexedVector<CaseTypeId, double> coming) {
  constexpr int most_generations = 10'000;
  IndexedVector<CaseTypeId, double> all = coming;
  for (int generation = 0; generation < most_generations; ++generation) {
    IndexedVector<CaseTypeId, double> started(workflow.cases.size());
    double sum = 0;
    for (const StepId id : workflow.steps.ids()) {
      for (const CaseTypeId asked : workflow.steps[id].starts) {
        for (const CaseTypeId type : workflow.cases.ids())
          started[asked] += coming[type] * visits.cases[type][id].visits;
      }
    }
    for (const CaseTypeId type : workflow.cases.ids()) {
      all[type] += started[type];
      sum += started[type];
    }
    if (sum < 1e-12) return all;
    coming = std::move(started);
  }
  return {};
}

}  // namespace

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
    for (const Need& need : workflow.steps[id].who)
      asked[need.role] += visit.visits * visit.mean / 3.6e9 * need.people();
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
  }
  if (auto arrivals = with_started(workflow, visits, load.arrivals); arrivals.size() == load.arrivals.size())
    load.arrivals = std::move(arrivals);
  else
    load.bounded = false;
  for (const CaseTypeId type : workflow.cases.ids()) {
    for (const StepId id : workflow.steps.ids()) {
      const VisitEstimate& visit = visits.cases[type][id];
      const double weekly = load.arrivals[type] * visit.visits;
      load.steps[id].visits += weekly;
    }
  }
  for (const CaseTypeId type : workflow.cases.ids()) {
    for (const StepId id : workflow.steps.ids()) {
      const VisitEstimate& visit = visits.cases[type][id];
      const double share = share_of_batch(workflow, workflow.steps[id], load.steps[id].visits);
      const double weekly = load.arrivals[type] * visit.visits * share;
      for (const Need& need : workflow.steps[id].who) {
        const double hours = weekly * visit.mean / 3.6e9 * need.people();
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
