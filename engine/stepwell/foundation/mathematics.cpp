// The normal distribution and the logarithm of the gamma function.
//
// Guarantees: as the header says. `inverse_normal` uses the rational approximations of M. J. Wichura, Algorithm AS 241
// (PPND16), Applied Statistics 37 (1988); `log_gamma` uses series of our own choice with classical constants.
#include "stepwell/foundation/mathematics.hpp"

#include <cmath>
#include <limits>

namespace stepwell {

namespace {

/// c[0] + c[1] x + ... + c[7] x^7, in an order that lets a processor do two things at once.
double polynomial(const double (&c)[8], double x) {
  const double x2 = x * x;
  const double x4 = x2 * x2;
  return ((c[0] + c[1] * x) + (c[2] + c[3] * x) * x2) + ((c[4] + c[5] * x) + (c[6] + c[7] * x) * x2) * x4;
}

constexpr double central_above[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                     3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double central_below[8] = {1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
constexpr double tail_above[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                  3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double tail_below[8] = {1.0,
                                  2.05319162663775882187e0,
                                  1.67638483018380384940e0,
                                  6.89767334985100004550e-1,
                                  1.48103976427480074590e-1,
                                  1.51986665636164571966e-2,
                                  5.47593808499534494600e-4,
                                  1.05075007164441684324e-9};
constexpr double far_above[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double far_below[8] = {1.0,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};

/// ln Γ(2 + t) for -0.5 <= t <= 0.5: (1 - γ) t + sum of (-1)^k (ζ(k) - 1) t^k / k from k = 2.
double log_gamma_near_two(double t) {
  constexpr double one_less_euler = 0.42278433509846713939;
  constexpr double zeta_less_one[] = {
      0.64493406684822643647,    0.2020569031595942854,      0.082323233711138191516,    0.036927755143369926331,
      0.017343061984449139715,   0.0083492773819228268398,   0.0040773561979443393787,   0.0020083928260822144179,
      0.00099457512781808533715, 0.0004941886041194645587,   0.00024608655330804829864,  0.00012271334757848914675,
      0.00006124813505870482926, 0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6,
      3.8172932649998398565e-6,  1.9082127165539389257e-6,   9.5396203387279611315e-7,   4.7693298678780646312e-7,
      2.3845050272773299e-7,     1.1921992596531107307e-7,   5.9608189051259479612e-8,   2.9803503514652280186e-8};
  double sum = 0;
  for (int k = 25; k >= 2; --k) sum = zeta_less_one[k - 2] / k - t * sum;
  return t * (one_less_euler + t * sum);
}

}  // namespace

double inverse_normal(double p) {
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(central_above, r) / polynomial(central_below, r);
  }
  const double tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) {
    if (tail == 0) return q < 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double r = std::sqrt(-natural_log(tail));
  const double z = r <= 5 ? polynomial(tail_above, r - 1.6) / polynomial(tail_below, r - 1.6)
                          : polynomial(far_above, r - 5) / polynomial(far_below, r - 5);
  return q < 0 ? -z : z;
}

double normal_share_below(double z) {
  const double half_square = 0.5 * z * z;
  if (z < 0) return 0.5 * gamma_share_above(0.5, half_square);
  return 0.5 + 0.5 * gamma_share_below(0.5, half_square);
}

double stirling_rest(double x) {
  const double y = 1 / (x * x);
  return (1.0 / 12 -
          y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360 - y / 156)))))) /
         x;
}

double log_gamma(double x) {
  if (!(x > 0)) return x == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (x < 0.5) return log_gamma_near_two(x) - log_of_one_plus(x) - natural_log(x);
  if (x < 1.5) return log_gamma_near_two(x - 1) - natural_log(x);
  if (x < 10) {
    // Down to [1.5, 2.5) by Γ(x + 1) = x Γ(x); all terms have one sign.
    double product = 1;
    while (x >= 2.5) {
      x -= 1;
      product *= x;
    }
    return log_gamma_near_two(x - 2) + natural_log(product);
  }
  constexpr double half_log_of_two_pi = 0.91893853320467274178;
  return (x - 0.5) * natural_log(x) - x + (half_log_of_two_pi + stirling_rest(x));
}

}  // namespace stepwell
