// The incomplete beta function, its inverse, and the quantiles of Student's t that come from it.
//
// Guarantees: as mathematics.hpp says. Everything is computed from x and 1 - x side by side, so that both ends keep
// their digits. Shares come from the continued fraction on its fast side; the inverse is found in ln(x / (1 - x)),
// where the logarithm of the share is concave, by Newton's method inside a bracket. Cost: terms grow with the square
// root of the greater parameter.
#include <algorithm>
#include <cmath>
#include <limits>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/share_root.hpp"

namespace stepwell {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tiny = 1e-300;
constexpr double precision = 0x1p-52;
constexpr int most_terms = 1'000'000;

/// x and y = 1 - x, each with all its digits, and their logarithms.
struct Point {
  double x;
  double y;
  double log_x;
  double log_y;
};

Point at_logit(double t) {
  const double e = exponential_of(-std::fabs(t));
  const double small = e / (1 + e);
  const double large = 1 / (1 + e);
  const double log_large = -log_of_one_plus(e);
  const double log_small = -std::fabs(t) + log_large;
  return t < 0 ? Point{small, large, log_small, log_large} : Point{large, small, log_large, log_small};
}

Point at_value(double x) { return {x, 1 - x, x < 0.5 ? natural_log(x) : log_of_one_plus(x - 1), log_of_one_plus(-x)}; }

/// ln B(a, b) where at least one of the two is below 10.
double log_beta(double a, double b) {
  const double small = a < b ? a : b;
  const double large = a < b ? b : a;
  if (large < 10) return log_gamma(small) + log_gamma(large) - log_gamma(small + large);
  // ln Γ(large + small) - ln Γ(large) by Stirling, term by term: the terms themselves are far greater.
  const double sum = small + large;
  const double growth = (large - 0.5) * log_of_one_plus(small / large) - small + small * natural_log(sum) +
                        (stirling_rest(sum) - stirling_rest(large));
  return log_gamma(small) - growth;
}

/// ln of x^a y^b / B(a, b).
double log_front(double a, double b, const Point& at) {
  if (a < 10 || b < 10) return a * at.log_x + b * at.log_y - log_beta(a, b);
  // Relative to the peak at a / (a + b), as a and b are too large for differences of logarithms.
  const double sum = a + b;
  const double off = at.x < at.y ? at.x * sum - a : b - at.y * sum;
  const auto depth = [](double beyond, double log_ratio) {
    return beyond > -0.9 ? log_of_one_plus_less(beyond) : log_ratio - beyond;
  };
  const double depths =
      a * depth(off / a, at.log_x - natural_log(a / sum)) + b * depth(-off / b, at.log_y - natural_log(b / sum));
  constexpr double two_pi = 6.2831853071795864769;
  return depths + 0.5 * natural_log(a * (b / sum) / two_pi) + stirling_rest(sum) - stirling_rest(a) - stirling_rest(b);
}

/// front / I_x(a, b): the continued fraction of A. R. DiDonato and A. H. Morris, ACM TOMS 18 (1992), by Lentz. It takes
/// two steps of the classical one at once and loses nothing where x is near 1; fast for x < (a + 1) / (a + b + 2).
double fraction(double a, double b, double x, double y) {
  const auto away_from_zero = [](double v) { return std::fabs(v) < tiny ? tiny : v; };
  const double off = a * y - b * x;  // a - (a + b) x
  double value = away_from_zero(a * (off + 1) / (a + 1));
  double c = value;
  double d = 0;
  for (int m = 1; m < most_terms; ++m) {
    const double odd = a + 2 * m - 1;
    const double step = m * (b - m) * x / odd;
    const double numerator = (a + (m - 1)) * (a + b + (m - 1)) * x / odd * step;
    const double term = m + step + (a + m) * (off + 1 + m * (1 + y)) / (odd + 2);
    d = 1 / away_from_zero(term + numerator * d);
    c = away_from_zero(term + numerator / c);
    const double factor = d * c;
    value *= factor;
    if (std::fabs(factor - 1) < precision) break;
  }
  return value;
}

struct Shares {
  double below;
  double slope;  ///< of `below` in ln(x / y)
};

/// I_x(a, b); where it is near 1, the caller asks for the mirror image.
Shares shares(double a, double b, const Point& at) {
  const double front = exponential_of(log_front(a, b, at));
  if (at.x < (a + 1) / (a + b + 2)) return {front / fraction(a, b, at.x, at.y), front};
  return {1 - front / fraction(b, a, at.y, at.x), front};
}

/// The root in ln(x / y) of I_x(a, b) = p, for p <= 1/2 or so.
double lower_logit(double a, double b, double p) {
  const double log_wanted = natural_log(p);
  // I_x <= (x / y)^a / (a B(a, b)), so the root is never below this.
  const double log_b =
      a < 10 || b < 10 ? log_beta(a, b) : -log_front(a, b, at_logit(0)) - (a + b) * 0.69314718055994531;
  const double low = (log_wanted + natural_log(a) + log_b) / a;
  double start = low;
  // ln(x / y) is nearly normal where neither parameter is small.
  if (a > 0.8 && b > 0.8) {
    start = std::max(low, natural_log((a - 0.4) / (b - 0.4)) + inverse_normal(p) * std::sqrt(1 / a + 1 / b));
  }
  const auto share = [a, b](double t) {
    const Shares at = shares(a, b, at_logit(t));
    return ShareAt{at.below, at.slope};
  };
  return share_root(share, log_wanted, start, low, 1);
}

}  // namespace

double beta_share_below(double a, double b, double x) {
  if (!(x > 0)) return x <= 0 ? 0 : x;
  if (!(x < 1)) return 1;
  return shares(a, b, at_value(x)).below;
}

double inverse_beta_logit(double a, double b, double p, double rest) {
  if (p == 0 || rest == 0) return p == 0 ? -infinity : infinity;
  return p <= rest ? lower_logit(a, b, p) : -lower_logit(b, a, rest);
}

double inverse_beta(double a, double b, double p) {
  if (!(p > 0 && p < 1)) return p == 0 || p == 1 ? p : std::numeric_limits<double>::quiet_NaN();
  return at_logit(inverse_beta_logit(a, b, p, 1 - p)).x;
}

double inverse_student_t(double freedom, double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -infinity : p == 1 ? infinity : std::numeric_limits<double>::quiet_NaN();
  if (p == 0.5) return 0;
  // t² / freedom = y / x, where I_x(freedom / 2, 1 / 2) is the share outside [-t, t].
  const double tail = p < 0.5 ? p : 1 - p;
  const double logit = inverse_beta_logit(0.5 * freedom, 0.5, 2 * tail, 1 - 2 * tail);
  const double t = std::sqrt(freedom) * exponential_of(-0.5 * logit);
  return p < 0.5 ? -t : t;
}

}  // namespace stepwell
