// One replication in motion.
//
// The calendar holds what is to come; cases and tokens lie in slabs; each set of needs ("team") has its queues, one a
// priority. Guarantees: nothing is allocated in the loop but when more cases are in the house, or longer times are
// counted, than ever before;
// whatever could start has started after every event; within an instant, closings and openings come first, then
// completions, ends of waits and arrivals. Files: simulation.cpp (the loop), arrivals.cpp, attributes.cpp, books.cpp, effects.cpp, tokens.cpp (moves),
// queues.cpp (who waits and who is next), staffing.cpp (work and who does it), shifts.cpp (who is there), leaving.cpp
// (steps that are given up), counting.cpp (what is counted).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stepwell/process/event_log.hpp"
#include "stepwell/simulation/event_calendar.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/slab.hpp"

namespace stepwell {

enum class TokenState : std::uint8_t { moving, queued, working, waiting, at_join };

/// A case's place on the map. A case starts with one; splits make more, joins and ends make fewer.
struct Token {
  std::uint32_t next = nothing;        ///< in its queue, or among those parked at the same join
  std::uint32_t previous = nothing;    ///< in its queue
  std::uint32_t case_index = nothing;  ///< nothing: not in use
  std::uint32_t step = 0;
  std::uint32_t frame = nothing;  ///< the innermost open split that it comes from
  std::uint32_t event = nothing;  ///< order of its pending event: another one with its name is out of date
  std::uint32_t visit = 0;        ///< 0: the first to this step on the ways that led the token here
  std::uint32_t number = 0;       ///< within its case
  std::uint32_t staff = EventLog::nobody;
  TokenState state = TokenState::moving;
  bool pre_empted = false;            ///< waits because more urgent work took its staff
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
};

struct Case {
  std::uint32_t next = nothing;
  std::uint32_t type = 0;
  std::uint32_t tokens = 0;       ///< alive; 0: not in the house
  std::uint32_t named = 0;        ///< tokens that it ever had
  std::uint32_t first = nothing;  ///< of its tokens; only where something cancels
  std::uint64_t number = 0;
  std::uint64_t luck = 0;  ///< what its draws are addressed by
  Instant arrived;
};

/// How far the arrivals of a case type have come.
struct Coming {
  std::uint64_t moments = 0;    ///< at which cases came
  std::uint64_t cases = 0;      ///< that came at them
  Duration clock{};             ///< open time at the last of them
  double load = 0;              ///< expected arrivals, or weighted time, at the last of them
  std::uint32_t piece = 0;      ///< the stretch of constant rate that it is in
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
  std::uint32_t next = nothing;
  std::uint32_t token = nothing;
  std::uint32_t stay = 0;
  std::uint32_t deadline = patience;  ///< of the program's
};

struct Queue {
  std::uint32_t head = nothing;
  std::uint32_t tail = nothing;
};

struct Team {
  std::uint64_t key = 0;    ///< random order: of its luck
  std::uint64_t drawn = 0;  ///< random order: how many were drawn from its queues
  std::uint32_t waiting = 0;
  std::uint32_t closed_roles = 0;
  Duration closed_time{};  ///< in which some needed role was closed
  Instant closed_since{};
};

struct RoleState {
  std::int32_t free = 0;  ///< here, and idle
  std::int32_t busy = 0;
  bool on = true;          ///< inside its hours
  bool lingering = false;  ///< outside its hours, and some may still be here
  bool closed = false;     ///< nobody here could start anything
  std::uint32_t waiting = 0;
  std::uint32_t waits_for = no_index;  ///< lingering: a step from which somebody can still come
  std::uint64_t looked = 0;            ///< how many had come and gone when that was found
  Instant since{};                     ///< up to when the integrals below are done
  RoleOutcome counted;
  std::vector<bool> member_busy;       ///< only where a log is asked for
  std::vector<std::uint32_t> in_hand;  ///< tokens that it works on; only where it pre-empts
};

/// The tokens at a step, where somebody who stays must know.
struct Presence {
  std::uint32_t working = 0;
  std::uint32_t queued = 0;
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
void fresh_row(std::vector<T>& rows, std::uint32_t row, std::size_t width, const T& value) {
  if (rows.size() < (std::size_t{row} + 1) * width) rows.resize((std::size_t{row} + 1) * width * 2);
  std::fill_n(rows.begin() + static_cast<std::ptrdiff_t>(row * width), width, value);
}

/// The most tokens that may be in the house at once: more is a queue without end, not a service.
inline constexpr std::uint32_t most_tokens = 1u << 22;

class Simulation {
 public:
  Simulation(const Program& program, const ReplicationRequest& request);
  Outcome run();

 private:
  // simulation.cpp
  void look_until(Instant end);
  void run_until(Instant end);
  void look_up(const Event& event);
  void handle(const Event& event);
  void schedule(Instant at, EventKind kind, std::uint32_t token);
  void renumber();
  [[noreturn]] void runs_away(std::uint32_t token) const;
  [[noreturn]] void overflows() const;

