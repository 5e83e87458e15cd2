// Calendars worked by hand: lunch, nights, weekends, bank holidays, and what staff do when their hours end.
// 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

namespace {

/// One clerk on weekdays from 9 to 12 and from 13 to 17; tasks come at the given times and take half an hour each.
std::string clerk(const std::string& after_hours, const std::string& times, const std::string& time = "30 min") {
  return "clock: {start: 2026-01-05, run: 2 weeks}\n"
         "calendars: {day: [Mon-Fri 09:00-12:00, Mon-Fri 13:00-17:00]}\n"
         "roles: {clerk: {staff: 1, calendar: day, after hours: " +
         after_hours +
         "}}\n"
         "cases: {letter: {arrive: [" +
         times +
         "], start: type}}\n"
         "steps:\n"
         "  type: {who: clerk, time: " +
         time +
         ", next: sent}\n"
         "  sent: {end: sent}\n";
}

}  // namespace

TEST_CASE("who finishes the task in hand works into lunch, and starts nothing until it is over") {
  const Story story(clerk("finish", "2026-01-05 11:50, 2026-01-05 12:30"));
  CHECK(story.visits("type") == std::vector<Visit>{{"Mon 11:50", "Mon 11:50", "Mon 12:20", 0, 0, 30},
                                                   {"Mon 12:30", "Mon 13:00", "Mon 13:30", 0, 30, 30}});
  CHECK(in_minutes(story.role("clerk").overtime) == 20);  // 12:00 to 12:20
  CHECK(in_minutes(story.role("clerk").busy) == 40);      // 11:50 to 12:00 and 13:00 to 13:30
}

TEST_CASE("who stops puts the task down for lunch and takes it up before anything that came later") {
  const Story story(clerk("stop", "2026-01-05 11:50, 2026-01-05 12:30"));
  // 10 min before lunch, 20 after; the second waits 30 min for the opening and 20 min for the clerk.
  CHECK(story.visits("type") == std::vector<Visit>{{"Mon 11:50", "Mon 11:50", "Mon 13:20", 0, 60, 30},
                                                   {"Mon 12:30", "Mon 13:20", "Mon 13:50", 20, 30, 30}});
  CHECK(story.role("clerk").overtime == 0);
}

TEST_CASE("who stays works on until the queue is empty, then goes home until the next opening") {
  const Story story(clerk("stay", "2026-01-05 11:50, 2026-01-05 12:10, 2026-01-05 12:55"));
  // The second came while the clerk was still there, so it waited for the clerk; the third found nobody.
  CHECK(story.visits("type") == std::vector<Visit>{{"Mon 11:50", "Mon 11:50", "Mon 12:20", 0, 0, 30},
                                                   {"Mon 12:10", "Mon 12:20", "Mon 12:50", 10, 0, 30},
                                                   {"Mon 12:55", "Mon 13:00", "Mon 13:30", 0, 5, 30}});
  CHECK(in_minutes(story.role("clerk").overtime) == 50);  // 12:00 to 12:50
}

TEST_CASE("nothing starts at closing time, even if the clerk has just become free") {
  const Story story(clerk("finish", "2026-01-05 11:30, 2026-01-05 11:40"));
  CHECK(story.ends("type") == Ends{"Mon 12:00", "Mon 13:30"});
  CHECK(story.role("clerk").overtime == 0);
}

TEST_CASE("a task that is done at the instant of closing is done, not put down") {
  const Story story(clerk("stop", "2026-01-05 11:30"));
  CHECK(story.ends("type") == Ends{"Mon 12:00"});
}

TEST_CASE("work put down on Friday evening goes on on Monday morning") {
  const Story story(clerk("stop", "2026-01-09 16:50"));
  CHECK(story.visits("type") ==
        std::vector<Visit>{{"Fri 16:50", "Fri 16:50", "Mon 09:20", 0, 64 * 60 + 0, 30}});  // 17:00 to Mon 09:00: 64 h
}

TEST_CASE("a task longer than a day is worked on over as many days as it takes") {
  // 7 h of work a day: 10 min on Monday, then 420 on Tuesday, the last 20 on Wednesday morning.
  const Story story(clerk("stop", "2026-01-05 16:50", "450 min"));
  CHECK(story.ends("type") == Ends{"Wed 09:20"});
  CHECK(in_minutes(story.role("clerk").busy) == 450);
}

