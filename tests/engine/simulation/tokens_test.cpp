// Splits, joins, priorities, measures and the window, worked by hand.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

TEST_CASE("a join fires with the last of its branches, and the case's parts follow that one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 5}, porter: {staff: 5}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [observe, fetch]}}\n"
      "  observe: {who: nurse, time: 20 min, next: ready}\n"
      "  fetch: {wait: 50 min, next: ready}\n"
      "  ready: {join: all, next: see}\n"
      "  see: {who: nurse, time: 5 min, next: out}\n"
      "  out: {end: out}\n");
  CHECK(story.ends("see") == Ends{"Mon 10:55"});
  CHECK(story.step("ready").visits() == 1);
  CHECK(in_minutes(story.step("ready").wait.sum) == 30);  // the one that came first, from 10:20 to 10:50
  CHECK(story.step("ready").wait.count == 2);             // and the last, which did not wait: 15 min a token
  const CaseOutcome& patient = story.outcome().cases[CaseTypeId{0}];
  CHECK(in_minutes(patient.elapsed.sum) == 55);
  CHECK(in_minutes(patient.parts[static_cast<int>(Part::planned_wait)]) == 50);
  CHECK(in_minutes(patient.parts[static_cast<int>(Part::work)]) == 5);
}

TEST_CASE("a join is visited once a firing and waited at by each token, also by those that came before the window") {
  const Story story(
      "clock: {start: 2026-01-05, warm up: 10 h, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 11:00], start: three}}\n"
      "steps:\n"
      "  three: {next: {all: [a, b, c]}}\n"
      "  a: {wait: 30 min, next: together}\n"
      "  b: {wait: 75 min, next: together}\n"
      "  c: {wait: 90 min, next: together}\n"
      "  together: {join: all, next: out}\n"
      "  out: {end: out}\n");
  // Each firing: 60, 15 and 0 min. The first at 10:30 counts whole, for that is when its visit closes.
  CHECK(story.step("together").visits() == 2);
  CHECK(story.step("together").wait.count == 6);
  CHECK(in_minutes(story.step("together").wait.sum) == 2 * 75);
}

TEST_CASE("an inner split joins before its outer one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], start: outer}}\n"
      "steps:\n"
      "  outer: {next: {all: [inner, a]}}\n"
      "  inner: {next: {all: [b, c]}}\n"
      "  a: {wait: 10 min, next: outer join}\n"
      "  b: {wait: 20 min, next: inner join}\n"
      "  c: {wait: 30 min, next: inner join}\n"
      "  inner join: {join: all, next: d}\n"
      "  d: {wait: 5 min, next: outer join}\n"
      "  outer join: {join: all, next: out}\n"
      "  out: {end: out}\n");
  CHECK(story.ends("out") == Ends{"Mon 10:35"});
  CHECK(story.ends("inner join") == Ends{"Mon 10:30", "Mon 10:30"});
}

TEST_CASE("branches that end apart make the case end with the last of them") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [home, letter, bill]}}\n"
      "  home: {end: home}\n"
      "  letter: {wait: 3 h, next: sent}\n"
      "  sent: {end: sent}\n"
      "  bill: {wait: 1 h, next: paid}\n"
      "  paid: {end: paid}\n");
  const CaseOutcome& patient = story.outcome().cases[CaseTypeId{0}];
  CHECK(patient.completed == 1);
  CHECK(in_minutes(patient.elapsed.sum) == 180);
  CHECK(in_minutes(story.step("paid").since_arrival.sum) == 60);
  CHECK(in_minutes(story.step("home").since_arrival.sum) == 0);
}

TEST_CASE("a loop through a split gives each round its own join") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 2}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {again: true}, start: round}}\n"
      "steps:\n"
      "  round: {next: {all: [a, b]}}\n"
      "  a: {who: nurse, time: 10 min, next: together}\n"
      "  b: {who: nurse, time: 20 min, next: together}\n"
      "  together: {join: all, next: [{when: again, to: once more}, {to: out}]}\n"
      "  once more: {sets: {again: false}, next: round}\n"
      "  out: {end: out}\n");
  CHECK(story.ends("out") == Ends{"Mon 10:40"});
  CHECK(story.step("a").first_visits == 1);
  CHECK(story.step("a").repeat_visits == 1);
}

