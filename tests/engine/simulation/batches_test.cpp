// Batches, worked by hand: full, by the clock, the last one, members of two kinds, members that leave.
// 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;
using Visits = std::vector<Visit>;

namespace {

/// One technician day and night; samples come at the given times and are spun in batches.
std::string centrifuge(const std::string& times, const std::string& batch, const std::string& more = "") {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "calendars: {day: Mon-Fri 09:00-17:00}\n"
         "roles: {technician: {}}\n"
         "cases: {sample: {arrive: [" +
         times +
         "], start: spin}}\n"
         "steps:\n"
         "  spin: {who: technician, time: 20 min, batch: " +
         batch + more +
         ", next: spun}\n"
         "  spun: {end: spun}\n" +
         (more.empty() ? "" : "  spoilt: {end: spoilt}\n");
}

double in_part(const Story& story, Part part) {
  return in_minutes(story.outcome().cases.items()[0].parts[static_cast<std::size_t>(part)]);
}

}  // namespace

TEST_CASE("a full batch is served at once, by one technician in one time") {
  const Story story(centrifuge("2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 09:15, 2026-01-05 09:20", "2"));
  // The first two are spun from 09:10 to 09:30; the others are complete at 09:20 and wait for the technician until then.
  CHECK(story.visits("spin") == Visits{{"Mon 09:00", "Mon 09:10", "Mon 09:30", 0, 0, 20},
                                       {"Mon 09:10", "Mon 09:10", "Mon 09:30", 0, 0, 20},
                                       {"Mon 09:15", "Mon 09:30", "Mon 09:50", 10, 0, 20},
                                       {"Mon 09:20", "Mon 09:30", "Mon 09:50", 10, 0, 20}});
  CHECK(in_part(story, Part::for_batch) == 10 + 0 + 5 + 0);
  CHECK(in_part(story, Part::queueing) == 2 * 10);
  CHECK(in_part(story, Part::work) == 4 * 20);
  // The technician worked twice 20 minutes, 10 for each member; one batch waited for 10 minutes.
  CHECK(in_minutes(story.role("technician").busy) == 40);
  CHECK(in_minutes(story.role("technician").queue) == 10);
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").work.sum)) == 40);
  CHECK(story.step("spin").work.count == 4);
  CHECK(story.step("spin").visits() == 4);
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").wait.sum)) == 15 + 20);
}

TEST_CASE("the last batch goes incomplete, as soon as nobody can come any more") {
  const Story story(centrifuge("2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 10:00", "2"));
  // No other sample will come after the third.
  CHECK(story.ends("spin") == Ends{"Mon 09:30", "Mon 09:30", "Mon 10:20"});
}

TEST_CASE("the last batch waits for whoever is still on the way") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {porter: {}}\n"
      "cases:\n"
      "  near: {arrive: [2026-01-05 09:00], start: trolley}\n"
      "  far: {arrive: [2026-01-05 09:00], start: walk}\n"
      "  elsewhere: {arrive: [2026-01-05 09:00], start: stroll}\n"
      "steps:\n"
      "  walk: {wait: 30 min, next: [{when: time < 12:00, to: home}, {to: trolley}]}\n"
      "  stroll: {wait: 5 h, next: home}\n"
      "  trolley: {batch: 3, next: home}\n"
      "  home: {end: home}\n");
  // Whoever walks could come to the trolley until 09:30, when the rule leads them home. Who strolls never could.
  CHECK(story.ends("trolley") == Ends{"Mon 09:30"});
}

TEST_CASE("with demand that has no end the last batch is never the last, and is in progress at the horizon") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 h}\n"
      "cases: {sample: {arrive: every 25 min, start: trolley}}\n"
      "steps: {trolley: {batch: 2, next: home}, home: {end: home}}\n");
  // Of those of 00:25 and 00:50 a batch; nobody comes again before 01:00, and 01:15 is past the horizon.
  CHECK(story.ends("trolley") == Ends{"Mon 00:50", "Mon 00:50"});
  const Story odd(
      "clock: {start: 2026-01-05, run: 80 min}\n"
      "cases: {sample: {arrive: every 25 min, start: trolley}}\n"
      "steps: {trolley: {batch: 2, next: home}, home: {end: home}}\n");
  CHECK(odd.ends("trolley") == Ends{"Mon 00:50", "Mon 00:50", ""});
  CHECK(odd.outcome().cases.items()[0].in_progress_at_end == 1);
  CHECK(in_minutes(odd.log().for_batch.back()) == 5);
}

