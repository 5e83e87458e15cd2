// Steps: what each is and how long it takes.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

// `uniform 4 to 16 h of office hours` without its calendar, and the calendar. Names of calendars may hold ` of `.
struct Split {
  std::string_view text;
  std::string_view calendar;
};
Split split_calendar(std::string_view text) {
  const std::size_t at = text.find(" of ");
  if (at == std::string_view::npos) return {text, {}};
  return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 4))};
}

}  // namespace

void Reader::read_step(StepId id, const Entry& said) {
  Step& step = workflow_.steps[id];
  const std::size_t problems = report_.size();
  if (!check_keys(said.value, step_section, report_)) {
    lost_the_way_ = true;
    return;
  }
  const bool has_way_on = said.value.find("next") || said.value.find("end");
  if (report_.size() != problems && !has_way_on) {
    lost_the_way_ = true;
    insert(misrouted_, step.place);
  }
  const std::string path = join_path("steps", said.key);
  read_nature(said.value, step);
  if (const Value* who = said.value.at("who")) read_who(*who, step);
  if (const Value* others = said.value.at("else")) {
    if (others->is_scalar() && trimmed(others->text) == "nobody")
      step.nobody_else = true;
    else if (!others->is_list())
      read_alternative(*others, step);
    for (const Value& other : others->items) read_alternative(other, step);
  }
  if (const Value* holds = said.value.at("holds")) step.holds = needs(*holds, "holds");
  if (const Value* releases = said.value.at("releases")) step.releases = needs(*releases, "releases");
  if (const Value* can = said.value.at("skills")) step.skills = skills(*can);
  if (const Value* time = said.value.at("time")) step.time = read_time(*time, join_path(path, "time"));
  if (const Value* adds = said.value.at("adds")) step.adds = read_added(*adds, join_path(path, "adds"));
  if (const Value* value = said.value.at("priority")) {
    if (const auto level = priority(*value)) step.priority = *level;
  }
  if (const Value* wait = said.value.at("wait")) {
    if (auto length = open_time(*wait, join_path(path, "wait"), "a wait")) {
      step.wait = std::move(length->length);
      step.wait_calendar = length->calendar;
    }
  }
  read_appointment(said.value, path, step);
  if (const Value* effects = said.value.at("varies with")) step.varies_with = effects_called(*effects);
  if (const Value* batch = said.value.at("batch")) {
    read_batch(*batch, step);
    if (!step.batch) lost_the_way_ = true;
  }
  if (const Value* repeats = said.value.at("repeats")) read_repeats(*repeats, join_path(path, "repeats"), step);
  read_messages(said.value, step);
  read_leaving(said.value, path, step);
  if (const Value* sets = said.value.at("sets")) step.sets = attribute_values(*sets, join_path(path, "sets"), nullptr);
  read_about(said.value, step.about);
  read_uses(said.value, path, step_users, step.uses);
  if (const Value* next = said.value.at("next")) read_next(*next, join_path(path, "next"), step);
  if (const Value* was = said.value.at("was")) {
    if (const auto name = phrase_text(*was, "`was`", "pull notes"))
      step.luck = *name == step.name ? "" : std::string(*name);
  }
}

void Reader::read_nature(const Value& fields, Step& step) {
  struct Sign {
    std::string_view key;
    Nature nature;
    const char* called;
  };
  static constexpr Sign signs[] = {{"who", Nature::work, "work"},
                                   {"else", Nature::work, "work"},
                                   {"holds", Nature::work, "work"},
                                   {"time", Nature::work, "work"},
                                   {"adds", Nature::work, "work"},
                                   {"skills", Nature::work, "work"},
                                   {"wait", Nature::wait, "a wait"},
                                   {"book", Nature::wait, "an appointment"},
                                   {"wait for", Nature::wait_for, "a wait for a message"},
                                   {"join", Nature::join, "a join"},
                                   {"end", Nature::end, "an end"}};
  const Sign* first = nullptr;
  for (const Sign& sign : signs) {
    const Entry* entry = fields.find(sign.key);
    if (!entry) continue;
    if (!first) {
      first = &sign;
      step.nature = sign.nature;
    } else if (sign.nature != first->nature) {
      report_.error(
          "two-natures",
          "the step " + quote(step.name) + " is " + first->called + " (`" + std::string(first->key) + "`) and " +
              sign.called + " (`" + std::string(sign.key) + "`)",
          entry->key_place,
          "make two steps of it; in a change, remove the old nature: `" + std::string(first->key) + ": null`");
      lost_the_way_ = true;
    }
  }
  if (!first && fields.find("batch")) step.nature = Nature::batch;
  if (const Value* join = fields.at("join"); join && !(join->is_scalar() && join->text == "all")) {
    const bool later = join->is_scalar() && (join->text == "any" || join->text == "first of" || join->text == "first");
    report_.error(later ? "not-in-this-version" : "unknown-word", "a join waits for `all`, not for " + described(*join),
                  join->place, "write `join: all`");
  }
  if (const Value* end = fields.at("end")) {
    if (const auto text = phrase_text(*end, "an end", "patient leaves")) step.end = trimmed(*text);
  }
  if (const Value* cancels = fields.at("cancels")) step.cancels = flag(*cancels, "cancels");
}

