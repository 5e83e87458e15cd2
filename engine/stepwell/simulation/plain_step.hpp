// What the stride through a plain visit (plain.cpp) needs of its step, in one place.
//
// Guarantees: holds for one replication; the pointers are to the program, to what the replication counts and to the
// histograms of its request. Of a step that is not plain nothing is filled in.
#pragma once

#include <cstdint>
#include <vector>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/event_log.hpp"
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

/// The lowest number that is idle, which it is no longer; `EventLog::nobody` where none is.
inline std::uint32_t take_lowest(std::vector<bool>& busy) {
  std::uint32_t number = 0;
  while (number < busy.size() && busy[number]) ++number;
  if (number == busy.size()) return EventLog::nobody;
  busy[number] = true;
  return number;
}

struct PlainStep {
  bool is_plain = false;
  bool is_end = false;        ///< an end to which nothing is attached; of the rest it has `counted` alone
  bool stay_matters = false;  ///< as in `StepCode`
  bool watched = false;       ///< its stay matters, measures begin or end here, attributes are set, or it is logged
  bool logged = false;        ///< its visits become rows
  bool names_staff = false;   ///< its rows say who did it
  bool has_levels = false;    ///< its team has more queues than one
  bool addressed = false;     ///< as in `StepCode`
  bool alone = false;         ///< no other team asks for its role
  std::uint32_t role = 0;
  std::int32_t count = 1;  ///< of the role
  std::uint32_t team = 0;
  std::uint32_t first_queue = 0;
  bool counts_visits = false;      ///< the case can come more than once
  std::uint32_t next = no_index;   ///< the one step that follows; none: it is yet to be chosen
  const WorkLuck* luck = nullptr;  ///< null: there is more to its time than one draw
  StepOutcome* counted = nullptr;
  Histogram* wait = nullptr;  ///< null: nobody asks for histograms
  Histogram* work = nullptr;
};

}  // namespace stepwell
