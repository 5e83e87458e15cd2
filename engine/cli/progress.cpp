// One line that is written over.
#include "progress.hpp"

#include <unistd.h>

#include <iostream>

namespace stepwell::cli {

namespace {

// A run that is over at once needs no progress.
constexpr auto patience = std::chrono::milliseconds(200);
constexpr auto pause = std::chrono::milliseconds(100);

}  // namespace

Progress::Progress() : watched_(isatty(STDERR_FILENO) == 1), next_(std::chrono::steady_clock::now() + patience) {}

Progress::~Progress() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!watched_ || now < next_ || total == 0) return;
  next_ = now + pause;
  shown_ = true;
  std::cerr << "\r\x1b[K  " << done << " of " << total << " replications, " << 100 * done / total << " %" << std::flush;
}

}  // namespace stepwell::cli
