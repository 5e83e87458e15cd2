// A pool that lives for one call: a counter hands out the tasks, the caller's thread watches. Where somebody may say that
// it is enough, the threads meet after every round, so that what is looked at does not depend on who was fastest.
#include "stepwell/experiment/replications.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell {

namespace {

class Pool {
 public:
  Pool(const std::vector<Batch>& batches, const RunOptions& options)
      : batches_(batches), options_(options), all_tasks_(options.replications * batches.size()) {
    for (const Batch& batch : batches) results_.push_back({batch.certainty, {}, Spread(*batch.workflow)});
  }

  std::vector<Replications> run(const Enough& enough) {
    std::uint64_t done = 0;
    do {
      done = enough ? std::min(done + replications_a_round, options_.replications) : options_.replications;
      replicate_up_to(done);
    } while (done < options_.replications && !enough(results_));
    if (options_.progress) options_.progress(tasks_, tasks_);
    return std::move(results_);
  }

 private:
  void replicate_up_to(std::uint64_t replications) {
    const std::uint64_t done = tasks_;
    tasks_ = replications * batches_.size();
    next_.store(done);
    for (Replications& result : results_) result.outcomes.resize(replications);
    const unsigned cores = options_.threads != 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(cores, tasks_ - done));
    std::vector<std::thread> threads;
    std::exception_ptr from_watching;
    working_ = 0;
    try {
      for (std::size_t i = 0; i < count; ++i) {
        {
          const std::lock_guard lock(mutex_);
          ++working_;
        }
        threads.emplace_back([this] { work(); });
      }
      watch();
    } catch (...) {
      // A thread that could not start, or a progress callback that wants out: the others are stopped and awaited.
      from_watching = std::current_exception();
      stop_.store(true);
    }
    for (std::thread& thread : threads) thread.join();
    if (from_watching) std::rethrow_exception(from_watching);
    if (failure_) std::rethrow_exception(failure_);
    if (stop_requested()) throw Interrupted();
  }

  bool stop_requested() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  // `simulate` looks at one flag only, and it must also end the others when one fails: hence our own.
  void watch() {
    std::unique_lock lock(mutex_);
    while (working_ > 0) {
      changed_.wait_for(lock, std::chrono::milliseconds(20));
      if (stop_requested()) stop_.store(true);
      if (!options_.progress || stop_.load()) continue;
      const std::uint64_t done = done_.load();
      lock.unlock();
      options_.progress(done, all_tasks_);
      lock.lock();
    }
  }

  void work() {
    std::vector<Spread> spreads;
    std::uint64_t task = 0;
    try {
      for (const Batch& batch : batches_) spreads.emplace_back(*batch.workflow);
      while (!stop_.load(std::memory_order_relaxed) && (task = next_.fetch_add(1)) < tasks_) {
        // Neighbouring tasks are the same replication of different batches, so all batches end together.
        const std::size_t b = task % batches_.size();
        const std::uint64_t replication = task / batches_.size();
        ReplicationRequest request;
        request.seed = options_.seed;
        request.replication = replication;
        request.certainty = batches_[b].certainty;
        request.spread = &spreads[b];
        request.log = replication == 0 ? batches_[b].log : nullptr;
        request.stop = &stop_;
        if (replication < replications_a_round) request.look_every = batches_[b].look_every;
        results_[b].outcomes[replication] = simulate(*batches_[b].program, request);
        done_.fetch_add(1);
      }
    } catch (const Interrupted&) {
      stop_.store(true);
    } catch (...) {
      stop_.store(true);
      const std::lock_guard lock(mutex_);
      if (task < failed_task_) {
        failed_task_ = task;
        failure_ = std::current_exception();
      }
    }
    const std::lock_guard lock(mutex_);
    for (std::size_t b = 0; b < spreads.size(); ++b) results_[b].spread.merge(spreads[b]);
    --working_;
    changed_.notify_one();
  }

  const std::vector<Batch>& batches_;
  const RunOptions& options_;
  const std::uint64_t all_tasks_;  ///< if nobody says that it is enough
  std::uint64_t tasks_ = 0;        ///< up to the end of this round
  std::vector<Replications> results_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<std::uint64_t> done_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t working_ = 0;
  std::uint64_t failed_task_ = std::numeric_limits<std::uint64_t>::max();
  std::exception_ptr failure_;
};

}  // namespace

std::vector<Replications> replicate(const std::vector<Batch>& batches, const RunOptions& options,
                                    const Enough& enough) {
  if (options.replications == 0) throw std::invalid_argument("a run needs at least one replication");
  return Pool(batches, options).run(enough);
}

std::vector<Certainty> certainties_of(const std::vector<const Workflow*>& workflows) {
  for (const Workflow* workflow : workflows) {
    if (workflow->has_swept_assumptions()) return {Certainty::with_what_we_dont_know, Certainty::luck_only};
  }
  return {Certainty::luck_only};
}

}  // namespace stepwell