TEST_CASE("a night shift belongs to the day on which it begins, and a bank holiday takes all of it away") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 week}\n"
      "calendars: {night: Mon-Fri 22:00-06:00, closed: [2026-01-07]}\n"
      "roles: {nurse: {calendar: night}}\n"
      "cases: {call: {arrive: [2026-01-05 21:00, 2026-01-06 05:00, 2026-01-07 07:00], start: answer}}\n"
      "steps: {answer: {who: nurse, time: 20 min, next: done}, done: {end: done}}\n");
  // Wednesday is closed, so nobody comes on Wednesday at 22:00; the next night begins on Thursday.
  CHECK(story.ends("answer") == Ends{"Mon 22:20", "Tue 05:20", "Thu 22:20"});
}

TEST_CASE("a wait in clinic time ends at the same time on the next clinic day") {
  const Story story(
      "clock: {start: 2026-01-05, run: 3 weeks}\n"
      "calendars: {clinic: [Mon-Fri 09:00-12:30, Mon-Fri 13:30-17:00], closed: [2026-01-13]}\n"
      "roles: {nurse: {calendar: clinic}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00, 2026-01-09 15:00, 2026-01-10 11:00, 2026-01-12 09:00], start: the "
      "day comes}}\n"
      "steps: {the day comes: {wait: 7 h of clinic, next: seen}, seen: {who: nurse, time: 0 min, next: out}, out: "
      "{end: out}}\n");
  // 7 h is a whole day. Friday 15:00 -> Monday 15:00. Saturday -> all of Monday passes, Tuesday is closed -> Wednesday 9:00;
  // Monday 9:00 would run out at closing time on Monday -> the next opening is that of Wednesday.
  CHECK(story.ends("the day comes") == Ends{"Tue 10:00", "Mon 15:00", "Wed 09:00", "Wed 09:00"});
}

TEST_CASE("arrivals in open time keep their phase over closed hours") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {clinic: Mon-Fri 09:00-10:00}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases: {patient: {arrive: every 25 min in clinic, start: see}}\n"
      "steps: {see: {who: nurse, time: 1 min, next: out}, out: {end: out}}\n");
  std::vector<std::string> came;
  for (const Visit& visit : story.visits("see")) came.push_back(visit.enabled);
  CHECK(came == std::vector<std::string>{"Mon 09:25", "Mon 09:50", "Tue 09:15", "Tue 09:40"});
}

TEST_CASE("work that needs two roles starts when both are on, and the wait for the one that is closed is told apart") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {early: Mon-Fri 07:00-12:00, late: Mon-Fri 11:00-18:00}\n"
      "roles: {nurse: {calendar: early}, doctor: {calendar: late}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:05, 2026-01-05 09:10], start: round}}\n"
      "steps: {round: {who: [nurse, doctor], time: 40 min, next: out}, out: {end: out}}\n");
  // Both are on from 11 to 12. The second starts at 11:40 and is finished after the nurse's hours; the third never starts.
  CHECK(story.visits("round") ==
        std::vector<Visit>{{"Mon 09:00", "Mon 11:00", "Mon 11:40", 0, 120, 40},
                           {"Mon 09:05", "Mon 11:40", "Mon 12:20", 40, 115, 40},
                           {"Mon 09:10", "", "", 60, 830, 0}});  // 09:10 to 24:00, of which 11 to 12 open
  CHECK(in_minutes(story.role("nurse").overtime) == 20);
  CHECK(story.role("doctor").overtime == 0);
}

TEST_CASE("who stops lets the other role go, and the work is taken up when both are there again") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-12:00, always: Mon-Sun 00:00-24:00}\n"
      "roles: {nurse: {calendar: day, after hours: stop}, porter: {calendar: always}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 11:45], start: move}\n"
      "  bed: {arrive: [2026-01-05 11:50], start: push}\n"
      "steps: {move: {who: [nurse, porter], time: 30 min, next: out}, push: {who: porter, time: 10 min, next: out}, "
      "out: {end: out}}\n");
  CHECK(story.visits("move") == std::vector<Visit>{{"Mon 11:45", "Mon 11:45", "Tue 09:15", 0, 21 * 60, 30}});
  CHECK(story.visits("push") == std::vector<Visit>{{"Mon 11:50", "Mon 12:00", "Mon 12:10", 10, 0, 10}});
}

