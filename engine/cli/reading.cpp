// Two models of a pair share their base: what is said of it is said once.
#include "reading.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

namespace stepwell::cli {

ReadOptions read_options(const SetChoices& set) {
  ReadOptions options;
  Diagnostics wrong;
  for (const std::string& text : set.settings) {
    try {
      options.settings.push_back(parse_setting(text));
    } catch (const ModelError& error) {
      wrong.insert(wrong.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!wrong.empty()) throw ModelError(wrong);
  return options;
}

void must_be_readable(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw FileError("cannot read " + file + ": it is a folder");
  errno = 0;
  if (!std::ifstream(file)) throw FileError("cannot read " + file + ": " + std::strerror(errno != 0 ? errno : EIO));
}

std::vector<Workflow> read_or_throw(const std::vector<std::string>& files, const SetChoices& set) {
  const ReadOptions options = read_options(set);
  for (const std::string& file : files) must_be_readable(file);
  std::vector<Workflow> workflows;
  Diagnostics diagnostics;
  std::set<std::string> said;
  for (const std::string& file : files) {
    Reading reading = read_model(file, options);
    for (const Diagnostic& diagnostic : reading.diagnostics) {
      if (said.insert(to_text(diagnostic)).second) diagnostics.push_back(diagnostic);
    }
    if (reading.workflow) workflows.push_back(std::move(*reading.workflow));
  }
  if (workflows.size() < files.size()) throw ModelError(diagnostics);
  if (!diagnostics.empty()) std::cerr << to_text(diagnostics) << '\n';
  return workflows;
}

}  // namespace stepwell::cli
