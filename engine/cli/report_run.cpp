// The page of one workflow.
#include "report.hpp"

#include <algorithm>

#include "report_parts.hpp"
#include "table.hpp"

namespace stepwell::cli {

namespace {

constexpr std::string_view part_names[part_count] = {
    "queueing for staff", "staff off duty", "at a join",    "for a batch",
    "for a message",      "interrupted",    "planned wait", "work"};

std::string or_nothing(const std::optional<double>& value, const Scale& scale) {
  return value ? in_scale(*value, scale) : "";
}

// Times of a row share one unit, so that they can be compared at a glance.
void time_row(Table& table, const std::string& name, const Estimate& estimate, const Quantiles& quantiles,
              const Estimate* luck_only, Certainty certainty) {
  if (!estimate.mean) return;
  const Scale scale = scale_for(*estimate.mean);
  std::vector<std::string> cells{name,
                                 std::string(scale.unit),
                                 in_scale(*estimate.mean, scale),
                                 limits(as_shown(estimate, certainty), scale),
                                 or_nothing(quantiles.p50, scale),
                                 or_nothing(quantiles.p90, scale),
                                 or_nothing(quantiles.p95, scale)};
  if (luck_only != nullptr) cells.push_back(or_dash(luck_only->mean, scale));
  table.row(cells);
}

std::string times(const RunResult& result) {
  std::vector<std::string> headings{
      "", "in", "mean", limits_heading(result.headline.certainty), "half\nwithin", "90 %\nwithin", "95 %\nwithin"};
  if (result.luck_only) headings.push_back("luck only:\nmean");
  Table table(headings);
  table.words(1);
  const Figures& figures = result.headline;
  for (std::size_t i = 0; i < figures.measures.size(); ++i) {
    time_row(table, figures.measures[i].name, figures.measures[i].value, figures.measures[i].quantiles,
             result.luck_only ? &result.luck_only->measures[i].value : nullptr, figures.certainty);
  }
  for (std::size_t i = 0; i < figures.cases.size(); ++i) {
    const CaseFigures* luck = result.luck_only ? &result.luck_only->cases[i] : nullptr;
    time_row(table, figures.cases[i].name + ", arrival to last end", figures.cases[i].elapsed,
             figures.cases[i].elapsed_quantiles, luck ? &luck->elapsed : nullptr, figures.certainty);
    time_row(table, "  half of them within", figures.cases[i].elapsed_median, {},
             luck ? &luck->elapsed_median : nullptr, figures.certainty);
    time_row(table, "  90 % of them within", figures.cases[i].elapsed_ninetieth, {},
             luck ? &luck->elapsed_ninetieth : nullptr, figures.certainty);
  }
  return table.empty() ? "  No case was completed in the counted time.\n" : table.text();
}

std::string targets(const RunResult& result) {
  std::vector<std::string> headings{"", "target", "share within\nthe target", limits_heading(result.headline.certainty),
                                    "chance of\nmeeting it"};
  if (result.luck_only) headings.push_back("luck only:\nchance");
  Table table(headings);
  table.words(1);
  for (std::size_t i = 0; i < result.headline.measures.size(); ++i) {
    const MeasureFigures& measure = result.headline.measures[i];
    if (!measure.target_within) continue;
    std::string between;
    const Estimate shown = as_shown(measure.share_within, result.headline.certainty);
    if (shown.low) between = percent_finely_or_dash(shown.low) + " to " + percent_finely_or_dash(shown.high);
    std::vector<std::string> cells{measure.name, target_text(measure),
                                   percent_finely_or_dash(measure.share_within.mean), between,
                                   percent_or_dash(measure.target_met.mean)};
    if (result.luck_only) cells.push_back(percent_or_dash(result.luck_only->measures[i].target_met.mean));
    table.row(cells);
  }
  return table.empty() ? "" : heading("TARGETS") + table.text();
}

std::string where_time_goes(const RunResult& result) {
  std::string text = heading("WHERE THE TIME OF A CASE GOES");
  for (const CaseFigures& one : result.headline.cases) {
    if (!one.elapsed.mean || *one.elapsed.mean <= 0) continue;
    const Scale scale = scale_for(*one.elapsed.mean);
    Table table({one.name, std::string(scale.unit), "share"});
    for (std::size_t part = 0; part < part_count; ++part) {
      const double mean = one.parts[part].mean.value_or(0);
      if (mean > 0)
        table.row({std::string(part_names[part]), in_scale(mean, scale), percent(mean / *one.elapsed.mean)});
    }
    text += table.text();
  }
  return text;
}

/// In progress at the start + arrived = completed + in progress at the end, as means of whole replications.
std::string cases(const RunResult& result) {
  Table table({"", "in progress\nat the start", "+ arrived", "= completed", "+ in progress\nat the end"});
  const auto cell = [](const Estimate& of) { return of.mean ? number(*of.mean, 1) : std::string("-"); };
  for (const CaseFigures& one : result.headline.cases)
    table.row(
        {one.name, cell(one.in_progress_at_start), cell(one.arrived), cell(one.completed), cell(one.in_progress)});
  return heading("CASES IN THE COUNTED TIME (mean of the replications)") + table.text();
}

constexpr std::string_view how_to_read_quantities =
    "Steps: with the roles at work there, who stand below them once more. Cases: all that the cases of a type use, at "
    "steps and by themselves; they add up to the whole.";

/// What is used of each quantity: all of it, and below it what each step and case type takes.
std::string quantities(const RunResult& result) {
  const Figures& figures = result.headline;
  if (figures.quantities.empty()) return "";
  Table table({"", "in", "a week", limits_heading(figures.certainty), "for each\ncompleted case"});
  table.words(1);
  const auto row = [&](const std::string& name, const std::string& unit, const Estimate& week, const Estimate& each) {
    table.row({name, unit, amount_or_dash(week.mean), amount_limits(as_shown(week, figures.certainty)),
               amount_or_dash(each.mean)});
  };
  for (const QuantityFigures& quantity : figures.quantities) {
    row(quantity.name, quantity.unit, quantity.per_week, quantity.per_case);
    for (const QuantityShare& step : quantity.steps) row("  step: " + step.name, "", step.per_week, step.per_case);
    for (const QuantityShare& role : quantity.roles) row("  role: " + role.name, "", role.per_week, role.per_case);
    for (const QuantityShare& type : quantity.cases) row("  case: " + type.name, "", type.per_week, type.per_case);
  }
  if (figures.all_money_per_week.mean) {
    row("money and paid hours", "", figures.all_money_per_week, Estimate{});
  }
  return heading("QUANTITIES") + table.text() + paragraph(how_to_read_quantities, "  ");
}

constexpr std::string_view how_to_read_queues =
    "Waiting on average: how many wait for the role, over all hours of the day and night, and in its opening hours. "
    "Share of queueing: of the time that completed cases wait for staff who are on duty.";

std::string staff(const RunResult& result) {
  Table work({"", "at work, of\nrostered hours", "work, hours\na week", limits_heading(result.headline.certainty),
              "waiting on\naverage", "in opening\nhours", "share of\nqueueing"});
  Table paid({"", "rostered\na week", "overtime\na week", "paid\na week", "cost\na week", "WTE", "contracts"});
  for (const RoleFigures& role : result.headline.roles) {
    if (role.kind != RoleKind::staff) continue;
    work.row({role.name, percent_or_dash(role.utilisation.mean), or_dash(role.work_per_week.mean, in_hours_scale),
              limits(as_shown(role.work_per_week, result.headline.certainty), in_hours_scale),
              role.queue.mean ? number(*role.queue.mean, 2) : "-",
              role.queue_while_open.mean ? number(*role.queue_while_open.mean, 2) : "-",
              percent_or_dash(role.share_of_queueing.mean)});
    paid.row({role.name, or_dash(role.rostered_per_week.mean, in_hours_scale),
              or_dash(role.overtime_per_week.mean, in_hours_scale), or_dash(role.paid_per_week.mean, in_hours_scale),
              money_or_dash(role.paid_cost_per_week.mean), role.wte.mean ? number(*role.wte.mean, 2) : "-",
              role.contracted_wte.mean ? number(*role.contracted_wte.mean, 2) : "-"});
  }
  if (result.headline.paid_cost_per_week.mean) {
    paid.row({"all, in money only", "", "", "", money(*result.headline.paid_cost_per_week.mean), "", ""});
  }
  return heading("STAFF: HOURS OF WORK") + work.text() + paragraph(how_to_read_queues, "  ") +
         heading("STAFF: PAID HOURS (ROSTERED AND OVERTIME)") + paid.text() + rates_note(result);
}

std::string individuals(const RunResult& result) {
  Table table({"", "at work, of\ntheir hours", "work, hours\na week"});
  for (const RoleFigures& role : result.headline.roles) {
    for (const IndividualFigures& one : role.individuals)
      table.row({role.name + ": " + one.name, percent_or_dash(one.utilisation.mean),
                 or_dash(one.work_per_week.mean, in_hours_scale)});
  }
  return table.empty() ? "" : heading("INDIVIDUALS") + table.text();
}

std::string places(const RunResult& result) {
  Table table({"", "in use, of\nits hours", "in use, hours\na week", limits_heading(result.headline.certainty),
               "of this, held\nbut blocked", "waiting on\naverage", "share of\nqueueing"});
  for (const RoleFigures& place : result.headline.roles) {
    if (place.kind == RoleKind::staff) continue;
    table.row({place.name, percent_or_dash(place.utilisation.mean), or_dash(place.in_use_per_week.mean, in_hours_scale),
               limits(as_shown(place.in_use_per_week, result.headline.certainty), in_hours_scale),
               percent_or_dash(place.blocked_share.mean), place.queue.mean ? number(*place.queue.mean, 2) : "-",
               percent_or_dash(place.share_of_queueing.mean)});
  }
  constexpr std::string_view how_to_read =
      "Held but blocked: a case has the place while there is neither work on it nor a planned wait.";
  return table.empty() ? "" : heading("PLACES AND EQUIPMENT") + table.text() + paragraph(how_to_read, "  ");
}

std::string steps(const RunResult& result) {
  const double weeks =
      static_cast<double>(result.workflow.clock.run.count()) / static_cast<double>(Duration(one_week).count());
  Table table({"", "visits\na week", "wait:\nmean", "90 %\nwithin", "work:\nmean", "90 %\nwithin"});
  Table ends({"", "reached\na week", "since arrival:\nmean"});
  const auto time = [](const std::optional<double>& value) {
    return value && *value > 0 ? time_in_words(*value) : std::string("-");
  };
  for (const StepFigures& step : result.headline.steps) {
    if (step.nature == Nature::gateway) continue;
    const std::string a_week = step.visits.mean ? number(*step.visits.mean / weeks, 1) : "-";
    if (step.nature == Nature::end) {
      ends.row({step.name, a_week, time(step.since_arrival.mean)});
      continue;
    }
    table.row({step.name, a_week, time(step.wait.mean), time(step.wait_quantiles.p90), time(step.work.mean),
               time(step.work_quantiles.p90)});
  }
  return (table.empty() ? "" : heading("STEPS") + table.text()) + (ends.empty() ? "" : heading("ENDS") + ends.text());
}

/// How often a step was left before it was done: a column for each reason that there is.
std::string left_before_done(const RunResult& result) {
  static constexpr std::string_view reasons[visit_outcomes] = {
      "", "", "queue\ntoo long", "gave up\nwaiting", "overdue", "pre-empted", "withdrawn"};
  const double weeks =
      static_cast<double>(result.workflow.clock.run.count()) / static_cast<double>(Duration(one_week).count());
  const auto a_week = [&](const StepFigures& step, std::size_t why) { return step.left[why].mean.value_or(0) / weeks; };
  std::vector<std::string> headings{""};
  std::vector<std::size_t> shown;
  for (std::size_t why = 0; why < visit_outcomes; ++why) {
    double all = 0;
    for (const StepFigures& step : result.headline.steps) all += a_week(step, why);
    if (all <= 0) continue;
    shown.push_back(why);
    headings.emplace_back(reasons[why]);
  }
  if (shown.empty()) return {};
  const bool worked_on = std::any_of(result.headline.steps.begin(), result.headline.steps.end(),
                                     [](const auto& step) { return step.unfinished_per_week.mean.value_or(0) > 0; });
  if (worked_on) headings.emplace_back("worked on\nthem, hours");
  Table table(headings);
  for (const StepFigures& step : result.headline.steps) {
    std::vector<std::string> row{step.name};
    double all = 0;
    for (const std::size_t why : shown) {
      all += a_week(step, why);
      row.push_back(a_week(step, why) > 0 ? number(a_week(step, why), 1) : "-");
    }
    const double unfinished = step.unfinished_per_week.mean.value_or(0);
    if (worked_on) row.push_back(unfinished > 0 ? in_scale(unfinished, in_hours_scale) : "-");
    if (all > 0) table.row(row);
  }
  return heading("LEFT BEFORE DONE, VISITS A WEEK") + table.text() +
         paragraph(worked_on ? "Not among the visits above, nor is the work on them among the hours of work."
                             : "Not among the visits above.",
                   "  ");
}

}  // namespace

std::string report(const RunResult& result) {
  std::string text = paragraph(result.workflow.name);
  text += origin(result, false);
  if (!result.headline.cannot_keep_up.empty()) {
    text += heading("QUEUES THAT GROW");
    for (const std::string& sentence : result.headline.cannot_keep_up) text += paragraph(sentence, "  - ");
  }
  text += warm_up_advice({&result});
  text += cases(result);
  text += heading("TIME") + times(result);
  text += targets(result);
  text += where_time_goes(result);
  text += staff(result);
  text += individuals(result);
  text += places(result);
  text += quantities(result);
  text += heading("BOTTLENECK") + paragraph(result.headline.bottleneck.sentence, "  ");
  text += steps(result);
  text += left_before_done(result);
  text += heading("WHAT THIS RESTS ON") + assumptions({&result});
  return text;
}

}  // namespace stepwell::cli
