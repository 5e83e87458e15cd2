// The calendar of coming events: a flat 4-ary heap of 16-byte values.
//
// Guarantees: events leave by time, then by kind (closings, openings, completions, ends of waits, timers, arrivals), then by
// insertion; an event that replaces the one just taken costs one pass down the heap. Insertion numbers never run out:
// when 2^29 are used up the pending events are numbered anew in their order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// What happens, in the order in which it happens within one instant.
enum class EventKind : std::uint32_t { closing, opening, completion, wait_over, timer, arrival };

struct Event {
  std::int64_t at;     ///< microseconds since 1970-01-01
  std::uint64_t name;  ///< order, then whom: together with `at` one number of 128 bits, in the order of events

  /// Kind in the upper 3 bits, insertion number in the lower 29.
  std::uint32_t order() const { return static_cast<std::uint32_t>(name >> 32); }
  /// Calendar, token, timer or case type, by kind.
  std::uint32_t whom() const { return static_cast<std::uint32_t>(name); }
  EventKind kind() const { return static_cast<EventKind>(name >> 61); }
  Instant instant() const { return Instant{Duration{at}}; }
};
static_assert(sizeof(Event) == 16);

class EventCalendar {
 public:
  EventCalendar() : heap_(256) {}

  bool empty() const { return size() == 0; }
  std::size_t size() const { return held_ - (hole_ ? 1 : 0); }
  /// Whether the insertion numbers are used up; then `renumber` must come before the next `push`.
  bool out_of_numbers() const { return inserted_ == (1u << 29) - 1; }

  /// Enters an event and returns its order, by which it can be told from any other pending one.
  [[gnu::always_inline]] std::uint32_t push(Instant at, EventKind kind, std::uint32_t whom) {
    const std::uint32_t order = (static_cast<std::uint32_t>(kind) << 29) | inserted_++;
    const Event event{at.time_since_epoch().count(), std::uint64_t{order} << 32 | whom};
    if (hole_) {
      hole_ = false;
      sink(event);
    } else {
      if (held_ == heap_.size()) [[unlikely]]
        heap_.resize(2 * held_);
      rise(held_++, event);
    }
    return order;
  }

  /// The time of the earliest event. Must not be empty.
  std::int64_t next_at() {
    close_hole();
    return heap_.front().at;
  }

  /// Whether the earliest event is of this kind and comes at this time.
  bool next_is(Instant at, EventKind kind) {
    return !empty() && next_at() == at.time_since_epoch().count() && heap_.front().kind() == kind;
  }

  /// Takes the earliest event. Its place stays open for the next `push`: most events are followed by one.
  Event pop() {
    close_hole();
    hole_ = true;
    return heap_.front();
  }

  /// Numbers all pending events anew, in order; tells `moved(event, new_order)` of each.
  template <class Moved>
  void renumber(Moved moved) {
    close_hole();
    const auto end = heap_.begin() + static_cast<std::ptrdiff_t>(held_);
    std::sort(heap_.begin(), end, earlier);
    inserted_ = 0;
    for (auto i = heap_.begin(); i != end; ++i) {
      Event& event = *i;
      const std::uint32_t order = (event.order() & ~((1u << 29) - 1)) | inserted_++;
      moved(std::as_const(event), order);
      event.name = std::uint64_t{order} << 32 | event.whom();
    }
  }

 private:
  __extension__ typedef __int128 Key;  // ISO C++ has no name for 128 bits

  /// As one number, so that comparing is two subtractions and no branch to guess.
  static Key key_of(const Event& event) { return (static_cast<Key>(event.at) << 64) | event.name; }
  static bool earlier(const Event& a, const Event& b) { return key_of(a) < key_of(b); }

  void close_hole() {
    if (!hole_) return;
    hole_ = false;
    const Event last = heap_[--held_];
    if (held_ > 0) sink(last);
  }

  void rise(std::size_t i, const Event& event) {
    while (i > 0) {
      const std::size_t parent = (i - 1) / 4;
      if (!earlier(event, heap_[parent])) break;
      heap_[i] = heap_[parent];
      i = parent;
    }
    heap_[i] = event;
  }

  [[gnu::always_inline]] void sink(const Event& event) {
    Event* const heap = heap_.data();
    const std::size_t size = held_;
    std::size_t i = 0;
    for (std::size_t first = 1; first < size; first = 4 * i + 1) {
      const std::size_t least = first + 4 <= size ? least_of_four(heap, first) : least_of(heap, first, size);
      if (!earlier(heap[least], event)) break;
      heap[i] = heap[least];
      i = least;
    }
    heap[i] = event;
  }

  static std::size_t least_of_four(const Event* heap, std::size_t first) {
    const std::size_t a = first + (earlier(heap[first + 1], heap[first]) ? 1 : 0);
    const std::size_t b = first + (earlier(heap[first + 3], heap[first + 2]) ? 3 : 2);
    return earlier(heap[b], heap[a]) ? b : a;
  }
  static std::size_t least_of(const Event* heap, std::size_t first, std::size_t end) {
    std::size_t least = first;
    for (std::size_t k = first + 1; k < end; ++k) least = earlier(heap[k], heap[least]) ? k : least;
    return least;
  }

  std::vector<Event> heap_;  ///< the first `held_` of it
  std::size_t held_ = 0;
  std::uint32_t inserted_ = 0;
  bool hole_ = false;  ///< the front has been taken and its place not yet filled
};

}  // namespace stepwell
