// Applying a change: only keys and nulls count here.
#include "stepwell/model_file/change.hpp"

#include <algorithm>

#include "stepwell/model_file/keys.hpp"
#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {
namespace {

std::vector<std::string> keys_of(const Value& map) {
  std::vector<std::string> keys;
  for (const Entry& entry : map.entries) keys.push_back(entry.key);
  return keys;
}

std::string singular(std::string_view section) {
  if (section == "cases") return "case type";
  if (section == "quantities") return "quantity";
  if (section == "equipment") return "equipment";
  return std::string(section.substr(0, section.size() - 1));
}

class ChangeApplier {
 public:
  ChangeApplier(const Entry& change, MergedModel& model, Report& report)
      : change_(change),
        model_(model),
        report_(report),
        before_(model.root.at("steps") ? *model.root.at("steps") : Value{}) {}

  const Value& steps_before() const { return before_; }

  void apply() {
    if (const Entry* clock = change_.value.find("clock"))
      merge_fields(*clock, section("clock", clock->key_place), "the clock");
    for (const std::string_view name : {"calendars", "roles", "places", "equipment", "books", "cases", "effects",
                                        "steps", "measures", "quantities"}) {
      const Entry* said = change_.value.find(name);
      if (!said) continue;
      if (!said->value.is_map()) {
        report_.error("wrong-kind", quote(name) + " in a change is a map of names, not " + described(said->value),
                      said->value.place, "name what changes: `" + std::string(name) + ": {<name>: {...}}`");
        continue;
      }
      for (const Entry& thing : said->value.entries) merge_thing(name, thing, section(name, said->key_place));
    }
    if (const Entry* workflows = change_.value.find("workflows")) {
      for (const Entry& workflow : workflows->value.entries)
        merge_called(workflow, section("workflows", workflows->key_place));
    }
  }

 private:
  Value& section(std::string_view name, const SourcePlace& place) {
    if (Entry* there = model_.root.find(name)) return there->value;
    model_.root.entries.push_back({std::string(name), place, map_value(place)});
    return model_.root.entries.back().value;
  }

  void report_nothing(const std::string& what, const Entry& said, const std::vector<std::string>& there) {
    const std::string near = suggestion(said.key, there);
    report_.error("nothing-to-remove", what + " is not there, so it cannot be removed", said.key_place,
                  near.empty() ? "leave this line out" : near);
  }

  void note_removal(std::string_view section, const std::string& name, const SourcePlace& place,
                    std::string luck = {}) {
    model_.removals.push_back({std::string(section), name, change_.key, place, std::move(luck)});
  }
  // What comes back is no longer missed.
  void forget_removal(std::string_view section, const std::string& name) {
    std::erase_if(model_.removals, [&](const Removal& r) { return r.section == section && r.name == name; });
  }

  void merge_thing(std::string_view section_name, const Entry& said, Value& things) {
    Entry* there = things.find(said.key);
    if (said.value.is_null()) {
      remove_thing(section_name, said, there, things);
      return;
    }
    if (!there) {
      forget_removal(section_name, said.key);
      if (section_name == "steps" && rename_into(said, things)) return;
      things.entries.push_back({said.key, said.key_place, said.value});
      if (said.value.is_map()) {
        things.entries.back().value.entries.clear();
        merge_into(section_name, said, things.entries.back());
      }
    } else {
      there->key_place = said.key_place;
      merge_into(section_name, said, *there);
    }
  }

  // A step that is new but says what it was is the old one under another name: it keeps the fields that are not given.
  bool rename_into(const Entry& said, Value& steps) {
    const Value* was = said.value.at("was");
    const Value* old = was && was->is_scalar() ? before_.at(was->text) : nullptr;
    if (!old || !old->is_map()) return false;
    const std::string old_name = was->text;
    if (steps.find(old_name)) {
      const Value* older = old->at("was");
      note_removal("steps", old_name, said.key_place, older ? older->text : old_name);
      steps.erase(old_name);
    }
    renamed_.push_back(old_name);
    Value inherited = *old;
    inherited.erase("was");
    inherited.place = said.value.place;
    steps.entries.push_back({said.key, said.key_place, std::move(inherited)});
    merge_into("steps", said, steps.entries.back());
    return true;
  }

