// `stepwell map`: the process map of one model.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "interrupt.hpp"
#include "options.hpp"
#include "reading.hpp"
#include "stepwell/exchange/whole_file.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/render/map.hpp"
#include "verbs.hpp"

namespace stepwell::cli {

namespace {

struct MapChoices {
  std::string model;
  std::string out;
  std::string title;
  SetChoices set;
};

void draw(const MapChoices& choices) {
  std::string extension = std::filesystem::path(choices.out).extension().string();
  if (!extension.empty()) extension.erase(0, 1);
  const auto format = choices.out == "-" ? MapFormat::svg : map_format(extension);
  if (!format) {
    throw FileError("no map format is called \"" + extension +
                    "\": the name after -o ends in .svg, .png, .pdf or .dot");
  }
  const Workflow workflow = read_or_throw({choices.model}, choices.set).front();
  MapOptions options;
  options.title = choices.title;
  const std::string drawing = draw_map(workflow, *format, options);
  // Until here a signal may end the process at once; from here on there is a file that must not be left behind.
  const CatchInterrupts interrupts;
  write_whole(choices.out, drawing);
}

}  // namespace

void add_map(CLI::App& command, int& exit_code) {
  CLI::App* verb = command.add_subcommand("map", "draw the process map of a model");
  auto choices = std::make_shared<MapChoices>();
  verb->add_option("model", choices->model, "the model file")->required()->type_name("MODEL");
  verb->add_option("--out,-o", choices->out, "FILE.svg, .png, .pdf or .dot; - is SVG on standard output")
      ->required()
      ->type_name("FILE");
  verb->add_option("--title", choices->title, "instead of the name of the workflow")->type_name("TEXT");
  choices->set.add_to(*verb);
  verb->callback([choices, &exit_code] {
    draw(*choices);
    exit_code = all_is_well;
  });
}

}  // namespace stepwell::cli
