// Work that several can do, in order of preference, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

/// The names of those who did the visits to a step, in the order in which these ended.
Ends done_by(const Story& story, const std::string& step) {
  Ends names;
  const EventLog& log = story.log();
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (story.workflow().steps.items()[log.step[i]].name != step) continue;
    names.push_back(story.workflow().roles.items()[log.role[i]].name);
  }
  return names;
}

}  // namespace

TEST_CASE("a nurse, else a doctor after 15 minutes") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:05], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse else doctor after 15 min, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The second turns to the doctor at 09:15, who is free. The third turns to the doctor at 09:20, who is busy until
  // 09:45, and is seen by the nurse at 09:30.
  CHECK(story.visits("see") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:30", 0, 0, 30},
                                      {"Mon 09:00", "Mon 09:15", "Mon 09:45", 15, 0, 30},
                                      {"Mon 09:05", "Mon 09:30", "Mon 10:00", 25, 0, 30}});
  CHECK(done_by(story, "see") == Ends{"nurse", "doctor", "nurse"});
  CHECK(in_minutes(story.role("nurse").busy) == 60);
  CHECK(in_minutes(story.role("doctor").busy) == 30);
  // Of the three, one was the doctor's.
  REQUIRE(story.step("see").by_alternative.size() == 1);
  CHECK(story.step("see").by_alternative[0].first_visits == 1);
  CHECK(in_minutes(story.step("see").by_alternative[0].work) == 30);
  // All have waited for a nurse; only the third, from 09:20 to 09:30, for the doctor as well.
  CHECK(in_minutes(story.role("nurse").queue) == 15 + 25);
  CHECK(in_minutes(story.role("doctor").queue) == 10);
  CHECK(in_minutes(story.outcome().cases[CaseTypeId{0}].queueing_for[0]) == 15 + 25);
  CHECK(story.outcome().cases[CaseTypeId{0}].queueing_for[1] == 0);
}

TEST_CASE("one team, else another one that shares the room") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}}\n"
      "places: {room: {number: 2}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00], start: see}}\n"
      "steps:\n"
      "  see: {who: [nurse, room], else: {who: [doctor, room], after: 10 min}, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("see") == Ends{"Mon 09:30", "Mon 09:40", "Mon 10:00"});
  CHECK(done_by(story, "see") == Ends{"nurse", "doctor", "nurse"});
  CHECK(in_minutes(story.role("room").busy) == 90);
}

TEST_CASE("a completion at the instant of turning to somebody else goes first") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse else doctor after 15 min, time: 15 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("see") == Ends{"Mon 09:15", "Mon 09:30"});
  CHECK(done_by(story, "see") == Ends{"nurse", "nurse"});
}

TEST_CASE("whoever is first in line but has not turned to the doctor yet does not stand in the way") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}}\n"
      "cases:\n"
      "  long: {arrive: [2026-01-05 09:00], start: dress}\n"
      "  ward: {arrive: [2026-01-05 09:00], start: round}\n"
      "  patient: {arrive: [2026-01-05 09:00], start: see}\n"
      "  urgent: {arrive: [2026-01-05 09:10], start: see, priority: high}\n"
      "steps:\n"
      "  dress: {who: nurse, time: 60 min, next: gone}\n"
      "  round: {who: doctor, time: 20 min, next: gone}\n"
      "  see: {who: nurse else doctor after 15 min, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // At 09:20 the doctor is free. The urgent one goes before, but waits for the nurse only until 09:25; it is seen when
  // the doctor has done with the other.
  CHECK(story.visits("see") ==
        Visits{{"Mon 09:00", "Mon 09:20", "Mon 09:50", 20, 0, 30}, {"Mon 09:10", "Mon 09:50", "Mon 10:20", 40, 0, 30}});
}

TEST_CASE("who waits for those who are closed waits for opening hours, until it turns to somebody who is there") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {nurse: {calendar: day}, doctor: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 08:00], start: see}\n"
      "  ward: {arrive: [2026-01-05 08:00], start: round}\n"
      "steps:\n"
      "  round: {who: doctor, time: 50 min, next: gone}\n"
      "  see: {who: nurse else doctor after 30 min, time: 5 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("see") == Visits{{"Mon 08:00", "Mon 08:50", "Mon 08:55", 20, 30, 5}});
}

TEST_CASE("who has begun goes on with it, although somebody else would be there") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {nurse: {calendar: day, after hours: stop}, doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 16:30, 2026-01-05 16:40], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse else doctor, time: 60 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("see") == Visits{{"Mon 16:30", "Mon 16:30", "Tue 09:30", 0, 16 * 60, 60},
                                      {"Mon 16:40", "Mon 16:40", "Mon 17:40", 0, 0, 60}});
}

