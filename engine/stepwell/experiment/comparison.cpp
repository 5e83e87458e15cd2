// Paired differences: value by value, replication by replication.
#include "stepwell/experiment/comparison.hpp"

#include <algorithm>
#include <stdexcept>

#include "stepwell/experiment/per_replication.hpp"
#include "stepwell/experiment/staff_cost.hpp"
#include "stepwell/experiment/story.hpp"
#include "stepwell/foundation/time.hpp"

namespace stepwell {

namespace {

/// The outcomes of both sides, and the ways of subtracting them.
struct Pairs {
  const Workflow& before;
  const std::vector<Outcome>& b;
  const Workflow& after;
  const std::vector<Outcome>& a;

  /// before - after of each pair; without a value where either side has none.
  template <class Before, class After>
  std::vector<double> differences(Before value_b, After value_a) const {
    std::vector<double> result;
    const std::size_t n = std::min(b.size(), a.size());
    result.reserve(n);
    for (std::size_t i = 0; i < n; ++i) result.push_back(value_b(b[i]) - value_a(a[i]));
    return result;
  }
};

Difference difference_of(const std::vector<double>& saved) {
  std::vector<double> better;
  better.reserve(saved.size());
  for (const double s : saved) better.push_back(s != s ? no_value : s > 0 ? 1 : s < 0 ? 0 : 0.5);
  return {estimate(saved), share_estimate(better)};
}

CaseDifference case_difference(const Pairs& pairs, CaseTypeId b, CaseTypeId a) {
  const auto saved = [&](auto value) {
    return pairs.differences([&](const Outcome& o) { return value(o.cases[b]); },
                             [&](const Outcome& o) { return value(o.cases[a]); });
  };
  CaseDifference result;
  result.name = pairs.after.cases[a].name;
  result.arrived = estimate(saved([](const CaseOutcome& c) { return static_cast<double>(c.arrived); }));
  result.completed = estimate(saved([](const CaseOutcome& c) { return static_cast<double>(c.completed); }));
  result.in_progress = estimate(saved([](const CaseOutcome& c) { return static_cast<double>(c.in_progress_at_end); }));
  result.elapsed = difference_of(saved([](const CaseOutcome& c) { return mean_of(c.elapsed); }));
  result.median = difference_of(saved([](const CaseOutcome& c) { return median_of(c); }));
  result.ninetieth = difference_of(saved([](const CaseOutcome& c) { return ninetieth_of(c); }));
  for (std::size_t part = 0; part < part_count; ++part) {
    result.parts[part] = estimate(saved([&](const CaseOutcome& c) { return each(c.parts[part], c.completed); }));
  }
  return result;
}

StepDifference step_difference(const Pairs& pairs, StepId b, StepId a) {
  const auto saved = [&](auto value) {
    return pairs.differences([&](const Outcome& o) { return value(o.steps[b]); },
                             [&](const Outcome& o) { return value(o.steps[a]); });
  };
  StepDifference result;
  result.name = pairs.after.steps[a].name;
  result.name_before = pairs.before.steps[b].name;
  result.visits = estimate(saved([](const StepOutcome& s) { return static_cast<double>(s.visits()); }));
  result.wait = difference_of(saved([](const StepOutcome& s) { return mean_of(s.wait); }));
  result.work = difference_of(saved([](const StepOutcome& s) { return mean_of(s.work); }));
  return result;
}

RoleDifference role_difference(const Pairs& pairs, const std::string& name) {
  const auto b = pairs.before.find_role(name);
  const auto a = pairs.after.find_role(name);
  // A role that one side lacks works no hours there; its utilisation and queue do not exist.
  const auto on_both = [&](auto value) {
    return pairs.differences([&](const Outcome& o) { return b ? value(pairs.before, o.roles[*b]) : no_value; },
                             [&](const Outcome& o) { return a ? value(pairs.after, o.roles[*a]) : no_value; });
  };
  const auto amounts = [&](auto value) {
    return pairs.differences([&](const Outcome& o) { return b ? value(pairs.before, o, *b) : 0; },
                             [&](const Outcome& o) { return a ? value(pairs.after, o, *a) : 0; });
  };
  const auto per_week = [](auto microseconds) {
    return [microseconds](const Workflow& w, const Outcome& o, RoleId r) {
      return seconds(microseconds(w, o, r)) / weeks_counted(w);
    };
  };
  const auto paid_hours = [](const Workflow& w, const Outcome& o, RoleId r) {
    return seconds(paid_of(o.roles[r])) / weeks_counted(w) / 3600;
  };
  RoleDifference result;
  result.name = name;
  result.before = b.has_value();
  result.after = a.has_value();
  result.utilisation = estimate(on_both([](const Workflow&, const RoleOutcome& r) { return utilisation_of(r); }));
  result.queue = difference_of(on_both([](const Workflow& w, const RoleOutcome& r) { return queue_of(w, r); }));
  result.overtime =
      difference_of(amounts([](const Workflow&, const Outcome& o, RoleId r) { return seconds(o.roles[r].overtime); }));
  result.work_per_week = difference_of(amounts(per_week(work_of)));
  result.overtime_per_week =
      difference_of(amounts(per_week([](const Workflow&, const Outcome& o, RoleId r) { return o.roles[r].overtime; })));
  result.paid_per_week =
      difference_of(amounts(per_week([](const Workflow&, const Outcome& o, RoleId r) { return paid_of(o.roles[r]); })));
  result.paid_cost_per_week = difference_of(amounts(paid_cost_of));
  result.work_cost_per_week = estimate(amounts(work_cost_of));
  result.wte = estimate(amounts([&](const Workflow& w, const Outcome& o, RoleId r) {
    return paid_hours(w, o, r) * weeks_a_year / productive_hours_a_year(w, w.roles[r]);
  }));
  result.contracted_wte = estimate(amounts(
      [&](const Workflow& w, const Outcome& o, RoleId r) { return paid_hours(w, o, r) / contracted_hours_a_week(w); }));
  return result;
}

MeasureDifference measure_difference(const Pairs& pairs, MeasureId b, MeasureId a) {
  MeasureDifference result;
  const Measure& before = pairs.before.measures[b];
  const Measure& after = pairs.after.measures[a];
  result.name = after.name;
  result.value = difference_of(pairs.differences([&](const Outcome& o) { return mean_of(o.measures[b].value); },
                                                 [&](const Outcome& o) { return mean_of(o.measures[a].value); }));
  result.median = difference_of(pairs.differences([&](const Outcome& o) { return median_of(o.measures[b]); },
                                                  [&](const Outcome& o) { return median_of(o.measures[a]); }));
  if (before.within && before.within == after.within) {
    result.share_within_gained =
        estimate(pairs.differences([&](const Outcome& o) { return -share_within(o.measures[b]); },
                                   [&](const Outcome& o) { return -share_within(o.measures[a]); }));
  }
  return result;
}

QuantityDifference quantity_difference(const Pairs& pairs, const std::string& name) {
  const auto b = pairs.before.find_quantity(name);
  const auto a = pairs.after.find_quantity(name);
  // What a side does not name it does not use.
  const auto used_before = [&](auto value) {
    return [&, value](const Outcome& o) { return b ? value(pairs.before, o, *b) : 0; };
  };
  const auto used_after = [&](auto value) {
    return [&, value](const Outcome& o) { return a ? value(pairs.after, o, *a) : 0; };
  };
  QuantityDifference result;
  result.name = name;
  result.unit = a ? pairs.after.quantities[*a].unit : pairs.before.quantities[*b].unit;
  result.before = estimate(over(pairs.b, used_before(quantity_per_week)));
  result.after = estimate(over(pairs.a, used_after(quantity_per_week)));
  result.per_week = difference_of(pairs.differences(used_before(quantity_per_week), used_after(quantity_per_week)));
  result.per_case = difference_of(pairs.differences(used_before(quantity_per_case), used_after(quantity_per_case)));
  return result;
}

/// Paid hours and `money` of a side that may have no `money`.
double money_spent(const Workflow& workflow, const Outcome& outcome) {
  const double all = all_money_per_week(workflow, outcome);
  return all == all ? all : paid_cost_of_all(workflow, outcome);
}

void check_windows(const Workflow& before, const Workflow& after) {
  if (before.clock.start != after.clock.start || before.clock.warm_up != after.clock.warm_up) {
    throw std::invalid_argument("the two models count different weeks: from " + to_text(before.clock.end_of_warm_up()) +
                                " before and from " + to_text(after.clock.end_of_warm_up()) +
                                " after; give both the same `clock: {start: ..., warm up: ...}`");
  }
  if (before.clock.run == after.clock.run) return;
  throw std::invalid_argument("the two models count different lengths of time: " + to_text(before.clock.run) +
                              " before and " + to_text(after.clock.run) +
                              " after; give both the same `clock: {run: ...}`");
}

}  // namespace

Differences differences_of(const Workflow& before, const Replications& b, const Workflow& after,
                           const Replications& a) {
  const Pairs pairs{before, b.outcomes, after, a.outcomes};
  Differences result;
  result.certainty = a.certainty;
  for (const CaseTypeId id : after.cases.ids()) {
    if (const auto other = before.find_case(after.cases[id].name))
      result.cases.push_back(case_difference(pairs, *other, id));
  }
  const auto steps = paired_steps(before, after);
  for (const StepId id : after.steps.ids()) {
    if (steps[id]) result.steps.push_back(step_difference(pairs, *steps[id], id));
  }
  result.ledger = ledger_of(before, b.outcomes, after, a.outcomes);
  for (const RoleLedger& role : result.ledger) result.roles.push_back(role_difference(pairs, role.role));
  for (const MeasureId id : after.measures.ids()) {
    if (const auto other = before.find_measure(after.measures[id].name)) {
      result.measures.push_back(measure_difference(pairs, *other, id));
    }
  }
  result.paid_cost_per_week =
      difference_of(pairs.differences([&](const Outcome& o) { return paid_cost_of_all(before, o); },
                                      [&](const Outcome& o) { return paid_cost_of_all(after, o); }));
  result.work_cost_per_week = estimate(pairs.differences([&](const Outcome& o) { return work_cost_of_all(before, o); },
                                                         [&](const Outcome& o) { return work_cost_of_all(after, o); }));
  for (const NamedQuantity& quantity : after.quantities)
    result.quantities.push_back(quantity_difference(pairs, quantity.name));
  for (const NamedQuantity& quantity : before.quantities) {
    if (!after.find_quantity(quantity.name)) result.quantities.push_back(quantity_difference(pairs, quantity.name));
  }
  if (before.find_quantity("money") || after.find_quantity("money")) {
    result.all_money_per_week =
        difference_of(pairs.differences([&](const Outcome& o) { return money_spent(before, o); },
                                        [&](const Outcome& o) { return money_spent(after, o); }));
  }
  return result;
}

Comparison comparison_of(const Workflow& before, const std::vector<Replications>& b, const Workflow& after,
                         const std::vector<Replications>& a, std::uint64_t seed) {
  check_windows(before, after);
  Comparison result{result_of(before, b, seed),
                    result_of(after, a, seed),
                    differences_of(before, b.front(), after, a.front()),
                    {},
                    {}};
  result.headline.bottleneck = bottleneck_shift(result.before.headline.bottleneck, result.after.headline.bottleneck);
  if (result.before.luck_only && result.after.luck_only) {
    result.luck_only = differences_of(before, b[1], after, a[1]);
    result.luck_only->bottleneck =
        bottleneck_shift(result.before.luck_only->bottleneck, result.after.luck_only->bottleneck);
  }
  result.story = story_of(result);
  return result;
}

Comparison compare(const Workflow& told_before, const Workflow& told_after, const RunOptions& options) {
  check_precision(options.precision);
  std::vector<Workflow> settled{told_before, told_after};
  const std::vector<WarmUp> warm_up = settle_warm_up(settled, options);
  const Workflow& before = settled[0];
  const Workflow& after = settled[1];
  check_windows(before, after);
  const auto program_b = compile(before);
  const auto program_a = compile(after);
  const WarmUpLooks looks_b = looks_at_run(before);
  const WarmUpLooks looks_a = looks_at_run(after);
  std::vector<Batch> batches;
  for (const Certainty certainty : certainties_of({&before, &after})) {
    batches.push_back({&before, program_b, certainty, nullptr, batches.empty() ? looks_b.every : Duration{}});
    batches.push_back({&after, program_a, certainty, nullptr, batches.size() == 1 ? looks_a.every : Duration{}});
  }
  std::optional<Precision> precision;
  const auto look = [&](const std::vector<Replications>& done) {
    precision = precision_of_pairs(before, done[0], after, done[1], *options.precision, options.replications);
    return precision->reached;
  };
  std::vector<Replications> replications = replicate(batches, options, options.precision ? Enough(look) : Enough());
  if (options.precision) look(replications);
  std::vector<Replications> sides[2];
  std::size_t i = 0;
  for (Replications& one : replications) sides[i++ % 2].push_back(std::move(one));
  Comparison result = comparison_of(before, sides[0], after, sides[1], options.seed);
  result.before.warm_up = warm_up.empty() ? warm_up_of(before, sides[0].front(), looks_b) : warm_up[0];
  result.after.warm_up = warm_up.empty() ? warm_up_of(after, sides[1].front(), looks_a) : warm_up[1];
  result.before.precision = result.after.precision = std::move(precision);
  return result;
}

}  // namespace stepwell
