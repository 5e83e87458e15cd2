// Distributions by their own parameters, and the moments of what is drawn from them.
//
// Guarantees: a named constructor gives a distribution that can be drawn from, or throws `std::invalid_argument`
// with a sentence. Moments are closed forms, to about 1e-12.
#include "stepwell/process/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "stepwell/foundation/mathematics.hpp"

namespace stepwell {

namespace {

void expect(bool condition, const char* sentence) {
  if (!condition) throw std::invalid_argument(sentence);
}

// Comparisons with infinity refuse a NaN as well.
bool finite(double x) { return x - x == 0; }

void expect_mean_and_sd(double mean, double sd, const char* mean_sentence, const char* sd_sentence) {
  expect(finite(mean) && mean > 0, mean_sentence);
  expect(finite(sd) && sd >= 0, sd_sentence);
}

/// ln Γ(1 + 2x) - 2 ln Γ(1 + x), which is ln(1 + cv²) of a Weibull of shape 1 / x.
double weibull_log_spread(double x) {
  if (x > 0.05) return log_gamma(1 + 2 * x) - 2 * log_gamma(1 + x);
  // The two cancel for small x: sum of (-1)^k zeta(k) (2^k - 2) x^k / k from k = 2, from the series of ln Γ(1 + x).
  constexpr double zeta[] = {1.6449340668482264, 1.2020569031595943, 1.0823232337111382, 1.0369277551433699,
                             1.0173430619844491, 1.0083492773819228, 1.0040773561979443, 1.0020083928260822,
                             1.0009945751278181, 1.0004941886041195, 1.0002460865533080, 1.0001227133475785};
  double sum = 0;
  double power_of_x = x;
  double power_of_two = 2;
  for (int k = 2; k <= 20; ++k) {
    power_of_x *= -x;
    power_of_two *= 2;
    const double zeta_k = k < 14 ? zeta[k - 2] : 1 + 1 / power_of_two;
    sum -= zeta_k * (power_of_two - 2) * power_of_x / k;
  }
  return sum;
}

Distribution made(DistributionKind kind, double a, double b = 0, double c = 0) {
  Distribution distribution;
  distribution.kind = kind;
  distribution.a = a;
  distribution.b = b;
  distribution.c = c;
  return distribution;
}

struct Moments {
  double mean;
  double sd;
};

Moments truncated_normal(double mean, double sd) {
  if (sd == 0) return {mean, 0};
  const double cut = mean / sd;  // in standard deviations above 0
  constexpr double root_of_two_pi = 2.5066282746310005;
  const double hazard = exponential_of(-0.5 * cut * cut) / root_of_two_pi / normal_share_below(cut);
  return {mean + sd * hazard, sd * std::sqrt(std::max(0.0, 1 - cut * hazard - hazard * hazard))};
}

Moments of_values(const std::vector<double>& values) {
  if (values.empty()) return {0, 0};
  const double n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double variance = 0;
  for (const double value : values) variance += (value - mean) * (value - mean) / n;
  return {mean, std::sqrt(variance)};
}

}  // namespace

double weibull_shape(double mean, double sd) {
  const double cv = sd / mean;
  const double wanted = log_of_one_plus(cv * cv);
  // The spread grows with x = 1 / shape; halve the range of ln x until nothing is left of it.
  double low = -50;
  double high = 50;
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    (weibull_log_spread(exponential_of(middle)) < wanted ? low : high) = middle;
  }
  return exponential_of(-0.5 * (low + high));
}

double Distribution::mean() const {
  switch (kind) {
    case DistributionKind::normal: return truncated_normal(a, b).mean;
    default:                       return stated_mean();
  }
}

double Distribution::stated_mean() const {
  switch (kind) {
    case DistributionKind::uniform:     return a + 0.5 * (b - a);
    case DistributionKind::triangular:  return (a + b + c) / 3;
    case DistributionKind::pert:        return (a + 4 * b + c) / 6;
    case DistributionKind::empirical:   return of_values(values).mean;
    case DistributionKind::constant:
    case DistributionKind::exponential:
    case DistributionKind::erlang:
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:
    case DistributionKind::normal:      return a;
  }
  return a;
}

