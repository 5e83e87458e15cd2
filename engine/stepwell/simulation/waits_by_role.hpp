// How long each token has waited for whom, in its life so far: a short list a token, since a token waits for few of the
// roles that a large model has.
//
// Guarantees: a token that has waited for nobody costs 4 bytes and no time; one entry for each role that it has waited
// for. Entries lie in a slab and go back to it with their token.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stepwell/simulation/slab.hpp"

namespace stepwell {

class WaitsByRole {
 public:
  /// Must come before anything else is asked of a token.
  void make_room_for(std::uint32_t token) {
    if (token >= first_.size()) [[unlikely]]
      grow_to(first_, 2 * std::size_t{token} + 64, nothing);
  }

  [[gnu::always_inline]] void add(std::uint32_t token, std::uint32_t role, std::int64_t time) {
    std::uint32_t wait = first_[token];
    while (wait != nothing && waits_[wait].role != role) wait = waits_[wait].next;
    if (wait != nothing) {
      waits_[wait].time += time;
      return;
    }
    wait = waits_.take();
    waits_[wait] = {first_[token], role, time};
    first_[token] = wait;
  }

  /// Adds them to `sums`, by role.
  void add_to(std::vector<std::int64_t>& sums, std::uint32_t token) const {
    for (std::uint32_t wait = first_[token]; wait != nothing; wait = waits_[wait].next)
      sums[waits_[wait].role] += waits_[wait].time;
  }

  /// `copy` must have waited for nobody.
  void copy(std::uint32_t token, std::uint32_t copy) {
    for (std::uint32_t wait = first_[token]; wait != nothing; wait = waits_[wait].next)
      add(copy, waits_[wait].role, std::int64_t{waits_[wait].time});
  }

  void forget(std::uint32_t token) {
    for (std::uint32_t wait = first_[token]; wait != nothing;) {
      const std::uint32_t next = waits_[wait].next;
      waits_.give_back(wait);
      wait = next;
    }
    first_[token] = nothing;
  }

 private:
  struct Wait {
    std::uint32_t next = nothing;
    std::uint32_t role = 0;
    std::int64_t time = 0;
  };
  Slab<Wait> waits_;
  std::vector<std::uint32_t> first_;  ///< by token
};

}  // namespace stepwell
