// Luck that is addressed, not consumed.
//
// Guarantees: a draw is a pure function of seed, replication, stream (a hash of names and purpose) and three
// counters: the case's own number, its visit and the index of the draw. It does not depend on threads, machine or the
// order of events. The generator is Philox2x64 (Salmon et al., SC 2011); a block gives two independent uniforms.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace stepwell {

/// What a draw is for; part of its address, so that purposes never share luck.
enum class Purpose : std::uint8_t {
  arrival = 1,
  attribute,
  time,
  adds,
  next,
  wait,
  sets,
  assumption,
  queue,
  row,
  effect,
  breakdown
};

/// The key of one stream of draws. `scope` is a case type (or empty), `name` a step, attribute or assumption.
std::uint64_t stream_key(std::uint64_t seed, std::uint64_t replication, std::string_view scope, std::string_view name,
                         Purpose purpose);
/// The part of `stream_key` that does not depend on seed and replication; to be finished by `keyed`.
std::uint64_t stream_name(std::string_view scope, std::string_view name, Purpose purpose);
std::uint64_t keyed(std::uint64_t stream, std::uint64_t seed, std::uint64_t replication);

__extension__ typedef unsigned __int128 WideProduct;  // ISO C++ has no name for the 128 bits of a product

struct RandomBlock {
  std::uint64_t first;
  std::uint64_t second;
};

/// The keys of the rounds, to be made once for a stream that is drawn from often.
struct RoundKeys {
  static constexpr int rounds = 10;
  std::uint64_t of_round[rounds];

  explicit RoundKeys(std::uint64_t key) {
    for (std::uint64_t& of : of_round) {
      of = key;
      key += 0x9E3779B97F4A7C15u;
    }
  }
};

/// Philox2x64-10 of (case_number, visit and index) under the keys.
inline RandomBlock random_block(const RoundKeys& keys, std::uint64_t case_number, std::uint32_t visit,
                                std::uint32_t index) {
  std::uint64_t x0 = case_number;
  std::uint64_t x1 = (static_cast<std::uint64_t>(visit) << 32) | index;
  for (const std::uint64_t key : keys.of_round) {
    const WideProduct product = static_cast<WideProduct>(x0) * 0xD2B74407B1CE6E93u;
    x0 = static_cast<std::uint64_t>(product >> 64) ^ key ^ x1;
    x1 = static_cast<std::uint64_t>(product);
  }
  return {x0, x1};
}
inline RandomBlock random_block(std::uint64_t key, std::uint64_t case_number, std::uint32_t visit,
                                std::uint32_t index) {
  return random_block(RoundKeys(key), case_number, visit, index);
}

/// A double in (0, 1), never either end: (k + 1/2) / 2^52 of the upper 52 bits k, exact; 1 - unit is exact too.
inline double unit(std::uint64_t bits) {
  // 1 + k / 2^52 is spelt by its bits; the difference has 53 bits at most, so nothing is rounded.
  return std::bit_cast<double>(bits >> 12 | 0x3FF0000000000000u) - (1 - 0x1.0p-53);
}

}  // namespace stepwell
