// Appointments: books with slots, and what a case asks of one.
//
// Guarantees: plain values. A slot is the instant at which an appointment begins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell {

struct Book {
  std::string name;
  SourcePlace place;
  Duration every{};                       ///< from each opening on, as long as it is open
  std::optional<CalendarId> calendar;     ///< none: day and night, from the start of the clock
  std::vector<std::uint32_t> each = {1};  ///< how many cases a slot takes; the list goes round
  bool operator==(const Book&) const = default;
};

/// A wait for the next free slot of a book.
struct Appointment {
  BookId book{};
  std::optional<Distribution> lead;   ///< no slot sooner than this after asking
  std::optional<Duration> within;     ///< no slot later than this after asking: the case gives up
  std::optional<Distribution> early;  ///< how long before its slot the case is there
  std::optional<Distribution> late;   ///< how long after; both add up
  bool operator==(const Appointment&) const = default;
};

}  // namespace stepwell
