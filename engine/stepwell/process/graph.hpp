// The steps and flows of a workflow as a directed graph: who can follow whom, and what goes round.
//
// Guarantees: looks at structure only (chances and rules are ignored, each flow counts as possible); a flow to a step
// that does not exist is left out, so an unsound workflow may be asked too. Cost: linear in steps and flows a call.
#pragma once

#include <vector>

#include "stepwell/foundation/ids.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

using StepFlags = IndexedVector<StepId, char>;  ///< 0 or 1 for each step

class FlowGraph {
 public:
  explicit FlowGraph(const Workflow& workflow);

  std::size_t size() const { return next_.size(); }
  /// Where the flows of `step` lead, in their order; one entry a flow.
  const std::vector<StepId>& next(StepId step) const { return next_[step]; }
  /// Where its token may go instead: given up, past a deadline, come too often.
  const std::vector<StepId>& aside(StepId step) const { return aside_[step]; }
  /// Where deadlines that do not interrupt send further tokens, which belong to no open split.
  const std::vector<StepId>& apart(StepId step) const { return apart_[step]; }
  /// The steps that a token can visit from `starts` on, these included; those of `stop_at` are entered but not left.
  StepFlags reachable_from(const std::vector<StepId>& starts, const std::vector<StepId>& stop_at = {}) const;
  /// The steps that can follow `step`; `step` itself only where a loop leads back to it.
  StepFlags after(StepId step) const;
  /// The loops among the steps that `within` flags: maximal sets of steps each of which can come again after itself.
  std::vector<std::vector<StepId>> loops(const StepFlags& within) const;
  /// The steps that a token can visit more than once.
  StepFlags repeated() const;

 private:
  IndexedVector<StepId, std::vector<StepId>> next_;
  IndexedVector<StepId, std::vector<StepId>> aside_;
  IndexedVector<StepId, std::vector<StepId>> apart_;
  IndexedVector<StepId, std::vector<StepId>> follow_;  ///< all three
};

/// Whether tokens of a case can go on from `step` on several flows at once.
inline bool splits(const Step& step) { return step.routing == Routing::all || step.routing == Routing::any; }

/// Where the cases start; a start that does not exist is left out.
std::vector<StepId> starts_of(const Workflow& workflow);
/// Of one case type: its first step and those of its backlog.
std::vector<StepId> starts_of(const Workflow& workflow, const CaseType& type);

}  // namespace stepwell
