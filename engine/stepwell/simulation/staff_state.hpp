// Roles and teams in motion: who is here, who is at work, and since when somebody who is needed was not.
#pragma once

#include <cstdint>
#include <vector>

#include "stepwell/foundation/tally.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/event_log.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

/// The integral over time of a level that goes up and down, without a multiplication for each stretch between two
/// changes: a change at time t takes change x t from `area`, and area + level x now is the integral so far.
class LevelIntegral {
 public:
  void change(std::int64_t by, Instant now) { area_ -= Wide{by} * now.time_since_epoch().count(); }
  /// The integral since the last call. Throws `SimulationError` where it is past what 64 bits hold.
  std::int64_t take(std::int64_t level, Instant now) {
    const Wide level_time = Wide{level} * now.time_since_epoch().count();
    const Wide taken = area_ + level_time;
    area_ = -level_time;
    if (taken != static_cast<std::int64_t>(taken)) times_overflow();
    return static_cast<std::int64_t>(taken);
  }

 private:
  __extension__ typedef __int128 Wide;  // ISO C++ has no name for 128 bits
  Wide area_ = 0;
};

struct Team {
  std::uint64_t key = 0;    ///< random order: of its luck
  std::uint64_t drawn = 0;  ///< random order: how many were drawn from its queues
  std::uint32_t waiting = 0;
  std::uint32_t closed_roles = 0;
  std::uint32_t first_queue = 0;  ///< of its levels; where it is plain
  Duration closed_time{};         ///< in which some needed role was closed
  Instant closed_since{};
};

/// Where a team has a choice: since when, and for how long, there was nobody who could do it.
struct AlternativeState {
  struct Closed {
    bool now = false;
    Duration time{};
    Instant since{};
  };
  std::uint32_t closed_roles = 0;
  Closed alone;
  Closed with_those_before;  ///< closed where all of them are
};

/// An individual.
struct MemberState {
  bool on = false;
  std::int32_t out = 0;              ///< outages that they are in
  std::uint32_t token = UINT32_MAX;  ///< that they work on; none: they do not
  Instant idle_since{};
  Duration worked{};
  std::uint32_t last_step = UINT32_MAX;  ///< that they worked on
};

/// A task that has one person, or a share of one.
struct Attention {
  std::uint32_t token = 0;
  std::uint32_t member = 0;
  std::uint32_t share = 0;
};

struct RoleState {
  std::int32_t free = 0;  ///< here, and idle; below 0: so many will be out when their work in hand is done
  std::int32_t busy = 0;
  std::int32_t blocked = 0;              ///< of the busy, those held by cases to which nothing happens
  std::int32_t cleaning = 0;             ///< used, and not free again yet
  std::uint32_t last_step = UINT32_MAX;  ///< that it worked on, where that matters
  std::int32_t out = 0;                  ///< not there, or not when their work in hand is done
  bool on = true;                        ///< inside its hours
  bool lingering = false;                ///< outside its hours, and some may still be here
  bool closed = false;                   ///< nobody here could start anything
  bool alike = true;                     ///< its people: neither individuals nor with a share of their attention left
  std::uint32_t waiting = 0;
  std::uint32_t in_lines = 0;          ///< of a role with separate queues: who waits in any of them
  std::uint32_t next_line = 0;         ///< separate queues, joined in turn
  std::uint32_t waits_for = no_index;  ///< lingering: a step from which somebody can still come
  std::uint64_t looked = 0;            ///< how many had come and gone when that was found
  Instant since{};                     ///< up to when the integrals below are done
  LevelIntegral busy_time;             ///< of `busy`, where its people are alike
  LevelIntegral queue_time;
  RoleOutcome counted;
  std::vector<MemberState> members;  ///< only where it has individuals
  std::vector<bool> member_busy;     ///< only where a log is asked for
  // Only where its people share their attention, in thousandths of a person; see attention.cpp:
  std::int64_t attention = 0;       ///< in use, of all
  std::int64_t rests[2] = {};       ///< of busy and overtime: what has not come to a microsecond yet
  std::vector<std::uint32_t> used;  ///< by member
  std::vector<Attention> tasks;

  /// So many more are at work; below 0: fewer.
  void employ(std::int32_t people, Instant now) {
    busy += people;
    busy_time.change(people, now);
  }
  /// So many of those who are free begin to work.
  void take(std::int32_t people, Instant now) {
    free -= people;
    employ(people, now);
  }
  /// So many are done. Outside the hours, only who stays is still here for other work.
  void release(std::int32_t people, Instant now) {
    employ(-people, now);
    if (on || lingering) free += people;
  }
  void join_queue(Instant now) {
    ++waiting;
    queue_time.change(1, now);
  }
  void leave_queue(Instant now) {
    --waiting;
    queue_time.change(-1, now);
  }

  void share_out(std::int32_t people);
  std::uint32_t with_room_for(const NeedCode& need) const;
  /// Whether somebody who is at work has attention left for it.
  bool fits(const NeedCode& need) const { return need.share != whole_person && with_room_for(need) != no_index; }
  void take_attention(std::uint32_t token, const NeedCode& need);
  void release_attention(std::uint32_t token);
  std::uint32_t attending(std::uint32_t token) const;
  void count_attention(std::int64_t passed);
  std::vector<std::uint32_t> in_hand;  ///< tokens that it works on; only where it may stop
};

/// The lowest number that is idle, which it is no longer; `EventLog::nobody` where none is.
inline std::uint32_t take_lowest(std::vector<bool>& busy) {
  std::uint32_t number = 0;
  while (number < busy.size() && busy[number]) ++number;
  if (number == busy.size()) return EventLog::nobody;
  busy[number] = true;
  return number;
}

/// The tokens at a step, where somebody who stays must know.
struct Presence {
  std::uint32_t working = 0;
  std::uint32_t queued = 0;
};

/// One outage of a role, or one member of it that breaks down.
struct OutageState {
  std::uint32_t code = 0;   ///< of the program's
  std::uint32_t unit = 0;   ///< which of the role's members, where each breaks down by itself
  std::uint32_t times = 0;  ///< how often it has been out
  bool is_out = false;
  std::int32_t taken = 0;  ///< after hours: how many of those still there are out
  std::uint64_t key = 0;
};

}  // namespace stepwell
