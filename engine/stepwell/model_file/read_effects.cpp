// Effects, and who varies with them.
#include <array>
#include <utility>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_effect(EffectId id, const Entry& said) {
  if (!check_keys(said.value, effect_section, report_)) return;
  Effect& effect = workflow_.effects[id];
  using Each = Effect::Each;
  static constexpr std::array<std::pair<std::string_view, Each>, 5> groups = {{{"day", Each::day},
                                                                               {"week", Each::week},
                                                                               {"month", Each::month},
                                                                               {"run", Each::run},
                                                                               {"case", Each::only_case}}};
  const Value* each = said.value.at("each");
  if (const auto name = each ? phrase_text(*each, "`each`", "day") : std::nullopt) {
    bool found = false;
    for (const auto& [word, group] : groups) {
      if (*name != word) continue;
      effect.each = group;
      found = true;
    }
    const auto attribute = attributes_.find(std::string(*name));
    if (!found && attribute != attributes_.end()) {
      effect.each = Each::value;
      effect.attribute = attribute->second;
    } else if (!found) {
      std::vector<std::string> names = {"day", "week", "month", "run", "case"};
      for (const Attribute& known : workflow_.attributes) names.push_back(known.name);
      const std::string near = suggestion(*name, names);
      report_.error("bad-effect", quote(*name) + " is neither a time nor an attribute", each->place,
                    near.empty() ? "day, week, month, run, case, or the name of an attribute" : near);
    }
  }
  const Value* factor = said.value.at("factor");
  if (!factor || !phrase_text(*factor, "a factor", "lognormal mean 1 sd 0.2")) return;
  if (auto spread = read_distribution(phrase_of(*factor), Scale::number, folder_of(factor->place), report_))
    effect.factor = std::move(*spread);
}

std::vector<EffectId> Reader::effects_called(const Value& said) {
  std::vector<EffectId> effects;
  const auto add = [&](const Value& name) {
    const auto text = phrase_text(name, "the name of an effect", "hard day");
    const auto id = text ? effect_called(*text, name.place) : std::nullopt;
    if (id) effects.push_back(*id);
  };
  if (!said.is_list()) add(said);
  for (const Value& name : said.items) add(name);
  return effects;
}

}  // namespace stepwell::model_file
