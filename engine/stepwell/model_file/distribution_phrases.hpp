// The phrases that say how something varies: `6 min`, `triangular 1 3 10 min`, `lognormal mean 12 sd 5 min`.
//
// Guarantees: parameters are those of the variable itself; a phrase that makes no sense is reported with the form
// that it should have. Reads a file only for `empirical`.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "stepwell/model_file/phrases.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell::model_file {

/// Whether the phrase begins with the name of a distribution, one of a later version included.
bool begins_like_distribution(std::string_view text);

/// How every distribution is written; the schema and the messages show it.
struct DistributionForm {
  DistributionKind kind;
  std::string_view word;
  std::string_view form;
};
const std::vector<DistributionForm>& distribution_forms();

/// Reads a distribution of times or of plain numbers. `folder` is where `empirical` looks for its file.
std::optional<Distribution> read_distribution(Phrase phrase, Scale scale, const std::filesystem::path& folder,
                                              Report& report);

}  // namespace stepwell::model_file
