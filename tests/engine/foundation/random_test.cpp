// The generator against its published answers, the keys, and a quick look at the luck itself.
//
// Seeds are fixed, so these tests cannot fail by chance: they would have failed once, when they were written. Critical
// values are those that a fair generator exceeds once in ten thousand tests.
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "catch.hpp"
#include "stepwell/foundation/random.hpp"

using namespace stepwell;

namespace {

constexpr int draws = 100'000;
using Address = std::function<double(std::uint64_t)>;

std::vector<double> drawn(const Address& at) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < draws; ++i) values.push_back(at(i));
  return values;
}

/// Chi-square over 100 equal bins.
double chi_square(const std::vector<double>& values) {
  std::vector<double> counts(100);
  for (const double u : values) ++counts[static_cast<std::size_t>(u * 100)];
  const double expected = static_cast<double>(values.size()) / 100;
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

/// Kolmogorov's distance from the uniform distribution, times the root of the count.
double kolmogorov(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    distance = std::max({distance, static_cast<double>(i + 1) / n - values[i], values[i] - static_cast<double>(i) / n});
  }
  return distance * std::sqrt(n);
}

/// Correlation of two samples of uniforms, times the root of the count: nearly a standard normal.
double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag = 0) {
  double sum = 0;
  for (std::size_t i = 0; i + lag < a.size(); ++i) sum += (a[i] - 0.5) * (b[i + lag] - 0.5);
  return 12 * sum / std::sqrt(static_cast<double>(a.size()));
}

// 1e-4 quantiles: chi-square with 99 degrees of freedom; sqrt(ln(2 / 1e-4) / 2); the normal, two-sided.
constexpr double critical_chi_square = 160.056;
constexpr double critical_kolmogorov = 2.2253;
constexpr double critical_correlation = 3.8906;

std::vector<std::pair<const char*, Address>> addresses() {
  const std::uint64_t key = stream_key(1, 0, "patient", "see doctor", Purpose::time);
  return {
      {"by case", [key](std::uint64_t i) { return unit(random_block(key, i, 0, 0).first); }},
      {"by case, the second of the block", [key](std::uint64_t i) { return unit(random_block(key, i, 0, 0).second); }},
      {"by visit",
       [key](std::uint64_t i) { return unit(random_block(key, 7, static_cast<std::uint32_t>(i), 0).first); }},
      {"by index",
       [key](std::uint64_t i) { return unit(random_block(key, 7, 0, static_cast<std::uint32_t>(i)).first); }},
      {"by replication",
       [](std::uint64_t i) {
         return unit(random_block(stream_key(1, i, "patient", "see doctor", Purpose::time), 0, 0, 0).first);
       }},
      {"by seed",
       [](std::uint64_t i) {
         return unit(random_block(stream_key(i, 0, "patient", "see doctor", Purpose::time), 0, 0, 0).first);
       }},
      {"by name",
       [](std::uint64_t i) {
         return unit(random_block(stream_key(1, 0, "patient", std::to_string(i), Purpose::time), 0, 0, 0).first);
       }},
  };
}

}  // namespace

TEST_CASE("the generator gives the published answers of Philox2x64-10") {
  // Random123 (Salmon et al., SC 2011), kat_vectors: counter, key, answer.
  const auto philox = [](std::uint64_t c0, std::uint64_t c1, std::uint64_t key) {
    const RandomBlock block =
        random_block(key, c0, static_cast<std::uint32_t>(c1 >> 32), static_cast<std::uint32_t>(c1));
    return std::pair{block.first, block.second};
  };
  CHECK(philox(0, 0, 0) == std::pair{0xca00a0459843d731u, 0x66c24222c9a845b5u});
  CHECK(philox(~0ull, ~0ull, ~0ull) == std::pair{0x65b021d60cd8310fu, 0x4d02f3222f86df20u});
  CHECK(philox(0x243f6a8885a308d3u, 0x13198a2e03707344u, 0xa4093822299f31d0u) ==
        std::pair{0x0a5e742c2997341cu, 0xb0f883d38000de5du});
}

