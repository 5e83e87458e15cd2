// Effects and books before steps, demand with its case type.
#include "stepwell/simulation/compile_demand.hpp"

#include <memory>
#include <utility>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/copula.hpp"
#include "stepwell/simulation/arrival_rates.hpp"
#include "stepwell/simulation/book_slots.hpp"

namespace stepwell {
namespace {

const OpeningHours* hours_of(const Program& program, const std::optional<CalendarId>& calendar) {
  return calendar ? program.hours[index_of(*calendar)].get() : nullptr;
}

}  // namespace

void compile_effects(const Workflow& workflow, Program& program, const AddSampler& sampler) {
  for (const Effect& effect : workflow.effects) {
    EffectCode code;
    code.each = effect.each;
    code.sampler = sampler(effect.factor);
    code.mean = effect.factor.mean();
    code.stream = stream_name("", effect.name, Purpose::effect);
    code.texts.first = static_cast<std::uint32_t>(program.effect_texts.size());
    if (effect.attribute) {
      const std::vector<std::string>& texts = workflow.attributes[*effect.attribute].texts;
      code.attribute = static_cast<std::uint32_t>(*effect.attribute);
      code.texts.count = static_cast<std::uint32_t>(texts.size());
      for (const std::string& text : texts) {
        program.effect_texts.push_back(stream_name(effect.name, text, Purpose::effect));
      }
    }
    program.effects.push_back(code);
  }
}

void compile_books(const Workflow& workflow, Program& program) {
  for (const Book& book : workflow.books) {
    BookCode code = slots_of(book, workflow.clock, hours_of(program, book.calendar));
    program.books.push_back(std::make_shared<const BookCode>(std::move(code)));
  }
}

void compile_demand(const Workflow& workflow, const Demand& demand, Program& program, const AddSampler& sampler,
                    CaseCode& code) {
  code.kind = demand.kind;
  if (demand.calendar) code.hours = static_cast<std::uint32_t>(*demand.calendar);
  code.times = demand.times;
  const OpeningHours* hours = hours_of(program, demand.calendar);
  const bool population = demand.kind == Demand::Kind::population;
  if (demand.kind == Demand::Kind::every || population) code.sampler = sampler(demand.interval);
  if (population) {
    code.members = demand.members;
    program.has_population = true;
  }
  for (const EffectId effect : demand.varies_with) code.effects.push_back(static_cast<std::uint32_t>(effect));
  if (demand.kind == Demand::Kind::hourly) code.rates = hourly_rates(demand, workflow.clock, hours);
  const bool steady = demand.pattern.is_flat() && demand.varies_with.empty();
  code.paced = demand.kind == Demand::Kind::every && !steady;
  if (code.paced) code.rates = pace(demand, workflow.clock, hours);
  for (const CaseShare& share : demand.mix) code.mix.push_back({2, no_index, static_cast<std::uint32_t>(share.type)});
  if (demand.together) code.together = sampler(*demand.together);
}

void compile_files(const CaseType& type, const Program& program, CaseCode& code) {
  code.rows = type.rows;
  code.replayed = !type.demand.file.name.empty();
  code.row_stream = stream_name("", "", Purpose::row);
  const Copula copula = copula_of(type).value();
  for (std::size_t i = 0, weight = 0; i < copula.members.size(); weight += ++i) {
    CorrelatedCode one;
    one.set = code.attributes.first + static_cast<std::uint32_t>(copula.members[i]);
    one.falls = program.sets[one.set].kind == AttributeValue::Kind::chance;
    const auto first = copula.weights.begin() + static_cast<std::ptrdiff_t>(weight);
    one.weights.assign(first, first + static_cast<std::ptrdiff_t>(i) + 1);
    code.correlated.push_back(std::move(one));
  }
}

}  // namespace stepwell
