// Amounts x counts.
#include "stepwell/experiment/quantities.hpp"

#include <algorithm>
#include <optional>

#include "stepwell/experiment/per_replication.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {

namespace {

/// Visits to one step, of all case types or of one.
struct Visits {
  double count = 0;
  double hours = 0;
  double batches = 0;
};

double hours(std::int64_t microseconds) { return seconds(microseconds) / 3600; }

Visits visits_to(const Workflow& workflow, const Outcome& outcome, StepId id) {
  const StepOutcome& s = outcome.steps[id];
  const bool wait = workflow.steps[id].nature == Nature::wait;
  return {static_cast<double>(s.visits()), hours(wait ? s.wait.sum : s.work.sum), static_cast<double>(s.batches)};
}

Visits visits_of(const CaseOutcome& cases, StepId step) {
  if (index_of(step) >= cases.at_steps.size()) return {};
  const VisitsOfType& v = cases.at_steps[index_of(step)];
  return {static_cast<double>(v.visits), hours(v.time), v.batches};
}

/// The amounts of one quantity in one replication.
class AmountsUsed {
 public:
  AmountsUsed(const Workflow& workflow, const Outcome& outcome, QuantityId quantity)
      : workflow_(workflow), outcome_(outcome), quantity_(quantity) {}

  double of_role_at(RoleId role, StepId id, const Visits& visits) const { return by_needs(id, visits, role); }
  double at(StepId id, const Visits& visits) const {
    return used(workflow_.steps[id].uses, visits) + by_needs(id, visits, std::nullopt);
  }
  double at(StepId id) const { return at(id, visits_to(workflow_, outcome_, id)); }
  double by_role(RoleId role) const {
    double sum = 0;
    for (const StepId id : workflow_.steps.ids()) sum += of_role_at(role, id, visits_to(workflow_, outcome_, id));
    return sum;
  }
  /// What its cases use by themselves: for each one completed, and by the hour of its waiting or stay.
  double own(CaseTypeId type) const {
    const CaseOutcome& cases = outcome_.cases[type];
    const std::int64_t busy =
        cases.parts[static_cast<std::size_t>(Part::work)] + cases.parts[static_cast<std::size_t>(Part::planned_wait)];
    return used(workflow_.cases[type].uses, {static_cast<double>(cases.completed), hours(cases.elapsed.sum - busy)},
                hours(cases.elapsed.sum));
  }
  double by_case(CaseTypeId type) const {
    double sum = own(type);
    for (const StepId id : workflow_.steps.ids()) sum += at(id, visits_of(outcome_.cases[type], id));
    return sum;
  }
  double all() const {
    double sum = 0;
    for (const StepId id : workflow_.steps.ids()) sum += at(id);
    for (const CaseTypeId type : workflow_.cases.ids()) sum += own(type);
    return sum;
  }

 private:
  /// What those who are needed use, or one role of them. Visits that alternatives did are theirs; of one case type, as
  /// large a share as of all.
  double by_needs(StepId id, const Visits& visits, std::optional<RoleId> only) const {
    const Step& step = workflow_.steps[id];
    const auto of = [&](const std::vector<Need>& needs, double share_of_visits, double share_of_work) {
      double sum = 0;
      for (const Need& need : needs) {
        if (only && need.role != *only) continue;
        sum += need.count *
               used(workflow_.roles[need.role].uses,
                    {visits.count * share_of_visits, visits.hours * share_of_work * (need.people() / need.count)});
      }
      return sum;
    };
    const std::vector<Alternative> others = alternatives_of(workflow_, step);
    if (others.empty()) return of(step.needs(), 1, 1);
    const StepOutcome& outcome = outcome_.steps[id];
    const auto share = [](double part, double all) { return all > 0 ? part / all : 0.0; };
    double sum = 0, visits_left = 1, work_left = 1;
    for (std::size_t i = 0; i < others.size(); ++i) {
      const ByAlternative& by = outcome.by_alternative[i];
      const double of_visits =
          share(static_cast<double>(by.first_visits + by.repeat_visits), static_cast<double>(outcome.visits()));
      const double of_work = share(static_cast<double>(by.work), static_cast<double>(outcome.work.sum));
      sum += of(step.needs(others[i]), of_visits, of_work);
      visits_left -= of_visits;
      work_left -= of_work;
    }
    return sum + of(step.needs(), visits_left, work_left);
  }

