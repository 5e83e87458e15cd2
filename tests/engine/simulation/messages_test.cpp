// Messages, signals and partners, worked by hand. 5 January 2026 is a Monday.
#include <algorithm>

#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

/// Patients come at the given times; a doctor examines each in 10 minutes and asks for a test, which a technician does.
std::string ward(const std::string& times, const std::string& more = "") {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "roles: {doctor: {staff: 9}, technician: {}}\n"
         "cases:\n"
         "  patient: {arrive: [" +
         times +
         "], start: examine}\n"
         "  test: {start: analyse}\n"
         "steps:\n"
         "  examine: {who: doctor, time: 10 min, starts: test, next: results come}\n"
         "  results come: {wait for: results" +
         more +
         ", next: decide}\n"
         "  decide: {who: doctor, time: 5 min, next: home}\n"
         "  home: {end: home}\n" +
         (more.empty() ? "" : "  chase: {end: chased}\n") +
         "  analyse: {who: technician, time: 20 min, sends: results, next: file}\n"
         "  file: {wait: 1 h, next: filed}\n"
         "  filed: {end: filed}\n";
}

double in_part(const Story& story, std::size_t type, Part part) {
  return in_minutes(story.outcome().cases.items()[type].parts[static_cast<std::size_t>(part)]);
}

}  // namespace

TEST_CASE("a result comes back and releases the case that asked") {
  const Story story(ward("2026-01-05 09:00, 2026-01-05 09:05"));
  // Tests come at 09:10 and 09:15; one technician does them until 09:30 and 09:50. Each releases its own patient.
  CHECK(story.visits("analyse") ==
        Visits{{"Mon 09:10", "Mon 09:10", "Mon 09:30", 0, 0, 20}, {"Mon 09:15", "Mon 09:30", "Mon 09:50", 15, 0, 20}});
  CHECK(story.visits("results come") ==
        Visits{{"Mon 09:10", "Mon 09:10", "Mon 09:30"}, {"Mon 09:15", "Mon 09:15", "Mon 09:50"}});
  CHECK(story.ends("home") == Ends{"Mon 09:35", "Mon 09:55"});
  CHECK(story.ends("filed") == Ends{"Mon 10:30", "Mon 10:50"});
  // 20 + 35 minutes of waiting for the result; the tests themselves have a life of their own.
  CHECK(in_part(story, 0, Part::for_message) == 20 + 35);
  CHECK(in_minutes(story.outcome().cases.items()[0].elapsed.sum) == 35 + 50);
  CHECK(in_minutes(story.outcome().cases.items()[1].elapsed.sum) == 80 + 95);
  CHECK(story.outcome().cases.items()[1].arrived == 2);
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("results come").wait.sum)) == 20 + 35);
}

TEST_CASE("a case that is asked for first can answer last, and still answers who asked") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:10], start: ask, attributes: {slow: false}}\n"
      "  test: {start: which way}\n"
      "steps:\n"
      "  ask: {starts: test, sets: {slow: true}, next: answer}\n"
      "  answer: {wait for: results, next: home}\n"
      "  home: {end: home}\n"
      "  which way: {next: [{when: time < 09:10, to: slowly}, {to: quickly}]}\n"
      "  slowly: {wait: 1 h, sends: results, next: filed}\n"
      "  quickly: {wait: 5 min, sends: results, next: filed}\n"
      "  filed: {end: filed}\n");
  CHECK(story.ends("answer") == Ends{"Mon 10:00", "Mon 09:15"});
}

TEST_CASE("a message that comes too early is kept, a signal is not") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: both}\n"
      "  round: {arrive: [2026-01-05 09:10, 2026-01-05 09:30], start: begins}\n"
      "steps:\n"
      "  both: {next: {all: [quick, slow]}}\n"
      "  quick: {wait: 5 min, sends: results, next: stop}\n"
      "  stop: {end: stop}\n"
      "  slow: {wait: 20 min, next: read}\n"
      "  read: {wait for: results, next: see round}\n"
      "  see round: {wait for: round comes, next: home}\n"
      "  home: {end: home}\n"
      "  begins: {signals: round comes, next: over}\n"
      "  over: {end: over}\n");
  // The result is there at 09:05, read at 09:20 without delay; the round of 09:10 is missed, that of 09:30 is not.
  CHECK(story.visits("read") == Visits{{"Mon 09:20", "Mon 09:20", "Mon 09:20"}});
  CHECK(story.visits("see round") == Visits{{"Mon 09:20", "Mon 09:20", "Mon 09:30"}});
}

