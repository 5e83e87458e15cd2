// Visits per case against what follows by hand.
#include "stepwell/analysis/visits.hpp"
#include "catch.hpp"
#include "process/builders.hpp"

using namespace stepwell;
using stepwell::testing::minutes;
using stepwell::testing::WorkflowBuilder;

namespace {

double visits(const Workflow& workflow, const std::string& step) {
  const VisitEstimates estimates = expected_visits(workflow);
  REQUIRE(estimates.bounded);
  return estimates.cases[CaseTypeId{0}][*workflow.find_step(step)].visits;
}

}  // namespace

TEST_CASE("a loop that comes back with chance p is visited 1 / (1 - p) times") {
  const Workflow workflow = WorkflowBuilder().gateway("a").chances({{"a", 0.2}, {"e", 0.8}}).end("e").build();
  CHECK(visits(workflow, "a") == Approx(1.25).epsilon(1e-12));  // 1 / 0.8
  CHECK(visits(workflow, "e") == Approx(1).epsilon(1e-12));
  CHECK_FALSE(expected_visits(workflow).approximate());
}

TEST_CASE("the traffic equations of a network with feedback") {
  // a = 1 + 0.3 b, b = 0.6 a + 0.5 c, c = 0.4 a + 0.2 b
  // => b = 0.8 a + 0.1 b => b = 8/9 a; a = 1 + 4/15 a => a = 15/11, b = 40/33, c = 6/11 + 8/33 = 26/33
  const Workflow workflow = WorkflowBuilder()
                                .gateway("a")
                                .chances({{"b", 0.6}, {"c", 0.4}})
                                .gateway("b")
                                .chances({{"a", 0.3}, {"c", 0.2}, {"e", 0.5}})
                                .gateway("c")
                                .chances({{"b", 0.5}, {"e", 0.5}})
                                .end("e")
                                .build();
  CHECK(visits(workflow, "a") == Approx(15.0 / 11).epsilon(1e-12));
  CHECK(visits(workflow, "b") == Approx(40.0 / 33).epsilon(1e-12));
  CHECK(visits(workflow, "c") == Approx(26.0 / 33).epsilon(1e-12));
}

TEST_CASE("a split visits every branch and its join fires once") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"a", "b", "c"})
                                .gateway("a")
                                .to("j")
                                .gateway("b")
                                .to("j")
                                .gateway("c")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(visits(workflow, "b") == Approx(1).epsilon(1e-12));
  CHECK(visits(workflow, "j") == Approx(1).epsilon(1e-12));
  CHECK(visits(workflow, "e") == Approx(1).epsilon(1e-12));
}

TEST_CASE("branches that never meet are all visited") {
  const Workflow workflow = WorkflowBuilder().gateway("s").all({"e", "e", "f"}).end("e").end("f").build();
  CHECK(visits(workflow, "e") == Approx(2).epsilon(1e-12));
}

TEST_CASE("a split with its join in a loop is passed 1 / (1 - p) times") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"a", "b"})
                                .gateway("a")
                                .to("j")
                                .gateway("b")
                                .to("j")
                                .join("j")
                                .chances({{"s", 0.5}, {"e", 0.5}})
                                .end("e")
                                .build();
  CHECK(visits(workflow, "a") == Approx(2).epsilon(1e-12));
  CHECK(visits(workflow, "j") == Approx(2).epsilon(1e-12));
}

TEST_CASE("tokens that multiply without end are found out") {
  // Each round trip makes 2 x 0.6 = 1.2 new ones.
  const Workflow workflow =
      WorkflowBuilder().gateway("s").all({"a", "a"}).gateway("a").chances({{"s", 0.6}, {"e", 0.4}}).end("e").build();
  CHECK_FALSE(expected_visits(workflow).bounded);
}

