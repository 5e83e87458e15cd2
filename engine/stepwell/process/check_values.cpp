// The values that many things have: chances, rules, attribute values.
#include <cmath>
#include <set>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/choice.hpp"

namespace stepwell {
namespace {

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
    case AttributeValue::Kind::column:
      for (const double row : value.rows) {
        if (!fits(attribute, row)) return misfit();
      }
      break;
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
