// A signal handler can reach nothing but a global; it is the only one of the command.
#include "interrupt.hpp"

#include <csignal>

namespace stepwell::cli {

namespace {

std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void on_signal(int signal) {
  interrupt_seen.store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

CatchInterrupts::CatchInterrupts() {
  interrupt_seen.store(false);
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGHUP, on_signal);
}

CatchInterrupts::~CatchInterrupts() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGHUP, SIG_DFL);
}

const std::atomic<bool>& CatchInterrupts::flag() const { return interrupt_seen; }

}  // namespace stepwell::cli
