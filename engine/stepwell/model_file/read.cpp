// Merging, settings, reading and validation in one go; what one stage found decides what the next may still say.
#include "stepwell/model_file/read.hpp"

#include <algorithm>
#include <array>

#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/reader.hpp"
#include "stepwell/model_file/settings.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell {
namespace {

using model_file::Reader;
using model_file::Report;

// These follow from the flows of the whole map: where a flow was misread, they would only repeat it in other words.
constexpr std::array<std::string_view, 6> about_the_whole = {"unreachable-step", "missed-join",          "join-without-split",
                                                             "no-way-out",       "measure-never-closes", "unused-role"};

// Everything about the places of a broken thing is unknown until it is mended, its flows and values too.
bool concerns_broken_thing(const Diagnostic& d, const Workflow& workflow, const Reader& reader) {
  if (reader.is_broken(d.place)) return true;
  const auto same = [&](const SourcePlace& p) {
    return p.line == d.place.line && p.column == d.place.column && p.file == d.place.file;
  };
  for (const Step& step : workflow.steps) {
    if (!reader.is_broken(step.place)) continue;
    for (const Flow& flow : step.next) if (same(flow.place)) return true;
    for (const AttributeValue& value : step.sets) if (same(value.place)) return true;
  }
  for (const CaseType& type : workflow.cases) {
    if (!reader.is_broken(type.place)) continue;
    if (same(type.demand.place)) return true;
    for (const AttributeValue& value : type.attributes) if (same(value.place)) return true;
  }
  return false;
}

void validate_into(Report& report, const Workflow& workflow, const Reader& reader, const std::string& name) {
  const bool misread = report.has_errors();
  for (Diagnostic& d : validate(workflow)) {
    const bool is_about_whole = std::find(about_the_whole.begin(), about_the_whole.end(), d.code) != about_the_whole.end();
    if (misread && is_about_whole && reader.lost_the_way()) continue;
    if (misread && (d.place.line == 0 || concerns_broken_thing(d, workflow, reader))) continue;
    if (d.place.line == 0) d.place = {name, 1, 1};
    report.found().push_back(std::move(d));
  }
}

}  // namespace

Reading read_model_text(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                        const ReadOptions& options) {
  Report report;
  Reading reading;
  auto merged = model_file::load_merged(text, name, folder, report);
  if (merged) {
    merged->folders["--set"] = folder;
    model_file::apply_settings(options.settings, *merged, report);
    Reader reader(*merged, report);
    Workflow workflow = reader.read();
    workflow.file = name;
    if (workflow.name.empty()) workflow.name = std::filesystem::path(name).stem().string();
    validate_into(report, workflow, reader, name);
    if (!report.has_errors()) reading.workflow = std::move(workflow);
  }
  reading.diagnostics = std::move(report.found());
  model_file::put_in_order(reading.diagnostics);
  return reading;
}

Reading read_model(const std::filesystem::path& file, const ReadOptions& options) {
  const auto text = model_file::text_of_file(file);
  if (text) return read_model_text(*text, file.string(), file.parent_path(), options);
  Report report;
  report.error("unreadable-file", "the model cannot be read", {file.string(), 0, 0}, "is the path right?");
  return {std::nullopt, std::move(report.found())};
}

Workflow read(const std::filesystem::path& file, const ReadOptions& options) {
  Reading reading = read_model(file, options);
  if (!reading.workflow) throw ModelError(std::move(reading.diagnostics));
  return std::move(*reading.workflow);
}

}  // namespace stepwell
