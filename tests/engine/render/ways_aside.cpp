// Gives some steps of a sketch further ways out: patience, deadlines, limits of visits, races, splits into
// any, batches, and messages to other steps and cases.
#include "sketches.hpp"

#include "stepwell/foundation/random.hpp"

namespace stepwell::sketches {

Workflow with_ways_aside(Workflow workflow, std::uint64_t seed) {
  const auto luck = [&](StepId step, std::uint32_t purpose) {
    return unit(random_block(seed, index_of(step), purpose, 1).first);
  };
  const auto some_end = [&](const char* name, bool cancels) {
    Step step;
    step.name = step.end = name;
    step.nature = Nature::end;
    step.cancels = cancels;
    return workflow.steps.push_back(step);
  };
  const std::size_t before = workflow.steps.size();
  const StepId unseen = some_end("left without being seen", false);
  const StepId died = some_end("patient died", true);
  for (std::size_t i = 0; i < before; ++i) {
    const StepId id{static_cast<std::uint32_t>(i)};
    Step& step = workflow.steps[id];
    const auto somewhere = [&](std::uint32_t purpose) {
      return static_cast<StepId>(static_cast<std::uint32_t>(luck(id, purpose) * static_cast<double>(before)));
    };
    if (step.next.size() > 1 && step.routing == Routing::all && luck(id, 1) < 0.5) step.routing = Routing::any;
    if (step.next.size() > 1 && step.routing == Routing::chances && luck(id, 2) < 0.3) step.routing = Routing::first_of;
    if (step.nature == Nature::work && luck(id, 3) < 0.15) {
      step.balks_at = 5;
      step.gives_up = unseen;
    }
    if ((step.nature == Nature::work || step.nature == Nature::wait) && luck(id, 4) < 0.2) {
      const bool dies = luck(id, 5) < 0.5;
      step.deadlines.push_back({constant(4 * 3600e6), {}, dies ? died : somewhere(6), dies, {}});
      if (luck(id, 7) < 0.3) step.deadlines.push_back({exponential(48 * 3600e6), {}, unseen, true, {}});
    }
    if (step.nature == Nature::wait && luck(id, 10) < 0.3) {
      step.nature = Nature::wait_for;
      step.wait = {};
      step.wait_calendar.reset();
      step.wait_for = "results";
    }
    if (luck(id, 11) < 0.1) step.sends = {"results"};
    if (luck(id, 12) < 0.05) step.starts = {CaseTypeId{0}};
    if (step.nature == Nature::work && luck(id, 13) < 0.1)
      step.batch = Batching{10, 30 * one_minute, {}, {}, {}, 0, {}};
    if (step.nature == Nature::work && luck(id, 8) < 0.1) step.at_most = VisitLimit{3, somewhere(9), {}};
  }
  return workflow;
}

}  // namespace stepwell::sketches
