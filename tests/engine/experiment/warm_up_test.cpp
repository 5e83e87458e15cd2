// The warm-up that MSER-5 proposes: the rule on numbers, and on houses that fill in a time that is known.
#include "stepwell/experiment/warm_up.hpp"

#include <stdexcept>

#include "builders.hpp"
#include "catch.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results_json.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// A patient comes every 10 minutes and stays for so many hours: the house fills evenly, and then nothing changes.
Workflow ward(int hours) {
  Workflow w = one_queue(10, 8);
  w.name = "ward";
  w.measures.items().clear();
  w.cases[CaseTypeId{0}].demand.interval = constant(10 * 60e6);
  Step& stay = w.steps[StepId{0}];
  stay.nature = Nature::wait;
  stay.who.clear();
  stay.time.clear();
  stay.wait = constant(hours * 3600e6);
  return w;
}

Workflow by_rule(Workflow workflow) {
  workflow.clock.warm_up_by_rule = true;
  return workflow;
}

const RunOptions few{.replications = 3, .threads = 1};

}  // namespace

TEST_CASE("MSER cuts off as much as makes the mean of the rest known best") {
  // Sum of squares about the mean / n^2 of the rest, for each cut:
  // 0: mean 8.4, 110.4 / 100 = 1.104;  1: mean 9.33, 32 / 81 = 0.395;  2: 0.
  CHECK(mser({0, 4, 10, 10, 10, 10, 10, 10, 10, 10}) == std::size_t{2});
  // 0: mean 9, 114 / 100;  1: mean 10, 24 / 81 = 0.296;  2: mean 10, 24 / 64 = 0.375;  3: 19.43 / 49 = 0.397;
  // 4: 16 / 36 = 0.444;  5: 16 / 25 = 0.64. Cutting off more than the beginning costs precision.
  CHECK(mser({0, 10, 12, 8, 10, 12, 8, 10, 12, 8}) == std::size_t{1});
  CHECK(mser({7, 7, 7, 7, 7, 7, 7, 7, 7, 7}) == std::size_t{0});
}

TEST_CASE("MSER leaves five, and needs ten to say anything") {
  CHECK(mser({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) == std::size_t{5});
  CHECK_FALSE(mser({0, 10, 10, 10, 10, 10, 10, 10, 10}));
}

TEST_CASE("a ward that fills in 12 hours is left out until it is full") {
  // A week in batches of 50 minutes (a 200th, in whole minutes). After 720 minutes 72 patients are in, and from then on
  // one comes as one goes. Batch 14 (700 to 750 min) still has looks with 70 and 71; from 15 on all is even: 750 min.
  const RunResult result = run(by_rule(ward(12)), few);
  REQUIRE(result.warm_up);
  CHECK(result.warm_up->by_rule);
  CHECK(result.warm_up->batch == Duration(50 * minute));
  CHECK(result.warm_up->proposed == Duration(750 * minute));
  CHECK(result.warm_up->used == Duration(750 * minute));
  CHECK(result.warm_up->settles);
  CHECK(result.warm_up->pilots == most_pilots);
  CHECK(result.warm_up->advice.empty());
  REQUIRE(result.warm_up->in_house.size() == 201);
  CHECK(result.warm_up->in_house[15] == 72);
  CHECK(result.warm_up->in_house.back() == 72);

  SECTION("cases in progress are accounted for") {
    // At 750 min those that came at 30, 40 ... 740: 72. In the week 1008 come and as many go.
    const CaseFigures& patient = result.headline.cases.front();
    CHECK(*patient.in_progress_at_start.mean == 72);
    CHECK(*patient.arrived.mean == 1008);
    CHECK(*patient.completed.mean == 1008);
    CHECK(*patient.in_progress.mean == 72);
    CHECK(*patient.elapsed.mean == 12 * 3600);  // whole, though some began before the window
  }
  SECTION("a run that is told the same warm-up gives the same figures") {
    Workflow told = ward(12);
    told.clock.warm_up = Duration(750 * minute);
    RunResult same = run(told, few);
    CHECK_FALSE(same.warm_up->by_rule);
    same.warm_up = result.warm_up;
    CHECK(to_json(same) == to_json(result));
  }
  SECTION("on any number of threads") {
    RunOptions three = few;
    three.threads = 3;
    CHECK(to_json(run(by_rule(ward(12)), three)) == to_json(result));
  }
}

TEST_CASE("both sides of a comparison leave out the longer warm-up") {
  // Staying 6 hours, 36 are in after 360 minutes; batch 7 (350 to 400 min) is not even yet, 8 is: 400 min.
  const Comparison two = compare(by_rule(ward(6)), by_rule(ward(12)), few);
  CHECK(two.before.warm_up->proposed == Duration(400 * minute));
  CHECK(two.after.warm_up->proposed == Duration(750 * minute));
  CHECK(two.before.warm_up->used == Duration(750 * minute));
  CHECK(two.after.warm_up->used == Duration(750 * minute));
  CHECK(two.before.workflow.clock.warm_up == two.after.workflow.clock.warm_up);
  CHECK_THROWS_AS(compare(by_rule(ward(6)), ward(12), few), std::invalid_argument);
}

TEST_CASE("a stated warm-up that is too short is said to be") {
  Workflow workflow = ward(12);
  workflow.clock.run = 3 * one_day;
  // Over the first 12 of 72 hours the ward has 36 patients on average instead of 72: 6 of 72 too few over the whole.
  const RunResult none = run(workflow, few);
  CHECK_FALSE(none.warm_up->by_rule);
  CHECK(none.warm_up->used == Duration{});
  CHECK(none.warm_up->off == Approx(-1.0 / 12).epsilon(0.02));
  CHECK(none.warm_up->advice.find("is too short") != std::string::npos);
  CHECK(none.warm_up->advice.find("`warm up: by rule`") != std::string::npos);
  workflow.clock.warm_up = 13 * one_hour;
  const RunResult enough = run(workflow, few);
  CHECK(enough.warm_up->off == 0);
  CHECK(enough.warm_up->advice.empty());
}

TEST_CASE("a queue that grows never settles, and half is left out") {
  const RunResult result = run(by_rule(one_queue(10, 20)), few);
  CHECK_FALSE(result.warm_up->settles);
  CHECK(result.warm_up->used == Duration(100 * 50 * minute));
  CHECK(result.warm_up->advice.find("do not settle") != std::string::npos);
  CHECK_FALSE(run(one_queue(10, 20), few).warm_up->advice.empty());
}

TEST_CASE("where a model follows the week, whole weeks are cut off") {
  Workflow workflow = one_queue(600, 8);
  Calendar hours;
  hours.name = "day";
  hours.weekly = {{0, 9 * one_hour, 17 * one_hour}};
  workflow.roles[RoleId{0}].calendar = workflow.calendars.push_back(hours);
  workflow.clock.run = 4 * Duration(one_week);
  SECTION("a stated warm-up cannot be judged by four weeks") {
    const RunResult result = run(workflow, few);
    CHECK_FALSE(result.warm_up->proposed);
    CHECK(result.warm_up->advice.empty());
  }
  SECTION("pilots by rule are twenty weeks long") {
    const RunResult result = run(by_rule(workflow), few);
    CHECK(result.warm_up->batch == Duration(one_week));
    CHECK(result.warm_up->in_house.size() == 20);
    REQUIRE(result.warm_up->proposed);
    CHECK(result.warm_up->used % Duration(one_week) == Duration{});
    CHECK(result.workflow.clock.run == 4 * Duration(one_week));
  }
}
