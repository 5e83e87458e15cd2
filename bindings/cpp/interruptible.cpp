// One worker, and a caller that wakes when it is done or every 50 ms.
#include "interruptible.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace py = pybind11;

namespace stepwell::bindings {

namespace {

constexpr std::chrono::milliseconds between_looks{50};

class Watched {
 public:
  Watched(RunOptions options, const std::function<void(const RunOptions&)>& work)
      : options_(std::move(options)), work_(work) {
    options_.stop = &stop_;
    options_.progress = [this](std::uint64_t done, std::uint64_t total) {
      const std::lock_guard lock(mutex_);
      done_ = done;
      total_ = total;
    };
    thread_ = std::thread([this] { run(); });
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  ~Watched() {
    stop_.store(true);
    if (!thread_.joinable()) return;
    const py::gil_scoped_release release;
    thread_.join();
  }

  /// Whether the work has ended, after at most one pause.
  bool ended_soon() {
    const py::gil_scoped_release release;
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, between_looks, [this] { return ended_; });
  }

  void report(const py::object& progress) {
    if (progress.is_none()) return;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    {
      const std::lock_guard lock(mutex_);
      done = done_;
      total = total_;
    }
    if (total == 0 || done == reported_) return;
    reported_ = done;
    progress(done, total);
  }

  void rethrow() {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void run() {
    try {
      work_(options_);
    } catch (...) {
      failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  }

  RunOptions options_;
  const std::function<void(const RunOptions&)>& work_;
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t reported_ = 0;  // caller's thread only
  std::exception_ptr failure_;
  std::thread thread_;  // the last member: it uses all others
};

}  // namespace

void run_interruptibly(RunOptions options, const py::object& progress,
                       const std::function<void(const RunOptions&)>& work) {
  Watched watched(std::move(options), work);
  while (!watched.ended_soon()) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    watched.report(progress);
  }
  watched.rethrow();
  watched.report(progress);
}

}  // namespace stepwell::bindings
