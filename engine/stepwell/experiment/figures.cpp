// Turns outcomes into estimates, thing by thing.
#include "stepwell/experiment/per_replication.hpp"
#include "stepwell/experiment/queue_growth.hpp"
#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/staff_cost.hpp"

namespace stepwell {

namespace {

Quantiles quantiles_of(const Histogram& histogram) {
  if (histogram.count() == 0) return {};
  const auto at = [&](double p) { return in_seconds(histogram.quantile(p)); };
  return {at(0.5), at(0.9), at(0.95)};
}

template <class Value>
Estimate estimate_over(const Replications& replications, Value value) {
  return estimate(over(replications.outcomes, value));
}

double count(std::uint64_t n) { return static_cast<double>(n); }

CaseFigures case_figures(const Workflow& workflow, const Replications& replications, CaseTypeId id) {
  const auto of = [&](auto value) {
    return estimate_over(replications, [&](const Outcome& o) { return value(o.cases[id]); });
  };
  CaseFigures result;
  result.name = workflow.cases[id].name;
  result.in_progress_at_start = of([](const CaseOutcome& c) { return count(c.in_progress_at_start); });
  result.arrived = of([](const CaseOutcome& c) { return count(c.arrived); });
  result.completed = of([](const CaseOutcome& c) { return count(c.completed); });
  result.in_progress = of([](const CaseOutcome& c) { return count(c.in_progress_at_end); });
  result.elapsed = of([](const CaseOutcome& c) { return mean_of(c.elapsed); });
  result.elapsed_prediction = prediction(result.elapsed);
  result.elapsed_median = of([](const CaseOutcome& c) { return median_of(c); });
  result.elapsed_ninetieth = of(ninetieth_of);
  result.elapsed_quantiles = quantiles_of(replications.spread.elapsed[id]);
  for (std::size_t part = 0; part < part_count; ++part) {
    result.parts[part] = of([&](const CaseOutcome& c) { return each(c.parts[part], c.completed); });
  }
  return result;
}

StepFigures step_figures(const Workflow& workflow, const Replications& replications, StepId id) {
  const auto of = [&](auto value) {
    return estimate_over(replications, [&](const Outcome& o) { return value(o.steps[id]); });
  };
  StepFigures result;
  result.name = workflow.steps[id].name;
  result.nature = workflow.steps[id].nature;
  result.visits = of([](const StepOutcome& s) { return count(s.visits()); });
  result.repeat_visits = of([](const StepOutcome& s) { return count(s.repeat_visits); });
  result.queueing = of([](const StepOutcome& s) { return mean_of(s.queueing); });
  result.closed = of([](const StepOutcome& s) { return mean_of(s.closed); });
  result.for_batch = of([](const StepOutcome& s) { return mean_of(s.for_batch); });
  result.wait = of([](const StepOutcome& s) { return mean_of(s.wait); });
  result.work = of([](const StepOutcome& s) { return mean_of(s.work); });
  result.since_arrival = of([](const StepOutcome& s) { return mean_of(s.since_arrival); });
  for (std::size_t why = 0; why < visit_outcomes; ++why) {
    result.left[why] = of([&](const StepOutcome& s) { return count(s.left[why]); });
  }
  result.unfinished_per_week =
      of([&](const StepOutcome& s) { return seconds(s.unfinished.sum) / weeks_counted(workflow); });
  result.interrupted = of([](const StepOutcome& s) { return mean_of(s.interrupted); });
  result.wait_quantiles = quantiles_of(replications.spread.wait[id]);
  result.work_quantiles = quantiles_of(replications.spread.work[id]);
  return result;
}

double queueing_for(const Outcome& outcome, RoleId role) {
  std::int64_t sum = 0;
  for (const CaseOutcome& c : outcome.cases) sum += c.queueing_for.empty() ? 0 : c.queueing_for[index_of(role)];
  return seconds(sum);
}

double queueing_for_anyone(const Outcome& outcome) {
  std::int64_t sum = 0;
  for (const CaseOutcome& c : outcome.cases) {
    for (const std::int64_t one : c.queueing_for) sum += one;
  }
  return seconds(sum);
}

RoleFigures role_figures(const Workflow& workflow, const Replications& replications, RoleId id) {
  const double weeks = weeks_counted(workflow);
  const auto of = [&](auto value) {
    return estimate_over(replications, [&](const Outcome& o) { return value(o.roles[id]); });
  };
  const auto of_all = [&](auto value) { return estimate_over(replications, value); };
  const Role& role = workflow.roles[id];
  const double hours_a_post = productive_hours_a_year(workflow, role) / weeks_a_year;
  const double contract = contracted_hours_a_week(workflow);
  RoleFigures result;
  result.name = role.name;
  result.kind = role.kind;
  result.in_use_per_week = of([&](const RoleOutcome& r) { return seconds(r.busy + r.overtime) / weeks; });
  result.blocked_share = of([](const RoleOutcome& r) {
    const std::int64_t held = r.busy + r.overtime;
    return held == 0 ? no_value : static_cast<double>(r.blocked) / static_cast<double>(held);
  });
  result.utilisation = of(utilisation_of);
  for (std::size_t i = 0; i < role.individuals.size(); ++i) {
    IndividualFigures& one = result.individuals.emplace_back();
    one.name = role.individuals[i].name;
    one.utilisation = of([&](const RoleOutcome& r) {
      const std::int64_t there = r.members[i].rostered - r.members[i].out;
      return there == 0 ? no_value : static_cast<double>(r.members[i].busy) / static_cast<double>(there);
    });
    one.work_per_week =
        of([&](const RoleOutcome& r) { return seconds(r.members[i].busy + r.members[i].overtime) / weeks; });
  }
  result.is_ever_out = !role.out.empty() || role.breaks_down ||
                       std::any_of(role.individuals.begin(), role.individuals.end(),
                                   [](const Individual& one) { return !one.out.empty(); });
  result.is_cleaned = role.cleaning.has_value();
  result.cleaning_per_week = of([&](const RoleOutcome& r) { return seconds(r.cleaning) / weeks; });
  result.out_per_week = of([&](const RoleOutcome& r) { return seconds(r.out) / weeks; });
  result.queue = of([&](const RoleOutcome& r) { return queue_of(workflow, r); });
  result.queue_while_open = of([](const RoleOutcome& r) {
    return r.open == 0 ? no_value : static_cast<double>(r.queue_open) / static_cast<double>(r.open);
  });
  result.longest_queue = of([](const RoleOutcome& r) { return count(r.longest_queue); });
  result.overtime = of([](const RoleOutcome& r) { return seconds(r.overtime); });
  result.rostered_per_week = of([&](const RoleOutcome& r) { return seconds(r.rostered) / weeks; });
  result.overtime_per_week = of([&](const RoleOutcome& r) { return seconds(r.overtime) / weeks; });
  result.paid_per_week = of([&](const RoleOutcome& r) { return seconds(paid_of(r)) / weeks; });
  result.wte = of([&](const RoleOutcome& r) { return seconds(paid_of(r)) / weeks / 3600 / hours_a_post; });
  result.contracted_wte = of([&](const RoleOutcome& r) { return seconds(paid_of(r)) / weeks / 3600 / contract; });
  result.work_per_week = of_all([&](const Outcome& o) { return seconds(work_of(workflow, o, id)) / weeks; });
  result.rate = of_all([&](const Outcome& o) { return rate_per_hour(workflow, role, o); });
  result.paid_cost_per_week = of_all([&](const Outcome& o) { return paid_cost_of(workflow, o, id); });
  result.work_cost_per_week = of_all([&](const Outcome& o) { return work_cost_of(workflow, o, id); });
  result.share_of_queueing = of_all([&](const Outcome& o) {
    const double all = queueing_for_anyone(o);
    return all == 0 ? no_value : queueing_for(o, id) / all;
  });
  return result;
}

MeasureFigures measure_figures(const Workflow& workflow, const Replications& replications, MeasureId id) {
  const auto of = [&](auto value) {
    return estimate_over(replications, [&](const Outcome& o) { return value(o.measures[id]); });
  };
  const Measure& measure = workflow.measures[id];
  MeasureFigures result;
  result.name = measure.name;
  result.value = of([](const MeasureOutcome& m) { return mean_of(m.value); });
  result.value_prediction = prediction(result.value);
  result.median = of([](const MeasureOutcome& m) { return median_of(m); });
  result.quantiles = quantiles_of(replications.spread.measures[id]);
  result.counted = of([](const MeasureOutcome& m) { return count(m.value.count); });
  result.open = of([](const MeasureOutcome& m) { return count(m.open); });
  result.missed = of([](const MeasureOutcome& m) { return count(m.missed); });
  if (!measure.within) return result;
  result.target_within = in_seconds(*measure.within);
  result.target_share = measure.share;
  result.share_within = of(share_within);
  result.target_met = share_estimate(over(replications.outcomes, [&](const Outcome& o) {
    const double share = share_within(o.measures[id]);
    return share != share ? no_value : share >= measure.share ? 1.0 : 0.0;
  }));
  return result;
}

}  // namespace

Figures figures_of(const Workflow& workflow, const Replications& replications) {
  Figures result;
  result.certainty = replications.certainty;
  result.replications = replications.outcomes.size();
  for (const CaseTypeId id : workflow.cases.ids()) result.cases.push_back(case_figures(workflow, replications, id));
  for (const StepId id : workflow.steps.ids()) result.steps.push_back(step_figures(workflow, replications, id));
  std::vector<Estimate> queueing_per_case;
  for (const RoleId id : workflow.roles.ids()) {
    result.roles.push_back(role_figures(workflow, replications, id));
    if (workflow.roles[id].kind == RoleKind::staff && !has_rate(workflow, workflow.roles[id]))
      result.roles_without_rate.push_back(workflow.roles[id].name);
    queueing_per_case.push_back(estimate_over(replications, [&](const Outcome& o) {
      std::uint64_t completed = 0;
      for (const CaseOutcome& c : o.cases) completed += c.completed;
      return completed == 0 ? no_value : queueing_for(o, id) / count(completed);
    }));
  }
  for (const MeasureId id : workflow.measures.ids()) {
    result.measures.push_back(measure_figures(workflow, replications, id));
  }
  result.paid_cost_per_week =
      estimate_over(replications, [&](const Outcome& o) { return paid_cost_of_all(workflow, o); });
  result.work_cost_per_week =
      estimate_over(replications, [&](const Outcome& o) { return work_cost_of_all(workflow, o); });
  result.quantities = quantity_figures(workflow, replications);
  result.all_money_per_week =
      estimate_over(replications, [&](const Outcome& o) { return all_money_per_week(workflow, o); });
  judge_queues(workflow, replications.outcomes, result);
  result.bottleneck = bottleneck_of(result, queueing_per_case);
  return result;
}

}  // namespace stepwell
