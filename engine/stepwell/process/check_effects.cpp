// Effects: what is drawn, for whom, and what it is let loose on.
#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/law.hpp"

namespace stepwell {
namespace {

bool is_period(Effect::Each each) { return each != Effect::Each::only_case && each != Effect::Each::value; }

void check_factor(const Workflow& workflow, const Effect& effect, Findings& findings) {
  const std::string whose = "the effect " + in_quotes(effect.name);
  const std::size_t before = findings.errors();
  check_distribution(workflow, effect.factor, false, "the factor of " + whose, effect.place, findings);
  if (findings.errors() != before) return;
  if (!(effect.factor.mean() > 0) || law_of(effect.factor)->least() < 0) {
    findings.error("bad-effect", effect.place, "the factor of " + whose + " can be below 0, or is always 0",
                   "a factor spreads about 1: `lognormal mean 1 sd 0.2`, `uniform 0.8 to 1.2`");
  }
  if (effect.each != Effect::Each::value) return;
  const auto exists_there = effect.attribute && index_of(*effect.attribute) < workflow.attributes.size();
  if (!exists_there) {
    findings.error("bad-effect", effect.place, whose + " is shared by the value of an attribute that is not there",
                   "name one of the attributes, or `day`, `week`, `month`, `run` or `case`");
  }
}

}  // namespace

void check_effects(const Workflow& workflow, Findings& findings) {
  IndexedVector<EffectId, char> used(workflow.effects.size());
  for (const Effect& effect : workflow.effects) check_factor(workflow, effect, findings);
  for (const Step& step : workflow.steps) {
    const std::string whose = "the step " + in_quotes(step.name);
    for (const EffectId effect : step.varies_with) {
      if (!exists(effect, workflow.effects, whose, "effect", step.place, findings)) continue;
      used[effect] = 1;
      if (step.nature == Nature::work || (step.nature == Nature::wait && !step.appointment)) continue;
      findings.error("effect-misfit", step.place, whose + " takes no time that could vary",
                     "leave out `varies with`, or give it to a step with work or a wait");
    }
  }
  for (const CaseType& type : workflow.cases) {
    const std::string whose = "the case type " + in_quotes(type.name);
    const Demand& demand = type.demand;
    for (const EffectId effect : demand.varies_with) {
      if (!exists(effect, workflow.effects, whose, "effect", demand.place, findings)) continue;
      used[effect] = 1;
      const bool has_rate = demand.kind == Demand::Kind::every || demand.kind == Demand::Kind::hourly;
      if (has_rate && is_period(workflow.effects[effect].each)) continue;
      findings.error("effect-misfit", demand.place,
                     has_rate ? in_quotes(workflow.effects[effect].name) + " is not shared by a time, so the rate of " +
                                    whose + " cannot vary with it"
                              : whose + " comes without a rate that could vary",
                     "rates vary with effects of each `day`, `week`, `month` or `run`");
    }
  }
  for (const EffectId effect : workflow.effects.ids()) {
    if (used[effect]) continue;
    findings.warning("unused-effect", workflow.effects[effect].place,
                     "nothing varies with the effect " + in_quotes(workflow.effects[effect].name),
                     "add `varies with` to a step or to how cases come, or leave the effect out");
  }
}

}  // namespace stepwell
