// The event log of one replication: a row for every visit to a step, in columns.
//
// Guarantees: complete (warm-up included) and in the order in which visits end; visits still open at the horizon come
// last with `ended` empty; whole once the replication is over. A column is a plain vector, so that NumPy can view it
// without a copy. Costs 97 bytes a visit and the time to be given them; nothing where no log is asked for.
#pragma once

#include <cstddef>
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

/// One row while it is written; the columns of `EventLog` say what each field is.
struct LoggedVisit {
  std::uint64_t case_number;
  std::uint32_t case_type;
  std::uint32_t token;
  std::uint32_t step;
  std::uint32_t role;
  std::uint32_t staff;
  std::uint32_t place;
  std::int64_t enabled;
  std::int64_t started;
  std::int64_t ended;
  std::int64_t queueing;
  std::int64_t closed;
  std::int64_t for_batch;
  std::int64_t interrupted;
  std::int64_t work;
  VisitOutcome outcome;
};

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

  /// Rows gather in a block near the processor, and go from there into the columns when it is full: to write at the ends
  /// of sixteen long columns by turns is several times slower.
  bool is_full() const { return gathered_ == blocks_.size() * rows_a_block; }
  /// The next row. Must not be full.
  void add(const LoggedVisit& visit) {
    Block& block = blocks_.front();
    const std::size_t i = gathered_++;
    block.case_number[i] = visit.case_number;
    block.case_type[i] = visit.case_type;
    block.token[i] = visit.token;
    block.step[i] = visit.step;
    block.role[i] = visit.role;
    block.staff[i] = visit.staff;
    block.place[i] = visit.place;
    block.enabled[i] = visit.enabled;
    block.started[i] = visit.started;
    block.ended[i] = visit.ended;
    block.outcome[i] = visit.outcome;
    block.queueing[i] = visit.queueing;
    block.closed[i] = visit.closed;
    block.for_batch[i] = visit.for_batch;
    block.interrupted[i] = visit.interrupted;
    block.work[i] = visit.work;
  }
  /// Moves what has gathered into the columns. `expected`: rows in the end, so that columns need not grow often.
  void into_columns(std::size_t expected);

 private:
  static constexpr std::size_t rows_a_block = 256;
  struct Block {
    std::uint64_t case_number[rows_a_block];
    std::uint32_t case_type[rows_a_block];
    std::uint32_t token[rows_a_block];
    std::uint32_t step[rows_a_block];
    std::uint32_t role[rows_a_block];
    std::uint32_t staff[rows_a_block];
    std::uint32_t place[rows_a_block];
    std::int64_t enabled[rows_a_block];
    std::int64_t started[rows_a_block];
    std::int64_t ended[rows_a_block];
    VisitOutcome outcome[rows_a_block];
    std::int64_t queueing[rows_a_block];
    std::int64_t closed[rows_a_block];
    std::int64_t for_batch[rows_a_block];
    std::int64_t interrupted[rows_a_block];
    std::int64_t work[rows_a_block];
  };

  std::vector<Block> blocks_;  ///< one; none before there are rows
  std::size_t gathered_ = 0;
};

}  // namespace stepwell
