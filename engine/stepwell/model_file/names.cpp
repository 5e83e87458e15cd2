// Quoting in paths.
#include "stepwell/model_file/names.hpp"

#include <algorithm>

namespace stepwell::model_file {

std::string path_part(std::string_view name) {
  if (name.find_first_of(".=") == std::string_view::npos) return std::string(name);
  return '"' + std::string(name) + '"';
}

std::string join_path(std::string_view parent, std::string_view child) {
  return parent.empty() ? path_part(child) : std::string(parent) + '.' + path_part(child);
}

std::optional<std::vector<PathPart>> split_path(std::string_view path) {
  std::vector<PathPart> parts;
  std::size_t i = 0;
  while (true) {
    std::size_t end = 0;
    PathPart part;
    if (i < path.size() && path[i] == '"') {
      end = path.find('"', i + 1);
      if (end == std::string_view::npos) return std::nullopt;
      part = {std::string(path.substr(i + 1, end - i - 1)), i + 1};
      ++end;
      if (end < path.size() && path[end] != '.') return std::nullopt;
    } else {
      end = std::min(path.find('.', i), path.size());
      part = {std::string(trimmed(path.substr(i, end - i))), i};
    }
    if (part.name.empty()) return std::nullopt;
    parts.push_back(std::move(part));
    if (end >= path.size()) return parts;
    i = end + 1;
  }
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace stepwell::model_file
