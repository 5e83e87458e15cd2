// As it is beside as it would be: what the same patients with the same luck save.
//
// Guarantees: replication r of one side is compared with replication r of the other, so luck that both share cancels.
// `saved` is before - after, in seconds, money or plain numbers; a pair is `better` where it saves, ties count half.
// Cases, steps, roles and measures pair by name (a renamed step by its `was`); what only one side has is in the
// ledger, and a role that one side lacks works no hours there.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/experiment/ledger.hpp"
#include "stepwell/experiment/results.hpp"

namespace stepwell {

struct Difference {
  Estimate saved;   ///< before - after
  Estimate better;  ///< share of pairs in which less is needed after, ties half; a Wilson interval
};

struct CaseDifference {
  std::string name;
  Estimate arrived;  ///< these three: before - after
  Estimate completed;
  Estimate in_progress;
  Difference elapsed;
  Difference median;                       ///< of each replication's median elapsed time
  Difference ninetieth;                    ///< of what 90 % of its cases take at most
  std::array<Estimate, part_count> parts;  ///< before - after
};

struct StepDifference {
  std::string name;  ///< afterwards
  std::string name_before;
  Estimate visits;  ///< before - after
  Difference wait;
  Difference work;
};

struct RoleDifference {
  std::string name;
  bool before = false;  ///< whether each side has this role
  bool after = false;
  Estimate utilisation;  ///< before - after
  Difference queue;
  Difference overtime;  ///< in the whole window
  Difference work_per_week;
  Difference overtime_per_week;
  Difference paid_per_week;
  Difference paid_cost_per_week;
  Estimate work_cost_per_week;
  Estimate wte;  ///< of the paid hours
  Estimate contracted_wte;
};

struct MeasureDifference {
  std::string name;
  Difference value;
  Difference median;             ///< of each replication's median
  Estimate share_within_gained;  ///< after - before; n = 0 without the same target on both sides
};

struct QuantityDifference {
  std::string name;
  std::string unit;  ///< afterwards, where both have it
  Estimate before;   ///< a week; 0 where a side does not name it
  Estimate after;
  Difference per_week;
  Difference per_case;  ///< a completed case of any type
};

/// Two workflows under one certainty.
struct Differences {
  Certainty certainty = Certainty::luck_only;
  std::vector<CaseDifference> cases;
  std::vector<StepDifference> steps;
  std::vector<RoleDifference> roles;
  std::vector<MeasureDifference> measures;
  Difference paid_cost_per_week;  ///< of all roles whose rate is known
  Estimate work_cost_per_week;
  std::vector<QuantityDifference> quantities;
  Difference all_money_per_week;  ///< paid hours and `money`; n = 0 where neither side has `money`
  Ledger ledger;
  std::string bottleneck;  ///< before and after in one sentence
};

struct Comparison {
  RunResult before;
  RunResult after;
  Differences headline;
  std::optional<Differences> luck_only;
  std::vector<std::string> story;  ///< the headline in plain sentences
};

Differences differences_of(const Workflow& before, const Replications& b, const Workflow& after, const Replications& a);
/// From replications of both sides, the headline first on each.
Comparison comparison_of(const Workflow& before, const std::vector<Replications>& b, const Workflow& after,
                         const std::vector<Replications>& a, std::uint64_t seed);

/// Compiles, replicates both sides in pairs and compares. `options.log` is not filled.
/// Throws `ModelError`, `std::invalid_argument` where the two count different lengths of time, and what `replicate` throws.
Comparison compare(const Workflow& before, const Workflow& after, const RunOptions& options = {});

}  // namespace stepwell
