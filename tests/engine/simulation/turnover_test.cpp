// Cleaning after use, set-up where the kind of work changes, and rooms that block; worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

TEST_CASE("a room is cleaned after each use, and nobody comes in meanwhile") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2}}\n"
      "places: {room: {cleaning: 10 min}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:05], start: dress}}\n"
      "steps:\n"
      "  dress: {who: [nurse, room], time: 20 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("dress") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:20", 0, 0, 20}, {"Mon 09:05", "Mon 09:30", "Mon 09:50", 25, 0, 20}});
  CHECK(in_minutes(story.role("room").busy) == 40);
  CHECK(in_minutes(story.role("room").cleaning) == 20);
  CHECK(story.role("nurse").cleaning == 0);
}

TEST_CASE("what a case holds is cleaned when it is given back, also at its end, and not when it is kept") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "places: {bed: {cleaning: 15 min}, bath: {cleaning: 5 min}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: lie}}\n"
      "steps:\n"
      "  lie: {holds: [bed, bath], time: 20 min, next: wash}\n"
      "  wash: {wait: 10 min, releases: bath, next: rest}\n"
      "  rest: {wait: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The bed is given back at 10:00 and clean at 10:15.
  CHECK(story.visits("lie") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:20", 0, 0, 20}, {"Mon 09:00", "Mon 10:15", "Mon 10:35", 75, 0, 20}});
  CHECK(in_minutes(story.role("bed").busy) == 120);
  CHECK(in_minutes(story.role("bed").cleaning) == 30);
  CHECK(in_minutes(story.role("bath").cleaning) == 10);
}

TEST_CASE("work that is put down leaves nothing to clean") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-10:00}\n"
      "places: {room: {calendar: day, after hours: stop, cleaning: 10 min}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:50, 2026-01-05 09:50], start: dress}}\n"
      "steps:\n"
      "  dress: {who: room, time: 20 min, deadline: {after: 23 h 25 min, to: gone}, next: gone}\n"
      "  gone: {end: gone}\n");
  // The first goes on at 09:00 for 10 min; the second waits while that is cleaned away, until it is given up at 09:15.
  CHECK(story.visits("dress") == Visits{{"Mon 09:50", "Mon 09:50", "Tue 09:10", 0, 23 * 60, 20},
                                        {"Mon 09:50", "", "Tue 09:15", 10 + 15, 23 * 60, 0}});
  CHECK(in_minutes(story.role("room").cleaning) == 10);
}

TEST_CASE("work that is broken off leaves something to clean") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "places: {room: {cleaning: 10 min}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:15], start: dress}}\n"
      "steps:\n"
      "  dress: {who: room, time: 30 min, deadline: {after: 20 min, to: gone}, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("dress") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:20", 0, 0, 20}, {"Mon 09:15", "Mon 09:30", "Mon 09:35", 15, 0, 5}});
  CHECK(in_minutes(story.role("room").cleaning) == 20);
}

TEST_CASE("set-up comes on top of work that is of another step than the last one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "equipment: {analyser: {set-up: 5 min}}\n"
      "cases:\n"
      "  blood: {arrive: [2026-01-05 09:00, 2026-01-05 09:01], start: count}\n"
      "  urine: {arrive: [2026-01-05 09:02], start: test}\n"
      "steps:\n"
      "  count: {who: analyser, time: 10 min, next: gone}\n"
      "  test: {who: analyser, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("count") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:10", 0, 0, 10}, {"Mon 09:01", "Mon 09:10", "Mon 09:20", 9, 0, 10}});
  CHECK(story.visits("test") == Visits{{"Mon 09:02", "Mon 09:20", "Mon 09:35", 18, 0, 15}});
}

TEST_CASE("of individuals each has done something else before") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {set-up: 5 min, asked first: fixed order, individuals: [Anna, Ben]}}\n"
      "cases:\n"
      "  blood: {arrive: [2026-01-05 09:00, 2026-01-05 09:30, 2026-01-05 10:00], start: bleed}\n"
      "  wound: {arrive: [2026-01-05 09:01, 2026-01-05 10:01], start: dress}\n"
      "steps:\n"
      "  bleed: {who: nurse, time: 10 min, next: gone}\n"
      "  dress: {who: nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // Anna always bleeds, Ben always dresses.
  CHECK(story.ends("bleed") == Ends{"Mon 09:10", "Mon 09:40", "Mon 10:10"});
  CHECK(story.ends("dress") == Ends{"Mon 09:11", "Mon 10:11"});
}

TEST_CASE("a waiting room that is full blocks the room before it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {}}\n"
      "places: {room: {}, chair: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00], start: prepare}}\n"
      "steps:\n"
      "  prepare: {holds: room, time: 10 min, next: sit down}\n"
      "  sit down: {holds: chair, releases: room, next: see}\n"
      "  see: {who: doctor, time: 30 min, releases: chair, next: gone}\n"
      "  gone: {end: gone}\n");
  // Each sits on the one chair until the doctor is done: 09:10 to 09:40, to 10:10, to 10:40. The second is prepared at
  // 09:20, and keeps the room until 09:40; the third is prepared from then until 09:50 and keeps it until 10:10.
  CHECK(story.ends("prepare") == Ends{"Mon 09:10", "Mon 09:20", "Mon 09:50"});
  CHECK(story.ends("sit down") == Ends{"Mon 09:10", "Mon 09:40", "Mon 10:10"});
  CHECK(in_minutes(story.role("room").busy) == 10 + 30 + 30);
  CHECK(in_minutes(story.role("room").blocked) == 20 + 20);
}
