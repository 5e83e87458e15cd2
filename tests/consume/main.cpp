// A program of somebody else: reads a model with the installed library, runs one replication and says what happened.
#include <iostream>

#include <stepwell/model_file/read.hpp>
#include <stepwell/simulation/replication.hpp>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: consume MODEL\n";
    return 2;
  }
  try {
    const stepwell::Workflow workflow = stepwell::read(argv[1]);
    const stepwell::Outcome outcome = stepwell::simulate(*stepwell::compile(workflow), {.seed = 1});
    for (const auto id : workflow.cases.ids())
      std::cout << workflow.cases[id].name << ": " << outcome.cases[id].completed << " completed\n";
    return outcome.events > 0 ? 0 : 1;
  } catch (const stepwell::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
