// Moments by closed form, and constructors that refuse what cannot be.
#include <cmath>
#include <limits>
#include <stdexcept>

#include "catch.hpp"
#include "process/builders.hpp"
#include "process/moments.hpp"
#include "stepwell/process/distribution.hpp"

using namespace stepwell;
using stepwell::testing::check;
using stepwell::testing::not_a_number;

TEST_CASE("means and standard deviations are those of the textbook") {
  check(constant(5), 5, 0);
  check(uniform(2, 6), 4, 4 / std::sqrt(12.0));
  // (1 + 3 + 10) / 3; (1 + 9 + 100 - 3 - 10 - 30) / 18
  check(triangular(1, 3, 10), 14.0 / 3, std::sqrt(67.0 / 18));
  // (1 + 12 + 10) / 6; beta with alpha = 1 + 4 x 2 / 9, beta = 1 + 4 x 7 / 9: (mean - 1)(10 - mean) / 7
  check(pert(1, 3, 10), 23.0 / 6, std::sqrt((17.0 / 6) * (37.0 / 6) / 7));
  check(exponential(10), 10, 10);
  check(erlang(4, 10), 10, 5);
  check(gamma(12, 5), 12, 5);
  check(lognormal(12, 5), 12, 5);
  check(weibull(12, 5), 12, 5);
  check(empirical({1, 2, 3, 6}), 3, std::sqrt((4.0 + 1 + 0 + 9) / 4));
}

TEST_CASE("a normal that is hardly cut has its own moments, a half normal has those of its upper half") {
  check(normal(100, 5), 100, 5);
  // Of |Z|: sqrt(2 / π) and sqrt(1 - 2 / π)
  const double pi = std::acos(-1.0);
  check(normal(0, 3), 3 * std::sqrt(2 / pi), 3 * std::sqrt(1 - 2 / pi));
  // Cut at one sd below the mean: hazard φ(1) / Φ(1) = 0.2419707245 / 0.8413447461
  const double hazard = 0.24197072451914335 / 0.84134474606854293;
  check(normal(2, 2), 2 + 2 * hazard, 2 * std::sqrt(1 - hazard - hazard * hazard));
  CHECK(normal(2, 2).stated_mean() == 2);
}

TEST_CASE("the shape of a Weibull follows from its coefficient of variation") {
  CHECK(weibull_shape(1, 1) == Approx(1).epsilon(1e-12));  // the exponential
  // Shape 2 (Rayleigh) has mean sqrt(π) / 2 and variance 1 - π / 4; shape 1/2 has mean 2 and variance 20.
  const double pi = std::acos(-1.0);
  CHECK(weibull_shape(std::sqrt(pi) / 2, std::sqrt(1 - pi / 4)) == Approx(2).epsilon(1e-12));
  CHECK(weibull_shape(2, std::sqrt(20.0)) == Approx(0.5).epsilon(1e-12));
  // A small spread: cv = π / (sqrt(6) k) (1 + O(1 / k)).
  CHECK(weibull_shape(1, 1e-5) == Approx(pi / std::sqrt(6.0) * 1e5).epsilon(1e-4));
  for (double cv = 1e-6; cv < 100; cv *= 3) {
    INFO(cv);
    const double x = 1 / weibull_shape(1, cv);
    if (x > 0.01) {
      CHECK(std::exp(std::lgamma(1 + 2 * x) - 2 * std::lgamma(1 + x)) - 1 == Approx(cv * cv).epsilon(1e-9));
    }
  }
}

TEST_CASE("parameters without spread are allowed") {
  check(uniform(3, 3), 3, 0);
  check(triangular(3, 3, 3), 3, 0);
  check(pert(3, 3, 3), 3, 0);
  check(gamma(3, 0), 3, 0);
  check(lognormal(3, 0), 3, 0);
  check(normal(3, 0), 3, 0);
}

TEST_CASE("impossible parameters are refused with a sentence") {
  CHECK_THROWS_AS(constant(not_a_number), std::invalid_argument);
  CHECK_THROWS_WITH(uniform(6, 2), "a uniform distribution needs its least value before its greatest");
  CHECK_THROWS_AS(triangular(1, 11, 10), std::invalid_argument);
  CHECK_THROWS_AS(triangular(3, 1, 10), std::invalid_argument);
  CHECK_THROWS_AS(pert(1, 11, 10), std::invalid_argument);
  CHECK_THROWS_WITH(exponential(0), "the mean of an exponential distribution must be above 0");
  CHECK_THROWS_AS(exponential(not_a_number), std::invalid_argument);
  CHECK_THROWS_WITH(erlang(0, 1), "an erlang distribution needs at least 1 phase");
  CHECK_THROWS_AS(erlang(2, -1), std::invalid_argument);
  CHECK_THROWS_AS(gamma(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(gamma(1, -1), std::invalid_argument);
  CHECK_THROWS_AS(lognormal(-1, 1), std::invalid_argument);
  CHECK_THROWS_AS(weibull(1, std::numeric_limits<double>::infinity()), std::invalid_argument);
  CHECK_THROWS_AS(normal(-1, 1), std::invalid_argument);
  CHECK_THROWS_WITH(empirical({}), "an empirical distribution needs at least one value");
  CHECK_THROWS_AS(empirical({1, not_a_number}), std::invalid_argument);
}

TEST_CASE("empirical values are kept in order") { CHECK(empirical({3, 1, 2}).values == std::vector<double>{1, 2, 3}); }
