// Ways out of a step other than being done, inclusive splits and races: what fits together, and what stays sound.
#include "catch.hpp"
#include "process/builders.hpp"
#include "process/codes.hpp"
#include "stepwell/process/graph.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using stepwell::testing::Codes;
using stepwell::testing::codes;
using stepwell::testing::minutes;
using stepwell::testing::WorkflowBuilder;

namespace {

Step& step(Workflow& workflow, const std::string& name) { return workflow.steps[workflow.find_step(name).value()]; }
StepId id(const Workflow& workflow, const std::string& name) { return workflow.find_step(name).value(); }

/// A doctor sees a patient, who goes or leaves unseen.
Workflow surgery() {
  Workflow workflow = WorkflowBuilder()
                          .role("doctor")
                          .role("nurse")
                          .work("see", "doctor", constant(minutes(5)))
                          .to("talk")
                          .work("talk", "nurse", constant(minutes(5)))
                          .to("gone")
                          .end("gone")
                          .end("unseen")
                          .build();
  step(workflow, "see").patience = exponential(minutes(30));
  step(workflow, "see").gives_up = id(workflow, "unseen");
  return workflow;
}

template <class Bend>
Codes codes_of_surgery(Bend bend) {
  Workflow workflow = surgery();
  bend(workflow);
  return codes(workflow);
}

/// A split into `a` and `b` that meet at `j`; `a` is work.
Workflow split_and_join() {
  return WorkflowBuilder()
      .role("nurse")
      .gateway("s")
      .all({"a", "b"})
      .work("a", "nurse", constant(minutes(5)))
      .to("j")
      .wait("b", constant(minutes(5)))
      .to("j")
      .join("j")
      .to("e")
      .end("e")
      .end("late")
      .build();
}

Deadline deadline_to(StepId to, bool interrupts) {
  Deadline deadline;
  deadline.after = constant(minutes(60));
  deadline.to = to;
  deadline.interrupts = interrupts;
  return deadline;
}

}  // namespace

TEST_CASE("patience that leads somewhere has nothing wrong with it") { CHECK(codes(surgery()).empty()); }

TEST_CASE("patience needs a way out, and a way out a reason") {
  CHECK(codes_of_surgery([](Workflow& w) {
          step(w, "see").patience.reset();
          step(w, "see").gives_up.reset();
          step(w, "see").balks_at = 3;
        }) == Codes{"no-gives-up", "unreachable-step"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "see").patience.reset(); }) == Codes{"never-gives-up"});
  CHECK(codes_of_surgery([](Workflow& w) {
          step(w, "see").patience.reset();
          w.roles[RoleId{0}].pre_emption = PreEmption::lost;
        }).empty());
  CHECK(codes_of_surgery([](Workflow& w) { w.roles[RoleId{1}].pre_emption = PreEmption::lost; }) ==
        Codes{"lost-without-way"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "see").patience = uniform(minutes(-5), minutes(5)); }) ==
        Codes{"negative-time"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "gone").gives_up = id(w, "unseen"); }) ==
        Codes{"patience-without-work"});
}

TEST_CASE("indices of ways out that point nowhere are found") {
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "see").gives_up = StepId{99}; }) ==
        Codes{"dangling-reference", "unreachable-step"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "see").deadlines.push_back(deadline_to(StepId{99}, true)); }) ==
        Codes{"dangling-reference"});
  CHECK(codes_of_surgery([](Workflow& w) {
          step(w, "see").deadlines.push_back(deadline_to(id(w, "unseen"), true));
          step(w, "see").deadlines.back().calendar = CalendarId{99};
        }) == Codes{"dangling-reference"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "see").at_most = VisitLimit{2, StepId{99}, {}}; }) ==
        Codes{"dangling-reference"});
  CHECK(codes_of_surgery([](Workflow& w) {
          step(w, "talk").routing = Routing::first_of;
          step(w, "talk").next.push_back(step(w, "talk").next.front());
          step(w, "talk").next.back().to = StepId{99};
        }) == Codes{"dangling-reference", "race-misfit"});
}

TEST_CASE("limits and cancelling stand where they can mean something") {
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "talk").at_most = VisitLimit{2, id(w, "unseen"), {}}; }).empty());
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "talk").at_most = VisitLimit{0, id(w, "unseen"), {}}; }) ==
        Codes{"no-visits"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "gone").at_most = VisitLimit{2, id(w, "unseen"), {}}; }) ==
        Codes{"visits-misfit"});
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "gone").cancels = true; }).empty());
  CHECK(codes_of_surgery([](Workflow& w) { step(w, "talk").cancels = true; }) == Codes{"cancels-without-end"});
}

