// Where the work piles up: the role for which cases queue longest on their critical chain, with the evidence.
//
// Guarantees: the named role is the one with the largest share of all queueing (waiting while everyone needed was on
// duty) along the chain back from each case's last end; where utilisation points to another role, the sentence says
// so. No role is named where nobody queues.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stepwell/experiment/estimate.hpp"

namespace stepwell {

struct Figures;

struct Bottleneck {
  std::optional<std::string> role;     ///< none: nobody queued
  Estimate share_of_queueing;          ///< of all queueing on the chain, the part for this role
  Estimate queueing_per_case;          ///< seconds, a completed case
  Estimate utilisation;                ///< of this role
  std::optional<std::string> busiest;  ///< the role with the highest utilisation
  Estimate busiest_utilisation;
  std::string sentence;  ///< of its own, with a full stop
};

/// Names the bottleneck of figures whose roles are already there; `queueing_per_case` has a value for each role.
Bottleneck bottleneck_of(const Figures& figures, const std::vector<Estimate>& queueing_per_case);

/// Before and after in one sentence.
std::string bottleneck_shift(const Bottleneck& before, const Bottleneck& after);

}  // namespace stepwell
