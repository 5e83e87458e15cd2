// Outages and breakdowns, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

TEST_CASE("work is put down for maintenance and goes on where it was") {
  const std::string before_work =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {maintenance: Mon 10:00-11:00}\n"
      "roles: {radiographer: {}}\n"
      "equipment: {scanner: {out: {during: maintenance";
  const std::string after_work =
      "}}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:30, 2026-01-05 10:15], start: scan}}\n"
      "steps:\n"
      "  scan: {who: [radiographer, scanner], time: 40 min, next: write}\n"
      "  write: {who: radiographer, time: 5 min, next: gone}\n"
      "  gone: {end: gone}\n";
  SECTION("resume: 30 min before it, 10 after it") {
    const Story story(before_work + after_work);
    CHECK(story.visits("scan") == Visits{{"Mon 09:30", "Mon 09:30", "Mon 11:10", 0, 0, 40},
                                         {"Mon 10:15", "Mon 11:10", "Mon 11:50", 55, 0, 40}});
    CHECK(in_minutes(story.step("scan").interrupted.sum) == 60);
    // An hour of the day it is out, which is none of its hours.
    CHECK(in_minutes(story.role("scanner").out) == 60);
    CHECK(in_minutes(story.role("scanner").busy) == 80);
  }
  SECTION("restart: all of it after it") {
    const Story story(before_work + ", work: restart" + after_work);
    CHECK(story.visits("scan") == Visits{{"Mon 09:30", "Mon 09:30", "Mon 11:40", 0, 0, 70},
                                         {"Mon 10:15", "Mon 11:40", "Mon 12:20", 85, 0, 40}});
  }
  SECTION("finish: it is out from 10:10 on") {
    const Story story(before_work + ", work: finish" + after_work);
    CHECK(story.visits("scan") == Visits{{"Mon 09:30", "Mon 09:30", "Mon 10:10", 0, 0, 40},
                                         {"Mon 10:15", "Mon 11:00", "Mon 11:40", 45, 0, 40}});
    CHECK(in_minutes(story.role("scanner").out) == 50);
  }
}

TEST_CASE("some of several are out: the idle first, then the work that was begun last") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {training: Mon 10:00-11:00}\n"
      "roles: {nurse: {staff: 3, out: {during: training, number: 2}}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:30], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 80 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // One of three is idle, another one puts down what was begun at 09:30. When the first is done at 10:20 its nurse takes
  // that up; 50 of the 80 min are left.
  CHECK(story.visits("see") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 10:20", 0, 0, 80}, {"Mon 09:30", "Mon 09:30", "Mon 11:10", 0, 0, 80}});
  CHECK(in_minutes(story.role("nurse").out) == 120);
}

TEST_CASE("an outage during overtime: the work waits for the next morning, and nobody stays for the repair") {
  const auto told = [](const std::string& after_hours) {
    return Story(
        "clock: {start: 2026-01-05, run: 2 d}\n"
        "calendars: {day: Mon-Fri 09:00-17:00, power cut: Mon 17:10-17:40}\n"
        "roles: {radiographer: {calendar: day, after hours: " +
        after_hours +
        "}}\n"
        "equipment: {scanner: {calendar: day, out: power cut, after hours: " +
        after_hours +
        "}}\n"
        "cases: {patient: {arrive: [2026-01-05 16:50, 2026-01-05 16:55], start: scan}}\n"
        "steps:\n"
        "  scan: {who: [radiographer, scanner], time: 60 min, next: gone}\n"
        "  gone: {end: gone}\n");
  };
  // 20 min are done when the power goes, 10 of them in overtime; 40 are left from 09:00 on.
  SECTION("finish the task in hand") {
    const Story story = told("finish");
    CHECK(story.visits("scan") == Visits{{"Mon 16:50", "Mon 16:50", "Tue 09:40", 0, 0, 60},
                                         {"Mon 16:55", "Tue 09:40", "Tue 10:40", 5 + 40, 16 * 60, 60}});
    CHECK(in_minutes(story.role("radiographer").overtime) == 10);
    CHECK(in_minutes(story.role("scanner").overtime) == 10);
    // It is out outside its hours.
    CHECK(story.role("scanner").out == 0);
  }
  SECTION("stay until all is through") {
    const Story story = told("stay");
    // The second counts as closed from 17:10 on, when both go home.
    CHECK(story.visits("scan") == Visits{{"Mon 16:50", "Mon 16:50", "Tue 09:40", 0, 0, 60},
                                         {"Mon 16:55", "Tue 09:40", "Tue 10:40", 15 + 40, 15 * 60 + 50, 60}});
    CHECK(in_minutes(story.role("radiographer").overtime) == 10);
  }
}

TEST_CASE("who opens while some are out has the others") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00, ill: Mon 08:00-10:00}\n"
      "roles: {nurse: {staff: 2, calendar: day, out: {during: ill, number: 1}}}\n"
      "cases: {patient: {arrive: [2026-01-05 08:30, 2026-01-05 08:30], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 90 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("see") == Visits{{"Mon 08:30", "Mon 09:00", "Mon 10:30", 0, 30, 90},
                                      {"Mon 08:30", "Mon 10:00", "Mon 11:30", 60, 30, 90}});
  CHECK(in_minutes(story.role("nurse").out) == 60);
}

TEST_CASE("a device breaks down again and again, and its work waits for the repair") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "equipment: {analyser: {breaks down: {after: 2 h, for: 30 min}}}\n"
      "cases: {sample: {arrive: [2026-01-05 01:50, 2026-01-05 02:10, 2026-01-05 04:00], start: analyse}}\n"
      "steps:\n"
      "  analyse: {who: analyser, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // Out from 02:00 to 02:30, from 04:30 to 05:00 ... The third is done at the instant at which it breaks down.
  CHECK(story.visits("analyse") == Visits{{"Mon 01:50", "Mon 01:50", "Mon 02:50", 0, 0, 30},
                                          {"Mon 02:10", "Mon 02:50", "Mon 03:20", 40, 0, 30},
                                          {"Mon 04:00", "Mon 04:00", "Mon 04:30", 0, 0, 30}});
  // 24 h hold nine whole rounds of 2 h 30 min, and 90 min.
  CHECK(in_minutes(story.role("analyser").out) == 9 * 30);
}

TEST_CASE("a bed that is held when its ward closes for cleaning is out when it comes free") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {cleaning: Mon 10:00-12:00}\n"
      "places: {bed: {out: cleaning}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: take}}\n"
      "steps:\n"
      "  take: {holds: bed, next: stay}\n"
      "  stay: {wait: 90 min, releases: bed, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("stay") == Ends{"Mon 10:30", "Mon 13:30"});
  CHECK(in_minutes(story.role("bed").out) == 90);
}
