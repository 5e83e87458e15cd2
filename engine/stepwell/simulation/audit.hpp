// Looks over a whole replication between two instants: what must hold then, counted anew from every token.
//
// Guarantees: changes nothing. Meant for `assert`, in tests: each look costs as much as there are tokens, cases and
// queues.
#pragma once

#include <string>
#include <vector>

#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

inline namespace STEPWELL_ENGINE {

class Audit {
 public:
  explicit Audit(const Simulation& simulation) : s_(simulation) {}
  /// True; throws `std::logic_error` that says what does not hold, and when.
  [[maybe_unused]] bool at_rest();

 private:
  void count_tokens();
  void look_at(std::uint32_t token, const Token& there);
  void look_at_work(std::uint32_t token, const Token& there);
  void compare_cases() const;
  void compare_splits() const;
  void compare_races() const;
  void compare_staff() const;
  void compare_attention(std::uint32_t role) const;
  void compare_queues() const;
  void expect(bool holds, const char* what, std::uint64_t where) const;

  const Simulation& s_;
  std::vector<std::uint32_t> tokens_of_;  ///< by case
  std::vector<std::uint32_t> uses_of_;    ///< by frame: tokens and inner frames
  std::vector<std::uint32_t> parked_at_;  ///< by frame
  std::vector<std::uint32_t> runners_;    ///< by race
  std::vector<std::int64_t> working_;     ///< by role: people at work
  std::vector<std::int64_t> attention_;   ///< by role: what its tasks take, in thousandths of a person
  std::vector<std::int64_t> in_hand_;     ///< by role: tokens at work that may be put down
  std::vector<std::int64_t> held_;        ///< by role: kept by cases
  std::vector<std::uint32_t> waiting_;    ///< by role
  std::vector<std::uint32_t> queued_;     ///< by team
  std::vector<Presence> present_;         ///< by step
};

}  // namespace STEPWELL_ENGINE

}  // namespace stepwell
