// The events of the far future, out of order, in buckets that each hold a stretch of time; and what is beyond the last one.
//
// Guarantees: whatever is in a bucket comes before whatever is in a later one or beyond. When the buckets are used up, new
// ones are laid out over the nearer part of what is beyond, so wide that a bucket holds about a dozen: by how many lie there,
// and by how many came of late. An event costs one store when it comes, and one or two more until it is taken, however many
// there are; memory is that of the most events that were ever here, and no more is asked for until there are more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stepwell/simulation/event.hpp"

namespace stepwell {

class FarFuture {
 public:
  std::size_t size() const { return in_buckets_ + beyond_.size(); }
  /// Whether none lies in a bucket, so that the next `find` lays out new ones.
  bool is_flat() const { return in_buckets_ == 0; }
  /// The last instant that belongs to a bucket that was poured out; what comes later belongs here.
  std::int64_t poured_until() const { return poured_until_; }

  /// Enters an event that comes after `poured_until`, or any one when nothing was poured out since `flatten`.
  void push(Event event);

  /// Finds the earliest bucket that holds any; says how many. `entered` counts all events that were ever entered
  /// anywhere: how it grows tells how dense the times to come will be. Must not be empty.
  std::size_t find(std::uint64_t entered);

  /// Gives each event of the bucket found to `take`, in no order.
  template <class Take>
  void pour(Take take) {
    Bucket& bucket = buckets_[now_];
    empty(bucket, take);
    const std::uint64_t last = ((std::uint64_t{now_} + 1) << shift_) - 1;
    poured_until_ =
        last < distance(INT64_MAX) ? static_cast<std::int64_t>(static_cast<std::uint64_t>(start_) + last) : INT64_MAX;
    ++now_;
  }

  /// Gives all events to `take`, in no order, and is empty then.
  template <class Take>
  void pour_all(Take take) {
    flatten();
    for (const Event& event : beyond_) take(event);
    beyond_.clear();
  }

  /// Takes all events out of their buckets: new ones will be laid out over all.
  void flatten();

 private:
  static constexpr std::uint32_t per_chunk = 8;
  struct alignas(64) Chunk {
    Event of[per_chunk];
  };
  struct Bucket {
    std::uint32_t chunk;  ///< the last one; of what is before it `before_` knows
    std::uint32_t held;
  };

  std::uint64_t distance(std::int64_t at) const {
    return static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(start_);
  }
  void put(Bucket& bucket, Event event) {
    const std::uint32_t place = bucket.held % per_chunk;
    if (place == 0) [[unlikely]]
      return put_first(bucket, event);
    ++bucket.held;
    ++in_buckets_;
    chunks_[bucket.chunk].of[place] = event;
  }
  [[gnu::noinline]] void put_first(Bucket& bucket, Event event);
  [[gnu::noinline]] void put_beyond(Event event) { beyond_.push_back(event); }

  template <class Take>
  void empty(Bucket& bucket, Take take) {
    in_buckets_ -= bucket.held;
    while (bucket.held > 0) {
      const std::uint32_t chunk = bucket.chunk;
      const std::uint32_t here = (bucket.held - 1) % per_chunk + 1;
      for (std::uint32_t i = 0; i < here; ++i) take(chunks_[chunk].of[i]);
      bucket.held -= here;
      bucket.chunk = before_[chunk];
      before_[chunk] = free_;
      free_ = chunk;
    }
  }

  void lay_out(std::uint64_t entered);

  static constexpr std::uint32_t nothing = UINT32_MAX;

  std::vector<Bucket> buckets_;
  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> before_;  ///< of each chunk: the one before it in its bucket, or the next free one
  std::vector<Event> beyond_;
  std::size_t in_buckets_ = 0, now_ = 0, laid_ = 0;  ///< laid_: how many buckets
  std::int64_t start_ = 0;                           ///< where the first bucket begins
  std::int64_t poured_until_ = INT64_MIN;
  std::uint64_t entered_ = 0;  ///< when the buckets were laid out
  std::uint32_t free_ = nothing;
  unsigned shift_ = 0;  ///< a bucket is 2^shift microseconds wide
};

}  // namespace stepwell
