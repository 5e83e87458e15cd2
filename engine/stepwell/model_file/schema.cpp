// Sections come from the table of keys; the phrases are patterns that are good enough to complete and to warn by.
#include "stepwell/model_file/schema.hpp"

#include <nlohmann/json.hpp>

#include "stepwell/model_file/distribution_phrases.hpp"
#include "stepwell/model_file/keys.hpp"

namespace stepwell {
namespace {

using Json = nlohmann::ordered_json;
using namespace model_file;

const std::string number = R"(\d*\.?\d+(?:[eE][-+]?\d+)?)";
const std::string unit = "(?:s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)";
const std::string clock_time = R"(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)";
const std::string hours = clock_time + "-" + clock_time;
const std::string date = R"(\d{4}-\d{2}-\d{2})";
const std::string one_duration = number + R"(\s*)" + unit;

Json reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }
Json pattern(const std::string& text) { return {{"type", "string"}, {"pattern", "^\\s*(?:" + text + ")\\s*$"}}; }
Json text() { return {{"type", Json::array({"string", "number"})}}; }
Json any_of(std::initializer_list<Json> options) {
  Json list = Json::array();
  for (const Json& option : options) list.push_back(option);
  return {{"anyOf", list}};
}
Json one_or_list(const Json& item, int least = 1) {
  return any_of({item, {{"type", "array"}, {"items", item}, {"minItems", least}}});
}
Json with_examples(Json schema, std::initializer_list<const char*> examples) {
  schema["examples"] = Json::array();
  for (const char* example : examples) schema["examples"].push_back(example);
  return schema;
}
Json map_of(const Json& value, bool may_be_removed) {
  const Json item = may_be_removed ? any_of({value, {{"type", "null"}}}) : value;
  return {{"type", "object"}, {"propertyNames", reference("name")}, {"additionalProperties", item}};
}
Json stated(const Json& value) { return any_of({value, reference("stated value")}); }
Json words(std::initializer_list<const char*> choices) {
  Json list = Json::array();
  for (const char* choice : choices) list.push_back(choice);
  return {{"enum", list}};
}

// A distribution by its form, as a pattern; `simple` ones may be parts of a mixture.
std::string distribution_pattern(const DistributionForm& form, bool is_time, const std::string& simple) {
  const std::string tail = is_time ? R"((?:\s*)" + unit + ")?" : std::string();
  const std::string value = number + tail;
  const std::string in = is_time ? R"(\s+in\s+)" + unit : std::string();
  const std::string chance = R"(\s+)" + number + R"(\s*%\s+)";
  const std::string mean_sd = R"(\s+mean\s+)" + value + R"(\s+sd\s+)" + value;
  const std::string word(form.word);
  switch (form.kind) {
    case DistributionKind::uniform:    return word + R"(\s+-?)" + value + R"((?:\s+to)?\s+-?)" + value;
    case DistributionKind::triangular:
    case DistributionKind::pert:       return word + R"((?:\s+-?)" + value + "){3}";
    case DistributionKind::beta:
      return word + R"((?:\s+)" + number + R"(){2}\s+from\s+-?)" + value + R"((?:\s+to)?\s+-?)" + value;
    case DistributionKind::exponential: return word + R"(\s+mean\s+)" + value;
    case DistributionKind::erlang:      return word + R"(\s+\d+\s+mean\s+)" + value;
    case DistributionKind::empirical:   return word + R"(\s+file\s+\S.*\s+column\s+\S.*)" + in;
    case DistributionKind::discrete:    return word + "(?:" + chance + "-?" + value + R"((?:\s+)" + value + ")*){2,}";
    case DistributionKind::hyperexponential:
      return word + "(?:" + mean_sd + "|(?:" + chance + R"(mean\s+)" + value + "){2,})";
    case DistributionKind::hypoexponential: return word + R"((?:\s+)" + value + "){2,}";
    case DistributionKind::coxian:
      return word + R"((?:\s+)" + value + R"()+(?:\s+then)" + chance + value + R"((?:\s+)" + value + ")*)+";
    case DistributionKind::mixture: return word + "(?:" + chance + "(?:" + simple + ")){2,}";
    default:                        return word + mean_sd;
  }
}

// A time or, without units, a number that varies.
Json distribution(bool is_time) {
  const std::string amount =
      is_time ? number + R"((?:\s*)" + unit + R"()?(?:\s+)" + one_duration + ")*" : "-?" + number;
  std::string simple = amount;
  std::string all;
  for (const DistributionForm& form : distribution_forms()) {
    const std::string one = distribution_pattern(form, is_time, simple);
    if (one.find('%') == std::string::npos) simple += "|" + one;
    all += "|" + one;
  }
  // Without `plus` and the like, a time alone needs its unit.
  const std::string alone = is_time ? one_duration + R"((?:\s+)" + one_duration + ")*" : amount;
  const std::string suffix = R"((?:\s+(?:plus|at\s+least|at\s+most)\s+)" + amount + ")";
  all = "(?:" + alone + all + ")" + suffix + "*|" + amount + suffix + "+";
  Json schema = is_time ? pattern(all) : any_of({pattern(all), {{"type", "number"}}});
  schema["description"] =
      is_time ? "A time, or how a time varies. A duration carries a unit: 6 min." : "A number, or how a number varies.";
  schema["examples"] = Json::array({is_time ? "6 min" : "6"});
  for (const DistributionForm& form : distribution_forms())
    schema["examples"].push_back(std::string(form.form.substr(0, form.form.find(" ("))));
  return schema;
}

// Inside a change, named things may be null, which removes them, and show only the fields that differ.
Json holds(Holds kind, bool in_change = false) {
  const std::string changed = in_change ? "changed " : "";
  switch (kind) {
    case Holds::version:      return {{"enum", Json::array({1, "1"})}};
    case Holds::free_text:    return text();
    case Holds::text:         return text();
    case Holds::file:         return {{"type", "string"}};
    case Holds::base:         return any_of({{{"type", "string"}}, reference("model"), reference("scenario")});
    case Holds::flag:         return {{"type", "boolean"}};
    case Holds::name:         return reference("name");
    case Holds::names:        return one_or_list(reference("name"), 0);
    case Holds::number:       return any_of({{{"type", "number"}}, pattern(number)});
    case Holds::whole_number: return any_of({{{"type", "integer"}}, pattern("\\d+")});
    case Holds::duration:     return reference("duration");
    case Holds::warm_up:      return any_of({words({"by rule"}), reference("duration")});
    case Holds::date_time:    return with_examples(pattern(date + "(?:[ T]" + clock_time + ")?"), {"2026-01-05"});
    case Holds::priority:
      return any_of({words({"low", "normal", "high"}), {{"type", "number"}}, pattern("-?" + number)});
    case Holds::staff: return stated(reference("number"));
    case Holds::money_rate:
      return stated(any_of({{{"type", "number"}}, pattern(number + "(?:\\s+per\\s+" + unit + ")?")}));
    case Holds::band:            return text();
    case Holds::after_hours:     return words({"finish", "stop", "stay"});
    case Holds::discipline:      return words({"first come", "last come", "shortest", "earliest due", "random"});
    case Holds::separate_queues: return words({"shortest", "random", "in turn"});
    case Holds::pre_emption:     return words({"resume", "restart", "lost"});
    case Holds::outages:         return one_or_list(any_of({reference("name"), reference("outage")}));
    case Holds::individuals:     return any_of({one_or_list(reference("name")), map_of(reference("individual"), false)});
    case Holds::asked_first:     return words({"longest idle", "fixed order", "least busy", "same person"});
    case Holds::breakdown:       return reference("breakdown");
    case Holds::work_when_out:   return words({"resume", "restart", "finish"});
    case Holds::ageing:          return reference("rate");
    case Holds::join_kind:       return words({"all"});
    case Holds::basis:           return words({"measured", "published", "expert", "assumed"});
    case Holds::range:           return with_examples(pattern(".+\\s+to\\s+.+"), {"20 min to 60 min", "80 % to 95 %"});
    case Holds::who:
    case Holds::held:            {
      const Json share = pattern("\\d+(?:\\.\\d)?\\s*%");
      const Json many = holds(Holds::whole_number);
      return any_of(
          {reference("name"),
           {{"type", "array"}, {"items", reference("name")}},
           {{"type", "object"}, {"additionalProperties", kind == Holds::who ? any_of({many, share}) : many}}});
    }
    case Holds::alternatives: return any_of({words({"nobody"}), one_or_list(reference("alternative"))});
    case Holds::substitutes:
      return with_examples(one_or_list(any_of({reference("name"), reference("substitute")})), {"doctor after 15 min"});
    case Holds::stated_time: return stated(reference("time"));
    case Holds::time:
      return any_of({stated(reference("time")),
                     reference("time case"),
                     {{"type", "array"}, {"items", any_of({reference("time"), reference("time case")})}}});
    case Holds::adds:
      return one_or_list(any_of({reference("time"), reference("stated value"), reference("added time")}));
    case Holds::wait:
    case Holds::stated_wait:     return stated(any_of({reference("time"), reference("open time")}));
    case Holds::stated_chance:   return stated(reference("chance"));
    case Holds::deadline:        return one_or_list(reference("deadline"));
    case Holds::batch:           return any_of({holds(Holds::whole_number), reference("batch")});
    case Holds::how_often:       return stated(any_of({reference("varying number"), reference("name")}));
    case Holds::repeats:         return any_of({holds(Holds::how_often), reference("repetition")});
    case Holds::repetition:      return words({"sequence", "parallel"});
    case Holds::times_of_day:    return one_or_list(with_examples(pattern(clock_time), {"09:00"}));
    case Holds::visit_limit:     return reference("visit limit");
    case Holds::chosen_branches: {
      const Json branch = any_of({reference("name"), reference("branch")});
      return any_of({one_or_list(branch), map_of(stated(reference("chance")), false)});
    }
    case Holds::sets:
    case Holds::attributes: return map_of(stated(reference("attribute")), in_change);
    case Holds::rule:
      return any_of({{{"type", "boolean"}}, with_examples({{"type", "string"}}, {"attends", "attends and age >= 65"})});
    case Holds::branches: return one_or_list(reference("name"));
    case Holds::routing:
      return any_of({reference("name"),
                     reference("split"),
                     reference("inclusive split"),
                     reference("race"),
                     {{"type", "array"}, {"items", reference("flow")}},
                     map_of(stated(reference("chance")), false)});
    case Holds::arrival:      return any_of({stated(reference("arrivals")), reference("arrival"), holds(Holds::times)});
    case Holds::stream:       return stated(pattern(".+"));
    case Holds::arrival_rate: return stated(pattern(number + "\\s+per\\s+" + unit + "(?:\\s+in\\s+.+)?"));
    case Holds::times:        return {{"type", "array"}, {"items", holds(Holds::date_time)}};
    case Holds::count:        return reference("varying number");
    case Holds::weekday_factors:
    case Holds::month_factors:
      return {{"type", "object"}, {"additionalProperties", with_examples(pattern(number + "\\s*%"), {"120 %"})}};
    case Holds::growth:  return with_examples(pattern("-?" + number + "\\s*%\\s+(?:per|a)\\s+year"), {"3 % per year"});
    case Holds::mix:     return map_of(stated(reference("chance")), false);
    case Holds::backlog: {
      const Json count = holds(Holds::whole_number);
      return any_of({count, {{"type", "object"}, {"additionalProperties", count}}});
    }
    case Holds::records: return any_of({holds(Holds::file), reference("records")});
    case Holds::slots:
      return with_examples(pattern("every\\s+" + one_duration + "(?:\\s+" + one_duration + ")*(?:\\s+in\\s+.+)?"),
                           {"every 15 min in clinic hours"});
    case Holds::slot_sizes:   return one_or_list(holds(Holds::whole_number));
    case Holds::effect_group: return with_examples(reference("name"), {"day", "week", "month", "run", "case"});
    case Holds::factor:       return reference("varying number");
    case Holds::correlations: return {{"type", "object"}, {"additionalProperties", reference("number")}};
    case Holds::hourly:       {
      const Json rates = {
          {"type", "object"}, {"propertyNames", pattern(hours)}, {"additionalProperties", stated(reference("rate"))}};
      return {{"type", "object"}, {"additionalProperties", rates}};
    }
    case Holds::calendar_text: return one_or_list(reference("opening hours"));
    case Holds::closed_days:   return any_of({words({"never"}), one_or_list(reference("days"), 0)});
    case Holds::dated_hours:   return one_or_list(pattern(date + "(?:\\s+" + hours + ")+"));
    case Holds::moment:        return with_examples({{"type", "string"}}, {"check in arrives", "consultation ends"});
    case Holds::target:
      return with_examples(pattern(number + "\\s*%\\s+within\\s+" + one_duration + "(?:\\s+" + one_duration + ")*"),
                           {"90 % within 32 min"});
    case Holds::moves:     return with_examples(one_or_list(pattern(".+\\s+to\\s+.+")), {"type letter to dictate letter"});
    case Holds::clock:     return reference(changed + "clock");
    case Holds::calendars: {
      const auto removable = [&](const Json& value) { return in_change ? any_of({value, {{"type", "null"}}}) : value; };
      const Json calendar = any_of({holds(Holds::calendar_text), reference(changed + "calendar")});
      return {{"type", "object"},
              {"properties", {{"closed", removable(holds(Holds::closed_days))}}},
              {"additionalProperties", removable(calendar)}};
    }
    case Holds::roles:      return map_of(reference(changed + "role"), in_change);
    case Holds::places:
    case Holds::equipment:  return map_of(reference(changed + "place"), in_change);
    case Holds::cases:      return map_of(reference(changed + "case"), in_change);
    case Holds::steps:      return map_of(reference(changed + "step"), in_change);
    case Holds::workflows:  return map_of(reference(changed + "called workflow"), in_change);
    case Holds::books:      return map_of(reference(changed + "book"), in_change);
    case Holds::effects:    return map_of(reference(changed + "effect"), in_change);
    case Holds::measures:   return map_of(reference(changed + "measure"), in_change);
    case Holds::quantities: {
      const Json its_unit = with_examples(text(), {"kg", "pairs"});
      return map_of(its_unit, in_change);
    }
    case Holds::uses:           return map_of(one_or_list(stated(reference("amount"))), in_change);
    case Holds::changes:        return map_of(reference("change"), false);
    case Holds::changes_so_far: return map_of(reference("past change"), false);
    case Holds::rates:          return any_of({holds(Holds::file), reference("rates")});
    case Holds::bands:
      return {{"type", "object"}, {"additionalProperties", any_of({{{"type", "number"}}, reference("band")})}};
  }
  return Json::object();
}

// The sections that a change goes down into. Of each the schema has two forms: whole, and as a change shows it.
const std::vector<const Section*>& changeable_sections() {
  static const std::vector<const Section*> sections = {
      &clock_section,  &calendar_section, &role_section, &place_section,   &case_section,
      &effect_section, &book_section,     &step_section, &measure_section, &called_section};
  return sections;
}

// `changed`: every field may be null, and none is required, as the base has it already.
Json section_schema(const Section& section, bool changed) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : section.keys) {
    Json value = holds(key.holds, changed || &section == &change_section);
    if (changed) value = any_of({value, {{"type", "null"}}});
    value["description"] = std::string(key.about);
    properties[std::string(key.name)] = value;
    if (key.required && !changed) required.push_back(std::string(key.name));
  }
  Json schema = {{"type", "object"},
                 {"title", std::string(section.called)},
                 {"properties", properties},
                 {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = required;
  return schema;
}

Json phrases() {
  Json defs;
  defs["name"] = {{"type", Json::array({"string", "number"})},
                  {"pattern", R"(^[^,()\[\]{}"'\n]+$)"},
                  {"description", "The name of a thing: free text without commas, brackets and quotes."}};
  defs["duration"] =
      with_examples(pattern(one_duration + "(?:\\s+" + one_duration + ")*"), {"5 min", "2 h", "12 weeks"});
  defs["number"] = any_of({{{"type", "number"}}, pattern("-?" + number)});
  defs["chance"] = with_examples(pattern(number + "\\s*%"), {"90 %"});
  defs["rate"] = with_examples(pattern(number + "\\s+per\\s+" + unit), {"12 per h"});
  defs["amount"] = with_examples(any_of({{{"type", "number"}}, pattern(number + ".*")}),
                                 {"0.2 kg", "2 per visit", "0.5 kg per h", "4 per h of waiting"});
  defs["time"] = distribution(true);
  defs["varying number"] = distribution(false);
  defs["open time"] = with_examples(pattern(".+\\s+of\\s+.+"), {"7 h of clinic hours"});
  defs["attribute"] = any_of({{{"type", "boolean"}},
                              reference("varying number"),
                              pattern("chance\\s+" + number + "\\s*%"),
                              text(),
                              map_of(stated(reference("chance")), false)});
  defs["attribute"]["examples"] = Json::array({"chance 94 %", "uniform 20 to 90", true});
  defs["arrivals"] =
      with_examples(pattern("every\\s+.+|poisson\\s+" + number + "\\s+per\\s+" + unit + "(?:\\s+in\\s+.+)?"),
                    {"every 5.5 min in clinic hours", "every exponential mean 10 min", "poisson 12 per h"});
  defs["opening hours"] = with_examples(pattern("(?:[A-Za-z]+(?:-[A-Za-z]+)?\\s+)*" + hours + "(?:\\s+" + hours + ")*"),
                                        {"Mon-Fri 09:00-17:00"});
  defs["days"] =
      with_examples(pattern(date + "(?:\\s+to\\s+" + date + ")?"), {"2026-04-03", "2026-12-24 to 2026-12-28"});
  return defs;
}

}  // namespace

std::string json_schema() {
  Json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "Stepwell model";
  schema["description"] = "A clinical workflow, or a scenario of named changes to one.";
  schema["if"] = {{"anyOf", Json::array({{{"required", Json::array({"based on"})}},
                                         {{"required", Json::array({"scenario"})}},
                                         {{"required", Json::array({"changes"})}}})}};
  schema["then"] = reference("scenario");
  schema["else"] = reference("model");
  schema["$defs"] = phrases();
  Json& defs = schema["$defs"];
  for (const Section* section : all_sections()) defs[std::string(section->name)] = section_schema(*section, false);
  for (const Section* section : changeable_sections()) {
    defs["changed " + std::string(section->name)] = section_schema(*section, true);
  }
  return schema.dump(2) + '\n';
}

}  // namespace stepwell
