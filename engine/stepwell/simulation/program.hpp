// A workflow compiled for running: flat arrays and indices, nothing to look up by name, nothing to allocate.
//
// Guarantees: immutable once compiled and shared by all threads; `varied` gives a copy with other values for what is
// uncertain. Everything that a visit needs lies in its `StepCode` and in runs of the arrays that it points into.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/opening_hours.hpp"
#include "stepwell/simulation/replication.hpp"
#include "stepwell/simulation/sampler.hpp"

namespace stepwell {

/// A run [first, first + count) of one of the program's arrays.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

inline constexpr std::uint32_t no_index = UINT32_MAX;

struct TimedCode {
  std::uint32_t rule = no_index;  ///< no_index: always
  std::uint32_t sampler = 0;
  double mean = 0;  ///< as stated; microseconds
};

struct FlowCode {
  double up_to = 2;  ///< by chances: taken where the uniform is below; the last is above 1; any: its chance
  std::uint32_t rule = no_index;  ///< by rules
  std::uint32_t to = 0;
};

struct DeadlineCode {
  std::uint32_t sampler = 0;
  std::uint32_t hours = no_index;
  std::uint32_t to = 0;
  bool interrupts = true;
  std::uint64_t branch_name = 0;  ///< of the token that it adds where it does not interrupt
  bool of_region = false;         ///< holds for more steps than one
};

/// When a step's batch goes.
struct BatchCode {
  std::uint32_t step = 0;
  std::uint32_t size = 0;  ///< 0: by the clock
  Duration or_after{};     ///< 0: never
  Duration every{};        ///< 0: at times of day
  std::vector<Duration> at;
  std::uint32_t hours = no_index;
  std::uint32_t at_most = UINT32_MAX;
  bool has_last = false;             ///< full only by its size, of cases that are all listed: one may be the last
  std::vector<std::uint32_t> types;  ///< has_last: case types that come to it
  std::vector<char> before;          ///< has_last: by step: whether who is there can come to it
};

/// What a step tells others once it is done.
struct TellCode {
  enum class Kind : std::uint8_t { message, signal, start } kind = Kind::message;
  std::uint32_t what = 0;  ///< message or signal: of `messages`; start: case type
  std::uint64_t luck = 0;  ///< start: name of the new case's luck, beside that of the one that asks
};

struct MessageCode {
  bool signal = false;
  std::uint32_t slot = 0;  ///< signal: of the queues of those who wait; message: of a case's mailboxes
};

/// How often a step is done.
struct RepeatsCode {
  std::uint32_t sampler = no_index;
  std::uint32_t attribute = no_index;
  bool in_parallel = false;
};

struct SetCode {
  std::uint32_t attribute = 0;
  AttributeValue::Kind kind = AttributeValue::Kind::constant;
  double constant = 0;  ///< also the chance
  std::uint32_t sampler = no_index;
  Run choices;  ///< of `choices`
  Run rows;     ///< of `rows`
};

struct ChoiceCode {
  double up_to = 2;
  double value = 0;
};

/// A measure to be opened or closed at a moment of a step.
struct HookCode {
  std::uint32_t measure = 0;
  bool opens = false;
};

struct StepCode {
  Nature nature = Nature::gateway;
  Routing routing = Routing::none;
  bool stay_matters = false;            ///< a member of staff who stays may have to wait for a token that is here
  bool shared = false;                  ///< by branches of a split: each has its own luck and its own count of visits
  bool addressed = false;               ///< draws by branch: shared, or repeated
  std::uint32_t visit_slot = no_index;  ///< where visits are counted; none: only one is possible
  std::uint32_t team = no_index;        ///< with separate queues that of the first line, and then those of the others
  Run lines;                            ///< of `roles`: members with a queue each, of whom it asks for one
  std::uint32_t hours = no_index;       ///< the calendar by which all its roles work; none: several, or always on
  std::uint32_t lead = no_index;        ///< the first role of staff that it asks for: the log names a member of it
  std::uint32_t place = no_index;       ///< the first place or equipment that it asks for
  bool staffed = false;                 ///< otherwise its lead is that place
  std::uint32_t batch = no_index;       ///< of `batches`
  std::uint32_t repeats = no_index;     ///< of `repeats`
  std::uint32_t awaits = no_index;      ///< of `messages`
  std::uint32_t wait_sampler = no_index;
  std::uint32_t wait_hours = no_index;
  std::uint32_t appointment = no_index;  ///< of `appointments`
  std::uint32_t patience = no_index;     ///< sampler
  std::uint32_t balks_at = 0;            ///< 0: never
  std::uint32_t gives_up = no_index;     ///< step
  std::uint32_t most_visits = 0;         ///< 0: no limit
  std::uint32_t instead = no_index;      ///< step, past that limit
  bool has_otherwise = false;            ///< any: its last flow is for when no other is taken
  bool cancels = false;                  ///< end: stops whatever else its case does
  Run deadlines;                         ///< of `deadlines`
  bool closes_regions = false;           ///< deadlines of gateways before it hold until here
  std::uint32_t until = no_index;        ///< step, until which its deadlines hold
  Run time;                              ///< of `timed`
  Run adds;                              ///< of `timed`
  Run sets;                              ///< of `sets`
  Run tells;                             ///< of `tells`
  Run effects;                           ///< of `step_effects`
  Run flows;                             ///< of `flows`
  Run arrives, starts, ends;             ///< of `hooks`
  Run before;                            ///< of `before`
  Run holds;                             ///< of `needs`: what the case keeps when the work is done
  Run releases;                          ///< of `needs`: what it gives back when the step is done
  double priority = 0;
  std::uint64_t stream = 0;  ///< name of its luck, not yet keyed by seed and replication
};

/// The slots of a book within the run, in order.
struct BookCode {
  std::vector<Instant> slots;
  std::vector<std::uint32_t> room;  ///< by slot
};

/// What a step asks of a book; samplers, no_index: 0.
struct AppointmentCode {
  std::uint32_t book = 0;
  std::uint32_t lead = no_index;
  std::uint32_t early = no_index;
  std::uint32_t late = no_index;
  Duration within = Duration::max();
};

struct NeedCode {
  std::uint32_t role = 0;
  std::int32_t count = 1;
  std::uint64_t skills = 0;            ///< a bit each: that all of them must have
  std::uint32_t share = whole_person;  ///< of one person's attention
};

/// A member of a role who is known by name.
struct MemberCode {
  std::uint32_t hours = no_index;
  double speed = 1;
  std::uint64_t skills = 0;
};

/// One of several sets of needs by which the work of a team can be done.
struct AlternativeCode {
  Run needs;         ///< of `needs`
  Run further;       ///< of `needs`: those of roles that none before it asks for
  Duration after{};  ///< how long a token has waited before it turns to this one
  std::uint32_t lead = no_index;
  std::uint32_t place = no_index;
  bool staffed = false;
};

/// A set of needs that must be met at once. Steps with the same needs share it, and with it one queue.
struct TeamCode {
  Run needs;         ///< of `needs`
  Run alternatives;  ///< of `alternatives`, the needs themselves first; none: there is no choice
  Run levels;        ///< of `levels`, greatest priority first: one queue each
  Discipline discipline = Discipline::first_come;
  std::uint64_t stream = 0;  ///< random order: name of its luck
  double ages = 0;           ///< priority gained a microsecond of waiting; then it has one level only
  bool ordered = false;      ///< by a key, not by who came first
  bool pre_empts = false;    ///< some of its roles put down work for what is more urgent
  bool sets_up = false;      ///< some of its roles prepare for work of another step
  bool known = false;        ///< some of its roles have individuals, whose speeds count
  bool may_stop = false;     ///< some of its roles do, or are out at times: they know what they have in hand
  bool plain = false;        ///< one role whose people are alike, first come first served, and nobody puts work down
};

struct RoleCode {
  std::int32_t staff = 1;
  std::uint32_t hours = no_index;  ///< no_index: always on
  AfterHours after_hours = AfterHours::finish;
  PreEmption pre_emption = PreEmption::none;
  Run teams;                           ///< of `role_teams`
  std::uint32_t held_slot = no_index;  ///< where cases count how many they keep; none: they never do
  std::uint32_t part_of = no_index;    ///< a line: the role of the workflow of which it is a member
  Run lines;                           ///< of `roles`: members with a queue each, of whom this role has none itself
  Queues joined = Queues::one;         ///< which of them
  Run members;                         ///< of `members`: individuals, each with hours of their own; none: all alike
  AskedFirst asked_first = AskedFirst::longest_idle;
  std::uint32_t cleaning = no_index;      ///< sampler
  std::uint32_t set_up = no_index;        ///< sampler
  std::uint32_t regular_slot = no_index;  ///< where cases remember who has worked for them
  bool shared_out = false;                ///< some task needs only a share of a person
  bool told_apart = false;                ///< its people are not all alike: individuals, or who has attention left
  bool starts_unfree = false;             ///< work may start although nobody is idle
  Run steps;                              ///< of `role_steps`, where it stays after hours: those that need it
};

/// When some of a role are out: in the hours of a calendar, or each by itself after random times.
struct OutageCode {
  std::uint32_t role = 0;
  std::uint32_t hours = no_index;  ///< no_index: at random
  std::uint32_t number = 0;        ///< by hours: how many of them; 0: all
  WorkWhenOut work = WorkWhenOut::resume;
  std::uint32_t after = 0;  ///< sampler
  std::uint32_t after_hours = no_index;
  std::uint32_t lasts = 0;  ///< sampler
  std::uint32_t lasts_hours = no_index;
  std::uint64_t stream = 0;
  std::uint32_t member = no_index;  ///< of the role's individuals, who alone is out
};

/// A stretch of time with a constant rate of arrivals.
struct RateCode {
  Instant begin;
  Instant end;
  double per_microsecond = 0;
  double before = 0;        ///< expected arrivals from the start of the clock to `begin`
  std::uint32_t piece = 0;  ///< which of the demand's pieces it comes from
  double factor = 1;        ///< of the day, by which the stated rate was multiplied
};

/// Cases that are at a step when the clock starts.
struct BacklogCode {
  std::uint32_t step = 0;
  std::uint32_t cases = 0;
  std::uint64_t luck = 0;  ///< as in `CaseCode`
};

/// A factor that whatever belongs to the same group shares.
struct EffectCode {
  Effect::Each each = Effect::Each::day;
  std::uint32_t attribute = 0;
  std::uint32_t sampler = 0;
  double mean = 1;
  std::uint64_t stream = 0;
  Run texts;  ///< of `effect_texts`, where the attribute is a text: what a value is called, whatever its number
};

/// An attribute whose luck is mixed with that of others.
struct CorrelatedCode {
  std::uint32_t set = 0;  ///< of `sets`
  bool falls = false;     ///< its value falls as its luck rises: a truth holds below its chance
  std::vector<double> weights;
};

struct CaseCode {
  Demand::Kind kind = Demand::Kind::none;
  std::uint32_t sampler = no_index;
  std::uint32_t hours = no_index;
  std::vector<std::uint32_t> effects;  ///< by which its rate is multiplied
  bool paced = false;                  ///< every: its intervals pass in time weighted by `rates`
  std::vector<RateCode> rates;
  std::vector<Instant> times;
  std::uint32_t members = 0;          ///< of a population
  std::vector<FlowCode> mix;          ///< `to`: of which case type each is that comes; none: of this one
  std::uint32_t together = no_index;  ///< sampler of how many come at once; none: one
  std::vector<BacklogCode> backlog;
  std::uint32_t start = 0;
  Run attributes;  ///< of `sets`
  std::vector<std::uint64_t> attribute_streams;
  std::vector<CorrelatedCode> correlated;  ///< in the order of the attributes
  std::uint32_t rows = 0;                  ///< of its file; 0: it has none
  bool replayed = false;                   ///< each arrival has its row; otherwise a case takes one at random
  std::uint64_t row_stream = 0;
  std::uint64_t stream = 0;          ///< of its arrivals
  std::uint64_t luck = 0;            ///< added to a case's number: cases of two types never share a draw
  std::vector<std::uint32_t> level;  ///< by step: which level of its team's queues
  double priority = 0;
  std::int64_t due = INT64_MAX;   ///< microseconds after arrival
  std::uint32_t over = no_index;  ///< the message to who started it that it is over
  std::vector<char> awaits;       ///< by message: whether it can come to wait for it; empty without messages
};

struct MeasureCode {
  bool every = false;
  std::int64_t within = -1;  ///< microseconds; below 0: no target
};

class Program {
 public:
  explicit Program(const Workflow& workflow);