TEST_CASE("two rules that read the same attribute agree") {
  // All who attend come to y and nobody else: 0.94, not 0.94 x 0.94.
  const Workflow workflow = WorkflowBuilder()
                                .chance("attends", 0.94)
                                .gateway("a")
                                .rules({{"attends", "b"}, {"", "e"}})
                                .gateway("b")
                                .rules({{"attends", "y"}, {"", "e"}})
                                .gateway("y")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(visits(workflow, "y") == Approx(0.94).epsilon(1e-12));
  CHECK_FALSE(expected_visits(workflow).approximate());
}

TEST_CASE("what a step sets on one branch is known behind the join") {
  // 0.1 of cases go through the setter on one branch, independently 0.5 on the other: 1 - 0.9 x 0.5 = 0.55 are set.
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"a", "b"})
                                .gateway("a")
                                .chances({{"x", 0.1}, {"j", 0.9}})
                                .gateway("x")
                                .sets("late")
                                .to("j")
                                .gateway("b")
                                .chances({{"y", 0.5}, {"j", 0.5}})
                                .gateway("y")
                                .sets("late")
                                .to("j")
                                .join("j")
                                .rules({{"late", "sorry"}, {"", "e"}})
                                .gateway("sorry")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(visits(workflow, "sorry") == Approx(0.55).epsilon(1e-12));
}

TEST_CASE("what a step sets before a split is known on both branches and behind the join") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("a")
                                .chances({{"x", 0.3}, {"s", 0.7}})
                                .gateway("x")
                                .sets("late")
                                .to("s")
                                .gateway("s")
                                .all({"b", "c"})
                                .gateway("b")
                                .to("j")
                                .gateway("c")
                                .to("j")
                                .join("j")
                                .rules({{"late", "sorry"}, {"", "e"}})
                                .gateway("sorry")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(visits(workflow, "sorry") == Approx(0.3).epsilon(1e-12));
}

TEST_CASE("a loop that ends once a step has set something is gone round once") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("a")
                                .rules({{"checked", "e"}, {"", "check"}})
                                .gateway("check")
                                .sets("checked")
                                .to("a")
                                .end("e")
                                .build();
  CHECK(visits(workflow, "a") == Approx(2).epsilon(1e-9));
  CHECK(visits(workflow, "check") == Approx(1).epsilon(1e-9));
}

TEST_CASE("a rule on the clock gets equal shares and says so") {
  using Kind = RuleOperation::Kind;
  WorkflowBuilder builder;
  builder.gateway("a").rules({{"", "x"}, {"", "e"}});
  Rule late;
  late.text = "time >= 16:00";
  late.operations = {{Kind::time_of_day, 0, 0}, {Kind::number, 0, 16 * 3.6e9}, {Kind::greater_or_equal, 0, 0}};
  builder.last().next[0].when = late;
  const Workflow workflow = builder.gateway("x").to("e").end("e").build();
  CHECK(visits(workflow, "x") == Approx(0.5));
  REQUIRE(expected_visits(workflow).approximations.size() == 1);
  CHECK(expected_visits(workflow).approximations.front() ==
        "the rules of \"a\" read what is not known beforehand, so each way gets an equal share");
}

TEST_CASE("the time of a visit follows the attribute, with its second moment") {
  // 0.25: 20 min, else 10 min; plus 4 min for 0.5, all constant.
  // mean = 12.5 + 2 = 14.5; E X^2 = 0.25 (0.5 x 20^2 + 0.5 x 24^2) + 0.75 (0.5 x 10^2 + 0.5 x 14^2) = 122 + 111 = 233
  WorkflowBuilder builder;
  builder.role("doctor")
      .chance("new", 0.25)
      .chance("slow", 0.5)
      .work("see", "doctor", constant(minutes(10)))
      .adds("slow", constant(minutes(4)))
      .adds("new", constant(minutes(10)))
      .to("e")
      .end("e");
  const Workflow workflow = builder.build();
  const VisitEstimate visit = expected_visits(workflow).cases[CaseTypeId{0}][StepId{0}];
  CHECK(visit.mean == Approx(minutes(14.5)).epsilon(1e-12));
  CHECK(visit.mean_square == Approx(233 * minutes(1) * minutes(1)).epsilon(1e-12));
}
