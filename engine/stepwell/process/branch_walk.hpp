// Where a token of a split can go until it ends or meets the others of its split.
//
// A walk follows one branch at its own level. At a split on the way it does not go down into the inner branches: it
// goes on behind the joins at which these are known to meet. Which these are is itself found by walking, until
// nothing is added any more. Guarantees: terminates, also where branches lead back before their split.
#pragma once

#include <utility>
#include <vector>

#include "stepwell/process/graph.hpp"

namespace stepwell {

/// What one branch can come to, at its own level.
struct Walk {
  std::vector<StepId> joins;   ///< where it can meet the other branches
  std::vector<StepId> misses;  ///< ends, and inner splits whose branches end apart: no token comes to the join
  std::vector<std::pair<StepId, StepId>> passed;  ///< inner splits on the way, each with a join that closes it

  /// The steps on a shortest way to one of `joins`, `misses` or the splits of `passed`.
  std::vector<StepId> path_to(StepId step) const;

  struct Visit {
    StepId step{};
    std::size_t before = 0;  ///< position in `visits`; its own for the first
  };
  std::vector<Visit> visits;  ///< in the order of discovery
};

class BranchWalks {
 public:
  /// Looks at the splits that `reached` flags.
  BranchWalks(const Workflow& workflow, const StepFlags& reached);

  Walk walk(StepId entry) const;
  /// The first steps of the branches of `split`.
  const std::vector<StepId>& entries(StepId split) const { return graph_.next(split); }
  /// All joins to which a branch of `split` can come at its own level, in the order of the model.
  const std::vector<StepId>& joins_of(StepId split) const { return joins_[split]; }

 private:
  const Workflow& workflow_;
  FlowGraph graph_;
  IndexedVector<StepId, std::vector<StepId>> joins_;
};

}  // namespace stepwell
