// What of the calendar is not compiled into those who use it: the ways between row, heap and far future, each paid for by
// the many events that come before it is gone again.

#include "stepwell/simulation/event_calendar.hpp"

namespace stepwell {

void EventCalendar::enter(Event event) {
  if (event.at > near_until_) return far_.push(event);
  if (first_ == full_) return enter_heap(event);
  enter_row(event);
}

void EventCalendar::enter_tied(Event* place, Event event) {
  for (; earlier(*place, event); --place) place[1] = place[0];
  place[1] = event;
}

void EventCalendar::enter_heap(Event event) {
  if (heap_.is_open()) [[likely]]
    return heap_.replace(event);
  if (!heaped_) heap_up();
  heap_.push(event);
  show_heap();
  if (heap_.size() > heap_may_hold_) spread();
}

Event EventCalendar::pop_heap() {
  const Event event = heap_.pop();
  if (heap_.size() <= row_again) line_up();
  return event;
}

void EventCalendar::heap_up() {
  for (Event* event = first_; event != none(); --event) heap_.append(*event);
  heaped_ = true;
  show_heap();
}

void EventCalendar::line_up() {
  use_row();
  heap_.pour([&](const Event& event) { enter_row(event); });
}

void EventCalendar::use_row() {
  first_ = none();
  full_ = none() + row_room;
  heaped_ = false;
}

void EventCalendar::show_heap() { first_ = full_ = heap_.front(); }

/// Of the far future as many as come next, into the row, which must be empty, or into the heap.
void EventCalendar::refill() {
  if (far_.size() == 0) {
    near_until_ = INT64_MAX;
    heap_may_hold_ = row_room;
    return;
  }
  const bool all = far_.is_flat() && far_.size() <= few;
  const std::size_t coming = all ? far_.size() : far_.find(inserted_);
  heaped_ = coming > row_room;
  const auto take = [&](const Event& event) { heaped_ ? heap_.append(event) : enter_row(event); };
  if (all) {
    far_.pour_all(take);
    near_until_ = INT64_MAX;
  } else {
    far_.pour(take);
    near_until_ = far_.poured_until();
  }
  // It must double before it is tried again: what comes at one instant cannot be spread.
  heap_may_hold_ = std::max({row_room, far_.size(), heaped_ ? 2 * coming : 0});
  if (heaped_) {
    heap_.arrange();
    show_heap();
  }
}

/// What is near has become too much for the heap: lays the far future out anew over all that is pending.
void EventCalendar::spread() {
  far_.flatten();
  heap_.pour([&](const Event& event) { far_.push(event); });
  use_row();
  refill();
}

std::vector<Event> EventCalendar::take_all() {
  std::vector<Event> all;
  all.reserve(size());
  const auto take = [&](const Event& event) { all.push_back(event); };
  if (heaped_) {
    heap_.pour(take);
  } else {
    for (; first_ != none(); --first_) take(*first_);
  }
  far_.pour_all(take);
  use_row();
  near_until_ = INT64_MAX;
  heap_may_hold_ = row_room;
  return all;
}

}  // namespace stepwell
