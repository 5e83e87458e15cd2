// Workflows that are called, and deadlines over several steps, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;
using Ends = std::vector<std::string>;

namespace {

/// A gateway with a deadline of `limit` over two branches of work and what follows their join.
std::string unit(const std::string& limit, const std::string& more = "") {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "roles: {nurse: {}, doctor: {}}\n"
         "cases: {patient: {arrive: [2026-01-05 09:00], start: begin}}\n"
         "steps:\n"
         "  begin: {next: both, deadline: {after: " +
         limit +
         ", to: late}, until: over}\n"
         "  both: {next: {all: [nursing, waiting]}}\n"
         "  nursing: {who: nurse, time: 30 min, next: together}\n"
         "  waiting: {wait: 10 min, next: together}\n"
         "  together: {join: all, next: talk}\n"
         "  talk: {who: doctor, time: 20 min, next: over}\n"
         "  over: {next: rest}\n"
         "  rest: {wait: 1 h, next: home}\n"
         "  home: {end: home}\n"
         "  late: {end: late}\n" +
         more;
}

}  // namespace

TEST_CASE("a deadline over several steps stops all branches, and one goes on elsewhere") {
  const Story story(unit("20 min"));
  // At 09:20 one branch waits at the join and the nurse works; both are stopped.
  CHECK(story.ends("late") == Ends{"Mon 09:20"});
  CHECK(story.ends("home").empty());
  CHECK(in_minutes(story.role("nurse").busy) == 20);
  CHECK(story.step("nursing").left[static_cast<std::size_t>(VisitOutcome::overdue)] == 1);
  CHECK(story.step("together").left[static_cast<std::size_t>(VisitOutcome::withdrawn)] == 1);
  CHECK(story.outcome().cases.items()[0].completed == 1);
  const auto& parts = story.outcome().cases.items()[0].parts;
  CHECK(in_minutes(parts[static_cast<std::size_t>(Part::work)]) == 20);
  CHECK(in_minutes(story.outcome().cases.items()[0].elapsed.sum) == 20);
}

TEST_CASE("a deadline over several steps is over at its last step, even at its very time") {
  // Nursing until 09:30, talking until 09:50: what is done goes before what rings.
  CHECK(Story(unit("50 min")).ends("home") == Ends{"Mon 10:50"});
  CHECK(Story(unit("49 min")).ends("late") == Ends{"Mon 09:49"});
  CHECK(Story(unit("55 min")).ends("late").empty());
}

TEST_CASE("a deadline over several steps leads back into the split that was open when it began") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: apart}}\n"
      "steps:\n"
      "  apart: {next: {all: [begin, other]}}\n"
      "  other: {wait: 40 min, next: meet}\n"
      "  begin: {next: inner, deadline: {after: 15 min, to: late}, until: meet}\n"
      "  inner: {next: {all: [left, right]}}\n"
      "  left: {wait: 10 min, next: inner meet}\n"
      "  right: {wait: 20 min, next: inner meet}\n"
      "  inner meet: {join: all, next: meet}\n"
      "  late: {wait: 5 min, next: meet}\n"
      "  meet: {join: all, next: home}\n"
      "  home: {end: home}\n");
  CHECK(story.ends("late") == Ends{"Mon 09:20"});
  CHECK(story.ends("home") == Ends{"Mon 09:40"});
  CHECK(story.outcome().cases.items()[0].completed == 1);
}

TEST_CASE("of two deadlines inside each other each stops its own steps") {
  const auto model = [](const std::string& outer, const std::string& inner) {
    return "clock: {start: 2026-01-05, run: 1 d}\n"
           "cases: {patient: {arrive: [2026-01-05 09:00], start: outer}}\n"
           "steps:\n"
           "  outer: {next: first, deadline: {after: " +
           outer +
           ", to: given up}, until: home}\n"
           "  first: {wait: 10 min, next: inner}\n"
           "  inner: {next: second, deadline: {after: " +
           inner +
           ", to: third}, until: third}\n"
           "  second: {wait: 30 min, next: third}\n"
           "  third: {wait: 10 min, next: home}\n"
           "  home: {end: home}\n"
           "  given up: {end: given up}\n";
  };
  // The inner one leads from the second to the third wait at 09:30.
  CHECK(Story(model("1 h", "20 min")).ends("home") == Ends{"Mon 09:40"});
  // The outer one comes first, at 09:25; the inner one says nothing any more.
  const Story outer(model("25 min", "20 min"));
  CHECK(outer.ends("given up") == Ends{"Mon 09:25"});
  // Neither in time: 09:50.
  CHECK(Story(model("1 h", "1 h")).ends("home") == Ends{"Mon 09:50"});
}

