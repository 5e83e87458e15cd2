// Ways out of a step other than being done: patience, deadlines, visits that are too many.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_leaving(const Value& fields, const std::string& path, Step& step) {
  if (const Value* patience = fields.at("patience")) {
    step.patience = distribution(*patience, join_path(path, "patience"), Scale::time);
  }
  if (const Value* balks = fields.at("balks at")) {
    if (const auto length = whole_number(*balks, "the length of a queue", 1)) step.balks_at = *length;
  }
  if (const Value* to = fields.at("gives up")) step.gives_up = way_out(*to, step);
  if (const Value* deadline = fields.at("deadline")) read_deadlines(*deadline, join_path(path, "deadline"), step);
  if (const Value* until = fields.at("until")) step.until = way_out(*until, step);
  if (const Value* limit = fields.at("at most")) read_visit_limit(*limit, step);
}

void Reader::read_deadlines(const Value& deadline, const std::string& path, Step& step) {
  if (!deadline.is_list()) return read_deadline(deadline, path, step);
  for (std::size_t i = 0; i < deadline.items.size(); ++i) {
    read_deadline(deadline.items[i], join_path(path, std::to_string(i + 1)), step);
  }
}

void Reader::read_deadline(const Value& said, const std::string& path, Step& step) {
  if (!check_keys(said, deadline_section, report_)) return;
  Deadline deadline;
  deadline.place = said.place;
  const Value* after = said.at("after");
  auto length = after ? open_time(*after, path, "the time of a deadline") : std::nullopt;
  if (const Value* interrupts = said.at("interrupts")) deadline.interrupts = flag(*interrupts, "interrupts");
  const Value* to = said.at("to");
  const auto target = to ? way_out(*to, step) : std::nullopt;
  if (!length || !target) return;
  deadline.after = std::move(length->length);
  deadline.calendar = length->calendar;
  deadline.to = *target;
  step.deadlines.push_back(std::move(deadline));
}

void Reader::read_visit_limit(const Value& said, Step& step) {
  if (!check_keys(said, visit_limit_section, report_)) return;
  const Value* times = said.at("times");
  const auto count = times ? whole_number(*times, "how often", 0) : std::nullopt;
  const Value* then = said.at("then");
  const auto target = then ? way_out(*then, step) : std::nullopt;
  if (count && target) step.at_most = VisitLimit{*count, *target, said.place};
}

std::optional<StepId> Reader::way_out(const Value& name, Step& step) {
  const auto target = step_called(name);
  if (!target) {
    insert(misrouted_, step.place);
    lost_the_way_ = true;
  }
  return target;
}

}  // namespace stepwell::model_file
