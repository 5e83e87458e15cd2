// The order of reading, and finding things by name.
#include "stepwell/model_file/reader.hpp"

#include <algorithm>
#include <type_traits>

namespace stepwell::model_file {

template <class Id>
void Reader::read_each(std::string_view section_name, void (Reader::*read_one)(Id, const Entry&)) {
  const Value* there = section(section_name);
  if (!there) return;
  std::uint32_t index = 0;
  // Places and equipment stand behind the roles, in the order of these sections.
  if (section_name == "places" || section_name == "equipment") {
    for (const std::string_view before : {"roles", "places"}) {
      if (before == section_name) break;
      if (const Value* others = section(before)) index += static_cast<std::uint32_t>(others->entries.size());
    }
  }
  for (const Entry& entry : there->entries) {
    if (std::is_same_v<Id, CalendarId> && entry.key == "closed") continue;
    const std::size_t problems = report_.size();
    (this->*read_one)(static_cast<Id>(index++), entry);
    if (report_.size() != problems || entry.value.faulty) insert(broken_, entry.key_place);
    if (entry.value.faulty && section_name == "steps") {
      insert(misrouted_, entry.key_place);
      lost_the_way_ = true;
    }
  }
}

Workflow Reader::read() {
  read_head();
  read_clock();
  name_everything();
  read_rates();
  open_files();
  declare_attributes();
  read_closed();
  read_each("quantities", &Reader::read_quantity);
  read_each("calendars", &Reader::read_calendar);
  read_each("roles", &Reader::read_role);
  read_each("places", &Reader::read_place);
  read_each("equipment", &Reader::read_place);
  read_each("books", &Reader::read_book);
  read_each("effects", &Reader::read_effect);
  read_each("cases", &Reader::read_case);
  read_each("steps", &Reader::read_step);
  read_each("measures", &Reader::read_measure);
  workflow_.changes = model_.changes;
  return std::move(workflow_);
}

void Reader::read_head() {
  if (const Value* name = root_.at("workflow")) {
    if (const auto text = phrase_text(*name, "the name of a workflow", "Outpatient clinic")) workflow_.name = *text;
  }
  if (const Value* about = root_.at("about"); about && about->is_scalar()) workflow_.about = trimmed(about->text);
}

void Reader::read_clock() {
  const Value* clock = root_.at("clock");
  if (!clock || !check_keys(*clock, clock_section, report_)) return;
  const auto field = [&](std::string_view key, std::string_view example, auto read_one, auto& target) {
    const Value* value = clock->at(key);
    if (!value) return;
    if (!phrase_text(*value, '`' + std::string(key) + '`', example)) return;
    if (const auto read = read_one(phrase_of(*value), report_)) target = *read;
  };
  field("start", "2026-01-05", read_instant, workflow_.clock.start);
  const Value* warm_up = clock->at("warm up");
  workflow_.clock.warm_up_by_rule = warm_up && warm_up->is_scalar() && trimmed(warm_up->text) == "by rule";
  if (!workflow_.clock.warm_up_by_rule) field("warm up", "2 weeks", read_duration, workflow_.clock.warm_up);
  field("run", "12 weeks", read_duration, workflow_.clock.run);
}

const Value* Reader::section(std::string_view name) {
  const Value* there = root_.at(name);
  return there && there->is_map() ? there : nullptr;
}

void Reader::name_everything() {
  for (const std::string_view name :
       {"calendars", "roles", "places", "equipment", "books", "cases", "effects", "steps", "measures", "quantities"}) {
    const Value* there = root_.at(name);
    if (!there || there->is_map()) continue;
    report_.error("wrong-kind", "`" + std::string(name) + "` is a map of names, not " + described(*there), there->place,
                  "give each a name: `" + std::string(name) + ": {<name>: ...}`, or a line of its own for each");
    lost_the_way_ = true;
  }
  if (!section("steps") || !section("cases")) lost_the_way_ = true;
  const auto name_all = [&](std::string_view name, auto& things, auto* by_name) {
    const Value* there = section(name);
    if (!there) return;
    for (const Entry& entry : there->entries) {
      if (name == "calendars" && entry.key == "closed") continue;
      typename std::decay_t<decltype(things.items())>::value_type thing;
      thing.name = entry.key;
      thing.place = entry.key_place;
      const auto id = things.push_back(std::move(thing));
      if (by_name) by_name->emplace(entry.key, id);
    }
  };
  name_all("calendars", workflow_.calendars, &calendars_);
  name_all("roles", workflow_.roles, &roles_);
  const std::size_t staffed = workflow_.roles.size();
  name_all("places", workflow_.roles, &roles_);
  const std::size_t placed = workflow_.roles.size();
  name_all("equipment", workflow_.roles, &roles_);
  for (const RoleId id : workflow_.roles.ids()) {
    if (index_of(id) >= staffed)
      workflow_.roles[id].kind = index_of(id) < placed ? RoleKind::place : RoleKind::equipment;
  }
  name_all("cases", workflow_.cases, &cases_);
  name_all("books", workflow_.books, &books_);
  name_all("effects", workflow_.effects, &effects_);
  name_all("steps", workflow_.steps, &steps_);
  name_all("quantities", workflow_.quantities, &quantities_);
  name_all("measures", workflow_.measures, static_cast<std::unordered_map<std::string, MeasureId>*>(nullptr));
}

const Removal* Reader::removal_of(std::string_view section_name, std::string_view name) const {
  for (const Removal& removal : model_.removals) {
    if (removal.section == section_name && removal.name == name) return &removal;
  }
  return nullptr;
}

template <class Id>
std::optional<Id> Reader::thing_called(const std::unordered_map<std::string, Id>& known, std::string_view section_name,
                                       std::string_view code, std::string_view what, std::string_view name,
                                       const SourcePlace& place) {
  if (const auto found = known.find(std::string(name)); found != known.end()) return found->second;
  // Whoever needs a role may mean a place or equipment as well.
  std::vector<std::string_view> sections{section_name};
  if (section_name == "roles") sections = {"roles", "places", "equipment"};
  const std::string called = std::string(what) + ' ' + quote(name);
  std::vector<std::string> names;
  for (const std::string_view one : sections) {
    if (const Removal* gone = removal_of(one, name)) {
      report_.error("removed-name",
                    "the " + called + " is no longer there: the change " + quote(gone->change) + " removed it (" +
                        gone->place.file + ':' + std::to_string(gone->place.line) + ':' +
                        std::to_string(gone->place.column) + ")",
                    place, "let that change alter this place too, or keep the " + std::string(what));
      return std::nullopt;
    }
    if (const Value* there = section(one)) {
      for (const Entry& entry : there->entries) names.push_back(entry.key);
    }
  }
  const std::string near = suggestion(name, names);
  report_.error(code, "unknown " + called, place,
                near.empty() ? "declare it under `" + std::string(section_name) + "`" : near);
  return std::nullopt;
}

std::optional<StepId> Reader::step_called(const Value& name) {
  const auto text = phrase_text(name, "the name of a step", "triage");
  if (!text) return std::nullopt;
  return step_called(*text, name.place);
}

std::optional<StepId> Reader::step_called(std::string_view name, const SourcePlace& place) {
  return thing_called(steps_, "steps", "unknown-step", "step", name, place);
}

std::optional<RoleId> Reader::role_called(std::string_view name, const SourcePlace& place) {
  return thing_called(roles_, "roles", "unknown-role", "role", name, place);
}

std::optional<QuantityId> Reader::quantity_called(const Entry& said) {
  return thing_called(quantities_, "quantities", "unknown-quantity", "quantity", said.key, said.key_place);
}

void Reader::read_about(const Value& fields, std::string& about) {
  if (const Value* said = fields.at("about"); said && said->is_scalar()) about = trimmed(said->text);
}

std::optional<CaseTypeId> Reader::case_called(std::string_view name, const SourcePlace& place) {
  return thing_called(cases_, "cases", "unknown-case-type", "case type", name, place);
}

std::optional<BookId> Reader::book_called(std::string_view name, const SourcePlace& place) {
  return thing_called(books_, "books", "unknown-book", "book", name, place);
}

std::optional<EffectId> Reader::effect_called(std::string_view name, const SourcePlace& place) {
  return thing_called(effects_, "effects", "unknown-effect", "effect", name, place);
}

std::optional<CalendarId> Reader::calendar_called(std::string_view name, const SourcePlace& place) {
  return thing_called(calendars_, "calendars", "unknown-calendar", "calendar", name, place);
}

const std::filesystem::path& Reader::folder_of(const SourcePlace& place) const {
  static const std::filesystem::path here;
  const auto found = model_.folders.find(place.file);
  return found == model_.folders.end() ? here : found->second;
}

}  // namespace stepwell::model_file
