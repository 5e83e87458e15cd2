// A signal handler can reach nothing but a global; it is the only one of the command.
#include "interrupt.hpp"

#include <signal.h>  // POSIX: <csignal> cannot ask without changing

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
    // Under nohup a run goes on when its terminal goes away, at this very moment too: so ask, and do not try.
    struct sigaction now {};
    const bool under_nohup =
        signals[i] == SIGHUP && ::sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
    before_[i] = under_nohup ? SIG_IGN : std::signal(signals[i], on_signal);
  }
}

CatchInterrupts::~CatchInterrupts() {
  for (std::size_t i = 0; i < signals.size(); ++i) std::signal(signals[i], before_[i]);
}

const std::atomic<bool>& CatchInterrupts::flag() const { return interrupt_seen; }

}  // namespace stepwell::cli
