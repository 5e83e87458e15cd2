// The shape of a comparison's output: both sides, what is saved, the ledger and the bottleneck.
#include "stepwell/experiment/json_fields.hpp"
#include "stepwell/experiment/results_json.hpp"

namespace stepwell {

namespace {

void write_ledger(JsonText& json, const Differences& differences) {
  json.key("ledger").begin_object();
  for (std::size_t i = 0; i < differences.ledger.size(); ++i) {
    const RoleLedger& role = differences.ledger[i];
    const RoleDifference& below = differences.roles[i];
    json.key(role.role).begin_object();
    write(json, "work_before", role.work_before);
    write(json, "work_after", role.work_after);
    write(json, "change", role.change);
    json.key("by_kind").begin_object();
    for (std::size_t k = 0; k < ledger_kind_count; ++k)
      write(json, name_of(static_cast<LedgerKind>(k)), role.by_kind[k]);
    json.end_object();
    json.key("steps").begin_object();
    for (const LedgerLine& line : role.lines) {
      json.key(line.step).begin_object();
      if (!line.was.empty()) json.field("was", line.was);
      write(json, "change", line.total);
      for (std::size_t k = 0; k < ledger_kind_count; ++k) {
        const Estimate& amount = line.change[k];
        if (amount.mean.value_or(0) != 0 || amount.sd.value_or(0) != 0)
          write(json, name_of(static_cast<LedgerKind>(k)), amount);
      }
      json.end_object();
    }
    json.end_object();
    write(json, "work_saved", below.work_per_week.saved);
    write(json, "paid_saved", below.paid_per_week.saved);
    write(json, "paid_cost_saved", below.paid_cost_per_week.saved);
    write(json, "work_cost_saved", below.work_cost_per_week);
    write(json, "wte_saved", below.wte);
    write(json, "contracted_wte_saved", below.contracted_wte);
    json.end_object();
  }
  json.end_object();
}

void write_differences(JsonText& json, const Differences& d, const Figures& before, const Figures& after) {
  json.key("saved").begin_object();
  named(json, "cases", d.cases, [&](const CaseDifference& c) {
    write(json, "arrived", c.arrived);
    write(json, "completed", c.completed);
    write(json, "in_progress", c.in_progress);
    write(json, "elapsed", c.elapsed);
    write(json, "elapsed_median", c.median);
    write(json, "elapsed_ninetieth", c.ninetieth);
    write_parts(json, c.parts);
  });
  named(json, "steps", d.steps, [&](const StepDifference& s) {
    if (s.name != s.name_before) json.field("was", s.name_before);
    write(json, "visits", s.visits);
    write(json, "wait", s.wait);
    write(json, "work", s.work);
  });
  named(json, "roles", d.roles, [&](const RoleDifference& r) {
    write(json, "utilisation", r.utilisation);
    write(json, "queue", r.queue);
    write(json, "overtime", r.overtime);
    write(json, "work_per_week", r.work_per_week);
    write(json, "overtime_per_week", r.overtime_per_week);
    write(json, "paid_per_week", r.paid_per_week);
    write(json, "paid_cost_per_week", r.paid_cost_per_week);
    write(json, "work_cost_per_week", r.work_cost_per_week);
    write(json, "wte", r.wte);
    write(json, "contracted_wte", r.contracted_wte);
  });
  named(json, "measures", d.measures, [&](const MeasureDifference& m) {
    fields(json, m.value.saved);
    write(json, "better", m.value.better);
    write(json, "median", m.median);
    write(json, "share_within_gained", m.share_within_gained);
  });
  write(json, "paid_cost_per_week", d.paid_cost_per_week);
  write(json, "work_cost_per_week", d.work_cost_per_week);
  if (!d.quantities.empty()) {
    named(json, "quantities", d.quantities, [&](const QuantityDifference& q) {
      json.field("unit", q.unit);
      write(json, "per_week", q.per_week);
      write(json, "per_case", q.per_case);
    });
  }
  if (d.all_money_per_week.saved.n > 0) write(json, "all_money_per_week", d.all_money_per_week);
  json.end_object();
  write_ledger(json, d);
  json.key("bottleneck").begin_object();
  json.field("sentence", d.bottleneck);
  write(json, "before", before.bottleneck.role);
  write(json, "after", after.bottleneck.role);
  json.end_object();
}

void write_side(JsonText& json, std::string_view name, const RunResult& result) {
  json.key(name).begin_object();
  write_origin(json, result);
  write_figures(json, result.headline);
  write_assumptions(json, result.assumptions);
  json.end_object();
}

}  // namespace

std::string to_json(const Comparison& comparison) {
  JsonText json;
  json.begin_object();
  write_header(json, "comparison", comparison.before);
  json.key("story").begin_array();
  for (const std::string& sentence : comparison.story) json.value(sentence);
  json.end_array();
  write_side(json, "before", comparison.before);
  write_side(json, "after", comparison.after);
  write_differences(json, comparison.headline, comparison.before.headline, comparison.after.headline);
  if (comparison.luck_only) {
    const Figures& before = *comparison.before.luck_only;
    const Figures& after = *comparison.after.luck_only;
    json.key("luck_only").begin_object();
    json.key("before").begin_object();
    write_figures(json, before);
    json.end_object();
    json.key("after").begin_object();
    write_figures(json, after);
    json.end_object();
    write_differences(json, *comparison.luck_only, before, after);
    json.end_object();
  }
  return json.end_object().take();
}

}  // namespace stepwell
