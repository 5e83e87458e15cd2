// Paired differences and the sentences made of them.
#include "catch.hpp"

#include <algorithm>

#include "builders.hpp"
#include "stepwell/experiment/comparison.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

bool says(const Comparison& comparison, const std::string& words) {
  return std::any_of(comparison.story.begin(), comparison.story.end(),
                     [&](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

/// A case type whose mean elapsed time is `minutes`.
Outcome with_elapsed(const Workflow& workflow, std::int64_t minutes) {
  Outcome o = quiet(workflow);
  o.cases[CaseTypeId{0}].completed = 1;
  o.cases[CaseTypeId{0}].elapsed.count = 1;
  o.cases[CaseTypeId{0}].elapsed.sum = minutes * minute;
  return o;
}

}  // namespace

TEST_CASE("saved is before less after, replication by replication") {
  // Pairs (30, 20), (40, 50), (25, 25), (60, 30): saved 10, -10, 0, 30 min; better 1, 0, 1/2, 1.
  Model model;
  model.case_type("appointment");
  const Workflow& w = model.workflow;
  const auto b =
      replications_of(w, {with_elapsed(w, 30), with_elapsed(w, 40), with_elapsed(w, 25), with_elapsed(w, 60)});
  const auto a =
      replications_of(w, {with_elapsed(w, 20), with_elapsed(w, 50), with_elapsed(w, 25), with_elapsed(w, 30)});
  const Differences d = differences_of(w, b, w, a);
  CHECK(*d.cases.front().elapsed.saved.mean == Approx(7.5 * 60));
  CHECK(*d.cases.front().elapsed.better.mean == Approx(2.5 / 4));
  CHECK(d.cases.front().elapsed.saved.n == 4);
}

TEST_CASE("a pair in which one side has no value is left out") {
  Model model;
  model.case_type("appointment");
  const Workflow& w = model.workflow;
  const Differences d = differences_of(w, replications_of(w, {with_elapsed(w, 30), quiet(w)}), w,
                                       replications_of(w, {with_elapsed(w, 20), with_elapsed(w, 20)}));
  CHECK(d.cases.front().elapsed.saved.n == 1);
  CHECK(d.cases.front().elapsed.better.n == 1);
}

TEST_CASE("a workflow compared with itself changes nothing at all") {
  const Workflow w = one_queue(10, 8);
  const Comparison same = compare(w, w, {.replications = 5});
  CHECK(*same.headline.cases.front().elapsed.saved.mean == 0);
  CHECK(*same.headline.cases.front().elapsed.saved.sd == 0);
  CHECK(*same.headline.cases.front().elapsed.better.mean == 0.5);
  CHECK(*same.headline.ledger.front().change.mean == 0);
  CHECK(says(same, "Unchanged, or nearly so: the hours of work of the nurse."));
  CHECK(says(same, "The two models have the same work and cost."));
  CHECK_FALSE(says(same, "£0"));
}

TEST_CASE("shared luck makes the interval of a difference narrower than that of either side") {
  const Comparison c = compare(one_queue(10, 8), one_queue(10, 7.9), {.replications = 20});
  CHECK(*c.headline.cases.front().elapsed.saved.sd < *c.before.headline.cases.front().elapsed.sd / 2);
}

TEST_CASE("the story says whose hours fall, whose rise and what becomes slower") {
  Workflow before = one_queue(10, 6);
  Workflow after = one_queue(10, 8);
  before.roles[RoleId{0}].rate = after.roles[RoleId{0}].rate = Quantity{30, {}};
  const Comparison slower = compare(before, after, {.replications = 20});
  CHECK(says(slower, "The nurse's hours of work rise by "));
  CHECK(says(slower, "“visit” gets much longer: "));
  CHECK(says(slower, "the extra work is worth £"));
  CHECK(says(slower, "Paid hours stay as they are, so nothing of it becomes cash."));
  const Comparison faster = compare(after, before, {.replications = 20});
  CHECK(says(faster, "The nurse's hours of work fall by "));
  CHECK(says(faster, "“visit” gets much faster: "));
  CHECK(says(faster, "Target for “visit”, 90 % within 30 min: "));
}

TEST_CASE("where the median and the mean part ways, the story says what most meet") {
  // Before: 99 visits of 20 min and one of 1,000; after: 100 of 22. Mean 29.8 -> 22 min, median 20 -> 22 min.
  Model model;
  model.measure("visit", 32 * one_minute, 0.9);
  const Workflow& w = model.workflow;
  const auto side = [&](std::vector<std::int64_t> minutes) {
    Replications replications = replications_of(w, {quiet(w), quiet(w), quiet(w)});
    for (Outcome& o : replications.outcomes) {
      for (const std::int64_t m : minutes) {
        o.measures[MeasureId{0}].value.add(m * one_minute);
        o.measures[MeasureId{0}].within += m <= 32 ? 1 : 0;
        replications.spread.measures[MeasureId{0}].add(m * one_minute);
      }
    }
    return replications;
  };
  std::vector<std::int64_t> before(99, 20);
  before.push_back(1000);
  std::vector<Replications> b, a;
  b.push_back(side(before));
  a.push_back(side(std::vector<std::int64_t>(100, 22)));
  const Comparison c = comparison_of(w, b, w, a, 1);
  CHECK(says(c, "“visit” gets slightly longer for most: half take at most 2"));
  CHECK(says(
      c,
      "A few very long ones make the mean fall all the same: 22.0 min instead of 29.8 min on average, 7.8 min less"));
}

TEST_CASE("two models that count different lengths of time cannot be compared") {
  const Workflow before = one_queue(10, 8);
  Workflow after = before;
  after.clock.run = 2 * one_week;
  CHECK_THROWS_AS(compare(before, after), std::invalid_argument);
}
