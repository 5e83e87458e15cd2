// Ctrl-C as a flag that a run looks at.
//
// Guarantees: while a `CatchInterrupts` lives, the first SIGINT, SIGTERM, SIGHUP or SIGQUIT sets the flag; a second one
// ends the process at once. What is ignored because of nohup stays ignored. Afterwards signals do what they did before.
#pragma once

#include <array>
#include <atomic>

namespace stepwell::cli {

inline constexpr std::size_t interrupting_signals = 4;

class CatchInterrupts {
 public:
  CatchInterrupts();
  ~CatchInterrupts();
  CatchInterrupts(const CatchInterrupts&) = delete;
  CatchInterrupts& operator=(const CatchInterrupts&) = delete;

  const std::atomic<bool>& flag() const;

 private:
  using Handler = void (*)(int);
  std::array<Handler, interrupting_signals> before_{};
};

}  // namespace stepwell::cli