TEST_CASE("more urgent work takes over from whom it has turned to") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {pre-empts: resume}, doctor: {pre-empts: resume}}\n"
      "cases:\n"
      "  emergency: {arrive: [2026-01-05 09:00], start: save, priority: high}\n"
      "  ward: {arrive: [2026-01-05 09:00], start: round}\n"
      "  urgent: {arrive: [2026-01-05 09:10], start: see, priority: high}\n"
      "steps:\n"
      "  save: {who: nurse, time: 60 min, next: gone}\n"
      "  round: {who: doctor, time: 40 min, next: gone}\n"
      "  see: {who: nurse else doctor after 10 min, time: 5 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The nurse is at work that is as urgent; at 09:20 the doctor's round is put down for 5 min.
  CHECK(story.visits("see") == Visits{{"Mon 09:10", "Mon 09:20", "Mon 09:25", 10, 0, 5}});
  CHECK(story.ends("round") == Ends{"Mon 09:45"});
}

TEST_CASE("a doctor who stands in for nurses after 15 minutes, whatever they do") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {substitutes: doctor after 15 min}, doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:05], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // As where the step says `nurse else doctor after 15 min`.
  CHECK(story.visits("see") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:30", 0, 0, 30},
                                      {"Mon 09:00", "Mon 09:15", "Mon 09:45", 15, 0, 30},
                                      {"Mon 09:05", "Mon 09:30", "Mon 10:00", 25, 0, 30}});
  CHECK(done_by(story, "see") == Ends{"nurse", "doctor", "nurse"});
  REQUIRE(story.step("see").by_alternative.size() == 1);
  CHECK(story.step("see").by_alternative[0].first_visits == 1);
}

TEST_CASE("the others of the team stay where somebody stands in") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {substitutes: doctor after 10 min}, doctor: {}}\n"
      "places: {room: {number: 2}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00], start: see}}\n"
      "steps:\n"
      "  see: {who: [nurse, room], time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("see") == Ends{"Mon 09:30", "Mon 09:40", "Mon 10:00"});
  CHECK(done_by(story, "see") == Ends{"nurse", "doctor", "nurse"});
  CHECK(in_minutes(story.role("room").busy) == 90);
}

TEST_CASE("what a step says itself goes before the substitutes of its roles") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {substitutes: doctor after 15 min}, doctor: {}, consultant: {}}\n"
      "cases:\n"
      "  ward: {arrive: [2026-01-05 09:00], start: round}\n"
      "  one: {arrive: [2026-01-05 09:00], start: dress}\n"
      "  two: {arrive: [2026-01-05 09:00], start: sign}\n"
      "  three: {arrive: [2026-01-05 09:00], start: see}\n"
      "steps:\n"
      "  round: {who: nurse, else: nobody, time: 60 min, next: gone}\n"
      "  dress: {who: nurse, else: {who: consultant, after: 5 min}, time: 10 min, next: gone}\n"
      "  sign: {who: nurse else nobody, time: 10 min, next: gone}\n"
      "  see: {who: nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The nurse is on her round until 10:00. The consultant comes for the first at 09:05, the doctor for the third at 09:15.
  CHECK(story.ends("dress") == Ends{"Mon 09:15"});
  CHECK(done_by(story, "dress") == Ends{"consultant"});
  CHECK(story.ends("see") == Ends{"Mon 09:25"});
  CHECK(done_by(story, "see") == Ends{"doctor"});
  CHECK(story.ends("sign") == Ends{"Mon 10:10"});
  CHECK(done_by(story, "sign") == Ends{"nurse"});
}

TEST_CASE("of two nurses who are needed, one may be a doctor") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2, substitutes: doctor after 10 min}, doctor: {}}\n"
      "cases:\n"
      "  ward: {arrive: [2026-01-05 09:00], start: round}\n"
      "  patient: {arrive: [2026-01-05 09:00], start: turn}\n"
      "steps:\n"
      "  round: {who: nurse, else: nobody, time: 60 min, next: gone}\n"
      "  turn: {who: {nurse: 2}, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.visits("turn") == Visits{{"Mon 09:00", "Mon 09:10", "Mon 09:40", 10, 0, 30}});
  CHECK(in_minutes(story.role("nurse").busy) == 60 + 30);
  CHECK(in_minutes(story.role("doctor").busy) == 30);
  // Two ways beside two nurses: a nurse and the doctor, and two doctors, of whom there is one.
  REQUIRE(story.step("turn").by_alternative.size() == 2);
  CHECK(story.step("turn").by_alternative[0].first_visits == 1);
  CHECK(story.step("turn").by_alternative[1].first_visits == 0);
}

TEST_CASE("substitutes who cannot all do it do not keep those from it who can") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles:\n"
      "  nurse: {individuals: {Anna: {skills: lifting}, Ben: {skills: lifting}}, substitutes: doctor}\n"
      "  doctor: {individuals: {Carl: {skills: lifting}}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: lift}}\n"
      "steps: {lift: {who: {nurse: 2}, skills: lifting, time: 10 min, next: gone}, gone: {end: gone}}\n");
  CHECK(story.ends("gone") == std::vector<std::string>{"Mon 09:10"});
}
