// The moments of what is drawn: closed forms, to about 1e-12; those of a truncated distribution were found when it was
// made.
#include <algorithm>
#include <cmath>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/phase_type.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell {

namespace {

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

/// Of one of several variables that have these moments.
Moments of_branches(const std::vector<double>& chances, const std::vector<Moments>& branches) {
  const std::vector<double> exact = exact_chances(chances);
  double mean = 0;
  for (std::size_t i = 0; i < branches.size(); ++i) mean += exact[i] * branches[i].mean;
  double variance = 0;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const double off = branches[i].mean - mean;
    variance += exact[i] * (branches[i].sd * branches[i].sd + off * off);
  }
  return {mean, std::sqrt(variance)};
}

Moments of_discrete(const Distribution& d) {
  std::vector<Moments> branches;
  for (const double value : d.values) branches.push_back({value, 0});
  return of_branches(d.chances, branches);
}

Moments of_hyperexponential(const Distribution& d) {
  if (d.values.empty()) return {d.a, d.b};
  std::vector<Moments> branches;
  for (const double mean : d.values) branches.push_back({mean, mean});
  return of_branches(d.chances, branches);
}

Moments of_mixture(const Distribution& d) {
  std::vector<Moments> branches;
  for (const Distribution& part : d.parts) branches.push_back({part.mean(), part.sd()});
  return of_branches(d.chances, branches);
}

PhaseType phases_of(const Distribution& d) {
  return {d.values, d.kind == DistributionKind::coxian ? d.chances : std::vector<double>(d.values.size() - 1, 1.0)};
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

double Distribution::mean() const {
  switch (kind) {
    case DistributionKind::normal:    return truncated_normal(a, b).mean;
    case DistributionKind::mixture:   return of_mixture(*this).mean;
    case DistributionKind::shifted:   return parts.at(0).mean() + a;
    case DistributionKind::truncated: return c;
    default:                          return stated_mean();
  }
}

double Distribution::stated_mean() const {
  switch (kind) {
    case DistributionKind::uniform:          return a + 0.5 * (b - a);
    case DistributionKind::triangular:       return (a + b + c) / 3;
    case DistributionKind::pert:             return (a + 4 * b + c) / 6;
    case DistributionKind::beta:             return a + (b - a) * (c / (c + d));
    case DistributionKind::empirical:        return of_values(values).mean;
    case DistributionKind::discrete:         return of_discrete(*this).mean;
    case DistributionKind::hyperexponential: return of_hyperexponential(*this).mean;
    case DistributionKind::hypoexponential:
    case DistributionKind::coxian:           return phases_of(*this).mean();
    case DistributionKind::shifted:          return parts.at(0).stated_mean() + a;
    case DistributionKind::truncated:        return parts.at(0).stated_mean();
    case DistributionKind::mixture:          {
      const std::vector<double> exact = exact_chances(chances);
      double sum = 0;
      for (std::size_t i = 0; i < parts.size(); ++i) sum += exact[i] * parts[i].stated_mean();
      return sum;
    }
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
    case DistributionKind::beta:             return (b - a) / (c + d) * std::sqrt(c * d / (c + d + 1));
    case DistributionKind::exponential:      return a;
    case DistributionKind::erlang:           return a / std::sqrt(c);
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:          return b;
    case DistributionKind::normal:           return truncated_normal(a, b).sd;
    case DistributionKind::empirical:        return of_values(values).sd;
    case DistributionKind::discrete:         return of_discrete(*this).sd;
    case DistributionKind::hyperexponential: return of_hyperexponential(*this).sd;
    case DistributionKind::hypoexponential:
    case DistributionKind::coxian:           return phases_of(*this).sd();
    case DistributionKind::mixture:          return of_mixture(*this).sd;
    case DistributionKind::shifted:          return parts.at(0).sd();
    case DistributionKind::truncated:        return d;
  }
  return 0;
}

}  // namespace stepwell
