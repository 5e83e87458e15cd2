// What a run says: every number of a workflow as an estimate over replications.
//
// Guarantees: times are in seconds, money in the currency of the rates, shares between 0 and 1; "per week" is the
// counted window divided by its weeks. Everything keeps the order of the workflow. The parts of a case's elapsed time
// add up to it. Where any value of the model has a range, the headline is a run "with what we do not know", and
// `luck_only` stands beside it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/experiment/bottleneck.hpp"
#include "stepwell/experiment/estimate.hpp"
#include "stepwell/experiment/precision.hpp"
#include "stepwell/experiment/quantities.hpp"
#include "stepwell/experiment/replications.hpp"
#include "stepwell/experiment/warm_up.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Of single cases or visits, all replications together; empty where there were none.
struct Quantiles {
  std::optional<double> p50;
  std::optional<double> p90;
  std::optional<double> p95;
};

struct CaseFigures {
  std::string name;
  Estimate in_progress_at_start;  ///< at the end of the warm-up; + arrived = completed + in_progress
  Estimate arrived;
  Estimate completed;
  Estimate in_progress;           ///< at the horizon
  Estimate elapsed;               ///< arrival to the last token's end, mean of the completed
  Prediction elapsed_prediction;  ///< of the mean of one further replication
  Estimate elapsed_median;        ///< of the replications' medians: how long most take
  Estimate elapsed_ninetieth;     ///< of what 90 % of a replication's cases take at most
  Quantiles elapsed_quantiles;
  std::array<Estimate, part_count> parts;  ///< by `Part`: mean of each along the chain back from the last end
};

struct StepFigures {
  std::string name;
  Nature nature = Nature::gateway;
  Estimate visits;         ///< closed in the window
  Estimate repeat_visits;  ///< of these, by a case that had been here before
  Estimate queueing;       ///< a visit: waiting while every role it needs was on
  Estimate closed;         ///< a visit: waiting while one of them was off
  Estimate for_batch;      ///< a member of a batch: waiting for the others
  Estimate wait;           ///< a visit: all three; a wait or a join: the whole stay
  Estimate work;           ///< a visit; of a batch each member has its part
  Estimate since_arrival;  ///< an end: from the case's arrival
  std::array<Estimate, visit_outcomes>
      left;                      ///< by `VisitOutcome`: visits that ended otherwise than done, not in `visits`
  Estimate unfinished_per_week;  ///< seconds worked in them
  Estimate interrupted;  ///< a visit that was put down for something more urgent, or as somebody was out: for how long
  Quantiles wait_quantiles;
  Quantiles work_quantiles;
};

struct IndividualFigures {
  std::string name;
  Estimate utilisation;
  Estimate work_per_week;  ///< in their hours and after them
};

/// Staff, and places and equipment too, which have no pay; of these, work and hours count as they are held.
struct RoleFigures {
  std::string name;
  RoleKind kind = RoleKind::staff;
  bool is_ever_out = false;  ///< has outages or breaks down
  Estimate utilisation;      ///< work inside rostered hours / rostered hours less those out
  std::vector<IndividualFigures> individuals;
  bool is_cleaned = false;
  Estimate cleaning_per_week;  ///< of its hours, after use and before it was free again
  Estimate out_per_week;       ///< rostered, but out or broken down
  Estimate in_use_per_week;    ///< places: held, in opening hours and outside them
  Estimate blocked_share;  ///< places: of that time, held by cases at which there was neither work nor a planned wait
  Estimate queue;          ///< mean number waiting, over all time
  Estimate queue_while_open;  ///< the same over opening hours
  Estimate longest_queue;
  Estimate overtime;       ///< in the whole window
  Estimate work_per_week;  ///< of the visits that closed in the window: what the ledger accounts for
  Estimate rostered_per_week;
  Estimate overtime_per_week;
  Estimate paid_per_week;       ///< rostered + overtime
  Estimate rate;                ///< money per hour; n = 0 where neither `rate` nor `band` says
  Estimate paid_cost_per_week;  ///< paid hours x rate
  Estimate work_cost_per_week;  ///< hours of work x rate
  Estimate wte;                 ///< paid hours a week x 52 / productive hours a year
  Estimate contracted_wte;      ///< paid hours a week / hours of a contract
  Estimate share_of_queueing;   ///< of all queueing for staff on the critical chain, the part for this role
  std::optional<double> load;   ///< hours asked for / on duty in an ordinary week, as stated; none where nobody can say
  bool cannot_keep_up = false;  ///< its queue grows for as long as the run lasts; see queue_growth.hpp
};

struct MeasureFigures {
  std::string name;
  std::optional<double> target_within;  ///< the target: at least `target_share` of values within this
  double target_share = 1;
  Estimate value;  ///< mean of the values that closed in the window
  Prediction value_prediction;
  Estimate median;  ///< of the replications' medians: how long most take
  Quantiles quantiles;
  Estimate counted;       ///< values that closed in the window
  Estimate open;          ///< still open at the horizon, and not yet past the target
  Estimate missed;        ///< still open, and past it already: counts against the target
  Estimate share_within;  ///< mean of the replications' shares, with a t-interval
  Estimate target_met;    ///< share of replications that meet the target, with a Wilson interval
};

/// All numbers of one workflow under one certainty.
struct Figures {
  Certainty certainty = Certainty::luck_only;
  std::uint64_t replications = 0;
  std::vector<CaseFigures> cases;
  std::vector<StepFigures> steps;
  std::vector<RoleFigures> roles;
  std::vector<MeasureFigures> measures;
  Estimate paid_cost_per_week;  ///< of all roles whose rate is known
  Estimate work_cost_per_week;
  std::vector<QuantityFigures> quantities;
  Estimate all_money_per_week;  ///< paid hours and the quantity `money`; n = 0 where the model has none
  std::vector<std::string> roles_without_rate;
  std::vector<std::string> cannot_keep_up;  ///< a sentence for each role whose queue grows
  Bottleneck bottleneck;
};

/// One entry of the assumptions ledger, in the units that results use: seconds, numbers, chances.
struct AssumptionFigures {
  Assumption assumption;
  double stated = 0;
  double low = 0;
  double high = 0;
  Estimate drawn;  ///< the values used by the headline's replications
};

struct RunResult {
  Workflow workflow;
  std::uint64_t seed = 1;
  std::optional<WarmUp> warm_up;       ///< what the rule proposes and what is used
  std::optional<Precision> precision;  ///< where the run was told to go on until it is reached
  Figures headline;
  std::optional<Figures> luck_only;  ///< where the headline is not luck only itself
  std::vector<AssumptionFigures> assumptions;
};

/// The numbers of one set of replications.
Figures figures_of(const Workflow& workflow, const Replications& replications);
/// Puts together what `certainties_of` asked for; `replications` has the headline first.
RunResult result_of(const Workflow& workflow, const std::vector<Replications>& replications, std::uint64_t seed);

/// Compiles, replicates and sums up. Throws `ModelError` and what `replicate` throws.
RunResult run(const Workflow& workflow, const RunOptions& options = {});

}  // namespace stepwell
