// Individuals: speed, skills, hours and absences of their own, and who is asked first. 5 January 2026 is a Monday.
#include <algorithm>
#include <utility>

#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Visits = std::vector<Visit>;
using Names = std::vector<std::string>;

namespace {

/// Who did the visits to a step, by case.
Names done_by(const Story& story, const std::string& step) {
  std::vector<std::pair<std::uint64_t, std::string>> rows;
  const EventLog& log = story.log();
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (story.workflow().steps.items()[log.step[i]].name != step) continue;
    rows.emplace_back(log.case_number[i], story.workflow().roles.items()[log.role[i]].individuals[log.staff[i]].name);
  }
  std::sort(rows.begin(), rows.end());
  Names names;
  for (const auto& [number, name] : rows) names.push_back(name);
  return names;
}

}  // namespace

TEST_CASE("who is asked first of those who are free") {
  const auto told = [](const std::string& order) {
    return Story(
        "clock: {start: 2026-01-05, run: 1 d}\n"
        "roles: {nurse: {individuals: {Ben: {}, Anna: {speed: 2}}, asked first: " +
        order +
        "}}\n"
        "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:31, 2026-01-05 09:50], start: see}}\n"
        "steps:\n"
        "  see: {who: nurse, time: 30 min, next: gone}\n"
        "  gone: {end: gone}\n");
  };
  // Ben takes the first until 09:30. Anna needs 15 min where he needs 30.
  SECTION("longest idle: Anna since the beginning, at 09:50 Ben since 09:30") {
    const Story story = told("longest idle");
    CHECK(done_by(story, "see") == Names{"Ben", "Anna", "Ben"});
    CHECK(story.visits("see") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:30", 0, 0, 30},
                                        {"Mon 09:31", "Mon 09:31", "Mon 09:46", 0, 0, 15},
                                        {"Mon 09:50", "Mon 09:50", "Mon 10:20", 0, 0, 30}});
    CHECK(in_minutes(story.role("nurse").members[0].busy) == 60);
    CHECK(in_minutes(story.role("nurse").members[1].busy) == 15);
    CHECK(in_minutes(story.role("nurse").busy) == 75);
  }
  SECTION("fixed order: Ben as long as he is free") {
    CHECK(done_by(told("fixed order"), "see") == Names{"Ben", "Ben", "Anna"});
  }
  SECTION("least busy: at 09:50 Anna has worked 15 min and Ben 30") {
    CHECK(done_by(told("least busy"), "see") == Names{"Ben", "Anna", "Anna"});
  }
}

TEST_CASE("the same person as before, if that one is free") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {individuals: {Ben: {}, Anna: {speed: 2}}, asked first: same person}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: see}\n"
      "  visitor: {arrive: [2026-01-05 09:05], start: dress}\n"
      "steps:\n"
      "  dress: {who: nurse, time: 30 min, next: gone}\n"
      "  see: {who: nurse, time: 30 min, next: rest}\n"
      "  rest: {wait: 1 h, next: review}\n"
      "  review: {who: nurse, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // At 10:30 Anna has been idle since 09:20, and Ben since 09:30.
  CHECK(done_by(story, "see") == Names{"Ben"});
  CHECK(done_by(story, "dress") == Names{"Anna"});
  CHECK(done_by(story, "review") == Names{"Ben"});
}

TEST_CASE("each has hours of their own, and the role is open while one of them is there") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {early: Mon-Fri 08:00-12:00, late: Mon-Fri 10:00-16:00}\n"
      "roles: {nurse: {calendar: early, individuals: {Anna: {}, Ben: {calendar: late}}}}\n"
      "cases: {patient: {arrive: [2026-01-05 07:30, 2026-01-05 11:50, 2026-01-05 12:10, 2026-01-05 16:30], start: "
      "see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // At 11:50 Anna has been idle since 08:30, Ben since he came at 10:00. The last is not seen today.
  CHECK(story.visits("see") == Visits{{"Mon 07:30", "Mon 08:00", "Mon 08:30", 0, 30, 30},
                                      {"Mon 11:50", "Mon 11:50", "Mon 12:20", 0, 0, 30},
                                      {"Mon 12:10", "Mon 12:10", "Mon 12:40", 0, 0, 30},
                                      {"Mon 16:30", "", "", 0, 7.5 * 60, 0}});
  const RoleOutcome& nurses = story.role("nurse");
  CHECK(in_minutes(nurses.open) == 8 * 60);
  CHECK(in_minutes(nurses.rostered) == (4 + 6) * 60);
  CHECK(in_minutes(nurses.busy) == 30 + 10 + 30);
  CHECK(in_minutes(nurses.overtime) == 20);
  CHECK(in_minutes(nurses.members[0].overtime) == 20);
}

