// The numbers of one replication from which estimates and paired differences are made: one definition each.
//
// Guarantees: seconds, money, shares; `no_value` where the replication has none. Integer sums are turned into doubles
// once, here.
#pragma once

#include <vector>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

/// One value for each outcome, in order.
template <class Value>
std::vector<double> over(const std::vector<Outcome>& outcomes, Value value) {
  std::vector<double> values;
  values.reserve(outcomes.size());
  for (const Outcome& outcome : outcomes) values.push_back(value(outcome));
  return values;
}

/// Seconds.
inline double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }
/// Mean of a tally in seconds.
double mean_of(const Tally& tally);
/// Median of a measure in seconds.
double median_of(const MeasureOutcome& measure);
/// Median, and what 90 % take at most, of the completed cases in seconds.
double median_of(const CaseOutcome& cases);
double ninetieth_of(const CaseOutcome& cases);
/// `sum` microseconds shared out over `count`, in seconds.
double each(std::int64_t sum, std::uint64_t count);

double weeks_counted(const Workflow& workflow);
/// Microseconds of work that the visits which closed in the window took from `role`.
std::int64_t work_of(const Workflow& workflow, const Outcome& outcome, RoleId role);
/// Microseconds rostered and overtime.
std::int64_t paid_of(const RoleOutcome& role);
double utilisation_of(const RoleOutcome& role);
double queue_of(const Workflow& workflow, const RoleOutcome& role);
/// Paid hours x rate, a week.
double paid_cost_of(const Workflow& workflow, const Outcome& outcome, RoleId role);
/// Hours of work x rate, a week.
double work_cost_of(const Workflow& workflow, const Outcome& outcome, RoleId role);
/// The sum over all roles whose rate is known; `no_value` where none is.
double paid_cost_of_all(const Workflow& workflow, const Outcome& outcome);
double work_cost_of_all(const Workflow& workflow, const Outcome& outcome);
/// Of values that closed or are late already, the share within the target.
double share_within(const MeasureOutcome& measure);

}  // namespace stepwell
