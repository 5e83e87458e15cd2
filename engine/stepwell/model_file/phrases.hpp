// The short phrases of the model language that say one number: durations, chances, rates, dates, ranges.
//
// Guarantees: a phrase that cannot be read is reported with what was found and the way out, and nothing is returned;
// nothing throws. Cost: linear in the phrase.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/foundation/time.hpp"
#include "stepwell/model_file/report.hpp"
#include "stepwell/model_file/value_tree.hpp"

namespace stepwell::model_file {

/// Text of the model and where it stands.
struct Phrase {
  std::string_view text;
  const SourcePlace& place;
};
inline Phrase phrase_of(const Value& value) { return {value.text, value.place}; }

/// The words between spaces; `5min` and `94%` are two words each.
std::vector<std::string_view> words_of(std::string_view text);
/// A finite number that takes up the whole word.
std::optional<double> number_of(std::string_view word);

/// Longer than any model needs; beyond it, sums of microseconds could run out of 64 bits.
inline constexpr double longest_time = 1000 * 365.0 * 86'400e6;

/// `5 min`, `1 h 30 min`, not negative. `what` opens the message where it has no unit ("a duration").
std::optional<Duration> read_duration(Phrase phrase, Report& report);
/// `94 %` as 0.94.
std::optional<double> read_chance(Phrase phrase, Report& report);
/// `12 per h` as 12, the number in an hour.
std::optional<double> read_rate(Phrase phrase, Report& report);
/// A number without unit.
std::optional<double> read_number(Phrase phrase, Report& report);
/// `2026-01-05` or `2026-01-05 09:00`.
std::optional<Instant> read_instant(Phrase phrase, Report& report);
/// `2026-01-05`, as days since 1970-01-01.
std::optional<std::int64_t> read_day(Phrase phrase, Report& report);

/// Numbers in a row that share units: each takes its own, or that of the next one which has one. Times become
/// microseconds.
enum class Scale { time, number };
struct Numbers {
  std::vector<double> values;
  std::size_t words = 0;     ///< how many words were used
  bool lacks_unit = false;   ///< a time without any unit after it
  std::string unknown_unit;  ///< a word after a number that is no unit
};
Numbers numbers_in(const std::vector<std::string_view>& words, std::size_t first, Scale scale);

/// What a range is of, and thereby how its two ends are written.
enum class RangeKind { time, number, chance, rate };
struct Range {
  double low = 0;
  double high = 0;
};
/// `20 min to 60 min`, `80 to 95 %`, `1 to 3`: a rate's ends are per hour, a time's in microseconds.
std::optional<Range> read_range(Phrase phrase, RangeKind kind, Report& report);

/// Reports a time without a unit, or with one that nobody knows.
void report_unit(Phrase phrase, const std::string& unknown_unit, Report& report);

}  // namespace stepwell::model_file