TEST_CASE("an incomplete batch goes so long after its first member came") {
  const Story story(
      centrifuge("2026-01-05 09:00, 2026-01-05 09:10, 2026-01-05 09:12, 2026-01-05 09:30, 2026-01-05 09:50",
                 "{size: 3, or after: 15 min}"));
  // Three at 09:12. The next is alone until 09:45, the last one until 10:05.
  CHECK(story.ends("spin") == Ends{"Mon 09:32", "Mon 09:32", "Mon 09:32", "Mon 10:05", "Mon 10:25"});
}

TEST_CASE("by the clock, those who are there go, with no more than there is room for") {
  const Story every(
      centrifuge("2026-01-05 00:30, 2026-01-05 00:40, 2026-01-05 00:50, 2026-01-05 01:00, 2026-01-05 03:00",
                 "{every: 1 h, at most: 2}"));
  // At 01:00 two of three; who arrives at that instant is too late, since arrivals come last. At 02:00 the other two.
  // The last comes at 03:00 and goes at 04:00.
  CHECK(every.ends("spin") == Ends{"Mon 01:20", "Mon 01:20", "Mon 02:20", "Mon 02:20", "Mon 04:20"});
  const Story at(centrifuge("2026-01-05 08:00, 2026-01-05 10:00, 2026-01-05 16:30", "{at: [16:00, 09:30], in: day}"));
  // One each at 09:30 and 16:00; the last one goes on the next day.
  CHECK(at.ends("spin") == Ends{"Mon 09:50", "Mon 16:20", ""});
}

TEST_CASE("at equal intervals of open time, batches go in opening hours") {
  const Story story(centrifuge("2026-01-05 08:00, 2026-01-05 12:30, 2026-01-05 15:30", "{every: 3 h, in: day}"));
  // After 3 and 6 hours of open time: at 12:00 and 15:00. 9 hours are full on Tuesday.
  CHECK(story.ends("spin") == Ends{"Mon 12:20", "Mon 15:20", ""});
}

TEST_CASE("what ends at the time of a batch goes with it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {sample: {arrive: [2026-01-05 08:50], start: draw}}\n"
      "steps:\n"
      "  draw: {who: nurse, time: 10 min, next: van}\n"
      "  van: {batch: {at: 09:00}, next: laboratory}\n"
      "  laboratory: {end: at the laboratory}\n");
  CHECK(story.ends("laboratory") == Ends{"Mon 09:00"});
}

TEST_CASE("two kinds of cases go in one batch, and the most urgent one leads it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {technician: {}}\n"
      "cases:\n"
      "  routine: {arrive: [2026-01-05 09:00, 2026-01-05 09:01, 2026-01-05 09:02], start: spin}\n"
      "  urgent: {arrive: [2026-01-05 09:03], start: spin, priority: high, attributes: {quick: true}}\n"
      "  other: {arrive: [2026-01-05 09:02], start: count}\n"
      "steps:\n"
      "  spin: {who: technician, time: [{when: quick, is: 10 min}, {is: 30 min}], batch: 2, next: spun}\n"
      "  count: {who: technician, time: 5 min, next: spun}\n"
      "  spun: {end: spun}\n");
  // The first two are at work from 09:01 to 09:31. Of the other two the urgent one came last: with its priority the
  // batch goes before the count, and by its rule it takes 10 minutes.
  CHECK(story.visits("spin") == Visits{{"Mon 09:00", "Mon 09:01", "Mon 09:31", 0, 0, 30},
                                       {"Mon 09:01", "Mon 09:01", "Mon 09:31", 0, 0, 30},
                                       {"Mon 09:02", "Mon 09:31", "Mon 09:41", 28, 0, 10},
                                       {"Mon 09:03", "Mon 09:31", "Mon 09:41", 28, 0, 10}});
  CHECK(story.ends("count") == Ends{"Mon 09:46"});
}

TEST_CASE("who leaves while others gather is not among them") {
  const Story story(centrifuge("2026-01-05 09:00, 2026-01-05 09:20, 2026-01-05 09:25", "2",
                               ", deadline: {after: 15 min, to: spoilt}"));
  // The first is gone at 09:15; the others go at 09:25, and their deadlines of 09:35 and 09:40 lead them away from work.
  CHECK(story.ends("spoilt") == Ends{"Mon 09:15", "Mon 09:35", "Mon 09:40"});
  CHECK(story.ends("spun").empty());
  CHECK(in_minutes(story.role("technician").busy) == 15);
  // What was worked is lost only with the last of them.
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").unfinished.sum)) == 15);
  CHECK(in_part(story, Part::for_batch) == 15 + 5 + 0);
  CHECK(in_part(story, Part::work) == 10 + 15);
}

