// Running statistics of times: a tally of sums, and a histogram from which quantiles come.
//
// Guarantees: counts and sums are integers, so they add up exactly and merge in any order, and a sum past what 64 bits
// hold (292,000 years) is an error rather than a wrong number; `sum_squares` is a double
// and is merged in replication order only. A quantile is within 1 % of the exact one. Adding costs a few
// nanoseconds; a histogram takes memory only for the octaves that it has seen.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// Throws the `SimulationError` that says so.
[[noreturn]] void times_overflow();

/// `sum += x`, for sums of times. Throws `SimulationError` where that is past what 64 bits hold.
inline void add_exactly(std::int64_t& sum, std::int64_t x) {
  if (__builtin_add_overflow(sum, x, &sum)) times_overflow();
}

struct Tally {
  std::uint64_t count = 0;
  std::int64_t sum = 0;  ///< microseconds
  double sum_squares = 0;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();

  [[gnu::always_inline]] void add(Duration d) {
    const std::int64_t x = d.count();
    ++count;
    add_exactly(sum, x);
    sum_squares += static_cast<double>(x) * static_cast<double>(x);
    least = x < least ? x : least;
    most = x > most ? x : most;
  }
  /// The same as so many times `add` of zero.
  void add_zeros(std::uint64_t zeros) {
    if (zeros == 0) return;
    count += zeros;
    least = least < 0 ? least : 0;
    most = most > 0 ? most : 0;
  }
  void merge(const Tally& other);
  double mean() const { return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count); }
  double variance() const;  ///< with n - 1; 0 below two values
};

/// Log-linear histogram of microseconds: 64 bins an octave, exact below 64. A negative value counts as 0.
class Histogram {
 public:
  static constexpr int bins_per_octave = 64;
  static constexpr int octaves = 58;

  void add(Duration d) {
    add_within(d);
    reach(d, d);
  }
  /// For values of which somebody knows the least and the most anyway: `reach` says them before the histogram is read.
  [[gnu::always_inline]] void add_within(Duration d) {
    const Bin bin = bin_of(d);
    Octave* const page = pages_[bin.octave].get();
    if (page == nullptr) [[unlikely]]
      return add_to_new_page(d);
    ++(*page)[bin.bin];
  }
  void reach(Duration least, Duration most) {
    least_ = std::min(least_, std::max(least, Duration::zero()));
    most_ = std::max(most_, std::max(most, Duration::zero()));
  }
  void merge(const Histogram& other);
  std::uint64_t count() const;  ///< costs a walk over what it holds
  /// The value at or below which a share `p` (0 to 1) of values lies, those of one bin taken to lie evenly in it;
  /// never outside the values that were added; 0 where there are none.
  Duration quantile(double p) const;
  /// How many values are at most `d`, up to the width of d's bin.
  std::uint64_t count_up_to(Duration d) const;

 private:
  using Octave = std::array<std::uint64_t, bins_per_octave>;
  struct Bin {
    std::size_t octave;
    std::size_t bin;
  };
  /// Values below 64 fill octave 0 one by one; octave k holds [64, 128) x 2^(k-1). A negative one is past all octaves.
  static Bin bin_of(Duration d) {
    const auto value = static_cast<std::uint64_t>(d.count());
    const auto octave = static_cast<std::size_t>(58 - std::countl_zero(value | 63));
    return {octave, static_cast<std::size_t>(value >> (octave - (octave > 0))) % bins_per_octave};
  }
  static Duration place_in(Bin bin, std::uint64_t rank, std::uint64_t held);
  void add_to_new_page(Duration d);

  Duration least_ = Duration::max();
  Duration most_ = Duration::min();
  std::array<std::unique_ptr<Octave>, octaves + 1> pages_;  ///< the last stays empty, for negative values
};

}  // namespace stepwell
