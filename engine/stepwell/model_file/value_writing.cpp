// A range is written in the units of its value; that of a rate of arrivals is kept as an interval.
#include "stepwell/model_file/value_writing.hpp"

#include <algorithm>

#include "stepwell/model_file/phrase_writing.hpp"
#include "stepwell/model_file/written_map.hpp"

namespace stepwell::model_file {
namespace {

std::string range_text(const Assumption& a, RangeKind kind, bool of_interval) {
  if (of_interval) return rate_of_interval_text(a.high) + " to " + rate_of_interval_text(a.low);
  const auto end = [&](double value) {
    switch (kind) {
      case RangeKind::time:   return duration_text(value);
      case RangeKind::number: return number_text(value);
      case RangeKind::chance: return chance_text(value);
      case RangeKind::rate:   return rate_text(value);
    }
    return std::string();
  };
  return end(a.low) + " to " + end(a.high);
}

}  // namespace

std::string priority_text(double level) { return level == -1 ? "low" : level == 1 ? "high" : number_text(level); }

std::string ValueWriter::basis_of(AssumptionId id, RangeKind kind, bool of_interval) const {
  static constexpr const char* words[] = {"measured", "published", "expert", "assumed"};
  const Assumption& a = w_.assumptions[id];
  std::string text = std::string(", basis: ") + words[static_cast<int>(a.basis)];
  if (!a.source.empty()) text += ", source: " + scalar(a.source);
  if (a.range_stated) text += ", range: " + range_text(a, kind, of_interval);
  return text;
}

std::string ValueWriter::stated(const std::string& text, const std::optional<AssumptionId>& id, RangeKind kind,
                                bool of_interval) const {
  if (!id) return scalar(text);
  return "{is: " + scalar(text) + basis_of(*id, kind, of_interval) + '}';
}

std::string ValueWriter::time(const Distribution& d) const { return open_time(d, {}); }

std::string ValueWriter::open_time(const Distribution& d, const std::optional<CalendarId>& calendar) const {
  const std::string of = calendar ? " of " + w_.calendars[*calendar].name : std::string();
  return stated(distribution_text(d, Scale::time) + of, d.assumption, RangeKind::time);
}

std::string ValueWriter::chance(const Quantity& chance) const {
  return stated(chance_text(chance.value), chance.assumption, RangeKind::chance);
}

bool ValueWriter::path_ends(const std::optional<AssumptionId>& id, std::string_view end) const {
  return id && std::string_view(w_.assumptions[*id].path).ends_with(end);
}

std::string ValueWriter::uses(const std::vector<Use>& uses, std::string_view time) const {
  WrittenMap map;
  std::vector<QuantityId> said;
  for (const Use& first : uses) {
    if (std::find(said.begin(), said.end(), first.quantity) != said.end()) continue;
    said.push_back(first.quantity);
    const NamedQuantity& quantity = w_.quantities[first.quantity];
    std::string amounts;
    std::size_t count = 0;
    for (const Use& use : uses) {
      if (use.quantity != first.quantity) continue;
      const bool of_cases = time == "case";
      const std::string per = use.per == Use::Per::time    ? std::string(time)
                              : use.per == Use::Per::stay  ? "h of stay"
                              : use.per == Use::Per::batch ? "batch"
                              : of_cases                   ? "h of waiting"
                                                           : "h";
      const std::string text =
          number_text(use.amount.value) + (quantity.unit.empty() ? "" : " " + quantity.unit) + " per " + per;
      amounts += (count++ == 0 ? "" : ", ") + stated(text, use.amount.assumption, RangeKind::number);
    }
    const bool listed = count > 1 || path_ends(first.amount.assumption, ".1");
    map.add(quantity.name, listed ? '[' + amounts + ']' : amounts);
  }
  return map.text();
}

std::string ValueWriter::attributes(const std::vector<AttributeValue>& values) const {
  WrittenMap map;
  for (const AttributeValue& value : values) map.add(w_.attributes[value.attribute].name, attribute(value));
  return map.text();
}

std::string ValueWriter::attribute(const AttributeValue& value) const {
  const Attribute& attribute = w_.attributes[value.attribute];
  const auto text_of = [&](double v) {
    return attribute.type == Attribute::Type::text ? attribute.texts.at(static_cast<std::size_t>(v)) : number_text(v);
  };
  switch (value.kind) {
    case AttributeValue::Kind::constant:
      return attribute.type == Attribute::Type::truth ? (value.constant != 0 ? "true" : "false")
                                                      : scalar(text_of(value.constant));
    case AttributeValue::Kind::chance:
      return stated("chance " + chance_text(value.chance.value), value.chance.assumption, RangeKind::chance);
    case AttributeValue::Kind::distribution:
      return stated(distribution_text(value.distribution, Scale::number), value.distribution.assumption,
                    RangeKind::number);
    case AttributeValue::Kind::column: return scalar("column " + value.column);
    case AttributeValue::Kind::choice: {
      WrittenMap map;
      for (std::size_t i = 0; i < value.choice_values.size(); ++i) {
        map.add(text_of(value.choice_values[i]), chance(value.choice_chances[i]));
      }
      return map.text();
    }
  }
  return {};
}

}  // namespace stepwell::model_file
