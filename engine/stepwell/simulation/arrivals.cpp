// Cases come: when, and with which attributes.
#include <algorithm>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

void Simulation::schedule_arrival(std::uint32_t type) {
  const Instant at = next_arrival(type);
  if (at == OpeningHours::never || at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::arrival, type);
}

Instant Simulation::next_arrival(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  const Instant start = program_.workflow().clock.start;
  const auto draw = [&] { return unit(random_block(arrival_keys_[type], arrived_[type], 0, 0).first); };
  switch (code.kind) {
    case Demand::Kind::every: {
      arrival_clock_[type] += program_.samplers[code.sampler].sample(draw());
      if (code.hours == no_index) return start + arrival_clock_[type];
      return program_.hours[code.hours]->instant_after(arrival_clock_[type]);
    }
    case Demand::Kind::hourly: {
      arrival_load_[type] -= natural_log(draw());
      std::uint32_t& piece = arrival_piece_[type];
      for (; piece < code.rates.size(); ++piece) {
        const RateCode& rate = code.rates[piece];
        if (rate.per_microsecond <= 0) continue;
        const Instant at = rate.begin + rounded((arrival_load_[type] - rate.before) / rate.per_microsecond);
        if (at < rate.end) return std::max(at, rate.begin);
      }
      return OpeningHours::never;
    }
    case Demand::Kind::listed: {
      while (arrived_[type] < code.times.size() && code.times[arrived_[type]] < start) ++arrived_[type];
      return arrived_[type] < code.times.size() ? code.times[arrived_[type]] : OpeningHours::never;
    }
    case Demand::Kind::none: break;
  }
  return OpeningHours::never;
}

void Simulation::admit(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  const std::uint64_t number = arrived_[type]++;
  schedule_arrival(type);
  settle(begin_case(type, code.started ? started_[type]++ : number, code.luck + number, nothing), code.start);
}

/// A case with its first token, which has yet to walk; what the one that asks for it knows, it knows too.
std::uint32_t Simulation::begin_case(std::uint32_t type, std::uint64_t number, std::uint64_t luck,
                                     std::uint32_t asker) {
  const CaseCode& code = program_.cases[type];
  const std::uint32_t index = cases_.take();
  cases_[index] = {nothing, type, 1, 1, nothing, number, now_, luck};
  fresh_row(attributes_, index, program_.attributes, 0.0);
  fresh_row(visits_, index, program_.visit_slots, 0u);
  fresh_row(watches_, index, program_.measures.size(), Watch{});
  if (program_.mailboxes > 0) fresh_row(mailboxes_, index, program_.mailboxes, Mailbox{});
  if (program_.has_partners) fresh_row(partners_, index, 1, Partners{});
  if (asker != nothing)
    std::copy_n(attributes_of(asker), program_.attributes,
                attributes_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * program_.attributes));
  for (std::uint32_t i = 0; i < code.attributes.count; ++i) {
    const std::uint32_t set = code.attributes.first + i;
    set_attributes({set, 1}, index, attribute_keys_[set], luck, 0, 0);
  }
  if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(type)].arrived;

  if (tokens_.in_use() >= most_tokens) overflows();
  const std::uint32_t token = tokens_.take();
  tokens_[token] = Token{};
  tokens_[token].case_index = index;
  cases_[index].first = token;
  fresh_row(queueing_for_, token, roles_.size(), std::int64_t{0});
  if (!program_.batches.empty()) fresh_row(companions_, token, 1, nothing);
  if (program_.has_regions) fresh_row(region_of_, token, 1, nothing);
  if (!program_.repeats.empty()) fresh_row(repetitions_, token, 1, Repetition{});
  if (program_.lineage_slots > 0) fresh_row(lineage_, token, program_.lineage_slots, 0u);
  return token;
}

void Simulation::set_attributes(Run run, std::uint32_t case_index, std::uint64_t key, std::uint64_t luck,
                                std::uint32_t visit, std::uint32_t index) {
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const SetCode& code = program_.sets[run.first + i];
    double value = code.constant;
    if (code.kind != AttributeValue::Kind::constant) {
      value = drawn_value(code, random_block(key, luck, visit, index + i).first);
    }
    attributes_[std::size_t{case_index} * program_.attributes + code.attribute] = value;
  }
}

double Simulation::drawn_value(const SetCode& code, std::uint64_t luck) const {
  const double u = unit(luck);
  if (code.kind == AttributeValue::Kind::chance) return u < code.constant ? 1 : 0;
  if (code.kind == AttributeValue::Kind::distribution) return program_.samplers[code.sampler].value(u);
  std::uint32_t choice = code.choices.first;
  while (u >= program_.choices[choice].up_to) ++choice;
  return program_.choices[choice].value;
}

}  // namespace stepwell
