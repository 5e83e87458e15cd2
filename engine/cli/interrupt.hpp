// Ctrl-C as a flag that a run looks at.
//
// Guarantees: while a `CatchInterrupts` lives, the first SIGINT or SIGTERM sets the flag; a second one ends the process
// at once. Afterwards signals do what they did before.
#pragma once

#include <atomic>

namespace stepwell::cli {

class CatchInterrupts {
 public:
  CatchInterrupts();
  ~CatchInterrupts();
  CatchInterrupts(const CatchInterrupts&) = delete;
  CatchInterrupts& operator=(const CatchInterrupts&) = delete;

  const std::atomic<bool>& flag() const;
};

}  // namespace stepwell::cli