double Distribution::sd() const {
  switch (kind) {
    case DistributionKind::constant:   return 0;
    case DistributionKind::uniform:    return (b - a) / std::sqrt(12.0);
    case DistributionKind::triangular: {
      // (x² + y² + xy) / 18 for the two legs x, y: the usual formula without its cancellation.
      const double left = b - a;
      const double right = c - b;
      return std::sqrt((left * left + left * right + right * right) / 18);
    }
    case DistributionKind::pert: {
      // A beta with alpha + beta = 6: variance (mean - a)(c - mean) / 7.
      const double mean = stated_mean();
      return std::sqrt(std::max(0.0, (mean - a) * (c - mean) / 7));
    }
    case DistributionKind::exponential: return a;
    case DistributionKind::erlang:      return a / std::sqrt(c);
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:     return b;
    case DistributionKind::normal:      return truncated_normal(a, b).sd;
    case DistributionKind::empirical:   return of_values(values).sd;
  }
  return 0;
}

Distribution constant(double value) {
  expect(finite(value), "a constant must be a finite number");
  return made(DistributionKind::constant, value);
}

Distribution uniform(double least, double most) {
  expect(finite(least) && finite(most), "the ends of a uniform distribution must be finite numbers");
  expect(least <= most, "a uniform distribution needs its least value before its greatest");
  return made(DistributionKind::uniform, least, most);
}

Distribution triangular(double least, double mode, double most) {
  expect(finite(least) && finite(mode) && finite(most),
         "the corners of a triangular distribution must be finite numbers");
  expect(least <= mode && mode <= most,
         "a triangular distribution needs its least, most likely and greatest value in this order");
  return made(DistributionKind::triangular, least, mode, most);
}

Distribution pert(double least, double mode, double most) {
  expect(finite(least) && finite(mode) && finite(most), "the corners of a pert distribution must be finite numbers");
  expect(least <= mode && mode <= most,
         "a pert distribution needs its least, most likely and greatest value in this order");
  return made(DistributionKind::pert, least, mode, most);
}

Distribution exponential(double mean) {
  expect(finite(mean) && mean > 0, "the mean of an exponential distribution must be above 0");
  return made(DistributionKind::exponential, mean);
}

Distribution erlang(int phases, double mean) {
  expect(phases >= 1, "an erlang distribution needs at least 1 phase");
  expect(finite(mean) && mean > 0, "the mean of an erlang distribution must be above 0");
  return made(DistributionKind::erlang, mean, 0, static_cast<double>(phases));
}

Distribution gamma(double mean, double sd) {
  expect_mean_and_sd(mean, sd, "the mean of a gamma distribution must be above 0",
                     "the standard deviation of a gamma distribution must not be negative");
  return made(DistributionKind::gamma, mean, sd);
}

Distribution lognormal(double mean, double sd) {
  expect_mean_and_sd(mean, sd, "the mean of a lognormal distribution must be above 0",
                     "the standard deviation of a lognormal distribution must not be negative");
  return made(DistributionKind::lognormal, mean, sd);
}

Distribution weibull(double mean, double sd) {
  expect_mean_and_sd(mean, sd, "the mean of a weibull distribution must be above 0",
                     "the standard deviation of a weibull distribution must not be negative");
  return made(DistributionKind::weibull, mean, sd);
}

Distribution normal(double mean, double sd) {
  expect(finite(mean) && mean >= 0,
         "the mean of a normal distribution must not be negative: values below 0 are not drawn");
  expect(finite(sd) && sd >= 0, "the standard deviation of a normal distribution must not be negative");
  return made(DistributionKind::normal, mean, sd);
}

Distribution empirical(std::vector<double> values) {
  expect(!values.empty(), "an empirical distribution needs at least one value");
  expect(std::all_of(values.begin(), values.end(), finite),
         "the values of an empirical distribution must be finite numbers");
  std::sort(values.begin(), values.end());
  Distribution distribution = made(DistributionKind::empirical, 0);
  distribution.values = std::move(values);
  return distribution;
}

}  // namespace stepwell