TEST_CASE("only who has the skill can do it, and others are not kept for it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {individuals: {Anna: {skills: [cannulation, bandages]}, Ben: {skills: bandages}}}}\n"
      "cases:\n"
      "  drip: {arrive: [2026-01-05 09:00, 2026-01-05 09:05], start: cannulate}\n"
      "  wound: {arrive: [2026-01-05 09:10, 2026-01-05 09:10], start: dress}\n"
      "steps:\n"
      "  cannulate: {who: nurse, skills: cannulation, time: 20 min, next: gone}\n"
      "  dress: {who: nurse, skills: bandages, time: 20 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The second drip waits for Anna although Ben is free; she turns to it at 09:20, as it came before the second wound.
  CHECK(story.visits("cannulate") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:20", 0, 0, 20}, {"Mon 09:05", "Mon 09:20", "Mon 09:40", 15, 0, 20}});
  CHECK(story.visits("dress") ==
        Visits{{"Mon 09:10", "Mon 09:10", "Mon 09:30", 0, 0, 20}, {"Mon 09:10", "Mon 09:30", "Mon 09:50", 20, 0, 20}});
  CHECK(done_by(story, "dress") == Names{"Ben", "Ben"});
}

TEST_CASE("at lunch another one takes the work up, at another pace") {
  const auto told = [](const std::string& work) {
    return Story(
        "clock: {start: 2026-01-05, run: 1 d}\n"
        "calendars: {lunch: Mon-Fri 12:00-12:30}\n"
        "roles: {nurse: {individuals: {Anna: {speed: 2, out: {during: lunch, work: " +
        work +
        "}}, Ben: {}}}}\n"
        "cases: {patient: {arrive: [2026-01-05 11:45], start: see}}\n"
        "steps:\n"
        "  see: {who: nurse, time: 60 min, next: gone}\n"
        "  gone: {end: gone}\n");
  };
  // By 12:00 Anna has done half of it; Ben needs 30 min for the rest.
  SECTION("resume") {
    const Story story = told("resume");
    CHECK(story.visits("see") == Visits{{"Mon 11:45", "Mon 11:45", "Mon 12:30", 0, 0, 45}});
    CHECK(in_minutes(story.role("nurse").members[0].out) == 30);
    CHECK(in_minutes(story.role("nurse").members[1].busy) == 30);
  }
  SECTION("finish: her break begins at 12:15") {
    const Story story = told("finish");
    CHECK(story.visits("see") == Visits{{"Mon 11:45", "Mon 11:45", "Mon 12:15", 0, 0, 30}});
    CHECK(in_minutes(story.role("nurse").members[0].out) == 15);
  }
}

TEST_CASE("who stops at the end of their hours leaves the work to somebody who is there") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {early: Mon-Fri 08:00-12:00, late: Mon-Fri 10:00-16:00}\n"
      "roles: {nurse: {after hours: stop, individuals: {Anna: {calendar: early}, Ben: {calendar: late, speed: 0.5}}}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 11:30], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 40 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // Anna has been idle since 09:40. At 12:00 10 min of her work are left, which Ben does in 20.
  CHECK(story.visits("see") ==
        Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:40", 0, 0, 40}, {"Mon 11:30", "Mon 11:30", "Mon 12:20", 0, 0, 50}});
}

TEST_CASE("an individual has nothing in hand when work with a device that is out at times is done") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {service: Mon 12:00-13:00}\n"
      "roles: {nurse: {individuals: [Anna]}}\n"
      "equipment: {scanner: {out: service}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 11:50], start: scan}}\n"
      "steps:\n"
      "  scan: {who: [nurse, scanner], time: 20 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("scan") == Names{"Mon 09:20", "Mon 13:10"});  // of the second 10 minutes are left at noon
}
