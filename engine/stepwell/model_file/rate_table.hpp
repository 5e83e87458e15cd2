// Tables of money per hour by band: the one that comes with Stepwell, and those that users write.
//
// Guarantees: the table of models/rates/agenda-for-change-2025-26.yaml is part of the library, so that an installed
// package needs no file for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stepwell/model_file/report.hpp"
#include "stepwell/model_file/value_tree.hpp"
#include "stepwell/process/rates.hpp"

namespace stepwell::model_file {

/// Reads a table of rates; none where it cannot be used, with the reasons in the report.
std::optional<RateTable> read_rate_table(const Value& root, Report& report);
/// The same from the text of a file called `name`.
std::optional<RateTable> read_rate_table(std::string_view text, const std::string& name, Report& report);

}  // namespace stepwell::model_file
