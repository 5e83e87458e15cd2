// Branches of one case at the same step: each has its own first visit and its own luck, whoever comes first.
#include <set>

#include "catch.hpp"
#include "stepwell/simulation/structure.hpp"
#include "story.hpp"

using namespace stepwell;

namespace {

/// Two branches wait for so many minutes and then come to the same test, which takes as long as luck has it.
std::string two_to_one(int first_wait, int second_wait, const std::string& branches = "[sample one, sample two]") {
  return "clock: {start: 2026-01-05, run: 1 week}\n"
         "roles: {nurse: {staff: 9}}\n"
         "cases: {patient: {arrive: [2026-01-05 10:00], start: both}}\n"
         "steps:\n"
         "  both: {next: {all: " +
         branches +
         "}}\n"
         "  sample one: {wait: " +
         std::to_string(first_wait) +
         " min, next: test}\n"
         "  sample two: {wait: " +
         std::to_string(second_wait) +
         " min, next: test}\n"
         "  test: {who: nurse, time: exponential mean 10 min, next: together}\n"
         "  together: {join: all, next: out}\n"
         "  out: {end: out}\n";
}

}  // namespace

TEST_CASE("two branches that come to the same step are two first visits, and neither is rework") {
  const Story story(two_to_one(5, 10));
  CHECK(story.step("test").first_visits == 2);
  CHECK(story.step("test").repeat_visits == 0);
  CHECK(story.step("together").first_visits == 1);
  CHECK(story.step("out").first_visits == 1);
}

TEST_CASE("a branch keeps its luck whoever comes to the step first, and whichever is written first") {
  const auto tests = Story(two_to_one(5, 10)).visits("test");
  const auto other_order = Story(two_to_one(10, 5)).visits("test");
  const auto written_otherwise = Story(two_to_one(5, 10, "[sample two, sample one]")).visits("test");
  REQUIRE(tests.size() == 2);
  CHECK(tests[0].work != tests[1].work);
  CHECK(other_order[0].work == tests[0].work);
  CHECK(other_order[1].work == tests[1].work);
  CHECK(written_otherwise[0].work == tests[1].work);  // by token: the first branch keeps the case's own
  CHECK(written_otherwise[1].work == tests[0].work);
}

TEST_CASE("a step that only one branch can come to draws what it drew before there was a split") {
  const char* const steps =
      "  look: {who: nurse, time: exponential mean 10 min, next: out}\n"
      "  out: {end: out}\n";
  const auto model = [&](const std::string& first) {
    return "clock: {start: 2026-01-05, run: 1 week}\n"
           "roles: {nurse: {staff: 9}}\n"
           "cases: {patient: {arrive: [2026-01-05 10:00], start: first}}\n"
           "steps:\n" +
           first + steps;
  };
  const Story plain(model("  first: {next: look}\n"));
  const Story split(model("  first: {next: {all: [look, home]}}\n  home: {end: home}\n"));
  CHECK(plain.visits("look") == split.visits("look"));
}

TEST_CASE("the second round of a loop around a split is a repeat visit of each branch, with luck of its own") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 week}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {again: true}, start: round}}\n"
      "steps:\n"
      "  round: {next: {all: [left, right]}}\n"
      "  left: {next: test}\n"
      "  right: {wait: 1 min, next: test}\n"
      "  test: {who: nurse, time: exponential mean 10 min, next: together}\n"
      "  together: {join: all, next: [{when: again, to: once more}, {to: out}]}\n"
      "  once more: {sets: {again: false}, next: round}\n"
      "  out: {end: out}\n");
  CHECK(story.step("test").first_visits == 2);
  CHECK(story.step("test").repeat_visits == 2);
  CHECK(story.step("right").first_visits == 1);
  CHECK(story.step("right").repeat_visits == 1);
  CHECK(story.step("together").first_visits == 1);
  CHECK(story.step("together").repeat_visits == 1);
  std::set<double> works;
  for (const Visit& visit : story.visits("test")) works.insert(visit.work);
  CHECK(works.size() == 4);
}

TEST_CASE("a loop inside one branch makes a repeat visit for that branch alone") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 week}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {bad: true}, start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [test, later]}}\n"
      "  later: {wait: 2 h, next: test}\n"
      "  test: {who: nurse, time: 10 min, next: [{when: bad, to: once more}, {to: together}]}\n"
      "  once more: {sets: {bad: false}, next: test}\n"
      "  together: {join: all, next: out}\n"
      "  out: {end: out}\n");
  // The first branch tests at 10:00 and again at 10:10; the other at 12:00, and is well.
  CHECK(story.ends("out") == std::vector<std::string>{"Mon 12:10"});
  CHECK(story.step("test").first_visits == 2);
  CHECK(story.step("test").repeat_visits == 1);
  CHECK(story.step("once more").first_visits == 1);
}

TEST_CASE("after branches have met, their steps have been visited as often as the one that was there most") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 week}\n"
      "roles: {nurse: {staff: 9}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], attributes: {bad: true, again: true}, start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [test, later]}}\n"
      "  later: {wait: 2 h, next: test}\n"
      "  test: {who: nurse, time: exponential mean 10 min, next: [{when: bad, to: once more}, {to: together}]}\n"
      "  once more: {sets: {bad: false}, next: test}\n"
      "  together: {join: all, next: [{when: again, to: second round}, {to: out}]}\n"
      "  second round: {sets: {again: false}, next: both}\n"
      "  out: {end: out}\n");
  // First round: visits 0 and 1 of the first branch, 0 of the other. Second: one each, both with number 2.
  CHECK(story.step("test").first_visits == 2);
  CHECK(story.step("test").repeat_visits == 3);
  std::set<double> works;
  for (const Visit& visit : story.visits("test")) works.insert(visit.work);
  CHECK(works.size() == 5);
}

TEST_CASE("branches that end apart are each at a shared step for the first time") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 week}\n"
      "roles: {clerk: {staff: 9}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], start: both}}\n"
      "steps:\n"
      "  both: {next: {all: [letter, bill, letter]}}\n"
      "  letter: {wait: 1 h, next: post}\n"
      "  bill: {wait: 1 h, next: post}\n"
      "  post: {who: clerk, time: exponential mean 2 min, next: sent}\n"
      "  sent: {end: sent}\n");
  CHECK(story.step("post").first_visits == 3);
  CHECK(story.step("letter").first_visits == 2);
  std::set<double> works;
  for (const Visit& visit : story.visits("post")) works.insert(visit.work);
  CHECK(works.size() == 3);
}

TEST_CASE("what branches share ends at the join at which they meet") {
  const Story story(two_to_one(5, 10));
  const StepFlags shared = shared_by_branches(story.workflow());
  std::vector<std::string> names;
  for (const StepId step : shared.ids()) {
    if (shared[step] != 0) names.push_back(story.workflow().steps[step].name);
  }
  CHECK(names == std::vector<std::string>{"test"});
}
