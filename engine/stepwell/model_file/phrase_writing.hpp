// Numbers, times and rules as the phrases that read back to them.
//
// Guarantees: the text of a number reads back to the same bits wherever the language has such a text; of several, the
// shortest is taken.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/phrases.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// The shortest text of a number, without an exponent where that is not long.
std::string number_text(double value);
/// `5.5 min`; whole microseconds.
std::string duration_text(double microseconds);
/// `90 %`.
std::string chance_text(double chance);
/// `12 per h`.
std::string rate_text(double per_hour);
/// `12 per h`, for the mean time between events.
std::string rate_of_interval_text(double microseconds);
/// ` mean 12 sd 5 min`: each number after its words, with one unit for all times if there is one that serves.
std::string numbers_text(const std::vector<double>& values, const std::vector<std::string>& before, Scale scale);
/// `lognormal mean 12 sd 5 min`.
std::string distribution_text(const Distribution& distribution, Scale scale);
/// `09:00`, with seconds where there are some.
std::string clock_time_text(Duration since_midnight);
/// `2026-01-05`.
std::string date_text(std::int64_t day);
/// The rule as it was written, or put into words from its operations.
std::string rule_text(const Rule& rule, const Workflow& workflow);

/// The text as a YAML scalar: plain where that is safe, else in double quotes.
std::string scalar(std::string_view text);

}  // namespace stepwell::model_file
