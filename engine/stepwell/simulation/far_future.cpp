// How buckets are laid out over the far future, and filled.
//
// Costs one look at all that is beyond, whenever the buckets are used up: most of that leaves before it comes again.

#include "stepwell/simulation/far_future.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace stepwell {
namespace {

constexpr double wanted_in_bucket = 16;
constexpr std::size_t sample_room = 128;

}  // namespace

void FarFuture::push(Event event) {
  const std::uint64_t bucket = distance(event.at) >> shift_;
  if (bucket >= laid_) return put_beyond(event);
  put(buckets_[bucket], event);
}

std::size_t FarFuture::find(std::uint64_t entered) {
  if (in_buckets_ == 0) lay_out(entered);
  while (buckets_[now_].held == 0) ++now_;
  // The next one is asked for soon, and by then it should be near.
  if (now_ + 1 < laid_ && buckets_[now_ + 1].held > 0) {
    const std::uint32_t chunk = buckets_[now_ + 1].chunk;
    __builtin_prefetch(&chunks_[chunk]);
    __builtin_prefetch(&chunks_[chunk].of[4]);
    if (buckets_[now_ + 1].held > per_chunk) {
      __builtin_prefetch(&chunks_[before_[chunk]]);
      __builtin_prefetch(&chunks_[before_[chunk]].of[4]);
    }
  }
  return buckets_[now_].held;
}

void FarFuture::flatten() {
  for (; in_buckets_ > 0; ++now_) empty(buckets_[now_], [&](const Event& event) { beyond_.push_back(event); });
  laid_ = 0;
  now_ = 0;
  entered_ = 0;
  poured_until_ = INT64_MIN;
}

void FarFuture::put_first(Bucket& bucket, Event event) {
  if (free_ == nothing) {
    const std::size_t old = chunks_.size();
    chunks_.resize(std::max<std::size_t>(64, 2 * old));
    before_.resize(chunks_.size());
    for (std::size_t i = chunks_.size(); i-- > old;) {
      before_[i] = free_;
      free_ = static_cast<std::uint32_t>(i);
    }
  }
  const std::uint32_t chunk = free_;
  free_ = before_[chunk];
  before_[chunk] = bucket.chunk;
  bucket.chunk = chunk;
  ++bucket.held;
  ++in_buckets_;
  chunks_[chunk].of[0] = event;
}

/// About seven in eight of what is beyond come into buckets, so that each event is dealt out once or twice.
void FarFuture::lay_out(std::uint64_t entered) {
  const std::size_t count = beyond_.size();
  const std::int64_t old_start = start_;
  start_ = beyond_.front().at;
  for (const Event& event : beyond_) start_ = std::min(start_, event.at);

  // A sample from all over, by steps of the golden ratio, as neighbours may have come together.
  const std::size_t asked = std::min<std::size_t>(sample_room, 8 + count / 16);
  std::array<std::uint64_t, sample_room> all_of_sample;
  const std::span<std::uint64_t> sample(all_of_sample.data(), asked);
  std::uint64_t golden = 0;
  for (std::uint64_t& one : sample) {
    golden += 0x9E3779B97F4A7C15u;
    one = distance(beyond_[((golden >> 32) * count) >> 32].at);
  }
  std::sort(sample.begin(), sample.end());
  const std::uint64_t front = sample[sample.size() / 8], most = sample[sample.size() * 7 / 8];

  double width = static_cast<double>(front) * 8 / static_cast<double>(count) * wanted_in_bucket;
  if (entered_ > 0 && entered > entered_ && start_ > old_start) {
    const double passed = static_cast<double>(start_) - static_cast<double>(old_start);
    width = std::min(width, passed / static_cast<double>(entered - entered_) * wanted_in_bucket);
  }
  entered_ = entered;
  shift_ = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(std::clamp(width, 1.0, 0x1p60)))) - 1;
  const std::size_t room = count / 4 + 16;
  while (most >> shift_ >= room) ++shift_;

  laid_ = static_cast<std::size_t>(most >> shift_) + 1;
  buckets_.assign(laid_, Bucket{nothing, 0});
  now_ = 0;
  auto stays = beyond_.begin();
  for (const Event& event : beyond_) {
    const std::uint64_t bucket = distance(event.at) >> shift_;
    if (bucket < laid_) {
      put(buckets_[bucket], event);
    } else {
      *stays++ = event;
    }
  }
  beyond_.erase(stays, beyond_.end());
}

}  // namespace stepwell