  void remove_thing(std::string_view section_name, const Entry& said, Entry* there, Value& things) {
    if (!there) {
      // That the old name of a renamed step goes may be said, but need not be.
      if (section_name == "steps" && std::find(renamed_.begin(), renamed_.end(), said.key) != renamed_.end()) return;
      for (const Removal& gone : model_.removals) {
        if (gone.section != section_name || gone.name != said.key) continue;
        report_.error("nothing-to-remove",
                      "the " + singular(section_name) + ' ' + quote(said.key) + " was removed by the change " +
                          quote(gone.change) + " already",
                      said.key_place, "leave this line out");
        return;
      }
      report_nothing("the " + singular(section_name) + ' ' + quote(said.key), said, keys_of(things));
      return;
    }
    if (section_name == "steps") {
      const Value* was = there->value.at("was");
      note_removal(section_name, said.key, said.key_place, was ? was->text : said.key);
      if (const Value* sets = there->value.at("sets")) {
        for (const Entry& set : sets->entries) note_removal("attributes", set.key, said.key_place);
      }
    } else {
      note_removal(section_name, said.key, said.key_place);
    }
    things.erase(said.key);
  }

  void merge_into(std::string_view section_name, const Entry& said, Entry& there) {
    if (section_name == "calendars") {
      merge_calendar(said, there);
      return;
    }
    if (!said.value.is_map() || !there.value.is_map()) {
      there.value = said.value;  // the reader will say what a thing of this kind looks like
      return;
    }
    const std::string what = "the " + singular(section_name) + ' ' + quote(said.key);
    for (const Entry& field : said.value.entries) {
      if (section_name == "cases" && field.key == "attributes" && field.value.is_map()) {
        merge_attributes(field, there.value);
      } else {
        merge_field(field, there.value, what);
        if (section_name == "steps" && field.key == "was") follow_luck(there.value);
      }
    }
  }

  // `Mon-Fri 08:00-18:00` is short for `{open: Mon-Fri 08:00-18:00}`.
  void merge_calendar(const Entry& said, Entry& there) {
    if (said.key == "closed") {
      there.value = said.value;
      return;
    }
    const auto as_map = [](const Value& value, const SourcePlace& place) {
      if (value.is_map()) return value;
      Value map = map_value(value.place);
      map.entries.push_back({"open", place, value});
      return map;
    };
    there.value = there.value.is_map() ? there.value : as_map(there.value, there.key_place);
    for (const Entry& field : as_map(said.value, said.key_place).entries) {
      merge_field(field, there.value, "the calendar " + quote(said.key));
    }
  }

  void merge_fields(const Entry& said, Value& there, const std::string& what) {
    if (!said.value.is_map() || !there.is_map()) {
      report_.error("wrong-kind", what + " is a map of keys and values, not " + described(said.value), said.value.place,
                    "name the fields that change: {run: 4 weeks}");
      return;
    }
    for (const Entry& field : said.value.entries) merge_field(field, there, what);
  }

  void merge_field(const Entry& field, Value& there, const std::string& what) {
    Entry* old = there.find(field.key);
    if (field.value.is_null()) {
      if (old)
        there.erase(field.key);
      else
        report_nothing(quote(field.key) + " of " + what, field, keys_of(there));
    } else if (old) {
      *old = field;
    } else {
      there.entries.push_back(field);
    }
  }

  void merge_attributes(const Entry& said, Value& case_type) {
    if (!case_type.find("attributes"))
      case_type.entries.push_back({"attributes", said.key_place, map_value(said.value.place)});
    Value& attributes = case_type.find("attributes")->value;
    for (const Entry& attribute : said.value.entries) {
      const bool was_there = attributes.find(attribute.key) != nullptr;
      merge_field(attribute, attributes, "this case type");
      if (attribute.value.is_null() && was_there) note_removal("attributes", attribute.key, attribute.key_place);
    }
  }

  // Of a workflow that steps call, its start and the fields of its steps.
  void merge_called(const Entry& said, Value& workflows) {
    Entry* there = workflows.find(said.key);
    if (!there || said.value.is_null() || !said.value.is_map()) {
      merge_field(said, workflows, "the workflows");
      return;
    }
    for (const Entry& field : said.value.entries) {
      Entry* steps = there->value.find("steps");
      if (field.key != "steps" || !steps || !field.value.is_map()) {
        merge_field(field, there->value, "the workflow " + quote(said.key));
        continue;
      }
      for (const Entry& step : field.value.entries) {
        Entry* old = steps->value.find(step.key);
        if (!old || !old->value.is_map() || !step.value.is_map())
          merge_field(step, steps->value, "the workflow " + quote(said.key));
        else
          merge_fields(step, old->value, "the step " + quote(step.key));
      }
    }
  }

