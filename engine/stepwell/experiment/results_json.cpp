// The shape of a run's output; models/schema/results.schema.json describes it to programs.
#include "stepwell/experiment/results_json.hpp"

#include <utility>
#include <vector>

#include "stepwell/experiment/json_fields.hpp"
#include "stepwell/experiment/version.hpp"

namespace stepwell {

namespace {

std::string_view name_of(Certainty certainty) {
  return certainty == Certainty::luck_only ? "luck only" : "with what we do not know";
}

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::measured:  return "measured";
    case Basis::published: return "published";
    case Basis::expert:    return "expert";
    case Basis::assumed:   return "assumed";
  }
  return "";
}

std::string_view name_of(Assumption::Quantity quantity) {
  switch (quantity) {
    case Assumption::Quantity::duration: return "duration";
    case Assumption::Quantity::number:   return "number";
    case Assumption::Quantity::chance:   return "chance";
  }
  return "";
}

void write(JsonText& json, const Precision& p) {
  json.key("precision").begin_object();
  json.field("wanted", p.wanted).field("reached", p.reached).field("most_replications", p.most);
  json.field("widest", p.widest).field("widest_of", p.widest_of).end_object();
}

void write(JsonText& json, const WarmUp& w) {
  json.key("warm_up").begin_object();
  json.field("rule", "MSER-5").field("by_rule", w.by_rule).field("used", in_seconds(w.used));
  json.key("proposed");
  w.proposed ? json.value(in_seconds(*w.proposed)) : json.null();
  json.field("settles", w.settles).field("off", w.off).field("pilots", w.pilots).field("batch", in_seconds(w.batch));
  json.key("in_house");
  json.inline_from_here(true);
  json.begin_array();
  for (const double cases : w.in_house) json.value(cases);
  json.end_array();
  json.inline_from_here(false);
  json.field("advice", w.advice).end_object();
}

void write_quantities(JsonText& json, const Figures& figures) {
  if (figures.quantities.empty()) return;
  named(json, "quantities", figures.quantities, [&](const QuantityFigures& q) {
    json.field("unit", q.unit);
    write(json, "per_week", q.per_week);
    write(json, "per_case", q.per_case);
    const auto shares = [&](std::string_view section, const std::vector<QuantityShare>& all) {
      named(json, section, all, [&](const QuantityShare& share) {
        write(json, "per_week", share.per_week);
        write(json, "per_case", share.per_case);
      });
    };
    shares("steps", q.steps);
    shares("roles", q.roles);
    shares("cases", q.cases);
  });
  if (figures.all_money_per_week.n > 0) write(json, "all_money_per_week", figures.all_money_per_week);
}

void write(JsonText& json, const Bottleneck& b) {
  json.key("bottleneck").begin_object();
  write(json, "role", b.role);
  json.field("cannot_keep_up", b.cannot_keep_up);
  write(json, "queue", b.queue);
  write(json, "share_of_queueing", b.share_of_queueing);
  write(json, "queueing_per_case", b.queueing_per_case);
  write(json, "utilisation", b.utilisation);
  write(json, "busiest_role", b.busiest);
  write(json, "busiest_utilisation", b.busiest_utilisation);
  json.field("sentence", b.sentence).end_object();
}

constexpr std::string_view outcome_names[visit_outcomes] = {"done",    "in_progress", "balked",   "gave_up",
                                                            "overdue", "pre_empted",  "withdrawn"};

/// Only where there is something to say: most steps are always done.
void write_left(JsonText& json, const StepFigures& s) {
  bool any = false;
  for (std::size_t why = 0; why < visit_outcomes; ++why) {
    if (s.left[why].mean.value_or(0) <= 0) continue;
    if (!any) json.key("left").begin_object();
    any = true;
    write(json, outcome_names[why], s.left[why]);
  }
  if (any) json.end_object();
  if (s.unfinished_per_week.mean.value_or(0) > 0) write(json, "unfinished_per_week", s.unfinished_per_week);
  if (s.interrupted.n > 0) write(json, "interrupted", s.interrupted);
  if (s.for_batch.n > 0) write(json, "for_batch", s.for_batch);
}

std::pair<std::vector<RoleFigures>, std::vector<RoleFigures>> staff_and_places(const Figures& figures) {
  std::vector<RoleFigures> staff, places;
  for (const RoleFigures& role : figures.roles) (role.kind == RoleKind::staff ? staff : places).push_back(role);
  return {std::move(staff), std::move(places)};
}

void write_place(JsonText& json, const RoleFigures& r) {
  json.field("kind", r.kind == RoleKind::place ? "place" : "equipment");
  write(json, "utilisation", r.utilisation);
  write(json, "in_use_per_week", r.in_use_per_week);
  write(json, "open_per_week", r.rostered_per_week);
  if (r.is_ever_out) write(json, "out_per_week", r.out_per_week);
  if (r.is_cleaned) write(json, "cleaning_per_week", r.cleaning_per_week);
  write(json, "held_but_blocked", r.blocked_share);
  write(json, "queue", r.queue);
  write(json, "queue_while_open", r.queue_while_open);
  write(json, "longest_queue", r.longest_queue);
  write(json, "share_of_queueing", r.share_of_queueing);
  json.field("cannot_keep_up", r.cannot_keep_up);
}

}  // namespace

