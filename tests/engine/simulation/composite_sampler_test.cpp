// Samplers of what is made of branches, phases or other distributions.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/process/law.hpp"
#include "stepwell/simulation/sampler.hpp"

using namespace stepwell;

namespace {

/// At shares of 1 %, 25 %, 50 %, 90 % and 99.9 %.
void check_quantiles(const Distribution& distribution, const std::vector<double>& expected) {
  const Sampler sampler = compile_sampler(distribution);
  const double shares[] = {0.01, 0.25, 0.5, 0.9, 0.999};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(shares[i]);
    CHECK(std::fabs(sampler.value(shares[i]) - expected[i]) < 2e-7 * distribution.sd());
  }
}

/// The quantile by halving, counted from the nearer end.
double exact_quantile(const Law& law, double u) {
  const auto falls_short = [&](double x) { return u < 0.5 ? law.at(x).below < u : law.at(x).above > 1 - u; };
  double low = law.least();
  double high = law.most();
  if (!(high < unbounded)) {
    double length = 1;
    while (falls_short(low + length)) length *= 2;
    high = low + length;
  }
  for (int i = 0; i < 200; ++i) (falls_short(0.5 * (low + high)) ? low : high) = 0.5 * (low + high);
  return high;
}

const Distribution hump_and_block = mixture({0.8, 0.2}, {lognormal(10, 5), uniform(30, 60)});

