// Names of steps, roles and the like as they stand in paths such as `roles.nurse.staff`.
//
// Guarantees: `split_path` undoes `join_path`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepwell::model_file {

/// The name as a part of a path: in double quotes where it holds a dot or `=`.
std::string path_part(std::string_view name);
/// `parent.child`, or only the child where there is no parent.
std::string join_path(std::string_view parent, std::string_view child);

/// One part of a path and the character (from 0) at which it begins.
struct PathPart {
  std::string name;
  std::size_t position = 0;
};
/// The parts of a path; none where a quote is not closed or a part is empty.
std::optional<std::vector<PathPart>> split_path(std::string_view path);

/// Without white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace stepwell::model_file
