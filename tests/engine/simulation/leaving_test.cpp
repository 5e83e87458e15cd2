// Steps that are not done to their end, worked by hand: patience, deadlines, races, cancelled cases, pre-emption.
// 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

std::uint64_t left(const Story& story, const std::string& step, VisitOutcome how) {
  return story.step(step).left[static_cast<std::size_t>(how)];
}

/// One doctor at work day and night; patients come at the given times.
std::string doctor(const std::string& times, const std::string& step) {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "roles: {doctor: {}}\n"
         "cases: {patient: {arrive: [" +
         times +
         "], start: see}}\n"
         "steps:\n"
         "  see: {who: doctor, " +
         step +
         ", next: seen}\n"
         "  seen: {end: seen}\n"
         "  unseen: {end: left}\n";
}

}  // namespace

TEST_CASE("who has waited for as long as their patience leaves, and the next one moves up") {
  const Story story(doctor("2026-01-05 09:00, 2026-01-05 09:05, 2026-01-05 09:10",
                           "time: 30 min, patience: 20 min, gives up: unseen"));
  // The second leaves at 09:25. The third would leave at 09:30, the instant at which the doctor is free: it is seen,
  // because what is finished goes before what rings.
  CHECK(story.ends("seen") == Ends{"Mon 09:30", "Mon 10:00"});
  CHECK(story.ends("unseen") == Ends{"Mon 09:25"});
  CHECK(left(story, "see", VisitOutcome::gave_up) == 1);
  CHECK(story.step("see").visits() == 2);
  // 20 min of the one who left and 20 of the one who was seen.
  CHECK(in_minutes(story.role("doctor").queue) == 40);
}

TEST_CASE("patience ends with the wait: work that has begun is not left") {
  const Story story(doctor("2026-01-05 09:00", "time: 30 min, patience: 20 min, gives up: unseen"));
  CHECK(story.ends("seen") == Ends{"Mon 09:30"});
  CHECK(story.ends("unseen").empty());
}

TEST_CASE("nobody joins a queue that is too long") {
  const Story story(doctor("2026-01-05 09:00, 2026-01-05 09:05, 2026-01-05 09:10, 2026-01-05 09:40",
                           "time: 30 min, balks at: 1, gives up: unseen"));
  // The third finds one waiting and leaves at once; the fourth finds nobody waiting, since the second is being seen.
  CHECK(story.ends("seen") == Ends{"Mon 09:30", "Mon 10:00", "Mon 10:30"});
  CHECK(story.ends("unseen") == Ends{"Mon 09:10"});
  CHECK(left(story, "see", VisitOutcome::balked) == 1);
}

TEST_CASE("a deadline loses to a completion at the same instant") {
  const Story story(doctor("2026-01-05 09:00", "time: 30 min, deadline: {after: 30 min, to: unseen}"));
  CHECK(story.ends("seen") == Ends{"Mon 09:30"});
  CHECK(left(story, "see", VisitOutcome::overdue) == 0);
}

TEST_CASE("a deadline takes the token from the queue, and from the hands of those at work") {
  const Story story(
      doctor("2026-01-05 09:00, 2026-01-05 09:05", "time: 30 min, deadline: {after: 20 min, to: unseen}"));
  // The first is put down at 09:20 and the doctor turns to the second, who has until 09:25.
  CHECK(story.ends("unseen") == Ends{"Mon 09:20", "Mon 09:25"});
  CHECK(story.ends("seen").empty());
  CHECK(left(story, "see", VisitOutcome::overdue) == 2);
  CHECK(in_minutes(story.role("doctor").busy) == 25);
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("see").unfinished.sum)) == 25);
}

TEST_CASE("a deadline that does not interrupt sends somebody else along while the step goes on") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: see}}\n"
      "steps:\n"
      "  see: {who: doctor, time: 30 min, deadline: {after: 20 min, to: chase, interrupts: false}, next: seen}\n"
      "  seen: {end: seen}\n"
      "  chase: {wait: 5 min, next: chased}\n"
      "  chased: {end: chased}\n");
  CHECK(story.ends("seen") == Ends{"Mon 09:30"});
  CHECK(story.ends("chased") == Ends{"Mon 09:25"});
  CHECK(in_minutes(static_cast<std::int64_t>(story.outcome().cases[CaseTypeId{0}].elapsed.sum)) == 30);
}

