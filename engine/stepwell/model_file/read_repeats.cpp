// How often a step is done: a number, an attribute, how it varies, or a map that says whether all at once.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_repeats(const Value& said, const std::string& path, Step& step) {
  Repeats repeats;
  repeats.place = said.place;
  const Value* times = &said;
  std::string times_path = path;
  if (said.is_map() && !is_stated(said)) {
    const std::size_t problems = report_.size();
    check_keys(said, repeats_section, report_);
    times = said.at("times");
    times_path = join_path(path, "times");
    if (const Value* in = said.at("in")) {
      const auto word = phrase_text(*in, "how a step repeats", "in: parallel");
      if (word && *word != "parallel" && *word != "sequence") {
        report_.error("unknown-word", quote(*word) + " does not say how a step repeats", in->place,
                      suggestion(*word, {"sequence", "parallel"}));
      }
      repeats.in_parallel = word && *word == "parallel";
    }
    if (!times || report_.size() != problems) return;
  }
  if (times->is_scalar()) {
    if (const auto found = attributes_.find(std::string(trimmed(times->text))); found != attributes_.end()) {
      repeats.attribute = found->second;
      step.repeats = std::move(repeats);
      return;
    }
  }
  const auto number = distribution(*times, times_path, Scale::number);
  if (!number) return;
  repeats.times = *number;
  step.repeats = std::move(repeats);
}

}  // namespace stepwell::model_file
