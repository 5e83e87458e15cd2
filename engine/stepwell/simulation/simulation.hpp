// One replication in motion.
//
// The calendar holds what is to come; cases and tokens lie in slabs; each set of needs ("team") has its queues, one a
// priority. Guarantees: nothing is allocated in the loop but when more cases are in the house, or longer times are
// counted, than ever before; whatever could start has started after every event; within an instant, closings and
// openings come first, then completions, ends of waits and arrivals. Each file of its members opens with what it does;
// all are compiled twice, whole and lean (lean.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "stepwell/process/event_log.hpp"
#include "stepwell/simulation/event_calendar.hpp"
#include "stepwell/simulation/house.hpp"
#include "stepwell/simulation/lean.hpp"
#include "stepwell/simulation/plain_step.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/regions.hpp"
#include "stepwell/simulation/slab.hpp"
#include "stepwell/simulation/staff_state.hpp"
#include "stepwell/simulation/waiting.hpp"
#include "stepwell/simulation/waits_by_role.hpp"

namespace stepwell {

inline namespace STEPWELL_ENGINE {

class Simulation {
 public:
  Simulation(const Program& program, const ReplicationRequest& request);
  Outcome run();

 private:
  friend class Audit;
  static constexpr std::uint32_t events_a_look = 4096;

  // simulation.cpp
  void look_until(Instant end);
  void run_until(Instant end);
  void look_up(const Event& event);
  std::uint64_t events() const { return outcome_.events + events_a_look - until_look_; }
  void handle(const Event& event);
  void schedule(Instant at, EventKind kind, std::uint32_t token);
  void renumber();
  [[noreturn]] void runs_away(std::uint32_t token) const;
  [[noreturn]] void overflows() const;

  // arrivals.cpp
  void schedule_arrival(std::uint32_t type);
  Instant next_arrival(std::uint32_t type);
  void draw_comings(std::uint32_t type);
  Instant reached(const CaseCode& code, Coming& coming) const;
  void arrival(std::uint32_t whom);
  std::uint32_t mixed_in(std::uint32_t stream, std::uint64_t moment, std::uint32_t index) const;
  void admit_backlog();
  void admit(const Entrant& entrant);
  std::uint32_t begin_case(const Entrant& entrant);
  void gather_members();
  void send_away(std::uint32_t member);
  void come_back(std::uint32_t member);

  // attributes.cpp
  void draw_attributes(const Entrant& entrant, std::uint32_t case_index);
  void correlate(const CaseCode& code, std::uint32_t case_index, std::uint64_t luck);
  void set_attributes(Run run, std::uint32_t case_index, std::uint64_t key, std::uint64_t luck, std::uint32_t visit,
                      std::uint32_t index);
  double drawn_value(const SetCode& code, double u) const;
  double& attribute_of(std::uint32_t case_index, const SetCode& code);
  /// Of a visit: that of the case, and of the branch where other branches can be at the step as well.
  std::uint64_t luck_of(const Token& visit) const {
    return cases_[visit.case_index].luck + (program_.steps[visit.step].addressed ? visit.branch : 0);
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
  Duration varied(Duration time, const Token& visit) const;

  // tokens.cpp
  void settle(std::uint32_t token, std::uint32_t step);
  void reach(Token& here, std::uint32_t step);
  void settle_branches();
  void walk(std::uint32_t token, std::uint32_t step);
  std::uint32_t& visits_to(std::uint32_t token, std::uint32_t slot, bool shared);
  void count_visit(std::uint32_t token);
  std::uint32_t leave(std::uint32_t token);
  void close_visit(std::uint32_t token);
  std::uint32_t next_step(std::uint32_t token);
  std::uint32_t chosen_flow(const StepCode& step, const Token& token);
  static const FlowCode* by_chance(const FlowCode* flow, const Token& token);
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
  void wait_for(std::uint32_t role);
  void leave_queue(std::uint32_t token);
  void end_waiting(std::uint32_t token);
  std::uint32_t level_of(const Token& token) const;
  double priority_of(const Token& token) const;
  std::uint32_t first_in_line(std::uint32_t team, double& priority) const;
  bool goes_before(std::uint32_t token, double priority, std::uint32_t other, double other_priority) const;
  bool can_start(Run needs) const;
  void grant(std::uint32_t role);
  void grant_needs(Run needs);
  void grant_freed(std::size_t first);
  bool pre_empt(std::uint32_t token);
  std::uint32_t finds_victims(std::uint32_t token);
  bool finds_victims(std::uint32_t token, Run needs);
  std::int32_t held_by(std::uint32_t token, std::uint32_t role) const;
  std::uint32_t least_urgent(std::uint32_t role, double priority) const;
  void interrupt(std::uint32_t token);

  // choosing.cpp
  bool has_begun(const Token& token) const { return token.remaining >= Duration{0}; }
  bool chooses(std::uint32_t token);
  bool could_start(std::uint32_t token);
  std::uint32_t first_that_can_start(std::uint32_t team, double& priority);
  void turn_to_more(std::uint32_t token);
  void turns_to_choice(std::uint32_t token);
  void ring_for_choice(std::uint32_t token);
  void mark_choices_closed(const TeamCode& team, std::uint32_t role, bool closed);
  Duration closed_time(const Token& token) const;
  const AlternativeCode* choice_of(const Token& token) const {
    const TeamCode& team = program_.teams[team_of(token)];
    return uses(team.alternatives.count > 0) ? &program_.alternatives[team.alternatives.first + token.choice] : nullptr;
  }
  /// By which its work is done; before it starts, that of its first choice.
  Run needs_of(const Token& token) const {
    const AlternativeCode* choice = choice_of(token);
    return choice == nullptr ? program_.teams[team_of(token)].needs : choice->needs;
  }
  std::uint32_t lead_of(const Token& token) const {
    const AlternativeCode* choice = choice_of(token);
    return choice == nullptr ? program_.steps[token.step].lead : choice->lead;
  }
  template <class Say>
  void each_awaited_role(const Token& token, const Say& say) const;

  // separate_queues.cpp
  std::uint32_t choose_line(const Token& token);
  std::uint32_t queue_before(const Token& token) const;
  void count_line(std::uint32_t line, const RoleOutcome& counted);
  /// Of a token that asks for work or does it.
  std::uint32_t team_of(const Token& token) const {
    return program_.steps[token.step].team + (uses(token.line > 0) ? token.line : 0);
  }

  // staffing.cpp
  void start_work(std::uint32_t token);
  std::uint32_t scarcest(Run needs) const;
  Duration work_time(Token& token);
  Duration expected_work(const Token& token) const;
  void complete(std::uint32_t token);
  void stop_work(std::uint32_t token);
  void put_down(std::uint32_t token);
  void release_staff(std::uint32_t token);
  void take_staff(std::uint32_t token);

  // plain.cpp
  bool is_plain(std::uint32_t step) const { return strides() && plain_[step].is_plain; }
  void prepare_plain_steps();
  void reach_plain(std::uint32_t token, std::uint32_t step, const VisitLuck* drawn);
  void enter_plain(std::uint32_t token, Token& asking, const PlainStep& plain, const VisitLuck* drawn);
  void draw_plain(Token& asking, const PlainStep& plain) const;
  void end_plain(std::uint32_t token, Token& last, const PlainStep& plain);
  void start_plain(std::uint32_t token, Token& starting, const PlainStep& plain);
  void complete_plain(std::uint32_t token, Token& done, const PlainStep& plain);
  void begin_next(const PlainStep& plain);
  void begin_more(const PlainStep& plain);

  // shifts.cpp
  void opening(std::uint32_t hours);
  void closing(std::uint32_t hours);
  void put_down_work(std::uint32_t hours);
  void schedule_hours(std::uint32_t hours);
  void mark_closed(std::uint32_t role, bool closed);
  Duration closed_time(const Team& team) const;
  void send_home(const Event& event);
  bool served_tonight(std::uint32_t team) const;
  bool served_tonight(Run needs) const;
  bool has_queue_tonight(std::uint32_t role) const;
  bool stirs(std::uint32_t step) const;
  bool may_still_come(std::uint32_t role);
  // turnover.cpp
  void clean_after(std::uint32_t token, Run needs);
  void clean(std::uint32_t token, std::uint32_t role, std::int32_t count);
  void is_clean(std::uint32_t role);
  Duration set_up_time(std::uint32_t token, Run needs);

  // individuals.cpp
  void prepare_members(std::uint32_t role);
  void recount(std::uint32_t role);
  std::int32_t able(const NeedCode& need) const;
  void take_members(std::uint32_t token, const NeedCode& need);
  bool asked_before(std::uint32_t role, std::uint32_t one, std::uint32_t other, std::uint32_t regular) const;
  void release_members(std::uint32_t token, std::uint32_t role);
  double pace_of(std::uint32_t token) const;
  void members_come(std::uint32_t hours);
  void members_go(std::uint32_t hours);
  void member_out(std::uint32_t outage, bool begins);
  void touch_members(RoleState& state, std::int64_t passed) const;
  void count_hours_of_members(std::uint32_t role, RoleOutcome& counted) const;
  // outages.cpp
  void prepare_outages();
  /// Events of outages come behind those of calendars.
  std::uint32_t hours_count() const { return static_cast<std::uint32_t>(hours_next_.size()); }
  void schedule_outage(std::uint32_t outage);
  void outage_begins(std::uint32_t outage);
  void outage_ends(std::uint32_t outage);
  void stop_for(const OutageCode& code, RoleState& role);
  void interrupt_for(const OutageCode& code, std::uint32_t token);
  std::uint32_t begun_last(const RoleState& role) const;
  std::uint32_t struck(const OutageState& outage, const RoleState& role) const;
  void grant_those_let_go(EventKind kind);
  // leaving.cpp
  void start_deadlines(std::uint32_t token);
  void start_timer(std::uint32_t token, std::uint32_t sampler, std::uint32_t hours, std::uint32_t draw,
                   std::uint32_t deadline);
  void ring_at(Instant at, std::uint32_t token, std::uint32_t deadline);
  void timer_rings(std::uint32_t timer);
  std::uint32_t balk(std::uint32_t token);
  void go_elsewhere(std::uint32_t token, VisitOutcome why, std::uint32_t step);
  void add_beside(std::uint32_t token, const DeadlineCode& deadline);
  Run withdraw(std::uint32_t token, VisitOutcome why);
  void cancel_others(std::uint32_t token);
  std::uint32_t begin_race(std::uint32_t token);
  void win_race(std::uint32_t token);
  void leave_race(std::uint32_t token);
  // holding.cpp
  void keep_places(std::uint32_t token);
  void release_places(std::uint32_t token);
  void release_all_places(std::uint32_t token);
  void give_back(std::uint32_t token, std::uint32_t role, std::int32_t most);
  void grant_places();
  void stir_case(std::uint32_t case_index, std::int32_t change);
  std::int32_t& held_by_case(std::uint32_t case_index, std::uint32_t role);
  // batches.cpp
  void gather(std::uint32_t token);
  void start_gathering(std::uint32_t batch);
  void schedule_batch(std::uint32_t batch, Instant at);
  void schedule_departure(std::uint32_t batch);
  void batch_rings(std::uint32_t batch);
  void leave_gathering(std::uint32_t token);
  void go(std::uint32_t batch, std::uint32_t count);
  void send_on();
  void send_last_batches();
  std::optional<std::uint32_t> batch_without_hope();
  // served_batches.cpp
  std::uint32_t follow_one();
  void follow(std::uint32_t token, std::uint32_t leader);
  void stop_following(std::uint32_t token);
  void start_followers(std::uint32_t leader);
  void catch_up(std::uint32_t token, std::uint32_t leader);
  void stir_cases(std::uint32_t leader, std::int32_t change);
  void leave_batch(std::uint32_t token);
  void hand_over(std::uint32_t leader);
  void close_batch(std::uint32_t leader);
  void disperse(std::uint32_t leader);
  // regions.cpp
  void open_region(std::uint32_t token);
  void close_regions(std::uint32_t token, std::uint32_t step);
  void close_regions_of(std::uint32_t token, std::uint32_t frame);
  void leave_region(std::uint32_t token, std::uint32_t region);
  void release_region(std::uint32_t region);
  bool is_in(std::uint32_t token, std::uint32_t region) const;
  void region_rings(std::uint32_t region, const DeadlineCode& deadline);
  // repeats.cpp
  bool begin_repeats(std::uint32_t token, std::uint32_t step);
  std::optional<std::uint32_t> repeat(std::uint32_t token);
  bool meet(std::uint32_t token);
  void stop_repeating(std::uint32_t token);
  // messages.cpp
  void await(std::uint32_t token);
  void stop_awaiting(std::uint32_t token);
  void release(std::uint32_t token);
  void tell(std::uint32_t token);
  void send(std::uint32_t case_index, std::uint32_t message);
  void deliver(std::uint32_t case_index, std::uint32_t message);
  void begin_partner(std::uint32_t token, const TellCode& asked);
  void part(std::uint32_t case_index);
  Queue& queue_for(std::uint32_t case_index, std::uint32_t message);

  // counting.cpp
  /// Comes before any change of who is there, cleaned, blocked or told apart: none of which there is in a lean program.
  void touch(std::uint32_t role) {
    if (!strides() && roles_[role].since != now_) integrate(roles_[role]);
  }
  void integrate(RoleState& state);
  void hook(Run run, std::uint32_t case_index) {
    if (run.count > 0) read_watches(run, case_index);
  }
  void read_watches(Run run, std::uint32_t case_index);
  void finish_visit(std::uint32_t token, VisitOutcome outcome);
  void count_work(StepOutcome& step, Duration queueing, Duration closed, Duration wait, Duration work) const;
  void add_times(Token& visit) const;
  Duration for_batch(const Token& visit) const;
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
  Slab<Region> regions_;
  std::vector<double> attributes_;         ///< [case][attribute]
  std::vector<std::uint32_t> visits_;      ///< [case][visit slot]
  std::vector<std::uint32_t> lineage_;     ///< [token][lineage slot]: visits on the ways that led it here
  std::vector<Watch> watches_;             ///< [case][measure]
  std::vector<std::int32_t> held_;         ///< [case][held slot]: places that it keeps
  WaitsByRole waited_;                     ///< parts[queueing] by the role that it waited for
  std::vector<Queue> queues_;              ///< by level, as in the program
  std::vector<Gathering> gatherings_;      ///< by batch of the program
  std::vector<std::uint32_t> companions_;  ///< by token: who leads it, or the first that it leads; only with batches
  std::vector<std::uint32_t> group_;       ///< the members of the batch in hand
  std::vector<Repetition> repetitions_;    ///< by token; only where a step repeats
  Duration share_of_work_{};               ///< of each of them
  std::vector<std::uint32_t> region_of_;   ///< by token: the innermost that it is in; only with regions
  std::vector<std::uint32_t> in_region_;   ///< tokens that a deadline of several steps stops
  std::vector<Mailbox> mailboxes_;         ///< [case][slot of the message]
  std::vector<Queue> signals_;             ///< by slot of the signal: who waits for it
  std::vector<Partners> partners_;         ///< by case; only where some step starts cases
  std::vector<Team> teams_;
  std::vector<AlternativeState> alternatives_;
  std::vector<RoleState> roles_;
  std::vector<OutageState> outages_;
  std::vector<std::uint32_t> regulars_;        ///< [case][regular slot]: the individual who has worked for it
  std::vector<std::uint32_t> hours_next_;      ///< by calendar: the stretch that opens or closes next
  std::vector<std::uint64_t> keys_;            ///< by step
  std::vector<WorkLuck> lucks_;                ///< by step, where plain visits go in one stride
  std::vector<std::uint64_t> arrival_keys_;    ///< by case type
  std::vector<std::uint64_t> attribute_keys_;  ///< by set of the program, where it belongs to a case type
  std::vector<std::uint64_t> row_keys_;        ///< by case type
  std::vector<std::uint64_t> effect_keys_;
  std::vector<double> scores_;  ///< of the attributes of one case that go together
  std::vector<BookState> books_;
  std::vector<std::uint32_t> slot_of_;     ///< by token, where there are books
  std::vector<Member> members_;            ///< of all populations
  std::vector<std::uint32_t> member_of_;   ///< by case, where there is a population
  std::vector<Coming> coming_;             ///< by case type
  std::vector<std::uint64_t> numbered_;    ///< by case type: cases that have a number
  std::vector<PlainStep> plain_;           ///< by step
  std::vector<Presence> present_;          ///< by step
  std::vector<std::uint64_t> searched_;    ///< by step: the last search for somebody to wait for that came by
  std::vector<std::uint32_t> open_;        ///< steps before which that search has yet to look
  std::vector<std::uint32_t> branches_;    ///< tokens of splits that have yet to walk, last first
  std::vector<std::uint32_t> let_go_;      ///< roles whose work was put down by the closings of this instant
  std::vector<std::uint32_t> lingering_;   ///< roles that have closed and not all gone home
  std::vector<std::uint32_t> victims_;     ///< work that is to give way
  std::vector<Run> freed_;                 ///< needs whose staff is yet to be granted
  std::vector<std::uint32_t> given_back_;  ///< places that are yet to be granted
  std::uint64_t search_ = 0;
  std::uint64_t comings_and_goings_ = 0;  ///< of staff, by their hours or after them
  std::uint64_t tickets_ = 0;
  std::uint32_t stays_ = 0;
  std::uint32_t passed_at_once_ = 0;              ///< steps that the tokens of one event have passed
  std::uint32_t until_look_;                      ///< events
  Instant looked_at_;                             ///< the last time
  std::uint64_t events_at_once_ = 0;              ///< since time last passed, from look to look
  IndexedVector<MeasureId, Histogram> measured_;  ///< for the medians
  IndexedVector<CaseTypeId, Histogram> elapsed_;
  Outcome outcome_;
};

}  // namespace STEPWELL_ENGINE

}  // namespace stepwell
