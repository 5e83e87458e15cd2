// Places and equipment, and beds that cases keep from step to step, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

double held(const Story& story, const std::string& place) {
  return in_minutes(story.role(place).busy + story.role(place).overtime);
}

}  // namespace

TEST_CASE("a nurse and a room: work starts when both are free") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2}}\n"
      "places: {treatment room: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:05], start: dress}}\n"
      "steps:\n"
      "  dress: {who: [treatment room, nurse], time: 20 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("gone") == Ends{"Mon 09:20", "Mon 09:40"});
  CHECK(held(story, "treatment room") == 40);
  // The second waits 15 min, for the room and not for the nurse.
  const CaseOutcome& patients = story.outcome().cases[CaseTypeId{0}];
  CHECK(in_minutes(patients.queueing_for[1]) == 15);
  CHECK(patients.queueing_for[0] == 0);
  // The log has the member of staff and, apart, the place.
  REQUIRE(story.log().size() == 4);
  CHECK(story.log().role[0] == 0);
  CHECK(story.log().staff[0] == 0);
  CHECK(story.log().place[0] == 1);
  CHECK(story.log().place[1] == EventLog::nobody);
}

TEST_CASE("a bed is kept until a step releases it, and blocked while nothing happens in it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "places: {bed: {}}\n"
      "equipment: {scanner: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:01], start: admit}\n"
      "  outsider: {arrive: [2026-01-05 09:05], start: scan outsider}\n"
      "steps:\n"
      "  admit: {who: nurse, holds: bed, time: 10 min, next: scan}\n"
      "  scan: {who: scanner, time: 20 min, next: recover}\n"
      "  recover: {wait: 15 min, releases: bed, next: out}\n"
      "  scan outsider: {who: scanner, time: 25 min, next: out}\n"
      "  out: {end: out}\n");
  // The first: admitted till 09:10, waits for the scanner till 09:30, is scanned till 09:50, gets up at 10:05. The
  // second has the bed from then on: admitted till 10:15, scanned till 10:35, out at 10:50.
  CHECK(story.visits("admit") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:10", 0, 0, 10}, {"Mon 09:01", "Mon 10:05", "Mon 10:15", 64, 0, 10}});
  CHECK(story.ends("recover") == Ends{"Mon 10:05", "Mon 10:50"});
  CHECK(held(story, "bed") == 65 + 45);
  CHECK(in_minutes(story.role("bed").blocked) == 20);
  CHECK(in_minutes(story.role("bed").rostered) == 24 * 60);
  CHECK(held(story, "scanner") == 20 + 25 + 20);
  CHECK(story.role("scanner").blocked == 0);
  // The nurse is free while she waits for the bed.
  CHECK(held(story, "nurse") == 20);
}

TEST_CASE("a token leaves while the other token of its case is not done: the case keeps the bed until it is over") {
  const std::string story_of_two =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2}, clerk: {}}\n"
      "places: {bed: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:05], start: come}}\n"
      "steps:\n"
      "  come: {next: {all: [admit, register]}}\n"
      "  admit: {who: nurse, holds: bed, time: 10 min, next: rest}\n"
      "  rest: {wait: 30 min, next: home}\n"
      "  register: {who: clerk, time: 60 min, next: registered}\n"
      "  registered: {end: registered}\n";
  SECTION("it goes home at 09:40, but is registered until 10:00") {
    const Story story(story_of_two + "  home: {end: home}\n");
    CHECK(story.ends("home") == Ends{"Mon 09:40", "Mon 10:40"});
    CHECK(story.ends("registered") == Ends{"Mon 10:00", "Mon 11:00"});
    // 09:00 to 10:00 and 10:00 to 11:00; somebody works on either case all the time.
    CHECK(held(story, "bed") == 120);
    CHECK(story.role("bed").blocked == 0);
  }
  SECTION("an end that cancels stops the registration, and gives the bed back at that instant") {
    const Story story(story_of_two + "  home: {end: home, cancels: true}\n");
    // The second is admitted at 09:40, when the clerk turns to it as well, and goes home at 10:20.
    CHECK(story.ends("home") == Ends{"Mon 09:40", "Mon 10:20"});
    CHECK(story.ends("registered").empty());
    CHECK(held(story, "bed") == 80);
  }
}

