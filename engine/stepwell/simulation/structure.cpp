// Loops and branches as the graph of process sees them.
#include "stepwell/simulation/structure.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "stepwell/process/messages.hpp"
#include "stepwell/process/soundness.hpp"

namespace stepwell {

StepFlags in_loops(const Workflow& workflow) { return FlowGraph(workflow).repeated(); }

StepFlags shared_by_branches(const Workflow& workflow) {
  StepFlags shared(workflow.steps.size(), 0);
  const auto goes_on_twice = [](const Step& step) {
    return splits(step) || std::any_of(step.deadlines.begin(), step.deadlines.end(),
                                       [](const Deadline& deadline) { return !deadline.interrupts; });
  };
  if (std::none_of(workflow.steps.begin(), workflow.steps.end(), goes_on_twice)) return shared;
  const FlowGraph graph(workflow);
  const auto joins = joins_of_splits(workflow);
  for (const StepId split : workflow.steps.ids()) {
    if (!splits(workflow.steps[split])) continue;
    IndexedVector<StepId, std::uint32_t> branches(workflow.steps.size());
    // Its join is visited when it fires, by one token: what comes there from the branches only waits.
    for (const Flow& flow : workflow.steps[split].next) {
      const StepFlags reached = graph.reachable_from({flow.to}, joins[split]);
      for (const StepId there : reached.ids()) {
        const bool waits = std::find(joins[split].begin(), joins[split].end(), there) != joins[split].end();
        if (reached[there] && !waits && ++branches[there] > 1) shared[there] = 1;
      }
    }
  }
  // A token that a deadline adds goes beside the one that is still at the step.
  for (const StepId step : workflow.steps.ids()) {
    for (const StepId added : graph.apart(step)) {
      const StepFlags beside = graph.reachable_from({added});
      const StepFlags after = graph.reachable_from({step});
      for (const StepId there : beside.ids()) {
        if (beside[there] && after[there]) shared[there] = 1;
      }
    }
  }
  return shared;
}

static void find_last(const Workflow& workflow, StepId step, BatchCode& batch) {
  if (batch.size == 0 || batch.or_after > Duration{}) return;
  const Messages messages(workflow);
  for (const CaseTypeId id : workflow.cases.ids()) {
    const CaseType& type = workflow.cases[id];
    if (type.demand.kind == Demand::Kind::none) continue;
    const auto comes_here = [&](CaseTypeId coming) {
      const StepId start = workflow.cases[coming].start;
      return start == step || messages.set_in_motion(start)[step];
    };
    // A stream may be of several case types.
    const std::vector<CaseShare>& mix = type.demand.mix;
    const auto share_comes = [&](const CaseShare& share) { return comes_here(share.type); };
    if (mix.empty() ? !comes_here(id) : std::none_of(mix.begin(), mix.end(), share_comes)) continue;
    // Who comes at random, or at intervals, comes for ever.
    if (type.demand.kind != Demand::Kind::listed) return;
    batch.types.push_back(static_cast<std::uint32_t>(id));
  }
  batch.has_last = true;
  for (const StepId from : workflow.steps.ids()) batch.before.push_back(messages.set_in_motion(from)[step]);
}

void compile_batches(const Workflow& workflow, Program& program) {
  for (const StepId id : workflow.steps.ids()) {
    const auto& said = workflow.steps[id].batch;
    if (!said) continue;
    BatchCode code;
    code.step = static_cast<std::uint32_t>(id);
    code.size = said->size;
    code.or_after = said->or_after.value_or(Duration{});
    code.every = said->every.value_or(Duration{});
    code.at = said->at;
    if (said->calendar) code.hours = static_cast<std::uint32_t>(*said->calendar);
    if (said->at_most > 0) code.at_most = said->at_most;
    find_last(workflow, id, code);
    if (code.has_last) program.has_last_batches = true;
    program.steps[index_of(id)].batch = static_cast<std::uint32_t>(program.batches.size());
    program.batches.push_back(std::move(code));
  }
}

}  // namespace stepwell
