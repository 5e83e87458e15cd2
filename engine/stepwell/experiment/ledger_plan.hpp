// What the ledger accounts for: which steps of both sides belong together, whose hands they need, and where work moves.
//
// Guarantees: every step of either side is in exactly one entry, and so is each alternative to its `who`. Whatever a replication's work is, what moves out of
// steps and what moves into others is the same, to the microsecond.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

/// A role at a step: how many people of it are needed before and after, counted in the plan's parts of a person.
struct Hands {
  std::size_t role = 0;  ///< index into the plan's roles
  std::int64_t before = 0;
  std::int64_t after = 0;
};

struct LedgerEntry {
  std::string step;  ///< its name afterwards, or before where it is gone
  std::string was;   ///< its name before, where it has another now; else empty
  std::optional<StepId> before;
  std::optional<StepId> after;
  std::size_t choice = 0;  ///< its `who`, or which of its alternatives, from 1
  std::vector<Hands> hands;
  bool leaves = false;                ///< a role of before is not needed after
  bool enters = false;                ///< and the other way round
  std::vector<std::size_t> moves_to;  ///< entries that take this one's work of before, as a change says
  std::vector<std::size_t> takes;     ///< entries whose work of before comes here
};

struct LedgerPlan {
  std::vector<std::string> roles;  ///< of before in their order, then the new ones
  std::vector<LedgerEntry> entries;
  std::int64_t parts = 1;  ///< of which each person counts as so many: the least with which every share is whole
};

LedgerPlan plan_ledger(const Workflow& before, const Workflow& after);

/// One side of a step in one replication.
struct StepSide {
  double first = 0;
  double repeat = 0;
  std::int64_t work = 0;  ///< microseconds of the step itself, whoever does it
};
StepSide side_of(const std::optional<StepId>& step, std::size_t choice, const Outcome& outcome);

/// The work of before that a change moves out of an entry, and into it; microseconds of the steps themselves.
struct MovedWork {
  std::int64_t out = 0;
  std::int64_t in = 0;
};

/// For each entry. What a step still works afterwards, beyond what moved in, has not moved out. Several steps share
/// what comes from one as they grow, and equally where none does.
std::vector<MovedWork> moved_work(const LedgerPlan& plan, const Outcome& before, const Outcome& after);

}  // namespace stepwell
