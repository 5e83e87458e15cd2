// Plain arithmetic on the counts of one replication.
#include "stepwell/experiment/per_replication.hpp"

#include "stepwell/experiment/staff_cost.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {

double each(std::int64_t sum, std::uint64_t count) {
  return count == 0 ? no_value : static_cast<double>(sum) / static_cast<double>(count) / 1e6;
}

double mean_of(const Tally& tally) { return each(tally.sum, tally.count); }

double weeks_counted(const Workflow& workflow) {
  return static_cast<double>(workflow.clock.run.count()) / static_cast<double>(Duration(one_week).count());
}

std::int64_t work_of(const Workflow& workflow, const Outcome& outcome, RoleId role) {
  std::int64_t sum = 0, thousandths = 0;
  const auto add = [&](const std::vector<Need>& who, std::int64_t work) {
    for (const Need& need : who) {
      if (need.role != role) continue;
      if (!need.is_shared()) {
        sum += work * need.count;
        continue;
      }
      sum += work / whole_person * need.share;
      thousandths += work % whole_person * need.share;
    }
  };
  for (const StepId id : workflow.steps.ids()) {
    const Step& step = workflow.steps[id];
    std::int64_t first_choice = outcome.steps[id].work.sum;
    const std::vector<Alternative> others = alternatives_of(workflow, step);
    for (std::size_t i = 0; i < others.size(); ++i) {
      const std::int64_t work = outcome.steps[id].by_alternative[i].work;
      add(others[i].who, work);
      first_choice -= work;
    }
    add(step.who, first_choice);
  }
  return sum + thousandths / whole_person;
}

std::int64_t paid_of(const RoleOutcome& role) { return role.rostered + role.overtime; }

double utilisation_of(const RoleOutcome& role) {
  const std::int64_t there = role.rostered - role.out;
  return there == 0 ? no_value : static_cast<double>(role.busy) / static_cast<double>(there);
}

double queue_of(const Workflow& workflow, const RoleOutcome& role) {
  return static_cast<double>(role.queue) / static_cast<double>(workflow.clock.run.count());
}

namespace {

double cost(const Workflow& workflow, const Outcome& outcome, RoleId role, std::int64_t microseconds) {
  const double hours_per_week = seconds(microseconds) / 3600 / weeks_counted(workflow);
  return hours_per_week * rate_per_hour(workflow, workflow.roles[role], outcome);
}

template <class Cost>
double of_all(const Workflow& workflow, Cost cost_of) {
  double sum = 0;
  bool any = false;
  for (const RoleId role : workflow.roles.ids()) {
    if (!has_rate(workflow, workflow.roles[role])) continue;
    sum += cost_of(role);
    any = true;
  }
  return any ? sum : no_value;
}

}  // namespace

double paid_cost_of(const Workflow& workflow, const Outcome& outcome, RoleId role) {
  return cost(workflow, outcome, role, paid_of(outcome.roles[role]));
}

double work_cost_of(const Workflow& workflow, const Outcome& outcome, RoleId role) {
  return cost(workflow, outcome, role, work_of(workflow, outcome, role));
}

double paid_cost_of_all(const Workflow& workflow, const Outcome& outcome) {
  return of_all(workflow, [&](RoleId role) { return paid_cost_of(workflow, outcome, role); });
}

double work_cost_of_all(const Workflow& workflow, const Outcome& outcome) {
  return of_all(workflow, [&](RoleId role) { return work_cost_of(workflow, outcome, role); });
}

double median_of(const MeasureOutcome& measure) {
  return measure.value.count == 0 ? no_value : in_seconds(measure.median);
}

double median_of(const CaseOutcome& cases) { return cases.elapsed.count == 0 ? no_value : in_seconds(cases.median); }

double ninetieth_of(const CaseOutcome& cases) {
  return cases.elapsed.count == 0 ? no_value : in_seconds(cases.ninetieth);
}

double share_within(const MeasureOutcome& measure) {
  const std::uint64_t counted = measure.value.count + measure.missed;
  return counted == 0 ? no_value : static_cast<double>(measure.within) / static_cast<double>(counted);
}

}  // namespace stepwell
