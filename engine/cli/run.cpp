// `stepwell run`: one workflow, simulated.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "interrupt.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "report.hpp"
#include "stepwell/exchange/csv.hpp"
#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/results_json.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/process/event_log.hpp"
#include "verbs.hpp"

namespace stepwell::cli {

namespace {

struct RunArguments {
  std::string model;
  std::string log;
  RunChoices run;
  SetChoices set;
  OutputChoices output;
};

void note_what_the_log_leaves_out(const RunResult& result) {
  std::string note = "stepwell: the log holds replication 1";
  if (result.luck_only) note += ", with the values drawn for it";
  const std::uint64_t replications = result.headline.replications;
  if (replications == 2) note += "; replication 2 is left out";
  if (replications > 2) note += "; replications 2 to " + std::to_string(replications) + " are left out";
  std::cerr << note << '\n';
}

void simulate_and_report(const RunArguments& choices) {
  const Workflow workflow = read_or_throw({choices.model}, choices.set).front();
  const CatchInterrupts interrupts;  // before any file is opened, so that none is left behind
  Outputs outputs(choices.output, {choices.log});
  std::unique_ptr<WholeFile> log_file;
  if (!choices.log.empty()) log_file = std::make_unique<WholeFile>(choices.log);

  EventLog log;
  RunOptions options = choices.run.options();
  options.stop = &interrupts.flag();
  options.log = log_file ? &log : nullptr;
  RunResult result;
  {
    Progress progress;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    result = run(workflow, options);
  }
  const std::string json = outputs.wants_json() ? to_json(result) : "";
  const std::string table = outputs.wants_table() ? report(result) : "";
  if (log_file) log_file->write([&](std::ostream& out) { write_csv(out, workflow, log, &interrupts.flag()); });
  if (interrupts.flag()) throw Interrupted();
  if (outputs.wants_json()) outputs.write_json(json);
  if (outputs.wants_table()) outputs.write_table(table);
  if (log_file) note_what_the_log_leaves_out(result);
}

}  // namespace

void add_run(CLI::App& command, int& exit_code) {
  CLI::App* verb = command.add_subcommand("run", "simulate a model and say what comes out");
  auto choices = std::make_shared<RunArguments>();
  verb->add_option("model", choices->model, "the model file")->required()->type_name("MODEL");
  choices->run.add_to(*verb);
  choices->set.add_to(*verb);
  choices->output.add_to(*verb);
  verb->add_option("--log", choices->log, "write every visit of replication 1 as CSV")->type_name("FILE.csv");
  verb->callback([choices, &exit_code] {
    simulate_and_report(*choices);
    exit_code = all_is_well;
  });
}

}  // namespace stepwell::cli
