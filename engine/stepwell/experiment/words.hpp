// Numbers as people say them: rounded to what matters, with a unit.
//
// Guarantees: never more than four digits that mean something; the same value gives the same text everywhere. Nothing
// for a number that does not exist: a dash.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/foundation/time.hpp"

namespace stepwell {

/// `1,234.5`, with `decimals` behind the point; never `-0.0`.
std::string number(double value, int decimals);
/// The unit in which a time of this size is best said.
struct Scale {
  double seconds = 1;
  std::string_view unit = "s";
  int decimals = 1;
};
Scale scale_for(double seconds);
/// `12.3`, in `scale` and without its unit.
std::string in_scale(double seconds, const Scale& scale);
/// `12.3 min`.
std::string time_in_words(double seconds);
/// `38.2 h`, whatever the size.
std::string hours_in_words(double seconds);
/// `83 %`; `99.6 %` next to the ends; `under 0.1 %` and `over 99.9 %`.
std::string percent(double share);
/// `89.0 %`: with a decimal, for shares that stand beside a target.
std::string percent_finely(double share);
/// `£1,234`; with pence below 10.
std::string money(double amount);
/// An amount of a quantity with as many digits as say something: `1,234`, `12.3`, `0.0421`.
std::string amount(double value);
/// A difference of amounts, with the digits of the greater of them: `-0.1` beside 238.
std::string amount_beside(double difference, double whole);
/// `12 weeks`, `10 days`, `90 min`: a length of time as a plan states it.
std::string span_in_words(Duration span);
/// `90 % within 32 min`.
std::string target_in_words(double share, double within);
/// `values` in whole multiples of `unit`, each less than one `unit` off, that add up to `total` as it is rounded itself;
/// for values that add up to `total`.
std::vector<double> rounded_to_add_up(const std::vector<double>& values, double total, double unit);
/// The scale for numbers of these sizes side by side: the unit of the greater, digits enough for the smaller.
Scale scale_for_both(double one, double other);
/// In `scale` and without its unit, or a dash where there is no value.
std::string or_dash(const std::optional<double>& value, const Scale& scale);

}  // namespace stepwell
