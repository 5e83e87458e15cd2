// Splits, joins, ways out: what is sound, and each way of not being so.
#include <algorithm>

#include "catch.hpp"
#include "process/builders.hpp"
#include "process/codes.hpp"
#include "stepwell/process/soundness.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using stepwell::testing::Codes;
using stepwell::testing::codes;
using stepwell::testing::minutes;
using stepwell::testing::WorkflowBuilder;

namespace {

std::string message(const Workflow& workflow) {
  const Diagnostics diagnostics = validate(workflow);
  REQUIRE(diagnostics.size() == 1);
  return diagnostics.front().message;
}

}  // namespace

TEST_CASE("a split whose branches meet at a join is sound") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "b"})
                  .gateway("a")
                  .to("j")
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .to("e")
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("a split whose branches end apart needs no join") {
  CHECK(codes(WorkflowBuilder().gateway("s").all({"a", "b"}).end("a").end("b").build()).empty());
}

TEST_CASE("a branch may choose between two routes to the same join") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "b"})
                  .gateway("a")
                  .chances({{"x", 0.5}, {"j", 0.5}})
                  .gateway("x")
                  .to("j")
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .to("e")
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("a branch may go round inside itself before it comes to the join") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "b"})
                  .gateway("a")
                  .chances({{"a", 0.2}, {"j", 0.8}})
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .to("e")
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("splits may be nested when each has a join of its own") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"n", "b"})
                  .gateway("n")
                  .all({"c", "d"})
                  .gateway("c")
                  .to("k")
                  .gateway("d")
                  .to("k")
                  .join("k")
                  .to("j")
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .to("e")
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("a join may itself split again") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "b"})
                  .gateway("a")
                  .to("j")
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .all({"x", "y"})
                  .end("x")
                  .end("y")
                  .build())
            .empty());
}

TEST_CASE("a split and its join may stand in a loop") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "b"})
                  .gateway("a")
                  .to("j")
                  .gateway("b")
                  .to("j")
                  .join("j")
                  .chances({{"s", 0.3}, {"e", 0.7}})
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("two splits on different ways may share one join") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("c")
                                .chances({{"s", 0.5}, {"t", 0.5}})
                                .gateway("s")
                                .all({"a", "b"})
                                .gateway("t")
                                .all({"a", "b", "d"})
                                .gateway("a")
                                .to("j")
                                .gateway("b")
                                .to("j")
                                .gateway("d")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(codes(workflow).empty());
  const auto joins = joins_of_splits(workflow);
  CHECK(joins[StepId{1}] == std::vector<StepId>{StepId{6}});
  CHECK(joins[StepId{2}] == std::vector<StepId>{StepId{6}});
  CHECK(joins[StepId{0}].empty());
}

TEST_CASE("an unjoined split behind a join is sound, as in the outpatient clinic") {
  CHECK(codes(WorkflowBuilder()
                  .chance("attends", 0.94)
                  .gateway("booked")
                  .all({"notes", "day"})
                  .gateway("notes")
                  .to("ready")
                  .gateway("day")
                  .rules({{"attends", "check in"}, {"", "ready"}})
                  .gateway("check in")
                  .to("ready")
                  .join("ready")
                  .rules({{"attends", "seen"}, {"", "filed"}})
                  .gateway("seen")
                  .all({"leave", "letter", "filed"})
                  .end("leave")
                  .end("letter")
                  .end("filed")
                  .build())
            .empty());
}

TEST_CASE("a join that a token reaches outside any split is an error") {
  const Workflow workflow = WorkflowBuilder().gateway("a").to("j").join("j").to("e").end("e").build();
  CHECK(message(workflow) == "a token can come to the join \"j\" without any split before it (a -> j)");
  CHECK(codes(workflow) == Codes{"join-without-split"});
}

TEST_CASE("a join at which a case starts is outside any split") {
  CHECK(codes(WorkflowBuilder().join("j").to("e").end("e").build()) == Codes{"join-without-split"});
}

TEST_CASE("a second join behind the join of the only split is outside any split") {
  CHECK(codes(WorkflowBuilder().gateway("s").all({"j", "j"}).join("j").to("k").join("k").to("e").end("e").build()) ==
        Codes{"join-without-split"});
}

TEST_CASE("a branch that can end before the join leaves the others waiting") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"a", "b"})
                                .gateway("a")
                                .chances({{"gone", 0.1}, {"j", 0.9}})
                                .end("gone")
                                .gateway("b")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(codes(workflow) == Codes{"missed-join"});
  CHECK(message(workflow) ==
        "the join \"j\" can wait for ever: the branch \"a\" of the split \"s\" can end at \"gone\" (a -> gone)");
}

