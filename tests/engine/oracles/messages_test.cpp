// Messages: how long a case waits for an answer from a queue of its own kind, and for a signal. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Poisson patients, `rate` a minute, who ask a laboratory of one technician, look after themselves for `busy` minutes,
/// and then wait for the result.
Workflow laboratory(double rate, double service, double busy) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / rate)))
                     .case_type("test", "analyse")
                     .role("technician", 1)
                     .gateway("ask")
                     .to("be busy")
                     .wait("be busy", constant(minutes(busy)))
                     .to("results come")
                     .gateway("results come")
                     .to("home")
                     .end("home")
                     .work("analyse", "technician", exponential(minutes(service)))
                     .to("home")
                     .build();
  const auto step = [&](const char* name) -> Step& { return map.steps[map.find_step(name).value()]; };
  map.cases.items()[1].demand = {};
  step("ask").starts = {map.find_case("test").value()};
  step("results come").nature = Nature::wait_for;
  step("results come").wait_for = "results";
  step("analyse").sends = {"results"};
  return map;
}

}  // namespace

TEST_CASE("A case that asks waits as long as its request stays in M/M/1") {
  // Requests come as the patients do, at λ = 0.08; μ = 0.1: a stay of 1 / (μ - λ) = 50.
  Workflow map = laboratory(0.08, 10, 0);
  run_for(map, 5000, 200000);
  const auto runs = outcomes(map);
  agree("messages: wait for an M/M/1 answer", 50, mean_minutes(runs, of_step(map, "results come", &StepOutcome::wait)));
  agree("messages: elapsed of the request", 50, mean_minutes(runs, elapsed_of(map, "test")));
}

TEST_CASE("Who is busy for a while waits only for what is left of the answer") {
  // A stay is exponential with 1 / (μ - λ) = 50: E max(0, T - 30) = 50 e^-30/50. An answer that is there is kept.
  Workflow map = laboratory(0.08, 10, 30);
  run_for(map, 5000, 200000);
  agree("messages: what is left after 30 min", 50 * std::exp(-0.6),
        mean_minutes(outcomes(map), of_step(map, "results come", &StepOutcome::wait)));
}

TEST_CASE("Who waits for a signal that comes every hour waits half an hour") {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(5)))
                     .case_type("round", "begin")
                     .every(constant(minutes(60)))
                     .gateway("wait for the round")
                     .to("home")
                     .gateway("begin")
                     .to("home")
                     .end("home")
                     .build();
  map.steps.items()[0].nature = Nature::wait_for;
  map.steps.items()[0].wait_for = "round begins";
  map.steps.items()[1].signals = {"round begins"};
  run_for(map, 600, 60000);
  agree("signals: wait for an hourly round", 30,
        mean_minutes(outcomes(map), of_step(map, "wait for the round", &StepOutcome::wait)));
}
