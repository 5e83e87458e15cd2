// Appointment books, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

namespace {

/// A clinic of three slots an hour on weekday mornings: 09:00, 09:20 and 09:40.
std::string clinic(const std::string& arrive, const std::string& appointment, const std::string& each = "1",
                   const std::string& more = "") {
  return "clock: {start: 2026-01-05, run: 4 d}\n"
         "calendars: {mornings: Mon-Fri 09:00-10:00}\n"
         "books: {clinic: {slots: every 20 min in mornings, each: " +
         each +
         "}}\n"
         "cases: {patient: {arrive: " +
         arrive +
         ", start: appointment}}\n"
         "steps:\n"
         "  appointment: {book: clinic, " +
         appointment + "}\n" + more + "  seen: {end: seen}\n";
}

Ends all_of(int n, const char* moment) { return Ends(static_cast<std::size_t>(n), moment); }

}  // namespace

TEST_CASE("whoever asks gets the first free slot, today or on the next day") {
  const Story story(clinic("[2026-01-05 08:00, 2026-01-05 09:05, 2026-01-05 09:40, 2026-01-05 09:50, 2026-01-05 10:00]",
                           "next: seen"));
  // The one who asks at 09:40 gets the slot that begins just then; after it Monday is over.
  CHECK(story.ends("appointment") == Ends{"Mon 09:00", "Mon 09:20", "Mon 09:40", "Tue 09:00", "Tue 09:20"});
  CHECK(story.step("appointment").wait.sum == (60 + 15 + 0 + 23 * 60 + 10 + 23 * 60 + 20) * 60'000'000ll);
  CHECK(story.outcome().cases[CaseTypeId{0}].parts[static_cast<int>(Part::planned_wait)] ==
        story.outcome().cases[CaseTypeId{0}].elapsed.sum);
}

TEST_CASE("a slot takes as many as it says, in turn") {
  const Story story(clinic("{times: [2026-01-05 08:00], together: 6}", "next: seen", "[1, 0, 2]"));
  // 09:00 one, 09:20 nobody, 09:40 two; the same on Tuesday.
  CHECK(story.ends("appointment") ==
        Ends{"Mon 09:00", "Mon 09:40", "Mon 09:40", "Tue 09:00", "Tue 09:40", "Tue 09:40"});
}

TEST_CASE("with a lead time nobody comes sooner, and others may take what lies before") {
  const Story story(
      clinic("{times: [2026-01-05 08:00, 2026-01-05 08:10], together: 2}", "lead time: 24 h, next: seen"));
  // Monday 08:00 and a day: Tuesday 09:00 and 09:20; then 09:40, and Wednesday.
  CHECK(story.ends("appointment") == Ends{"Tue 09:00", "Tue 09:20", "Tue 09:40", "Wed 09:00"});
}

TEST_CASE("who would have to wait too long goes elsewhere, and so does nobody else") {
  const Story story(clinic("{times: [2026-01-05 08:00], together: 5}",
                           "within: 1 h 20 min, gives up: elsewhere, next: seen", "1",
                           "  elsewhere: {end: elsewhere}\n"));
  // 09:00 and 09:20 lie within 80 minutes of 08:00; the later ones do not.
  CHECK(story.ends("appointment") == Ends{"Mon 09:00", "Mon 09:20", "Mon 08:00", "Mon 08:00", "Mon 08:00"});
  CHECK(story.ends("seen") == Ends{"Mon 09:00", "Mon 09:20"});
  CHECK(story.ends("elsewhere") == all_of(3, "Mon 08:00"));
  CHECK(story.step("appointment").left[static_cast<int>(VisitOutcome::balked)] == 3);
}

TEST_CASE("cases are early or late, but not before they have asked") {
  CHECK(Story(clinic("[2026-01-05 08:00, 2026-01-05 09:15]", "early: 10 min, next: seen")).ends("appointment") ==
        Ends{"Mon 08:50", "Mon 09:15"});
  CHECK(Story(clinic("[2026-01-05 08:00, 2026-01-05 09:15]", "early: 10 min, late: 25 min, next: seen")).ends("seen") ==
        Ends{"Mon 09:15", "Mon 09:35"});
}

