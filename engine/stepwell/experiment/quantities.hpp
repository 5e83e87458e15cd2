// What a workflow uses of the quantities that its model names: carbon, gloves, money, whatever is counted by visits, by
// hours of work and waits, or by hours of a case's waiting or stay.
//
// Guarantees: an amount belongs to one place only: a step has its own and that of the roles at work there; a case type
// has its own beside them, so steps and case types' own add up to the whole, and so do the case types. What counts are
// visits done, their time, and cases completed in the window: the same that the ledger counts. `money` is money for
// other things than pay; `all_money_per_week` adds the paid hours, once. Amounts that are not known for certain are those
// drawn in each replication.
#pragma once

#include <string>
#include <vector>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/experiment/replications.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

struct QuantityShare {
  std::string name;  ///< of a step, role or case type
  Estimate per_week;
  Estimate per_case;  ///< a completed case, of that type for a case type
};

struct QuantityFigures {
  std::string name;
  std::string unit;
  Estimate per_week;
  Estimate per_case;                 ///< a completed case of any type
  std::vector<QuantityShare> steps;  ///< those that use any: at visits, and by the roles at work there
  std::vector<QuantityShare> roles;  ///< of that, what the roles use
  std::vector<QuantityShare> cases;  ///< everything that the cases of a type use, waiting and visits included
};

/// Each named quantity, in the order of the model.
std::vector<QuantityFigures> quantity_figures(const Workflow& workflow, const Replications& replications);

/// Of one replication, in the window: all of it; a week.
double quantity_per_week(const Workflow& workflow, const Outcome& outcome, QuantityId quantity);
double quantity_per_case(const Workflow& workflow, const Outcome& outcome, QuantityId quantity);
/// Paid hours and `money`; `no_value` where the model has no `money`.
double all_money_per_week(const Workflow& workflow, const Outcome& outcome);

}  // namespace stepwell
