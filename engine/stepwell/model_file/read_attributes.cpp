// Attributes: what each is (a truth, a number, a text) is decided by the first value that anything gives it.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

enum class Form { chance, truth, number, distribution, text, choice, column, none };

Form form_of(const Value& value) {
  if (value.kind == Value::Kind::truth) return Form::truth;
  if (value.is_map()) return Form::choice;
  if (!value.is_scalar()) return Form::none;
  const auto words = words_of(value.text);
  if (words.empty()) return Form::none;
  if (words[0] == "chance" && words.size() > 1) return Form::chance;
  if (words[0] == "column" && words.size() > 1) return Form::column;
  if (begins_like_distribution(value.text)) return Form::distribution;
  if (number_of(trimmed(value.text))) return Form::number;
  return Form::text;
}

Attribute::Type type_of(Form form) {
  switch (form) {
    case Form::chance:
    case Form::truth:        return Attribute::Type::truth;
    case Form::number:
    case Form::distribution: return Attribute::Type::number;
    default:                 return Attribute::Type::text;
  }
}

const char* called(Attribute::Type type) {
  switch (type) {
    case Attribute::Type::truth:  return "true or false";
    case Attribute::Type::number: return "a number";
    case Attribute::Type::text:   break;
  }
  return "a text";
}

// `column age`
std::string_view column_of(const Value& value) {
  const std::string_view text = trimmed(value.text);
  return trimmed(text.substr(std::string_view("column").size()));
}

const Value& value_of(const Value& said) {
  const Value* is = said.at("is");
  return is ? *is : said;
}

double index_of_text(const Attribute& attribute, std::string_view text) {
  const auto found = std::find(attribute.texts.begin(), attribute.texts.end(), text);
  return static_cast<double>(found - attribute.texts.begin());
}

}  // namespace

void Reader::declare_attributes() {
  const auto declare_all = [&](std::string_view section_name, std::string_view key) {
    const Value* things = section(section_name);
    for (std::size_t i = 0; things && i < things->entries.size(); ++i) {
      const Value* said = things->entries[i].value.at(key);
      if (!said || !said->is_map()) continue;
      const CaseRows* rows = section_name == "cases" ? rows_of(things->entries[i].key) : nullptr;
      for (const Entry& attribute : said->entries) declare_attribute(attribute, rows);
    }
  };
  declare_all("cases", "attributes");
  declare_all("steps", "sets");
}

void Reader::declare_attribute(const Entry& said, const CaseRows* rows) {
  const Value& value = value_of(said.value);
  const Form form = form_of(value);
  auto found = attributes_.find(said.key);
  if (found == attributes_.end()) {
    Attribute attribute;
    attribute.name = said.key;
    attribute.place = said.key_place;
    attribute.type = form == Form::column && rows && rows->table ? column_type(*rows, column_of(value)) : type_of(form);
    if (attribute.type == Attribute::Type::text) attribute.texts.emplace_back();
    found = attributes_.emplace(said.key, workflow_.attributes.push_back(std::move(attribute))).first;
  }
  Attribute& attribute = workflow_.attributes[found->second];
  if (attribute.type != Attribute::Type::text) return;
  const auto add = [&](std::string_view text) {
    const bool is_new = std::find(attribute.texts.begin(), attribute.texts.end(), text) == attribute.texts.end();
    if (is_new) attribute.texts.emplace_back(text);
  };
  if (form == Form::text) add(trimmed(value.text));
  if (form == Form::column && rows && rows->table) declare_column(*rows, column_of(value), attribute);
  if (form == Form::choice) {
    for (const Entry& choice : value.entries) add(choice.key);
  }
}

std::vector<AttributeValue> Reader::attribute_values(const Value& said, const std::string& path, const CaseRows* rows) {
  std::vector<AttributeValue> values;
  if (!said.is_map()) {
    report_.error("wrong-kind", "attributes are a map of names and values, not " + described(said), said.place,
                  "write them as {new patient: chance 28 %, age: uniform 20 to 90}");
    return values;
  }
  for (const Entry& entry : said.entries) {
    AttributeValue value;
    value.attribute = attributes_.at(entry.key);
    value.place = entry.key_place;
    if (read_attribute_value(entry, join_path(path, entry.key), rows, value)) values.push_back(std::move(value));
  }
  return values;
}

bool Reader::read_attribute_value(const Entry& entry, const std::string& path, const CaseRows* rows,
                                  AttributeValue& value) {
  const Attribute& attribute = workflow_.attributes[value.attribute];
  const Stated said = stated(entry.value);
  const Form form = form_of(*said.is);
  if (form == Form::none) {
    report_.error("wrong-kind", "the value of " + quote(entry.key) + " is " + described(*said.is), said.place,
                  "true, false, chance 94 %, a number, uniform 20 to 90, a text, or {routine: 70 %, urgent: 30 %}");
    return false;
  }
  if (form == Form::column) {
    value.kind = AttributeValue::Kind::column;
    value.column = column_of(*said.is);
    if (!rows) return true;  // the check says what is missing
    if (!rows->table) return false;
  }
  const Attribute::Type type = form == Form::column ? column_type(*rows, value.column) : type_of(form);
  if (type != attribute.type) {
    report_.error("mixed-attribute",
                  quote(entry.key) + " is " + called(type) + " here, but " + called(attribute.type) + " on line " +
                      std::to_string(attribute.place.line) +
                      (attribute.place.file == said.place.file ? "" : " of " + attribute.place.file),
                  said.place, "one name is one attribute: give one of the two another name");
    return false;
  }
  switch (form) {
    case Form::truth:  value.constant = said.is->text == "true" ? 1 : 0; return true;
    case Form::number: {
      value.constant = number_of(trimmed(said.is->text)).value_or(0);
      if (!said.basis) return true;
      // A number that is uncertain has to be scaled, as a distribution is.
      value.kind = AttributeValue::Kind::distribution;
      value.distribution = constant(value.constant);
      value.constant = 0;
      value.distribution.assumption =
          assume(said, path, Assumption::Quantity::number, RangeKind::number, value.distribution.a);
      return true;
    }
    case Form::text:   value.constant = index_of_text(attribute, trimmed(said.is->text)); return true;
    case Form::chance: {
      value.kind = AttributeValue::Kind::chance;
      const std::string_view text = trimmed(said.is->text);
      const auto found = read_chance({trimmed(text.substr(text.find(' '))), said.place}, report_);
      if (!found) return false;
      value.chance = {*found, assume(said, path, Assumption::Quantity::chance, RangeKind::chance, *found)};
      return true;
    }
    case Form::distribution: {
      value.kind = AttributeValue::Kind::distribution;
      const auto found = distribution(said, path, Scale::number);
      if (found) value.distribution = *found;
      return found.has_value();
    }
    case Form::choice: {
      value.kind = AttributeValue::Kind::choice;
      bool whole = true;
      for (const Entry& choice : said.is->entries) {
        const auto found = chance(choice.value, join_path(path, choice.key));
        whole = whole && found;
        if (!found) continue;
        value.choice_chances.push_back(*found);
        value.choice_values.push_back(index_of_text(attribute, choice.key));
      }
      return whole;
    }
    case Form::column: return read_column_value(*rows, *said.is, value);
    case Form::none:   break;
  }
  return false;
}

}  // namespace stepwell::model_file
