// Luck for the hand-written loops of limit.cpp: a stream that is drawn in blocks.
//
// Guarantees: xoshiro256++ in 8 lanes (Blackman and Vigna), exponentials and normals by ziggurat with 256 layers and more than
// 50 random bits. Costs 1 to 3 ns a draw where the machine has 256-bit registers.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

namespace stepwell {

/// 512 words at a time: whoever takes one does not wait for the state of the generator.
class Words {
 public:
  explicit Words(std::uint64_t seed) {
    for (auto& row : state_) {
      for (std::uint64_t& word : row) word = split_mix(seed);
    }
  }
  std::uint64_t next() {
    if (taken_ == block_size) [[unlikely]]
      fill();
    return block_[taken_++];
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  using Lanes [[gnu::vector_size(32)]] = std::uint64_t;
  static constexpr std::uint32_t block_size = 512;

  static std::uint64_t split_mix(std::uint64_t& seed) {
    std::uint64_t z = seed += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  [[gnu::noinline]] void fill() {
    Lanes s[4][2];
    std::memcpy(s, state_, sizeof s);
    for (std::uint32_t at = 0; at < block_size; at += 8) {
      for (std::uint32_t half = 0; half < 2; ++half) {
        Lanes &a = s[0][half], &b = s[1][half], &c = s[2][half], &d = s[3][half];
        const Lanes sum = a + d;
        const Lanes word = (sum << 23 | sum >> 41) + a;
        const Lanes shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = d << 45 | d >> 19;
        std::memcpy(&block_[at + 4 * half], &word, sizeof word);
      }
    }
    std::memcpy(state_, s, sizeof s);
    taken_ = 0;
  }

  alignas(64) std::uint64_t state_[4][8];
  alignas(64) std::uint64_t block_[block_size];
  std::uint32_t taken_ = block_size;
};

/// 256 layers of equal area under a falling density; layer 0 has the tail. (Marsaglia and Tsang 2000.)
struct Ziggurat {
  double width[256], height[256];
  std::uint64_t inside[256];

  /// `start` is where the tail begins, `area` that of a layer, both for 256 layers; `scale` the number of candidates.
  template <class Density, class Inverse>
  Ziggurat(double start, double area, double scale, Density density, Inverse inverse) {
    const double base = area / density(start);
    double outer = start, edge = start;
    inside[0] = static_cast<std::uint64_t>(start / base * scale);
    inside[1] = 0;
    width[0] = base / scale;
    width[255] = start / scale;
    height[0] = 1;
    height[255] = density(start);
    for (int i = 254; i >= 1; --i) {
      edge = inverse(area / edge + density(edge));
      inside[i + 1] = static_cast<std::uint64_t>(edge / outer * scale);
      outer = edge;
      height[i] = density(edge);
      width[i] = edge / scale;
    }
  }
};

inline double falling(double x) { return std::exp(-x); }
inline double bell(double x) { return std::exp(-0.5 * x * x); }
inline constexpr double exponential_tail = 7.69711747013104972, normal_tail = 3.6541528853610088;
inline const Ziggurat exponentials(exponential_tail, 3.949659822581572e-3, 0x1.0p56, falling,
                                   [](double y) { return -std::log(y); });
inline const Ziggurat normals(normal_tail, 4.92867323399e-3, 0x1.0p55, bell,
                              [](double y) { return std::sqrt(-2 * std::log(y)); });

[[gnu::noinline]] inline double edge_of_exponential(Words& words, std::uint32_t layer, double x) {
  for (;;) {
    if (layer == 0) return exponential_tail - std::log(1 - words.unit());
    const double low = exponentials.height[layer], high = exponentials.height[layer - 1];
    if (low + words.unit() * (high - low) < falling(x)) return x;
    const std::uint64_t word = words.next();
    layer = word & 255;
    x = static_cast<double>(word >> 8) * exponentials.width[layer];
    if (word >> 8 < exponentials.inside[layer]) return x;
  }
}

/// Of mean 1.
inline double exponential(Words& words) {
  const std::uint64_t word = words.next();
  const std::uint32_t layer = word & 255;
  const double x = static_cast<double>(static_cast<std::int64_t>(word >> 8)) * exponentials.width[layer];
  if (word >> 8 < exponentials.inside[layer]) [[likely]]
    return x;
  return edge_of_exponential(words, layer, x);
}

[[gnu::noinline]] inline double edge_of_normal(Words& words, std::uint32_t layer, double x) {
  for (;;) {
    if (layer == 0) {
      double beyond, bound;
      do {
        beyond = -std::log(1 - words.unit()) / normal_tail;
        bound = -std::log(1 - words.unit());
      } while (bound + bound < beyond * beyond);
      return normal_tail + beyond;
    }
    const double low = normals.height[layer], high = normals.height[layer - 1];
    if (low + words.unit() * (high - low) < bell(x)) return x;
    const std::uint64_t word = words.next();
    layer = word & 255;
    x = static_cast<double>(word >> 9) * normals.width[layer];
    if (word >> 9 < normals.inside[layer]) return x;
  }
}

inline double normal(Words& words) {
  const std::uint64_t word = words.next();
  const std::uint32_t layer = word & 255;
  double x = static_cast<double>(static_cast<std::int64_t>(word >> 9)) * normals.width[layer];
  if (word >> 9 >= normals.inside[layer]) [[unlikely]]
    x = edge_of_normal(words, layer, x);
  return word >> 8 & 1 ? -x : x;
}

}  // namespace stepwell
