// Which of the two engines is being compiled: the whole one, or the lean one (lean.cpp) for programs that use nothing of
// what most models do without. The whole one is in a namespace of its own, and the lean one in that of its one
// translation unit, so that the compiler knows all who call a function.
#pragma once

#include <cassert>

#include "stepwell/simulation/replication.hpp"

#ifdef STEPWELL_LEAN
#define STEPWELL_ENGINE
/// On the way of every visit: in the lean engine part of its caller, as a call costs as much as some of them do.
#define STEPWELL_HOT [[gnu::always_inline]] inline
#else
#define STEPWELL_ENGINE whole_engine
#define STEPWELL_HOT
#endif

namespace stepwell {

inline namespace STEPWELL_ENGINE {

/// Whether something holds that never does in a lean program (`Program::is_lean`): there it is not even asked.
constexpr bool uses([[maybe_unused]] bool holds) {
#ifdef STEPWELL_LEAN
  assert(!holds);
  return false;
#else
  return holds;
#endif
}

/// Whether plain visits go in one stride (plain.cpp).
constexpr bool strides() {
#ifdef STEPWELL_LEAN
  return true;
#else
  return false;
#endif
}

}  // namespace STEPWELL_ENGINE

/// One replication by the whole engine, which can run every program.
Outcome run_whole(const Program& program, const ReplicationRequest& request);
/// One replication of a lean program.
Outcome run_lean(const Program& program, const ReplicationRequest& request);

}  // namespace stepwell
