// Many replications: the same bits on any number of threads, and a clean way out.
#include "catch.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "builders.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results_json.hpp"
#include "stepwell/process/event_log.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("one, two and five threads give the same bytes") {
  const Workflow workflow = one_queue(10, 8);
  const std::string one = to_json(run(workflow, {.replications = 17, .threads = 1}));
  CHECK(to_json(run(workflow, {.replications = 17, .threads = 2})) == one);
  CHECK(to_json(run(workflow, {.replications = 17, .threads = 5})) == one);
  const Workflow faster = one_queue(10, 6);
  const std::string pair = to_json(compare(workflow, faster, {.replications = 9, .threads = 1}));
  CHECK(to_json(compare(workflow, faster, {.replications = 9, .threads = 3})) == pair);
}

TEST_CASE("another seed gives other numbers") {
  const Workflow workflow = one_queue(10, 8);
  CHECK(to_json(run(workflow, {.replications = 3, .seed = 1})) !=
        to_json(run(workflow, {.replications = 3, .seed = 2})));
}

TEST_CASE("no replications are a misuse") {
  CHECK_THROWS_AS(run(one_queue(10, 8), {.replications = 0}), std::invalid_argument);
}

TEST_CASE("progress is told on the caller's thread and ends with all of them") {
  std::uint64_t last = 0;
  std::uint64_t total = 0;
  const auto caller = std::this_thread::get_id();
  RunOptions options;
  options.replications = 8;
  options.progress = [&](std::uint64_t done, std::uint64_t all) {
    CHECK(std::this_thread::get_id() == caller);
    CHECK(done >= last);
    last = done;
    total = all;
  };
  run(one_queue(10, 8), options);
  CHECK(last == 8);
  CHECK(total == 8);
}

TEST_CASE("a stop flag ends the run with an exception of its own") {
  const std::atomic<bool> stop{true};
  RunOptions options;
  options.stop = &stop;
  CHECK_THROWS_AS(run(one_queue(10, 8), options), Interrupted);
}

TEST_CASE("what a progress callback throws reaches the caller") {
  RunOptions options;
  options.replications = 10'000;
  options.progress = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("enough"); };
  CHECK_THROWS_WITH(run(one_queue(10, 8), options), "enough");
}

TEST_CASE("what a replication throws reaches the caller") {
  // Two gateways that send each case back and forth for ever: nothing in the language forbids it in code.
  Workflow workflow = one_queue(10, 8);
  workflow.steps[StepId{0}].time = {{{}, constant(0)}};
  workflow.steps[StepId{0}].who.clear();
  workflow.steps[StepId{0}].nature = Nature::gateway;
  workflow.steps[StepId{0}].next = {Flow{StepId{0}, {}, {}, {}}};
  CHECK_THROWS_AS(run(workflow, {.replications = 4}), Error);
}

TEST_CASE("the log is that of the first replication, whatever the number of threads") {
  const Workflow workflow = one_queue(60, 8);
  EventLog alone, among;
  RunOptions options;
  options.replications = 1;
  options.log = &alone;
  run(workflow, options);
  options.replications = 6;
  options.threads = 3;
  options.log = &among;
  run(workflow, options);
  CHECK(alone.size() > 100);
  CHECK(alone.ended == among.ended);
  CHECK(alone.case_number == among.case_number);
}
