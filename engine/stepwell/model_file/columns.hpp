// CSV files beside a model: a header row, fields perhaps in double quotes.
//
// Guarantees: of a column of numbers, either every field is a finite number, or the first that is not is reported with
// its line. Cost: linear in the file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/report.hpp"

namespace stepwell::model_file {

/// A file as its rows; lines with nothing in them are left out.
struct Table {
  struct Row {
    int line = 0;
    std::vector<std::string> fields;
  };
  std::string name;  ///< as the model calls it
  std::vector<std::string> header;
  std::vector<Row> rows;

  /// Where the column is; reported at `place` where there is none.
  std::optional<std::size_t> column(const std::string& called, const SourcePlace& place, Report& report) const;
  /// Without white space at its ends; empty where the row is too short.
  std::string_view field(std::size_t row, std::size_t column) const;
  /// Reports as `bad-column` that this field is not `what`.
  void complain(std::size_t row, const std::string& called, const std::string& what, const std::string& hint,
                const SourcePlace& place, Report& report) const;
};

/// `name` is how the model calls the file; problems are reported at `place`, where the model names it.
std::optional<Table> read_table(const std::filesystem::path& file, const std::string& name, const SourcePlace& place,
                                Report& report);

/// The numbers of `column`; empty fields are left out.
std::optional<std::vector<double>> read_column(const std::filesystem::path& file, const std::string& name,
                                               const std::string& column, const SourcePlace& place, Report& report);

/// The text of a file; none where it cannot be read.
std::optional<std::string> text_of_file(const std::filesystem::path& file);

}  // namespace stepwell::model_file
