// The map itself: a workflow as a plain value that can be read, built, compared, checked, drawn and compiled.
//
// Guarantees: copyable, comparable, no hidden state. Everything refers to everything else by typed index; names are
// the identities that users see. A workflow may be unsound until `validate` says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/assumption.hpp"
#include "stepwell/process/batching.hpp"
#include "stepwell/process/book.hpp"
#include "stepwell/process/calendar.hpp"
#include "stepwell/process/demand.hpp"
#include "stepwell/process/distribution.hpp"
#include "stepwell/process/effect.hpp"
#include "stepwell/process/queueing.hpp"
#include "stepwell/process/rates.hpp"
#include "stepwell/process/repeats.hpp"
#include "stepwell/process/rule.hpp"

namespace stepwell {

struct Clock {
  Instant start = start_of_day(20458);  ///< 2026-01-05, a Monday
  Duration warm_up{};                   ///< simulated, not counted
  bool warm_up_by_rule = false;         ///< found by pilot replications before the run; `warm_up` is 0 until then
  Duration run = 12 * one_week;         ///< counted
  Instant end_of_warm_up() const { return start + warm_up; }
  Instant horizon() const { return start + warm_up + run; }
  bool operator==(const Clock&) const = default;
};

/// Something that is counted beside time and staff, such as carbon or gloves. `money` adds to the pay of staff.
struct NamedQuantity {
  std::string name;
  SourcePlace place;
  std::string unit;  ///< may be empty: pieces
  bool is_money() const { return name == "money"; }
  bool operator==(const NamedQuantity&) const = default;
};

/// How much of a quantity a step, a role or a case type uses.
struct Use {
  QuantityId quantity{};
  enum class Per {
    time,  ///< each visit to a step; each member of a role at work on a visit; each case
    hour,  ///< of a step's work or wait, of a role's work; of a case's waiting: all of its time but work and planned waits
    stay,   ///< case types: an hour from a case's arrival to its last end
    batch,  ///< steps with a batch: each that goes, in equal parts for its members
  } per = Per::time;
  Quantity amount;
  SourcePlace place;
  bool operator==(const Use&) const = default;
};

/// What staff do with work when their hours end.
enum class AfterHours {
  finish,  ///< finish the task in hand, then stop
  stop,    ///< put it down and take it up again at the next opening
  stay,    ///< go on until today's work is through
};

/// What becomes of work in hand that has to give way to work of a greater priority.
enum class PreEmption {
  none,     ///< nothing gives way
  resume,   ///< taken up again where it was put down
  restart,  ///< begun anew, with the same luck
  lost,     ///< never done: the token goes where its step's `gives up` leads
};

/// What becomes of work in hand when somebody who does it, or something that it needs, is out.
enum class WorkWhenOut {
  resume,   ///< put down, and taken up again where it was
  restart,  ///< put down, and begun anew with the same luck
  finish,   ///< done first: only then are they out
};

/// Hours in which some of a role are not there although they are on duty: maintenance, training, absence.
struct Outage {
  CalendarId during{};
  std::uint32_t number = 0;  ///< how many of them; 0: all
  WorkWhenOut work = WorkWhenOut::resume;
  SourcePlace place;
  bool operator==(const Outage&) const = default;
};

/// Each of a role breaks down by itself, again and again.
struct Breakdown {
  Distribution after;                        ///< since the start, or since it was mended
  std::optional<CalendarId> after_calendar;  ///< open time of this calendar; none: clock time
  Distribution lasts;
  std::optional<CalendarId> lasts_calendar;
  WorkWhenOut work = WorkWhenOut::resume;
  SourcePlace place;
  bool operator==(const Breakdown&) const = default;
};

/// Which of several individuals who are free is given the work.
enum class AskedFirst {
  longest_idle,
  fixed_order,  ///< as they stand in the model
  least_busy,   ///< who has worked least so far
  same_person,  ///< who has worked for this case before; otherwise who has been idle longest
};

/// One member of a role, known by name.
struct Individual {
  std::string name;
  SourcePlace place;
  double speed = 1;                    ///< work takes that much less time: 2 is twice as fast
  std::vector<std::string> skills;     ///< what they can do that not everybody can
  std::optional<CalendarId> calendar;  ///< none: that of the role
  std::vector<Outage> out;
  bool operator==(const Individual&) const = default;
};

/// Who stands in for a role in all of its work, where the step itself does not say who else can do it.
struct Substitute {
  RoleId role{};
  Duration after{};  ///< since the case came to the step
  SourcePlace place;
  bool operator==(const Substitute&) const = default;
};

/// What a role is a kind of: people, or places and equipment, which are not paid and can be held across steps.
enum class RoleKind { staff, place, equipment };

struct Role {
  std::string name;
  SourcePlace place;
  std::string about;
  RoleKind kind = RoleKind::staff;
  Quantity staff{1, {}};               ///< people on duty in opening hours; how many places or pieces there are
  std::optional<CalendarId> calendar;  ///< none: always on
  AfterHours after_hours = AfterHours::finish;
  Discipline discipline = Discipline::first_come;
  Queues queues = Queues::one;
  PreEmption pre_emption = PreEmption::none;
  double ages = 0;               ///< priority that waiting work gains an hour
  std::string band;              ///< a pay band of the rate table; may be empty
  std::optional<Quantity> rate;  ///< money per hour of work; goes before `band`
  std::vector<Use> uses;
  std::vector<Outage> out;
  std::optional<Breakdown> breaks_down;
  std::optional<Distribution> cleaning;  ///< places: after each use, before they are free again
  std::optional<Distribution> set_up;    ///< before work that is not of the step that they worked on last
  std::vector<Individual> individuals;   ///< none: its members are all alike
  AskedFirst asked_first = AskedFirst::longest_idle;
  std::vector<Substitute> substitutes;  ///< in order of preference
  bool operator==(const Role&) const = default;
};

/// A property of a case. One name is one attribute, whichever case types have it.
struct Attribute {
  std::string name;
  SourcePlace place;
  enum class Type { truth, number, text } type = Type::truth;
  std::vector<std::string> texts;  ///< text: its values; 0 is the empty text
  bool operator==(const Attribute&) const = default;
};

/// What an attribute becomes: a constant, a chance, one of several by chance, drawn from a distribution, or what the
/// row of its case has in a column.
struct AttributeValue {
  AttributeId attribute{};
  enum class Kind { constant, chance, choice, distribution, column } kind = Kind::constant;
  double constant = 0;                   ///< 0 / 1, a number, or the index of a text
  Quantity chance;                       ///< of being true
  std::vector<Quantity> choice_chances;  ///< of each of `choice_values`; add up to 1
  std::vector<double> choice_values;
  Distribution distribution;
  std::string column;
  std::vector<double> rows;  ///< column: the value in each row of the case type's file
  SourcePlace place;
  bool operator==(const AttributeValue&) const = default;
};

/// Two attributes of a case type that go together: the correlation of their ranks (Spearman's).
struct Correlation {
  AttributeId one{};
  AttributeId other{};
  double of_ranks = 0;
  SourcePlace place;
  bool operator==(const Correlation&) const = default;
};

struct CaseType {
  std::string name;
  SourcePlace place;
  std::string about;
  Demand demand;
  std::vector<AttributeValue> attributes;
  std::vector<Correlation> correlations;
  CaseFile records;        ///< each case takes one of its rows at random; none: see `Demand::file`
  std::uint32_t rows = 0;  ///< of the file that its columns are of
  std::vector<Backlog> backlog;
  StepId start{};
  double priority = 0;          ///< added to that of each step
  std::optional<Duration> due;  ///< after arrival; for queues by due time
  std::vector<Use> uses;
  bool operator==(const CaseType&) const = default;
};

/// A person's whole attention; shares of it are counted in thousandths.
inline constexpr std::uint32_t whole_person = 1000;

/// `25 %`
std::string share_text(std::uint32_t share);

/// `count` people, places or pieces of a role, all at once with the step's other needs; or a share of one person.
struct Need {
  RoleId role{};
  std::uint32_t count = 1;
  std::uint32_t share = whole_person;  ///< of one person's attention: others may have the rest
  bool operator==(const Need&) const = default;
  bool is_shared() const { return share != whole_person; }
  /// How many people's hours an hour of it takes.
  double people() const { return count * (share / static_cast<double>(whole_person)); }
};

/// Who else can do the work of a step, for a case that has waited for that long.
struct Alternative {
  std::vector<Need> who;
  Duration after{};  ///< since it came to the step
  SourcePlace place;
  bool operator==(const Alternative&) const = default;
};

/// A time that holds where its rule does; of several, the first that holds.
struct TimeCase {
  std::optional<Rule> when;
  Distribution time;
  bool operator==(const TimeCase&) const = default;
};

enum class Nature { work, wait, join, end, gateway, batch, wait_for };
enum class Routing {
  none,
  straight,
  chances,   ///< one of them, by chance
  rules,     ///< the first whose rule holds
  all,       ///< all at once: a parallel split
  any,       ///< each by its own chance or rule: an inclusive split
  first_of,  ///< a race: all are begun, and whichever first step is done first is kept
};

struct Flow {
  StepId to{};
  Quantity chance{1, {}};    ///< routing by chances, and by `any` where it has no rule
  std::optional<Rule> when;  ///< routing by rules (the last has none) and by `any`
  SourcePlace place;
  bool otherwise = false;  ///< any: taken where no other branch is; the last
  bool operator==(const Flow&) const = default;
};

/// What happens to a token that has been at its step for too long.
struct Deadline {
  Distribution after;                  ///< since it arrived at the step
  std::optional<CalendarId> calendar;  ///< open time of this calendar; none: clock time
  StepId to{};
  bool interrupts = true;  ///< the step is given up and the token goes there; otherwise a further token does
  SourcePlace place;
  bool operator==(const Deadline&) const = default;
};

/// How often a case may come to a step, on the ways that lead a token there, before it is led elsewhere.
struct VisitLimit {
  std::uint32_t times = 1;
  StepId then{};
  SourcePlace place;
  bool operator==(const VisitLimit&) const = default;
};

struct Step {
  std::string name;
  SourcePlace place;
  std::string about;
  Nature nature = Nature::gateway;
  // work
  std::vector<Need> who;                  ///< for as long as the work takes
  std::vector<Alternative> alternatives;  ///< instead of `who`, in order of preference; see `alternatives_of`
  bool nobody_else = false;               ///< not even the substitutes of its roles
  std::vector<Need> holds;                ///< taken with them, and kept by the case when the work is done
  std::vector<std::string> skills;        ///< that each individual who does it must have
  std::vector<TimeCase> time;
  std::vector<TimeCase> adds;            ///< each that holds is added
  double priority = 0;                   ///< greater goes first; low = -1, normal = 0, high = 1
  std::optional<Distribution> patience;  ///< how long a token waits for work to begin before it gives up
  std::uint32_t balks_at = 0;            ///< nobody joins a queue of that many; 0: everybody does
  std::optional<StepId> gives_up;        ///< where a token goes that balked, lost patience or was pre-empted for good
  // work, and a step that only gathers
  std::optional<Batching> batch;
  // wait
  Distribution wait;
  std::optional<CalendarId> wait_calendar;  ///< open time of this calendar; none: clock time
  std::optional<Appointment> appointment;   ///< the wait is for a slot
  // wait for
  std::string wait_for;  ///< a message, a signal, or a case type that its case has started: until such a case is over
  // end
  std::string end;       ///< what has happened then
  bool cancels = false;  ///< whatever else the case is still doing is stopped
  // all
  std::vector<Need> releases;  ///< what the case gives back of that when the step is done
  std::vector<Deadline> deadlines;
  std::optional<StepId> until;  ///< gateway: its deadlines hold until the case comes there
  std::optional<VisitLimit> at_most;
  std::vector<EffectId> varies_with;  ///< work and waits: factors of its time
  std::optional<Repeats> repeats;
  std::vector<AttributeValue> sets;  ///< when the step is done, before its routing; the next three as well
  std::vector<std::string> sends;    ///< messages to its own case and its partners
  std::vector<std::string> signals;  ///< to all who wait for them just then
  std::vector<CaseTypeId> starts;    ///< cases that begin then, as partners of its own
  std::vector<Use> uses;
  Routing routing = Routing::none;
  std::vector<Flow> next;
  std::string luck;  ///< the name whose draws it uses; empty: its own (`was:` keeps an old one)
  const std::string& luck_name() const { return luck.empty() ? name : luck; }
  /// All that its work needs before it starts: `who` and `holds`.
  std::vector<Need> needs() const;
  /// The same where an alternative does it.
  std::vector<Need> needs(const Alternative& alternative) const;
  bool operator==(const Step&) const = default;
};

enum class Moment { arrives, starts, ends };

struct MeasurePoint {
  StepId step{};
  Moment moment = Moment::ends;
  bool operator==(const MeasurePoint&) const = default;
};

struct Measure {
  std::string name;
  SourcePlace place;
  std::string about;
  MeasurePoint from;
  MeasurePoint to;
  bool every = false;              ///< all pairs of a case; otherwise its first `from` and the first `to` after it
  std::optional<Duration> within;  ///< the target: at least `share` of values are at most `within`
  double share = 1;
  bool operator==(const Measure&) const = default;
};

/// A named change of a scenario, as far as results speak of it.
struct Change {
  std::string name;
  std::string why;
  std::vector<std::string> needs;
  struct Move {
    std::string from;
    std::string to;
    bool operator==(const Move&) const = default;
  };
  std::vector<Move> moves;  ///< `moves: type letter to dictate letter`
  SourcePlace place;
  bool operator==(const Change&) const = default;
};

struct Workflow {
  std::string name;
  std::string about;
  std::string file;  ///< where it was read from; empty if built in code
  Clock clock;
  IndexedVector<CalendarId, Calendar> calendars;
  IndexedVector<RoleId, Role> roles;
  IndexedVector<AttributeId, Attribute> attributes;
  IndexedVector<EffectId, Effect> effects;
  IndexedVector<BookId, Book> books;
  IndexedVector<CaseTypeId, CaseType> cases;
  IndexedVector<StepId, Step> steps;
  IndexedVector<MeasureId, Measure> measures;
  IndexedVector<AssumptionId, Assumption> assumptions;
  IndexedVector<QuantityId, NamedQuantity> quantities;
  std::vector<Change> changes;  ///< those that led here from the first base, in the order of application
  RateTable rates;              ///< money per hour by band; a reader fills it, `==` leaves it out

  std::optional<StepId> find_step(std::string_view name) const;
  std::optional<RoleId> find_role(std::string_view name) const;
  std::optional<CalendarId> find_calendar(std::string_view name) const;
  std::optional<CaseTypeId> find_case(std::string_view name) const;
  std::optional<AttributeId> find_attribute(std::string_view name) const;
  std::optional<MeasureId> find_measure(std::string_view name) const;
  std::optional<QuantityId> find_quantity(std::string_view name) const;

  /// Whether any value has a range that a run "with what we do not know" sweeps.
  bool has_swept_assumptions() const;
  bool operator==(const Workflow& other) const;
};

}  // namespace stepwell
