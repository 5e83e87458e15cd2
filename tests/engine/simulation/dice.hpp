// Random choices for building test cases: the same on any machine, as the standard's distributions are not.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>

namespace stepwell::testing {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  bool chance(double p) { return static_cast<double>(engine_() >> 11) * 0x1p-53 < p; }
  int from_to(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(engine_() % size); }
  template <class T>
  T one_of(std::initializer_list<T> items) {
    return *(items.begin() + below(items.size()));
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace stepwell::testing
