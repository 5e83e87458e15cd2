// The event log of one replication: a row for every visit to a step, in columns.
//
// Guarantees: complete (warm-up included) and in the order in which visits end; visits still open at the horizon come
// last with `ended` empty. A column is a plain vector, so that NumPy can view it without a copy. Costs one append a
// column and visit, nothing where no log is asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// How a visit ended.
enum class VisitOutcome : std::uint8_t {
  done,
  in_progress,  ///< still open at the horizon
  balked,       ///< the queue was too long to join
  gave_up,      ///< waited longer than its patience
  overdue,      ///< a deadline led it elsewhere
  pre_empted,   ///< gave way to more urgent work, for good
  withdrawn,    ///< another one of its race was first, or its case was over
};
inline constexpr std::size_t visit_outcomes = 7;

class EventLog {
 public:
  static constexpr std::int64_t never = INT64_MIN;  ///< NumPy's NaT
  static constexpr std::uint32_t nobody = UINT32_MAX;

  std::vector<std::uint64_t> case_number;  ///< from 0, within its case type
  std::vector<std::uint32_t> case_type;    ///< index into the workflow's cases
  std::vector<std::uint32_t> token;        ///< from 0 within the case: the first is 0, a split numbers its new ones on
  std::vector<std::uint32_t> step;         ///< index into the workflow's steps
  std::vector<std::uint32_t> role;         ///< index of the (first) role of staff, or `nobody`
  std::vector<std::uint32_t> staff;        ///< which member of that role, from 0, or `nobody`
  std::vector<std::uint32_t> place;        ///< index of the (first) place or equipment that the step takes, or `nobody`
  std::vector<std::int64_t> enabled;       ///< microseconds since 1970-01-01: the token arrived at the step
  std::vector<std::int64_t> started;       ///< work began (work), or = enabled
  std::vector<std::int64_t> ended;         ///< or `never`
  std::vector<VisitOutcome> outcome;
  std::vector<std::int64_t> queueing;  ///< microseconds of the visit in each part
  std::vector<std::int64_t> closed;
  std::vector<std::int64_t> for_batch;
  std::vector<std::int64_t> interrupted;
  std::vector<std::int64_t> work;

  std::size_t size() const { return case_number.size(); }
};

}  // namespace stepwell
