// What the stride through a plain visit (plain.cpp) needs of its step, in one place.
//
// Guarantees: holds for one replication; the pointers are to the program, to the state of the replication and what
// it counts, and to the histograms of its request. Of a step that is not plain nothing is filled in.
#pragma once

#include <cstdint>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/replication.hpp"
#include "stepwell/simulation/sampler.hpp"
#include "stepwell/simulation/staff_state.hpp"

namespace stepwell {

/// How the time of its work is drawn.
struct WorkLuck {
  explicit WorkLuck(std::uint64_t key) : keys(key) {}
  RoundKeys keys;
  const Sampler* time = nullptr;
};

struct PlainStep {
  bool is_plain : 1 = false;
  bool is_end : 1 = false;  ///< an end to which nothing is attached; of the rest it has `counted` and `logged` alone
  bool stay_matters : 1 = false;  ///< as in `StepCode`
  bool watched : 1 = false;       ///< its stay matters, measures begin or end here, attributes are set, or it is logged
  bool logged : 1 = false;        ///< its visits become rows
  bool names_staff : 1 = false;   ///< its rows say who did it
  bool has_levels : 1 = false;    ///< its team has more queues than one
  bool shared : 1 = false;        ///< as in `StepCode`
  bool addressed : 1 = false;     ///< as in `StepCode`
  bool alone : 1 = false;         ///< no other team asks for its role
  std::int32_t count = 1;         ///< of the role
  std::uint32_t role_index = 0;
  std::uint32_t visit_slot = no_index;  ///< as in `StepCode`
  RoleState* role = nullptr;
  Team* team = nullptr;
  const FlowCode* flows = nullptr;  ///< where it goes by chance, or always; null: by rules or in several ways
  const WorkLuck* luck = nullptr;   ///< null: there is more to its time than one draw
  StepOutcome* counted = nullptr;
  Histogram* wait = nullptr;  ///< null: nobody asks for histograms
  Histogram* work = nullptr;
};

}  // namespace stepwell
