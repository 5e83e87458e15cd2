// Distributions by their own parameters.
//
// Guarantees: a named constructor gives a distribution that can be drawn from, or throws `std::invalid_argument`
// with a sentence.
#include "stepwell/process/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/process/truncation.hpp"

namespace stepwell {

namespace {

void expect(bool condition, const char* sentence) {
  if (!condition) throw std::invalid_argument(sentence);
}

// Comparisons with infinity refuse a NaN as well.
bool finite(double x) { return x - x == 0; }

bool is_chance(double p) { return p >= 0 && p <= 1; }

void expect_chances(const std::vector<double>& chances, std::size_t count) {
  expect(count >= 2 && chances.size() == count, "a choice needs at least two branches, and a chance for each");
  expect(std::all_of(chances.begin(), chances.end(), is_chance), "a chance must lie between 0 and 1");
  double sum = 0;
  for (const double chance : chances) sum += chance;
  expect(std::fabs(sum - 1) <= 1e-9, "chances must add up to 1");
}

void expect_means(const std::vector<double>& means) {
  expect(!means.empty(), "a row of phases needs at least one");
  expect(std::all_of(means.begin(), means.end(), [](double mean) { return finite(mean) && mean > 0; }),
         "the mean of a phase must be above 0");
}

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

Distribution beta(double alpha, double beta, double least, double most) {
  expect(finite(alpha) && finite(beta) && alpha > 0 && beta > 0, "the shapes of a beta distribution must be above 0");
  expect(finite(least) && finite(most), "the ends of a beta distribution must be finite numbers");
  expect(least <= most, "a beta distribution needs its least value before its greatest");
  Distribution distribution = made(DistributionKind::beta, least, most, alpha);
  distribution.d = beta;
  return distribution;
}

Distribution discrete(std::vector<double> chances, std::vector<double> values) {
  expect_chances(chances, values.size());
  expect(std::all_of(values.begin(), values.end(), finite),
         "the values of a discrete distribution must be finite numbers");
  Distribution distribution = made(DistributionKind::discrete, 0);
  distribution.chances = std::move(chances);
  distribution.values = std::move(values);
  return distribution;
}

Distribution hyperexponential(std::vector<double> chances, std::vector<double> means) {
  expect_chances(chances, means.size());
  expect_means(means);
  Distribution distribution = made(DistributionKind::hyperexponential, 0);
  distribution.chances = std::move(chances);
  distribution.values = std::move(means);
  return distribution;
}

Distribution hyperexponential(double mean, double sd) {
  expect(finite(mean) && mean > 0, "the mean of a hyperexponential distribution must be above 0");
  expect(finite(sd) && sd >= mean,
         "the standard deviation of a hyperexponential distribution must not be below its mean");
  return made(DistributionKind::hyperexponential, mean, sd);
}

Distribution hypoexponential(std::vector<double> means) {
  expect_means(means);
  Distribution distribution = made(DistributionKind::hypoexponential, 0);
  distribution.values = std::move(means);
  return distribution;
}

Distribution coxian(std::vector<double> means, std::vector<double> onward) {
  expect_means(means);
  expect(onward.size() + 1 == means.size(), "a coxian distribution needs a chance between each phase and the next");
  expect(std::all_of(onward.begin(), onward.end(), is_chance), "a chance must lie between 0 and 1");
  Distribution distribution = made(DistributionKind::coxian, 0);
  distribution.values = std::move(means);
  distribution.chances = std::move(onward);
  return distribution;
}

Distribution mixture(std::vector<double> chances, std::vector<Distribution> parts) {
  expect_chances(chances, parts.size());
  expect(std::all_of(parts.begin(), parts.end(), is_simple), "the parts of a mixture must be simple distributions");
  Distribution distribution = made(DistributionKind::mixture, 0);
  distribution.chances = std::move(chances);
  distribution.parts = std::move(parts);
  return distribution;
}

Distribution shifted(Distribution base, double by) {
  expect(finite(by), "what is added to a distribution must be a finite number");
  Distribution distribution = made(DistributionKind::shifted, by);
  distribution.parts.push_back(std::move(base));
  return distribution;
}

Distribution truncated(Distribution base, double at_least, double at_most) {
  expect(at_least <= at_most, "a truncated distribution needs its least value before its greatest");
  const Remainder left = what_is_left(base, at_least, at_most);
  expect(left.share >= least_share_left, "a truncated distribution needs something between its bounds");
  Distribution distribution = made(DistributionKind::truncated, at_least, at_most, left.mean);
  distribution.d = left.sd;
  distribution.parts.push_back(std::move(base));
  return distribution;
}

bool is_simple(const Distribution& distribution) { return distribution.parts.empty() && distribution.chances.empty(); }

Branches branches_of(const Distribution& hyperexponential) {
  if (!hyperexponential.values.empty()) return {exact_chances(hyperexponential.chances), hyperexponential.values};
  const double mean = hyperexponential.a;
  const double cv = hyperexponential.b / mean;
  // Chances (1 +- r) / 2 with r² = (cv² - 1) / (cv² + 1); the lesser one without its cancellation.
  const double square = cv * cv;
  const double r = std::sqrt(std::max(0.0, square - 1) / (square + 1));
  const double lesser = 1 / (square + 1) / (1 + r);
  const double greater = 0.5 * (1 + r);
  return {{greater, lesser}, {0.5 * mean / greater, 0.5 * mean / lesser}};
}

std::vector<double> exact_chances(const std::vector<double>& chances) {
  double sum = 0;
  for (const double chance : chances) sum += chance;
  std::vector<double> exact = chances;
  for (double& chance : exact) chance /= sum;
  return exact;
}

}  // namespace stepwell
