// Who stays after hours and who goes home, worked by hand: staff wait only for what can still be done today.
// 5 January 2026 is a Monday. A letter that comes after hours tells whether the doctor is still there.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

namespace {

/// A clinic until 17:00 in which the doctor stays; letters are signed in a minute.
std::string clinic(const std::string& roles, const std::string& cases, const std::string& steps) {
  return "clock: {start: 2026-01-05, run: 2 d}\n"
         "calendars: {clinic: Mon-Fri 09:00-17:00, theatre: Mon-Fri 09:00-17:00, night: Mon-Fri 17:00-23:00, "
         "late: [Mon 18:00-23:00, Tue 10:00-12:00]}\n"
         "roles:\n" +
         roles + "cases:\n" + cases + "steps:\n" + steps +
         "  sign: {who: doctor, time: 1 min, next: out}\n"
         "  out: {end: out}\n";
}

const char* const doctor = "  doctor: {calendar: clinic, after hours: stay}\n";

std::string letter(const std::string& at) { return "  letter: {arrive: [2026-01-05 " + at + "], start: sign}\n"; }

std::string patients(const std::string& times, const std::string& start) {
  return "  patient: {arrive: [" + times + "], start: " + start + "}\n";
}

const Ends next_morning{"Tue 09:01"};

}  // namespace

TEST_CASE("a doctor who stays does not wait for a patient whose nurse has gone home") {
  const Story story(
      clinic(std::string(doctor) + "  nurse: {calendar: clinic}\n",
             patients("2026-01-05 16:40, 2026-01-05 16:45", "observe") + letter("17:30"),
             "  observe: {who: nurse, time: 30 min, next: see}\n  see: {who: doctor, time: 10 min, next: out}\n"));
  // The nurse finishes the first at 17:10 and leaves the second; the doctor sees the first and goes at 17:20.
  CHECK(story.ends("see") == Ends{"Mon 17:20", "Tue 09:40"});
  CHECK(story.ends("sign") == next_morning);
  CHECK(in_minutes(story.role("doctor").overtime) == 10);
}

TEST_CASE("a queue that nobody can serve tonight keeps nobody") {
  for (const char* nurse : {"  nurse: {calendar: clinic}\n", "  nurse: {calendar: clinic, after hours: stop}\n"}) {
    const Story story(clinic(std::string(nurse) + doctor,
                             patients("2026-01-05 16:40, 2026-01-05 16:55", "round") + letter("17:30"),
                             "  round: {who: [nurse, doctor], time: 20 min, next: out}\n"));
    // The second patient finds nurse and doctor at 17:00, when nothing starts any more without the nurse.
    CHECK(story.ends("round") == Ends{"Mon 17:00", "Tue 09:20"});
    CHECK(story.visits("sign") == std::vector<Visit>{{"Mon 17:30", "Tue 09:20", "Tue 09:21", 20, 15 * 60 + 30, 1}});
  }
}

TEST_CASE("a doctor does not wait for who will be stopped on the way by somebody who has gone") {
  const Story story(clinic(std::string(doctor) + "  receptionist: {calendar: clinic, after hours: stay}\n"
                                                 "  nurse: {calendar: clinic}\n",
                           patients("2026-01-05 16:55", "check in") + letter("17:02"),
                           "  check in: {who: receptionist, time: 10 min, next: observe}\n"
                           "  observe: {who: nurse, time: 5 min, next: see}\n"
                           "  see: {who: doctor, time: 10 min, next: out}\n"));
  // The nurse, idle, leaves at 17:00, while the patient is at the desk until 17:05.
  CHECK(story.ends("observe") == Ends{"Tue 09:05"});
  CHECK(story.ends("sign") == next_morning);
  CHECK(in_minutes(story.role("receptionist").overtime) == 5);
}

TEST_CASE("a nurse who is alone does not wait for work that needs two, if the other has gone") {
  const Story story(
      clinic(std::string(doctor) + "  nurse: {staff: 2, calendar: clinic, after hours: stay}\n",
             patients("2026-01-05 16:50, 2026-01-05 17:40", "wash") +
                 "  heavy: {arrive: [2026-01-05 17:10], start: turn}\n" + letter("17:31"),
             "  wash: {who: nurse, time: 40 min, next: out}\n  turn: {who: {nurse: 2}, time: 5 min, next: out}\n"));
  // One goes at 17:00 with nothing to do; the other washes until 17:30 and then goes as well.
  CHECK(story.ends("wash") == Ends{"Mon 17:30", "Tue 09:45"});
  CHECK(story.ends("turn") == Ends{"Tue 09:05"});
  CHECK(in_minutes(story.role("nurse").overtime) == 30);
}

