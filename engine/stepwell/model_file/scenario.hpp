// From a file to one tree: a scenario's base is read first, then its named changes are applied in the order of the
// file.
//
// Guarantees: every value keeps the place where it was said; a thing that a change touches is placed where the change
// names it. Merging knows only keys and nulls: what the values mean is read once, from the merged tree.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/report.hpp"
#include "stepwell/model_file/value_tree.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// A thing that was there once, so that whoever still refers to it can be told what became of it.
struct Removal {
  std::string section;  ///< `steps`, `roles` ...; `attributes` for those of cases and those that a removed step set
  std::string name;
  std::string change;
  SourcePlace place;
  std::string luck;  ///< of a step: the name whose luck it had
};

/// A model with all its changes applied.
struct MergedModel {
  Value root;
  std::vector<Change> changes;
  std::vector<Removal> removals;
  std::map<std::string, std::filesystem::path>
      folders;  ///< by the file of a place: where its data files are looked for
};

/// Reads the text of a model or scenario and everything that it is based on. None where there is nothing to read on
/// with; what is wrong is in the report.
std::optional<MergedModel> load_merged(std::string_view text, const std::string& name,
                                       const std::filesystem::path& folder, Report& report);

/// The names in `a` or `[a, b]`, each with its place; reports anything else.
std::vector<const Value*> names_in(const Value& value, std::string_view what, Report& report);

}  // namespace stepwell::model_file
