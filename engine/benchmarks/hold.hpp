// The hold model on our calendar: take the next event, enter it again a random time later, over and over. It tells what
// the calendar costs with so many events pending, and nothing else.
//
// Guarantees: the same luck as limit.cpp draws, so that only the calendars differ.
#pragma once

#include <cstdint>

#include "limit_luck.hpp"
#include "stepwell/simulation/event_calendar.hpp"

namespace stepwell {

class Hold {
 public:
  /// At most 2^29 holds and pending events together.
  Hold(std::uint64_t pending, std::uint64_t seed) : words_(seed) {
    for (std::uint64_t i = 0; i < pending; ++i) enter(0, static_cast<std::uint32_t>(i));
  }
  void hold() {
    const Event event = calendar_.pop();
    sum_ += event.whom();
    enter(event.at, event.whom());
  }
  /// Of what was taken, so that nothing can be left out.
  std::uint64_t sum() const { return sum_; }

 private:
  /// A mean of 1000 s: with a million pending events few come at the same microsecond.
  void enter(std::int64_t now, std::uint32_t whom) {
    const auto later = static_cast<std::int64_t>(exponential(words_) * 1e9);
    calendar_.push(Instant{Duration{now + later}}, EventKind::completion, whom);
  }

  Words words_;
  EventCalendar calendar_;
  std::uint64_t sum_ = 0;
};

}  // namespace stepwell
