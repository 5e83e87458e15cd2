// What is used of quantities that the model names, worked out on paper.
#include "stepwell/experiment/quantities.hpp"

#include <algorithm>
#include <stdexcept>

#include "builders.hpp"
#include "catch.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Use use(QuantityId quantity, double amount, Use::Per per = Use::Per::time) {
  Use made;
  made.quantity = quantity;
  made.amount.value = amount;
  made.per = per;
  return made;
}

/// A patient every hour for a week, seen by two nurses for 30 minutes, then two hours of rest: nobody ever waits.
struct Clinic {
  Workflow workflow = one_queue(60, 30, 2);
  QuantityId carbon, gloves, money;
  Clinic() {
    Workflow& w = workflow;
    w.cases[CaseTypeId{0}].demand.interval = constant(3600e6);
    Step& see = w.steps[StepId{0}];
    see.who.front().count = 2;
    see.time = {{{}, constant(1800e6)}};
    Step rest;
    rest.name = "rest";
    rest.nature = Nature::wait;
    rest.wait = constant(7200e6);
    rest.routing = Routing::straight;
    rest.next = {Flow{StepId{1}, {}, {}, {}}};
    const StepId resting = w.steps.push_back(rest);
    w.steps[StepId{0}].next.front().to = resting;
    carbon = w.quantities.push_back({"carbon", {}, "kg"});
    gloves = w.quantities.push_back({"gloves", {}, "pairs"});
    money = w.quantities.push_back({"money", {}, "GBP"});
    w.clock.warm_up = one_day;
  }
  Step& step(const char* name) { return workflow.steps[*workflow.find_step(name)]; }
};

const QuantityFigures& named(const Figures& figures, const std::string& name) {
  for (const QuantityFigures& one : figures.quantities) {
    if (one.name == name) return one;
  }
  throw std::runtime_error(name);
}

const RunOptions twice{.replications = 2, .threads = 1};

}  // namespace

TEST_CASE("amounts are counted by visit, by hour, by member of staff, by case, by waiting and by stay") {
  Clinic clinic;
  // A week counts 168 visits to each step, 84 hours of seeing, 336 hours of rest; each case stays 2.5 hours.
  clinic.step("see").uses = {use(clinic.carbon, 0.5), use(clinic.carbon, 2, Use::Per::hour)};
  clinic.step("rest").uses = {use(clinic.carbon, 0.25, Use::Per::hour)};
  clinic.workflow.roles[RoleId{0}].uses = {use(clinic.gloves, 1), use(clinic.carbon, 1, Use::Per::hour)};
  clinic.workflow.cases[CaseTypeId{0}].uses = {use(clinic.carbon, 6), use(clinic.money, 4, Use::Per::hour),
                                               use(clinic.money, 3, Use::Per::stay)};
  const RunResult result = run(clinic.workflow, twice);
  // carbon: see 168 x 0.5 + 84 x 2 + 2 nurses x 84 x 1 = 420; rest 336 x 0.25 = 84; cases 168 x 6 = 1008.
  const QuantityFigures& carbon = named(result.headline, "carbon");
  CHECK(*carbon.per_week.mean == Approx(420 + 84 + 1008));
  CHECK(*carbon.per_case.mean == Approx(9));
  CHECK(carbon.unit == "kg");
  REQUIRE(carbon.steps.size() == 2);
  CHECK(*carbon.steps[0].per_week.mean == Approx(420));
  CHECK(*carbon.steps[1].per_week.mean == Approx(84));
  REQUIRE(carbon.roles.size() == 1);
  CHECK(*carbon.roles[0].per_week.mean == Approx(168));
  REQUIRE(carbon.cases.size() == 1);
  CHECK(*carbon.cases[0].per_week.mean == Approx(*carbon.per_week.mean));
  // gloves: two nurses at each visit. money: nobody waits, and 168 cases stay 2.5 hours: 168 x 2.5 x 3.
  CHECK(*named(result.headline, "gloves").per_week.mean == Approx(336));
  CHECK(*named(result.headline, "money").per_week.mean == Approx(1260));
}

TEST_CASE("what a batch uses counts once, in equal parts for its members") {
  Clinic clinic;
  clinic.step("see").batch = Batching{};
  clinic.step("see").batch->size = 4;
  clinic.step("see").uses = {use(clinic.money, 20, Use::Per::batch), use(clinic.money, 1)};
  const RunResult result = run(clinic.workflow, twice);
  // A week counts 168 patients, who are 42 batches: 42 x 20 + 168 x 1.
  const QuantityFigures& money = named(result.headline, "money");
  CHECK(*money.per_week.mean == Approx(840 + 168));
  CHECK(*money.per_case.mean == Approx(6));
  REQUIRE(money.cases.size() == 1);
  CHECK(*money.cases[0].per_week.mean == Approx(840 + 168));
}

