// Random workflows in which several can do the same work: the log says who did, and that is what was counted.
#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Each alternative begins with a role of its own, by which the log can be asked.
void add_alternatives(Workflow& workflow, Dice& dice) {
  workflow.clock.run += workflow.clock.warm_up;
  workflow.clock.warm_up = Duration{0};
  for (Step& step : workflow.steps) {
    if (step.nature != Nature::work) continue;
    const Role& first = workflow.roles[step.who.front().role];
    Duration after{};
    for (const RoleId role : workflow.roles.ids()) {
      const Role& other = workflow.roles[role];
      const bool fits = other.discipline == first.discipline && other.ages == first.ages &&
                        other.pre_emption == first.pre_emption && role != step.who.front().role;
      if (!fits || !dice.chance(0.6)) continue;
      after += dice.one_of({0, 0, 5, 30}) * one_minute;
      step.alternatives.push_back({{{role, 1}}, after, {}});
    }
  }
}

std::int64_t people_at(const RandomRun& run, const Row& row, RoleId role) {
  const Step& step = run.step(row);
  const std::vector<Need>* who = &step.who;
  for (const Alternative& other : step.alternatives) {
    if (row.begun() && index_of(other.who.front().role) == row.role) who = &other.who;
  }
  std::int64_t sum = 0;
  for (const Need& need : *who) sum += need.role == role ? need.count : 0;
  return sum;
}

}  // namespace

TEST_CASE("Of random workflows with alternatives, the log says who worked for how long, and all are accounted for") {
  std::uint64_t by_others = 0;
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    RandomRun run;
    run.seed = seed;
    run.workflow = random_workflow(seed, {false, false, seed % 2 == 0});
    Dice dice(seed + 99);
    add_alternatives(run.workflow, dice);
    const Diagnostics found = validate(run.workflow);
    INFO("random workflow " << seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    EventLog log;
    ReplicationRequest request;
    request.seed = seed;
    request.log = &log;
    const auto program = compile(run.workflow);
    run.outcome = simulate(*program, request);
    run.rows = rows_of(log);
    request.log = nullptr;
    CHECK(bits_of(simulate(*program, request)) == bits_of(run.outcome));
    for (const RoleId id : run.workflow.roles.ids()) {
      std::int64_t worked = 0;
      for (const Row& row : run.rows) {
        if (run.is_work(row)) worked += row.work * people_at(run, row, id);
      }
      const RoleOutcome& counted = run.outcome.roles[id];
      CHECK(counted.busy + counted.overtime == worked);
      CHECK(counted.busy <= counted.rostered);
    }
    for (const Row& row : run.rows) {
      if (!run.is_work(row)) continue;
      CHECK(row.queueing >= 0);
      CHECK(row.closed >= 0);
      CHECK(row.queueing + row.closed + row.interrupted + row.work == run.ended_or_horizon(row) - row.enabled);
    }
    for (const StepId id : run.workflow.steps.ids()) {
      for (const ByAlternative& by : run.outcome.steps[id].by_alternative) by_others += by.first_visits;
    }
    for (const CaseOutcome& type : run.outcome.cases) {
      CHECK(type.in_progress_at_start + type.arrived == type.completed + type.in_progress_at_end);
      completed += type.completed;
    }
  }
  CHECK(by_others > 500);
  CHECK(completed > 1000);
}