  // arrivals.cpp
  void schedule_arrival(std::uint32_t type);
  Instant next_arrival(std::uint32_t type);
  Instant reached(const CaseCode& code, Coming& coming) const;
  void arrival(std::uint32_t whom);
  std::uint32_t mixed_in(std::uint32_t stream, std::uint64_t moment, std::uint32_t index) const;
  void admit_backlog();
  void admit(const Entrant& entrant);
  void gather_members();
  void send_away(std::uint32_t member);
  void come_back(std::uint32_t member);

  // attributes.cpp
  void draw_attributes(const Entrant& entrant, std::uint32_t case_index);
  void correlate(const CaseCode& code, std::uint32_t case_index, std::uint64_t luck);
  void set_attributes(Run run, std::uint32_t case_index, std::uint64_t key, std::uint64_t luck, std::uint32_t visit,
                      std::uint32_t index);
  double drawn_value(const SetCode& code, double u) const;
  double& attribute_of(std::uint32_t case_index, const SetCode& code) {
    return attributes_[std::size_t{case_index} * program_.attributes + code.attribute];
  }
  static std::uint64_t luck_of(const Case& of) { return of.luck; }
  /// Of a visit: that of the case, and of the branch where other branches can be at the step as well.
  std::uint64_t luck_of(const Token& visit) const {
    return luck_of(cases_[visit.case_index]) + (program_.steps[visit.step].shared ? visit.branch : 0);
  }
  const double* attributes_of(std::uint32_t case_index) const {
    return attributes_.data() + std::size_t{case_index} * program_.attributes;
  }

  // books.cpp
  std::uint32_t ask_for_slot(std::uint32_t token);
  Duration drawn_time(const Token& visit, std::uint32_t sampler, std::uint32_t draw) const;
  void give_slot_back(std::uint32_t token);

  // effects.cpp
  double factor(std::uint32_t effect, std::uint64_t group) const;
  double factor_of(const Token& visit) const;
  void vary_rates();
  Duration varied(Duration time, const Token& visit) const {
    return program_.steps[visit.step].effects.count == 0
               ? time
               : rounded(static_cast<double>(time.count()) * factor_of(visit));
  }

  // tokens.cpp
  void settle(std::uint32_t token, std::uint32_t step);
  void settle_branches();
  void walk(std::uint32_t token, std::uint32_t step);
  std::uint32_t& visits_to(std::uint32_t token, const StepCode& step);
  void count_visit(std::uint32_t token);
  std::uint32_t leave(std::uint32_t token);
  void close_visit(std::uint32_t token);
  std::uint32_t next_step(std::uint32_t token);
  std::uint32_t chosen_flow(const StepCode& step, const Token& token);
  std::uint32_t split(std::uint32_t token);
  bool takes(const StepCode& step, const Token& token, std::uint32_t branch) const;
  std::uint32_t copy_of(std::uint32_t token, std::uint32_t step);
  bool join(std::uint32_t token);
  void inherit(std::uint32_t token, std::uint32_t from);
  void end(std::uint32_t token);
  void end_wait(std::uint32_t token);
  void release_frame(std::uint32_t frame);
  void remove(std::uint32_t token);

  // queues.cpp
  std::uint32_t ask_for_work(std::uint32_t token);
  double key_of(const Token& token) const;
  void enqueue(std::uint32_t token);
  void leave_queue(std::uint32_t token);
  void end_waiting(std::uint32_t token);
  std::uint32_t level_of(const Token& token) const;
  double priority_of(const Token& token) const;
  std::uint32_t first_in_line(std::uint32_t team, double& priority) const;
  bool goes_before(std::uint32_t token, double priority, std::uint32_t other, double other_priority) const;
  bool can_start(const TeamCode& team) const;
  void grant(std::uint32_t role);
  void grant_needs_of(std::uint32_t team);
  void grant_freed(std::size_t first);
  bool pre_empt(std::uint32_t token);
  bool finds_victims(std::uint32_t token);
  std::int32_t held_by(std::uint32_t token, std::uint32_t role) const;
  std::uint32_t least_urgent(std::uint32_t role, double priority) const;
  void interrupt(std::uint32_t token);

  // staffing.cpp
  void start_work(std::uint32_t token);
  std::uint32_t scarcest(const TeamCode& team) const;
  Duration work_time(Token& token);
  Duration expected_work(const Token& token) const;
  void complete(std::uint32_t token);
  void stop_work(std::uint32_t token);
  void put_down(std::uint32_t token);
  void release_staff(const TeamCode& team, std::uint32_t token);
  void take_staff(std::uint32_t token);

