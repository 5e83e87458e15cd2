// Repeated steps, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

/// Patients come at the given times to nurses who dress their wounds, 10 minutes each.
std::string clinic(const std::string& times, int nurses, const std::string& repeats, const std::string& more = "") {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "calendars: {day: Mon-Fri 09:00-17:00}\n"
         "roles: {nurse: {staff: " +
         std::to_string(nurses) +
         "}}\n"
         "cases: {patient: {arrive: [" +
         times + "], attributes: {wounds: 3, none: 0}, start: dress}}\n" +
         "steps:\n"
         "  dress: {who: nurse, time: 10 min, repeats: " +
         repeats + more +
         ", next: home}\n"
         "  home: {end: home}\n" +
         (more.empty() ? "" : "  left: {end: left}\n");
}

}  // namespace

TEST_CASE("in sequence, each time queues for itself") {
  const Story story(clinic("2026-01-05 09:00, 2026-01-05 09:05", 1, "2"));
  // The first patient is dressed from 09:00; the second, who came at 09:05, goes before its second time.
  CHECK(story.visits("dress") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:10", 0, 0, 10},
                                        {"Mon 09:10", "Mon 09:20", "Mon 09:30", 10, 0, 10},
                                        {"Mon 09:05", "Mon 09:10", "Mon 09:20", 5, 0, 10},
                                        {"Mon 09:20", "Mon 09:30", "Mon 09:40", 10, 0, 10}});
  CHECK(story.ends("home") == Ends{"Mon 09:30", "Mon 09:40"});
  // Four visits, none of them rework.
  CHECK(story.step("dress").first_visits == 4);
  CHECK(story.step("dress").repeat_visits == 0);
  CHECK(in_minutes(story.outcome().cases.items()[0].elapsed.sum) == 30 + 35);
}

TEST_CASE("all at once, the case goes on with the last") {
  const Story story(clinic("2026-01-05 09:00", 2, "{times: wounds, in: parallel}"));
  // Two at once until 09:10, the third until 09:20.
  CHECK(story.ends("dress") == Ends{"Mon 09:10", "Mon 09:10", "Mon 09:20"});
  CHECK(story.ends("home") == Ends{"Mon 09:20"});
  CHECK(in_minutes(story.role("nurse").busy) == 30);
  CHECK(story.outcome().cases.items()[0].completed == 1);
  // The chain back from the end is that of the last: 10 minutes in the queue and 10 at work.
  const auto& parts = story.outcome().cases.items()[0].parts;
  CHECK(in_minutes(parts[static_cast<std::size_t>(Part::queueing)]) == 10);
  CHECK(in_minutes(parts[static_cast<std::size_t>(Part::work)]) == 10);
}

TEST_CASE("no times at all passes the step by") {
  const Story story(clinic("2026-01-05 09:00", 1, "none"));
  CHECK(story.ends("home") == Ends{"Mon 09:00"});
  CHECK(story.visits("dress").empty());
  const Story parallel(clinic("2026-01-05 09:00", 1, "{times: none, in: parallel}"));
  CHECK(parallel.ends("home") == Ends{"Mon 09:00"});
}

TEST_CASE("a number that is drawn is rounded") {
  CHECK(Story(clinic("2026-01-05 09:00", 1, "uniform 1.6 to 2.4")).ends("home") == Ends{"Mon 09:20"});
  CHECK(Story(clinic("2026-01-05 09:00", 1, "discrete 50 % 2.6 50 % 3.4")).ends("home") == Ends{"Mon 09:30"});
}

TEST_CASE("a deadline in sequence leads away from all that is yet to be done") {
  const Story story(clinic("2026-01-05 09:00, 2026-01-05 09:00", 1, "2", ", deadline: {after: 15 min, to: left}"));
  // The first is dressed until 09:10. The other one begins then, and is led away by its deadline of 09:15; so the first
  // can go on, and is done at 09:25, the very time of the deadline of its second time.
  CHECK(story.visits("dress") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:10", 0, 0, 10},
                                        {"Mon 09:10", "Mon 09:15", "Mon 09:25", 5, 0, 10},
                                        {"Mon 09:00", "Mon 09:10", "Mon 09:15", 10, 0, 5}});
  CHECK(story.ends("left") == Ends{"Mon 09:15"});
  CHECK(story.ends("home") == Ends{"Mon 09:25"});
}

