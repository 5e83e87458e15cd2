// The command: hands over to a verb, and turns whatever goes wrong into a message and an exit code.
#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>

#include "stepwell/experiment/version.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "verbs.hpp"

namespace {

int unwritten() {
  std::cerr << "stepwell: cannot write to standard output\n";
  return stepwell::cli::bad_input;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace stepwell;
  using namespace stepwell::cli;
  // A reader that goes away is a failed write like any other, so that nothing is left half-written.
  std::signal(SIGPIPE, SIG_IGN);
  // And so is a file that may not grow any more.
  std::signal(SIGXFSZ, SIG_IGN);
  int exit_code = all_is_well;
  CLI::App command(
      "Maps and simulates clinical workflows: how much time a change saves, whose, and how certain that is.");
  command.name("stepwell");
  command.set_version_flag("--version", std::string(version));
  command.require_subcommand(1);
  command.footer("stepwell VERB --help says more about a verb.\nExit codes: 0 all is well, 1 a finding, 2 bad input.");
  add_check(command, exit_code);
  add_run(command, exit_code);
  add_compare(command, exit_code);
  add_map(command, exit_code);
  add_schema(command, exit_code);
  try {
    command.parse(argc, argv);
    return std::cout.flush() ? exit_code : unwritten();
  } catch (const CLI::ParseError& error) {
    if (command.exit(error) != 0) return bad_input;
    return std::cout.flush() ? all_is_well : unwritten();  // --help and --version
  } catch (const ModelError& error) {
    std::cerr << to_text(error.diagnostics()) << '\n';
    return bad_input;
  } catch (const Interrupted&) {
    std::cerr << "stepwell: interrupted; nothing was written\n";
    return interrupted;
  } catch (const std::bad_alloc&) {
    std::cerr << "stepwell: out of memory\n";
    return bad_input;
  } catch (const std::exception& error) {
    std::cerr << "stepwell: " << error.what() << '\n';
    return bad_input;
  }
}