  // shifts.cpp
  void opening(std::uint32_t hours);
  void closing(std::uint32_t hours);
  void put_down_work(std::uint32_t hours);
  void schedule_hours(std::uint32_t hours);
  void mark_closed(std::uint32_t role, bool closed);
  Duration closed_time(const Team& team) const;
  void send_home(const Event& event);
  bool served_tonight(std::uint32_t team) const;
  bool has_queue_tonight(std::uint32_t role) const;
  bool stirs(std::uint32_t step) const;
  bool may_still_come(std::uint32_t role);

  // leaving.cpp
  void start_deadlines(std::uint32_t token);
  void start_timer(std::uint32_t token, std::uint32_t sampler, std::uint32_t hours, std::uint32_t draw,
                   std::uint32_t deadline);
  void timer_rings(std::uint32_t timer);
  void go_elsewhere(std::uint32_t token, VisitOutcome why, std::uint32_t step);
  void add_beside(std::uint32_t token, const DeadlineCode& deadline);
  std::uint32_t withdraw(std::uint32_t token, VisitOutcome why);
  void cancel_others(std::uint32_t token);
  std::uint32_t begin_race(std::uint32_t token);
  void win_race(std::uint32_t token);
  void leave_race(std::uint32_t token);

  // counting.cpp
  void touch(std::uint32_t role);
  void hook(Run run, std::uint32_t case_index);
  void finish_visit(std::uint32_t token, VisitOutcome outcome);
  void add_times(Token& visit) const;
  void count_case(const Case& done, std::uint32_t last);
  void begin_window();
  void finish();
  void log_visit(const Token& token, VisitOutcome outcome);
  StepOutcome& outcome_of(std::uint32_t step) { return outcome_.steps[static_cast<StepId>(step)]; }

  const Program& program_;
  const ReplicationRequest& request_;
  Instant now_;
  Instant horizon_;
  Instant next_look_;
  bool counting_ = false;  ///< past the warm-up
  EventCalendar calendar_;
  Slab<Token> tokens_;
  Slab<Case> cases_;
  Slab<Frame> frames_;
  Slab<Race> races_;
  Slab<Timer> timers_;
  std::vector<double> attributes_;          ///< [case][attribute]
  std::vector<std::uint32_t> visits_;       ///< [case][visit slot]
  std::vector<std::uint32_t> lineage_;      ///< [token][lineage slot]: visits on the ways that led it here
  std::vector<Watch> watches_;              ///< [case][measure]
  std::vector<std::int64_t> queueing_for_;  ///< [token][role]: parts[queueing] by the role that it waited for
  std::vector<Queue> queues_;               ///< by level, as in the program
  std::vector<Team> teams_;
  std::vector<RoleState> roles_;
  std::vector<std::uint32_t> hours_next_;      ///< by calendar: the stretch that opens or closes next
  std::vector<std::uint64_t> keys_;            ///< by step
  std::vector<std::uint64_t> arrival_keys_;    ///< by case type
  std::vector<std::uint64_t> attribute_keys_;  ///< by set of the program, where it belongs to a case type
  std::vector<std::uint64_t> row_keys_;        ///< by case type
  std::vector<std::uint64_t> effect_keys_;
  std::vector<double> scores_;  ///< of the attributes of one case that go together
  std::vector<BookState> books_;
  std::vector<std::uint32_t> slot_of_;    ///< by token, where there are books
  std::vector<Member> members_;           ///< of all populations
  std::vector<std::uint32_t> member_of_;  ///< by case, where there is a population
  std::vector<Coming> coming_;            ///< by case type
  std::vector<std::uint64_t> numbered_;   ///< by case type: cases that have a number
  std::vector<Presence> present_;         ///< by step
  std::vector<std::uint64_t> searched_;   ///< by step: the last search for somebody to wait for that came by
  std::vector<std::uint32_t> open_;       ///< steps before which that search has yet to look
  std::vector<std::uint32_t> branches_;   ///< tokens of splits that have yet to walk, last first
  std::vector<std::uint32_t> let_go_;     ///< roles whose work was put down by the closings of this instant
  std::vector<std::uint32_t> lingering_;  ///< roles that have closed and not all gone home
  std::vector<std::uint32_t> victims_;    ///< work that is to give way
  std::vector<std::uint32_t> freed_;      ///< teams whose staff is yet to be granted
  std::uint64_t search_ = 0;
  std::uint64_t comings_and_goings_ = 0;  ///< of staff, by their hours or after them
  std::uint64_t tickets_ = 0;
  std::uint32_t stays_ = 0;
  std::uint32_t passed_at_once_ = 0;              ///< steps that the tokens of one event have passed
  std::uint64_t events_at_once_ = 0;              ///< since time last passed
  IndexedVector<MeasureId, Histogram> measured_;  ///< for the medians
  IndexedVector<CaseTypeId, Histogram> elapsed_;
  Outcome outcome_;
};

}  // namespace stepwell
