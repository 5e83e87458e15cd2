// The calendar of coming events: a flat 4-ary heap of 16-byte values.
//
// Guarantees: events leave by time, then by kind (closings, openings, completions, ends of waits, timers, arrivals), then by
// insertion; an event that replaces the one just taken costs one pass down the heap. Insertion numbers never run out:
// when 2^29 are used up the pending events are numbered anew in their order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// What happens, in the order in which it happens within one instant.
enum class EventKind : std::uint32_t { closing, opening, completion, wait_over, timer, arrival };

struct Event {
  std::int64_t at;      ///< microseconds since 1970-01-01
  std::uint32_t order;  ///< kind in the upper 3 bits, insertion number in the lower 29
  std::uint32_t whom;   ///< calendar, token, timer or case type, by kind

  EventKind kind() const { return static_cast<EventKind>(order >> 29); }
  Instant instant() const { return Instant{Duration{at}}; }
};
static_assert(sizeof(Event) == 16);

class EventCalendar {
 public:
  EventCalendar() { heap_.reserve(256); }

  bool empty() const { return heap_.size() == (hole_ ? 1u : 0u); }
  std::size_t size() const { return heap_.size() - (hole_ ? 1 : 0); }
  /// Whether the insertion numbers are used up; then `renumber` must come before the next `push`.
  bool out_of_numbers() const { return inserted_ == (1u << 29) - 1; }

  /// Enters an event and returns its order, by which it can be told from any other pending one.
  std::uint32_t push(Instant at, EventKind kind, std::uint32_t whom) {
    const Event event{at.time_since_epoch().count(), (static_cast<std::uint32_t>(kind) << 29) | inserted_++, whom};
    if (hole_) {
      hole_ = false;
      sink(event);
    } else {
      heap_.push_back(event);
      rise(heap_.size() - 1, event);
    }
    return event.order;
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
    std::sort(heap_.begin(), heap_.end(), earlier);
    inserted_ = 0;
    for (Event& event : heap_) {
      const std::uint32_t order = (event.order & ~((1u << 29) - 1)) | inserted_++;
      moved(std::as_const(event), order);
      event.order = order;
    }
  }

 private:
  static bool earlier(const Event& a, const Event& b) { return a.at != b.at ? a.at < b.at : a.order < b.order; }

  void close_hole() {
    if (!hole_) return;
    hole_ = false;
    const Event last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink(last);
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

  void sink(const Event& event) {
    const std::size_t size = heap_.size();
    std::size_t i = 0;
    for (;;) {
      const std::size_t first = 4 * i + 1;
      if (first >= size) break;
      std::size_t least = first;
      for (std::size_t k = first + 1; k < std::min(first + 4, size); ++k) {
        if (earlier(heap_[k], heap_[least])) least = k;
      }
      if (!earlier(heap_[least], event)) break;
      heap_[i] = heap_[least];
      i = least;
    }
    heap_[i] = event;
  }

  std::vector<Event> heap_;
  std::uint32_t inserted_ = 0;
  bool hole_ = false;  ///< the front has been taken and its place not yet filled
};

}  // namespace stepwell
