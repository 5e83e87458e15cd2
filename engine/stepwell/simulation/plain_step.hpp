// What the stride through a plain visit (plain.cpp) needs of its step, in one place.
//
// Guarantees: holds for one replication; the pointers are to the program, to what the replication counts and to the
// histograms of its request. Of a step that is not plain nothing is filled in.
#pragma once

#include <cstdint>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/replication.hpp"
#include "stepwell/simulation/sampler.hpp"

namespace stepwell {

/// How the time of its work is drawn.
struct WorkLuck {
  explicit WorkLuck(std::uint64_t key) : keys(key) {}
  RoundKeys keys;
  const Sampler* time = nullptr;
};

struct PlainStep {
  bool is_plain = false;
  bool is_end = false;        ///< an end to which nothing is attached; of the rest it has `counted` alone
  bool stay_matters = false;  ///< as in `StepCode`
  bool watched = false;       ///< its stay matters, measures begin or end here, or attributes are set
  bool has_levels = false;    ///< its team has more queues than one
  bool shared = false;        ///< as in `StepCode`
  bool addressed = false;     ///< as in `StepCode`
  bool alone = false;         ///< no other team asks for its role
  std::uint32_t role = 0;
  std::int32_t count = 1;  ///< of the role
  std::uint32_t team = 0;
  std::uint32_t visit_slot = no_index;  ///< as in `StepCode`
  const FlowCode* flows = nullptr;      ///< where it goes by chance, or always; null: by rules or in several ways
  const WorkLuck* luck = nullptr;  ///< null: there is more to its time than one draw
  StepOutcome* counted = nullptr;
  Histogram* wait = nullptr;  ///< null: nobody asks for histograms
  Histogram* work = nullptr;
};

}  // namespace stepwell
