// A column of numbers from a CSV file: a header row, fields perhaps in double quotes.
//
// Guarantees: either every field of the column is a finite number, or the first that is not is reported with its line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/model_file/report.hpp"

namespace stepwell::model_file {

/// The numbers of `column`; empty fields are left out. `name` is how the model calls the file; problems are reported
/// at `place`, where the model names it.
std::optional<std::vector<double>> read_column(const std::filesystem::path& file, const std::string& name,
                                               const std::string& column, const SourcePlace& place, Report& report);

/// The text of a file; none where it cannot be read.
std::optional<std::string> text_of_file(const std::filesystem::path& file);

}  // namespace stepwell::model_file
