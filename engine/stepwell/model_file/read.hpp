// The door to model files: reads a model or a scenario with everything that it is based on.
//
// Guarantees: all that is wrong is reported at once, with file, line, column, a code and the way out; a workflow that
// comes out has no errors and can be compiled and run. Cost: linear in the files but for soundness.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// One value of the model to be replaced before it is read: `roles.nurse.staff=3`.
struct Setting {
  std::string path;   ///< `roles.nurse.staff`; a name with a dot or `=` in double quotes
  std::string value;  ///< as it would stand in the model
};
/// Splits at the first `=` outside double quotes. Throws `ModelError` where there is none.
Setting parse_setting(std::string_view text);

struct ReadOptions {
  std::vector<Setting> settings;
};

struct Reading {
  std::optional<Workflow> workflow;  ///< there when nothing is an error
  Diagnostics diagnostics;           ///< in the order of the files and lines; warnings too
};

/// Reads, merges scenarios, applies settings and validates. Never throws for a bad model.
Reading read_model(const std::filesystem::path& file, const ReadOptions& options = {});
/// The same for a text. `name` is the file name in messages; `folder` is where it looks for other files.
Reading read_model_text(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                        const ReadOptions& options = {});
/// Throws `ModelError` with all diagnostics where the model has errors.
Workflow read(const std::filesystem::path& file, const ReadOptions& options = {});

/// The rates that come with Stepwell: Agenda for Change bands, dated. Every model has them unless it names others.
const RateTable& default_rates();

}  // namespace stepwell
