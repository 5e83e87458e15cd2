// Random workflows of which some steps repeat: what all runs hold, and that repetitions end as they began.
#include <map>
#include <tuple>

#include "catch.hpp"
#include "simulation/dice.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/write.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow with_repeats(std::uint64_t seed) {
  Workflow map = random_workflow(seed, {false, false, true});
  Dice dice(seed);
  std::vector<char> races(map.steps.size(), 0);
  for (const Step& step : map.steps) {
    for (const Flow& flow : step.next) {
      if (step.routing == Routing::first_of) races[index_of(flow.to)] = 1;
    }
  }
  for (const StepId id : map.steps.ids()) {
    Step& step = map.steps[id];
    if (races[index_of(id)] || step.at_most || (step.nature != Nature::work && step.nature != Nature::wait)) continue;
    if (!dice.chance(0.5)) continue;
    bool leaves = step.patience || step.balks_at > 0 || step.gives_up || !step.deadlines.empty();
    for (const Need& need : step.who) leaves = leaves || map.roles[need.role].pre_emption == PreEmption::lost;
    Repeats repeats;
    repeats.in_parallel = !leaves && dice.chance(0.5);
    if (dice.chance(0.5))
      repeats.times = constant(dice.from_to(1, 3));
    else
      repeats.times = uniform(0, dice.from_to(2, 4));
    step.repeats = repeats;
  }
  return map;
}

}  // namespace

TEST_CASE("Repetitions in random workflows hold what all runs hold") {
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Workflow map = with_repeats(seed);
    const Diagnostics found = validate(map);
    INFO("random workflow " << seed << "\n" << to_text(found));
    REQUIRE(!has_errors(found));
    EventLog log;
    ReplicationRequest request, plain;
    request.seed = plain.seed = seed;
    request.log = &log;
    const auto program = compile(map);
    const Outcome outcome = simulate(*program, request);
    REQUIRE((bits_of(outcome) == bits_of(simulate(*program, plain))));
    for (const CaseOutcome& type : outcome.cases) {
      CHECK(type.in_progress_at_start + type.arrived == type.completed + type.in_progress_at_end);
      std::int64_t sum = 0;
      for (const std::int64_t part : type.parts) {
        CHECK(part >= 0);
        sum += part;
      }
      CHECK(sum == type.elapsed.sum);
    }
    // All work is in the log once: busy time over the whole run, where all of it is counted.
    if (map.clock.warm_up == Duration{}) {
      std::int64_t worked = 0, busy = 0;
      for (std::size_t i = 0; i < log.size(); ++i) {
        for (const Need& need : map.steps.items()[log.step[i]].who) worked += log.work[i] * need.count;
      }
      for (const RoleOutcome& role : outcome.roles) busy += static_cast<std::int64_t>(role.busy + role.overtime);
      CHECK(worked == busy);
    }
    std::map<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>, int> visits;
    for (std::size_t i = 0; i < log.size(); ++i) {
      if (map.steps.items()[log.step[i]].repeats)
        several += ++visits[{log.case_type[i], log.case_number[i], log.step[i]}] == 2 ? 1 : 0;
    }
  }
  CHECK(several > 1000);
}

TEST_CASE("Workflows with repetitions are written and read back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Workflow map = with_repeats(seed);
    for (Step& step : map.steps) {
      if (!step.repeats || map.attributes.empty()) continue;
      for (const AttributeId id : map.attributes.ids()) {
        if (map.attributes[id].type != Attribute::Type::number || step.repeats->times.kind != DistributionKind::uniform)
          continue;
        step.repeats->attribute = id;
        step.repeats->times = {};
      }
    }
    const std::string text = write_model(map);
    const Reading reading = read_model_text(text, "random.yaml", ".");
    INFO("random workflow " << seed << "\n" << to_text(reading.diagnostics) << text);
    REQUIRE(reading.workflow.has_value());
    CHECK((*reading.workflow == map));
    CHECK((write_model(*reading.workflow) == text));
  }
}
