// `stepwell check`: what is wrong with models, and for a sound one how much it holds.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "reading.hpp"
#include "stepwell/analysis/load.hpp"
#include "stepwell/experiment/words.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "table.hpp"
#include "verbs.hpp"

namespace stepwell::cli {

namespace {

struct Choices {
  std::vector<std::string> models;
  SetChoices set;
};

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string contents(const Workflow& workflow) {
  const auto of_nature = [&](Nature nature) {
    return static_cast<std::size_t>(std::count_if(workflow.steps.begin(), workflow.steps.end(),
                                                  [&](const Step& step) { return step.nature == nature; }));
  };
  const std::size_t steps =
      of_nature(Nature::work) + of_nature(Nature::wait) + of_nature(Nature::batch) + of_nature(Nature::wait_for);
  const std::size_t ends = of_nature(Nature::end);
  std::string text = counted(workflow.cases.size(), "case type", "case types") + ", " +
                     counted(steps, "step", "steps") + ", " + counted(ends, "end", "ends") + ", " +
                     counted(workflow.roles.size(), "role", "roles") + ", " +
                     counted(workflow.measures.size(), "measure", "measures");
  if (!workflow.quantities.empty()) text += ", " + counted(workflow.quantities.size(), "quantity", "quantities");
  const auto swept = static_cast<std::size_t>(std::count_if(workflow.assumptions.begin(), workflow.assumptions.end(),
                                                            [](const Assumption& a) { return a.swept; }));
  if (swept > 0) text += ", " + counted(swept, "value with a range", "values with a range");
  return text;
}

// A role that is just full by design must not be over by what floating-point sums leave.
constexpr double rounding = 1e-9;

// What the arithmetic of flows says before anything is simulated.
std::string load_by_role(const Workflow& workflow) {
  const Load load = expected_load(workflow);
  if (!load.bounded) return paragraph("Tokens multiply without end: no load can be given.", "  ");
  Table table({"", "hours asked for\nin an ordinary week", "hours on duty", "load"});
  for (const RoleId id : workflow.roles.ids()) {
    const RoleLoad& role = load.roles[id];
    const bool nobody = role.staffed <= 0;
    table.row({workflow.roles[id].name, number(role.asked, 1), number(role.staffed, 1),
               nobody ? (role.asked > 0 ? "nobody there" : "-") : number(100 * role.utilisation, 0) + " %"});
  }
  std::string text = table.text();
  for (const RoleId id : workflow.roles.ids()) {
    const RoleLoad& role = load.roles[id];
    if (role.asked <= role.staffed * (1 + rounding)) continue;
    const bool stays = workflow.roles[id].after_hours == AfterHours::stay && role.staffed > 0;
    text += paragraph("The " + workflow.roles[id].name + " is asked for more hours than there are on duty: " +
                          (stays ? "the rest is done after hours." : "the queue grows all the time."),
                      "  ");
  }
  if (load.approximations.empty()) return text;
  text += paragraph("These hours follow from chances alone, before anything is simulated, and for that:", "  ");
  for (const std::string& approximation : load.approximations) text += paragraph(approximation, "  - ");
  return text;
}

int check_one(const std::string& model, const ReadOptions& options) {
  try {
    must_be_readable(model);
  } catch (const FileError& error) {
    std::cerr << "stepwell: " << error.what() << '\n';
    return bad_input;
  }
  const Reading reading = read_model(model, options);
  if (!reading.diagnostics.empty()) std::cerr << to_text(reading.diagnostics) << '\n';
  if (!reading.workflow) return a_finding;
  std::cout << model << ": sound: " << contents(*reading.workflow) << '\n' << load_by_role(*reading.workflow);
  return all_is_well;
}

}  // namespace

void add_check(CLI::App& command, int& exit_code) {
  CLI::App* verb = command.add_subcommand("check", "say what is wrong with models, all at once");
  auto choices = std::make_shared<Choices>();
  verb->add_option("models", choices->models, "the model files")->required()->type_name("MODEL...");
  choices->set.add_to(*verb);
  verb->callback([choices, &exit_code] {
    const ReadOptions options = read_options(choices->set);
    for (const std::string& model : choices->models) exit_code = std::max(exit_code, check_one(model, options));
  });
}

}  // namespace stepwell::cli
