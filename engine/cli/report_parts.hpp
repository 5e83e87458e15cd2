// What the reports of a run and of a comparison share: cells, headings and the account of what is assumed.
#pragma once

#include <string>
#include <string_view>

#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/words.hpp"

namespace stepwell::cli {

/// A heading with a line of its own before and after.
std::string heading(std::string_view text);
/// `95 % likely to lie between`, on two lines: the heading above `limits`.
std::string limits_heading(Certainty certainty);
/// `30.9 to 31.6`, in `scale`; empty where there are no limits.
std::string limits(const Estimate& estimate, const Scale& scale);
std::string money_limits(const Estimate& estimate);
std::string percent_or_dash(const std::optional<double>& share);
std::string percent_finely_or_dash(const std::optional<double>& share);
std::string money_or_dash(const std::optional<double>& amount);
std::string amount_or_dash(const std::optional<double>& amount);
std::string amount_limits(const Estimate& estimate);
/// Hours, whatever the size.
inline constexpr Scale in_hours_scale{3600, "h", 1};

/// How the figures came about: replications, window, certainty, and how to read brackets.
std::string origin(const RunResult& result, bool paired);
/// Where the warm-up will not do, a section that says so; else nothing.
std::string warm_up_advice(const std::vector<const RunResult*>& results);
/// The assumptions ledger as a table; says so where the model states no basis for any number.
std::string assumptions(const std::vector<const RunResult*>& results);
/// Where the cost of an hour comes from, and what a post is.
std::string rates_note(const RunResult& result);
/// The target of a measure: `90 % within 32 min`.
std::string target_text(const MeasureFigures& measure);

}  // namespace stepwell::cli
