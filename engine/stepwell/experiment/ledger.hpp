// Where hours of work come from and go to, by role and step.
//
// With v first visits, r repeat visits and t mean work a visit, b before and a after: only before is *removed*, only
// after is *added*. In both, for the same role, (ta - tb)(vb + va)/2 is *shortened or lengthened*, (va - vb)(tb + ta)/2
// is *fewer or more*, and the same two with r are *rework*. Where a step changes hands, or a change says that work
// `moves` from one step to another, the work of before is *moved out* and *moved in*, and the rest is shortened or
// lengthened. A step may give and take at once; see ledger_plan.hpp for chains and forks of moves.
// Guarantees: in every replication the lines of a role add up to its change in work to the microsecond. Work is that of
// visits which closed in the window, times the people that the step needs of the role.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

enum class LedgerKind : std::uint8_t {
  removed,
  added,
  shortened_or_lengthened,
  fewer_or_more,
  rework,
  moved_out,
  moved_in
};
inline constexpr std::size_t ledger_kind_count = 7;
/// `removed` ... `moved in`, as tables and JSON call them.
std::string_view name_of(LedgerKind kind);

/// A step's share in the change of a role's work.
struct LedgerLine {
  std::string step;                                ///< its name afterwards, or before where it is gone
  std::string was;                                 ///< its name before, where it has another now; else empty
  std::array<Estimate, ledger_kind_count> change;  ///< by kind, seconds a week, after - before
  Estimate total;
};

struct RoleLedger {
  std::string role;
  Estimate work_before;  ///< seconds a week
  Estimate work_after;
  Estimate change;  ///< after - before
  std::array<Estimate, ledger_kind_count> by_kind;
  std::vector<LedgerLine> lines;  ///< steps of before in their order, then those that are new
};

using Ledger = std::vector<RoleLedger>;

/// The ledger of paired outcomes: `b[i]` and `a[i]` are the same replication of the two workflows.
Ledger ledger_of(const Workflow& before, const std::vector<Outcome>& b, const Workflow& after,
                 const std::vector<Outcome>& a);

/// For each step of `after` the step of `before` that it continues: by `was`, or by name.
IndexedVector<StepId, std::optional<StepId>> paired_steps(const Workflow& before, const Workflow& after);

}  // namespace stepwell
