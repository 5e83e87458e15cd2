// How far a run has come, on standard error, where someone watches.
//
// Guarantees: writes nothing where standard error is no terminal; at most ten lines a second, each over the last one;
// leaves a clean line behind.
#pragma once

#include <chrono>
#include <cstdint>

namespace stepwell::cli {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t done, std::uint64_t total);

 private:
  bool watched_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace stepwell::cli
