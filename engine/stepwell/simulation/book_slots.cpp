// From each opening on.
#include "stepwell/simulation/book_slots.hpp"

namespace stepwell {

BookCode slots_of(const Book& book, const Clock& clock, const OpeningHours* hours) {
  BookCode code;
  const std::vector<Interval> always{{clock.start, clock.horizon()}};
  for (const Interval& open : hours != nullptr ? hours->intervals() : always) {
    for (Instant slot = open.begin; slot < open.end; slot += book.every) {
      code.room.push_back(book.each[code.slots.size() % book.each.size()]);
      code.slots.push_back(slot);
    }
  }
  return code;
}

}  // namespace stepwell
