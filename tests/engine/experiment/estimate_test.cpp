// Intervals against values worked out beside them.
#include "catch.hpp"

#include <cmath>

#include "stepwell/experiment/estimate.hpp"

using namespace stepwell;

TEST_CASE("a mean comes with the limits of Student's t") {
  // mean 2.5, sd sqrt(5/3); t(3 degrees of freedom, 0.975) = 3.182446305; half = t sd / sqrt(4) = 2.054260
  const Estimate e = estimate({1, 2, 3, 4});
  CHECK(e.n == 4);
  CHECK(*e.mean == 2.5);
  CHECK(*e.sd == Approx(std::sqrt(5.0 / 3)));
  CHECK(*e.low == Approx(2.5 - 2.054260).epsilon(1e-6));
  CHECK(*e.high == Approx(2.5 + 2.054260).epsilon(1e-6));
}

TEST_CASE("one value has a mean and no limits, no value has nothing") {
  const Estimate one = estimate({7});
  CHECK(one.n == 1);
  CHECK(*one.mean == 7);
  CHECK_FALSE(one.low.has_value());
  CHECK_FALSE(one.high.has_value());
  CHECK_FALSE(one.sd.has_value());
  const Estimate none = estimate({no_value, no_value});
  CHECK(none.n == 0);
  CHECK_FALSE(none.mean.has_value());
  CHECK(share_estimate({}).n == 0);
}

TEST_CASE("replications without a value are left out and n says so") {
  const Estimate e = estimate({1, no_value, 3});
  CHECK(e.n == 2);
  CHECK(*e.mean == 2);
  CHECK(e == estimate({1, 3}));
}

TEST_CASE("a share has Wilson's limits") {
  // 8 of 10, z = 1.959964: centre (0.8 + z^2/20)/(1 + z^2/10) = 0.716740,
  // half z/(1 + z^2/10) sqrt(0.016 + z^2/400) = 0.226578
  const Estimate e = share_estimate({1, 1, 1, 1, 0, 1, 1, 1, 0, 1});
  CHECK(*e.mean == Approx(0.8));
  CHECK(*e.low == Approx(0.716740 - 0.226578).epsilon(1e-5));
  CHECK(*e.high == Approx(0.716740 + 0.226578).epsilon(1e-5));
}

TEST_CASE("a share of nothing or of all has one certain limit") {
  // 0 of 10: high = z^2 / (10 + z^2) = 3.841459 / 13.841459 = 0.277533
  const Estimate none = share_estimate(std::vector<double>(10, 0.0));
  CHECK(*none.low == 0);
  CHECK(*none.high == Approx(0.277533).epsilon(1e-5));
  const Estimate all = share_estimate(std::vector<double>(10, 1.0));
  CHECK(*all.low == Approx(1 - 0.277533).epsilon(1e-5));
  CHECK(*all.high == 1);
}

TEST_CASE("a prediction is wider than the limits of the mean") {
  // half = t sd sqrt(1 + 1/4) = 3.182446 * 1.290994 * 1.118034 = 4.593466
  const Prediction p = prediction(estimate({1, 2, 3, 4}));
  CHECK(*p.low == Approx(2.5 - 4.593466).epsilon(1e-6));
  CHECK(*p.high == Approx(2.5 + 4.593466).epsilon(1e-6));
  CHECK_FALSE(prediction(estimate({1})).low.has_value());
}

TEST_CASE("a difference is clear where its limits exclude nothing") {
  CHECK(is_clear(estimate({1, 1.1, 0.9})));
  CHECK(is_clear(estimate({-1, -1.1, -0.9})));
  CHECK_FALSE(is_clear(estimate({-1, 1, 0.5})));
  CHECK_FALSE(is_clear(estimate({1})));
}
