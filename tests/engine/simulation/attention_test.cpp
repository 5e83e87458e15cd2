// People who have several tasks at once, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "stepwell/simulation/staff_state.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;
using Numbers = std::vector<std::uint32_t>;

namespace {

/// Which member of the role did the visits to a step, in the order in which these ended.
Numbers members_at(const Story& story, const std::string& step) {
  Numbers numbers;
  const EventLog& log = story.log();
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (story.workflow().steps.items()[log.step[i]].name == step) numbers.push_back(log.staff[i]);
  }
  return numbers;
}

}  // namespace

TEST_CASE("two nurses have several tasks at once, and whole ones between them") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2}}\n"
      "cases:\n"
      "  watched: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:10], start: watch}\n"
      "  dressed: {arrive: [2026-01-05 09:05], start: dress}\n"
      "  lifted: {arrive: [2026-01-05 09:12], start: lift}\n"
      "steps:\n"
      "  watch: {who: 60 % nurse, time: 30 min, next: gone}\n"
      "  dress: {who: {nurse: 40 %}, time: 20 min, next: gone}\n"
      "  lift: {who: nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // Each of the first two has a nurse with 60 %, as 120 % do not fit one. At 09:05 both have 40 % left, which is just
  // enough: the first takes the dressing. From 09:25 on 40 % of each are left, which together would be 80 %, but not of
  // one person: the third waits until 09:30. Whoever is lifted came later and has the nurse who comes free next.
  CHECK(story.visits("watch") == Visits{{"Mon 09:00", "Mon 09:00", "Mon 09:30", 0, 0, 30},
                                        {"Mon 09:00", "Mon 09:00", "Mon 09:30", 0, 0, 30},
                                        {"Mon 09:10", "Mon 09:30", "Mon 10:00", 20, 0, 30}});
  CHECK(story.visits("dress") == Visits{{"Mon 09:05", "Mon 09:05", "Mon 09:25", 0, 0, 20}});
  CHECK(story.visits("lift") == Visits{{"Mon 09:12", "Mon 09:30", "Mon 09:40", 18, 0, 10}});
  CHECK(members_at(story, "watch") == Numbers{0, 1, 0});
  CHECK(members_at(story, "dress") == Numbers{0});
  CHECK(members_at(story, "lift") == Numbers{1});
  // 3 x 30 x 60 % + 20 x 40 % + 10 = 54 + 8 + 10 minutes of a person; the tasks have their own time.
  CHECK(in_minutes(story.role("nurse").busy) == 72);
  CHECK(in_minutes(story.step("watch").work.sum) == 90);
  CHECK(in_minutes(story.role("nurse").queue) == 20 + 18);
}

TEST_CASE("a share goes to whoever has the least attention left that suffices") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 3}}\n"
      "cases:\n"
      "  a: {arrive: [2026-01-05 09:00], start: most}\n"
      "  b: {arrive: [2026-01-05 09:01, 2026-01-05 09:15], start: half}\n"
      "  c: {arrive: [2026-01-05 09:02], start: little}\n"
      "  d: {arrive: [2026-01-05 09:16], start: whole}\n"
      "steps:\n"
      "  most: {who: 70 % nurse, time: 10 min, next: gone}\n"
      "  half: {who: 50 % nurse, time: 30 min, next: gone}\n"
      "  little: {who: 20 % nurse, time: 30 min, next: gone}\n"
      "  whole: {who: nurse, time: 5 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // 09:02: the first has 30 % left, the second 50 %, the third all: the first. 09:15: 80 %, 50 % and all: the second, and
  // the third is still there for somebody who needs a whole one.
  CHECK(members_at(story, "little") == Numbers{0});
  CHECK(members_at(story, "half") == Numbers{1, 1});
  CHECK(members_at(story, "whole") == Numbers{2});
  CHECK(story.ends("whole") == Ends{"Mon 09:21"});
}