TEST_CASE("who gives a share of their attention uses that share of each hour, and the whole of each use") {
  Clinic clinic;
  clinic.step("see").who.front() = {RoleId{0}, 1, 250};
  clinic.workflow.roles[RoleId{0}].uses = {use(clinic.gloves, 1), use(clinic.carbon, 1, Use::Per::hour)};
  clinic.workflow.roles[RoleId{0}].rate = Quantity{20, {}};
  const RunResult result = run(clinic.workflow, twice);
  // 168 visits; 84 hours of seeing, of which a nurse gives a quarter: 21.
  CHECK(*named(result.headline, "gloves").per_week.mean == Approx(168));
  CHECK(*named(result.headline, "carbon").per_week.mean == Approx(21));
  CHECK(*result.headline.work_cost_per_week.mean == Approx(420));
}

TEST_CASE("waiting for staff costs what it is said to cost") {
  Clinic clinic;
  // One nurse, who is asked for half of her time by patients who come as they like: some wait, and the cost is 4 an hour
  // of their mean wait, which the parts of a case's time say as well.
  clinic.step("see").who.front().count = 1;
  clinic.workflow.roles[RoleId{0}].staff.value = 1;
  clinic.workflow.cases[CaseTypeId{0}].demand.interval = exponential(3600e6);
  clinic.workflow.cases[CaseTypeId{0}].uses = {use(clinic.money, 4, Use::Per::hour)};
  const RunResult result = run(clinic.workflow, twice);
  const CaseFigures& patient = result.headline.cases.front();
  const double waiting = *patient.parts[static_cast<std::size_t>(Part::queueing)].mean;
  CHECK(waiting > 0);
  CHECK(*named(result.headline, "money").per_case.mean == Approx(4 * waiting / 3600));
}

TEST_CASE("money is added to what paid hours cost, once") {
  Clinic clinic;
  clinic.workflow.roles[RoleId{0}].rate = Quantity{20, {}};
  clinic.step("see").uses = {use(clinic.money, 5)};
  const RunResult result = run(clinic.workflow, twice);
  // Two nurses are paid for 168 hours each at 20; 168 visits at 5.
  CHECK(*result.headline.paid_cost_per_week.mean == Approx(6720));
  CHECK(*result.headline.all_money_per_week.mean == Approx(6720 + 840));
  clinic.workflow.quantities[clinic.money].name = "francs";
  CHECK(run(clinic.workflow, twice).headline.all_money_per_week.n == 0);
}

TEST_CASE("an amount that is not known is drawn anew in each replication, and only then") {
  Clinic clinic;
  Use uncertain = use(clinic.carbon, 0.5);
  Assumption range;
  range.path = "steps.see.uses.carbon";
  range.value = 0.5;
  range.swept = range.range_stated = true;
  range.low = 0.2;
  range.high = 0.8;
  uncertain.amount.assumption = clinic.workflow.assumptions.push_back(range);
  clinic.step("see").uses = {uncertain};
  const RunResult result = run(clinic.workflow, {.replications = 20, .threads = 1});
  const Estimate& drawn = named(result.headline, "carbon").per_case;
  CHECK(*drawn.sd > 0);
  CHECK(*drawn.mean == Approx(*result.assumptions.front().drawn.mean));
  REQUIRE(result.luck_only);
  CHECK(*named(*result.luck_only, "carbon").per_case.mean == Approx(0.5));
}

TEST_CASE("a comparison saves what is used less, also where only one side names it") {
  Clinic before, after;
  before.step("see").uses = {use(before.carbon, 0.5), use(before.gloves, 1), use(before.money, 2)};
  after.step("see").uses = {use(after.carbon, 0.125), use(after.money, 3)};
  after.workflow.quantities[after.gloves].name = "masks";
  after.step("rest").uses = {use(after.gloves, 1)};
  const Comparison two = compare(before.workflow, after.workflow, twice);
  const auto saved = [&](const std::string& name) {
    for (const QuantityDifference& one : two.headline.quantities) {
      if (one.name == name) return *one.per_week.saved.mean;
    }
    throw std::runtime_error(name);
  };
  CHECK(saved("carbon") == Approx(168 * 0.375));
  CHECK(saved("gloves") == Approx(168));
  CHECK(saved("masks") == Approx(-168));
  CHECK(saved("money") == Approx(-168));
  CHECK(*two.headline.all_money_per_week.saved.mean == Approx(-168));
  CHECK(*two.headline.quantities.front().per_week.better.mean == 1);
  const auto told = [&](const std::string& words) {
    return std::any_of(two.story.begin(), two.story.end(),
                       [&](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
  };
  CHECK(told("The use of “carbon” falls by 63.0 kg a week"));
  CHECK(told("The use of “masks” rises by 168.0 pairs a week"));
}
