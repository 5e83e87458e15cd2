// How cases come, worked by hand: several together, a backlog, patterns of weeks and years. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

namespace {

/// One nurse at work day and night, 10 minutes a patient.
std::string nurse(const std::string& patient, const std::string& clock = "{start: 2026-01-05, run: 1 d}") {
  return "clock: " + clock +
         "\n"
         "roles: {nurse: {}}\n"
         "cases: {patient: {" +
         patient +
         ", start: see}}\n"
         "steps:\n"
         "  see: {who: nurse, time: 10 min, next: dress}\n"
         "  dress: {who: nurse, time: 5 min, next: done}\n"
         "  done: {end: done}\n";
}

const CaseOutcome& patients(const Story& story) { return story.outcome().cases[CaseTypeId{0}]; }

}  // namespace

TEST_CASE("cases that come together come at one instant and are served one after the other") {
  const Story story(nurse("arrive: {times: [2026-01-05 09:00, 2026-01-05 12:00], together: 3}"));
  // Three at 09:00: seen until 09:10, 09:20, 09:30; each is dressed after all who came before it to the nurse's queue,
  // which is by order of asking: the second and third were there first, so dressing begins at 09:30.
  CHECK(story.ends("see") == Ends{"Mon 09:10", "Mon 09:20", "Mon 09:30", "Mon 12:10", "Mon 12:20", "Mon 12:30"});
  CHECK(story.ends("done") == Ends{"Mon 09:35", "Mon 09:40", "Mon 09:45", "Mon 12:35", "Mon 12:40", "Mon 12:45"});
  CHECK(patients(story).arrived == 6);
}

TEST_CASE("of a mix each case has the start and the luck of its own type") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases:\n"
      "  minor: {arrive: {times: [2026-01-05 09:00, 2026-01-05 10:00], together: 50, mix: {minor: 70 %, major: 30 %}}, "
      "start: home}\n"
      "  major: {start: ward}\n"
      "steps:\n"
      "  home: {end: home}\n"
      "  ward: {end: ward}\n");
  const CaseOutcome& minor = story.outcome().cases[CaseTypeId{0}];
  const CaseOutcome& major = story.outcome().cases[CaseTypeId{1}];
  CHECK(minor.arrived + major.arrived == 100);
  CHECK(minor.arrived == story.step("home").visits());
  CHECK(major.arrived == story.step("ward").visits());
  CHECK(major.arrived > 10);
  CHECK(major.arrived < 60);
}

TEST_CASE("a backlog is there when the clock starts, and goes before what comes") {
  const Story story(nurse("backlog: 2, arrive: [2026-01-05 00:05]"));
  // Two from midnight: 00:10 and 00:20; the third has come at 00:05, before the first asks to be dressed.
  CHECK(story.ends("see") == Ends{"Mon 00:10", "Mon 00:20", "Mon 00:30"});
  CHECK(story.ends("done") == Ends{"Mon 00:35", "Mon 00:40", "Mon 00:45"});
  CHECK(patients(story).in_progress_at_start == 2);
  CHECK(patients(story).arrived == 1);
  CHECK(patients(story).completed == 3);
}

TEST_CASE("a backlog waits at the steps that are named, and nothing is asked of what lies before them") {
  const Story story(nurse("backlog: {dress: 2, see: 1}"));
  CHECK(story.ends("dress") == Ends{"Mon 00:05", "Mon 00:10", "Mon 00:25"});
  CHECK(story.step("see").visits() == 1);
  CHECK(patients(story).arrived == 0);
  CHECK(patients(story).completed == 3);
}

TEST_CASE("of a backlog, what is done in the warm-up does not count") {
  const Story story(nurse("backlog: {dress: 3}", "{start: 2026-01-05, warm up: 7 min, run: 1 d}"));
  // The first is done at 00:05, in the warm-up; two are in progress when counting begins.
  CHECK(patients(story).in_progress_at_start == 2);
  CHECK(patients(story).completed == 2);
}

