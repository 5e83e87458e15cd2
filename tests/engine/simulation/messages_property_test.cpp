// Random workflows that wait for messages and signals, and start other cases: what all runs hold, and what these must.
#include <map>
#include <set>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// A random workflow in which some waits are for messages, signals or the end of a case that the first step started.
Workflow with_messages(std::uint64_t seed) {
  Workflow map = random_workflow(seed, {false, false, true});
  Dice dice(seed);
  const std::size_t steps = map.steps.size();
  std::set<StepId> starts;
  for (const CaseType& type : map.cases) starts.insert(type.start);

  CaseType answer;
  answer.name = "request";
  answer.start = static_cast<StepId>(steps);
  const CaseTypeId request = map.cases.push_back(answer);
  Step serve;
  serve.name = "serve the request";
  serve.nature = Nature::work;
  serve.who = {{static_cast<RoleId>(dice.below(map.roles.size())), 1}};
  serve.time = {{std::nullopt, constant(6e8)}};
  serve.gives_up = std::nullopt;
  serve.sends = {"answer"};
  serve.signals = {"bell"};
  serve.routing = Routing::straight;
  serve.next = {{static_cast<StepId>(steps + 1)}};
  const Role& server = map.roles[serve.who[0].role];
  if (server.pre_emption == PreEmption::lost) serve.gives_up = static_cast<StepId>(steps + 1);
  map.steps.push_back(serve);
  Step served;
  served.name = "request served";
  served.nature = Nature::end;
  served.end = "served";
  map.steps.push_back(served);

  for (const StepId start : starts) map.steps[start].starts.assign(dice.chance(0.2) ? 2 : 1, request);
  for (const StepId id : map.steps.ids()) {
    Step& step = map.steps[id];
    if (index_of(id) >= steps) break;
    if (dice.chance(0.1)) step.sends = {"answer"};
    if (dice.chance(0.05)) step.signals = {"bell"};
    if (step.nature != Nature::wait || step.appointment || starts.count(id) > 0 || !dice.chance(0.6)) continue;
    step.nature = Nature::wait_for;
    step.varies_with.clear();
    step.wait = {};
    step.wait_calendar.reset();
    step.wait_for = dice.one_of({"answer", "bell", "request"});
  }
  for (Measure& measure : map.measures) {
    for (MeasurePoint* point : {&measure.from, &measure.to}) {
      if (map.steps[point->step].nature == Nature::wait_for) point->moment = Moment::ends;
    }
  }
  return map;
}

}  // namespace

TEST_CASE("Messages in random workflows hold what all runs hold") {
  std::size_t answered = 0, at_once = 0, started = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const RandomRun run = checked_run(seed, with_messages(seed));

    std::map<std::string, std::set<std::int64_t>> said;  // when each message or signal was
    std::map<std::string, std::size_t> times;
    std::uint64_t begun = 0;
    for (const Row& row : run.rows) {
      if (row.outcome != VisitOutcome::done) continue;
      const Step& step = run.step(row);
      // A join that waits has its visit logged for each token, and fires once.
      if (step.nature == Nature::join) continue;
      for (const auto* names : {&step.sends, &step.signals}) {
        for (const std::string& name : *names) said[name].insert(row.ended), ++times[name];
      }
      if (row.ended >= run.window()) begun += step.starts.size();
    }
    for (const Row& row : run.rows) {
      const Step& step = run.step(row);
      if (step.nature == Nature::join) {
        for (const auto* names : {&step.sends, &step.signals})
          for (const std::string& name : *names) said[name].insert(row.ended);
      }
      if (step.nature == Nature::end && row.case_type + 1 == run.workflow.cases.size())
        said["request"].insert(row.ended);
    }
    CHECK(run.outcome.cases.items().back().arrived == begun);
    started += begun;
    for (const Row& row : run.rows) {
      const Step& step = run.step(row);
      if (step.nature != Nature::wait_for || row.outcome != VisitOutcome::done) continue;
      ++answered;
      // Whoever is released is so at the instant of a message, or finds one that was kept.
      if (step.wait_for != "bell" && row.ended == row.enabled) {
        ++at_once;
        continue;
      }
      REQUIRE(said[step.wait_for].count(row.ended) == 1);
    }
  }
  CHECK(answered > 1000);
  CHECK(at_once > 100);
  CHECK(started > 5000);
}

TEST_CASE("Workflows with messages are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) check_comes_back(seed, with_messages(seed));
}
