// The tables behind logarithm and exponential, their rare cases, and the functions built on them.
//
// Guarantees: the tables are computed by the compiler in pairs of doubles (about 100 bits) from series, so there is
// nothing to copy and nothing to initialise at run time.
#include "stepwell/foundation/elementary.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace stepwell {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// An unevaluated sum of two doubles, the second below the rounding of the first (after T. J. Dekker, 1971).
struct Pair {
  double high;
  double low;
};

constexpr Pair sum_of_ordered(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

constexpr Pair sum_of(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

constexpr Pair product_of(double a, double b) {
  constexpr double splitter = 134217729;  // 2^27 + 1 cuts a mantissa into halves of 26 bits
  const double a_high = splitter * a - (splitter * a - a);
  const double b_high = splitter * b - (splitter * b - b);
  const double a_low = a - a_high;
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr Pair operator+(Pair a, Pair b) {
  const Pair high = sum_of(a.high, b.high);
  return sum_of_ordered(high.high, high.low + (a.low + b.low));
}

constexpr Pair operator*(Pair a, Pair b) {
  const Pair high = product_of(a.high, b.high);
  return sum_of_ordered(high.high, high.low + (a.high * b.low + a.low * b.high));
}

constexpr Pair operator/(Pair a, double b) {
  const double quotient = a.high / b;
  const Pair back = product_of(quotient, b);
  return sum_of_ordered(quotient, ((a.high - back.high) - back.low + a.low) / b);
}

constexpr Pair ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/// ln z = 2 atanh((z - 1) / (z + 1)), for z on the grid, where both are exact.
constexpr Pair logarithm_of_grid_point(double z) {
  const Pair s = Pair{z - 1, 0} / (z + 1);
  const Pair square = s * s;
  Pair sum{0, 0};
  for (int k = 24; k >= 0; --k) sum = Pair{1, 0} / (2 * k + 1) + square * sum;
  return Pair{2, 0} * s * sum;
}

constexpr Pair exponential_by_series(Pair x) {
  Pair sum{1, 0};
  for (int k = 30; k >= 1; --k) sum = Pair{1, 0} + x * sum / k;
  return sum;
}

constexpr auto make_logarithm_lines() {
  std::array<elementary::LogarithmLine, 128> lines{};
  for (std::uint64_t i = 0; i < 128; ++i) {
    const double z = std::bit_cast<double>(elementary::least_mantissa + (i << 45));
    const Pair log = logarithm_of_grid_point(z);
    const double rounder = 0x1.8p10;  // its last bit is worth 2^-42
    const double high = (log.high + rounder) - rounder;
    lines[i] = {z, 1 / z, high, (log.high - high) + log.low};
  }
  return lines;
}

constexpr auto make_powers_of_two() {
  std::array<double, 128> powers{};
  for (int i = 0; i < 128; ++i)
    powers[static_cast<std::size_t>(i)] = exponential_by_series(ln2 * Pair{i / 128.0, 0}).high;
  return powers;
}

/// ln x to about 2^-70 of itself, for normal x > 0.
Pair precise_logarithm(double x) {
  using namespace elementary;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t steps = bits - least_mantissa + (std::uint64_t{1} << 44);
  const LogarithmLine& line = logarithm_lines[(steps >> 45) & 127];
  const double exponent = static_cast<double>(static_cast<std::int64_t>(steps) >> 52);
  const double m = std::bit_cast<double>(bits - (steps & 0xFFF0000000000000u));
  const Pair r = Pair{m - line.z, 0} / line.z;
  // ln(1 + r) = r - r²/2 + r³/3 - r⁴ (1/4 - ...): only the last part is small enough for plain doubles.
  const double t = r.high;
  const double tail = -1.0 / 4 + t * (1.0 / 5 - t * (1.0 / 6 - t * (1.0 / 7 - t * (1.0 / 8 - t * (1.0 / 9)))));
  const Pair square = r * r;
  const Pair cube = square * r;
  Pair sum{t * t * (t * t) * tail, 0};
  sum = cube / 3 + sum;
  sum = Pair{-0.5 * square.high, -0.5 * square.low} + sum;
  sum = r + sum;
  sum = Pair{line.log_high, line.log_low} + sum;
  return ln2 * Pair{exponent, 0} + sum;
}

}  // namespace

namespace elementary {

constinit const std::array<LogarithmLine, 128> logarithm_lines = make_logarithm_lines();
constinit const std::array<double, 128> powers_of_two = make_powers_of_two();

double rare_logarithm(double x) {
  if (x == 0) return -infinity;
  if (!(x > 0)) return not_a_number;
  if (x == infinity) return x;
  // Subnormal: 2^54 times as much is not.
  return natural_log(x * 0x1p54) - 54 * ln2_high - 54 * ln2_low;
}

double rare_exponential(double x) {
  if (x != x) return x;
  if (x > 709.79) return infinity;
  if (x < -745.14) return 0;
  const Scaled e = scaled_exponential(x);
  // In two factors, as 2^exponent alone may lie outside the doubles.
  const std::int64_t first = e.exponent / 2;
  const auto two_to = [](std::int64_t n) { return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52); };
  return e.value * two_to(first) * two_to(e.exponent - first);
}

}  // namespace elementary

double log_of_one_plus_less(double x) {
  if (x > -0.25 && x < 0.35) {
    // With r = x / (2 + x): ln(1 + x) = 2 atanh r and x - 2r = x r, so nothing cancels.
    const double r = x / (2 + x);
    const double r2 = r * r;
    double sum = 1.0 / 21;
    for (int k = 19; k >= 3; k -= 2) sum = 1.0 / k + r2 * sum;
    return r * (2 * r2 * sum - x);
  }
  return natural_log(1 + x) - x;
}

double log_of_one_plus(double x) {
  if (x > -0.25 && x < 0.35) return x + log_of_one_plus_less(x);
  const double y = 1 + x;
  // What rounding took from 1 + x, to first order.
  return y > 0x1p60 ? natural_log(y) : natural_log(y) + (x - (y - 1)) / y;
}

double exponential_less_one(double x) {
  if (x > -0.35 && x < 0.35) {
    double sum = 1.0 / 15;
    for (int k = 14; k >= 2; --k) sum = (1 + x * sum) / k;
    return x + x * x * sum;
  }
  return exponential_of(x) - 1;
}

double power(double base, double exponent) {
  if (exponent == 0 || base == 1) return 1;
  if (!(base >= 0) || exponent != exponent) return not_a_number;
  if (base == 0) return exponent > 0 ? 0 : infinity;
  if (base == infinity) return exponent > 0 ? infinity : 0;
  Pair log = base < 0x1p-1022 ? precise_logarithm(base * 0x1p54) + ln2 * Pair{-54, 0} : precise_logarithm(base);
  const double rough = exponent * log.high;
  if (!(rough < 710)) return infinity;
  if (!(rough > -746)) return 0;
  const Pair product = log * Pair{exponent, 0};
  const double value = exponential_of(product.high);
  return value == infinity ? value : value + value * product.low;
}

}  // namespace stepwell