TEST_CASE("a backlog shifts nobody else's luck") {
  const std::string more = "arrive: every exponential mean 1 h, attributes: {age: uniform 0 to 90}";
  const Story without(nurse(more));
  const Story with(nurse("backlog: 1, " + more));
  const auto came = [](const Story& story) {
    Ends times;
    for (const Visit& visit : story.visits("see")) times.push_back(visit.enabled);
    return times;
  };
  Ends later = came(with);
  later.erase(later.begin());
  CHECK(later == came(without));
}

TEST_CASE("a pattern stretches the time between arrivals on its days") {
  const Story story(nurse("arrive: {every: 8 h, by weekday: {Tue: 50 %, Wed: 0 %}}", "{start: 2026-01-05, run: 4 d}"));
  // Monday 08:00 and 16:00; the third interval would end at midnight, when Tuesday begins: it ends there. On Tuesday
  // an interval takes 16 h: 16:00. The next has 4 h behind it at midnight, nothing passes on Wednesday, and its other
  // 4 h pass on Thursday: 04:00, then 12:00 and 20:00.
  Ends came;
  for (const Visit& visit : story.visits("see")) came.push_back(visit.enabled);
  CHECK(came == Ends{"Mon 08:00", "Mon 16:00", "Tue 00:00", "Tue 16:00", "Thu 04:00", "Thu 12:00", "Thu 20:00"});
}

TEST_CASE("a pattern counts open time only, and months follow the calendar") {
  // Open 09:00 to 17:00 on Friday 30 January, Saturday the 31st and Sunday the 1st of February, at twice the rate in
  // February. One every 4 h: 13:00 on Friday, then the closing, so 09:00 on Saturday, 13:00, 09:00 on Sunday, 11:00,
  // 13:00, 15:00.
  const Story story(
      "clock: {start: 2026-01-30, run: 3 d}\n"
      "calendars: {days: Mon-Sun 09:00-17:00}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: {every: 4 h in days, by month: {Feb: 200 %}}, start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 10 min, next: done}\n"
      "  done: {end: done}\n");
  Ends came;
  for (const Visit& visit : story.visits("see")) came.push_back(visit.enabled);
  CHECK(came == Ends{"Fri 13:00", "Sat 09:00", "Sat 13:00", "Sun 09:00", "Sun 11:00", "Sun 13:00", "Sun 15:00"});
}

TEST_CASE("the members of a population come back, each so long after it was last over") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 h}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: {population: 2, each after: 10 min}, start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 8 min, next: done}\n"
      "  done: {end: done}\n");
  // Both ask at 00:10; one is seen until 00:18, the other until 00:26. Back at 00:28 (until 00:36) and 00:36 (until
  // 00:44), then at 00:46 (until 00:54) and at 00:54 (until the horizon).
  CHECK(story.ends("done") == Ends{"Mon 00:18", "Mon 00:26", "Mon 00:36", "Mon 00:44", "Mon 00:54"});
  CHECK(patients(story).arrived == 6);
  CHECK(patients(story).in_progress_at_end == 1);
  CHECK(story.step("see").queueing.sum == 8 * 60'000'000);  // only the second had to wait, and only at first
}

TEST_CASE("a population stays away in open time only") {
  const Story story(
      "clock: {start: 2026-01-05, run: 3 d}\n"
      "calendars: {days: Mon-Sun 09:00-17:00}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: {population: 1, each after: 6 h, in: days}, start: see}}\n"
      "steps:\n"
      "  see: {who: nurse, time: 30 min, next: done}\n"
      "  done: {end: done}\n");
  // 15:00 on Monday, over at 15:30: 1.5 h until the closing and 4.5 h on Tuesday, 13:30; over at 14:00, 3 h and 3 h.
  CHECK(story.ends("done") == Ends{"Mon 15:30", "Tue 14:00", "Wed 12:30"});
}

