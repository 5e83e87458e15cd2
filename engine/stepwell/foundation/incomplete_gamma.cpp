// The incomplete gamma function and its inverse.
//
// Guarantees: as mathematics.hpp says. Shares come from the power series below the mean and from the continued
// fraction above it; for large shapes their common factor is taken relative to the peak, where logarithms of gamma
// functions would lose digits. Inverses work on logarithms, where the functions are concave: Newton's method inside
// a bracket cannot fail. Cost: terms grow with the square root of the shape.
#include <algorithm>
#include <cmath>
#include <limits>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/share_root.hpp"

namespace stepwell {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tiny = 1e-300;
constexpr double precision = 0x1p-54;
constexpr int most_terms = 1'000'000;

/// x, and its logarithm where x itself is too small to be told from 0.
struct Point {
  double x;
  double log_x;
};
Point at_log(double log_x) { return {exponential_of(log_x), log_x}; }

/// ln of x^a e^-x / Γ(a + 1).
double log_first_term(double a, Point at) {
  if (a < 10) return a * at.log_x - at.x - log_gamma(a + 1);
  const double beyond = (at.x - a) / a;
  const double depth = beyond > -0.9 ? log_of_one_plus_less(beyond) : at.log_x - natural_log(a) - beyond;
  constexpr double two_pi = 6.2831853071795864769;
  return a * depth - stirling_rest(a) - 0.5 * natural_log(two_pi * a);
}

/// P / first term: 1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + ...
double series(double a, double x) {
  double term = 1;
  double sum = 1;
  for (int k = 1; k < most_terms && term > sum * precision; ++k) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/// Q / (a x first term / x): the continued fraction 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)), by Lentz.
double fraction(double a, double x) {
  double b = x + 1 - a;
  double c = 1 / tiny;
  double d = 1 / (b == 0 ? tiny : b);
  double value = d;
  for (int k = 1; k < most_terms; ++k) {
    const double numerator = k * (a - k);
    b += 2;
    d = numerator * d + b;
    c = b + numerator / c;
    if (std::fabs(d) < tiny) d = tiny;
    if (std::fabs(c) < tiny) c = tiny;
    d = 1 / d;
    const double factor = c * d;
    value *= factor;
    if (std::fabs(factor - 1) < 4 * precision) break;
  }
  return value;
}

struct Shares {
  double below;
  double above;
  double slope;  ///< of `below` in ln x
};

Shares shares(double a, Point at) {
  const double first = exponential_of(log_first_term(a, at));
  const double slope = a * first;
  if (at.x < a + 1) {
    const double below = first * series(a, at.x);
    return {below, 1 - below, slope};
  }
  const double above = slope * fraction(a, at.x);
  return {1 - above, above, slope};
}

/// The quantile of a large shape by the expansion of Cornish and Fisher (H. Goldberg and H. Levine, 1946): the next
/// term is of the order z^6 / shape², far below the last digit.
double quantile_of_large_shape(double a, double z) {
  const double root = std::sqrt(a);
  const double z2 = z * z;
  return a + root * z + (z2 - 1) / 3 + z * (z2 - 7) / (36 * root) - ((6 * z2 + 14) * z2 - 32) / (1620 * a) +
         z * ((9 * z2 + 256) * z2 - 433) / (38880 * a * root);
}

}  // namespace

double gamma_share_below(double shape, double x) {
  if (!(x > 0)) return x <= 0 ? 0 : x;
  if (x == infinity) return 1;
  return shares(shape, {x, natural_log(x)}).below;
}

double gamma_share_above(double shape, double x) {
  if (!(x > 0)) return x <= 0 ? 1 : x;
  if (x == infinity) return 0;
  return shares(shape, {x, natural_log(x)}).above;
}

double inverse_gamma(double shape, double p) {
  if (!(p > 0)) return p == 0 ? 0 : std::numeric_limits<double>::quiet_NaN();
  if (!(p < 1)) return p == 1 ? infinity : std::numeric_limits<double>::quiet_NaN();
  if (shape >= 1e5 && p > 1e-30) return quantile_of_large_shape(shape, inverse_normal(p));
  const bool lower = p <= 0.5;
  const double log_wanted = natural_log(lower ? p : 1 - p);
  // P <= x^a / Γ(a + 1), so the root is never below this.
  const double low = (natural_log(p) + log_gamma(shape + 1)) / shape;
  double start = low;
  // Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
  const double cube_root = 1 - 1 / (9 * shape) + inverse_normal(p) / (3 * std::sqrt(shape));
  if (cube_root > 0.05) start = std::max(low, natural_log(shape) + 3 * natural_log(cube_root));
  const auto share = [shape, lower](double t) {
    const Shares at = shares(shape, at_log(t));
    return ShareAt{lower ? at.below : at.above, at.slope};
  };
  return exponential_of(share_root(share, log_wanted, start, low, lower ? 1 : -1));
}

}  // namespace stepwell
