// Student's t for means, Wilson's interval for shares.
#include "stepwell/experiment/estimate.hpp"

#include <cmath>

#include "stepwell/foundation/mathematics.hpp"

namespace stepwell {

namespace {

constexpr double upper_tail = 0.5 + confidence / 2;

// A report asks hundreds of times for the same few quantiles, each an iteration over an incomplete beta function.
double student_t(std::uint64_t n) {
  struct Known {
    std::uint64_t n = 0;
    double t = 0;
  };
  thread_local Known known[64];
  Known& entry = known[n % 64];
  if (entry.n != n) entry = {n, inverse_student_t(static_cast<double>(n - 1), upper_tail)};
  return entry.t;
}

struct Moments {
  std::uint64_t n = 0;
  double mean = 0;
  double sd = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments result;
  double sum = 0;
  for (const double x : values) {
    if (!std::isfinite(x)) continue;
    ++result.n;
    sum += x;
  }
  if (result.n == 0) return result;
  result.mean = sum / static_cast<double>(result.n);
  if (result.n < 2) return result;
  double squares = 0;
  for (const double x : values) {
    if (std::isfinite(x)) squares += (x - result.mean) * (x - result.mean);
  }
  result.sd = std::sqrt(squares / static_cast<double>(result.n - 1));
  return result;
}

}  // namespace

Estimate estimate(const std::vector<double>& values) {
  const Moments m = moments(values);
  Estimate result;
  result.n = m.n;
  if (m.n == 0) return result;
  result.mean = m.mean;
  if (m.n < 2) return result;
  const double half = student_t(m.n) * m.sd / std::sqrt(static_cast<double>(m.n));
  result.low = m.mean - half;
  result.high = m.mean + half;
  result.sd = m.sd;
  return result;
}

Estimate share_estimate(const std::vector<double>& values) {
  const Moments m = moments(values);
  Estimate result;
  result.n = m.n;
  if (m.n == 0) return result;
  result.mean = m.mean;
  if (m.n < 2) return result;
  static const double z = inverse_normal(upper_tail);
  const double n = static_cast<double>(m.n);
  const double p = m.mean;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  // At 0 and 1 the limit is the share itself; rounding must not carry it past.
  result.low = p == 0 ? 0 : std::fmax(0.0, centre - half);
  result.high = p == 1 ? 1 : std::fmin(1.0, centre + half);
  result.sd = m.sd;
  return result;
}

Prediction prediction(const Estimate& of) {
  if (of.n < 2) return {};
  const double half = student_t(of.n) * *of.sd * std::sqrt(1 + 1 / static_cast<double>(of.n));
  return {*of.mean - half, *of.mean + half};
}

Estimate as_shown(const Estimate& of, Certainty certainty) {
  if (certainty == Certainty::luck_only) return of;
  const auto [low, high] = prediction(of);
  return {of.mean, low, high, of.sd, of.n};
}

std::string_view name_of_limits(Certainty certainty) {
  return certainty == Certainty::luck_only ? "95 % certain" : "95 % likely";
}

bool is_clear(const Estimate& difference) {
  return difference.low && difference.high && (*difference.low > 0 || *difference.high < 0);
}

}  // namespace stepwell
