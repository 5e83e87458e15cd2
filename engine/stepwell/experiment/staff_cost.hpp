// What an hour of a role costs, and how many hours make a whole-time post: from its rate, its band and the rate table.
#pragma once

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

/// Weeks a year, as whole-time equivalents count them.
inline constexpr double weeks_a_year = 52;

/// Money per hour in one replication: the role's own rate (as drawn, where it is uncertain), else that of its band;
/// `no_value` where neither is known.
double rate_per_hour(const Workflow& workflow, const Role& role, const Outcome& outcome);
bool has_rate(const Workflow& workflow, const Role& role);
/// Hours a year that one whole-time member of staff is there to work.
double productive_hours_a_year(const Workflow& workflow, const Role& role);
/// Hours a week in a whole-time contract.
double contracted_hours_a_week(const Workflow& workflow);

}  // namespace stepwell
