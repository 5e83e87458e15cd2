// Who is in the house: cases, their tokens, and what holds tokens together.
//
// Guarantees: plain values that name each other by 32-bit index, with `nothing` for none; cases, tokens, frames, races
// and timers lie in slabs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stepwell/process/event_log.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/slab.hpp"

namespace stepwell {

/// The most tokens that may be in the house at once: more is a queue without end, not a service.
inline constexpr std::uint32_t most_tokens = 1u << 22;

enum class TokenState : std::uint8_t {
  moving,
  queued,
  working,
  waiting,
  at_join,
  gathering,
  following,
  awaiting,
  repeated
};

/// A case's place on the map. A case starts with one; splits make more, joins and ends make fewer.
struct Token {
  std::uint32_t next = nothing;        ///< in its queue, among those parked at the same join, or in its batch
  std::uint32_t previous = nothing;    ///< in its queue or batch
  std::uint32_t case_index = nothing;  ///< nothing: not in use
  std::uint32_t step = 0;
  std::uint32_t frame = nothing;  ///< the innermost open split that it comes from
  std::uint32_t event = nothing;  ///< order of its pending event: another one with its name is out of date
  std::uint32_t visit = 0;        ///< 0: the first to this step on the ways that led the token here
  std::uint32_t number = 0;       ///< within its case
  std::uint32_t staff = EventLog::nobody;
  TokenState state = TokenState::moving;
  bool pre_empted = false;            ///< waits because more urgent work took its staff, or these are out
  std::uint8_t choices = 1;           ///< alternatives of its team that it has turned to
  std::uint8_t choice = 0;            ///< the one by which it is done
  std::uint32_t line = 0;             ///< at work: of a role with separate queues, the one that it has joined
  std::uint32_t stay = 0;             ///< names this visit for its timers; 0: it has none
  std::uint32_t race = nothing;       ///< that it runs in
  std::uint32_t race_next = nothing;  ///< another one in the same race
  std::uint32_t sibling = nothing;    ///< another one of the case; these two only where something cancels
  std::uint32_t elder = nothing;
  double key = 0;            ///< goes before `ticket`, the least first
  std::uint64_t ticket = 0;  ///< order of arrival in the queue; kept when work is put down
  Instant arrived;           ///< at the step
  Instant queued;            ///< began to wait (again)
  Instant started;           ///< began to work (again)
  Instant first_started;
  Instant due;             ///< the work in hand will be done
  Duration remaining{};    ///< of work that was put down
  Duration whole{};        ///< of the work, as drawn
  Duration closed_mark{};  ///< its team's closed time when it was queued
  Duration queueing{};     ///< of this visit
  Duration closed{};
  Duration interrupted{};
  Duration worked{};
  std::uint64_t next_luck = 0;          ///< decides where it goes from here
  std::uint64_t branch = 0;             ///< address: the branches of the open splits that it is in; 0: in none
  std::int64_t parts[part_count] = {};  ///< of its life, back to the arrival of its case

  /// As new but for what a visit sets when it begins. One by one, since a processor is slow to begin filling a block.
  void renew(std::uint32_t its_case) {
    next = previous = frame = event = race = race_next = sibling = elder = nothing;
    case_index = its_case;
    number = line = 0;
    pre_empted = false;
    choices = 1;
    choice = 0;
    next_luck = branch = 0;
    for (std::int64_t& part : parts) part = 0;
  }
};

struct Case {
  std::uint32_t next = nothing;
  std::uint32_t type = 0;
  std::uint32_t tokens = 0;       ///< alive; 0: not in the house
  std::uint32_t named = 0;        ///< tokens that it ever had
  std::uint32_t first = nothing;  ///< of its tokens; only where something cancels
  std::uint32_t active = 0;       ///< tokens at work or in a planned wait; only where places are held
  std::uint64_t number = 0;
  std::uint64_t luck = 0;  ///< what its draws are addressed by
  Instant arrived;
};

/// What decides about a visit: how long its work takes, and where it goes from there.
struct VisitLuck {
  Duration whole{};
  std::uint64_t next = 0;
};

/// How far the arrivals of a case type have come.
struct Coming {
  static constexpr std::uint64_t at_once = 16;

