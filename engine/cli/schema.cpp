// `stepwell schema`: the JSON Schema of model files, for completion in editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "interrupt.hpp"
#include "stepwell/exchange/whole_file.hpp"
#include "stepwell/model_file/schema.hpp"
#include "verbs.hpp"

namespace stepwell::cli {

void add_schema(CLI::App& command, int& exit_code) {
  CLI::App* verb = command.add_subcommand("schema", "the JSON Schema of model files, for editors and checks");
  auto out = std::make_shared<std::string>("-");
  verb->add_option("--out,-o", *out, "where to; - is standard output")->type_name("FILE")->capture_default_str();
  verb->callback([out, &exit_code] {
    const std::string schema = json_schema();
    const CatchInterrupts interrupts;
    write_whole(*out, schema);
    exit_code = all_is_well;
  });
}

}  // namespace stepwell::cli
