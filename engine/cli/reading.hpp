// Models as verbs want them: all of them read, all that is wrong said at once.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::cli {

/// The settings as the reader takes them. Throws `ModelError` where one cannot be split.
ReadOptions read_options(const SetChoices& set);
/// Reads every file and writes their warnings to standard error, each once.
/// Throws `FileError` for a file that cannot be read, and `ModelError` with the errors of all of them.
std::vector<Workflow> read_or_throw(const std::vector<std::string>& files, const SetChoices& set);
/// The same for the two sides of a comparison: settings for both, then those of each side. A path of `set` that only one
/// side has is an error that says which has it.
std::vector<Workflow> read_pair_or_throw(const std::string& before, const std::string& after, const SetChoices& set,
                                         const SideChoices& sides);
/// Throws `FileError` where there is no such file, or none that may be read.
void must_be_readable(const std::string& file);

}  // namespace stepwell::cli
