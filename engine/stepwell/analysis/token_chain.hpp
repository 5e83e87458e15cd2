// The absorbing chain of a case's tokens: how often each step is visited, and how often before some steps were passed.
//
// Splits send a token down each branch; a join fires once for each time its split was passed. Guarantees: exact in
// expectation for a sound workflow whose choices are independent. Cost: one sparse factorisation a question.
#pragma once

#include <vector>

#include "stepwell/process/graph.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

using StepNumbers = IndexedVector<StepId, double>;

/// For each step the probability of each of its flows: 1 for every flow of a split into all, its own for one of any.
using FlowShares = IndexedVector<StepId, std::vector<double>>;

class TokenChain {
 public:
  explicit TokenChain(const Workflow& workflow);

  /// Expected visits to each step by a case that starts at `start`; a join counts its firings.
  /// Empty where they grow without bound.
  StepNumbers visits(StepId start, const FlowShares& shares) const;

  /// Expected visits before which the case had passed none of `setters`, as far as the visiting token can know: what
  /// happens on branches still running beside it does not count. A setter counts as passed when it is left.
  StepNumbers visits_before(const StepFlags& setters, StepId start, const FlowShares& shares) const;

 private:
  StepNumbers chances_untouched(const StepFlags& setters, const FlowShares& shares) const;

  const Workflow& workflow_;
  IndexedVector<StepId, std::vector<StepId>> joins_;
};

}  // namespace stepwell
