// Correlations as the weights of normal scores.
#include "stepwell/process/copula.hpp"

#include <cmath>

#include "catch.hpp"

using namespace stepwell;

namespace {

CaseType with(std::initializer_list<Correlation> correlations, std::uint32_t attributes) {
  CaseType type;
  for (std::uint32_t i = 0; i < attributes; ++i) {
    AttributeValue value;
    value.attribute = static_cast<AttributeId>(i);
    value.kind = AttributeValue::Kind::distribution;
    type.attributes.push_back(value);
  }
  type.correlations = correlations;
  return type;
}

Correlation between(std::uint32_t one, std::uint32_t other, double of_ranks) {
  return {static_cast<AttributeId>(one), static_cast<AttributeId>(other), of_ranks, {}};
}

}  // namespace

TEST_CASE("scores correlate a little more than their ranks") {
  // Pearson: the ranks of normal scores with correlation r have 6/pi asin(r/2).
  for (const double of_ranks : {-0.99, -0.5, -0.01, 0.0, 0.3, 0.8, 1.0}) {
    const double r = score_correlation(of_ranks);
    CHECK(6 / 3.141592653589793 * std::asin(r / 2) == Approx(of_ranks).margin(1e-15));
  }
  CHECK(score_correlation(1) == Approx(1).epsilon(1e-15));
}

TEST_CASE("only the attributes that go with another one are members, and the first keeps its score") {
  const Copula copula = copula_of(with({between(3, 1, 0.5)}, 5)).value();
  CHECK(copula.members == std::vector<std::size_t>{1, 3});
  const double r = score_correlation(0.5);
  REQUIRE(copula.weights.size() == 3);
  CHECK(copula.weights[0] == 1);
  CHECK(copula.weights[1] == r);
  CHECK(copula.weights[2] == Approx(std::sqrt(1 - r * r)).epsilon(1e-15));
  CHECK(copula_of(with({}, 5)).value().members.empty());
}

TEST_CASE("the weights of three give back their correlations") {
  const Copula copula = copula_of(with({between(0, 1, 0.5), between(1, 2, -0.3), between(2, 0, 0.4)}, 3)).value();
  const auto& w = copula.weights;  // 00 10 11 20 21 22
  CHECK(w[1] == Approx(score_correlation(0.5)));
  CHECK(w[3] == Approx(score_correlation(0.4)));
  CHECK(w[1] * w[3] + w[2] * w[4] == Approx(score_correlation(-0.3)));
  CHECK(w[3] * w[3] + w[4] * w[4] + w[5] * w[5] == Approx(1));
}

TEST_CASE("correlations that no cases can have make no copula") {
  CHECK_FALSE(copula_of(with({between(0, 1, 0.9), between(0, 2, 0.9), between(1, 2, -0.9)}, 3)));
  CHECK_FALSE(copula_of(with({between(0, 1, 1)}, 2)));
}