void write_figures(JsonText& json, const Figures& figures) {
  named(json, "cases", figures.cases, [&](const CaseFigures& c) {
    write(json, "arrived", c.arrived);
    write(json, "completed", c.completed);
    write(json, "in_progress", c.in_progress);
    write(json, "in_progress_at_start", c.in_progress_at_start);
    write(json, "elapsed", c.elapsed);
    write(json, "elapsed_prediction", c.elapsed_prediction);
    write(json, "elapsed_median", c.elapsed_median);
    write(json, "elapsed_ninetieth", c.elapsed_ninetieth);
    write(json, "elapsed_quantiles", c.elapsed_quantiles);
    write_parts(json, c.parts);
  });
  named(json, "steps", figures.steps, [&](const StepFigures& s) {
    write(json, "visits", s.visits);
    write(json, "repeat_visits", s.repeat_visits);
    write(json, "wait", s.wait);
    write(json, "queueing", s.queueing);
    write(json, "closed", s.closed);
    write(json, "work", s.work);
    if (s.nature == Nature::end) write(json, "since_arrival", s.since_arrival);
    write_left(json, s);
    write(json, "wait_quantiles", s.wait_quantiles);
    write(json, "work_quantiles", s.work_quantiles);
  });
  const auto [staff, places] = staff_and_places(figures);
  named(json, "roles", staff, [&](const RoleFigures& r) {
    write(json, "utilisation", r.utilisation);
    write(json, "queue", r.queue);
    write(json, "queue_while_open", r.queue_while_open);
    write(json, "longest_queue", r.longest_queue);
    write(json, "overtime", r.overtime);
    write(json, "work_per_week", r.work_per_week);
    write(json, "rostered_per_week", r.rostered_per_week);
    if (r.is_ever_out) write(json, "out_per_week", r.out_per_week);
    write(json, "overtime_per_week", r.overtime_per_week);
    write(json, "paid_per_week", r.paid_per_week);
    write(json, "rate", r.rate);
    write(json, "paid_cost_per_week", r.paid_cost_per_week);
    write(json, "work_cost_per_week", r.work_cost_per_week);
    if (!r.individuals.empty())
      named(json, "individuals", r.individuals, [&](const IndividualFigures& one) {
        write(json, "utilisation", one.utilisation);
        write(json, "work_per_week", one.work_per_week);
      });
    write(json, "wte", r.wte);
    write(json, "contracted_wte", r.contracted_wte);
    write(json, "share_of_queueing", r.share_of_queueing);
    json.field("load", r.load).field("cannot_keep_up", r.cannot_keep_up);
  });
  if (!places.empty()) named(json, "places", places, [&](const RoleFigures& r) { write_place(json, r); });
  named(json, "measures", figures.measures, [&](const MeasureFigures& m) {
    fields(json, m.value);
    write(json, "prediction", m.value_prediction);
    write(json, "median", m.median);
    write(json, "quantiles", m.quantiles);
    write(json, "counted", m.counted);
    write(json, "open", m.open);
    write(json, "missed", m.missed);
    if (!m.target_within) return;
    json.key("target");
    json.inline_from_here(true);
    json.begin_object().field("within", *m.target_within).field("share", m.target_share).end_object();
    json.inline_from_here(false);
    write(json, "share_within", m.share_within);
    write(json, "target_met", m.target_met);
  });
  write(json, "paid_cost_per_week", figures.paid_cost_per_week);
  write(json, "work_cost_per_week", figures.work_cost_per_week);
  write_quantities(json, figures);
  json.key("roles_without_rate").begin_array();
  for (const std::string& role : figures.roles_without_rate) json.value(role);
  json.end_array();
  json.key("cannot_keep_up").begin_array();
  for (const std::string& sentence : figures.cannot_keep_up) json.value(sentence);
  json.end_array();
  write(json, figures.bottleneck);
}

void write_assumptions(JsonText& json, const std::vector<AssumptionFigures>& assumptions) {
  json.key("assumptions").begin_array();
  for (const AssumptionFigures& a : assumptions) {
    json.begin_object();
    json.field("path", a.assumption.path)
        .field("basis", name_of(a.assumption.basis))
        .field("source", a.assumption.source);
    json.field("quantity", name_of(a.assumption.quantity));
    json.field("stated", a.stated).field("swept", a.assumption.swept);
    json.key("low");
    a.assumption.swept ? json.value(a.low) : json.null();
    json.key("high");
    a.assumption.swept ? json.value(a.high) : json.null();
    json.field("range_stated", a.assumption.range_stated);
    write(json, "drawn", a.drawn);
    json.end_object();
  }
  json.end_array();
}

void write_origin(JsonText& json, const RunResult& result) {
  const Clock& clock = result.workflow.clock;
  json.field("workflow", result.workflow.name);
  json.key("changes").begin_array();
  for (const Change& change : result.workflow.changes) json.value(change.name);
  json.end_array();
  json.key("window").begin_object();
  json.field("start", to_text(clock.end_of_warm_up())).field("end", to_text(clock.horizon()));
  json.field("warm_up", in_seconds(clock.warm_up)).field("run", in_seconds(clock.run)).end_object();
  if (result.warm_up) write(json, *result.warm_up);
  const auto& rates = result.workflow.rates;
  json.key("rates").begin_object();
  json.field("name", rates.name).field("price_year", rates.price_year).field("source", rates.source).end_object();
}

void write_header(JsonText& json, std::string_view kind, const RunResult& result) {
  json.field("stepwell", version).field("kind", kind).field("seed", result.seed);
  json.field("replications", result.headline.replications).field("certainty", name_of(result.headline.certainty));
  if (result.precision) write(json, *result.precision);
}

std::string to_json(const RunResult& result) {
  JsonText json;
  json.begin_object();
  write_header(json, "run", result);
  write_origin(json, result);
  write_figures(json, result.headline);
  write_assumptions(json, result.assumptions);
  if (result.luck_only) {
    json.key("luck_only").begin_object();
    write_figures(json, *result.luck_only);
    json.end_object();
  }
  return json.end_object().take();
}

}  // namespace stepwell