TEST_CASE("a share that does not fit waits, and one of another step that fits goes beside it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases:\n"
      "  a: {arrive: [2026-01-05 09:00, 2026-01-05 09:01, 2026-01-05 09:02], start: long}\n"
      "  b: {arrive: [2026-01-05 09:03], start: short}\n"
      "steps:\n"
      "  long: {who: 60 % nurse, time: 10 min, next: gone}\n"
      "  short: {who: 40 % nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("long") == Ends{"Mon 09:10", "Mon 09:20", "Mon 09:30"});
  CHECK(story.ends("short") == Ends{"Mon 09:13"});
}

TEST_CASE("at closing time tasks are finished side by side, and nobody takes another on") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {mornings: Mon-Fri 09:00-10:00}\n"
      "roles: {nurse: {calendar: mornings}}\n"
      "cases: {a: {arrive: [2026-01-05 09:30], start: long}, b: {arrive: [2026-01-05 10:05], start: short}}\n"
      "steps:\n"
      "  long: {who: 50 % nurse, time: 60 min, next: gone}\n"
      "  short: {who: 50 % nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("long") == Ends{"Mon 10:30"});
  CHECK(story.visits("short") == Visits{{"Mon 10:05", "Tue 09:00", "Tue 09:10", 0, 22 * 60 + 55, 10}});
  CHECK(in_minutes(story.role("nurse").busy) == (30 + 10) * 0.5);
  CHECK(in_minutes(story.role("nurse").overtime) == 30 * 0.5);
}

TEST_CASE("who stops at closing time puts all tasks down, and takes them up beside each other") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {mornings: Mon-Fri 09:00-10:00}\n"
      "roles: {nurse: {calendar: mornings, after hours: stop}}\n"
      "cases: {a: {arrive: [2026-01-05 09:30], start: long}, b: {arrive: [2026-01-05 09:40], start: short}}\n"
      "steps:\n"
      "  long: {who: 50 % nurse, time: 60 min, next: gone}\n"
      "  short: {who: 25 % nurse, time: 30 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("long") == Ends{"Tue 09:30"});
  CHECK(story.ends("short") == Ends{"Tue 09:10"});
  CHECK(in_minutes(story.role("nurse").busy) == 60 * 0.5 + 30 * 0.25);
  CHECK(story.role("nurse").overtime == 0);
}

TEST_CASE("who stays until all is through works the evening with a share of their attention") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {mornings: Mon-Fri 09:00-10:00}\n"
      "roles: {nurse: {calendar: mornings, after hours: stay}}\n"
      "cases: {a: {arrive: [2026-01-05 09:45], start: long}, b: {arrive: [2026-01-05 09:50], start: short}}\n"
      "steps:\n"
      "  long: {who: 50 % nurse, time: 40 min, next: gone}\n"
      "  short: {who: nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  CHECK(story.ends("long") == Ends{"Mon 10:25"});
  CHECK(story.visits("short") == Visits{{"Mon 09:50", "Mon 10:25", "Mon 10:35", 35, 0, 10}});
  CHECK(in_minutes(story.role("nurse").busy) == 15 * 0.5);
  CHECK(in_minutes(story.role("nurse").overtime) == 25 * 0.5 + 10);
}

TEST_CASE("who has to go out when their tasks are done takes no other on") {
  const std::string model =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "calendars: {lunch: Mon-Fri 12:00-12:30}\n"
      "roles: {nurse: {out: {during: lunch, work: WORK}}}\n"
      "cases: {a: {arrive: [2026-01-05 11:50], start: long}, b: {arrive: [2026-01-05 12:05], start: short}}\n"
      "steps:\n"
      "  long: {who: 50 % nurse, time: 30 min, next: gone}\n"
      "  short: {who: 50 % nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n";
  const auto with = [&](const std::string& work) {
    std::string text = model;
    return Story(text.replace(text.find("WORK"), 4, work));
  };
  const Story finish = with("finish");
  CHECK(finish.ends("long") == Ends{"Mon 12:20"});
  CHECK(finish.visits("short") == Visits{{"Mon 12:05", "Mon 12:30", "Mon 12:40", 25, 0, 10}});
  CHECK(in_minutes(finish.role("nurse").out) == 10);
  CHECK(in_minutes(finish.role("nurse").busy) == 20);
  const Story resume = with("resume");
  CHECK(resume.ends("long") == Ends{"Mon 12:50"});
  CHECK(resume.ends("short") == Ends{"Mon 12:40"});
  CHECK(in_minutes(resume.role("nurse").out) == 30);
  CHECK(in_minutes(resume.role("nurse").busy) == 20);
}