TEST_CASE("where the one that leads a batch leaves, the work goes on for the others") {
  const Story story(centrifuge("2026-01-05 09:00, 2026-01-05 09:01, 2026-01-05 09:20, 2026-01-05 09:35", "2",
                               ", deadline: {after: 20 min, to: spoilt}"));
  // The first batch works from 09:01 and is done at 09:21: the first, whose deadline is 09:20, is out; the second, with
  // 09:21, is done, since what is done goes before what rings. The third waits from 09:20, is with the fourth at work
  // from 09:35, and leaves at 09:40. The fourth is done at 09:55.
  CHECK(story.ends("spoilt") == Ends{"Mon 09:20", "Mon 09:40"});
  CHECK(story.ends("spun") == Ends{"Mon 09:21", "Mon 09:55"});
  CHECK(in_minutes(story.role("technician").busy) == 40);
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").work.sum)) == 40);
  CHECK(story.step("spin").unfinished.count == 0);
}

TEST_CASE("a batch that queues loses its leader and keeps its place") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {technician: {}}\n"
      "cases:\n"
      "  job: {arrive: [2026-01-05 09:00, 2026-01-05 09:06], start: count}\n"
      "  sample: {arrive: [2026-01-05 09:01, 2026-01-05 09:05], start: spin}\n"
      "steps:\n"
      "  count: {who: technician, time: 30 min, next: spun}\n"
      "  spin: {who: technician, time: 10 min, batch: 2, deadline: {after: 20 min, to: spoilt}, next: spun}\n"
      "  spoilt: {end: spoilt}\n"
      "  spun: {end: spun}\n");
  // The batch queues from 09:05 behind the first count; its leader leaves at 09:21, the other one at 09:25.
  CHECK(story.ends("spoilt") == Ends{"Mon 09:21", "Mon 09:25"});
  CHECK(story.visits("spin") ==
        Visits{{"Mon 09:01", "", "Mon 09:21", 16, 0, 0}, {"Mon 09:05", "", "Mon 09:25", 20, 0, 0}});
  CHECK(story.ends("count") == Ends{"Mon 09:30", "Mon 10:00"});
  // One entry in the queue from 09:05 to 09:25, another one from 09:06 to 09:30.
  CHECK(in_minutes(story.role("technician").queue) == 20 + 24);
  CHECK(in_part(story, Part::queueing) == 24);
}

TEST_CASE("an end that cancels takes a case out of its batch, and the batch goes on") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {technician: {}}\n"
      "cases:\n"
      "  patient: {arrive: [2026-01-05 09:00], start: both}\n"
      "  sample: {arrive: [2026-01-05 09:01], start: spin}\n"
      "steps:\n"
      "  both: {next: {all: [spin, soon]}}\n"
      "  soon: {wait: 10 min, next: over}\n"
      "  over: {end: over, cancels: true}\n"
      "  spin: {who: technician, time: 20 min, batch: 2, next: spun}\n"
      "  spun: {end: spun}\n");
  CHECK(story.ends("spin") == Ends{"Mon 09:10", "Mon 09:21"});
  CHECK(story.ends("spun") == Ends{"Mon 09:21"});
  CHECK(story.step("spin").left[static_cast<std::size_t>(VisitOutcome::withdrawn)] == 1);
}

TEST_CASE("both branches of one case in a batch, of which one ends the case: the other does not set out") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: both, attributes: {done: false}}}\n"
      "steps:\n"
      "  both: {next: {all: [left, right]}}\n"
      "  left: {wait: 5 min, next: meet}\n"
      "  right: {wait: 10 min, next: meet}\n"
      "  meet: {batch: 2, next: over}\n"
      "  over: {end: over, cancels: true}\n");
  CHECK(story.ends("meet") == Ends{"Mon 09:10", "Mon 09:10"});
  CHECK(story.ends("over") == Ends{"Mon 09:10"});
  CHECK(story.outcome().cases.items()[0].completed == 1);
}

TEST_CASE("a batch is put down at closing time, and taken up again as one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {technician: {calendar: day, after hours: stop}}\n"
      "cases: {sample: {arrive: [2026-01-05 16:40, 2026-01-05 16:50], start: spin}}\n"
      "steps: {spin: {who: technician, time: 30 min, batch: 2, next: spun}, spun: {end: spun}}\n");
  // 10 minutes on Monday, 20 on Tuesday; 16 hours between.
  CHECK(story.visits("spin") == Visits{{"Mon 16:40", "Mon 16:50", "Tue 09:20", 0, 960, 30},
                                       {"Mon 16:50", "Mon 16:50", "Tue 09:20", 0, 960, 30}});
  CHECK(in_part(story, Part::for_batch) == 10);
}

