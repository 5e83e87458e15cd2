// Calendars for the hand-written loops of limit.cpp: a 4-ary heap, and a calendar queue that knows its load beforehand.
//
// Guarantees: entries leave by time; of the heap, those of one time by insertion, as long as there are fewer than 2^32. Times
// are not negative. The heap costs one pass down for an entry taken and one entered after it.
#pragma once

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace stepwell {

/// A time that is not negative compares like its bits.
struct Entry {
  std::uint64_t at;
  std::uint32_t order, whom;
};
inline bool earlier(const Entry& a, const Entry& b) {
  __extension__ using Wide = unsigned __int128;
  return (Wide{a.at} << 64 | std::uint64_t{a.order} << 32 | a.whom) <
         (Wide{b.at} << 64 | std::uint64_t{b.order} << 32 | b.whom);
}

/// How the least of four children is found: one after the other by whole entries, or in pairs by their times, and by
/// order only where these tie.
enum class Contest { in_turn, in_pairs };

/// Four children to a parent, each four on one cache line; the place of who was taken is filled by who comes next.
template <Contest contest>
class Heap {
 public:
  explicit Heap(std::size_t) { reserve(64); }
  ~Heap() { std::free(memory_); }
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  void push(double at, std::uint32_t whom) {
    const Entry entry{std::bit_cast<std::uint64_t>(at), order_++, whom};
    if (hole_) {
      hole_ = false;
      return sink(entry);
    }
    if (size_ == room_) [[unlikely]]
      reserve(2 * room_);
    std::size_t i = size_++;
    for (; i > 0 && goes_before(entry, heap_[(i - 1) / 4]); i = (i - 1) / 4) heap_[i] = heap_[(i - 1) / 4];
    heap_[i] = entry;
  }
  bool pop(double& at, std::uint32_t& whom) {
    if (hole_) {
      hole_ = false;
      if (--size_ > 0) sink(Entry{heap_[size_]});
    }
    if (size_ == 0) return false;
    at = std::bit_cast<double>(heap_[0].at);
    whom = heap_[0].whom;
    return hole_ = true;
  }

 private:
  void reserve(std::size_t room) {
    auto* memory = static_cast<Entry*>(std::aligned_alloc(64, ((room + 4) * sizeof(Entry) + 127) & ~std::size_t{63}));
    if (size_ > 0) std::memcpy(memory + 3, heap_, size_ * sizeof(Entry));
    std::free(memory_);
    memory_ = memory;
    heap_ = memory + 3;  // so that the first child of each begins a line
    room_ = room;
  }
  std::size_t least_of_four(std::size_t child) const {
    const Entry* const four = heap_ + child;
    if constexpr (contest == Contest::in_pairs) {
      const std::size_t left = std::size_t{heap_[child + 1].at < heap_[child].at} + child;
      const std::size_t right = std::size_t{heap_[child + 3].at < heap_[child + 2].at} + child + 2;
      std::size_t least = heap_[right].at < heap_[left].at ? right : left;
      const std::uint64_t at = heap_[least].at;
      if ((four[0].at == at) + (four[1].at == at) + (four[2].at == at) + (four[3].at == at) > 1) [[unlikely]] {
        for (std::size_t k = child; k < child + 4; ++k) least = goes_before(heap_[k], heap_[least]) ? k : least;
      }
      return least;
    } else {
      std::size_t least = child;
      Entry best = heap_[child];
      for (std::size_t k = child + 1; k < child + 4; ++k) {
        const bool before = earlier(heap_[k], best);
        least = before ? k : least;
        best = before ? heap_[k] : best;
      }
      return least;
    }
  }
  bool goes_before(const Entry& a, const Entry& b) const {
    if constexpr (contest == Contest::in_turn) return earlier(a, b);
    return a.at < b.at || (a.at == b.at && a.order < b.order);
  }
  void sink(Entry entry) {
    std::size_t i = 0;
    for (std::size_t child = 1; child < size_; child = 4 * i + 1) {
      std::size_t least = child;
      if (child + 4 <= size_) {
        least = least_of_four(child);
      } else {
        for (std::size_t k = child + 1; k < size_; ++k) least = goes_before(heap_[k], heap_[least]) ? k : least;
      }
      if (!goes_before(heap_[least], entry)) break;
      heap_[i] = heap_[least];
      i = least;
    }
    heap_[i] = entry;
  }
  Entry* memory_ = nullptr;
  Entry* heap_ = nullptr;
  std::size_t size_ = 0, room_ = 0;
  std::uint32_t order_ = 0;
  bool hole_ = false;
};

/// Buckets of one width in a circle, each a list in order (Brown 1988). Its width is set once, for `pending` entries that
/// lie within about 1 from now; so it is of no use but in the hold model.
class CalendarQueue {
 public:
  explicit CalendarQueue(std::size_t pending)
      : buckets_(std::bit_ceil(pending), nobody), mask_(buckets_.size() - 1), per_time_(static_cast<double>(pending)) {
    places_.resize(pending + 2);
    for (std::uint32_t i = 0; i < places_.size(); ++i) places_[i].next = i + 1;
  }

  void push(double at, std::uint32_t whom) {
    const std::uint32_t place = free_;
    free_ = places_[place].next;
    std::uint32_t* link = &buckets_[bucket(at) & mask_];
    while (*link != nobody && places_[*link].at <= at) link = &places_[*link].next;
    places_[place] = {at, whom, *link};
    *link = place;
  }
  /// Never empty in the hold model.
  bool pop(double& at, std::uint32_t& whom) {
    for (;; ++now_) {
      std::uint32_t& first = buckets_[now_ & mask_];
      if (first == nobody || bucket(places_[first].at) != now_) continue;
      const std::uint32_t place = first;
      at = places_[place].at;
      whom = places_[place].whom;
      first = places_[place].next;
      places_[place].next = free_;
      free_ = place;
      return true;
    }
  }

 private:
  struct Place {
    double at;
    std::uint32_t whom, next;
  };
  static constexpr std::uint32_t nobody = UINT32_MAX;
  std::uint64_t bucket(double at) const { return static_cast<std::uint64_t>(at * per_time_); }

  std::vector<Place> places_;
  std::vector<std::uint32_t> buckets_;
  std::uint64_t mask_, now_ = 0;
  double per_time_;
  std::uint32_t free_ = 0;
};

}  // namespace stepwell
