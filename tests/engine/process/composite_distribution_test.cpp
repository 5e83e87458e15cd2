// Distributions that are made of branches, phases or other distributions: moments, what is left, and their laws.
#include <cmath>
#include <stdexcept>

#include "catch.hpp"
#include "process/moments.hpp"
#include "stepwell/process/law.hpp"
#include "stepwell/process/truncation.hpp"

using namespace stepwell;
using stepwell::testing::check;

namespace {

const Distribution sums = mixture({0.8, 0.2}, {lognormal(10, 5), uniform(30, 60)});

}  // namespace

TEST_CASE("what is made of branches and phases has the moments of the textbook") {
  // 1 + 9 x 2/7; 9 sqrt(2 x 5 / 8) / 7
  check(stepwell::beta(2, 5, 1, 10), 1 + 18.0 / 7, 9 * std::sqrt(10.0 / 8) / 7);
  // 0.6 x 5 + 0.4 x 10; 0.6 x 4 + 0.4 x 9
  check(discrete({0.6, 0.4}, {5, 10}), 7, std::sqrt(6.0));
  // 0.7 x 5 + 0.3 x 40; second moment 2 (0.7 x 25 + 0.3 x 1600) = 995
  check(hyperexponential({0.7, 0.3}, {5, 40}), 15.5, std::sqrt(995 - 15.5 * 15.5));
  check(hyperexponential(10, 20), 10, 20);
  check(hypoexponential({5, 10, 20}), 35, std::sqrt(525.0));
  // 5 + 0.3 x 20; 25 + 0.3 x 400 + 0.3 x 0.7 x 400
  check(coxian({5, 20}, {0.3}), 11, std::sqrt(229.0));
  // 0.8 x 10 + 0.2 x 45 = 17; 0.8 (25 + 49) + 0.2 (75 + 784)
  check(sums, 17, std::sqrt(0.8 * 74 + 0.2 * 859));
  check(shifted(exponential(10), 3), 13, 10);
}

TEST_CASE("the two branches of a hyperexponential of mean 10 and sd 20 carry half of the mean each") {
  // r = sqrt((4 - 1) / (4 + 1)), chances (1 +- r) / 2, means 5 / chance.
  const Branches branches = branches_of(hyperexponential(10, 20));
  CHECK(branches.chances[0] == Approx(0.887298334620742).epsilon(1e-14));
  CHECK(branches.means[0] == Approx(5.63508326896292).epsilon(1e-14));
  CHECK(branches.means[1] == Approx(44.3649167310371).epsilon(1e-14));
  // An sd that equals the mean: both branches are the same exponential.
  CHECK(branches_of(hyperexponential(10, 10)).means == std::vector<double>{10, 10});
}

TEST_CASE("what is left between bounds has its own moments, and the stated mean stays that of before") {
  // An exponential forgets: beyond 2 it begins anew. Far out in the tail as well.
  check(truncated(exponential(10), 2, unbounded), 12, 10);
  check(truncated(exponential(10), 200, unbounded), 210, 10, 1e-11);
  // Up to 60: mean 10 - 60 q / (1 - q), q = e^-6; mean of squares 200 - (3600 + 2 x 60 x 10) q / (1 - q)
  const double odds = std::exp(-6.0) / (1 - std::exp(-6.0));
  const double mean = 10 - 60 * odds;
  check(truncated(exponential(10), -unbounded, 60), mean, std::sqrt(200 - 4800 * odds - mean * mean), 1e-11);
  check(truncated(uniform(0, 10), 2, 5), 3.5, 3 / std::sqrt(12.0));
  check(truncated(uniform(0, 10), -5, 50), 5, 10 / std::sqrt(12.0));
  // By numerical integration of the densities to 30 digits (mpmath).
  check(truncated(lognormal(12, 5), 2, 60), 11.99944788061855, 4.996438054779955, 1e-11);
  check(truncated(lognormal(12, 50), 2, unbounded), 20.16192206441802, 64.54045078181036, 1e-11);
  check(truncated(weibull(12, 30), 0, 100), 8.860265355492254, 15.7072517327727, 1e-11);
  check(truncated(hypoexponential({5, 10, 20}), 10, 50), 27.68357093424951, 10.72040836004063, 1e-11);
  check(truncated(coxian({5, 20}, {0.3}), 2, unbounded), 14.10487202376957, 16.08464094957171, 1e-11);
  check(truncated(sums, 2, 50), 14.28900261133226, 11.66989056215234, 1e-11);
  // A gamma of shape 0.09: theta k P(k + 1, y) / P(k, y) and so on, y = 100 / theta.
  check(truncated(stepwell::gamma(12, 40), 0, 100), 6.02316803813899, 15.537224295471, 1e-11);
  CHECK(truncated(lognormal(12, 5), 2, 60).stated_mean() == 12);
  CHECK(shifted(truncated(lognormal(12, 5), 2, 60), 3).stated_mean() == 15);
}

