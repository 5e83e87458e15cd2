// Small models as text, for tests of the reader.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/write.hpp"

namespace stepwell {

inline const std::filesystem::path source_folder = STEPWELL_SOURCE_DIR;

constexpr double minute = 60e6;  ///< in microseconds

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline Reading reading_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  ReadOptions options;
  for (const auto& setting : settings) options.settings.push_back(parse_setting(setting));
  return read_model_text(text, "model.yaml", source_folder / "tests/golden/diagnostics", options);
}

/// The workflow of a model that must be without errors.
inline Workflow good(const Reading& reading) {
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.workflow);
  return *reading.workflow;
}
inline Workflow good(const std::string& text, const std::vector<std::string>& settings = {}) {
  return good(reading_of(text, settings));
}

/// Written and read again it is the same workflow, and written again the same text.
inline void comes_back(const Workflow& workflow) {
  const std::string text = write_model(workflow);
  INFO(text);
  const Workflow again = good(text);
  CHECK((again.calendars == workflow.calendars));
  CHECK((again.roles == workflow.roles));
  CHECK((again.cases == workflow.cases));
  CHECK((again.steps == workflow.steps));
  CHECK((again.assumptions == workflow.assumptions));
  CHECK((again.changes == workflow.changes));
  CHECK((again.rates == workflow.rates));
  CHECK((again == workflow));
  CHECK(write_model(again) == text);
}

inline const Step& step(const Workflow& w, const std::string& name) { return w.steps[w.find_step(name).value()]; }

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
