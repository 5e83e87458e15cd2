// Roles that keep up and roles that do not, run and made by hand.
#include "catch.hpp"

#include <algorithm>

#include "builders.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results_json.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Adds a role that takes patients between the nurse and the end, `mean` minutes each.
Workflow with_second_step(Workflow w, const std::string& name, double mean) {
  Role role;
  role.name = name;
  const RoleId id = w.roles.push_back(role);
  Step next = w.steps[StepId{0}];
  next.name = "write up";
  next.who = {{id, 1}};
  next.time = {{{}, exponential(mean * 60e6)}};
  w.steps[StepId{0}].next.front().to = w.steps.push_back(next);
  return w;
}

bool contains(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

/// One case type, one role; the queue in hours of waiting over a week of 168.
Outcome with_queue(const Workflow& workflow, double mean, std::uint64_t longest, std::uint64_t left_behind) {
  Outcome o = quiet(workflow);
  RoleOutcome& role = o.roles[RoleId{0}];
  role.queue = role.queue_open = static_cast<std::int64_t>(mean * 168) * hour;
  role.open = role.rostered = 168 * hour;
  role.busy = 100 * hour;
  role.longest_queue = longest;
  o.cases[CaseTypeId{0}].in_progress_at_end = left_behind;
  return o;
}

bool grows(double mean, std::uint64_t longest, std::uint64_t left_behind) {
  Model model;
  model.role("nurse").case_type("patient");
  const Outcome o = with_queue(model.workflow, mean, longest, left_behind);
  return figures_of(model.workflow, replications_of(model.workflow, {o, o})).roles.front().cannot_keep_up;
}

}  // namespace

TEST_CASE("a role that is asked for more than its hours cannot keep up, and the run says so") {
  // A patient every 10 min, 12 min each: 120 %.
  const RunResult result = run(one_queue(10, 12), {.replications = 5});
  const RoleFigures& nurse = result.headline.roles.front();
  CHECK(*nurse.load == Approx(1.2));
  CHECK(nurse.cannot_keep_up);
  REQUIRE(result.headline.cannot_keep_up.size() == 1);
  CHECK(result.headline.cannot_keep_up.front() ==
        "The nurse cannot keep up: 120 % of rostered hours are asked for; its queue grows for as long as the run "
        "lasts, so waits have no steady value.");
  CHECK(contains(to_json(result), "The nurse cannot keep up: 120 %"));
}

TEST_CASE("a role that is busy and keeps up is left alone") {
  const RunResult result = run(one_queue(10, 8), {.replications = 5});
  CHECK(*result.headline.roles.front().load == Approx(0.8));
  CHECK_FALSE(result.headline.roles.front().cannot_keep_up);
  CHECK(result.headline.cannot_keep_up.empty());
}

TEST_CASE("a role that is full to the minute without luck has no queue and keeps up") {
  Workflow w = one_queue(10, 10);
  w.cases[CaseTypeId{0}].demand.interval = constant(600e6);
  w.steps[StepId{0}].time = {{{}, constant(600e6)}};
  const RunResult result = run(w, {.replications = 2});
  CHECK(*result.headline.roles.front().load == Approx(1));
  CHECK(result.headline.cannot_keep_up.empty());
}

TEST_CASE("a role that would be asked for too much, but to which the work never comes, has no growing queue") {
  // The nurse passes on a patient every 20 min at best; the clerk needs 12 min each, at 120 % of what arrives.
  const RunResult result = run(with_second_step(one_queue(10, 20), "clerk", 12), {.replications = 5});
  CHECK(result.headline.roles[0].cannot_keep_up);
  CHECK(*result.headline.roles[1].load == Approx(1.2));
  CHECK_FALSE(result.headline.roles[1].cannot_keep_up);
}

TEST_CASE("a queue that grows evenly while cases pile up is seen without any arithmetic") {
  // From 0 to 40 in a week: half the peak on average, and twice the mean left behind.
  CHECK(grows(20, 40, 40));
  // A fourth of the peak on average: it comes and goes.
  CHECK_FALSE(grows(10, 40, 40));
  // A pile of 40 that is worked off down to 10.
  CHECK_FALSE(grows(25, 40, 10));
  // Hardly anybody.
  CHECK_FALSE(grows(0.5, 1, 2));
}

TEST_CASE("the role at which cases starve is the bottleneck, though no completed case has ever queued for it") {
  Model model;
  model.role("clerk").role("doctor").case_type("letter");
  Outcome o = with_queue(model.workflow, 20, 40, 40);
  o.cases[CaseTypeId{0}].completed = 10;
  o.cases[CaseTypeId{0}].queueing_for = {0, hour};
  const Bottleneck found = figures_of(model.workflow, replications_of(model.workflow, {o, o})).bottleneck;
  CHECK(*found.role == "clerk");
  CHECK(found.cannot_keep_up);
  CHECK(*found.queue.mean == Approx(20));
  CHECK(found.sentence ==
        "Cases queue mostly for the clerk, and its queue grows for as long as the run lasts: 20.0 wait on average, 40 "
        "at the most.");
  CHECK(bottleneck_shift(found, {}) ==
        "Before, cases queue mostly for the clerk (which cannot keep up: 20.0 wait on average, 40 at the most); after, "
        "nobody does.");
}

TEST_CASE("where only cases in progress queue, the bottleneck says so") {
  Model model;
  model.role("clerk").case_type("letter");
  const Outcome o = with_queue(model.workflow, 0.5, 4, 2);
  const Bottleneck found = figures_of(model.workflow, replications_of(model.workflow, {o, o})).bottleneck;
  CHECK(*found.role == "clerk");
  CHECK(contains(found.sentence,
                 "Cases queue mostly for the clerk: only cases that are still in progress; on average 0.50 wait in its "
                 "opening hours"));
}

TEST_CASE("a role alone is not compared with others") {
  const RunResult result = run(one_queue(10, 8), {.replications = 3});
  CHECK_FALSE(contains(result.headline.bottleneck.sentence, "any other role"));
  CHECK(contains(result.headline.bottleneck.sentence, "of rostered hours."));
}

TEST_CASE("the story begins with queues that grow") {
  const Comparison relief = compare(one_queue(10, 12), one_queue(10, 8), {.replications = 5});
  CHECK(contains(relief.story.front(), "Before, the nurse cannot keep up: 120 % of rostered hours"));
  const Comparison worse = compare(one_queue(10, 12), one_queue(10, 15), {.replications = 5});
  CHECK(contains(worse.story.front(),
                 "Before and after, the nurse cannot keep up: before, 120 % of rostered hours are "
                 "asked for; after, 150 % of rostered hours are asked for; its queue grows"));
}