TEST_CASE("a case that leaves while its other token holds a bed lets that token have it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, clerk: {}}\n"
      "places: {bed: {}}\n"
      "cases:\n"
      "  caller: {arrive: [2026-01-05 08:50], start: answer}\n"
      "  patient: {arrive: [2026-01-05 09:00], start: come}\n"
      "steps:\n"
      "  answer: {who: clerk, time: 60 min, next: registered}\n"
      "  come: {next: {all: [admit, register]}}\n"
      "  admit: {who: nurse, holds: bed, time: 10 min, next: rest}\n"
      "  rest: {wait: 30 min, releases: bed, next: write}\n"
      "  write: {who: nurse, time: 10 min, next: home}\n"
      "  register: {who: clerk, time: 5 min, patience: 20 min, gives up: unregistered, next: registered}\n"
      "  registered: {end: registered}\n"
      "  unregistered: {end: unregistered}\n"
      "  home: {end: home}\n");
  // Nobody registers the patient, who gives that up at 09:20: the bed stays until it is released at 09:40.
  CHECK(story.ends("unregistered") == Ends{"Mon 09:20"});
  CHECK(story.ends("home") == Ends{"Mon 09:50"});
  CHECK(held(story, "bed") == 40);
}

TEST_CASE("a step that is not done gives back what it took") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "places: {bed: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:10], start: lie}}\n"
      "steps:\n"
      "  lie: {holds: bed, time: 30 min, deadline: {after: 20 min, to: stand}, next: gone}\n"
      "  stand: {wait: 40 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The first gets up at 09:20, the second, who has waited since 09:10, at 09:30.
  CHECK(story.ends("lie") == Ends{"Mon 09:20", "Mon 09:30"});
  CHECK(held(story, "bed") == 30);
}

TEST_CASE("what is released at the instant at which another asks goes to whoever has waited") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "places: {bed: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 09:30], start: take}}\n"
      "steps:\n"
      "  take: {holds: bed, next: stay}\n"
      "  stay: {wait: 30 min, releases: bed, next: gone}\n"
      "  gone: {end: gone}\n");
  // A step that only holds takes no time.
  CHECK(story.visits("take") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:00", 0, 0, 0},
                                       {"Mon 09:10", "Mon 09:30", "Mon 09:30", 20, 0, 0},
                                       {"Mon 09:30", "Mon 10:00", "Mon 10:00", 30, 0, 0}});
}

TEST_CASE("who lies in a bed at closing time stays there, and nobody else comes in before the next opening") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-10:00}\n"
      "places: {bed: {calendar: day}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:30, 2026-01-05 09:40], start: take}}\n"
      "steps:\n"
      "  take: {holds: bed, next: stay}\n"
      "  stay: {wait: 45 min, releases: bed, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("stay") == Ends{"Mon 10:15", "Tue 09:45"});
  CHECK(in_minutes(story.role("bed").busy) == 30 + 45);
  CHECK(in_minutes(story.role("bed").overtime) == 15);
}

TEST_CASE("several are held by number, and released one by one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "equipment: {pump: {number: 3}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: begin}}\n"
      "steps:\n"
      "  begin: {holds: {pump: 2}, next: fast}\n"
      "  fast: {wait: 10 min, releases: pump, next: slow}\n"
      "  slow: {wait: 20 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // One pump comes free at 09:10, which with the third makes two. The last pumps are given back with the case.
  CHECK(story.ends("gone") == Ends{"Mon 09:30", "Mon 09:40"});
  CHECK(held(story, "pump") == 2 * (2 * 10 + 20));
}

TEST_CASE("what a batch gives back as it goes is had at once by those who wait for it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "places: {bed: {number: 2}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00], start: admit}}\n"
      "steps:\n"
      "  admit: {who: nurse, holds: bed, time: 10 min, next: van}\n"
      "  van: {batch: 2, releases: bed, next: ride}\n"
      "  ride: {wait: 1 h, next: home}\n"
      "  home: {end: home}\n");
  // Two beds until 09:20, when two go by van; the third has a bed from then on, and is the last batch at 09:30.
  CHECK(story.ends("admit") == std::vector<std::string>{"Mon 09:10", "Mon 09:20", "Mon 09:30"});
}
