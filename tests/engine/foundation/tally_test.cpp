// Sums that merge exactly, and quantiles within 1 %.
#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/foundation/tally.hpp"

using namespace stepwell;

namespace {

Tally tally_of(std::initializer_list<std::int64_t> values) {
  Tally tally;
  for (const std::int64_t value : values) tally.add(Duration{value});
  return tally;
}

Histogram histogram_of(const std::vector<std::int64_t>& values) {
  Histogram histogram;
  for (const std::int64_t value : values) histogram.add(Duration{value});
  return histogram;
}

/// Lognormal waits around a minute, with a long tail; in microseconds.
std::vector<std::int64_t> waits(std::uint64_t count) {
  std::vector<std::int64_t> values;
  for (std::uint64_t i = 0; i < count; ++i) {
    values.push_back(rounded(6e7 * exponential_of(2 * inverse_normal(unit(random_block(5, i, 0, 0).first)))).count());
  }
  return values;
}

}  // namespace

TEST_CASE("a tally knows count, mean, variance and extremes") {
  const Tally tally = tally_of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(tally.count == 8);
  CHECK(tally.mean() == 5);
  CHECK(tally.variance() == Approx(32.0 / 7));  // squares of -3 -1 -1 -1 0 0 2 4 add up to 32
  CHECK(tally.least == 2);
  CHECK(tally.most == 9);
}

TEST_CASE("tallies merge into the tally of all") {
  Tally merged = tally_of({2, 4, 4});
  merged.merge(tally_of({}));
  merged.merge(tally_of({4, 5, 5, 7, 9}));
  const Tally all = tally_of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(merged.count == all.count);
  CHECK(merged.sum == all.sum);
  CHECK(merged.sum_squares == all.sum_squares);
  CHECK(merged.least == all.least);
  CHECK(merged.most == all.most);
}

TEST_CASE("fewer than two values have no variance, nor have equal ones") {
  CHECK(tally_of({}).mean() == 0);
  CHECK(tally_of({}).variance() == 0);
  CHECK(tally_of({7}).variance() == 0);
  Tally tally;
  for (int i = 0; i < 1000; ++i) tally.add(Duration{360'000'001});
  CHECK(tally.variance() == 0);
}

TEST_CASE("values below 128 microseconds are exact in a histogram") {
  for (std::int64_t value = 0; value < 128; ++value) CHECK(histogram_of({value}).quantile(0.5) == Duration{value});
}

TEST_CASE("larger values lie within 1 % of the middle of their bin, to the end of the integers") {
  for (std::int64_t value = 128; value < INT64_MAX / 2; value += value / 3) {
    const std::int64_t middle = histogram_of({value}).quantile(0.5).count();
    CHECK(std::fabs(static_cast<double>(middle - value)) <= 0.01 * static_cast<double>(value));
  }
  CHECK(histogram_of({INT64_MAX}).quantile(1).count() > INT64_MAX / 100 * 99);
}

TEST_CASE("bins are 64 an octave") {
  // [128, 256) has bins of 2: 128 and 129 share one, 130 is in the next.
  CHECK(histogram_of({129}).count_up_to(Duration{128}) == 1);
  CHECK(histogram_of({130}).count_up_to(Duration{129}) == 0);
  CHECK(histogram_of({128, 128, 129}).quantile(0.5) == Duration{129});  // the middle of a bin of three
}

TEST_CASE("a quantile is within 1 % of that of the sorted values") {
  std::vector<std::int64_t> values = waits(20'000);
  const Histogram histogram = histogram_of(values);
  std::sort(values.begin(), values.end());
  for (const double p : {0.001, 0.05, 0.25, 0.5, 0.9, 0.95, 0.999}) {
    const std::size_t rank = static_cast<std::size_t>(std::ceil(p * 20'000)) - 1;
    CHECK(static_cast<double>(histogram.quantile(p).count()) ==
          Approx(static_cast<double>(values[rank])).epsilon(0.01));
  }
}

TEST_CASE("a quantile takes the value at or below which that share lies") {
  const Histogram histogram = histogram_of({1, 2, 3, 4});
  CHECK(histogram.quantile(0) == Duration{1});
  CHECK(histogram.quantile(0.25) == Duration{1});
  CHECK(histogram.quantile(0.26) == Duration{2});
  CHECK(histogram.quantile(0.5) == Duration{2});
  CHECK(histogram.quantile(1) == Duration{4});
  CHECK(Histogram{}.quantile(0.5) == Duration::zero());
}

TEST_CASE("histograms merge exactly, in any order") {
  const std::vector<std::int64_t> values = waits(3000);
  const Histogram all = histogram_of(values);
  Histogram merged;
  merged.merge(histogram_of({values.begin() + 1000, values.end()}));
  merged.merge(Histogram{});
  merged.merge(histogram_of({values.begin(), values.begin() + 1000}));
  CHECK(merged.count() == all.count());
  for (double p = 0; p <= 1; p += 0.01) CHECK(merged.quantile(p) == all.quantile(p));
}

TEST_CASE("the count up to a time takes the whole bin of that time") {
  const Histogram histogram = histogram_of({5, 10, 10, 1000, 5000});
  CHECK(histogram.count_up_to(Duration{-1}) == 0);
  CHECK(histogram.count_up_to(Duration{4}) == 0);
  CHECK(histogram.count_up_to(Duration{10}) == 3);
  CHECK(histogram.count_up_to(Duration{999}) == 3);  // [512, 1024) has bins of 8: 1000 begins one
  CHECK(histogram.count_up_to(Duration{1001}) == 4);
  CHECK(histogram.count_up_to(one_hour) == 5);
}

TEST_CASE("a negative time counts as 0 in a histogram") {
  const Histogram histogram = histogram_of({-5});
  CHECK(histogram.count() == 1);
  CHECK(histogram.quantile(0.5) == Duration::zero());
}

TEST_CASE("a quantile never lies outside the values") {
  const Histogram ten_minutes = histogram_of({600'000'000, 600'000'000, 600'000'000});
  for (const double p : {0.0, 0.5, 0.95, 1.0}) CHECK(ten_minutes.quantile(p) == 10 * one_minute);
}

TEST_CASE("times that add up to more than can be counted are an error, not a wrong number") {
  Tally tally;
  tally.add(Duration{INT64_MAX - 1});
  CHECK_THROWS_AS(tally.add(one_day), SimulationError);
}