TEST_CASE("a signal releases all who wait, of every case, and nobody who comes later") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  visitor: {arrive: [2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 09:20], start: gate}\n"
      "  guest: {arrive: [2026-01-05 09:05], start: gate}\n"
      "  bell: {arrive: [2026-01-05 09:15], start: ring}\n"
      "steps:\n"
      "  gate: {wait for: gate opens, next: in}\n"
      "  in: {end: in}\n"
      "  ring: {signals: gate opens, next: in}\n");
  CHECK(story.ends("gate") == Ends{"Mon 09:15", "Mon 09:15", "", "Mon 09:15"});
  CHECK(story.outcome().cases.items()[0].in_progress_at_end == 1);
}

TEST_CASE("who waits for a case type waits until one that it has started is over, each wait for one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: ask}\n"
      "  test: {start: long or short}\n"
      "  other: {arrive: [2026-01-05 09:00], start: long or short}\n"
      "steps:\n"
      "  ask: {starts: [test, test], next: first one}\n"
      "  first one: {wait for: test, next: second one}\n"
      "  second one: {wait for: test, next: home}\n"
      "  home: {end: home}\n"
      "  long or short: {next: {all: [half an hour, an hour]}}\n"
      "  half an hour: {wait: 30 min, next: done}\n"
      "  an hour: {wait: 1 h, next: done}\n"
      "  done: {end: done}\n");
  // Both tests are over at 10:00, with their longer branch; the first of the two ends releases the first wait, and the
  // second one is kept or comes at that instant.
  CHECK(story.ends("first one") == Ends{"Mon 10:00"});
  CHECK(story.ends("second one") == Ends{"Mon 10:00"});
  CHECK(story.ends("done").size() == 6);
}

TEST_CASE("a message at the instant of a deadline comes first") {
  // Asked at 09:10, answered at 09:30: 20 minutes after the wait began.
  const Story equal(ward("2026-01-05 09:00", ", deadline: {after: 20 min, to: chase}"));
  CHECK(equal.ends("home") == Ends{"Mon 09:35"});
  CHECK(equal.ends("chase").empty());
  const Story late(ward("2026-01-05 09:00", ", deadline: {after: 19 min, to: chase}"));
  CHECK(late.ends("home").empty());
  CHECK(late.ends("chase") == Ends{"Mon 09:29"});
  // The test goes on, and its result has nobody to go to.
  CHECK(late.ends("filed") == Ends{"Mon 10:30"});
  CHECK(late.step("results come").left[static_cast<std::size_t>(VisitOutcome::overdue)] == 1);
}

TEST_CASE("a message can win a race, and lose one") {
  const auto race = [](const std::string& answer) {
    return "clock: {start: 2026-01-05, run: 1 d}\n"
           "cases:\n"
           "  patient: {arrive: [2026-01-05 09:00], start: ask}\n"
           "  test: {start: analyse}\n"
           "steps:\n"
           "  ask: {starts: test, next: whichever}\n"
           "  whichever: {next: {first of: [results come, an hour passes]}}\n"
           "  results come: {wait for: results, next: home}\n"
           "  an hour passes: {wait: 1 h, next: chase}\n"
           "  home: {end: home}\n"
           "  chase: {end: chased}\n"
           "  analyse: {wait: " +
           std::string(answer) + ", sends: results, next: home}\n";
  };
  CHECK(Story(race("59 min")).ends("results come") == Ends{"Mon 09:59"});
  CHECK(Story(race("61 min")).ends("chase") == Ends{"Mon 10:00"});
  // An answer that is there before the race begins wins it at once.
  const Story at_once(race("0 min"));
  CHECK(at_once.ends("results come") == Ends{"Mon 09:00"});
  CHECK(at_once.ends("chase").empty());
}

TEST_CASE("two branches of one case that wait for the same message take turns") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: ask}\n"
      "  test: {start: analyse}\n"
      "steps:\n"
      "  ask: {next: {all: [left, right]}}\n"
      "  left: {wait: 2 min, next: read left}\n"
      "  right: {wait: 1 min, starts: [test, test], next: read right}\n"
      "  read left: {wait for: results, next: together}\n"
      "  read right: {wait for: results, next: together}\n"
      "  together: {join: all, next: home}\n"
      "  home: {end: home}\n"
      "  analyse: {next: {all: [five, ten]}}\n"
      "  five: {wait: 5 min, sends: results, next: filed}\n"
      "  ten: {wait: 10 min, next: filed}\n"
      "  filed: {end: filed}\n");
  // Right waits from 09:01, left from 09:02; both results come at 09:06, one each.
  CHECK(story.ends("read right") == Ends{"Mon 09:06"});
  CHECK(story.ends("read left") == Ends{"Mon 09:06"});
  CHECK(story.ends("home") == Ends{"Mon 09:06"});
}

