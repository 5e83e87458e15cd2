// A signal handler can reach nothing but a global; it is the only one of the command.
#include "interrupt.hpp"

#include <csignal>

namespace stepwell::cli {

namespace {

std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

constexpr std::array<int, interrupting_signals> signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

void on_signal(int signal) {
  interrupt_seen.store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

CatchInterrupts::CatchInterrupts() {
  interrupt_seen.store(false);
  for (std::size_t i = 0; i < signals.size(); ++i) {
    before_[i] = std::signal(signals[i], on_signal);
    // Under nohup a run goes on when its terminal goes away.
    if (signals[i] == SIGHUP && before_[i] == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
  }
}

CatchInterrupts::~CatchInterrupts() {
  for (std::size_t i = 0; i < signals.size(); ++i) std::signal(signals[i], before_[i]);
}

const std::atomic<bool>& CatchInterrupts::flag() const { return interrupt_seen; }

}  // namespace stepwell::cli