TEST_CASE("a member of a population is itself each time that it comes, and has new luck") {
  int frail = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Story story(
        "clock: {start: 2026-01-05, run: 1 d}\n"
        "roles: {nurse: {}}\n"
        "cases:\n"
        "  patient:\n"
        "    arrive: {population: 1, each after: uniform 1 to 2 h}\n"
        "    attributes: {frail: chance 50 %}\n"
        "    start: see\n"
        "steps:\n"
        "  see: {who: nurse, time: uniform 1 to 9 min, next: [{when: frail, to: ward}, {to: home}]}\n"
        "  ward: {end: ward}\n"
        "  home: {end: home}\n",
        seed);
    const auto to_ward = story.step("ward").visits();
    const auto to_home = story.step("home").visits();
    CHECK(to_ward * to_home == 0);
    CHECK(to_ward + to_home > 10);
    frail += to_ward > 0 ? 1 : 0;
    const auto visits = story.visits("see");
    for (std::size_t i = 1; i < visits.size(); ++i) CHECK(visits[i].work != visits[i - 1].work);
  }
  CHECK(frail > 3);
  CHECK(frail < 17);
}

TEST_CASE("real arrivals are replayed with what their rows say, in every replication") {
  // Of the file: a walk-in at 09:00 (34, not urgent), one at 09:30 (71, urgent), and on Tuesday 10:15:30 (5, urgent).
  const std::string model =
      "clock: {start: 2026-01-05 09:15, run: 2 d}\n"
      "roles: {nurse: {}}\n"
      "cases:\n"
      "  walk-in:\n"
      "    arrive: {file: " STEPWELL_SOURCE_DIR
      "/tests/golden/diagnostics/parts/arrivals.csv, column: arrived, type: kind}\n"
      "    attributes: {age: column age, urgent: column urgent, triage: column triage}\n"
      "    start: see\n"
      "steps:\n"
      "  see:\n"
      "    who: nurse\n"
      "    time: [{when: triage is red, is: 30 min}, {when: age > 70 and urgent, is: 20 min}, {is: 10 min}]\n"
      "    next: done\n"
      "  done: {end: done}\n";
  for (const std::uint64_t seed : {1, 2}) {
    const Story story(model, seed);
    // The first lies before the clock, and takes its row with it.
    CHECK(story.ends("done") == Ends{"Mon 09:50", "Tue 10:45:30"});
  }
}

TEST_CASE("growth compounds from the first day of the clock") {
  Pattern pattern;
  pattern.growth = 0.1;
  const std::int64_t first = day_of(Clock{}.start);
  CHECK(pattern.on(first, first) == 1);
  CHECK(pattern.on(first + 365, first) == Approx(1.1).epsilon(1e-14));
  CHECK(pattern.on(first + 730, first) == Approx(1.21).epsilon(1e-14));
  pattern.by_month[0] = 3;
  pattern.by_weekday[0] = 0.5;
  CHECK(pattern.on(first, first) == 1.5);
}

TEST_CASE("an arrival at the start and at the end of the warm-up counts, one at the horizon never comes") {
  const Story story(nurse("arrive: {times: [2026-01-05 00:00, 2026-01-05 12:00, 2026-01-06 00:00], together: 2}",
                          "{start: 2026-01-05, warm up: 12 h, run: 12 h}"));
  // Two come at midnight and are through in the warm-up; two at noon, when counting begins, are through at 12:25 and
  // 12:30; the two at the horizon, the next midnight, are in no count and in no line of the log.
  CHECK(story.ends("done") == Ends{"Mon 00:25", "Mon 00:30", "Mon 12:25", "Mon 12:30"});
  CHECK(story.visits("see").size() == 4);
  CHECK(patients(story).in_progress_at_start == 0);
  CHECK(patients(story).arrived == 2);
  CHECK(patients(story).completed == 2);
  CHECK(patients(story).in_progress_at_end == 0);
}

TEST_CASE("an arrival a microsecond before the horizon is in the house at the end") {
  const Story start(nurse("arrive: [2026-01-05 00:00]"));
  CHECK(patients(start).arrived == 1);
  Workflow last = start.workflow();
  last.cases.items()[0].demand.times = {last.clock.horizon() - Duration{1}, last.clock.horizon()};
  const Outcome outcome = simulate(*compile(last), {});
  CHECK(outcome.cases[CaseTypeId{0}].arrived == 1);
  CHECK(outcome.cases[CaseTypeId{0}].in_progress_at_end == 1);
}
