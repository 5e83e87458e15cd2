// The event log as CSV: a row a visit, for spreadsheets and process mining tools.
//
// Guarantees: complete, in the order of the log; names quoted as RFC 4180 says wherever they need it; times as ISO
// 8601 to the microsecond where they have any; wait parts in seconds. Written through a buffer: some tens of
// nanoseconds a field and no memory that grows with the log.
#pragma once

#include <atomic>
#include <ostream>

#include "stepwell/process/event_log.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Columns: case, case type, token, step, role, member of staff, place, enabled, started, ended, outcome, queueing,
/// closed, work. Cases and members of staff count from 1; `place` is empty, and so is `ended` of an open visit.
/// Throws `Interrupted` soon after `stop` becomes true.
void write_csv(std::ostream& out, const Workflow& workflow, const EventLog& log,
               const std::atomic<bool>* stop = nullptr);

}  // namespace stepwell
