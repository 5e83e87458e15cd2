// One rule, for the warning and for the run.
#include "stepwell/process/choice.hpp"

namespace stepwell {

bool is_swept(const Quantity& quantity, const IndexedVector<AssumptionId, Assumption>& assumptions) {
  return quantity.assumption && assumptions[*quantity.assumption].swept;
}

double highest_sum(const std::vector<Quantity>& chances, const IndexedVector<AssumptionId, Assumption>& assumptions) {
  double sum = 0;
  for (const Quantity& chance : chances) {
    if (!chance.assumption) continue;
    sum += is_swept(chance, assumptions) ? assumptions[*chance.assumption].high : chance.value;
  }
  return sum;
}

}  // namespace stepwell