  std::uint64_t moments = 0;  ///< at which cases came
  std::uint64_t cases = 0;    ///< that came at them
  Duration clock{};           ///< open time at the last of them
  double load = 0;            ///< expected arrivals, or weighted time, at the last of them
  std::uint32_t piece = 0;    ///< the stretch of constant rate that it is in
  /// By the last bits of the moment: what the draws of the next few give, an interval or a load. They are made
  /// together since the next event waits for a single one.
  double drawn[at_once] = {};
  VisitLuck first_visits[at_once] = {};  ///< of the cases that come then, where `draws_first_visits`
  bool draws_first_visits = false;
  std::vector<RateCode> rates;  ///< of this replication, where they vary with an effect
};

/// A case that is about to come in.
struct Entrant {
  std::uint32_t type = 0;
  std::uint32_t step = 0;
  std::uint64_t luck = 0;        ///< of the case
  std::uint64_t of_itself = 0;   ///< luck of what it is: its attributes
  std::uint32_t row = no_index;  ///< of its file; no_index: one at random
  std::uint32_t member = nothing;
  std::uint32_t asker = nothing;  ///< the case that starts it
};

/// One of a closed population.
struct Member {
  std::uint32_t type = 0;
  std::uint32_t number = 0;  ///< within its population
  std::uint32_t times = 0;   ///< it has come
};

/// How far a book is filled.
struct BookState {
  std::vector<std::uint32_t> taken;  ///< by slot
  std::size_t first_free = 0;        ///< of those that are still to come
};

/// A split that is still open for some token.
struct Frame {
  std::uint32_t next = nothing;
  std::uint32_t outer = nothing;
  std::uint32_t uses = 0;  ///< tokens and inner frames that refer to it
  std::uint32_t branches = 0;
  std::uint32_t arrived = 0;  ///< at its join
  std::uint32_t parked = nothing;
  std::uint64_t branch = 0;  ///< address of the token that was split
};

/// Several tokens of one case of which only the first to be done with its step goes on.
struct Race {
  std::uint32_t next = nothing;
  std::uint32_t first = nothing;
};

/// Something that happens to a token if it is still in the same visit then.
struct Timer {
  static constexpr std::uint32_t patience = UINT32_MAX;
  static constexpr std::uint32_t choice = UINT32_MAX - 1;   ///< turns to a further alternative
  static constexpr std::uint32_t cleaned = UINT32_MAX - 2;  ///< not of a token: `stay` is a role of which one is free
  static constexpr std::uint32_t batch = UINT32_MAX - 3;    ///< `token` is the batch
  std::uint32_t next = nothing;
  std::uint32_t token = nothing;
  std::uint32_t stay = 0;
  std::uint32_t deadline = patience;  ///< of the program's
};

/// A measure of one case.
struct Watch {
  static constexpr std::int64_t not_begun = INT64_MIN;
  static constexpr std::int64_t done = INT64_MAX;
  std::int64_t since = not_begun;
};

/// The address of a branch, from that of the token that it comes from and the branch's name: tokens that are in the
/// house at the same time, of one case, never share one.
inline std::uint64_t branch_address(std::uint64_t outer, std::uint64_t branch_name) {
  const std::uint64_t mixed = (outer ^ branch_name) * 0x9E3779B97F4A7C15u;
  return (mixed ^ (mixed >> 32)) + branch_name;
}

/// Makes the row of `row` all `value`, in a flat array of rows that grows with the slab whose indices name them.
template <class T>
[[gnu::always_inline]] inline void fresh_row(std::vector<T>& rows, std::uint32_t row, std::size_t width,
                                             const T& value) {
  if (width == 0) return;
  const std::size_t end = (std::size_t{row} + 1) * width;
  if (rows.size() < end) [[unlikely]]
    grow_to(rows, 2 * end);
  std::fill_n(rows.begin() + static_cast<std::ptrdiff_t>(row * width), width, value);
}

}  // namespace stepwell