std::optional<Reader::OpenTime> Reader::open_time(const Value& value, const std::string& path, std::string_view what) {
  const Stated said = stated(value);
  const auto text = phrase_text(*said.is, what, "7 h of clinic hours");
  if (!text) return std::nullopt;
  const Split split = split_calendar(*text);
  OpenTime time;
  if (!split.calendar.empty()) time.calendar = calendar_called(split.calendar, said.place);
  auto length = read_distribution({split.text, said.place}, Scale::time, folder_of(said.place), report_);
  if (!length) return std::nullopt;
  time.length = std::move(*length);
  time.length.assumption =
      assume(said, path, Assumption::Quantity::duration, RangeKind::time, time.length.stated_mean());
  return time;
}

std::vector<TimeCase> Reader::read_time(const Value& time, const std::string& path) {
  std::vector<TimeCase> cases;
  if (!time.is_list()) {
    if (auto only = read_time_case(time, path)) cases.push_back(std::move(*only));
    return cases;
  }
  for (std::size_t i = 0; i < time.items.size(); ++i) {
    if (auto one = read_time_case(time.items[i], join_path(path, std::to_string(i + 1))))
      cases.push_back(std::move(*one));
  }
  return cases;
}

std::optional<TimeCase> Reader::read_time_case(const Value& value, const std::string& path) {
  TimeCase result;
  std::optional<Distribution> time;
  if (value.is_map()) {
    check_keys(value, time_case_section, report_);
    const Value* is = value.at("is");
    if (!is) return std::nullopt;
    Stated said = stated(*is);
    if (!said.basis) {
      said.basis = value.at("basis");
      said.source = value.at("source");
      said.range = value.at("range");
      if (!said.basis && (said.source || said.range)) {
        report_.error("missing-key", "a value with a source or a range needs `basis`", value.place,
                      "Where it comes from: measured, published, expert or assumed.");
      }
    }
    if (const Value* when = value.at("when")) {
      result.when = rule(*when);
      if (!result.when) return std::nullopt;
    }
    time = distribution(said, path, Scale::time);
  } else {
    time = distribution(value, path, Scale::time);
  }
  if (!time) return std::nullopt;
  result.time = std::move(*time);
  return result;
}

std::vector<TimeCase> Reader::read_added(const Value& adds, const std::string& path) {
  std::vector<TimeCase> cases;
  if (!adds.is_list()) {
    if (auto only = read_added_time(adds, path)) cases.push_back(std::move(*only));
    return cases;
  }
  for (std::size_t i = 0; i < adds.items.size(); ++i) {
    if (auto one = read_added_time(adds.items[i], join_path(path, std::to_string(i + 1))))
      cases.push_back(std::move(*one));
  }
  return cases;
}

std::optional<TimeCase> Reader::read_added_time(const Value& value, const std::string& path) {
  TimeCase result;
  std::optional<Distribution> time;
  if (value.is_map() && !is_stated(value)) {
    check_keys(value, added_section, report_);
    if (const Value* when = value.at("when")) {
      result.when = rule(*when);
      if (!result.when) return std::nullopt;
    }
    const Value* said = value.at("time");
    if (said) time = distribution(*said, join_path(path, "time"), Scale::time);
  } else {
    time = distribution(value, path, Scale::time);
  }
  if (!time) return std::nullopt;
  result.time = std::move(*time);
  return result;
}

}  // namespace stepwell::model_file