TEST_CASE("a branch that splits into ends misses the join") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"n", "b"})
                                .gateway("n")
                                .all({"x", "y"})
                                .end("x")
                                .end("y")
                                .gateway("b")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(codes(workflow) == Codes{"missed-join"});
  CHECK(message(workflow).find("splits at \"n\" into branches that end apart") != std::string::npos);
}

TEST_CASE("branches that go to different joins miss each other") {
  CHECK(codes(WorkflowBuilder().gateway("s").all({"j", "k"}).join("j").to("e").join("k").to("e").end("e").build()) ==
        Codes{"missed-join"});
}

TEST_CASE("an inner split that meets at the outer join comes to it twice") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"n", "b"})
                                .gateway("n")
                                .all({"c", "d"})
                                .gateway("c")
                                .to("j")
                                .gateway("d")
                                .to("j")
                                .gateway("b")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(codes(workflow) == Codes{"join-twice"});
}

TEST_CASE("a branch that goes back before its own split comes to the join twice") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("s")
                                .all({"a", "b"})
                                .gateway("a")
                                .chances({{"s", 0.1}, {"j", 0.9}})
                                .gateway("b")
                                .to("j")
                                .join("j")
                                .to("e")
                                .end("e")
                                .build();
  CHECK(codes(workflow) == Codes{"join-twice"});
}

TEST_CASE("a loop without a way out is named once") {
  const Workflow workflow = WorkflowBuilder()
                                .gateway("a")
                                .chances({{"b", 0.5}, {"e", 0.5}})
                                .gateway("b")
                                .to("c")
                                .gateway("c")
                                .to("b")
                                .end("e")
                                .build();
  CHECK(codes(workflow) == Codes{"no-way-out"});
  CHECK(message(workflow) == "a token that comes to \"b\", \"c\" goes round for ever");
}

TEST_CASE("a loop that leads only into a loop without a way out is not itself at fault") {
  CHECK(codes(WorkflowBuilder().gateway("a").chances({{"a", 0.5}, {"b", 0.5}}).gateway("b").to("b").build()) ==
        Codes{"no-way-out"});
}

TEST_CASE("two loops without a way out are two errors") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("a")
                  .chances({{"b", 0.5}, {"c", 0.5}})
                  .gateway("b")
                  .to("b")
                  .gateway("c")
                  .to("c")
                  .build()) == Codes{"no-way-out", "no-way-out"});
}

TEST_CASE("a way out with a chance of 0 is none") {
  CHECK(codes(WorkflowBuilder().gateway("a").chances({{"a", 1}, {"e", 0}}).end("e").build()) == Codes{"no-way-out"});
}

TEST_CASE("a split of which one branch always goes back to it never gets out") {
  CHECK(codes(WorkflowBuilder().gateway("s").all({"a", "e"}).gateway("a").to("s").end("e").build()) ==
        Codes{"no-way-out"});
}

TEST_CASE("a split of which one branch may go back to it terminates the checker") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("s")
                  .all({"a", "e"})
                  .gateway("a")
                  .chances({{"s", 0.5}, {"e", 0.5}})
                  .end("e")
                  .build())
            .empty());
}

TEST_CASE("a step that no case comes to is unreachable") {
  const Workflow workflow = WorkflowBuilder().gateway("a").to("e").end("e").gateway("lost").to("e").build();
  CHECK(codes(workflow) == Codes{"unreachable-step"});
  CHECK(message(workflow) == "no case ever comes to the step \"lost\"");
}

TEST_CASE("a second case type makes its own steps reachable") {
  CHECK(codes(WorkflowBuilder().gateway("a").to("e").end("e").gateway("b").to("e").case_type("visitor", "b").build())
            .empty());
}

TEST_CASE("several mistakes are found at once") {
  Codes found = codes(WorkflowBuilder()
                          .gateway("s")
                          .all({"a", "b"})
                          .gateway("a")
                          .chances({{"e", 0.5}, {"j", 0.4}})
                          .gateway("b")
                          .to("j")
                          .join("j")
                          .to("k")
                          .join("k")
                          .to("e")
                          .end("e")
                          .gateway("lost")
                          .to("e")
                          .build());
  std::sort(found.begin(), found.end());
  CHECK(found == Codes{"chances-sum", "join-without-split", "missed-join", "unreachable-step"});
}
