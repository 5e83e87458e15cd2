// How often each way of a choice is taken, from the chances of the attributes that its rules read.
#include "stepwell/analysis/decisions.hpp"

#include <algorithm>
#include <utility>

namespace stepwell {
namespace {

// Beyond, the product of points would cost more than the answer is worth.
constexpr std::size_t most_combinations = 100'000;

bool reads_clock(const Rule& rule) {
  using Kind = RuleOperation::Kind;
  return std::any_of(rule.operations.begin(), rule.operations.end(), [](const RuleOperation& operation) {
    return operation.kind == Kind::time_of_day || operation.kind == Kind::weekday || operation.kind == Kind::date;
  });
}

/// Each value once, with all of its probability.
Points merged(Points points) {
  std::sort(points.begin(), points.end());
  Points result;
  for (const auto& [value, chance] : points) {
    if (result.empty() || result.back().first != value)
      result.emplace_back(value, chance);
    else
      result.back().second += chance;
  }
  return result;
}

}  // namespace

Points points_of(const AttributeValue& value) {
  switch (value.kind) {
    case AttributeValue::Kind::constant: return {{value.constant, 1.0}};
    case AttributeValue::Kind::chance:
      if (value.chance.value <= 0) return {{0.0, 1.0}};
      if (value.chance.value >= 1) return {{1.0, 1.0}};
      return {{1.0, value.chance.value}, {0.0, 1 - value.chance.value}};
    case AttributeValue::Kind::choice: {
      Points points;
      for (std::size_t i = 0; i < value.choice_values.size(); ++i) {
        if (value.choice_chances[i].value > 0)
          points.emplace_back(value.choice_values[i], value.choice_chances[i].value);
      }
      return points;
    }
    case AttributeValue::Kind::column: {
      Points points;
      for (const double row : value.rows) points.emplace_back(row, 1.0 / static_cast<double>(value.rows.size()));
      return merged(std::move(points));
    }
    case AttributeValue::Kind::distribution: break;
  }
  const Distribution& d = value.distribution;
  Points points;
  if (d.kind == DistributionKind::constant) points.emplace_back(d.a, 1.0);
  if (d.kind == DistributionKind::uniform) {
    constexpr int slices = 200;
    for (int i = 0; i < slices; ++i) points.emplace_back(d.a + (d.b - d.a) * (i + 0.5) / slices, 1.0 / slices);
  }
  if (d.kind == DistributionKind::empirical) {
    for (const double x : d.values) points.emplace_back(x, 1.0 / static_cast<double>(d.values.size()));
  }
  return points;
}

std::vector<AttributeId> read_by(const Rule& rule) {
  std::vector<AttributeId> read;
  for (const RuleOperation& operation : rule.operations) {
    if (operation.kind == RuleOperation::Kind::attribute) read.push_back(static_cast<AttributeId>(operation.index));
  }
  std::sort(read.begin(), read.end());
  read.erase(std::unique(read.begin(), read.end()), read.end());
  return read;
}

Decision decide(const std::vector<const Rule*>& alternatives, const AttributePoints& attributes) {
  Decision decision;
  decision.shares.assign(alternatives.size(), 0.0);
  std::vector<AttributeId> read;
  std::size_t combinations = 1;
  for (const Rule* rule : alternatives) {
    if (rule == nullptr) continue;
    decision.known = decision.known && !reads_clock(*rule);
    for (const AttributeId attribute : read_by(*rule)) {
      if (std::count(read.begin(), read.end(), attribute)) continue;
      read.push_back(attribute);
      combinations *= attributes[attribute].size();
      decision.known = decision.known && combinations > 0 && combinations <= most_combinations;
      if (!decision.known) combinations = 1;
    }
  }
  if (!decision.known) {
    std::fill(decision.shares.begin(), decision.shares.end(), 1.0 / static_cast<double>(alternatives.size()));
    return decision;
  }
  std::vector<double> values(attributes.size(), 0.0);
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    double probability = 1;
    std::size_t rest = combination;
    for (const AttributeId attribute : read) {
      const Points& points = attributes[attribute];
      const auto& [value, chance] = points[rest % points.size()];
      rest /= points.size();
      values[index_of(attribute)] = value;
      probability *= chance;
    }
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      if (alternatives[i] != nullptr && !alternatives[i]->holds(values.data(), Instant{})) continue;
      decision.shares[i] += probability;
      break;
    }
  }
  return decision;
}

}  // namespace stepwell
