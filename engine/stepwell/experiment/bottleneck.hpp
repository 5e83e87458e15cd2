// Where the work piles up: the role for which cases queue longest on their critical chain, with the evidence.
//
// Guarantees: the named role is the one with the largest share of all queueing (waiting while everyone needed was on
// duty) along the chain back from each case's last end; where utilisation points to another role, the sentence says
// so. That chain holds completed cases only, so a role that cannot keep up goes first, the one with the longest queue;
// and where no completed case queued, the role for which others do. No role is named where nobody queues at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stepwell/experiment/estimate.hpp"

namespace stepwell {

struct Figures;

struct Bottleneck {
  std::optional<std::string> role;     ///< none: nobody queued
  bool cannot_keep_up = false;         ///< its queue grows for as long as the run lasts
  Estimate queue;                      ///< how many wait for it, on average over all hours
  Estimate share_of_queueing;          ///< of all queueing on the chain, the part for this role
  Estimate queueing_per_case;          ///< seconds, a completed case
  Estimate utilisation;                ///< of this role
  std::optional<std::string> busiest;  ///< the role with the highest utilisation
  Estimate busiest_utilisation;
  bool is_place = false;  ///< `role` is a place or equipment
  bool busiest_is_place = false;
  std::string piles_up;  ///< what waits for this role: `104 % of rostered hours are asked for, 35.2 wait on average`
  std::string sentence;  ///< of its own, with a full stop
};

/// Names the bottleneck of figures whose roles are already there; `queueing_per_case` has a value for each role.
Bottleneck bottleneck_of(const Figures& figures, const std::vector<Estimate>& queueing_per_case);

/// Before and after in one sentence.
std::string bottleneck_shift(const Bottleneck& before, const Bottleneck& after);

}  // namespace stepwell