TEST_CASE("roles of one step agree on the order of their queue") {
  const auto together = [](auto bend) {
    return codes_of_surgery([&](Workflow& w) {
      step(w, "see").who.push_back({RoleId{1}, 1});
      bend(w.roles[RoleId{0}], w.roles[RoleId{1}]);
    });
  };
  CHECK(together([](Role& a, Role& b) { a.discipline = b.discipline = Discipline::shortest; }).empty());
  CHECK(together([](Role& a, Role&) { a.discipline = Discipline::shortest; }) == Codes{"mixed-queue"});
  CHECK(together([](Role&, Role& b) { b.ages = 1; }) == Codes{"mixed-queue"});
  CHECK(together([](Role& a, Role&) { a.pre_emption = PreEmption::resume; }).empty());
  CHECK(together([](Role& a, Role& b) {
          a.pre_emption = PreEmption::resume;
          b.pre_emption = PreEmption::restart;
        }) == Codes{"mixed-queue"});
  CHECK(codes_of_surgery([](Workflow& w) { w.roles[RoleId{0}].ages = -1; }) == Codes{"bad-ages"});
  CHECK(codes_of_surgery([](Workflow& w) { w.roles[RoleId{0}].cleaning = constant(1e6); }) ==
        Codes{"cleaning-of-staff"});
  CHECK(codes_of_surgery([](Workflow& w) {
          w.roles[RoleId{0}].ages = 1;
          w.roles[RoleId{0}].discipline = Discipline::random;
        }) == Codes{"ages-misfit"});
}

TEST_CASE("due times are wanted where the earliest goes first, and nowhere else") {
  const auto due_first = [](Workflow& w) { w.roles[RoleId{0}].discipline = Discipline::earliest_due; };
  CHECK(codes_of_surgery(due_first) == Codes{"no-due"});
  CHECK(codes_of_surgery([&](Workflow& w) {
          due_first(w);
          w.cases[CaseTypeId{0}].due = 4 * one_hour;
        }).empty());
  CHECK(codes_of_surgery([](Workflow& w) { w.cases[CaseTypeId{0}].due = 4 * one_hour; }) == Codes{"unused-due"});
}

TEST_CASE("an inclusive split has two branches or more, and one way at least that is taken") {
  const auto split = [](auto bend) {
    Workflow w = WorkflowBuilder().gateway("s").all({"a", "b", "c"}).end("a").end("b").end("c").build();
    Step& s = step(w, "s");
    s.routing = Routing::any;
    s.next[0].chance.value = 0.3;
    s.next[1].chance.value = 0.9;
    bend(s.next);
    return codes(w);
  };
  CHECK(split([](auto& next) { next[2].otherwise = true; }).empty());
  CHECK(split([](auto&) {}).empty());  // the third is always taken
  CHECK(split([](auto& next) { next[2].chance.value = 0.5; }) == Codes{"any-or-nothing"});
  CHECK(split([](auto& next) { next[2].chance = {1, AssumptionId{7}}; }) ==
        Codes{"dangling-reference", "any-or-nothing"});  // what is not certain to be 100 %
  CHECK(split([](auto& next) {
          next[0].chance.value = 1;
          next[2].otherwise = true;
        }) == Codes{"idle-otherwise"});
  CHECK(split([](auto& next) { next[0].chance.value = 1.5; }) == Codes{"chance-out-of-range"});
  CHECK(split([](auto& next) { next[0].otherwise = true; }) == Codes{"routing-misfit"});
  CHECK(split([](auto& next) {
          next[1].to = next[0].to;
          next[2] = next[0];
          next.resize(1);
        }) == Codes{"lone-branch", "unreachable-step", "unreachable-step"});
}

TEST_CASE("a race is between work and waits that can only be done") {
  const auto race = [](auto bend) {
    Workflow w = WorkflowBuilder()
                     .role("nurse")
                     .gateway("r")
                     .all({"a", "b"})
                     .work("a", "nurse", constant(minutes(5)))
                     .to("e")
                     .wait("b", constant(minutes(5)))
                     .to("e")
                     .end("e")
                     .build();
    step(w, "r").routing = Routing::first_of;
    bend(w);
    return codes(w);
  };
  CHECK(race([](Workflow&) {}).empty());
  CHECK(race([](Workflow& w) { step(w, "r").next.pop_back(); }) == Codes{"lone-branch", "unreachable-step"});
  CHECK(race([](Workflow& w) { step(w, "r").next.back().to = id(w, "e"); }) ==
        Codes{"race-misfit", "unreachable-step"});
  CHECK(race([](Workflow& w) { step(w, "b").deadlines.push_back(deadline_to(id(w, "e"), false)); }) ==
        Codes{"race-way-out"});
  CHECK(race([](Workflow& w) { step(w, "a").at_most = VisitLimit{1, id(w, "e"), {}}; }) == Codes{"race-way-out"});
  CHECK(race([](Workflow& w) {
          w.roles[RoleId{0}].pre_emption = PreEmption::lost;
          step(w, "a").gives_up = id(w, "e");
        }) == Codes{"race-way-out"});
}

