// How cases come: streams, lists of times, closed populations, the patterns of weeks and years, and what is there at the start.
//
// Guarantees: plain values; days and hours are those of the simulated clock. Cost: `Pattern::on` a logarithm and an
// exponential where there is growth.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/assumption.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell {

/// An hourly rate that holds from `begin` to `end` after Monday 00:00 of every week.
struct RatePiece {
  Duration begin{};
  Duration end{};
  Quantity per_hour;
  bool operator==(const RatePiece&) const = default;
};

/// Factors by which a rate is multiplied, each holding for whole days.
struct Pattern {
  std::array<double, 7> by_weekday{1, 1, 1, 1, 1, 1, 1};                ///< from Monday
  std::array<double, 12> by_month{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< from January
  double growth = 0;                                                    ///< a year, compounded day by day
  bool is_flat() const { return *this == Pattern{}; }
  /// The factor of `day`, counted from 1970-01-01; growth begins on `first`.
  double on(std::int64_t day, std::int64_t first) const;
  bool operator==(const Pattern&) const = default;
};

/// A file of cases, one a row.
struct CaseFile {
  std::string name;         ///< as the model names it; empty: none
  std::string type_column;  ///< in which a row names its case type; empty: all rows are of the one that asks
  bool operator==(const CaseFile&) const = default;
};

/// Of the cases that come with a stream, those of one case type.
struct CaseShare {
  CaseTypeId type{};
  Quantity chance;
  bool operator==(const CaseShare&) const = default;
};

/// How cases come.
struct Demand {
  enum class Kind {
    none,        ///< never
    every,       ///< one after each `interval`, of open time where a calendar is given; the first after one interval
    hourly,      ///< Poisson, with the rate of `rates`: by day of week and hour (0 where no piece holds)
    listed,      ///< at `times`
    population,  ///< each of so many members `interval` after it was last over, or after the start of the clock
  } kind = Kind::none;
  Distribution interval;
  std::optional<CalendarId> calendar;  ///< every, hourly, population: counts only this calendar's open time
  std::uint32_t members = 0;           ///< population
  bool poisson = false;                ///< every: was written as `poisson ...`; says how to write it, changes nothing
  std::vector<RatePiece> rates;
  std::vector<Instant> times;            ///< in order
  CaseFile file;                         ///< listed: where the times come from, if from a file; a row a time
  std::string time_column;               ///< of that file
  Pattern pattern;                       ///< every, hourly: multiplies the rate
  std::vector<EffectId> varies_with;     ///< every, hourly: factors of the rate
  std::vector<CaseShare> mix;            ///< each that comes is of one of these types; none: of its own
  std::optional<Distribution> together;  ///< how many cases come at once: whole numbers; none: one
  SourcePlace place;
  bool operator==(const Demand&) const = default;
};

/// Cases that are there when the clock starts.
struct Backlog {
  StepId step{};
  std::uint32_t cases = 0;
  SourcePlace place;
  bool operator==(const Backlog&) const = default;
};

}  // namespace stepwell