TEST_CASE("urgent work takes the doctor, and what was put down goes on where it stopped, first of its kind") {
  const std::string model =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {pre-empts: HOW}}\n"
      "cases:\n"
      "  routine: {arrive: [2026-01-05 09:00, 2026-01-05 09:05], start: see}\n"
      "  urgent: {arrive: [2026-01-05 09:10], start: see, priority: high}\n"
      "steps:\n"
      "  see: {who: doctor, time: 30 min, next: seen}\n"
      "  seen: {end: seen}\n";
  const auto told = [&](const std::string& how, const std::string& more = "") {
    std::string text = model + more;
    text.replace(text.find("HOW"), 3, how);
    if (!more.empty()) text.replace(text.find("next: seen"), 10, "next: seen, gives up: unseen");
    return Story(text);
  };
  const Story resume = told("resume");
  // 09:00 to 09:10, urgent to 09:40, the rest of 20 min to 10:00, the second routine one to 10:30.
  CHECK(resume.visits("see") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 10:00", 0, 0, 30},
                                       {"Mon 09:05", "Mon 10:00", "Mon 10:30", 55, 0, 30},
                                       {"Mon 09:10", "Mon 09:10", "Mon 09:40", 0, 0, 30}});
  CHECK(in_minutes(static_cast<std::int64_t>(resume.step("see").interrupted.sum)) == 30);
  const Story restart = told("restart");
  // Begun anew at 09:40: done at 10:10, after 40 min of work.
  CHECK(restart.visits("see") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 10:10", 0, 0, 40},
                                        {"Mon 09:05", "Mon 10:10", "Mon 10:40", 65, 0, 30},
                                        {"Mon 09:10", "Mon 09:10", "Mon 09:40", 0, 0, 30}});
  const Story lost = told("lost", "  unseen: {end: left}\n");
  CHECK(lost.ends("unseen") == Ends{"Mon 09:10"});
  CHECK(lost.ends("seen") == Ends{"Mon 10:10", "Mon 09:40"});  // by case type and case
  CHECK(left(lost, "see", VisitOutcome::pre_empted) == 1);
}

TEST_CASE("what was pre-empted just before the shift ends goes on in the next shift") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {doctor: {calendar: day, pre-empts: resume}}\n"
      "cases:\n"
      "  routine: {arrive: [2026-01-05 16:30], start: see}\n"
      "  urgent: {arrive: [2026-01-05 16:40], start: see, priority: high}\n"
      "steps:\n"
      "  see: {who: doctor, time: 30 min, next: seen}\n"
      "  seen: {end: seen}\n");
  // Routine 16:30 to 16:40; urgent 16:40 to 17:10, finished in overtime; the other 20 min from 09:00 on Tuesday.
  CHECK(story.ends("see") == Ends{"Tue 09:20", "Mon 17:10"});
  CHECK(in_minutes(story.role("doctor").overtime) == 10);
}

TEST_CASE("what is put down goes back to the place that its discipline gives it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {discipline: shortest, pre-empts: resume}}\n"
      "cases:\n"
      "  long: {arrive: [2026-01-05 09:00], start: see long}\n"
      "  short: {arrive: [2026-01-05 09:05], start: see short}\n"
      "  urgent: {arrive: [2026-01-05 09:10], start: see long, priority: high}\n"
      "steps:\n"
      "  see long: {who: doctor, time: 30 min, next: seen}\n"
      "  see short: {who: doctor, time: 10 min, next: seen}\n"
      "  seen: {end: seen}\n");
  // The long one begins at once, without ever having queued, and is put down at 09:10; at 09:40 the short one is first.
  CHECK(story.ends("see short") == Ends{"Mon 09:50"});
  CHECK(story.ends("see long") == Ends{"Mon 10:10", "Mon 09:40"});
}

TEST_CASE("who comes on duty with work of the night in hand puts it down for what is more urgent") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {doctor: {calendar: day, pre-empts: resume}}\n"
      "cases:\n"
      "  routine: {arrive: [2026-01-05 16:00], start: operate}\n"
      "  urgent: {arrive: [2026-01-05 18:00], start: operate, priority: high}\n"
      "steps:\n"
      "  operate: {who: doctor, time: 20 h, next: out}\n"
      "  out: {end: out}\n");
  // 1 h on Monday and 16 h of overtime until Tuesday 09:00; then the urgent one until Wednesday 05:00, past the horizon.
  CHECK(story.ends("operate") == Ends{"", ""});
  CHECK(in_minutes(story.role("doctor").overtime) == 60 * (16 + 7));
  CHECK(in_minutes(story.role("doctor").busy) == 60 * (1 + 8));
}