// ---------------------------------------------------------------- soundness

TEST_CASE("the way of an interrupting deadline must come to the join too") {
  Workflow w = split_and_join();
  step(w, "a").deadlines.push_back(deadline_to(id(w, "late"), true));
  CHECK(codes(w) == Codes{"missed-join"});
  step(w, "a").deadlines[0].to = id(w, "j");
  CHECK(codes(w) == Codes{"unreachable-step"});  // only that nobody is late any more
}

TEST_CASE("so must that of who gives up, and of who comes too often") {
  Workflow w = split_and_join();
  step(w, "a").patience = constant(minutes(5));
  step(w, "a").gives_up = id(w, "late");
  CHECK(codes(w) == Codes{"missed-join"});
  Workflow v = split_and_join();
  step(v, "a").at_most = VisitLimit{1, id(v, "late"), {}};
  CHECK(codes(v) == Codes{"missed-join"});
}

TEST_CASE("an end that cancels may stand inside a branch of a split that is joined") {
  Workflow w = split_and_join();
  step(w, "a").deadlines.push_back(deadline_to(id(w, "late"), true));
  step(w, "late").cancels = true;
  CHECK(codes(w).empty());
}

TEST_CASE("a deadline that does not interrupt belongs to no split") {
  Workflow w = split_and_join();
  step(w, "a").deadlines.push_back(deadline_to(id(w, "late"), false));
  CHECK(codes(w).empty());
  step(w, "a").deadlines[0].to = id(w, "j");
  CHECK(codes(w) == Codes{"unreachable-step", "join-without-split"});
}

TEST_CASE("a race is a choice: each of its ways must come to the join, and no join meets them") {
  Workflow w = split_and_join();
  step(w, "s").routing = Routing::first_of;
  CHECK(codes(w) == Codes{"unreachable-step", "join-without-split"});
  Workflow v = WorkflowBuilder()
                   .gateway("s")
                   .all({"r", "b"})
                   .gateway("r")
                   .all({"x", "y"})
                   .wait("x", constant(minutes(1)))
                   .to("j")
                   .wait("y", constant(minutes(2)))
                   .to("j")
                   .wait("b", constant(minutes(5)))
                   .to("j")
                   .join("j")
                   .to("e")
                   .end("e")
                   .build();
  step(v, "r").routing = Routing::first_of;
  CHECK(codes(v).empty());
  step(v, "y").next[0].to = id(v, "e");
  CHECK(codes(v) == Codes{"missed-join"});
}

TEST_CASE("an inclusive split is joined like any other") {
  Workflow w = split_and_join();
  step(w, "s").routing = Routing::any;
  step(w, "s").next[0].chance.value = 0.3;
  step(w, "late").nature = Nature::gateway;
  step(w, "late").end.clear();
  step(w, "late").routing = Routing::straight;
  step(w, "late").next = {Flow{id(w, "j"), {1, {}}, {}, {}, false}};
  step(w, "s").next.push_back(Flow{id(w, "late"), {1, {}}, {}, {}, true});
  step(w, "s").next[1].chance.value = 0.5;
  CHECK(codes(w).empty());
  step(w, "late").next[0].to = id(w, "e");
  CHECK(codes(w) == Codes{"missed-join"});
}

TEST_CASE("a loop that only a limit of visits leaves has a way out") {
  Workflow w = WorkflowBuilder().wait("a", constant(minutes(1))).to("a").end("e").build();
  CHECK(codes(w) == Codes{"unreachable-step", "no-way-out"});
  step(w, "a").at_most = VisitLimit{3, id(w, "e"), {}};
  CHECK(codes(w).empty());
}

TEST_CASE("the graph tells ways on, ways aside and ways apart from each other") {
  Workflow w = split_and_join();
  step(w, "a").patience = constant(minutes(5));
  step(w, "a").gives_up = id(w, "j");
  step(w, "a").deadlines = {deadline_to(id(w, "e"), true), deadline_to(id(w, "late"), false)};
  step(w, "a").at_most = VisitLimit{3, id(w, "s"), {}};
  const FlowGraph graph(w);
  CHECK(graph.next(id(w, "a")) == std::vector{id(w, "j")});
  CHECK(graph.aside(id(w, "a")) == std::vector{id(w, "j"), id(w, "e"), id(w, "s")});
  CHECK(graph.apart(id(w, "a")) == std::vector{id(w, "late")});
  CHECK(graph.repeated()[id(w, "s")] == 1);
}