TEST_CASE("greater priority goes first, and within one priority whoever came first") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {doctor: {}}\n"
      "cases:\n"
      "  letter: {arrive: [2026-01-05 10:00, 2026-01-05 10:01, 2026-01-05 10:02], start: sign}\n"
      "  patient: {arrive: [2026-01-05 10:03, 2026-01-05 10:04], start: see}\n"
      "steps:\n"
      "  sign: {who: doctor, time: 10 min, priority: low, next: out}\n"
      "  see: {who: doctor, time: 10 min, next: out}\n"
      "  out: {end: out}\n");
  CHECK(story.ends("sign") == Ends{"Mon 10:10", "Mon 10:40", "Mon 10:50"});
  CHECK(story.ends("see") == Ends{"Mon 10:20", "Mon 10:30"});
}

TEST_CASE(
    "whoever needs only what is free may pass who needs more, and nobody holds one role while waiting for another") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}, doctor: {}}\n"
      "cases:\n"
      "  long: {arrive: [2026-01-05 10:00], start: doctor works}\n"
      "  both: {arrive: [2026-01-05 10:01], start: both work}\n"
      "  short: {arrive: [2026-01-05 10:02], start: nurse works}\n"
      "steps:\n"
      "  doctor works: {who: doctor, time: 20 min, next: out}\n"
      "  both work: {who: [doctor, nurse], time: 5 min, next: out}\n"
      "  nurse works: {who: nurse, time: 30 min, next: out}\n"
      "  out: {end: out}\n");
  CHECK(story.visits("nurse works") == std::vector<Visit>{{"Mon 10:02", "Mon 10:02", "Mon 10:32", 0, 0, 30}});
  CHECK(story.visits("both work") == std::vector<Visit>{{"Mon 10:01", "Mon 10:32", "Mon 10:37", 31, 0, 5}});
}

TEST_CASE("a step that needs two of a role waits until two are free") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 3}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00, 2026-01-05 10:01], start: turn}}\n"
      "steps: {turn: {who: {nurse: 2}, time: 10 min, next: out}, out: {end: out}}\n");
  CHECK(story.ends("turn") == Ends{"Mon 10:10", "Mon 10:20"});
  CHECK(in_minutes(story.role("nurse").busy) == 40);
}

TEST_CASE("the first rule that holds decides, on attributes, numbers, texts and the clock") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases:\n"
      "  old: {arrive: [2026-01-05 10:00], attributes: {age: 80, urgency: routine}, start: choose}\n"
      "  urgent: {arrive: [2026-01-05 10:00], attributes: {age: 30, urgency: urgent}, start: choose}\n"
      "  late: {arrive: [2026-01-05 17:00], attributes: {age: 30, urgency: routine}, start: choose}\n"
      "  plain: {arrive: [2026-01-05 16:59], attributes: {age: 30, urgency: routine}, start: choose}\n"
      "steps:\n"
      "  choose:\n"
      "    next:\n"
      "      - {when: age > 75 and not urgency is urgent, to: a}\n"
      "      - {when: urgency is urgent, to: b}\n"
      "      - {when: time >= 17:00, to: c}\n"
      "      - {to: d}\n"
      "  a: {end: a}\n  b: {end: b}\n  c: {end: c}\n  d: {end: d}\n");
  for (const char* end : {"a", "b", "c", "d"}) CHECK(story.step(end).visits() == 1);
}

TEST_CASE("the time that holds is taken, and additions come on top") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases:\n"
      "  new: {arrive: [2026-01-05 10:00], attributes: {new patient: true, notes missing: true}, start: see}\n"
      "  known: {arrive: [2026-01-05 10:00], attributes: {new patient: false, notes missing: false}, start: see}\n"
      "steps:\n"
      "  see:\n"
      "    who: nurse\n"
      "    time: [{when: new patient, is: 20 min}, {is: 12 min}]\n"
      "    adds: [{when: notes missing, time: 4 min}, {time: 30 s}]\n"
      "    next: out\n"
      "  out: {end: out}\n");
  CHECK(story.visits("see")[0].work == 24.5);
  CHECK(story.visits("see")[1].work == 12.5);
}

TEST_CASE("a measure runs from its first beginning to the first end after it; with every, all pairs count") {
  const std::string model =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {again: true}, start: look}}\n"
      "steps:\n"
      "  look: {who: nurse, time: 10 min, next: rest}\n"
      "  rest: {wait: 5 min, next: [{when: again, to: once more}, {to: out}]}\n"
      "  once more: {sets: {again: false}, next: look}\n"
      "  out: {end: out}\n"
      "measures:\n"
      "  first: {from: look starts, to: rest ends, target: 50 % within 15 min}\n"
      "  each round: {from: look starts, to: rest ends, every: true}\n"
      "  whole: {from: look arrives, to: out}\n";
  const Story story(model);
  CHECK(story.measure("first").value.count == 1);
  CHECK(in_minutes(story.measure("first").value.sum) == 15);
  CHECK(story.measure("first").within == 1);  // within is <=
  CHECK(story.measure("each round").value.count == 2);
  CHECK(in_minutes(story.measure("each round").value.sum) == 30);
  CHECK(in_minutes(story.measure("whole").value.sum) == 30);
}

