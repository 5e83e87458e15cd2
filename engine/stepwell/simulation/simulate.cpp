// Which of the two engines runs a program.
//
// The same files are compiled twice: whole, and once more for lean programs, in which nothing is that most models do
// without (lean.cpp). There every question whether a model uses such a thing is answered when it is compiled, so that
// what a model does not use costs it nothing.
#include <algorithm>

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/lean.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

static bool is_lean(const StepCode& step) {
  return step.patience == no_index && step.balks_at == 0 && step.most_visits == 0 && step.until == no_index &&
         step.routing != Routing::first_of && !step.cancels &&
         step.holds.count + step.releases.count + step.effects.count + step.lines.count == 0;
}
static bool is_lean(const RoleCode& role) { return !role.told_apart; }
static bool is_lean(const TeamCode& team) { return !team.pre_empts && !team.sets_up && !team.known; }
static bool is_lean(const CaseCode& type) {
  return !type.paced && !type.replayed && type.together == no_index && type.mix.empty() && type.effects.empty();
}

bool Program::is_lean() const {
  const auto all_are = [](const auto& codes) {
    return std::all_of(codes.begin(), codes.end(), [](const auto& code) { return stepwell::is_lean(code); });
  };
  const bool without_constructs = batches.empty() && repeats.empty() && tells.empty() && messages.empty() &&
                                  deadlines.empty() && appointments.empty() && alternatives.empty() &&
                                  members.empty() && outages.empty();
  const bool without_memory = held_slots == 0 && regular_slots == 0 && mailboxes == 0 && !has_partners &&
                              !has_population && !has_regions && !anything_cancels && !counts_uses && !anything_cleaned;
  return without_constructs && without_memory && all_are(steps) && all_are(roles) && all_are(teams) && all_are(cases);
}

Outcome simulate(const Program& program, const ReplicationRequest& request) {
  const IndexedVector<AssumptionId, double> values = program.assumed(request);
  const bool varies =
      request.certainty == Certainty::with_what_we_dont_know && program.workflow().has_swept_assumptions();
  const auto run = [&](const Program& as_drawn) {
    return as_drawn.is_lean() ? run_lean(as_drawn, request) : run_whole(as_drawn, request);
  };
  Outcome outcome = varies ? run(program.varied(values)) : run(program);
  outcome.assumed = values;
  return outcome;
}

Spread::Spread(const Workflow& workflow) {
  elapsed.resize(workflow.cases.size());
  wait.resize(workflow.steps.size());
  work.resize(workflow.steps.size());
  measures.resize(workflow.measures.size());
}

void Spread::merge(const Spread& other) {
  const auto merge_all = [](auto& into, const auto& from) {
    for (const auto id : into.ids()) into[id].merge(from[id]);
  };
  merge_all(elapsed, other.elapsed);
  merge_all(wait, other.wait);
  merge_all(work, other.work);
  merge_all(measures, other.measures);
}

}  // namespace stepwell