TEST_CASE("a unit lies strictly between 0 and 1, at the middle of its cell") {
  CHECK(unit(0) == 0x1p-53);
  CHECK(unit(~0ull) == 1 - 0x1p-53);
  CHECK(unit(1ull << 63) == 0.5 + 0x1p-53);
  CHECK(unit(1ull << 12) == 3 * 0x1p-53);
  CHECK(1 - unit(0) == unit(~0ull));
}

TEST_CASE("a stream's name tells its parts apart") {
  CHECK(stream_name("ab", "c", Purpose::time) != stream_name("a", "bc", Purpose::time));
  CHECK(stream_name("", "abc", Purpose::time) != stream_name("abc", "", Purpose::time));
  CHECK(stream_name("a", "b", Purpose::time) != stream_name("b", "a", Purpose::time));
  CHECK(stream_name("a", "b", Purpose::time) != stream_name("a", "b", Purpose::adds));
  const std::string with_zero("a\0b", 3);
  CHECK(stream_name(with_zero, "", Purpose::time) != stream_name("a", "b", Purpose::time));
  CHECK(stream_key(3, 4, "a", "b", Purpose::next) == keyed(stream_name("a", "b", Purpose::next), 3, 4));
}

TEST_CASE("streams, seeds and replications all have keys of their own") {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t replication = 0; replication < 100; ++replication) {
      for (const char* name : {"a", "b", "aa", "ab", "see doctor", "see doctors"}) {
        keys.insert(stream_key(seed, replication, "patient", name, Purpose::time));
        keys.insert(stream_key(seed, replication, "patient", name, Purpose::next));
      }
    }
  }
  CHECK(keys.size() == 10 * 100 * 6 * 2);
  CHECK(keyed(5, 1, 2) != keyed(5, 2, 1));
  CHECK(keyed(5, 1, 1ull << 32) != keyed(5, 1, 0));
}

TEST_CASE("keys never change: an old run can be repeated") {
  CHECK(stream_name("patient", "see doctor", Purpose::time) == 0x4ee7c7eb4c7b78ddu);
  CHECK(stream_key(1, 0, "patient", "see doctor", Purpose::time) == 0x832015629fffc2bau);
}

TEST_CASE("draws are uniform along every part of their address") {
  for (const auto& [name, at] : addresses()) {
    INFO(name);
    const std::vector<double> values = drawn(at);
    CHECK(chi_square(values) < critical_chi_square);
    CHECK(kolmogorov(values) < critical_kolmogorov);
  }
}

TEST_CASE("draws do not remember their neighbours along any part of their address") {
  for (const auto& [name, at] : addresses()) {
    INFO(name);
    const std::vector<double> values = drawn(at);
    for (const std::size_t lag : {1, 2, 7}) CHECK(std::fabs(correlation(values, values, lag)) < critical_correlation);
  }
}

TEST_CASE("no two kinds of address go together") {
  std::vector<std::vector<double>> samples;
  for (const auto& [name, at] : addresses()) samples.push_back(drawn(at));
  const std::uint64_t next_step = stream_key(1, 0, "patient", "see nurse", Purpose::time);
  const std::uint64_t other_purpose = stream_key(1, 0, "patient", "see doctor", Purpose::next);
  const std::uint64_t next_replication = stream_key(1, 1, "patient", "see doctor", Purpose::time);
  for (const std::uint64_t key : {next_step, other_purpose, next_replication}) {
    samples.push_back(drawn([key](std::uint64_t i) { return unit(random_block(key, i, 0, 0).first); }));
  }
  for (std::size_t i = 0; i < samples.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      INFO(i << " with " << j);
      CHECK(std::fabs(correlation(samples[i], samples[j])) < critical_correlation);
    }
  }
}