TEST_CASE("a wait for several messages, and a request for each of them") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: take samples, attributes: {tests: 3}}\n"
      "  test: {start: analyse}\n"
      "steps:\n"
      "  take samples: {who: nurse, time: 5 min, repeats: tests, starts: test, next: results}\n"
      "  results: {wait for: result, repeats: tests, next: home}\n"
      "  analyse: {wait: 20 min, sends: result, next: home}\n"
      "  home: {end: home}\n");
  // Samples at 09:05, 09:10, 09:15; results at 09:25, 09:30, 09:35.
  CHECK(story.ends("analyse") == Ends{"Mon 09:25", "Mon 09:30", "Mon 09:35"});
  CHECK(story.ends("results") == Ends{"Mon 09:25", "Mon 09:30", "Mon 09:35"});
  CHECK(in_minutes(story.outcome().cases.items()[0].elapsed.sum) == 35);
}

TEST_CASE("repetitions inside a split meet before its join, and those of a case that is stopped are gone") {
  const std::string model =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 3}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [dress, look]}}\n"
      "  dress: {who: nurse, time: 10 min, repeats: {times: 4, in: parallel}, next: together}\n"
      "  look: {wait: 5 min, next: ";
  const Story joined(model +
                     "together}\n"
                     "  together: {join: all, next: home}\n"
                     "  home: {end: home}\n");
  // Three at once until 09:10, the fourth until 09:20.
  CHECK(joined.ends("home") == Ends{"Mon 09:20"});
  CHECK(joined.outcome().cases.items()[0].completed == 1);
  const Story stopped(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 3}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [dress, look]}}\n"
      "  dress: {who: nurse, time: 10 min, repeats: {times: 4, in: parallel}, next: home}\n"
      "  look: {wait: 15 min, next: over}\n"
      "  home: {end: home}\n"
      "  over: {end: over, cancels: true}\n");
  // Three are done at 09:10, the fourth is stopped at 09:15.
  CHECK(stopped.ends("dress") == Ends{"Mon 09:10", "Mon 09:10", "Mon 09:10", "Mon 09:15"});
  CHECK(stopped.step("dress").first_visits == 3);
  CHECK(stopped.step("dress").left[static_cast<std::size_t>(VisitOutcome::withdrawn)] == 1);
  CHECK(in_minutes(stopped.role("nurse").busy) == 35);
  CHECK(stopped.outcome().cases.items()[0].completed == 1);
}

TEST_CASE("what is done at the horizon and waits for the others is not in progress a second time") {
  const Story story(
      "clock: {start: 2026-01-05, run: 15 min}\n"
      "roles: {nurse: {staff: 2}}\n"
      "cases: {patient: {arrive: [2026-01-05 00:00], start: dress}}\n"
      "steps:\n"
      "  dress: {who: nurse, time: 10 min, repeats: {times: 3, in: parallel}, next: home}\n"
      "  home: {end: home}\n");
  CHECK(story.ends("dress") == Ends{"Mon 00:10", "Mon 00:10", ""});
}

TEST_CASE("in a loop, a second coming is rework, each time of it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 3}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: dress, attributes: {seen: 0}}}\n"
      "steps:\n"
      "  dress: {who: nurse, time: 10 min, repeats: 2, next: check}\n"
      "  check: {next: [{when: seen < 1, to: again}, {to: both}]}\n"
      "  again: {sets: {seen: 1}, next: dress}\n"
      "  both: {end: home}\n");
  CHECK(story.step("dress").first_visits == 2);
  CHECK(story.step("dress").repeat_visits == 2);
  CHECK(story.ends("both") == Ends{"Mon 09:40"});
}

TEST_CASE("who balks in the midst of repetitions has done with them, and begins afresh elsewhere") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, porter: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: dress}\n"
      "  other: {arrive: [2026-01-05 09:05, 2026-01-05 09:06], start: see}\n"
      "steps:\n"
      "  dress: {who: nurse, time: 10 min, repeats: 3, balks at: 1, gives up: walk, next: home}\n"
      "  see: {who: nurse, time: 20 min, next: home}\n"
      "  walk: {who: porter, time: 5 min, repeats: 3, next: home}\n"
      "  home: {end: home}\n");
  // At 09:10 the first of the others is taken and the second waits still: the patient does not wait for another time.
  CHECK(story.ends("dress") == Ends{"Mon 09:10", "Mon 09:10"});
  CHECK(story.ends("walk") == Ends{"Mon 09:15", "Mon 09:20", "Mon 09:25"});
  CHECK(story.step("walk").first_visits == 3);
}
