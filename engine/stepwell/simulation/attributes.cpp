// What a case is: values by chance, by its row of a file, and values that go together.
#include <algorithm>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

STEPWELL_HOT double& Simulation::attribute_of(std::uint32_t case_index, const SetCode& code) {
  return attributes_[std::size_t{case_index} * program_.attributes + code.attribute];
}

void Simulation::draw_attributes(const Entrant& entrant, std::uint32_t case_index) {
  const CaseCode& code = program_.cases[entrant.type];
  const std::uint64_t luck = entrant.of_itself;
  std::uint32_t row = entrant.row;
  if (code.rows > 0 && row == no_index) {
    row = static_cast<std::uint32_t>(unit(random_block(row_keys_[entrant.type], luck, 0, 0).first) * code.rows);
  }
  for (std::uint32_t i = 0; i < code.attributes.count; ++i) {
    const std::uint32_t set = code.attributes.first + i;
    const SetCode& value = program_.sets[set];
    if (value.kind == AttributeValue::Kind::column)
      attribute_of(case_index, value) = program_.rows[value.rows.first + row];
    else
      set_attributes({set, 1}, case_index, attribute_keys_[set], luck, 0, 0);
  }
  if (!code.correlated.empty()) correlate(code, case_index, luck);
}

/// The first of those that go together keeps its value; each of the others leans towards those before it.
void Simulation::correlate(const CaseCode& code, std::uint32_t case_index, std::uint64_t luck) {
  scores_.clear();
  for (const CorrelatedCode& one : code.correlated) {
    const double score = inverse_normal(unit(random_block(attribute_keys_[one.set], luck, 0, 0).first));
    scores_.push_back(one.falls ? -score : score);
    if (scores_.size() == 1) continue;
    double mixed = 0;
    for (std::size_t k = 0; k < scores_.size(); ++k) mixed += one.weights[k] * scores_[k];
    const double share = normal_share_below(one.falls ? -mixed : mixed);
    const SetCode& value = program_.sets[one.set];
    attribute_of(case_index, value) = drawn_value(value, std::clamp(share, 0x1.0p-53, 1 - 0x1.0p-53));
  }
}

void Simulation::set_attributes(Run run, std::uint32_t case_index, std::uint64_t key, std::uint64_t luck,
                                std::uint32_t visit, std::uint32_t index) {
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const SetCode& code = program_.sets[run.first + i];
    double value = code.constant;
    if (code.kind != AttributeValue::Kind::constant) {
      value = drawn_value(code, unit(random_block(key, luck, visit, index + i).first));
    }
    attribute_of(case_index, code) = value;
  }
}

double Simulation::drawn_value(const SetCode& code, double u) const {
  if (code.kind == AttributeValue::Kind::chance) return u < code.constant ? 1 : 0;
  if (code.kind == AttributeValue::Kind::distribution) return program_.samplers[code.sampler].value(u);
  std::uint32_t choice = code.choices.first;
  while (u >= program_.choices[choice].up_to) ++choice;
  return program_.choices[choice].value;
}

}  // namespace stepwell
