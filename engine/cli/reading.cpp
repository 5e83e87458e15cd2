// Two models of a pair share their base: what is said of it is said once.
#include "reading.hpp"

#include <algorithm>
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

namespace {

std::vector<Workflow> workflows_of(std::vector<Reading> readings) {
  std::vector<Workflow> workflows;
  Diagnostics diagnostics;
  std::set<std::string> said;
  for (Reading& reading : readings) {
    for (const Diagnostic& diagnostic : reading.diagnostics) {
      if (said.insert(to_text(diagnostic)).second) diagnostics.push_back(diagnostic);
    }
    if (reading.workflow) workflows.push_back(std::move(*reading.workflow));
  }
  if (workflows.size() < readings.size()) throw ModelError(diagnostics);
  if (!diagnostics.empty()) std::cerr << to_text(diagnostics) << '\n';
  return workflows;
}

bool is_unknown_setting(const Diagnostic& diagnostic) { return diagnostic.code == "unknown-setting"; }

bool misses(const Reading& reading, int setting) {
  return std::any_of(reading.diagnostics.begin(), reading.diagnostics.end(),
                     [&](const Diagnostic& d) { return is_unknown_setting(d) && d.place.line == setting; });
}

/// Settings of one side are numbered on from those of both; says of them, and of what only the other side has, so.
void tell_sides_apart(Reading& reading, const Reading& other, const std::string& file, const std::string& other_file,
                      int shared, const std::string& own_option, const std::string& other_option) {
  for (Diagnostic& d : reading.diagnostics) {
    if (d.place.file != "--set") continue;
    if (d.place.line > shared) {
      d.place.file = own_option;
      d.place.line -= shared;
    } else if (is_unknown_setting(d) && !misses(other, d.place.line)) {
      d.message += ", in " + file;
      d.hint += (d.hint.empty() ? "" : " ") + other_option + " sets it in " + other_file + " only";
    }
  }
}

}  // namespace

std::vector<Workflow> read_or_throw(const std::vector<std::string>& files, const SetChoices& set) {
  const ReadOptions options = read_options(set);
  for (const std::string& file : files) must_be_readable(file);
  std::vector<Reading> readings;
  for (const std::string& file : files) readings.push_back(read_model(file, options));
  return workflows_of(std::move(readings));
}

std::vector<Workflow> read_pair_or_throw(const std::string& before, const std::string& after, const SetChoices& set,
                                         const SideChoices& sides) {
  const auto options = [&](const SetChoices& own) {
    SetChoices both = set;
    both.settings.insert(both.settings.end(), own.settings.begin(), own.settings.end());
    return read_options(both);
  };
  const ReadOptions options_before = options(sides.before);
  const ReadOptions options_after = options(sides.after);
  must_be_readable(before);
  must_be_readable(after);
  Reading b = read_model(before, options_before);
  Reading a = read_model(after, options_after);
  const int shared = static_cast<int>(set.settings.size());
  const Reading as_read = b;
  tell_sides_apart(b, a, before, after, shared, "--set-before", "--set-after");
  tell_sides_apart(a, as_read, after, before, shared, "--set-after", "--set-before");
  std::vector<Reading> readings;
  readings.push_back(std::move(b));
  readings.push_back(std::move(a));
  return workflows_of(std::move(readings));
}

void must_be_readable(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw FileError("cannot read " + file + ": it is a folder");
  errno = 0;
  if (!std::ifstream(file)) throw FileError("cannot read " + file + ": " + std::strerror(errno != 0 ? errno : EIO));
}

}  // namespace stepwell::cli