  /// A copy in which each assumption has the value given for it.
  Program varied(const IndexedVector<AssumptionId, double>& values) const;
  /// The values that assumptions have in this replication; stated ones where `certainty` is luck only. Drawn by path,
  /// and then settled within each choice: see `chances_at`.
  IndexedVector<AssumptionId, double> assumed(const ReplicationRequest& request) const;

  const Workflow& workflow() const { return *workflow_; }
  /// Whether it uses nothing of what the lean engine leaves out.
  bool is_lean() const;

  std::vector<StepCode> steps;
  std::vector<TimedCode> timed;
  std::vector<Sampler> samplers;
  std::vector<std::uint32_t> sampler_assumption;  ///< by sampler: what makes it uncertain, or no_index
  std::vector<Rule> rules;
  std::vector<FlowCode> flows;
  std::vector<DeadlineCode> deadlines;
  std::vector<BatchCode> batches;
  std::vector<RepeatsCode> repeats;
  std::vector<TellCode> tells;
  std::vector<MessageCode> messages;
  std::vector<SetCode> sets;
  std::vector<ChoiceCode> choices;
  std::vector<std::shared_ptr<const BookCode>> books;
  std::vector<AppointmentCode> appointments;
  std::vector<EffectCode> effects;
  std::vector<std::uint32_t> step_effects;
  std::vector<std::uint64_t> effect_texts;
  std::vector<double> rows;  ///< of the columns that attributes take
  std::vector<HookCode> hooks;
  std::vector<NeedCode> needs;
  std::vector<AlternativeCode> alternatives;
  std::vector<TeamCode> teams;
  std::vector<double> levels;
  std::vector<RoleCode> roles;
  std::vector<MemberCode> members;
  std::vector<OutageCode> outages;
  std::vector<std::uint32_t> role_teams;
  std::vector<std::uint32_t> role_steps;
  std::vector<std::uint32_t> before;  ///< by step: where a token can be that comes next, before everybody goes home
  std::vector<CaseCode> cases;
  std::vector<MeasureCode> measures;
  std::vector<std::shared_ptr<const OpeningHours>> hours;  ///< by calendar
  std::vector<std::uint64_t> branch_names;  ///< by flow: the branch's name, where the flow is one of a split
  std::uint32_t roles_of_workflow = 0;      ///< the first so many of `roles`; behind them are lines
  std::uint32_t visit_slots = 0;            ///< a case
  std::uint32_t lineage_slots = 0;          ///< a token: for steps in loops that branches share
  std::uint32_t regular_slots = 0;          ///< a case: roles that prefer who knows it
  std::uint32_t held_slots = 0;             ///< a case: 0 where nothing is held across steps
  std::uint32_t attributes = 0;
  bool has_rows = false;        ///< cases have attributes, visits that are counted, or measures
  std::uint32_t mailboxes = 0;  ///< a case
  std::uint32_t signals = 0;
  bool has_last_batches = false;
  bool has_regions = false;   ///< some deadline holds for several steps
  bool has_partners = false;  ///< some step starts cases
  bool anyone_stays = false;
  bool anything_closes = false;       ///< some role is not always there
  bool waits_in_queues_only = false;  ///< for work: never for others of a batch, nor because a role is closed
  bool anything_cancels = false;
  bool counts_uses = false;  ///< visits by case type, for the quantities that the workflow names
  bool anything_cleaned = false;
  bool has_backlog = false;
  bool has_population = false;

 private:
  friend class Compiler;
  std::shared_ptr<const Workflow> workflow_;
};

}  // namespace stepwell
