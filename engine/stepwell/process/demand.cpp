// Calendar days and the factors that hold on them.
#include "stepwell/process/demand.hpp"

#include <chrono>

#include "stepwell/foundation/elementary.hpp"

namespace stepwell {

double Pattern::on(std::int64_t day, std::int64_t first) const {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto month = static_cast<std::size_t>(static_cast<unsigned>(date.month()) - 1);
  const double factor = by_weekday[static_cast<std::size_t>(weekday_of(day))] * by_month[month];
  return growth == 0 ? factor : factor * power(1 + growth, static_cast<double>(day - first) / 365);
}

}  // namespace stepwell
