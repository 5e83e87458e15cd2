// Who gives way when chances are drawn: the plain ones where there is room, otherwise the drawn ones among themselves.
#include "stepwell/simulation/chances.hpp"

#include <algorithm>

#include "stepwell/process/choice.hpp"

namespace stepwell {
namespace {

using Assumptions = IndexedVector<AssumptionId, Assumption>;

/// Lets those that `shares` holds for fill up to 1, in proportion.
template <class Shares>
void share_the_rest(std::vector<double>& chances, Shares shares) {
  double fixed = 0;
  double shared = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) (shares(i) ? shared : fixed) += chances[i];
  if (shared == 0) return;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (shares(i)) chances[i] *= std::max(1 - fixed, 0.0) / shared;
  }
}

/// Brings the sum to 1 by moving those with a weight, in proportion to it; one that would fall below 0 stops there.
void correct(std::vector<double>& chances, std::vector<double> weights) {
  for (bool stopped = true; stopped;) {
    stopped = false;
    double excess = -1;
    double weight = 0;
    for (const double chance : chances) excess += chance;
    for (const double each : weights) weight += each;
    if (weight == 0) return;
    for (std::size_t i = 0; i < chances.size(); ++i) {
      if (weights[i] == 0) continue;
      chances[i] -= excess * weights[i] / weight;
      if (chances[i] >= 0) continue;
      chances[i] = 0;
      weights[i] = 0;
      stopped = true;
    }
  }
}

}  // namespace

std::vector<double> chances_at(const std::vector<Quantity>& chances, const Assumptions& assumptions,
                               const IndexedVector<AssumptionId, double>& drawn) {
  std::vector<double> result;
  std::vector<double> weights;
  std::size_t swept = 0;
  double plain = 0;
  bool moved = false;
  for (const Quantity& chance : chances) {
    result.push_back(chance.value);
    weights.push_back(0);
    if (!chance.assumption) plain += chance.value;
    if (!is_swept(chance, assumptions)) continue;
    const Assumption& assumption = assumptions[*chance.assumption];
    result.back() = drawn[*chance.assumption];
    weights.back() = (assumption.high - assumption.low) * (assumption.high - assumption.low);
    moved = moved || result.back() != chance.value;
    ++swept;
  }
  if (!moved) return result;
  const bool room = plain > 0 && highest_sum(chances, assumptions) <= 1 + 1e-9;
  if (room) {
    share_the_rest(result, [&](std::size_t i) { return !chances[i].assumption; });
  } else if (swept == 1) {
    share_the_rest(result, [&](std::size_t i) { return weights[i] == 0; });
  } else {
    correct(result, std::move(weights));
  }
  return result;
}

std::vector<double> flow_ends(Routing routing, const std::vector<Quantity>& chances,
                              const IndexedVector<AssumptionId, Assumption>& assumptions,
                              const IndexedVector<AssumptionId, double>& drawn) {
  if (routing != Routing::any) return upper_ends(chances_at(chances, assumptions, drawn));
  std::vector<double> own;
  for (const Quantity& chance : chances) own.push_back(chance.assumption ? drawn[*chance.assumption] : chance.value);
  return own;
}

std::vector<Quantity> chances_of(const std::vector<CaseShare>& mix) {
  std::vector<Quantity> chances;
  for (const CaseShare& share : mix) chances.push_back(share.chance);
  return chances;
}

std::vector<double> upper_ends(std::vector<double> chances) {
  double sum = 0;
  for (double& chance : chances) chance = sum += chance;
  if (!chances.empty()) chances.back() = 2;
  return chances;
}

}  // namespace stepwell
