// How an uncertain value is drawn; exact, as it happens once for each value and replication.
#include "stepwell/simulation/assumed.hpp"

#include "stepwell/foundation/mathematics.hpp"

namespace stepwell {

double beta_with_mean(double u, double low, double mean, double high) {
  if (!(low < mean && mean < high)) return mean;
  constexpr double weight = 6;
  const double alpha = weight * ((mean - low) / (high - low));
  const double beta = weight * ((high - mean) / (high - low));
  return low + (high - low) * inverse_beta(alpha, beta, u);
}

}  // namespace stepwell
