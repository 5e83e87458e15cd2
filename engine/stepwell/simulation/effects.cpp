// Factors that many visits, or all arrivals of a day, share. Nothing is kept: whoever asks draws the same one.
#include <bit>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/arrival_rates.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

double Simulation::factor(std::uint32_t effect, std::uint64_t group) const {
  const EffectCode& code = program_.effects[effect];
  return program_.samplers[code.sampler].value(unit(random_block(effect_keys_[effect], group, 0, 0).first)) / code.mean;
}

/// By which the time of a visit that begins now is multiplied.
double Simulation::factor_of(const Token& visit) const {
  const Run effects = program_.steps[visit.step].effects;
  double product = 1;
  for (std::uint32_t i = effects.first; i < effects.first + effects.count; ++i) {
    const std::uint32_t effect = program_.step_effects[i];
    const EffectCode& code = program_.effects[effect];
    std::uint64_t group = 0;
    if (code.each == Effect::Each::only_case) {
      group = cases_[visit.case_index].luck;
    } else if (code.each == Effect::Each::value) {
      const double value = attributes_of(visit.case_index)[code.attribute];
      group = code.texts.count > 0 ? program_.effect_texts[code.texts.first + static_cast<std::uint32_t>(value)]
                                   : std::bit_cast<std::uint64_t>(value);
    } else {
      group = static_cast<std::uint64_t>(period_of(code.each, now_));
    }
    product *= factor(effect, group);
  }
  return product;
}

STEPWELL_HOT Duration Simulation::varied(Duration time, const Token& visit) const {
  return uses(program_.steps[visit.step].effects.count > 0)
             ? rounded(static_cast<double>(time.count()) * factor_of(visit))
             : time;
}

/// Multiplies the rates of arrivals by the effects of this replication; no stretch of a rate spans two days.
void Simulation::vary_rates() {
  for (std::uint32_t type = 0; type < program_.cases.size(); ++type) {
    const CaseCode& code = program_.cases[type];
    if (code.effects.empty()) continue;
    std::vector<RateCode>& rates = coming_[type].rates;
    rates = code.rates;
    for (RateCode& rate : rates) {
      for (const std::uint32_t effect : code.effects) {
        const auto period = period_of(program_.effects[effect].each, rate.begin);
        rate.per_microsecond *= factor(effect, static_cast<std::uint64_t>(period));
      }
    }
    accumulate(rates);
  }
}

}  // namespace stepwell
