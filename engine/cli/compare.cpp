// `stepwell compare`: a workflow as it is beside the same as it would be.
#include <CLI/CLI.hpp>
#include <memory>

#include "interrupt.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "report.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results_json.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "verbs.hpp"

namespace stepwell::cli {

namespace {

struct CompareArguments {
  std::string before;
  std::string after;
  RunChoices run;
  SetChoices set;
  SideChoices sides;
  OutputChoices output;
};

void compare_and_report(const CompareArguments& choices) {
  const std::vector<Workflow> models = read_pair_or_throw(choices.before, choices.after, choices.set, choices.sides);
  const CatchInterrupts interrupts;  // before any file is opened, so that none is left behind
  Outputs outputs(choices.output);
  RunOptions options = choices.run.options();
  options.stop = &interrupts.flag();
  const Comparison comparison = [&] {
    Progress progress;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    return compare(models[0], models[1], options);
  }();
  const std::string json = outputs.wants_json() ? to_json(comparison) : "";
  const std::string table = outputs.wants_table() ? report(comparison) : "";
  if (interrupts.flag()) throw Interrupted();
  if (outputs.wants_json()) outputs.write_json(json);
  if (outputs.wants_table()) outputs.write_table(table);
}

}  // namespace

void add_compare(CLI::App& command, int& exit_code) {
  CLI::App* verb = command.add_subcommand("compare", "simulate two models with the same patients and say what changes");
  auto choices = std::make_shared<CompareArguments>();
  verb->add_option("as_is", choices->before, "the model of today")->required()->type_name("AS_IS");
  verb->add_option("to_be", choices->after, "the model of tomorrow")->required()->type_name("TO_BE");
  choices->run.add_to(*verb);
  choices->set.add_to(*verb);
  choices->sides.add_to(*verb);
  choices->output.add_to(*verb);
  verb->callback([choices, &exit_code] {
    compare_and_report(*choices);
    exit_code = all_is_well;
  });
}

}  // namespace stepwell::cli
