// The load of each role in an ordinary week, who is full first, and about how long work waits: without simulating.
//
// Guarantees: hours asked for are exact where visits are (see visits.hpp). Waits are approximations: each role is one
// first-come queue with Allen and Cunneen's two moments (exact for M/M/c, M/G/1 and Jackson networks), whose arrivals
// vary as the flows that feed it do (Whitt's QNA); opening hours count as one long day, and priorities are ignored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stepwell/foundation/time.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

struct RoleLoad {
  double asked = 0;                  ///< hours of work asked for in an ordinary week (people x time)
  double staffed = 0;                ///< hours on duty in an ordinary week: staff x opening hours
  double utilisation = 0;            ///< asked / staffed; infinite where work is asked for and nobody is on duty
  std::optional<double> saturation;  ///< the factor by which demand could grow until the role is full; none if unasked
};

struct StepLoad {
  double visits = 0;             ///< in an ordinary week
  double asked = 0;              ///< hours of work in an ordinary week, of all its people
  std::optional<Duration> wait;  ///< about how long a visit waits for its role, in opening time; work of a single
                                 ///< person whose role is not full, else none
};

struct Load {
  IndexedVector<CaseTypeId, double> arrivals;  ///< in an ordinary week
  IndexedVector<RoleId, RoleLoad> roles;
  IndexedVector<StepId, StepLoad> steps;
  std::optional<RoleId> first_full;         ///< the role that is full first as demand grows
  std::vector<std::string> approximations;  ///< sentences on the hours; none: they are exact
  bool bounded = true;                      ///< false: tokens multiply without end, and nothing can be said
};

/// For a workflow without errors (see `validate`).
Load expected_load(const Workflow& workflow);

}  // namespace stepwell
