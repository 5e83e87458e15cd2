// The calendar of coming events: a short row in order; where more are pending, a far future in buckets that are poured into
// the row one after the other; and a heap for what does not fit into the row all the same, as thousands at one instant.
//
// Guarantees: events leave by time, then by kind (closings, openings, completions, ends of waits, timers, arrivals), then by
// insertion. Up to 64 pending an event costs a few moves within the row, which are compiled into whoever enters it; with more
// it costs about the same however many there are, and at worst a pass through a heap of what comes before the next bucket.
// Insertion numbers never run out: when 2^29 are used up the pending events are numbered anew in their order. Memory follows
// the most that were ever pending; nothing is allocated before there are more.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "stepwell/simulation/event.hpp"
#include "stepwell/simulation/event_heap.hpp"
#include "stepwell/simulation/far_future.hpp"

namespace stepwell {

class EventCalendar {
 public:
  EventCalendar() { std::fill_n(row_.begin(), front_posts, after_all); }
  EventCalendar(const EventCalendar&) = delete;
  EventCalendar& operator=(const EventCalendar&) = delete;

  bool empty() const { return first_ == none(); }
  std::size_t size() const {
    return far_.size() + (heaped_ ? heap_.size() : static_cast<std::size_t>(first_ - none()));
  }
  /// Whether the insertion numbers are used up; then `renumber` must come before the next `push`.
  bool out_of_numbers() const { return inserted_ == (1u << 29) - 1; }

  /// Enters an event and returns its order, by which it can be told from any other pending one.
  [[gnu::always_inline]] std::uint32_t push(Instant at, EventKind kind, std::uint32_t whom) {
    const std::uint32_t order = (static_cast<std::uint32_t>(kind) << 29) | inserted_++;
    const Event event{at.time_since_epoch().count(), std::uint64_t{order} << 32 | whom};
    if (event.at > near_until_) [[unlikely]] {
      far_.push(event);
    } else if (first_ == full_) [[unlikely]] {
      enter_heap(event);
    } else {
      enter_row(event);
    }
    return order;
  }

  /// The time of the earliest event. Must not be empty.
  std::int64_t next_at() {
    if (heap_.is_open()) [[unlikely]]
      heap_.close();
    return first_->at;
  }

  /// Whether the earliest event is of this kind and comes at this time.
  bool next_is(Instant at, EventKind kind) {
    return !empty() && next_at() == at.time_since_epoch().count() && first_->kind() == kind;
  }

  /// Takes the earliest event. Must not be empty.
  Event pop() {
    if (heaped_) [[unlikely]]
      return pop_heap();
    const Event event = *first_--;
    if (first_ == none() && near_until_ != INT64_MAX) [[unlikely]]
      refill();
    return event;
  }

  /// Numbers all pending events anew, in order; tells `moved(event, new_order)` of each.
  template <class Moved>
  void renumber(Moved moved) {
    std::vector<Event> all = take_all();
    std::sort(all.begin(), all.end(), earlier);
    inserted_ = 0;
    for (Event& event : all) {
      const std::uint32_t order = (event.order() & ~((1u << 29) - 1)) | inserted_++;
      moved(std::as_const(event), order);
      event.name = std::uint64_t{order} << 32 | event.whom();
    }
    for (const Event& event : all) enter(event);
  }

 private:
  static constexpr std::size_t row_room = 64;    ///< when there are more, there is a far future
  static constexpr std::size_t few = 48;         ///< and no more when these are left
  static constexpr std::size_t row_again = 32;   ///< so few leave the heap for the row
  static constexpr std::size_t front_posts = 4;  ///< places before the row that none passes: one looks four ahead

  [[gnu::always_inline]] void enter_row(Event event) {
    Event* place = first_++;
    for (; place[-3].at < event.at; place -= 4) {
      place[1] = place[0];
      place[0] = place[-1];
      place[-1] = place[-2];
      place[-2] = place[-3];
    }
    // Of the last three none to all are passed: what a branch would have to guess is reckoned.
    const std::ptrdiff_t a = place[0].at < event.at, b = place[-1].at < event.at, c = place[-2].at < event.at;
    const Event x = place[0], y = place[-1], z = place[-2];
    place[a] = x;
    place[b - 1] = y;
    place[c - 2] = z;
    place -= a + b + c;
    if (place->at == event.at) [[unlikely]]
      return enter_tied(place, event);
    place[1] = event;
  }

  Event* none() { return row_.data() + front_posts - 1; }
  const Event* none() const { return row_.data() + front_posts - 1; }

  void enter(Event event);
  static void enter_tied(Event* place, Event event);
  void enter_heap(Event event);
  Event pop_heap();
  void heap_up();
  void line_up();
  void use_row();
  void show_heap();
  void refill();
  void spread();
  std::vector<Event> take_all();

  Event* first_ = none();                ///< the earliest: of the row, or of the heap
  Event* full_ = none() + row_room;      ///< where `first_` is when the row has no room, or is not used
  std::int64_t near_until_ = INT64_MAX;  ///< what comes later is of the far future
  std::uint32_t inserted_ = 0;
  bool heaped_ = false;                            ///< the heap holds what is near, and not the row
  std::array<Event, front_posts + row_room> row_;  ///< `after_all`, then the latest to the earliest
  EventHeap heap_;
  FarFuture far_;
  std::size_t heap_may_hold_ = row_room;  ///< when it holds more, all is spread anew over the far future
};

}  // namespace stepwell
