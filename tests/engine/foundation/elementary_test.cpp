// Logarithm, exponential and their kin against 18 digits of mpmath and against the standard library.
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "ulps.hpp"

using namespace stepwell;
using testing::relative_error;
using testing::ulps_apart;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Uniforms for the comparisons; any fixed address will do.
double luck(std::uint64_t i, std::uint32_t what) { return unit(random_block(2026, i, what, 0).first); }

}  // namespace

// The expected values here: mpmath 1.3, mp.dps = 60, log(mpf(x)) and so on of the double x, to 18 digits.
TEST_CASE("natural_log is within 2 ulp of the exact value") {
  const double expected[][2] = {{1e-300, -690.775527898213705},      {0.1, -2.30258509299404563},
                                {0.6875, -0.374693449441410694},     {0.9999999, -1.00000004947364743e-7},
                                {1.0000001, 9.99999950583870452e-8}, {1.0078125, 0.00778214044205494895},
                                {2.0, 0.693147180559945309},         {10.0, 2.30258509299404568},
                                {123456.789, 11.723646487185881},    {1e300, 690.775527898213705}};
  for (const auto& [x, log] : expected) CHECK(ulps_apart(natural_log(x), log) <= 2);
  CHECK(natural_log(1) == 0);
}

TEST_CASE("exponential_of is within 2 ulp of the exact value") {
  const double expected[][2] = {{-700., 9.85967654375977086e-305}, {-37.5, 5.17555500580186853e-17},
                                {-1., 0.367879441171442322},       {0.1, 1.10517091807564763},
                                {1., 2.71828182845904524},         {20.25, 6.22964442198445484e+8},
                                {700., 1.01423205473500451e+304}};
  for (const auto& [x, exponential] : expected) CHECK(ulps_apart(exponential_of(x), exponential) <= 2);
  CHECK(exponential_of(0) == 1);
}

TEST_CASE("power is within 2 ulp of the exact value, also for large exponents") {
  const double expected[][3] = {{2.0, 0.5, 1.41421356237309505},
                                {10.0, -3.0, 0.001},
                                {0.001, 0.7, 0.00794328234724281757},
                                {7.5, 33.3, 1.37892317586970891e+29},
                                {1.0000001, 1e7, 2.71828169413208157},
                                {1e-300, 0.01, 9.99999999999999856e-4},
                                {123.456, -100.0, 7.05959581893146023e-210}};
  for (const auto& [base, exponent, value] : expected) CHECK(ulps_apart(power(base, exponent), value) <= 2);
  CHECK(power(0, 2) == 0);
  CHECK(power(0, 0) == 1);
  CHECK(power(1, infinity) == 1);
  CHECK(power(0, -1) == infinity);
  CHECK(power(10, 400) == infinity);
  CHECK(power(10, -400) == 0);
  CHECK(std::isnan(power(-1, 2)));
}

TEST_CASE("logarithm and exponential know the ends of the range") {
  CHECK(natural_log(0) == -infinity);
  CHECK(natural_log(infinity) == infinity);
  CHECK(std::isnan(natural_log(-1)));
  CHECK(std::isnan(natural_log(std::numeric_limits<double>::quiet_NaN())));
  CHECK(ulps_apart(natural_log(5e-324), std::log(5e-324)) <= 2);
  CHECK(ulps_apart(natural_log(1e-310), std::log(1e-310)) <= 2);
  CHECK(exponential_of(710) == infinity);
  CHECK(exponential_of(infinity) == infinity);
  CHECK(exponential_of(-746) == 0);
  CHECK(exponential_of(-infinity) == 0);
  CHECK(std::isnan(exponential_of(std::numeric_limits<double>::quiet_NaN())));
  CHECK(ulps_apart(exponential_of(709.7), std::exp(709.7)) <= 2);
  // Below 2^-1022 one ulp is 2^-1074, whatever the size.
  CHECK(std::fabs(exponential_of(-744) - std::exp(-744)) <= 5e-324);
  CHECK(std::fabs(exponential_of(-720) - std::exp(-720)) <= 5e-324);
}

TEST_CASE("they agree with the standard library over random arguments") {
  // The library itself is right to about half an ulp, so 2 ulp from it is 1.5 from the truth.
  double worst_log = 0, worst_wide_log = 0, worst_exp = 0, worst_power = 0, worst_near_zero = 0;
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    const double u = luck(i, 0);
    worst_log = std::max(worst_log, ulps_apart(natural_log(u), std::log(u)));
    const double near_one = 1 + (u - 0.5) * 0.01;
    worst_log = std::max(worst_log, ulps_apart(natural_log(near_one), std::log(near_one)));
    const double wide = std::ldexp(1 + u, static_cast<int>(luck(i, 1) * 2000) - 1000);
    worst_wide_log = std::max(worst_wide_log, ulps_apart(natural_log(wide), std::log(wide)));
    const double x = (u - 0.5) * 1400;
    worst_exp = std::max(worst_exp, ulps_apart(exponential_of(x), std::exp(x)));
    const double exponent = (luck(i, 1) - 0.5) * 50;
    worst_power =
        std::max(worst_power, ulps_apart(power(0.01 + 100 * u, exponent), std::pow(0.01 + 100 * u, exponent)));
    const double small = (u - 0.5) * 1.5;
    worst_near_zero = std::max(worst_near_zero, relative_error(log_of_one_plus(small), std::log1p(small)));
    worst_near_zero = std::max(worst_near_zero, relative_error(exponential_less_one(small), std::expm1(small)));
  }
  CHECK(worst_log <= 2);
  CHECK(worst_wide_log <= 2);
  CHECK(worst_exp <= 2);
  CHECK(worst_power <= 2);
  CHECK(worst_near_zero < 1e-15);
}

TEST_CASE("the logarithm of one plus a little keeps its digits") {
  // x - x²/2 + x³/3 of x = 1e-8: the cube is beyond the last digit.
  CHECK(relative_error(log_of_one_plus(1e-8), 1e-8 - 5e-17) < 1e-15);
  CHECK(relative_error(log_of_one_plus_less(1e-8), -5e-17 + 1e-24 / 3) < 1e-15);
  CHECK(relative_error(exponential_less_one(1e-8), 1e-8 + 5e-17) < 1e-15);
}

TEST_CASE("logarithm and exponential never fall where their argument rises") {
  double last_log = -infinity, last_exp = 0;
  for (int i = 1; i < 20'000; ++i) {
    const double x = i * 0x1p-14;
    CHECK(natural_log(x) >= last_log);
    CHECK(exponential_of(x) >= last_exp);
    last_log = natural_log(x);
    last_exp = exponential_of(x);
  }
}