TEST_CASE("a doctor who stays waits for the patient who can still come by way of today's nurse, and for no letter") {
  const auto model = [](const std::string& typing) {
    return "clock: {start: 2026-01-05, run: 2 d}\n"
           "calendars: {clinic: Mon-Fri 09:00-17:00, office: Mon-Fri 08:00-18:00}\n"
           "roles:\n"
           "  nurse: {calendar: clinic, after hours: stay}\n"
           "  doctor: {calendar: clinic, after hours: stay}\n"
           "  secretary: {calendar: office}\n"
           "cases: {patient: {arrive: [2026-01-05 16:40], start: observe}}\n"
           "steps:\n"
           "  observe: {who: nurse, time: 30 min, next: see}\n"
           "  see: {who: doctor, time: 10 min, next: type}\n"
           "  type: {who: secretary, time: " +
           typing +
           ", next: sign}\n"
           "  sign: {who: doctor, time: 1 min, next: out}\n"
           "  out: {end: out}\n";
  };
  const Story story(model("15 min"));
  CHECK(story.ends("see") == Ends{"Mon 17:20"});
  // Typed by 17:35; the doctor has gone, because the secretary works by another calendar.
  CHECK(story.visits("sign") == std::vector<Visit>{{"Mon 17:35", "Tue 09:00", "Tue 09:01", 0, 15 * 60 + 25, 1}});
  CHECK(in_minutes(story.role("nurse").overtime) == 10);
  CHECK(in_minutes(story.role("doctor").overtime) == 10);
}

TEST_CASE("a doctor who stays does not wait for a patient whose other branch comes only tomorrow") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {clinic: Mon-Fri 09:00-17:00}\n"
      "roles: {nurse: {calendar: clinic, after hours: stay}, doctor: {calendar: clinic, after hours: stay}}\n"
      "cases: {patient: {arrive: [2026-01-05 16:50], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [observe, notes come]}}\n"
      "  observe: {who: nurse, time: 20 min, next: ready}\n"
      "  notes come: {wait: 2 h, next: ready}\n"
      "  ready: {join: all, next: see}\n"
      "  see: {who: doctor, time: 10 min, next: out}\n"
      "  out: {end: out}\n");
  // Observed at 17:10; the notes come at 18:50, and nobody is left.
  CHECK(story.visits("see") == std::vector<Visit>{{"Mon 18:50", "Tue 09:00", "Tue 09:10", 0, 14 * 60 + 10, 10}});
}

TEST_CASE("rostered hours leave out bank holidays, and utilisation never counts overtime") {
  const Story story(
      "clock: {start: 2026-01-05, warm up: 1 d, run: 6 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00, closed: 2026-01-07}\n"
      "roles: {clerk: {staff: 2, calendar: day}}\n"
      "cases: {letter: {arrive: [2026-01-06 16:00], start: type}}\n"
      "steps: {type: {who: clerk, time: 90 min, next: sent}, sent: {end: sent}}\n");
  const RoleOutcome& clerk_hours = story.role("clerk");
  CHECK(in_minutes(clerk_hours.open) == 3 * 8 * 60);  // Tuesday, Thursday, Friday
  CHECK(in_minutes(clerk_hours.rostered) == 2 * 3 * 8 * 60);
  CHECK(in_minutes(clerk_hours.busy) == 60);
  CHECK(in_minutes(clerk_hours.overtime) == 30);
}

TEST_CASE("where two calendars open at once, work goes by priority among all who are there then") {
  for (const char* calendars :
       {"{a: Mon-Fri 09:00-17:00, b: Mon-Sat 09:00-18:00}", "{b: Mon-Sat 09:00-18:00, a: Mon-Fri 09:00-17:00}"}) {
    const Story story(std::string("clock: {start: 2026-01-05, run: 1 d}\ncalendars: ") + calendars +
                      "\nroles: {nurse: {calendar: a}, doctor: {calendar: b}}\n"
                      "cases:\n"
                      "  early: {arrive: [2026-01-05 07:00], start: file}\n"
                      "  urgent: {arrive: [2026-01-05 07:30], start: treat}\n"
                      "steps:\n"
                      "  file: {who: nurse, time: 60 min, priority: low, next: out}\n"
                      "  treat: {who: [nurse, doctor], time: 30 min, priority: high, next: out}\n"
                      "  out: {end: out}\n");
    CHECK(story.ends("treat") == Ends{"Mon 09:30"});
    CHECK(story.ends("file") == Ends{"Mon 10:30"});
  }
}
