// What an hour of work costs, by pay band: a dated table that users replace.
//
// Guarantees: a plain value without any rates of its own; the tables are files in models/rates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepwell {

struct Band {
  std::string name;             ///< `5`, `8a`, `consultant`
  double per_hour = 0;          ///< money per productive hour: on-costs in, overheads out
  double productive_hours = 0;  ///< hours a year that a full-time person is at work
  bool operator==(const Band&) const = default;
};

struct RateTable {
  std::string name;
  std::string price_year;  ///< `2025/26`
  std::string currency;    ///< `GBP`
  std::string source;
  double contracted_hours_per_week = 37.5;
  std::vector<Band> bands;

  /// The band of this name; none where the table has no such band.
  const Band* find(std::string_view band) const;
  /// The names of all bands, in the order of the table.
  std::vector<std::string> band_names() const;

  bool operator==(const RateTable&) const = default;
};

}  // namespace stepwell
