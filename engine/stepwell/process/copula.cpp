// Cholesky's decomposition of the correlations of the scores.
#include "stepwell/process/copula.hpp"

#include <algorithm>
#include <cmath>

namespace stepwell {

double score_correlation(double of_ranks) {
  // The series of the sine; the argument is at most pi / 6, so that ten terms are more than a double holds.
  const double x = 0x1.0c152382d7365p-1 * of_ranks;
  double term = x;
  double sum = 0;
  for (int n = 1; n <= 19; n += 2) {
    sum += term;
    term *= -x * x / ((n + 1) * (n + 2));
  }
  return 2 * sum;
}

std::optional<Copula> copula_of(const CaseType& type) {
  Copula copula;
  for (std::size_t i = 0; i < type.attributes.size(); ++i) {
    const AttributeId here = type.attributes[i].attribute;
    const auto names = [&](const Correlation& c) { return c.one == here || c.other == here; };
    if (!std::any_of(type.correlations.begin(), type.correlations.end(), names)) continue;
    copula.members.push_back(i);
  }
  const std::size_t n = copula.members.size();
  std::vector<double> matrix(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
  const auto place_of = [&](AttributeId attribute) {
    const auto found = std::find_if(copula.members.begin(), copula.members.end(),
                                    [&](std::size_t i) { return type.attributes[i].attribute == attribute; });
    return static_cast<std::size_t>(found - copula.members.begin());
  };
  for (const Correlation& correlation : type.correlations) {
    const std::size_t i = place_of(correlation.one);
    const std::size_t j = place_of(correlation.other);
    if (i == n || j == n) return std::nullopt;
    matrix[i * n + j] = matrix[j * n + i] = score_correlation(correlation.of_ranks);
  }
  std::vector<double> lower(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= lower[i * n + k] * lower[j * n + k];
      if (i == j && !(rest > 1e-9)) return std::nullopt;
      lower[i * n + j] = i == j ? std::sqrt(rest) : rest / lower[j * n + j];
      copula.weights.push_back(lower[i * n + j]);
    }
  }
  return copula;
}

}  // namespace stepwell