TEST_CASE("two nurses stay for work that needs two, as long as it can still come") {
  const Story story(
      clinic(std::string(doctor) + "  nurse: {staff: 2, calendar: clinic, after hours: stay}\n",
             patients("2026-01-05 16:50", "wash") + letter("17:31"),
             "  wash: {who: nurse, time: 40 min, next: turn}\n  turn: {who: {nurse: 2}, time: 5 min, next: out}\n"));
  CHECK(story.ends("turn") == Ends{"Mon 17:35"});
  CHECK(in_minutes(story.role("nurse").overtime) == 30 + 2 * 5);
}

TEST_CASE("when one goes home, so does who would have waited for work of both, in whichever order they stand") {
  const std::string surgeon = "  surgeon: {calendar: theatre, after hours: stay}\n";
  const std::string nurse = "  nurse: {calendar: clinic, after hours: stay}\n";
  for (const std::string& roles : {doctor + surgeon + nurse, surgeon + nurse + doctor}) {
    const Story story(clinic(roles, patients("2026-01-05 16:40", "observe") + letter("17:05"),
                             "  observe: {who: nurse, time: 40 min, next: operate}\n"
                             "  operate: {who: [doctor, surgeon], time: 30 min, next: out}\n"));
    // The surgeon works by another calendar than the nurse, and waits for nobody of hers. Alone the doctor cannot operate.
    CHECK(story.ends("sign") == next_morning);
    CHECK(story.ends("operate") == Ends{"Tue 09:31"});
    CHECK(story.role("doctor").overtime == 0);
  }
}

TEST_CASE("two who could work together do not keep each other for want of a third") {
  const Story story(clinic(std::string(doctor) + "  nurse: {calendar: clinic, after hours: stay}\n"
                                                 "  secretary: {calendar: clinic}\n",
                           patients("2026-01-05 16:50, 2026-01-05 17:05", "meet") + letter("17:30"),
                           "  meet: {who: [nurse, doctor, secretary], time: 20 min, next: out}\n"));
  // Until 17:10 all three are at it; then the secretary goes, and with the second patient nobody can begin.
  CHECK(story.ends("meet") == Ends{"Mon 17:10", "Tue 09:20"});
  CHECK(story.visits("sign")[0].started == "Tue 09:20");
  CHECK(in_minutes(story.role("nurse").overtime) == 10);
}

TEST_CASE("whoever is here and can start work does: a queue for a busy colleague keeps the next one") {
  const Story story(
      clinic(std::string(doctor) + "  nurse: {calendar: clinic, after hours: stay}\n",
             patients("2026-01-05 16:40, 2026-01-05 16:45", "observe") + letter("17:35"),
             "  observe: {who: nurse, time: 30 min, next: see}\n  see: {who: doctor, time: 10 min, next: out}\n"));
  // Observed until 17:10 and 17:40: the doctor is still there for the letter at 17:35 and the second patient.
  CHECK(story.ends("see") == Ends{"Mon 17:20", "Mon 17:50"});
  CHECK(story.ends("sign") == Ends{"Mon 17:36"});
}

TEST_CASE("who comes at the very instant of closing is waited for") {
  const Story story(clinic(std::string(doctor) + "  night nurse: {calendar: night}\n",
                           patients("2026-01-05 16:50", "hand over") + letter("17:11"),
                           "  hand over: {who: [doctor, night nurse], time: 10 min, next: out}\n"));
  CHECK(story.ends("hand over") == Ends{"Mon 17:10"});
  CHECK(story.ends("sign") == next_morning);
}

TEST_CASE("who comes later tonight is not waited for") {
  const Story story(clinic(std::string(doctor) + "  late nurse: {calendar: late}\n",
                           patients("2026-01-05 16:50", "hand over") + letter("17:10"),
                           "  hand over: {who: [doctor, late nurse], time: 10 min, next: out}\n"));
  CHECK(story.visits("hand over")[0].started == "Tue 10:00");
  CHECK(story.ends("sign") == next_morning);
}