std::vector<Distribution> all() {
  return {
      stepwell::beta(2, 5, 1, 10),
      stepwell::beta(0.3, 0.2, 1, 10),
      stepwell::beta(1, 0.5, 1, 10),
      stepwell::beta(0.01, 30, 0, 1),
      stepwell::beta(1e4, 3e4, 0, 1),
      hyperexponential({0.7, 0.3}, {5, 40}),
      hyperexponential(10, 20),
      hyperexponential(10, 2000),
      hypoexponential({5, 10, 20}),
      hypoexponential({5, 5, 5}),
      hypoexponential({5, 5.0000001}),
      hypoexponential({0.001, 1000}),
      coxian({5, 20}, {0.3}),
      coxian({5, 2000, 1}, {0.01, 0.5}),
      hump_and_block,
      mixture({0.9, 0.1}, {constant(5), lognormal(10, 5)}),
      mixture({0.3, 0.7}, {triangular(1, 3, 10), triangular(12, 12, 20)}),
      mixture({0.99, 0.01}, {normal(10, 0.01), lognormal(6000, 180'000)}),
      mixture({0.99, 0.01}, {uniform(0, 6000), normal(10, 0.001)}),
      mixture({0.2, 0.2, 0.2, 0.2, 0.2},
              {pert(1, 3, 10), erlang(4, 20), empirical({1, 2, 2, 7}), weibull(3, 8), hypoexponential({1, 2})}),
      mixture({0.3, 0.7}, {weibull(0.8, 0.012), exponential(10'000)}),
      truncated(lognormal(10, 5), 2, 60),
      truncated(exponential(10), 200, unbounded),
      truncated(normal(10, 8), 15, unbounded),
      truncated(stepwell::gamma(12, 40), 1, 100),
      truncated(lognormal(10, 5), 5, 5.0001),
      truncated(hump_and_block, 5, 40),
      truncated(mixture({0.5, 0.5}, {empirical({3, 8}), exponential(5)}), 3, 8),
      shifted(truncated(exponential(10), 2, 60), 3),
      truncated(shifted(hypoexponential({5, 10}), 3), 4, 50),
  };
}

}  // namespace

TEST_CASE("quantiles are those of the distribution functions") {
  // Each solved for its share to 15 digits (mpmath), from
  // 1 - (1 - y)^5 (1 + 5 y), y = (x - 1) / 9
  check_quantiles(stepwell::beta(2, 5, 1, 10),
                  {1.2408687202848, 2.45046625111294, 3.38004984966094, 5.59284675896342, 8.36752480227221});
  // 1 - 0.7 e^(-x/5) - 0.3 e^(-x/40)
  check_quantiles(hyperexponential({0.7, 0.3}, {5, 40}),
                  {0.0682395501369655, 2.04567846553588, 5.39688866164249, 43.9868305180146, 228.151298986248});
  // 1 - p e^(-xp/5) - (1 - p) e^(-x(1-p)/5), p = (1 + sqrt(3/5)) / 2
  check_quantiles(hyperexponential(10, 20),
                  {0.0628442941770059, 1.82487713550131, 4.51493123755768, 19.5751662709998, 209.61288292138});
  // 1 - e^(-x/5) / 3 + 2 e^(-x/10) - 8/3 e^(-x/20)
  check_quantiles(hypoexponential({5, 10, 20}),
                  {4.44046535602199, 18.551306985728, 29.8133627087029, 65.0806069299296, 157.766063265478});
  // 1 - 0.7 e^(-x/5) - 0.3 (20 e^(-x/20) - 5 e^(-x/5)) / 15
  check_quantiles(coxian({5, 20}, {0.3}),
                  {0.0718878503912247, 2.14517049656081, 5.5647447003943, 28.1603131210283, 119.82929141091});
  // 0.8 Phi((ln x - mu) / s) + 0.2 min(max((x - 30) / 30, 0), 1), s² = ln 1.25, mu = ln 10 - s² / 2
  check_quantiles(hump_and_block,
                  {3.10252987442949, 7.10021283867616, 10.3971570870277, 45.0373000393109, 59.85343229036});
  // The same M: (M(x) - M(5)) / (M(50) - M(5))
  check_quantiles(truncated(hump_and_block, 5, 50),
                  {5.1308790309884, 7.67986409486529, 10.5656448353679, 37.4413177424524, 49.8734520691393});
  // Phi with s² = ln(1 + 25/144), mu = ln 12 - s² / 2, between 2 and 60
  check_quantiles(truncated(lognormal(12, 5), 2, 60),
                  {4.36760417405759, 8.45705609318248, 11.0769083364769, 18.4968186128936, 38.0865865543913});
  // (e^-0.5 - e^(-x/10)) / (e^-0.5 - e^-3)
  check_quantiles(truncated(exponential(10), 5, 30),
                  {5.09221538001104, 7.60688045554923, 11.142574462674, 22.4941000901143, 29.8887956788269});
  check_quantiles(shifted(truncated(exponential(10), 5, 30), 3),
                  {8.09221538001104, 10.60688045554923, 14.142574462674, 25.4941000901143, 32.8887956788269});
}

TEST_CASE("equal phases are an erlang") {
  const Sampler phases = compile_sampler(hypoexponential({5, 5, 5}));
  const Sampler erlang_of_three = compile_sampler(erlang(3, 15));
  for (const double u : {0x1p-53, 1e-6, 0.1, 0.5, 0.9, 1 - 1e-6})
    CHECK(phases.value(u) == Approx(erlang_of_three.value(u)).margin(2e-6));
}

TEST_CASE("tables of any law are within a millionth of a standard deviation, tails included, and never fall") {
  for (const Distribution& d : all()) {
    INFO("kind " << static_cast<int>(d.kind) << " mean " << d.mean() << " sd " << d.sd());
    const Sampler sampler = compile_sampler(d);
    const auto law = law_of(d);
    double worst = 0;
    for (std::uint64_t i = 0; i < 400; ++i) {
      const double u = unit(random_block(5, i, 0, 0).first);
      const double far = std::ldexp(u, -static_cast<int>(i % 40));
      for (const double v : {u, far, 1 - far})
        worst = std::max(worst, std::fabs(sampler.value(v) - exact_quantile(*law, v)));
    }
    CHECK(worst < 1e-6 * d.sd());
    double last = sampler.value(0x1p-53);
    double drop = 0;
    double sum = 0;
    constexpr int steps = 100'000;
    for (int i = 1; i < steps; ++i) {
      const double value = sampler.value(i * (1.0 / steps));
      drop = std::max(drop, last - value);
      last = value;
      sum += value;
    }
    CHECK(drop <= 1e-12 * d.sd() + 1e-14 * d.mean());
    CHECK(std::isfinite(sum));
    CHECK(sampler.value(1 - 0x1p-53) >= last);
    CHECK(std::isfinite(sampler.value(1 - 0x1p-53)));
  }
}

TEST_CASE("single values are drawn in their shares of the unit interval, least first, whatever the order of the file") {
  const Sampler two = compile_sampler(discrete({0.4, 0.6}, {10, 5}));
  CHECK(two.value(0x1p-53) == 5);
  CHECK(two.value(0.5999) == 5);
  CHECK(two.value(0.6001) == 10);
  CHECK(two.value(1 - 0x1p-53) == 10);
  // One that is never drawn, and a sum that misses 1 by rounding.
  const Sampler three = compile_sampler(discrete({0.0, 0.3, 0.7}, {1, 2, 3}));
  CHECK(three.value(0x1p-53) == 2);
  CHECK(three.value(1 - 0x1p-53) == 3);
}

TEST_CASE("a mixture keeps the exact values that have mass, and jumps over gaps") {
  const Sampler mostly_five = compile_sampler(mixture({0.9, 0.1}, {constant(5), uniform(10, 20)}));
  CHECK(mostly_five.value(0x1p-53) == 5);
  CHECK(mostly_five.value(0.8999) == 5);
  CHECK(mostly_five.value(0.9001) == Approx(10.01));
  const Sampler apart = compile_sampler(mixture({0.5, 0.5}, {uniform(1, 2), uniform(5, 6)}));
  CHECK(apart.value(0.4999999) == Approx(1.9999998));
  CHECK(apart.value(0.5000001) == Approx(5.0000002));
}

TEST_CASE("what is cut off stays between its bounds, single values and all") {
  for (const Distribution& d : {truncated(exponential(10), 200, 210), truncated(lognormal(10, 5), 5, 5.0001),
                                truncated(mixture({0.5, 0.5}, {constant(3), exponential(5)}), 3, 8)}) {
    const Sampler sampler = compile_sampler(d);
    for (const double u : {0x1p-53, 1e-9, 0.3, 0.5, 0.7, 1 - 1e-9, 1 - 0x1p-53}) {
      CHECK(sampler.value(u) >= d.a);
      CHECK(sampler.value(u) <= d.b);
    }
  }
  const Sampler seen = compile_sampler(truncated(empirical({1, 2, 3, 100}), 2, 50));
  CHECK(seen.value(0.49) == 2);
  CHECK(seen.value(0.51) == 3);
  CHECK(compile_sampler(truncated(discrete({0.5, 0.3, 0.2}, {5, 10, 60}), 5, 10)).value(0.63) == 10);
  CHECK(compile_sampler(truncated(constant(5), 1, 9)).value(0.3) == 5);
}

TEST_CASE("the scale of a swept assumption multiplies all of it, shift and bounds too") {
  Sampler sampler = compile_sampler(shifted(truncated(exponential(10e6), 2e6, 60e6), 3e6));
  const double plain = sampler.value(0.7);
  sampler.scale = 1.5;
  CHECK(sampler.value(0.7) == 1.5 * plain);
}

TEST_CASE("simple cases of branches and phases become the simple kind") {
  for (const double u : {0x1p-53, 0.1, 0.5, 1 - 0x1p-53}) {
    CHECK(compile_sampler(hypoexponential({10})).value(u) == compile_sampler(exponential(10)).value(u));
    CHECK(compile_sampler(stepwell::beta(1, 1, 2, 6)).value(u) == compile_sampler(uniform(2, 6)).value(u));
    CHECK(compile_sampler(stepwell::beta(2, 3, 7, 7)).value(u) == 7);
  }
}

TEST_CASE("samples of composite distributions have the same bits everywhere") {
  const auto samples = [](const Distribution& distribution) {
    const Sampler sampler = compile_sampler(distribution);
    std::int64_t sum = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) sum += sampler.sample(unit(random_block(1, i, 0, 0).first)).count();
    return sum;
  };
  CHECK(samples(stepwell::beta(2, 5, 10e6, 60e6)) == 244'085'253'805);
  CHECK(samples(hyperexponential(60e6, 90e6)) == 622'318'384'265);
  CHECK(samples(hypoexponential({10e6, 20e6, 30e6})) == 607'034'609'965);
  CHECK(samples(coxian({10e6, 90e6}, {0.3})) == 384'989'512'454);
  CHECK(samples(mixture({0.8, 0.2}, {lognormal(60e6, 30e6), uniform(120e6, 180e6)})) == 786'730'672'120);
  CHECK(samples(truncated(lognormal(60e6, 30e6), 20e6, 90e6)) == 519'201'418'765);
}
