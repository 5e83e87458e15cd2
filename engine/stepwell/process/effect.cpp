// Days, weeks and months as numbers.
#include "stepwell/process/effect.hpp"

#include <chrono>

namespace stepwell {

std::int64_t period_of(Effect::Each each, Instant t) {
  const std::int64_t day = day_of(t);
  switch (each) {
    case Effect::Each::day:   return day;
    case Effect::Each::week:  return day - weekday_of(day);
    case Effect::Each::month: {
      const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
      return day - static_cast<std::int64_t>(static_cast<unsigned>(date.day())) + 1;
    }
    case Effect::Each::run:
    case Effect::Each::only_case:
    case Effect::Each::value:     break;
  }
  return 0;
}

}  // namespace stepwell