TEST_CASE("a case tells the cases that it has started") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: ask}\n"
      "  bed: {start: hold}\n"
      "steps:\n"
      "  ask: {starts: [bed, bed], next: stay}\n"
      "  stay: {wait: 3 h, sends: bed is free, next: home}\n"
      "  home: {end: home}\n"
      "  hold: {wait for: bed is free, next: cleaned}\n"
      "  cleaned: {end: cleaned}\n");
  CHECK(story.ends("hold") == Ends{"Mon 12:00", "Mon 12:00"});
}

TEST_CASE("an end can start a case and answer one, and who is cancelled answers nobody") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: treat}\n"
      "  letter: {start: write}\n"
      "steps:\n"
      "  treat: {wait: 10 min, next: home}\n"
      "  home: {end: home, starts: letter}\n"
      "  write: {next: {all: [dictate, give up]}}\n"
      "  dictate: {wait: 30 min, starts: letter, next: sent}\n"
      "  give up: {wait: 20 min, next: given up}\n"
      "  sent: {end: sent}\n"
      "  given up: {end: given up, cancels: true}\n");
  // The letter begins at 09:10 and is given up at 09:30, before it could start another one.
  CHECK(story.ends("given up") == Ends{"Mon 09:30"});
  CHECK(story.outcome().cases.items()[1].arrived == 1);
  CHECK(story.outcome().cases.items()[1].completed == 1);
}

TEST_CASE("a case that is started takes over what the other knows, but for what its own type declares") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: ask, attributes: {urgent: true, far: true}}\n"
      "  test: {start: by hand, attributes: {far: false}}\n"
      "steps:\n"
      "  ask: {starts: test, next: home}\n"
      "  home: {end: home}\n"
      "  by hand: {next: [{when: urgent and not far, to: here}, {to: there}]}\n"
      "  here: {end: here}\n"
      "  there: {end: there}\n");
  CHECK(story.ends("here") == Ends{"Mon 09:00"});
}

TEST_CASE("staff who stay after hours wait for a case that is about to be started") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles:\n"
      "  doctor: {calendar: day, after hours: stay}\n"
      "  technician: {calendar: day, after hours: stay}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 16:50], start: examine}\n"
      "  test: {start: analyse}\n"
      "steps:\n"
      "  examine: {who: doctor, time: 20 min, starts: test, next: home}\n"
      "  home: {end: home}\n"
      "  analyse: {who: technician, time: 15 min, next: home}\n");
  // The doctor is done at 17:10; the technician, idle until then, does the test until 17:25.
  CHECK(story.ends("analyse") == Ends{"Mon 17:25"});
  CHECK(in_minutes(story.role("technician").overtime) == 15);
}

TEST_CASE("a last batch waits for whom a message releases, and not for an answer that never comes") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: ask}\n"
      "  lost: {arrive: [2026-01-05 09:00], start: wait in vain}\n"
      "  walker: {arrive: [2026-01-05 09:00], start: bus}\n"
      "  test: {start: analyse}\n"
      "steps:\n"
      "  ask: {starts: test, next: answer}\n"
      "  answer: {wait for: results, next: bus}\n"
      "  wait in vain: {next: {all: [never, go]}}\n"
      "  go: {next: [{when: time < 08:00, to: say}, {to: home}]}\n"
      "  say: {sends: word, next: home}\n"
      "  never: {wait for: word, next: bus}\n"
      "  analyse: {wait: 40 min, sends: results, next: home}\n"
      "  bus: {batch: 4, next: home}\n"
      "  home: {end: home}\n");
  // The walker waits for the patient, who waits for the test until 09:40; nobody can release who waits in vain.
  CHECK(story.ends("bus") == Ends{"Mon 09:40", "Mon 09:40"});
}

TEST_CASE("a case that is started draws the same luck whatever else is started") {
  const auto model = [](const std::string& more) {
    return "clock: {start: 2026-01-05, run: 1 d}\n"
           "cases:\n"
           "  patient: {arrive: every 10 min, start: ask}\n"
           "  test: {start: analyse}\n"
           "  x-ray: {arrive: every 7 min, start: look}\n"
           "steps:\n"
           "  ask: {starts: " +
           more +
           ", next: home}\n"
           "  look: {starts: test, next: home}\n"
           "  analyse: {wait: exponential mean 12 min, next: home}\n"
           "  home: {end: home}\n";
  };
  const Story one(model("test"));
  const Story both(model("[x-ray, test, test]"));
  // By the time at which it is asked for: a wait that is found among those that one asked for is found among the others.
  std::size_t found = 0;
  const auto few = one.visits("analyse"), many = both.visits("analyse");
  for (const Visit& visit : few) found += std::count(many.begin(), many.end(), visit) > 0 ? 1 : 0;
  CHECK(found == few.size());
  // 143 patients and 205 others in a day; each patient asks for two tests then, and for a look, which asks for a third.
  CHECK(few.size() == 143 + 205);
  CHECK(many.size() == 3 * 143 + 205);
}
