// Wording that both reports use.
#include "report_parts.hpp"

#include <algorithm>
#include <set>

#include "table.hpp"

namespace stepwell::cli {

namespace {

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::measured:  return "measured";
    case Basis::published: return "published";
    case Basis::expert:    return "expert";
    case Basis::assumed:   return "assumed";
  }
  return "";
}

std::string amount(const AssumptionFigures& entry, double value) {
  switch (entry.assumption.quantity) {
    case Assumption::Quantity::duration: return time_in_words(value);
    case Assumption::Quantity::chance:   return percent(value);
    case Assumption::Quantity::number:   break;
  }
  return number(value, value < 10 ? 2 : value < 1000 ? 1 : 0);
}

}  // namespace

std::string heading(std::string_view text) { return "\n" + std::string(text) + "\n"; }

std::string limits_heading(Certainty certainty) { return std::string(name_of_limits(certainty)) + " to\nlie between"; }

std::string limits(const Estimate& estimate, const Scale& scale) {
  if (!estimate.low || !estimate.high) return "";
  return in_scale(*estimate.low, scale) + " to " + in_scale(*estimate.high, scale);
}

std::string money_limits(const Estimate& estimate) {
  if (!estimate.low || !estimate.high) return "";
  return money(*estimate.low) + " to " + money(*estimate.high);
}

std::string percent_or_dash(const std::optional<double>& share) {
  return share ? percent(std::clamp(*share, 0.0, 1.0)) : "-";
}

std::string percent_finely_or_dash(const std::optional<double>& share) {
  return share ? percent_finely(std::clamp(*share, 0.0, 1.0)) : "-";
}

std::string amount_or_dash(const std::optional<double>& value) { return value ? stepwell::amount(*value) : "-"; }

std::string amount_limits(const Estimate& estimate) {
  if (!estimate.low || !estimate.high) return "";
  return amount_or_dash(estimate.low) + " to " + amount_or_dash(estimate.high);
}

std::string money_or_dash(const std::optional<double>& value) { return value ? money(*value) : "-"; }

namespace {

/// How the warm-up was found.
std::string pilots(const WarmUp& found) {
  std::string text = "The warm-up is by rule: in " + std::to_string(found.pilots) + " pilot replications of " +
                     span_in_words(static_cast<std::int64_t>(found.in_house.size()) * found.batch) +
                     " that start empty, MSER-5 on the cases in the house, in batches of " +
                     span_in_words(found.batch) + ", ";
  if (!found.proposed) return text + "cannot say anything.";
  text += "proposes " + (*found.proposed > Duration{} ? span_in_words(*found.proposed) : std::string("none")) + ".";
  if (*found.proposed != found.used) text += " What is used is " + span_in_words(found.used) + ".";
  return text;
}

/// What a run that goes on until a precision is reached has reached.
std::string reached(const Precision& precision) {
  const auto share = [](double of) {
    std::string text = number(100 * of, 2);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text + " %";
  };
  const std::string wanted = share(precision.wanted);
  if (precision.widest_of.empty()) return " No time was completed of which one could ask for " + wanted + ".";
  const std::string least = "“" + precision.widest_of + "” to within " +
                            (precision.widest ? share(*precision.widest) : "no more than a guess");
  if (precision.reached) {
    return " The run stopped when the mean of each measure, and of each case's time from arrival to its last end, was "
           "known to within " +
           wanted + " (95 % certain that more replications would not move it further); least is known of " + least +
           ".";
  }
  return " " + wanted + " was not reached in the " + number(static_cast<double>(precision.most), 0) +
         " replications allowed: least is known of " + least + ". Allow more with --replications.";
}

}  // namespace

std::string origin(const RunResult& result, bool paired) {
  const Clock& clock = result.workflow.clock;
  const std::uint64_t n = result.headline.replications;
  std::string text = std::to_string(n) + (n == 1 ? " replication" : " replications");
  if (paired) text += " of each, in pairs with the same patients and the same luck";
  text += "; " + span_in_words(clock.run) + " counted from " + to_text(clock.end_of_warm_up()).substr(0, 10);
  if (clock.warm_up > Duration{}) text += ", after a warm-up of " + span_in_words(clock.warm_up);
  if (clock.warm_up_by_rule)
    text += clock.warm_up > Duration{} ? " (by rule: MSER-5)" : ", without a warm-up (by rule: MSER-5)";
  text += "; seed " + std::to_string(result.seed) + ".";
  if (result.headline.certainty == Certainty::luck_only) {
    text += " The limits say how sure the figures are by luck only: no value of the model has a range.";
  } else {
    text +=
        " The main figures are with what we do not know: values with a range are drawn anew in every replication, and "
        "“95 % likely” says where one such period would lie. Under “luck only” they stay at what was stated.";
  }
  if (result.warm_up && result.warm_up->by_rule) text += " " + pilots(*result.warm_up);
  if (result.precision) text += reached(*result.precision);
  if (n < 2) text += " One replication says nothing about how sure the figures are.";
  return paragraph(text);
}

std::string warm_up_advice(const std::vector<const RunResult*>& results) {
  std::string text;
  std::set<std::string> said;
  for (const RunResult* result : results) {
    if (result->warm_up && !result->warm_up->advice.empty() && said.insert(result->warm_up->advice).second)
      text += paragraph(result->warm_up->advice, "  - ");
  }
  return text.empty() ? text : heading("WARM-UP") + text;
}

std::string assumptions(const std::vector<const RunResult*>& results) {
  Table table({"what", "stated", "range of the mean", "basis", "source"});
  table.words(3).words(4);
  std::set<std::string> seen;
  for (const RunResult* result : results) {
    for (const AssumptionFigures& entry : result->assumptions) {
      if (!seen.insert(entry.assumption.path).second) continue;
      std::string range = "not swept";
      if (entry.assumption.swept) range = amount(entry, entry.low) + " to " + amount(entry, entry.high);
      std::string source = entry.assumption.source;
      if (display_width(source) > 24) source = wrapped(source, 22).front() + " …";
      table.row({entry.assumption.path, amount(entry, entry.stated), range,
                 std::string(name_of(entry.assumption.basis)), source});
    }
  }
  if (table.empty()) return "  No number of the model states where it comes from.\n";
  return table.text();
}

std::string rates_note(const RunResult& result) {
  std::string text;
  if (result.headline.paid_cost_per_week.n > 0) {
    const auto& rates = result.workflow.rates;
    text = "Cost of an hour: each role's own rate, or that of its band";
    if (!rates.name.empty()) text += " in " + rates.name;
    text += ".";
  }
  if (!result.headline.roles_without_rate.empty()) {
    text += text.empty() ? "" : " ";
    text += "No rate is known for: ";
    for (const std::string& role : result.headline.roles_without_rate) text += (text.back() == ' ' ? "" : ", ") + role;
    text += ".";
  }
  const double contract = result.workflow.rates.contracted_hours_per_week;
  text += text.empty() ? "" : " ";
  text += "WTE: whole-time posts at the hours a year that one is there to work; contracts: of " + number(contract, 1) +
          " h a week.";
  return paragraph(text, "  ");
}

std::string target_text(const MeasureFigures& measure) {
  return measure.target_within ? target_in_words(measure.target_share, *measure.target_within) : "";
}

}  // namespace stepwell::cli