TEST_CASE("of a race whichever is done first goes on, and the loser gives back what it held") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 09:20], start: which}}\n"
      "steps:\n"
      "  which: {next: {first of: [half an hour, looked at]}}\n"
      "  half an hour: {wait: 30 min, next: home}\n"
      "  looked at: {who: nurse, time: 25 min, next: helped}\n"
      "  home: {end: home}\n"
      "  helped: {end: helped}\n");
  // The first is done at 09:25; the second, begun then, would be done at 09:50, but its half hour is over at 09:40: the
  // nurse is free again and looks at the third, whose half hour is over at 09:50.
  CHECK(story.ends("helped") == Ends{"Mon 09:25"});
  CHECK(story.ends("home") == Ends{"Mon 09:40", "Mon 09:50"});
  CHECK(in_minutes(story.role("nurse").busy) == 50);
  CHECK(left(story, "looked at", VisitOutcome::withdrawn) == 2);
  CHECK(left(story, "half an hour", VisitOutcome::withdrawn) == 1);
}

TEST_CASE("an end that cancels stops the case's other tokens wherever they are, and frees the bed that one holds") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {bed: {}, porter: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: in}\n"
      "  other: {arrive: [2026-01-05 09:10], start: lies}\n"
      "steps:\n"
      "  in: {next: {all: [lies, moved, watched]}}\n"
      "  lies: {who: bed, time: 1 h, next: up}\n"
      "  moved: {who: porter, time: 2 h, next: moved on}\n"
      "  moved on: {who: porter, time: 1 h, next: up}\n"
      "  watched: {wait: 20 min, next: dies}\n"
      "  dies: {end: died, cancels: true}\n"
      "  up: {end: up}\n");
  // At 09:20 the case is over: its bed goes to the other patient, who has it for an hour.
  CHECK(story.ends("dies") == Ends{"Mon 09:20"});
  CHECK(story.ends("lies") == Ends{"Mon 09:20", "Mon 10:20"});
  CHECK(in_minutes(story.role("bed").busy) == 80);
  CHECK(in_minutes(story.role("porter").busy) == 20);
  CHECK(story.outcome().cases[CaseTypeId{0}].completed == 1);
  CHECK(left(story, "lies", VisitOutcome::withdrawn) == 1);
}

TEST_CASE("an end that cancels leaves nobody behind at a join") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {porter: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: in}}\n"
      "steps:\n"
      "  in: {next: {all: [a, b]}}\n"
      "  a: {who: porter, time: 10 min, next: together}\n"
      "  b: {wait: 20 min, next: which}\n"
      "  which: {next: {dies: 100 %, together: 0 %}}\n"
      "  together: {join: all, next: up}\n"
      "  dies: {end: died, cancels: true}\n"
      "  up: {end: up}\n");
  CHECK(story.ends("dies") == Ends{"Mon 09:20"});
  CHECK(story.outcome().cases[CaseTypeId{0}].completed == 1);
  CHECK(story.outcome().cases[CaseTypeId{0}].in_progress_at_end == 0);
}

TEST_CASE("waiting work that ages overtakes what is more urgent but came later") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {ages: 1 per h}}\n"
      "cases:\n"
      "  routine: {arrive: [2026-01-05 09:00, 2026-01-05 09:10], start: see}\n"
      "  urgent: {arrive: [2026-01-05 10:00, 2026-01-05 10:20], start: see, priority: high}\n"
      "steps:\n"
      "  see: {who: doctor, time: 90 min, next: seen}\n"
      "  seen: {end: seen}\n");
  // At 10:30 waits routine since 09:10 (80 min: 1.33), urgent since 10:00 (1 + 0.5) and since 10:20 (1 + 0.17). The
  // first urgent one goes to 12:00; then routine has 2.83 and the other urgent one 2.67.
  CHECK(story.ends("see") == Ends{"Mon 10:30", "Mon 13:30", "Mon 12:00", "Mon 15:00"});
}