TEST_CASE("what is still open at the horizon counts as missed once its target has passed") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 20:00, 2026-01-05 23:30], start: wait}}\n"
      "steps: {wait: {wait: 2 d, next: out}, out: {end: out}}\n"
      "measures: {stay: {from: wait arrives, to: out, target: 90 % within 1 h}}\n");
  CHECK(story.measure("stay").missed == 1);
  CHECK(story.measure("stay").open == 1);
  CHECK(story.measure("stay").value.count == 0);
}

TEST_CASE("the window is half-open: what closes at the end of the warm-up counts, what comes at the horizon does not") {
  const Story story(
      "clock: {start: 2026-01-05, warm up: 10 h, run: 2 h}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:30, 2026-01-05 09:50, 2026-01-05 10:00, 2026-01-05 11:45, 2026-01-05 "
      "12:00], start: see}}\n"
      "steps: {see: {who: nurse, time: 30 min, next: out}, out: {end: out}}\n");
  const CaseOutcome& patient = story.outcome().cases[CaseTypeId{0}];
  // The first ends at 10:00 exactly. In progress at 10:00: the first two. Arrived: 10:00 and 11:45.
  CHECK(patient.in_progress_at_start == 2);
  CHECK(patient.arrived == 2);
  CHECK(patient.completed == 3);
  CHECK(patient.in_progress_at_end == 1);
  CHECK(in_minutes(story.role("nurse").busy) == 20 + 30 + 15);  // 10:00-10:20, 10:00-10:30, 11:45-12:00
}

TEST_CASE("a loop in which no time passes is stopped with an error that names it") {
  const std::string model =
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {well: false}, start: look}}\n"
      "steps:\n"
      "  look: {next: [{when: well, to: out}, {to: think}]}\n"
      "  think: {next: look}\n"
      "  out: {end: out}\n";
  try {
    const Story story(model);
    FAIL("it came to an end");
  } catch (const SimulationError& error) {
    const std::string text = error.what();
    CHECK(text.find("2026-01-05 10:00") != std::string::npos);
    CHECK(text.find("patient") != std::string::npos);
  }
}

TEST_CASE("the wait of work that needs several roles is charged to the one that was short, wherever it stands") {
  for (const char* roles : {"{nurse: {staff: 9}, doctor: {}}", "{doctor: {}, nurse: {staff: 9}}"}) {
    const Story story(std::string("clock: {start: 2026-01-05, run: 1 d}\nroles: ") + roles +
                      "\ncases: {patient: {arrive: [2026-01-05 10:00, 2026-01-05 10:05], start: see}}\n"
                      "steps: {see: {who: [nurse, doctor], time: 20 min, next: out}, out: {end: out}}\n");
    const auto& waited = story.outcome().cases[CaseTypeId{0}].queueing_for;
    CHECK(in_minutes(waited[index_of(*story.workflow().find_role("doctor"))]) == 15);  // 10:05 to 10:20
    CHECK(waited[index_of(*story.workflow().find_role("nurse"))] == 0);
  }
}

TEST_CASE("what a step sets holds before anybody is given other work") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [look, treat]}}\n"
      "  look: {who: nurse, time: 10 min, sets: {bad: true}, next: out}\n"
      "  treat: {who: nurse, time: [{when: bad, is: 60 min}, {is: 1 min}], next: out}\n"
      "  out: {end: out}\n");
  CHECK(story.ends("treat") == Ends{"Mon 10:10"});
}

TEST_CASE("a loop through a split in which no time passes is stopped as well") {
  CHECK_THROWS_AS(Story("clock: {start: 2026-01-05, run: 1 d}\n"
                        "roles: {nurse: {}}\n"
                        "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {on: true}, start: split}}\n"
                        "steps:\n"
                        "  split: {next: {all: [out, again]}}\n"
                        "  again: {next: [{when: on, to: split}, {to: out}]}\n"
                        "  out: {end: out}\n"),
                  SimulationError);
}