TEST_CASE("a deadline ends with the one that it began in, for all branches") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: outer}}\n"
      "steps:\n"
      "  outer: {next: inner, deadline: {after: 8 h, to: late}, until: agreed}\n"
      "  inner: {next: both, deadline: {after: 1 h, to: hurried}, until: far}\n"
      "  both: {next: {all: [near, slow]}}\n"
      "  near: {wait: 10 min, next: agreed}\n"
      "  agreed: {next: meet}\n"
      "  slow: {wait: 3 h, next: meet}\n"
      "  meet: {join: all, next: far}\n"
      "  far: {next: home}\n"
      "  home: {end: home}\n"
      "  hurried: {end: hurried}\n"
      "  late: {end: late}\n");
  // At 09:10 one branch comes to the outer one's last step, and waits; the other one is not hurried at 10:00.
  CHECK(story.ends("hurried").empty());
  CHECK(story.ends("home") == Ends{"Mon 12:00"});
}

TEST_CASE("a deadline ends with the one that it began in, also where another branch ends that one") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: outer}}\n"
      "steps:\n"
      "  outer: {next: both, deadline: {after: 8 h, to: late}, until: agreed}\n"
      "  both: {next: {all: [near, inner]}}\n"
      "  near: {wait: 10 min, next: agreed}\n"
      "  agreed: {next: meet}\n"
      "  inner: {next: slow, deadline: {after: 1 h, to: hurried}, until: there}\n"
      "  slow: {wait: 3 h, next: there}\n"
      "  there: {next: meet}\n"
      "  hurried: {next: meet}\n"
      "  meet: {join: all, next: home}\n"
      "  home: {end: home}\n"
      "  late: {end: late}\n");
  // The outer one is over at 09:10, and with it the inner one, which would hurry at 10:00.
  CHECK(story.ends("home") == Ends{"Mon 12:00"});
}

TEST_CASE("coming to the gateway again begins its deadline anew") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: begin, attributes: {rounds: 0}}}\n"
      "steps:\n"
      "  begin: {next: try, deadline: {after: 15 min, to: late}, until: home}\n"
      "  try: {wait: 10 min, next: [{when: rounds < 1, to: once more}, {to: long}]}\n"
      "  once more: {sets: {rounds: 1}, next: begin}\n"
      "  long: {wait: 20 min, next: home}\n"
      "  home: {end: home}\n"
      "  late: {end: late}\n");
  // Anew at 09:10: it passes at 09:25, in the midst of the long wait from 09:20.
  CHECK(story.ends("late") == Ends{"Mon 09:25"});
}

TEST_CASE("a called workflow takes place in the call, with the same staff") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00, 2026-01-05 09:00], start: first test}}\n"
      "workflows:\n"
      "  sample:\n"
      "    start: take\n"
      "    steps:\n"
      "      take: {who: nurse, time: 10 min, next: {good: 100 %, bad: 0 %}}\n"
      "      good: {end: good}\n"
      "      bad: {end: bad}\n"
      "steps:\n"
      "  first test: {call: sample, sets: {tested: true}, next: second test}\n"
      "  second test: {call: sample, next: [{when: tested, to: home}, {to: lost}]}\n"
      "  home: {end: home}\n"
      "  lost: {end: lost}\n"
      "measures:\n"
      "  first: {from: first test arrives, to: first test ends}\n");
  // One nurse: 09:00 and 09:10 the first samples, 09:20 and 09:30 the second ones.
  CHECK(story.ends("first test / take") == Ends{"Mon 09:10", "Mon 09:20"});
  CHECK(story.ends("second test / take") == Ends{"Mon 09:30", "Mon 09:40"});
  CHECK(story.ends("home") == Ends{"Mon 09:30", "Mon 09:40"});
  CHECK(in_minutes(static_cast<std::int64_t>(story.measure("first").value.sum)) == 10 + 20);
}

TEST_CASE("a call may stand in a called workflow, and its deadline holds for all of it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "cases: {patient: {arrive: [2026-01-05 09:00], start: assess}}\n"
      "workflows:\n"
      "  sample: {start: take, steps: {take: {wait: 10 min, next: taken}, taken: {end: taken}}}\n"
      "  assessment:\n"
      "    start: look\n"
      "    steps:\n"
      "      look: {wait: 5 min, next: test}\n"
      "      test: {call: sample, next: again}\n"
      "      again: {call: sample, next: assessed}\n"
      "      assessed: {end: assessed}\n"
      "steps:\n"
      "  assess: {call: assessment, deadline: {after: 20 min, to: late}, next: home}\n"
      "  home: {end: home}\n"
      "  late: {end: late}\n");
  CHECK(story.ends("assess / test / take") == Ends{"Mon 09:15"});
  CHECK(story.ends("assess / again / take") == Ends{"Mon 09:20"});
  CHECK(story.ends("late") == Ends{"Mon 09:20"});
}
