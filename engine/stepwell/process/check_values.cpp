// The values that many things have: distributions, chances, rules, attribute values.
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/choice.hpp"

namespace stepwell {
namespace {

/// What is wrong with the parameters of a distribution, or empty.
std::string parameter_fault(const Distribution& d) {
  if (!std::isfinite(d.a) || !std::isfinite(d.b) || !std::isfinite(d.c)) return "has a parameter that is not a number";
  switch (d.kind) {
    case DistributionKind::constant: return {};
    case DistributionKind::uniform:  return d.a <= d.b ? "" : "has a least value above its greatest";
    case DistributionKind::triangular:
    case DistributionKind::pert:
      return d.a <= d.b && d.b <= d.c ? "" : "does not go from least over most likely to greatest";
    case DistributionKind::exponential: return d.a > 0 ? "" : "has a mean that is not above 0";
    case DistributionKind::erlang:
      if (!(d.c >= 1) || d.c != std::floor(d.c)) return "has a number of phases that is not 1, 2, 3 ...";
      return d.a > 0 ? "" : "has a mean that is not above 0";
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:
    case DistributionKind::normal:
      if (!(d.a > 0)) return "has a mean that is not above 0";
      return d.b > 0 ? "" : "has an sd that is not above 0";
    case DistributionKind::empirical: break;
  }
  if (d.values.empty()) return "has no values";
  for (const double value : d.values) {
    if (!std::isfinite(value)) return "holds a value that is not a number";
  }
  return {};
}

double least_value(const Distribution& d) {
  if (d.kind == DistributionKind::empirical) {
    double least = d.values.front();
    for (const double value : d.values) least = std::min(least, value);
    return least;
  }
  const bool starts_at_a = d.kind == DistributionKind::constant || d.kind == DistributionKind::uniform ||
                           d.kind == DistributionKind::triangular || d.kind == DistributionKind::pert;
  return starts_at_a ? d.a : 0;
}

/// At most six decimals and no trailing zeros: "97 %", "99.5 %".
std::string percent(double share) {
  std::string text = std::to_string(share * 100);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

bool pops_two(RuleOperation::Kind kind) {
  using Kind = RuleOperation::Kind;
  return kind >= Kind::equal && kind <= Kind::logical_or;
}

/// Whether the value is one that its attribute can have.
bool fits(const Attribute& attribute, double value) {
  switch (attribute.type) {
    case Attribute::Type::truth:  return value == 0 || value == 1;
    case Attribute::Type::number: return std::isfinite(value);
    case Attribute::Type::text:
      return value >= 0 && value == std::floor(value) && value < static_cast<double>(attribute.texts.size());
  }
  return false;
}

}  // namespace

void check_assumption(const Workflow& workflow, const std::optional<AssumptionId>& assumption, std::string_view whose,
                      const SourcePlace& place, Findings& findings) {
  if (assumption) exists(*assumption, workflow.assumptions, whose, "assumption", place, findings);
}

void check_distribution(const Workflow& workflow, const Distribution& distribution, bool time, std::string_view whose,
                        const SourcePlace& place, Findings& findings) {
  check_assumption(workflow, distribution.assumption, whose, place, findings);
  const std::string fault = parameter_fault(distribution);
  if (!fault.empty()) {
    findings.error("impossible-distribution", place, std::string(whose) + ' ' + fault,
                   "write it as for example `6 min`, `uniform 2 to 6 min`, `triangular 1 3 10 min` or "
                   "`lognormal mean 12 sd 5 min`");
    return;
  }
  if (time && least_value(distribution) < 0) {
    findings.error("negative-time", place, std::string(whose) + " can be below 0",
                   "a time is 0 or more: raise its least value");
  }
  // P(X < 0) = Phi(-mean / sd) is above 0.1 % where mean / sd is below 3.0902.
  if (distribution.kind == DistributionKind::normal && distribution.a / distribution.b < 3.0902) {
    findings.warning("often-below-zero", place,
                     std::string(whose) +
                         " is normal and would be below 0 in more than 0.1 % of draws; those are drawn anew, "
                         "so its mean is greater than stated",
                     "use `lognormal mean ... sd ...` or `gamma mean ... sd ...`, which are never below 0");
  }
}

bool check_chance(const Workflow& workflow, const Quantity& chance, std::string_view whose, const SourcePlace& place,
                  Findings& findings) {
  check_assumption(workflow, chance.assumption, whose, place, findings);
  if (chance.value >= 0 && chance.value <= 1) return true;
  findings.error("chance-out-of-range", place, std::string(whose) + " is not between 0 % and 100 %",
                 "a chance goes from `0 %` to `100 %`");
  return false;
}

void check_chances_add_up(double sum, std::string_view whose, const SourcePlace& place, Findings& findings) {
  if (std::abs(sum - 1) <= 1e-9) return;
  findings.error("chances-sum", place, std::string(whose) + " add up to " + percent(sum) + ", not to 100 %",
                 "raise or lower one of them, so that one way is taken for certain");
}

void check_ranges_add_up(const Workflow& workflow, const std::vector<Quantity>& chances, std::string_view whose,
                         const SourcePlace& place, Findings& findings) {
  std::size_t swept = 0;
  for (const Quantity& chance : chances) {
    if (chance.assumption && index_of(*chance.assumption) >= workflow.assumptions.size()) return;
    swept += is_swept(chance, workflow.assumptions) ? 1 : 0;
  }
  const double sum = highest_sum(chances, workflow.assumptions);
  if (swept < 2 || sum <= 1 + 1e-9) return;
  findings.warning("ranges-sum", place,
                   std::string(whose) + " can add up to " + percent(sum) +
                       " at the top of their ranges, so the ranges give way to each other",
                   "narrow the ranges, or let one chance be a number alone: it takes what the others leave");
}

void check_rule(const Workflow& workflow, const Rule& rule, std::string_view whose, const SourcePlace& place,
                Findings& findings) {
  using Kind = RuleOperation::Kind;
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool balanced = true;
  for (const RuleOperation& operation : rule.operations) {
    if (operation.kind == Kind::attribute &&
        !exists(static_cast<AttributeId>(operation.index), workflow.attributes, whose, "attribute", place, findings)) {
      return;
    }
    const std::size_t pops = pops_two(operation.kind) ? 2 : operation.kind == Kind::logical_not ? 1 : 0;
    if (depth < pops) {
      balanced = false;
      break;
    }
    depth = depth - pops + 1;
    deepest = std::max(deepest, depth);
  }
  if (!balanced || depth != 1 || deepest > Rule::deepest) {
    findings.error("incomplete-rule", place, std::string(whose) + " is no complete condition",
                   "write it as for example `attends and age >= 65`");
  }
}

void check_value(const Workflow& workflow, const AttributeValue& value, std::string_view whose, Findings& findings) {
  if (!exists(value.attribute, workflow.attributes, whose, "attribute", value.place, findings)) return;
  const Attribute& attribute = workflow.attributes[value.attribute];
  const std::string what = "the value of the attribute " + in_quotes(attribute.name);
  const auto misfit = [&] {
    findings.error(
        "value-misfit", value.place, what + " in " + std::string(whose) + " is of another kind than the attribute",
        "give a truth (`true`, `chance 94 %`), a number or one of the attribute's texts, the same kind everywhere");
  };
  switch (value.kind) {
    case AttributeValue::Kind::constant:
      if (!fits(attribute, value.constant)) misfit();
      break;
    case AttributeValue::Kind::chance:
      check_chance(workflow, value.chance, "the chance of " + in_quotes(attribute.name), value.place, findings);
      if (attribute.type != Attribute::Type::truth) misfit();
      break;
    case AttributeValue::Kind::choice: {
      bool fitting = value.choice_values.size() == value.choice_chances.size();
      double sum = 0;
      bool legal = true;
      for (const Quantity& chance : value.choice_chances) {
        legal =
            check_chance(workflow, chance, "a chance of " + in_quotes(attribute.name), value.place, findings) && legal;
        sum += chance.value;
      }
      const std::string chances = "the chances of " + in_quotes(attribute.name);
      if (legal) check_chances_add_up(sum, chances, value.place, findings);
      if (legal) check_ranges_add_up(workflow, value.choice_chances, chances, value.place, findings);
      for (const double chosen : value.choice_values) fitting = fitting && fits(attribute, chosen);
      if (!fitting) misfit();
      break;
    }
    case AttributeValue::Kind::distribution:
      check_distribution(workflow, value.distribution, false, what, value.place, findings);
      if (attribute.type != Attribute::Type::number) misfit();
      break;
  }
}

}  // namespace stepwell
