// Days and hours as the phrases that read back to them.
//
// Guarantees: `weekly_text` keeps the order of the hours, so that a calendar reads back equal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// The days on which every calendar is closed that keeps to closed days at all.
std::vector<std::int64_t> shared_closed_days(const Workflow& workflow);
/// `[2026-04-03, 2026-12-24 to 2026-12-28]`.
std::string days_text(const std::vector<std::int64_t>& days);
/// `[Mon-Fri 09:00-12:30, Mon-Fri 13:30-17:00]`.
std::string weekly_text(const std::vector<WeeklyHours>& weekly);
/// `22:00-06:00`; the close may be past midnight.
std::string hours_text(Duration open, Duration close);

}  // namespace stepwell::model_file
