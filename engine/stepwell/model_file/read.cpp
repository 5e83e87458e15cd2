// Merging, settings, reading and validation in one go; what one stage found decides what the next may still say.
#include "stepwell/model_file/read.hpp"

#include <algorithm>
#include <array>

#include "stepwell/model_file/calls.hpp"
#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/reader.hpp"
#include "stepwell/model_file/settings.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell {
namespace {

using model_file::Reader;
using model_file::Report;

// These follow from the flows of the whole map: where a flow was misread, they would only repeat it in other words.
constexpr std::array<std::string_view, 9> about_the_whole = {
    "unreachable-step",     "missed-join",     "join-without-split", "join-twice",           "no-way-out",
    "measure-never-closes", "unanswered-wait", "unheard-message",    "undeliverable-message"};
// These follow from the flows of one step.
constexpr std::array<std::string_view, 8> about_flows = {"chances-sum",    "no-otherwise",   "early-otherwise",
                                                         "lone-branch",    "any-or-nothing", "lone-otherwise",
                                                         "idle-otherwise", "end-with-next"};
// These ask who looks at a thing; it may be the one that was misread.
constexpr std::array<std::string_view, 5> about_use = {"unused-role", "unused-due", "no-due", "unused-effect",
                                                       "unused-book"};

template <std::size_t n>
bool is_one_of(const std::string& code, const std::array<std::string_view, n>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// Everything about the places of a broken thing is unknown until it is mended, its flows and values too.
bool concerns_broken_thing(const Diagnostic& d, const Workflow& workflow, const Reader& reader) {
  if (is_one_of(d.code, about_flows) && !reader.is_misrouted(d.place) && reader.is_broken(d.place)) return false;
  if (reader.is_broken(d.place)) return true;
  const auto same = [&](const SourcePlace& p) {
    return p.line == d.place.line && p.column == d.place.column && p.file == d.place.file;
  };
  for (const Step& step : workflow.steps) {
    if (!reader.is_broken(step.place)) continue;
    for (const Flow& flow : step.next)
      if (same(flow.place) && reader.is_misrouted(step.place)) return true;
    for (const AttributeValue& value : step.sets)
      if (same(value.place)) return true;
  }
  for (const CaseType& type : workflow.cases) {
    if (!reader.is_broken(type.place)) continue;
    if (same(type.demand.place)) return true;
    for (const AttributeValue& value : type.attributes)
      if (same(value.place)) return true;
  }
  return false;
}

void validate_into(Report& report, const Workflow& workflow, const Reader& reader, const model_file::Value& root) {
  const bool misread = report.has_errors();
  for (Diagnostic& d : validate(workflow)) {
    if (misread && reader.lost_the_way() && is_one_of(d.code, about_the_whole)) continue;
    if (misread && is_one_of(d.code, about_use)) continue;
    if (misread && (d.place.line == 0 || concerns_broken_thing(d, workflow, reader))) continue;
    if (d.code == "bad-clock" && root.at("clock")) d.place = root.at("clock")->place;
    if (d.place.line == 0) d.place = root.place;
    report.found().push_back(std::move(d));
  }
}

// A value that is empty, or an alias, has been reported; that it is not of the right kind follows from it.
void drop_consequences(Diagnostics& diagnostics) {
  std::vector<SourcePlace> causes;
  for (const Diagnostic& d : diagnostics) {
    if (d.code == "empty-value" || d.code == "no-alias") causes.push_back(d.place);
  }
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return d.code == "wrong-kind" && std::any_of(causes.begin(), causes.end(), [&](const SourcePlace& p) {
             return p.line == d.place.line && p.column == d.place.column && p.file == d.place.file;
           });
  });
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
    model_file::put_in_calls(*merged, report);
    Reader reader(*merged, report);
    Workflow workflow = reader.read();
    workflow.file = name;
    if (workflow.name.empty()) workflow.name = std::filesystem::path(name).stem().string();
    validate_into(report, workflow, reader, merged->root);
    drop_consequences(report.found());
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
