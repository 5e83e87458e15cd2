// The heap, four children to a parent.
//
// Costs three comparisons and one more a level.

#include "stepwell/simulation/event_heap.hpp"

namespace stepwell {
namespace {

const Event* least_of_four(const Event* four) {
  // Sums, since what is written as a choice becomes a branch that nobody can guess.
  const Event* const a = four + (earlier(four[1], four[0]) ? 1 : 0);
  const Event* const b = four + 2 + (earlier(four[3], four[2]) ? 1 : 0);
  return earlier(*b, *a) ? b : a;
}

}  // namespace

void EventHeap::push(Event event) {
  make_room();
  Event* const heap = events();
  std::size_t i = end_++;
  for (; i > root && earlier(event, heap[parent_of(i)]); i = parent_of(i)) heap[i] = heap[parent_of(i)];
  heap[i] = event;
}

Event EventHeap::pop() {
  close();
  open_ = true;
  return *front();
}

void EventHeap::close() {
  if (!open_) return;
  open_ = false;
  const Event last = events()[--end_];
  events()[end_] = after_all;
  if (end_ > root) sink(root, last);
}

void EventHeap::append(Event event) {
  make_room();
  events()[end_++] = event;
}

void EventHeap::arrange() {
  if (end_ < root + 2) return;
  for (std::size_t i = parent_of(end_ - 1) + 1; i-- > root;) sink(i, Event{events()[i]});
}

void EventHeap::sink(std::size_t i, Event event) {
  Event* const heap = events();
  const std::size_t end = end_;
  for (std::size_t first = first_child_of(i); first < end; first = first_child_of(i)) {
    const Event* const least = least_of_four(heap + first);
    if (!earlier(*least, event)) break;
    heap[i] = *least;
    i = static_cast<std::size_t>(least - heap);
  }
  heap[i] = event;
}

}  // namespace stepwell
