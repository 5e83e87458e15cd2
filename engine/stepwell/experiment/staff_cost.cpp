// Looks bands up in the workflow's rate table.
#include "stepwell/experiment/staff_cost.hpp"

#include "stepwell/experiment/estimate.hpp"

namespace stepwell {

namespace {

constexpr double usual_productive_hours = 1550;
constexpr double usual_contract = 37.5;

}  // namespace

double rate_per_hour(const Workflow& workflow, const Role& role, const Outcome& outcome) {
  if (role.rate) {
    const auto& assumption = role.rate->assumption;
    return assumption && index_of(*assumption) < outcome.assumed.size() ? outcome.assumed[*assumption]
                                                                        : role.rate->value;
  }
  const Band* band = workflow.rates.find(role.band);
  return band != nullptr ? band->per_hour : no_value;
}

bool has_rate(const Workflow& workflow, const Role& role) {
  return role.rate || workflow.rates.find(role.band) != nullptr;
}

double productive_hours_a_year(const Workflow& workflow, const Role& role) {
  const Band* band = workflow.rates.find(role.band);
  return band != nullptr && band->productive_hours > 0 ? band->productive_hours : usual_productive_hours;
}

double contracted_hours_a_week(const Workflow& workflow) {
  return workflow.rates.contracted_hours_per_week > 0 ? workflow.rates.contracted_hours_per_week : usual_contract;
}

}  // namespace stepwell