TEST_CASE("a batch that is pre-empted for good disperses") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {technician: {pre-empts: lost}}\n"
      "cases:\n"
      "  sample: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: spin}\n"
      "  alarm: {arrive: [2026-01-05 09:05], start: help, priority: high}\n"
      "steps:\n"
      "  spin: {who: technician, time: 20 min, batch: 2, gives up: spoilt, next: spun}\n"
      "  help: {who: technician, time: 10 min, gives up: spoilt, next: spun}\n"
      "  spun: {end: spun}\n"
      "  spoilt: {end: spoilt}\n");
  CHECK(story.ends("spoilt") == Ends{"Mon 09:05", "Mon 09:05"});
  CHECK(story.ends("spun") == Ends{"Mon 09:15"});
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").unfinished.sum)) == 5);
}

TEST_CASE("nobody stays after hours for a batch that is not complete") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {technician: {calendar: day, after hours: stay}, porter: {calendar: day, after hours: stay}}\n"
      "cases: {sample: {arrive: [2026-01-05 16:40, 2026-01-05 16:50, 2026-01-06 10:00, 2026-01-06 10:30], start: "
      "fetch}}\n"
      "steps:\n"
      "  fetch: {who: porter, time: 15 min, next: spin}\n"
      "  spin: {who: technician, time: 30 min, batch: 4, next: spun}\n"
      "  spun: {end: spun}\n");
  // The porter fetches the second sample until 17:10; the batch is complete on Tuesday at 10:45.
  CHECK(in_minutes(story.role("porter").overtime) == 10);
  CHECK(in_minutes(story.role("technician").overtime) == 0);
  CHECK(story.ends("spin") == Ends{"Tue 11:15", "Tue 11:15", "Tue 11:15", "Tue 11:15"});
}

TEST_CASE("two last batches that wait for each other in a ring: the first of the file breaks it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  one: {arrive: [2026-01-05 09:00], start: east}\n"
      "  other: {arrive: [2026-01-05 10:00], start: west}\n"
      "steps:\n"
      "  east: {batch: 2, next: {west: 0 %, home: 100 %}}\n"
      "  west: {batch: 2, next: {east: 0 %, home: 100 %}}\n"
      "  home: {end: home}\n");
  // Each could still send somebody to the other. After the first has gone home, the second has nobody to wait for.
  CHECK(story.ends("east") == Ends{"Mon 10:00"});
  CHECK(story.ends("west") == Ends{"Mon 10:00"});
}

TEST_CASE("a backlog that nobody joins is a last batch from the start") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {letter: {backlog: {tray: 5}, start: tray}}\n"
      "steps: {tray: {batch: 3, next: home}, home: {end: home}}\n");
  CHECK(story.ends("tray") == Ends{"Mon 00:00", "Mon 00:00", "Mon 00:00", "Mon 00:00", "Mon 00:00"});
}

TEST_CASE("whoever had worked for a member before, one team serves the batch") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}, technician: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, else: {who: doctor}, time: 10 min, next: spin}\n"
      "  spin: {who: technician, time: 20 min, batch: 2, next: spun}\n"
      "  spun: {end: spun}\n");
  // The doctor sees the second patient, who follows the first one into the batch.
  CHECK(in_minutes(story.role("doctor").busy) == 10);
  CHECK(story.ends("spun") == Ends{"Mon 09:30", "Mon 09:30"});
  CHECK(in_minutes(story.role("technician").busy) == 20);
  CHECK(story.step("spin").visits() == 2);
}

TEST_CASE("one stream of several kinds may always bring another member") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 h}\n"
      "cases:\n"
      "  minor: {arrive: {every: 10 min, mix: {minor: 0 %, major: 100 %}}, start: walk}\n"
      "  major: {start: trolley}\n"
      "steps: {walk: {wait: 1 min, next: home}, trolley: {batch: 2, next: home}, home: {end: home}}\n");
  CHECK(story.ends("trolley") == Ends{"Mon 00:20", "Mon 00:20", "Mon 00:40", "Mon 00:40", ""});
}

TEST_CASE("each member of a batch takes its share of the time, also where time is what is used") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "quantities: {power: kWh}\n"
      "roles: {technician: {}}\n"
      "cases:\n"
      "  blood: {arrive: [2026-01-05 09:00], start: spin}\n"
      "  urine: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: spin}\n"
      "steps:\n"
      "  spin: {who: technician, time: 30 min, batch: 3, uses: {power: 2 per h}, next: spun}\n"
      "  spun: {end: spun}\n");
  CHECK(in_minutes(static_cast<std::int64_t>(story.step("spin").work.sum)) == 30);
  CHECK(in_minutes(story.outcome().cases.items()[0].at_steps[0].time) == 10);
  CHECK(in_minutes(story.outcome().cases.items()[1].at_steps[0].time) == 20);
  CHECK(story.step("spin").batches == 1);
  CHECK(story.outcome().cases.items()[0].at_steps[0].batches == Approx(1.0 / 3));
  CHECK(story.outcome().cases.items()[1].at_steps[0].batches == Approx(2.0 / 3));
}