  double used(const std::vector<Use>& uses, const Visits& visits, double hours_of_stay = 0) const {
    double sum = 0;
    for (const Use& use : uses) {
      if (use.quantity != quantity_) continue;
      const auto& assumption = use.amount.assumption;
      const bool drawn = assumption && index_of(*assumption) < outcome_.assumed.size();
      const double each = drawn ? outcome_.assumed[*assumption] : use.amount.value;
      switch (use.per) {
        case Use::Per::time:  sum += each * visits.count; break;
        case Use::Per::hour:  sum += each * visits.hours; break;
        case Use::Per::stay:  sum += each * hours_of_stay; break;
        case Use::Per::batch: sum += each * visits.batches; break;
      }
    }
    return sum;
  }

  const Workflow& workflow_;
  const Outcome& outcome_;
  const QuantityId quantity_;
};

double completed(const Outcome& outcome) {
  std::uint64_t all = 0;
  for (const CaseOutcome& cases : outcome.cases) all += cases.completed;
  return static_cast<double>(all);
}

double shared_out(double amount, double cases) { return cases == 0 ? no_value : amount / cases; }

/// Where `amount` of a replication is anything at all.
template <class Amount, class Cases>
void add_share(std::vector<QuantityShare>& shares, const std::string& name, const Workflow& workflow,
               const Replications& replications, Amount amount, Cases cases) {
  const double weeks = weeks_counted(workflow);
  const std::vector<double> amounts = over(replications.outcomes, amount);
  if (std::all_of(amounts.begin(), amounts.end(), [](double a) { return a == 0; })) return;
  shares.push_back(
      {name, estimate(over(replications.outcomes, [&](const Outcome& o) { return amount(o) / weeks; })),
       estimate(over(replications.outcomes, [&](const Outcome& o) { return shared_out(amount(o), cases(o)); }))});
}

}  // namespace

double quantity_per_week(const Workflow& workflow, const Outcome& outcome, QuantityId quantity) {
  return AmountsUsed(workflow, outcome, quantity).all() / weeks_counted(workflow);
}

double quantity_per_case(const Workflow& workflow, const Outcome& outcome, QuantityId quantity) {
  return shared_out(AmountsUsed(workflow, outcome, quantity).all(), completed(outcome));
}

double all_money_per_week(const Workflow& workflow, const Outcome& outcome) {
  const auto money = workflow.find_quantity("money");
  if (!money) return no_value;
  const double paid = paid_cost_of_all(workflow, outcome);
  return quantity_per_week(workflow, outcome, *money) + (paid == paid ? paid : 0);
}

std::vector<QuantityFigures> quantity_figures(const Workflow& workflow, const Replications& replications) {
  std::vector<QuantityFigures> all;
  for (const QuantityId id : workflow.quantities.ids()) {
    QuantityFigures& figures = all.emplace_back();
    figures.name = workflow.quantities[id].name;
    figures.unit = workflow.quantities[id].unit;
    figures.per_week =
        estimate(over(replications.outcomes, [&](const Outcome& o) { return quantity_per_week(workflow, o, id); }));
    figures.per_case =
        estimate(over(replications.outcomes, [&](const Outcome& o) { return quantity_per_case(workflow, o, id); }));
    for (const StepId step : workflow.steps.ids()) {
      add_share(
          figures.steps, workflow.steps[step].name, workflow, replications,
          [&](const Outcome& o) { return AmountsUsed(workflow, o, id).at(step); }, completed);
    }
    for (const RoleId role : workflow.roles.ids()) {
      add_share(
          figures.roles, workflow.roles[role].name, workflow, replications,
          [&](const Outcome& o) { return AmountsUsed(workflow, o, id).by_role(role); }, completed);
    }
    for (const CaseTypeId type : workflow.cases.ids()) {
      add_share(
          figures.cases, workflow.cases[type].name, workflow, replications,
          [&](const Outcome& o) { return AmountsUsed(workflow, o, id).by_case(type); },
          [&](const Outcome& o) { return static_cast<double>(o.cases[type].completed); });
    }
  }
  return all;
}

}  // namespace stepwell
