// How a drawn chance leaves the others in proportion.
#include "stepwell/simulation/chances.hpp"

#include <algorithm>

namespace stepwell {

std::vector<double> chances_at(const std::vector<Quantity>& chances,
                               const IndexedVector<AssumptionId, double>& values) {
  std::vector<double> result;
  double uncertain = 0;
  double certain = 0;
  for (const Quantity& chance : chances) {
    result.push_back(chance.assumption ? values[*chance.assumption] : chance.value);
    (chance.assumption ? uncertain : certain) += result.back();
  }
  if (uncertain == 0) return result;
  if (certain > 0 && uncertain < 1) {
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (!chances[i].assumption) result[i] *= (1 - uncertain) / certain;
    }
  } else {
    for (double& chance : result) chance /= uncertain + certain;
  }
  return result;
}

std::vector<double> flow_ends(Routing routing, const std::vector<Quantity>& chances,
                              const IndexedVector<AssumptionId, double>& values) {
  if (routing != Routing::any) return upper_ends(chances_at(chances, values));
  std::vector<double> own;
  for (const Quantity& chance : chances) own.push_back(chance.assumption ? values[*chance.assumption] : chance.value);
  return own;
}

std::vector<double> upper_ends(std::vector<double> chances) {
  double sum = 0;
  for (double& chance : chances) chance = sum += chance;
  if (!chances.empty()) chances.back() = 2;
  return chances;
}

}  // namespace stepwell
