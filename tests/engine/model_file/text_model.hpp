// Small models as text, for tests of the reader.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "stepwell/model_file/read.hpp"

namespace stepwell {

inline const std::filesystem::path source_folder = STEPWELL_SOURCE_DIR;

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline Reading reading_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  ReadOptions options;
  for (const auto& setting : settings) options.settings.push_back(parse_setting(setting));
  return read_model_text(text, "model.yaml", source_folder / "tests/golden/diagnostics", options);
}

/// A whole model around the step `work`, of which the test gives the fields, and further lines at its end.
inline std::string with_step(const std::string& fields, const std::string& more = {}) {
  return "calendars: {clinic hours: Mon-Fri 09:00-17:00}\n"
         "roles: {nurse: {staff: 2}, doctor: {staff: 2}}\n"
         "cases: {patient: {arrive: every 10 min, attributes: {urgent: chance 10 %, age: uniform 0 to 90, "
         "colour: {red: 50 %, dark blue: 50 %}}, start: begin}}\n"
         "steps:\n"
         "  begin: {who: [nurse, doctor], time: 1 min, next: work}\n"
         "  work: {" +
         fields +
         "}\n"
         "  done: {end: done}\n" +
         more;
}

/// All shipped models and scenarios.
inline std::vector<std::filesystem::path> shipped_models() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder / "models")) {
    if (entry.path().extension() == ".yaml" && entry.path().parent_path().filename() != "rates")
      files.push_back(entry.path());
  }
  return files;
}

}  // namespace stepwell
