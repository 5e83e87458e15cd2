// Logarithm and exponential for the hot loop, with the same bits everywhere.
//
// Guarantees: only + - x / and operations on bits, in a fixed order, so the results are those of IEEE 754 on any
// machine (round to nearest). Accuracy: within 2 ulp of the exact value (1.1 ulp measured). Both are inline, take one
// table line and no division, and branch only for arguments at the ends of the range.
//
// How: both tables have 128 lines, made at compile time in elementary.cpp. A logarithm takes the line of the grid
// point z nearest to the mantissa m and adds ln(1 + r), r = (m - z) / z, |r| <= 2^-8, as a polynomial; z = 1 is on the
// grid, so nothing cancels near ln 1. An exponential takes 2^(i / 128) and e^r, |r| <= ln 2 / 256.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace stepwell {

namespace elementary {

struct LogarithmLine {
  double z;
  double inverse;   ///< 1 / z
  double log_high;  ///< ln z to a multiple of 2^-42, so that adding a multiple of ln 2 is exact
  double log_low;
};
extern const std::array<LogarithmLine, 128> logarithm_lines;
extern const std::array<double, 128> powers_of_two;  ///< 2^(i / 128)

inline constexpr double ln2_high = 0x1.62e42fefa38p-1;  ///< 42 bits of ln 2
inline constexpr double ln2_low = 0x1.ef35793c7673p-45;
inline constexpr std::uint64_t least_mantissa = 0x3FE6000000000000u;  ///< 0.6875, the first point of the grid

/// Zero, negative, subnormal, infinite or not a number.
double rare_logarithm(double x);
/// Near or beyond the ends of the range of doubles, or not a number.
double rare_exponential(double x);

/// e^x as value x 2^exponent, with value in [0.99, 2.01); |x| < 2^20.
struct Scaled {
  double value;
  std::int64_t exponent;
};
inline Scaled scaled_exponential(double x) {
  constexpr double lines_per_unit = 0x1.71547652b82fep+7;  // 128 / ln 2
  constexpr double ln2_128_high = 0x1.62e42fecp-8;         // 31 bits of ln 2 / 128: exact times 2^21
  constexpr double ln2_128_low = 0x1.d1cf79abc9e3bp-39;
  constexpr double rounder = 0x1.8p52;  // leaves a whole number in the lowest bits
  const double shifted = x * lines_per_unit + rounder;
  const std::int64_t k = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(shifted) << 13) >> 13;
  const double kd = shifted - rounder;
  const double r = (x - kd * ln2_128_high) - kd * ln2_128_low;
  const double r2 = r * r;
  const double p = r + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120)));
  const double power = powers_of_two[static_cast<std::size_t>(k & 127)];
  return {power + power * p, k >> 7};
}

}  // namespace elementary

/// ln x of a positive number that is neither subnormal nor infinite, such as what `unit` gives.
inline double log_of_normal(double x) {
  using namespace elementary;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t steps = bits - least_mantissa + (std::uint64_t{1} << 44);
  const LogarithmLine& line = logarithm_lines[static_cast<std::size_t>((steps >> 45) & 127)];
  const double exponent = static_cast<double>(static_cast<std::int64_t>(steps) >> 52);
  const double m = std::bit_cast<double>(bits - (steps & 0xFFF0000000000000u));
  const double r = (m - line.z) * line.inverse;
  const double r2 = r * r;
  const double p = (-1.0 / 2 + r * (1.0 / 3)) + r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * (-1.0 / 6 + r * (1.0 / 7)));
  const double high = exponent * ln2_high + line.log_high;
  const double low = exponent * ln2_low + line.log_low;
  return high + (r + (low + r2 * p));
}

/// ln x; minus infinity for 0, not a number below.
inline double natural_log(double x) {
  if (std::bit_cast<std::uint64_t>(x) - 0x0010000000000000u >= 0x7FE0000000000000u) [[unlikely]]
    return elementary::rare_logarithm(x);
  return log_of_normal(x);
}

/// e to the x; 0 below the range of doubles, infinity above.
inline double exponential_of(double x) {
  const std::uint64_t magnitude = std::bit_cast<std::uint64_t>(x) & 0x7FFFFFFFFFFFFFFFu;
  if (magnitude >= 0x4086200000000000u) [[unlikely]]
    return elementary::rare_exponential(x);  // |x| >= 708
  const elementary::Scaled e = elementary::scaled_exponential(x);
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(e.value) + (static_cast<std::uint64_t>(e.exponent) << 52));
}

double log_of_one_plus(double x);            ///< ln(1 + x) for x > -1, accurate for small x too
double log_of_one_plus_less(double x);       ///< ln(1 + x) - x for x > -1, accurate for small x too
double exponential_less_one(double x);       ///< e^x - 1, accurate for small x too
double power(double base, double exponent);  ///< base >= 0

}  // namespace stepwell