TEST_CASE("a deadline gives the slot back, and the next who asks has it") {
  const Story story(clinic("{times: [2026-01-05 08:00, 2026-01-05 08:50], together: 2}",
                           "deadline: {after: 70 min, to: better}, next: seen", "1", "  better: {end: better}\n"));
  // At 08:00: 09:00 and 09:20; at 08:50: 09:40 and Tuesday 09:00. The second gives up 09:20 at 09:10. The fourth has its
  // deadline at 10:00.
  CHECK(story.ends("seen") == Ends{"Mon 09:00", "Mon 09:40"});
  CHECK(story.ends("better") == Ends{"Mon 09:10", "Mon 10:00"});
  const Story later(clinic("[2026-01-05 08:00, 2026-01-05 08:00, 2026-01-05 08:50, 2026-01-05 09:15]",
                           "deadline: {after: 70 min, to: better}, next: seen", "1", "  better: {end: better}\n"));
  // Who asks at 09:15 takes what was given back at 09:10.
  CHECK(later.ends("seen") == Ends{"Mon 09:00", "Mon 09:40", "Mon 09:20"});
}

TEST_CASE("who does not attend may book again, but not for ever") {
  const Story story(
      clinic("[2026-01-05 08:00]",
             "at most: {times: 2, then: discharged}, next: [{when: time < 08:00, to: seen}, {to: appointment}]", "1",
             "  discharged: {end: discharged}\n"));
  // Missed at 09:00; books the slot of 09:20, as that of 09:00 is taken; missed again.
  CHECK(story.ends("appointment") == Ends{"Mon 09:00", "Mon 09:20"});
  CHECK(story.ends("discharged") == Ends{"Mon 09:20"});
  CHECK(story.step("appointment").repeat_visits == 1);
}

TEST_CASE("steps and case types share a book, and late cases queue for the role that it fills") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {mornings: Mon-Fri 09:00-12:00}\n"
      "roles: {doctor: {calendar: mornings}}\n"
      "books: {clinic: {slots: every 20 min in mornings, each: [1, 2]}}\n"
      "cases:\n"
      "  new: {arrive: {times: [2026-01-05 08:00], together: 2}, start: first}\n"
      "  old: {arrive: [2026-01-05 08:30], start: review}\n"
      "steps:\n"
      "  first: {book: clinic, late: 5 min, next: see}\n"
      "  review: {book: clinic, next: see}\n"
      "  see: {who: doctor, time: 18 min, next: seen}\n"
      "  seen: {end: seen}\n");
  // New: slots 09:00 and 09:20, there at 09:05 and 09:25; old: the second place at 09:20. Seen from 09:05 to 09:23, the old
  // one, who came at 09:20, until 09:41, and the other new one until 09:59.
  CHECK(story.ends("seen") == Ends{"Mon 09:23", "Mon 09:59", "Mon 09:41"});
  CHECK(story.step("see").queueing.sum == (3 + 16) * 60'000'000ll);
}

TEST_CASE("past the horizon nothing is known, so that who finds no slot before it waits to the end") {
  const Story story(clinic("{times: [2026-01-08 08:00], together: 5}", "next: seen"));
  CHECK(story.ends("seen").size() == 3);
  CHECK(story.outcome().cases[CaseTypeId{0}].in_progress_at_end == 2);
  // `within` reaches past the horizon as well, so that nobody has given up yet.
  const Story within(clinic("{times: [2026-01-08 08:00], together: 5}", "within: 3 d, gives up: elsewhere, next: seen",
                            "1", "  elsewhere: {end: elsewhere}\n"));
  CHECK(within.outcome().cases[CaseTypeId{0}].in_progress_at_end == 2);
}
