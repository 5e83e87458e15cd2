// How many cases come in an ordinary week, and how long a calendar is open in one; bank holidays apart.
//
// Guarantees: exact for intervals and hourly rates; patterns are averaged by weekday over the run; for a list of times,
// the times in the run spread over its weeks. What is there at the start belongs to no ordinary week. Of a population, what would come if nobody spent any time here:
// `expected_load` puts that right.
#pragma once

#include <optional>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Hours for which a calendar is open in an ordinary week; 168 without one.
double weekly_open_hours(const Workflow& workflow, std::optional<CalendarId> calendar);

/// Cases of this type in an ordinary week.
double weekly_arrivals(const Workflow& workflow, const CaseType& type);

/// Squared coefficient of variation of the time between arrivals: 0 for a regular stream, 1 for a Poisson one.
double arrival_variability(const CaseType& type);

}  // namespace stepwell
