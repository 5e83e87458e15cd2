// Which of the two engines is being compiled: the whole one, or the lean one (lean.cpp) for programs that use nothing of
// what most models do without. The whole one is in a namespace of its own, and the lean one in that of its one
// translation unit, so that the compiler knows all who call a function.
#pragma once

#include <cassert>

#include "stepwell/simulation/replication.hpp"

#ifdef STEPWELL_LEAN
#define STEPWELL_ENGINE
#else
#define STEPWELL_ENGINE whole_engine
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

}  // namespace STEPWELL_ENGINE

/// One replication by the whole engine, which can run every program.
Outcome run_whole(const Program& program, const ReplicationRequest& request);
/// One replication of a lean program.
Outcome run_lean(const Program& program, const ReplicationRequest& request);

}  // namespace stepwell