TEST_CASE("bounds that cut nothing change nothing, and a spike far from its bounds is found") {
  check(truncated(normal(1000, 0.01), 5, unbounded), 1000, 0.01, 1e-11);
  check(truncated(lognormal(12, 5), 0, unbounded), 12, 5, 1e-11);
  // A narrow window is all but uniform.
  check(truncated(lognormal(12, 5), 11, 11.0001), 11.00005, 1e-4 / std::sqrt(12.0), 1e-6);
}

TEST_CASE("single values stay or go as a whole, with the bounds themselves") {
  check(truncated(discrete({0.5, 0.3, 0.2}, {5, 10, 60}), 5, 10), (2.5 + 3) / 0.8, std::sqrt(25 * 0.5 * 0.3 / 0.64));
  check(truncated(empirical({1, 2, 3, 100}), 2, 50), 2.5, 0.5);
  check(truncated(constant(5), 5, 5), 5, 0);
  CHECK(what_is_left(mixture({0.9, 0.1}, {constant(5), exponential(10)}), 5, 5).share == Approx(0.9).epsilon(1e-12));
}

TEST_CASE("what is cut off, shifted and cut off again keeps its moments") {
  // 3 + an exponential of 10, at least 5: 3 + 2 + 10.
  check(truncated(shifted(exponential(10), 3), 5, unbounded), 15, 10);
  check(shifted(truncated(exponential(10), 5, unbounded), 3), 18, 10);
  check(truncated(truncated(uniform(0, 10), 2, 8), 4, 10), 6, 4 / std::sqrt(12.0));
}

TEST_CASE("distributions are equal where all that they say is equal") {
  CHECK(truncated(sums, 2, 50) == truncated(sums, 2, 50));
  CHECK_FALSE(truncated(sums, 2, 50) == truncated(sums, 2, 51));
  CHECK_FALSE(sums == mixture({0.8, 0.2}, {lognormal(10, 5), uniform(30, 61)}));
}

TEST_CASE("impossible branches, phases and bounds are refused with a sentence") {
  CHECK_THROWS_WITH(discrete({0.6, 0.3}, {5, 10}), "chances must add up to 1");
  CHECK_THROWS_WITH(discrete({1.5, -0.5}, {5, 10}), "a chance must lie between 0 and 1");
  CHECK_THROWS_WITH(discrete({1}, {5}), "a choice needs at least two branches, and a chance for each");
  CHECK_THROWS_AS(stepwell::beta(0, 1, 0, 1), std::invalid_argument);
  CHECK_THROWS_AS(hyperexponential({0.5, 0.5}, {5, 0}), std::invalid_argument);
  CHECK_THROWS_AS(hyperexponential(10, 5), std::invalid_argument);
  CHECK_THROWS_AS(hypoexponential({}), std::invalid_argument);
  CHECK_THROWS_AS(coxian({5, 20}, {}), std::invalid_argument);
  CHECK_THROWS_WITH(mixture({0.5, 0.5}, {sums, constant(1)}), "the parts of a mixture must be simple distributions");
  CHECK_THROWS_WITH(truncated(uniform(1, 2), 3, 4), "a truncated distribution needs something between its bounds");
  CHECK_THROWS_AS(truncated(uniform(1, 2), 2, 1), std::invalid_argument);
}

TEST_CASE("a law's shares add up to 1, and its density and growth are the slopes of what they are said to be") {
  for (const Distribution& d :
       {uniform(1, 9), triangular(1, 3, 10), pert(1, 3, 10), stepwell::beta(2, 5, 1, 10), exponential(4), erlang(3, 5),
        stepwell::gamma(5, 2), lognormal(5, 3), weibull(5, 2), normal(5, 3), hyperexponential({0.7, 0.3}, {2, 9}),
        hypoexponential({1, 2, 3}), coxian({3, 5}, {0.4}), sums, shifted(exponential(4), 2),
        truncated(lognormal(5, 3), 2, 20)}) {
    INFO(static_cast<int>(d.kind));
    const auto law = law_of(d);
    for (const double x : {2.5, 4.0, 6.5, 8.5}) {
      const Law::At at = law->at(x);
      CHECK(at.below + at.above == Approx(1).epsilon(1e-12));
      const double h = 1e-4;
      const double slope = (law->at(x + h).below - law->at(x - h).below) / (2 * h);
      CHECK(at.density == Approx(slope).epsilon(1e-5).margin(1e-9));
      const double growth = (law->at(x + h).density - law->at(x - h).density) / (2 * h);
      CHECK(at.growth == Approx(growth).epsilon(1e-5).margin(1e-9));
    }
  }
}
