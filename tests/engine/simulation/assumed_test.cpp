// Uncertain values keep their stated mean.
#include "stepwell/simulation/assumed.hpp"
#include "catch.hpp"

using namespace stepwell;

TEST_CASE("an uncertain value stays in its range and keeps its mean") {
  for (const double mean : {5.5, 8.0, 12.5, 19.0}) {
    // The midpoint rule; the quantile is monotone and bounded, so it is within (high - low) / n.
    constexpr int n = 4000;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
      const double value = beta_with_mean((i + 0.5) / n, 5, mean, 20);
      CHECK((value >= 5 && value <= 20));
      sum += value;
    }
    CHECK(sum / n == Approx(mean).epsilon(1e-4));
  }
}

TEST_CASE("an uncertain value in the middle of its range is a symmetric beta of 3 and 3") {
  CHECK(beta_with_mean(0.5, 0, 1, 2) == Approx(1).epsilon(1e-13));
  // I_x(3, 3) = x³ (10 - 15 x + 6 x²): at x = 1/4 it is 0.103515625.
  CHECK(beta_with_mean(0.103515625, 0, 1, 2) == Approx(0.5).epsilon(1e-12));
  CHECK(beta_with_mean(1 - 0.103515625, 0, 1, 2) == Approx(1.5).epsilon(1e-12));
}

TEST_CASE("an uncertain value without room on one side stays where it is") {
  CHECK(beta_with_mean(0.9, 5, 5, 5) == 5);
  CHECK(beta_with_mean(0.9, 5, 5, 20) == 5);
  CHECK(beta_with_mean(0.1, 5, 20, 20) == 20);
}

TEST_CASE("an uncertain value is finite and in its range at the ends of luck") {
  for (const double u : {0x1p-53, 1 - 0x1p-53}) {
    const double value = beta_with_mean(u, 5, 5.001, 20);
    CHECK((value >= 5 && value <= 20));
  }
}
