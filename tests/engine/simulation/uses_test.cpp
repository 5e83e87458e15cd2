// Visits by case type, which are counted only where a workflow names a quantity.
#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/simulation/replication.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("visits by case type add up to those of each step, and counting them changes nothing") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("random workflow " << seed);
    Workflow map = random_workflow(seed, {false, false, seed % 2 == 0});
    ReplicationRequest request;
    request.seed = seed;
    const Outcome without = simulate(*compile(map), request);
    for (const CaseOutcome& type : without.cases) CHECK(type.at_steps.empty());
    map.quantities.push_back({"carbon", {}, "kg"});
    const Outcome with = simulate(*compile(map), request);
    CHECK(bits_of(with) == bits_of(without));
    for (const StepId step : map.steps.ids()) {
      const Nature nature = map.steps[step].nature;
      VisitsOfType sum;
      for (const CaseOutcome& type : with.cases) {
        sum.visits += type.at_steps[index_of(step)].visits;
        sum.time += type.at_steps[index_of(step)].time;
      }
      CHECK(sum.visits == with.steps[step].visits());
      CHECK(sum.time == (nature == Nature::wait ? with.steps[step].wait.sum : with.steps[step].work.sum));
    }
  }
}

TEST_CASE("looks at the house change nothing, and see the cases that are in it") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("random workflow " << seed);
    const Workflow map = random_workflow(seed, {});
    const auto program = compile(map);
    ReplicationRequest request;
    request.seed = seed;
    const Outcome without = simulate(*program, request);
    CHECK(without.in_house.empty());
    // The last look is at the horizon: what is there then is in progress at the end.
    request.look_every = (map.clock.warm_up + map.clock.run) / 8;
    if (request.look_every * 8 != map.clock.warm_up + map.clock.run) continue;
    const Outcome with = simulate(*program, request);
    CHECK(bits_of(with) == bits_of(without));
    REQUIRE(with.in_house.size() == 8);
    std::uint64_t at_end = 0;
    for (const CaseOutcome& type : with.cases) at_end += type.in_progress_at_end;
    CHECK(with.in_house.back() == at_end);
  }
}
