// Phase types against closed forms, also where those lose their digits; and the integrals of functions.
#include <cmath>

#include "catch.hpp"
#include "stepwell/foundation/integral.hpp"
#include "stepwell/foundation/phase_type.hpp"

using namespace stepwell;

TEST_CASE("phases of equal means are an erlang") {
  // Three of mean 5 at x = 7: y = 1.4, 1 - e^-y (1 + y + y² / 2), density y² e^-y / 2 / 5, growth (y - y² / 2) e^-y / 25.
  const PhaseType::At at = PhaseType({5, 5, 5}, {1, 1}).at(7);
  const double e = std::exp(-1.4);
  CHECK(at.above == Approx(e * (1 + 1.4 + 0.98)).epsilon(1e-13));
  CHECK(at.below == Approx(1 - e * 3.38).epsilon(1e-13));
  CHECK(at.density == Approx(0.98 * e / 5).epsilon(1e-13));
  CHECK(at.growth == Approx((1.4 - 0.98) * e / 25).epsilon(1e-12));
}

TEST_CASE("phases of different means have the sum of their exponentials") {
  // Means 5, 10, 20: above x lies e^(-x/5) / 3 - 2 e^(-x/10) + 8/3 e^(-x/20).
  const PhaseType phases({5, 10, 20}, {1, 1});
  for (const double x : {1.0, 7.0, 35.0, 150.0, 700.0}) {
    INFO(x);
    const double above = std::exp(-x / 5) / 3 - 2 * std::exp(-x / 10) + 8.0 / 3 * std::exp(-x / 20);
    CHECK(phases.at(x).above == Approx(above).epsilon(1e-12));
    CHECK(phases.at(x).below + phases.at(x).above == Approx(1).epsilon(1e-13));
  }
  CHECK(phases.mean() == Approx(35));
  CHECK(phases.sd() == Approx(std::sqrt(25.0 + 100 + 400)));
}

TEST_CASE("nearly equal means are as exact as equal ones") {
  const double equal = PhaseType({5, 5}, {1}).at(7).below;
  const double nearly = PhaseType({5, 5 * (1 + 1e-12)}, {1}).at(7).below;
  CHECK(nearly == Approx(equal).epsilon(1e-11));
  CHECK(nearly < equal);
}

TEST_CASE("means that lie far apart keep all their digits") {
  // A phase of 1e-6 before one of 1000: above x lies (1000 e^(-x/1000) - 1e-6 e^(-x/1e-6)) / (1000 - 1e-6).
  const PhaseType phases({1e-6, 1000}, {1});
  CHECK(phases.at(3).above == Approx(1000 * std::exp(-0.003) / (1000 - 1e-6)).epsilon(1e-13));
  CHECK(phases.at(36'000).above == Approx(1000 * std::exp(-36.0) / (1000 - 1e-6)).epsilon(1e-12));
  CHECK(phases.at(3).density == Approx(std::exp(-0.003) / (1000 - 1e-6)).epsilon(1e-13));
}

TEST_CASE("the lower tail is as exact as the upper one") {
  // Three phases of mean 1 up to x = 1e-4: x³/6 (1 - 3x/4 + ...), the next term being 3x²/10.
  const double x = 1e-4;
  CHECK(PhaseType({1, 1, 1}, {1, 1}).at(x).below ==
        Approx(x * x * x / 6 * (1 - 0.75 * x + 0.3 * x * x)).epsilon(1e-12));
}

TEST_CASE("a chance to stop after a phase makes it coxian") {
  // 70 % end after 5, the others need 20 more: mean 5 + 0.3 x 20; above x lies 0.7 e^(-x/5) + 0.3 (20 e^(-x/20) - 5 e^(-x/5)) / 15.
  const PhaseType phases({5, 20}, {0.3});
  CHECK(phases.mean() == Approx(11));
  // Variance 25 + 0.3 x 400 + 0.3 x 0.7 x 400.
  CHECK(phases.sd() == Approx(std::sqrt(229.0)));
  for (const double x : {0.5, 10.0, 100.0}) {
    const double above = 0.7 * std::exp(-x / 5) + 0.3 * (20 * std::exp(-x / 20) - 5 * std::exp(-x / 5)) / 15;
    CHECK(phases.at(x).above == Approx(above).epsilon(1e-13));
  }
  CHECK(phases.at(0).density == Approx(0.7 / 5));
  CHECK(phases.at(-1).above == 1);
}

TEST_CASE("integrals of smooth functions have all digits, those of rough ends nearly all") {
  const auto both = [](double x) { return TwoIntegrals{std::exp(x), std::sqrt(x)}; };
  Exactness exactness{{1e-13, 1e-13}, {0, 0}};
  const TwoIntegrals found = integrals(both, 0, 1, exactness);
  CHECK(found[0] == Approx(std::exp(1.0) - 1).epsilon(1e-14));
  CHECK(found[1] == Approx(2.0 / 3).epsilon(1e-12));
}