TEST_CASE("one works in a team, or for another, with a share") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {pre-empts: resume}}\n"
      "places: {room: {number: 3}}\n"
      "cases:\n"
      "  a: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00], start: infuse}\n"
      "  b: {arrive: [2026-01-05 09:10], start: rescue, priority: high}\n"
      "steps:\n"
      "  infuse: {who: [50 % nurse, room], else: {who: [20 % nurse, doctor, room]}, time: 30 min, next: gone}\n"
      "  rescue: {who: [40 % nurse, doctor], time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // Two have half of the nurse each; for the third nothing is left, so it waits. The rescue at 09:10 needs 40 % of her:
  // no work of the doctor's that would give way could give them. At 09:30, with the first done, it goes first, by its
  // priority, and the third begins with the other half of the nurse when the second is done at that instant.
  CHECK(story.ends("infuse") == Ends{"Mon 09:30", "Mon 09:30", "Mon 10:00"});
  CHECK(story.visits("rescue") == Visits{{"Mon 09:10", "Mon 09:30", "Mon 09:40", 20, 0, 10}});
  CHECK(in_minutes(story.role("nurse").busy) == 30 * 0.5 * 3 + 10 * 0.4);
  CHECK(in_minutes(story.role("room").busy) == 90);
}

TEST_CASE("shares are counted to the microsecond, whenever they are looked at") {
  RoleState role;
  role.attention = 1333;  // 133.3 % of a person
  for (int i = 0; i < 1000; ++i) role.count_attention(1);
  CHECK(role.counted.busy == 1333);
  role.count_attention(999);  // 999 x 1.333 = 1331.667
  CHECK(role.counted.busy == 1333 + 1331);
  role.count_attention(1);  // 1000 x 1.333 = 1333
  CHECK(role.counted.busy == 1333 + 1333);
  // A thousand people for two hundred years.
  role.counted.busy = 0;
  role.attention = 1'000'000;
  role.count_attention(31'536'000'000'000 * 200);
  CHECK(role.counted.busy == 31'536'000'000'000 * 200 * 1000);
}

TEST_CASE("a substitute gives the share that the task needs") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {substitutes: doctor after 10 min}, doctor: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 09:00, 2026-01-05 "
      "09:00], start: watch}}\n"
      "steps: {watch: {who: 25 % nurse, time: 60 min, next: home}, home: {end: home}}\n");
  // The nurse has four at once; the fifth turns to the doctor at 09:10.
  CHECK(story.ends("home") == Ends{"Mon 10:00", "Mon 10:00", "Mon 10:00", "Mon 10:00", "Mon 10:10"});
  CHECK(in_minutes(story.role("nurse").busy) == 60);
  CHECK(in_minutes(story.role("doctor").busy) == 15);
}

TEST_CASE("where the one that leads a batch leaves, attention stays with the others, and ends with them") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:20], start: watch}\n"
      "  other: {arrive: [2026-01-05 11:00], start: lift}\n"
      "steps:\n"
      "  watch: {who: 50 % nurse, time: 30 min, batch: 2, deadline: {after: 40 min, to: gone}, next: gone}\n"
      "  lift: {who: nurse, time: 10 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The batch is watched from 09:20 to 09:50; its leader is led away at 09:40. At 11:00 the nurse is whole again.
  CHECK(story.ends("watch") == Ends{"Mon 09:40", "Mon 09:50"});
  CHECK(story.ends("lift") == Ends{"Mon 11:10"});
  CHECK(in_minutes(story.role("nurse").busy) == 15 + 10);
}