  // A step that was renamed twice draws the luck of its first name.
  void follow_luck(Value& step) {
    Value& was = step.find("was")->value;
    if (!was.is_scalar()) return;
    if (const Value* old = before_.at(was.text)) {
      const Value* older = old->at("was");
      if (older && older->is_scalar()) was.text = older->text;
      return;
    }
    for (const Removal& gone : model_.removals) {
      if (gone.section != "steps" || gone.name != was.text) continue;
      was.text = gone.luck;
      return;
    }
    report_.error("unknown-was", "the base has no step " + quote(was.text), was.place,
                  suggestion(was.text, keys_of(before_)));
    step.faulty = true;
  }

  const Entry& change_;
  MergedModel& model_;
  Report& report_;
  const Value before_;  // the steps as this change finds them
  std::vector<std::string> renamed_;
};

void check_needs(const Change& change, const Value* said, const Value& all_changes, const MergedModel& model,
                 Report& report) {
  if (!said) return;
  for (const Value* need : names_in(*said, "`needs`", report)) {
    const bool came_before =
        std::any_of(model.changes.begin(), model.changes.end(), [&](const Change& c) { return c.name == need->text; });
    if (need->text == change.name) {
      report.error("needs-itself", "the change " + quote(change.name) + " needs itself", need->place,
                   "leave this name out");
    } else if (!came_before && all_changes.find(need->text)) {
      report.error("needs-later-change",
                   "the change " + quote(change.name) + " needs " + quote(need->text) + ", which comes later",
                   need->place, "changes are applied in the order of the file: put " + quote(need->text) + " above");
    } else if (!came_before) {
      std::vector<std::string> known;
      for (const Change& c : model.changes) known.push_back(c.name);
      const std::string near = suggestion(need->text, known);
      report.error("unknown-change", "there is no change " + quote(need->text), need->place,
                   near.empty() ? "leave this name out: no change comes before this one" : near);
    }
  }
}

}  // namespace

std::vector<std::string> names_of_section(const Value& root, std::string_view section) {
  const Value* there = root.at(section);
  return there ? keys_of(*there) : std::vector<std::string>{};
}

Change described_change(const Entry& said, const std::vector<std::string>& known_steps, bool must_be_known,
                        Report& report) {
  Change change;
  change.name = said.key;
  change.place = said.key_place;
  if (const Value* why = said.value.at("why"); why && why->is_scalar()) change.why = std::string(trimmed(why->text));
  if (const Value* needs = said.value.at("needs")) {
    for (const Value* need : names_in(*needs, "`needs`", report)) change.needs.push_back(need->text);
  }
  const Value* moves = said.value.at("moves");
  if (!moves) return change;
  const auto known = [&](std::string_view name) {
    return std::find(known_steps.begin(), known_steps.end(), name) != known_steps.end();
  };
  for (const Value* move : names_in(*moves, "`moves`", report)) {
    const std::string_view text = move->text;
    std::size_t cut = std::string_view::npos;
    for (std::size_t at = text.find(" to "); at != std::string_view::npos; at = text.find(" to ", at + 1)) {
      const bool both_known = known(trimmed(text.substr(0, at))) && known(trimmed(text.substr(at + 4)));
      if (both_known || (cut == std::string_view::npos && !must_be_known)) cut = at;
    }
    if (cut == std::string_view::npos) {
      report.error("bad-move", quote(text) + " does not lead from one step to another", move->place,
                   "write it as `type letter to dictate letter`, with steps of the base or of the scenario");
      continue;
    }
    change.moves.push_back({std::string(trimmed(text.substr(0, cut))), std::string(trimmed(text.substr(cut + 4)))});
  }
  return change;
}

void apply_change(const Entry& said, const Value& all_changes, MergedModel& model, Report& report) {
  for (const Change& earlier : model.changes) {
    if (earlier.name != said.key) continue;
    report.error("duplicate-change",
                 "there is a change " + quote(said.key) + " already, in " + quote(earlier.place.file), said.key_place,
                 "give this one another name");
    return;
  }
  if (!check_keys(said.value, change_section, report)) return;
  ChangeApplier applier(said, model, report);
  applier.apply();
  std::vector<std::string> steps = keys_of(applier.steps_before());
  for (auto& name : names_of_section(model.root, "steps")) steps.push_back(std::move(name));
  Report said_already;
  Change change = described_change(said, steps, true, report);
  check_needs(change, said.value.at("needs"), all_changes, model, said_already);
  for (auto& d : said_already.found()) {
    if (d.code != "wrong-kind") report.found().push_back(std::move(d));
  }
  model.changes.push_back(std::move(change));
}

}  // namespace stepwell::model_file
