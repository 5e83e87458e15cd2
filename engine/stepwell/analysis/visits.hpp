// How often a case visits each step, and how long a visit takes: worked out, not simulated.
//
// Guarantees: exact in expectation where choices go by chance, or by attributes that a case has from the start (these
// are conditioned on, so that rules that read the same attribute agree), or by one reading of an attribute that a step
// sets; whatever else is taken as independent, in equal shares, or left out (patience, deadlines, pre-emption, races) is
// named in `approximations`. Cost: a sparse
// factorisation for each combination of attribute values that rules read; well under a millisecond for most models.
#pragma once

#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

struct VisitEstimate {
  double visits = 0;       ///< per case; of a join: its firings
  double mean = 0;         ///< of a visit, in microseconds: the time worked, or the planned wait in its calendar's time
  double mean_square = 0;  ///< of a visit, in square microseconds
  double variance() const { return mean_square > mean * mean ? mean_square - mean * mean : 0; }
};

struct VisitEstimates {
  IndexedVector<CaseTypeId, IndexedVector<StepId, VisitEstimate>> cases;
  /// By case type and step the share of a visit's end that takes each flow; 1 for every flow of a split into all.
  IndexedVector<CaseTypeId, IndexedVector<StepId, std::vector<double>>> flow_shares;
  std::vector<std::string> approximations;  ///< sentences; none: the estimates are exact
  bool bounded = true;                      ///< false: tokens multiply without end, and the estimates are empty
  bool approximate() const { return !approximations.empty(); }
};

/// For a workflow without errors (see `validate`).
VisitEstimates expected_visits(const Workflow& workflow);

}  // namespace stepwell
