// Walking a path through the tree.
#include "stepwell/model_file/settings.hpp"

#include <algorithm>

#include "stepwell/model_file/keys.hpp"
#include "stepwell/model_file/names.hpp"

namespace stepwell {
namespace model_file {
namespace {

const char* const settings_file = "--set";

// The keys that may be given to a map although it does not have them yet.
const Section* section_at(const std::vector<PathPart>& path, std::size_t depth, const Value& map) {
  if (depth == 0) return &model_section;
  if (map.find("is")) return map.find("when") ? &time_case_section : &stated_section;
  if (map.find("after") && map.find("to")) return &deadline_section;
  if (map.find("any")) return &inclusive_section;
  const std::string& first = path[0].name;
  if (first == "clock" && depth == 1) return &clock_section;
  if (first == "workflows" && depth == 2) return &called_section;
  if (first == "workflows" && depth == 4 && path[2].name == "steps") return &step_section;
  if (depth != 2) return nullptr;
  if (first == "calendars") return &calendar_section;
  if (first == "roles") return &role_section;
  if (first == "places" || first == "equipment") return &place_section;
  if (first == "cases") return &case_section;
  if (first == "books") return &book_section;
  if (first == "effects") return &effect_section;
  if (first == "steps") return &step_section;
  if (first == "measures") return &measure_section;
  return nullptr;
}

class SettingApplier {
 public:
  SettingApplier(const Setting& setting, int number, MergedModel& model, Report& report)
      : setting_(setting), number_(number), model_(model), report_(report) {}

  void apply() {
    const auto path = split_path(setting_.path);
    if (!path) {
      report_.error("bad-setting", quote(setting_.path) + " is not a path", place(0),
                    "names and dots: roles.nurse.staff; a name with a dot or = goes in double quotes");
      return;
    }
    auto value = read_value();
    if (!value) return;
    replace(*path, std::move(*value));
  }

 private:
  SourcePlace place(std::size_t position) const { return {settings_file, number_, static_cast<int>(position) + 1}; }

  void shift(SourcePlace& p) const { p = place(setting_.path.size() + static_cast<std::size_t>(p.column)); }
  void shift(Value& value) const {
    shift(value.place);
    for (Value& item : value.items) shift(item);
    for (Entry& entry : value.entries) {
      shift(entry.key_place);
      shift(entry.value);
    }
  }

  std::optional<Value> read_value() {
    Report problems;
    if (setting_.value.find_first_not_of(" \t\r\n") == std::string::npos) {
      report_.error("bad-setting", quote(setting_.path) + " is set to nothing", place(setting_.path.size()),
                    "give a value after the =; null removes what is there");
      return std::nullopt;
    }
    auto value = parse_yaml(setting_.value, settings_file, problems);
    for (Diagnostic& d : problems.found()) {
      shift(d.place);
      report_.found().push_back(std::move(d));
    }
    if (value) shift(*value);
    return value;
  }

  void unknown(const PathPart& part, const std::string& where, const std::vector<std::string>& there) {
    report_.error("unknown-setting", where + " has no " + quote(part.name), place(part.position),
                  suggestion(part.name, there));
  }

  void replace(const std::vector<PathPart>& path, Value value) {
    Value* current = &model_.root;
    std::string where = "the model";
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
      const PathPart& part = path[depth];
      const bool last = depth + 1 == path.size();
      expand_calendar(path, depth, *current);
      Value* next = current->is_list()  ? item(*current, part, where)
                    : current->is_map() ? nullptr
                                        : no_parts(*current, part, where);
      if (!next && !current->is_map()) return;
      if (!next) {
        Entry* entry = current->find(part.name);
        const Section* section = section_at(path, depth, *current);
        if (!entry && section && section->find(part.name)) {
          // A section that the model leaves out, or a field that it leaves at its default.
          if (last && value.is_null()) return;
          current->entries.push_back({part.name, place(part.position), map_value(place(part.position))});
          entry = &current->entries.back();
        }
        if (!entry) {
          std::vector<std::string> there;
          for (const Entry& e : current->entries) there.push_back(e.key);
          for (std::size_t i = 0; section && i < section->keys.size(); ++i) {
            const std::string key(section->keys[i].name);
            if (std::find(there.begin(), there.end(), key) == there.end()) there.push_back(key);
          }
          unknown(part, where, there);
          return;
        }
        if (last && value.is_null()) {
          current->erase(part.name);
          return;
        }
        if (last) entry->key_place = place(part.position);
        next = &entry->value;
      }
      where = quote(part.name);
      current = next;
    }
    *current = std::move(value);
  }

  // `office hours: Mon-Fri 08:00-18:00` has its hours under `open`, though it does not say so.
  static void expand_calendar(const std::vector<PathPart>& path, std::size_t depth, Value& value) {
    if (depth != 2 || path[0].name != "calendars" || path[1].name == "closed" || value.is_map()) return;
    Value map = map_value(value.place);
    map.entries.push_back({"open", value.place, value});
    value = std::move(map);
  }

  Value* item(Value& list, const PathPart& part, const std::string& where) {
    const bool is_number =
        !part.name.empty() && part.name.size() < 8 && part.name.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t index = is_number ? std::stoul(part.name) : 0;
    if (index >= 1 && index <= list.items.size()) return &list.items[index - 1];
    report_.error("unknown-setting", where + " has no part " + quote(part.name), place(part.position),
                  "it is a list of " + std::to_string(list.items.size()) + ": count from 1");
    return nullptr;
  }

  Value* no_parts(const Value& value, const PathPart& part, const std::string& where) {
    report_.error("unknown-setting", where + " is " + described(value) + " and has no parts", place(part.position),
                  "end the path before " + quote(part.name));
    return nullptr;
  }

  const Setting& setting_;
  const int number_;
  MergedModel& model_;
  Report& report_;
};

}  // namespace

void apply_settings(const std::vector<Setting>& settings, MergedModel& model, Report& report) {
  int number = 0;
  for (const Setting& setting : settings) SettingApplier(setting, ++number, model, report).apply();
}

}  // namespace model_file

Setting parse_setting(std::string_view text) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') in_quotes = !in_quotes;
    if (text[i] != '=' || in_quotes || i == 0) continue;
    return {std::string(model_file::trimmed(text.substr(0, i))), std::string(model_file::trimmed(text.substr(i + 1)))};
  }
  model_file::Report report;
  report.error("bad-setting", model_file::quote(text) + " does not set anything", {model_file::settings_file, 1, 1},
               "a path, =, and a value: roles.nurse.staff=3");
  throw ModelError(std::move(report.found()));
}

}  // namespace stepwell
