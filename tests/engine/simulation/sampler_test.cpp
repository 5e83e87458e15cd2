// Samplers: moments by integrating the inverse, shares by the distribution function, and the edges.
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "catch.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/sampler.hpp"

using namespace stepwell;

namespace {

constexpr double least_u = 0x1p-53;
constexpr double greatest_u = 1 - 0x1p-53;

/// The integral of f over (0, 1) by the tanh-sinh rule: u = 1 / (1 + e^(-π sinh t)), which crowds both ends.
double integral(const std::function<double(double)>& f) {
  const double pi = std::acos(-1.0);
  const double h = 1.0 / 256;
  double sum = 0;
  for (int k = -1200; k <= 1200; ++k) {
    const double t = k * h;
    const double u = 1 / (1 + std::exp(-pi * std::sinh(t)));
    if (u < least_u || u > greatest_u) continue;
    sum += f(u) * u * (1 - u) * pi * std::cosh(t) * h;
  }
  return sum;
}

struct Named {
  std::string name;
  Distribution distribution;
  std::function<double(double)> share_below;  ///< the distribution function, by another road than the sampler's
};

double normal_share(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

std::vector<Named> kinds() {
  std::vector<Named> all;
  all.push_back({"uniform 2 6", uniform(2, 6), [](double x) { return (x - 2) / 4; }});
  all.push_back({"triangular 1 3 10", triangular(1, 3, 10),
                 [](double x) { return x < 3 ? (x - 1) * (x - 1) / 18 : 1 - (10 - x) * (10 - x) / 63; }});
  all.push_back({"triangular 1 1 10", triangular(1, 1, 10), [](double x) { return 1 - (10 - x) * (10 - x) / 81; }});
  all.push_back({"triangular 1 10 10", triangular(1, 10, 10), [](double x) { return (x - 1) * (x - 1) / 81; }});
  all.push_back({"pert 1 3 10", pert(1, 3, 10),
                 [](double x) { return beta_share_below(1 + 8.0 / 9, 1 + 28.0 / 9, (x - 1) / 9); }});
  // With alpha = 1, beta = 5 and the other way round: 1 - (1 - y)^5 and y^5.
  all.push_back({"pert 1 1 10", pert(1, 1, 10), [](double x) { return 1 - std::pow((10 - x) / 9, 5); }});
  all.push_back({"pert 1 10 10", pert(1, 10, 10), [](double x) { return std::pow((x - 1) / 9, 5); }});
  all.push_back({"exponential 10", exponential(10), [](double x) { return 1 - std::exp(-x / 10); }});
  // Three phases of mean 10 / 3: 1 - e^-y (1 + y + y² / 2)
  all.push_back({"erlang 3 10", erlang(3, 10), [](double x) {
                   const double y = 0.3 * x;
                   return 1 - std::exp(-y) * (1 + y + y * y / 2);
                 }});
  for (const double sd : {0.05, 5.0, 12.0, 30.0}) {
    const double shape = 144 / (sd * sd);
    all.push_back({"gamma 12 " + std::to_string(sd), gamma(12, sd),
                   [shape](double x) { return gamma_share_below(shape, x * shape / 12); }});
  }
  const double sigma = std::sqrt(std::log1p(25.0 / 144));
  all.push_back({"lognormal 12 5", lognormal(12, 5),
                 [sigma](double x) { return normal_share((std::log(x / 12) + sigma * sigma / 2) / sigma); }});
  for (const double sd : {1.0, 5.0, 12.0, 20.0}) {
    const double shape = weibull_shape(12, sd);
    const double scale = 12 / std::tgamma(1 + 1 / shape);
    all.push_back({"weibull 12 " + std::to_string(sd), weibull(12, sd),
                   [shape, scale](double x) { return 1 - std::exp(-std::pow(x / scale, shape)); }});
  }
  for (const double mean : {0.0, 2.0, 16.0}) {
    all.push_back({"normal " + std::to_string(mean) + " 3", normal(mean, 3), [mean](double x) {
                     return (normal_share((x - mean) / 3) - normal_share(-mean / 3)) / normal_share(mean / 3);
                   }});
  }
  return all;
}

}  // namespace

TEST_CASE("what is drawn has the mean and the standard deviation of its distribution") {
  for (const Named& kind : kinds()) {
    INFO(kind.name);
    const Sampler sampler = compile_sampler(kind.distribution);
    const double mean = kind.distribution.mean();
    const double sd = kind.distribution.sd();
    const double drawn_mean = integral([&](double u) { return sampler.value(u); });
    const double drawn_square =
        integral([&](double u) { return (sampler.value(u) - mean) * (sampler.value(u) - mean); });
    CHECK(std::fabs(drawn_mean - mean) < 1e-6 * sd);
    CHECK(std::fabs(std::sqrt(drawn_square) - sd) < 1e-6 * sd);
  }
}

TEST_CASE("the share below what is drawn at u is u") {
  for (const Named& kind : kinds()) {
    INFO(kind.name);
    const Sampler sampler = compile_sampler(kind.distribution);
    double worst = 0;
    for (int i = 1; i < 20'000; ++i) {
      const double u = i / 20'000.0;
      worst = std::max(worst, std::fabs(kind.share_below(sampler.value(u)) - u));
    }
    for (double u = 0.4; u > 1e-12; u *= 0.77) {
      worst = std::max(worst, std::fabs(kind.share_below(sampler.value(u)) - u));
      worst = std::max(worst, std::fabs(kind.share_below(sampler.value(1 - u)) - (1 - u)));
    }
    CHECK(worst < 1e-6);
  }
}

TEST_CASE("a greater uniform never gives a smaller value, and the ends are finite") {
  for (const Named& kind : kinds()) {
    INFO(kind.name);
    const Sampler sampler = compile_sampler(kind.distribution);
    std::vector<double> us{least_u, greatest_u, 0.5, std::nextafter(0.5, 0), std::nextafter(0.5, 1)};
    for (int i = 1; i < 50'000; ++i) us.push_back(i / 50'000.0);
    // Both sides of where tables end and where they change bins, and far out.
    for (double u = 0.25; u >= least_u; u /= 2) {
      for (const double v : {u, std::nextafter(u, 0), u * 1.0625, u * 1.125, u * 1.125 * (1 - 1e-12)}) {
        if (v < least_u) continue;
        us.push_back(v);
        us.push_back(1 - v);
      }
    }
    std::sort(us.begin(), us.end());
    double last = -1;
    bool monotone = true, finite = true;
    for (const double u : us) {
      const double value = sampler.value(u);
      // Room for the rounding of the last digit.
      monotone = monotone && value >= last * (1 - 1e-13);
      finite = finite && std::isfinite(value) && value >= 0;
      last = value;
    }
    CHECK(monotone);
    CHECK(finite);
  }
}

TEST_CASE("tables are within a millionth of a standard deviation of the exact quantile, tails included") {
  const auto worst = [](const QuantileTable& table, const std::function<double(double)>& exact) {
    double error = 0;
    for (std::uint64_t i = 0; i < 3000; ++i) {
      const double u = unit(random_block(11, i, 0, 0).first);
      const double far = std::ldexp(u, -static_cast<int>(i % 40));
      for (const double v : {u, far, 1 - far}) error = std::max(error, std::fabs(table.value(v) - exact(v)));
    }
    return error;
  };
  for (const double shape : {1e-3, 0.1, 0.5, 0.9, 1.5, 2.0, 30.0, 1000.0, 1e6}) {
    INFO("gamma " << shape);
    CHECK(worst(gamma_table(shape), [shape](double u) { return inverse_gamma(shape, u); }) < 1e-6 * std::sqrt(shape));
  }
  for (const auto& [a, b] : {std::pair{1.0, 5.0}, std::pair{3.0, 3.0}, std::pair{4.2, 1.8}, std::pair{5.0, 1.0}}) {
    INFO("beta " << a << " " << b);
    const double sd = std::sqrt(a * b / (a + b + 1)) / (a + b);
    CHECK(worst(beta_table(a, b), [a = a, b = b](double u) { return inverse_beta(a, b, u); }) < 1e-6 * sd);
  }
}

TEST_CASE("a distribution without spread is a constant") {
  for (const Distribution& distribution : {constant(7), uniform(7, 7), triangular(7, 7, 7), pert(7, 7, 7), gamma(7, 0),
                                           lognormal(7, 0), weibull(7, 0), normal(7, 0), empirical({7})}) {
    for (const double u : {least_u, 0.3, greatest_u}) CHECK(compile_sampler(distribution).value(u) == 7);
  }
}

TEST_CASE("an Erlang of one phase and a gamma with cv 1 are exponential") {
  for (const double u : {least_u, 0.1, 0.5, greatest_u}) {
    CHECK(compile_sampler(erlang(1, 10)).value(u) == compile_sampler(exponential(10)).value(u));
    CHECK(compile_sampler(gamma(10, 10)).value(u) == compile_sampler(exponential(10)).value(u));
  }
}

TEST_CASE("an exponential is the logarithm of what is left") {
  const Sampler sampler = compile_sampler(exponential(60e6));
  CHECK(sampler.value(0.5) == Approx(60e6 * std::log(2.0)).epsilon(1e-15));
  CHECK(sampler.sample(0.5) == Duration{41'588'831});  // 60 s x ln 2 = 41.588 830 83 s
}

TEST_CASE("each observed value is drawn in an equal share of the unit interval") {
  const Sampler sampler = compile_sampler(empirical({30, 10, 20, 20}));
  CHECK(sampler.value(least_u) == 10);
  CHECK(sampler.value(0.2499) == 10);
  CHECK(sampler.value(0.25) == 20);
  CHECK(sampler.value(0.7499) == 20);
  CHECK(sampler.value(0.75) == 30);
  CHECK(sampler.value(greatest_u) == 30);
}

TEST_CASE("a time is rounded once, never negative, and never past the end of time") {
  CHECK(compile_sampler(constant(2.5)).sample(0.5) == Duration{3});
  CHECK(compile_sampler(uniform(-10, -5)).sample(0.5) == Duration{0});
  CHECK(compile_sampler(uniform(-10, -5)).value(0.5) == -7.5);
  CHECK(compile_sampler(constant(1e30)).sample(0.5) == Duration{std::int64_t{1} << 61});
}

TEST_CASE("the scale of a swept assumption multiplies what is drawn") {
  Sampler sampler = compile_sampler(lognormal(12e6, 5e6));
  const double plain = sampler.value(0.7);
  sampler.scale = 1.5;
  CHECK(sampler.value(0.7) == 1.5 * plain);
  CHECK(sampler.sample(0.7) == rounded(1.5 * plain));
}

TEST_CASE("samples have the same bits everywhere") {
  // Any change of these is a change of every result that users have kept.
  const auto samples = [](const Distribution& distribution) {
    const Sampler sampler = compile_sampler(distribution);
    std::int64_t sum = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) sum += sampler.sample(unit(random_block(1, i, 0, 0).first)).count();
    return sum;
  };
  CHECK(samples(exponential(60e6)) == 612'415'178'176);
  CHECK(samples(lognormal(60e6, 30e6)) == 605'876'617'687);
  CHECK(samples(weibull(60e6, 30e6)) == 604'684'499'464);
  CHECK(samples(normal(60e6, 30e6)) == 620'581'271'741);
  CHECK(samples(gamma(60e6, 30e6)) == 605'227'697'933);
  CHECK(samples(pert(10e6, 20e6, 60e6)) == 251'318'111'268);
}
