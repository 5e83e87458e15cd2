// Measures: two moments of a case and perhaps a target.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_measure(MeasureId id, const Entry& said) {
  if (!check_keys(said.value, measure_section, report_)) return;
  Measure& measure = workflow_.measures[id];
  const Value* from = said.value.at("from");
  const Value* to = said.value.at("to");
  if (from) measure.from = read_moment(*from).value_or(MeasurePoint{});
  if (to) measure.to = read_moment(*to).value_or(MeasurePoint{});
  if (const Value* every = said.value.at("every")) measure.every = flag(*every, "every");
  read_about(said.value, measure.about);
  if (const Value* target = said.value.at("target")) read_target(*target, measure);
}

std::optional<MeasurePoint> Reader::read_moment(const Value& moment) {
  const auto said = phrase_text(moment, "a moment", "check in arrives");
  if (!said) return std::nullopt;
  const std::string_view text = trimmed(*said);
  // A step whose own name ends in `starts` goes before the word.
  const bool is_step = steps_.count(std::string(text)) > 0;
  const std::size_t cut = text.rfind(' ');
  const std::string_view last = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
  if (!is_step && (last == "arrives" || last == "starts" || last == "ends")) {
    const auto step = step_called(trimmed(text.substr(0, cut)), moment.place);
    if (!step) return std::nullopt;
    return MeasurePoint{*step, last == "arrives" ? Moment::arrives : last == "starts" ? Moment::starts : Moment::ends};
  }
  const auto step = step_called(text, moment.place);
  if (!step) return std::nullopt;
  const Value* fields = section("steps")->at(text);
  if (fields->find("end")) return MeasurePoint{*step, Moment::arrives};
  if (fields->find("join")) return MeasurePoint{*step, Moment::ends};
  report_.error("which-moment", quote(text) + " does not say which moment of the step is meant", moment.place,
                "write `" + std::string(text) + " arrives`, `" + std::string(text) + " starts` or `" +
                    std::string(text) + " ends`");
  return std::nullopt;
}

void Reader::read_target(const Value& target, Measure& measure) {
  const auto text = phrase_text(target, "a target", "90 % within 32 min");
  if (!text) return;
  const std::size_t middle = text->find(" within ");
  if (middle == std::string_view::npos) {
    report_.error("bad-target", quote(*text) + " is not a target", target.place,
                  "a share and a time: 90 % within 32 min");
    return;
  }
  const auto share = read_chance({trimmed(text->substr(0, middle)), target.place}, report_);
  const auto within = read_duration({trimmed(text->substr(middle + 8)), target.place}, report_);
  if (!share || !within) return;
  measure.share = *share;
  measure.within = *within;
}

}  // namespace stepwell::model_file
