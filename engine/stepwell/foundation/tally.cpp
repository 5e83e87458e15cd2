// Merging of tallies and histograms, and the quantiles of a histogram.
//
// Guarantees: counts merge exactly in any order. Cost of a quantile: a walk over the octaves that were seen.
#include "stepwell/foundation/tally.hpp"

#include <algorithm>
#include <numeric>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell {

void times_overflow() {
  throw SimulationError(
      "the times of this run add up to more than 292,000 years, which is past what can be counted exactly: "
      "work comes faster than it is done; raise `staff`, let fewer cases come, or shorten `clock: run`");
}

void Tally::merge(const Tally& other) {
  count += other.count;
  add_exactly(sum, other.sum);
  sum_squares += other.sum_squares;
  least = std::min(least, other.least);
  most = std::max(most, other.most);
}

double Tally::variance() const {
  // Equal values must have none, and rounding of the squares must not make a negative one.
  if (count < 2 || least == most) return 0;
  const double n = static_cast<double>(count);
  const double total = static_cast<double>(sum);
  return std::max(0.0, (sum_squares - total * (total / n)) / (n - 1));
}

// The `rank`th (from 1) of `held` values that lie evenly in a bin; its middle where it holds one.
Duration Histogram::place_in(Bin bin, std::uint64_t rank, std::uint64_t held) {
  if (bin.octave == 0) return Duration{static_cast<std::int64_t>(bin.bin)};
  const std::size_t shift = bin.octave - 1;
  const std::int64_t least = static_cast<std::int64_t>(bins_per_octave + bin.bin) << shift;
  const double share = (static_cast<double>(rank) - 0.5) / static_cast<double>(held);
  return Duration{least + static_cast<std::int64_t>(share * static_cast<double>(std::int64_t{1} << shift))};
}

void Histogram::add_to_new_page(Duration d) {
  d = std::max(d, Duration::zero());
  std::unique_ptr<Octave>& page = pages_[bin_of(d).octave];
  if (!page) page = std::make_unique<Octave>();
  add_within(d);
}

std::uint64_t Histogram::count() const {
  std::uint64_t count = 0;
  for (const std::unique_ptr<Octave>& page : pages_) {
    if (page) count = std::accumulate(page->begin(), page->end(), count);
  }
  return count;
}

void Histogram::merge(const Histogram& other) {
  for (std::size_t octave = 0; octave < pages_.size(); ++octave) {
    if (!other.pages_[octave]) continue;
    if (!pages_[octave]) pages_[octave] = std::make_unique<Octave>();
    for (std::size_t bin = 0; bin < bins_per_octave; ++bin) (*pages_[octave])[bin] += (*other.pages_[octave])[bin];
  }
  least_ = std::min(least_, other.least_);
  most_ = std::max(most_, other.most_);
}

Duration Histogram::quantile(double p) const {
  const std::uint64_t count = this->count();
  if (count == 0) return Duration::zero();
  // The rank is the first one at or above p x count; the comparison lets a NaN pass as 0.
  const double wanted = p > 0 ? std::min(p, 1.0) * static_cast<double>(count) : 0;
  std::uint64_t rank = static_cast<std::uint64_t>(wanted);
  if (static_cast<double>(rank) < wanted) ++rank;
  rank = std::clamp<std::uint64_t>(rank, 1, count);
  std::uint64_t seen = 0;
  for (std::size_t octave = 0; octave < pages_.size(); ++octave) {
    if (!pages_[octave]) continue;
    for (std::size_t bin = 0; bin < bins_per_octave; ++bin) {
      const std::uint64_t held = (*pages_[octave])[bin];
      if (seen + held >= rank) return std::clamp(place_in({octave, bin}, rank - seen, held), least_, most_);
      seen += held;
    }
  }
  return Duration::zero();
}

std::uint64_t Histogram::count_up_to(Duration d) const {
  if (d < Duration::zero()) return 0;
  const Bin last = bin_of(d);
  std::uint64_t seen = 0;
  for (std::size_t octave = 0; octave <= last.octave; ++octave) {
    if (!pages_[octave]) continue;
    const std::size_t bins = octave == last.octave ? last.bin + 1 : bins_per_octave;
    for (std::size_t bin = 0; bin < bins; ++bin) seen += (*pages_[octave])[bin];
  }
  return seen;
}

}  // namespace stepwell
