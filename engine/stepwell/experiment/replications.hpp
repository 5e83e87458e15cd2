// Many replications on all cores.
//
// Guarantees: outcomes are stored by replication number and histograms merge exactly, so the result has the same bits
// on any number of threads. Whatever a replication throws reaches the caller, once every thread has ended. Progress
// is reported on the caller's thread, and may throw to stop. Cost: one thread a core; memory for one `Outcome` a
// replication.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "stepwell/simulation/replication.hpp"

namespace stepwell {

inline constexpr std::uint64_t usual_replications = 100;
/// Where a run goes on until a precision is reached.
inline constexpr std::uint64_t usual_most_replications = 1000;

struct RunOptions {
  std::uint64_t replications = usual_replications;  ///< with `precision`: at most so many
  std::optional<double> precision;  ///< stop when the means are known to within this share; see precision.hpp
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores
  /// Called now and then with the replications done and all there are to do, and once at the end.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  const std::atomic<bool>* stop = nullptr;  ///< once true, the run ends within some milliseconds with `Interrupted`
  EventLog* log = nullptr;                  ///< takes the log of the first replication of the headline
};

/// The replications of one workflow under one certainty.
struct Replications {
  Certainty certainty = Certainty::luck_only;
  std::vector<Outcome> outcomes;  ///< by replication number
  Spread spread;                  ///< of all replications together
};

/// What to replicate.
struct Batch {
  const Workflow* workflow = nullptr;
  std::shared_ptr<const Program> program;
  Certainty certainty = Certainty::luck_only;
  EventLog* log = nullptr;  ///< of the first replication
  Duration look_every{};    ///< how often the first 20 count the cases in the house; 0: never
};

/// Whether what is done so far will do.
using Enough = std::function<bool(const std::vector<Replications>&)>;
/// How often that is asked.
inline constexpr std::uint64_t replications_a_round = 20;

/// `options.replications` of every batch, in one go, so that no core waits for another batch to end; with `enough`, in
/// rounds of 20 of each until it says so.
/// Throws `std::invalid_argument` for no replications, `Interrupted`, and what `simulate` throws.
std::vector<Replications> replicate(const std::vector<Batch>& batches, const RunOptions& options,
                                    const Enough& enough = {});

/// The certainties to run, the headline first: with what we do not know where any of these has a swept assumption.
std::vector<Certainty> certainties_of(const std::vector<const Workflow*>& workflows);

}  // namespace stepwell
