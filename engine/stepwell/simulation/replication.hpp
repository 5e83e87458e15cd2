// One replication: what goes in, and everything that is counted.
//
// Guarantees: the outcome is a pure function of program, seed, replication number and certainty: the same bits on any
// thread, machine and build type. Times are integers; parts of a case's time add up to its elapsed time exactly; in
// progress at the start of the window + arrived = completed + in progress at the end, for every case type.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/tally.hpp"
#include "stepwell/process/event_log.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

class Program;  // a compiled workflow: flat arrays, shared by all replications and threads

/// Compiles a workflow without errors (see `validate`). Throws `ModelError` with the diagnostics of one that has some.
std::shared_ptr<const Program> compile(const Workflow& workflow);

/// What varies between replications.
enum class Certainty {
  luck_only,               ///< every uncertain value at its stated one
  with_what_we_dont_know,  ///< each drawn anew in every replication, by its path: the same in both sides of a comparison
};

/// Where the time of a token goes.
enum class Part : std::uint8_t { queueing, closed, at_join, for_batch, for_message, interrupted, planned_wait, work };
inline constexpr std::size_t part_count = 8;

/// The visits of one case type to one step, where somebody asks what they use.
struct VisitsOfType {
  std::uint64_t visits = 0;
  std::int64_t time = 0;  ///< of work, or of a planned wait; microseconds
  double batches = 0;     ///< that they were in, each visit its equal part of one
};

struct CaseOutcome {
  std::uint64_t in_progress_at_start = 0;  ///< at the end of the warm-up
  std::uint64_t arrived = 0;               ///< in [end of warm-up, horizon)
  std::uint64_t completed = 0;             ///< last token ended in the window
  std::uint64_t in_progress_at_end = 0;
  Tally elapsed;                        ///< arrival to the last token's end, of the completed
  Duration median{};                    ///< of these, within 1 %; 0 where there are none
  Duration ninetieth{};                 ///< 90 % of them took at most that
  std::int64_t parts[part_count] = {};  ///< of the completed, along the chain back from the last end; sum = elapsed.sum
  std::vector<std::int64_t> queueing_for;  ///< [role] of parts[queueing], the part spent waiting for that role
  std::vector<VisitsOfType> at_steps;      ///< [step] done in the window; empty where the workflow names no quantity
};

/// Visits to a step that an alternative did, all in that step's figures already.
struct ByAlternative {
  std::uint64_t first_visits = 0;
  std::uint64_t repeat_visits = 0;
  std::int64_t work = 0;
};

struct StepOutcome {
  std::uint64_t first_visits = 0;   ///< visits whose closing event lies in the window; an end closes on arrival
  std::uint64_t repeat_visits = 0;  ///< of a case that had entered this step before
  std::uint64_t batches = 0;        ///< of which these visits were, where the step has a batch
  Tally queueing;                   ///< work: waiting while all needed roles were on
  Tally closed;     ///< work: waiting while a needed role was closed (interruptions by closing included)
  Tally for_batch;  ///< a batch: each member, until it goes
  Tally wait;       ///< work: for_batch + queueing + closed; wait: the planned wait; join: of each token that it brings
                    ///< together, the last with 0, so its `count` is of tokens while the visits are its firings
  Tally work;  ///< work: time worked; of a batch each member has its equal part, so that the sum is that of the staff
  Tally since_arrival;                        ///< end: from the case's arrival
  Tally interrupted;                          ///< work: put down for something more urgent
  Tally unfinished;                           ///< work: worked in visits that did not come to their end
  std::uint64_t left[visit_outcomes] = {};    ///< by outcome: visits that ended otherwise than done; not among `visits`
  std::vector<ByAlternative> by_alternative;  ///< [alternative of the step]
  std::uint64_t visits() const { return first_visits + repeat_visits; }
};

/// An individual's share of what is counted of the role.
struct MemberOutcome {
  std::int64_t rostered = 0;
  std::int64_t busy = 0;
  std::int64_t overtime = 0;
  std::int64_t out = 0;
};

struct RoleOutcome {
  std::int64_t rostered = 0;    ///< staff x open hours in the window
  std::int64_t busy = 0;        ///< worked inside opening hours (people x time); places: also held for a case
  std::int64_t overtime = 0;    ///< worked outside opening hours
  std::int64_t open = 0;        ///< opening hours in the window
  std::int64_t out = 0;         ///< of those rostered, out or broken down (people x time)
  std::int64_t cleaning = 0;    ///< places: after use and before they were free again, inside opening hours
  std::int64_t blocked = 0;     ///< places: held by cases at which there was neither work nor a planned wait; of the
                                ///< time that busy and overtime count
  std::int64_t queue = 0;       ///< integral of the number of tokens waiting for it, over the window
  std::int64_t queue_open = 0;  ///< the same over opening hours only
  std::uint64_t longest_queue = 0;
  std::vector<MemberOutcome> members;  ///< [individual of the role]
};

struct MeasureOutcome {
  Tally value;               ///< closed in the window
  Duration median{};         ///< of these, within 1 %; 0 where there are none
  std::uint64_t within = 0;  ///< of these, at most the target
  std::uint64_t open = 0;    ///< still open at the horizon and not yet past the target
  std::uint64_t missed = 0;  ///< still open at the horizon and already past it: counts against the target
};

/// Everything counted in [end of warm-up, horizon) of one replication.
struct Outcome {
  IndexedVector<CaseTypeId, CaseOutcome> cases;
  IndexedVector<StepId, StepOutcome> steps;
  IndexedVector<RoleId, RoleOutcome> roles;
  IndexedVector<MeasureId, MeasureOutcome> measures;
  IndexedVector<AssumptionId, double> assumed;  ///< the value used: stated or drawn
  std::vector<std::uint32_t> in_house;          ///< cases, at each look of a request that looks; warm-up included
  std::uint64_t events = 0;
};

/// Histograms of many replications; each thread fills its own, and merging is exact in any order.
struct Spread {
  IndexedVector<CaseTypeId, Histogram> elapsed;
  IndexedVector<StepId, Histogram> wait;
  IndexedVector<StepId, Histogram> work;
  IndexedVector<MeasureId, Histogram> measures;
  explicit Spread(const Workflow& workflow);
  Spread(Spread&&) = default;
  Spread& operator=(Spread&&) = default;
  void merge(const Spread& other);
};

struct ReplicationRequest {
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;  ///< from 0
  Certainty certainty = Certainty::luck_only;
  Spread* spread = nullptr;                 ///< adds its histograms there, if given
  EventLog* log = nullptr;                  ///< appends a row a visit, if given
  Duration look_every{};                    ///< counts the cases in the house so often, the first time after one such
  const std::atomic<bool>* stop = nullptr;  ///< looked at every few thousand events; throws `Interrupted` once true
  bool audited = false;  ///< whenever time passes, all that must hold is counted anew; in builds with assertions only
};

/// Runs one replication from the start of the clock to the horizon.
/// Throws `SimulationError` where the model runs away (cases going round without time passing, queues past memory).
Outcome simulate(const Program& program, const ReplicationRequest& request);

}  // namespace stepwell
