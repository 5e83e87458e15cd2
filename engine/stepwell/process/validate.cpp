// Small things first: what is said about one item, then what is true of the whole map only if its items are in order.
#include "stepwell/process/validate.hpp"

#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/soundness.hpp"

namespace stepwell {

Diagnostics validate(const Workflow& workflow) {
  Findings findings;
  check_clock(workflow, findings);
  check_names(workflow, findings);
  check_calendars(workflow, findings);
  check_roles(workflow, findings);
  check_assumptions(workflow, findings);
  check_cases(workflow, findings);
  check_steps(workflow, findings);
  check_effects(workflow, findings);
  check_books(workflow, findings);
  check_batches(workflow, findings);
  check_messages(workflow, findings);
  check_repeats(workflow, findings);
  check_leaving(workflow, findings);
  check_holding(workflow, findings);
  check_individuals(workflow, findings);
  check_separate_queues(workflow, findings);
  check_attention(workflow, findings);
  check_due_times(workflow, findings);
  check_measures(workflow, findings);
  check_quantities(workflow, findings);
  check_soundness(workflow, findings);
  return findings.take();
}

}  // namespace stepwell
