// Reading of rate tables. The default one is a raw string that CMake makes from the file in models/rates.
#include "stepwell/model_file/rate_table.hpp"

#include <cassert>

#include "stepwell/model_file/keys.hpp"
#include "stepwell/model_file/names.hpp"
#include "stepwell/model_file/phrases.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/value_tree.hpp"

namespace stepwell {
namespace model_file {

extern const char* const default_rates_text;  // made by embed_rates.cmake

namespace {

double number_at(const Value& map, std::string_view key, double otherwise, Report& report) {
  const Value* value = map.at(key);
  if (!value) return otherwise;
  const auto number = value->is_scalar() ? number_of(trimmed(value->text)) : std::nullopt;
  if (number && *number >= 0) return *number;
  report.error("bad-number", "`" + std::string(key) + "` is a number, 0 or more, not " + described(*value),
               value->place, "write a number without unit, such as 37.5");
  return otherwise;
}

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.at(key);
  return value && value->is_scalar() ? std::string(trimmed(value->text)) : std::string();
}

}  // namespace

std::optional<RateTable> read_rate_table(std::string_view text, const std::string& name, Report& report) {
  const auto root = parse_yaml(text, name, report);
  return root ? read_rate_table(*root, report) : std::nullopt;
}

std::optional<RateTable> read_rate_table(const Value& root, Report& report) {
  const std::size_t before = report.size();
  if (!check_keys(root, rates_section, report)) return std::nullopt;
  RateTable table;
  table.name = text_at(root, "rates");
  table.price_year = text_at(root, "price year");
  table.currency = text_at(root, "currency");
  table.source = text_at(root, "source");
  table.contracted_hours_per_week = number_at(root, "contracted hours a week", 37.5, report);
  const double usual_hours = number_at(root, "productive hours a year", 1550, report);
  const Value* bands = root.at("bands");
  if (bands && !bands->is_map()) {
    report.error("wrong-kind", "`bands` is a map of bands, not " + described(*bands), bands->place,
                 "write it as {5: 30.4, 6: 37.8}");
    return std::nullopt;
  }
  for (std::size_t i = 0; bands && i < bands->entries.size(); ++i) {
    const Entry& said = bands->entries[i];
    Band band{said.key, 0, usual_hours};
    if (said.value.is_map()) {
      check_keys(said.value, band_section, report);
      band.per_hour = number_at(said.value, "per hour", 0, report);
      band.productive_hours = number_at(said.value, "productive hours a year", usual_hours, report);
    } else {
      Value as_map = map_value(said.value.place);
      as_map.entries.push_back({"per hour", said.key_place, said.value});
      band.per_hour = number_at(as_map, "per hour", 0, report);
    }
    table.bands.push_back(std::move(band));
  }
  if (report.size() != before) return std::nullopt;
  return table;
}

}  // namespace model_file

const RateTable& default_rates() {
  static const RateTable table = [] {
    model_file::Report report;
    auto read = model_file::read_rate_table(model_file::default_rates_text, "the default rates", report);
    assert(read && "the rate table in models/rates can be read");
    return read ? std::move(*read) : RateTable{};
  }();
  return table;
}

}  // namespace stepwell
