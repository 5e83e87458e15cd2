// What a step waits for, and what it sends, signals and starts.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_messages(const Value& fields, Step& step) {
  if (const Value* awaited = fields.at("wait for")) {
    const auto name = phrase_text(*awaited, "what a step waits for", "results");
    if (name) step.wait_for = trimmed(*name);
    if (step.wait_for.empty()) lost_the_way_ = true;
  }
  read_message_names(fields, "sends", step.sends);
  read_message_names(fields, "signals", step.signals);
  const Value* starts = fields.at("starts");
  if (!starts) return;
  for (const Value* name : names_in(*starts, "`starts`", report_)) {
    if (const auto type = case_called(trimmed(name->text), name->place))
      step.starts.push_back(*type);
    else
      lost_the_way_ = true;
  }
}

void Reader::read_message_names(const Value& fields, std::string_view key, std::vector<std::string>& names) {
  const Value* said = fields.at(key);
  if (!said) return;
  const std::size_t problems = report_.size();
  for (const Value* name : names_in(*said, '`' + std::string(key) + '`', report_)) {
    names.emplace_back(trimmed(name->text));
  }
  if (report_.size() != problems) lost_the_way_ = true;
}

}  // namespace stepwell::model_file
