// The keys of streams: a hash of names, then a generator block of seed and replication.
//
// Guarantees: the parts of a name are told apart, so ("ab", "c") is not ("a", "bc"); two streams share a key only by
// the chance of 64 random bits. Cost: a few nanoseconds a name, paid when a workflow is compiled.
#include "stepwell/foundation/random.hpp"

namespace stepwell {

namespace {

constexpr std::uint64_t fnv_offset = 0xCBF29CE484222325u;
constexpr std::uint64_t fnv_prime = 0x100000001B3u;

std::uint64_t absorb(std::uint64_t hash, unsigned char byte) { return (hash ^ byte) * fnv_prime; }

std::uint64_t absorb(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = absorb(hash, static_cast<unsigned char>(c));
  // The length closes the text, so that no letter can move from one part of the address to the next.
  for (std::uint64_t length = text.size(), i = 0; i < 8; ++i) {
    hash = absorb(hash, static_cast<unsigned char>(length >> (8 * i)));
  }
  return hash;
}

}  // namespace

std::uint64_t stream_name(std::string_view scope, std::string_view name, Purpose purpose) {
  std::uint64_t hash = absorb(absorb(absorb(fnv_offset, scope), name), static_cast<unsigned char>(purpose));
  // FNV-1a mixes its last bytes weakly and upwards only; one block of Philox under a fixed key spreads them.
  const RandomBlock spread = random_block(0x53746570'77656C6Cu, hash, 0, 0);
  return spread.first ^ hash;
}

std::uint64_t keyed(std::uint64_t stream, std::uint64_t seed, std::uint64_t replication) {
  return random_block(stream, seed, static_cast<std::uint32_t>(replication >> 32),
                      static_cast<std::uint32_t>(replication))
      .first;
}

std::uint64_t stream_key(std::uint64_t seed, std::uint64_t replication, std::string_view scope, std::string_view name,
                         Purpose purpose) {
  return keyed(stream_name(scope, name, purpose), seed, replication);
}

}  // namespace stepwell
