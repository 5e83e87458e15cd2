// A 4-ary heap of events, for when more are at hand than a row in order can bear.
//
// Guarantees: brothers share one cache line, and past the last event stands `after_all`, so that the least of four is found
// without a look at how many there are. Its front may be opened; the next event that is pushed then costs one pass down.
#pragma once

#include <cstddef>
#include <vector>

#include "stepwell/simulation/event.hpp"

namespace stepwell {

class EventHeap {
 public:
  EventHeap() = default;
  EventHeap(const EventHeap&) = delete;
  EventHeap& operator=(const EventHeap&) = delete;

  bool is_open() const { return open_; }
  std::size_t size() const { return end_ - root - (open_ ? 1 : 0); }
  /// The earliest event. Must not be empty or open; moves when an event is pushed or appended.
  Event* front() { return events() + root; }

  /// Enters an event; the front must not be open.
  void push(Event event);
  /// Enters an event where the front is open.
  void replace(Event event) {
    open_ = false;
    sink(root, event);
  }
  /// Takes the front; its place stays open for the next event.
  Event pop();
  /// Fills the open front from behind.
  void close();

  /// Adds an event out of order: then `arrange` must come before anything else but another `append`.
  void append(Event event);
  void arrange();

  /// Gives each event to `take`, in no order, and is empty then.
  template <class Take>
  void pour(Take take) {
    close();
    for (std::size_t i = root; i < end_; ++i) {
      take(events()[i]);
      events()[i] = after_all;
    }
    end_ = root;
  }

 private:
  struct alignas(64) Brothers {
    Event of[4] = {after_all, after_all, after_all, after_all};
  };
  static constexpr std::size_t root = 3;  // so that its children, 4 to 7, begin a line
  static std::size_t parent_of(std::size_t i) { return i / 4 + 2; }
  static std::size_t first_child_of(std::size_t i) { return 4 * (i - 2); }

  Event* events() { return reinterpret_cast<Event*>(brothers_.data()); }
  void make_room() {
    if (end_ == 4 * brothers_.size()) brothers_.resize(2 * end_);
  }
  void sink(std::size_t i, Event event);

  std::vector<Brothers> brothers_{std::size_t{2}};
  std::size_t end_ = root;
  bool open_ = false;
};

}  // namespace stepwell
