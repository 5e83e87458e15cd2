// `Reading`: a workflow that was read and has no errors, with its warnings; the doors that make one; and its map.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <stdexcept>

#include "bindings.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/render/map.hpp"
#include "text.hpp"

namespace py = pybind11;

namespace stepwell::bindings {

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

ReadOptions options_of(const Settings& settings) {
  ReadOptions options;
  for (const auto& [path, value] : settings) options.settings.push_back({path, value});
  return options;
}

/// Lets through only what can be run.
Reading checked(Reading reading) {
  if (!reading.workflow) throw ModelError(std::move(reading.diagnostics));
  return reading;
}

Reading read_path(const std::filesystem::path& path, const Settings& settings) {
  Reading reading = read_model(path, options_of(settings));
  // Nothing is wrong with a model that was never seen: the file is. (A base that is missing is a fault of the model.)
  for (const Diagnostic& d : reading.diagnostics) {
    if (d.code == "unreadable-file" && d.place.line == 0 && d.place.file == path.string()) {
      throw FileError("cannot read " + path.string() +
                      (std::filesystem::exists(path) ? "" : ": there is no such file"));
    }
  }
  return checked(std::move(reading));
}

Reading read_text(const std::string& said, const std::string& name, const std::filesystem::path& folder,
                  const Settings& settings) {
  return checked(read_model_text(said, name, folder, options_of(settings)));
}

template <class Things>
py::list names(const Things& things) {
  py::list list;
  for (const auto& thing : things) list.append(text(thing.name));
  return list;
}

MapFormat format_called(const std::string& name) {
  const auto format = map_format(name);
  if (!format) throw std::invalid_argument("there is no map format \"" + name + "\"; there are svg, png, pdf and dot");
  return *format;
}

py::bytes draw(const Reading& reading, const std::string& format, const std::string& title) {
  std::string drawn;
  {
    const MapFormat wanted = format_called(format);
    const py::gil_scoped_release release;
    drawn = draw_map(*reading.workflow, wanted, {.title = title, .prefix = {}});
  }
  return drawn;
}

const char* name_of(MapFormat format) {
  switch (format) {
    case MapFormat::svg: return "svg";
    case MapFormat::png: return "png";
    case MapFormat::pdf: return "pdf";
    case MapFormat::dot: return "dot";
  }
  return "";
}

}  // namespace

void bind_reading(py::module_& module) {
  py::class_<Reading>(module, "Reading", py::is_final(),
                      R"(A workflow that was read, without errors, and the warnings about it.

A value that cannot be changed.
)")
      .def_property_readonly(
          "name", [](const Reading& r) { return text(r.workflow->name); }, "str: The workflow's name.")
      .def_property_readonly(
          "about", [](const Reading& r) { return text(r.workflow->about); }, "str: What it says about itself.")
      .def_property_readonly(
          "cases", [](const Reading& r) { return names(r.workflow->cases); },
          "list of str: Case types, in the order of the model.")
      .def_property_readonly(
          "steps", [](const Reading& r) { return names(r.workflow->steps); },
          "list of str: Steps, in the order of the model.")
      .def_property_readonly(
          "roles", [](const Reading& r) { return names(r.workflow->roles); },
          "list of str: Roles, in the order of the model.")
      .def_property_readonly(
          "measures", [](const Reading& r) { return names(r.workflow->measures); },
          "list of str: Measures, in the order of the model.")
      .def_property_readonly(
          "changes", [](const Reading& r) { return names(r.workflow->changes); },
          "list of str: The changes that led here from the first base, in order.")
      .def_property_readonly(
          "diagnostics", [](const Reading& r) { return r.diagnostics; }, "list of Diagnostic: Warnings.")
      .def("draw", &draw, py::arg("format"), py::arg("title"), R"(Draws the process map.

Parameters
----------
format : {"svg", "png", "pdf", "dot"}
    What to make.
title : str
    Empty means the workflow's name.

Returns
-------
bytes
    The whole file.

Raises
------
ValueError
    For another format.
stepwell.Error
    Where Graphviz cannot make the format here.
)");

  module.def("read", &read_path, py::arg("path"), py::arg("settings"), py::call_guard<py::gil_scoped_release>(),
             R"(Reads a model or a scenario from a file.

Parameters
----------
path : path-like
    The file.
settings : list of tuple of str and str
    Paths and values, as `--set` has them.

Returns
-------
Reading
    A workflow that can be run.

Raises
------
stepwell.ModelError
    With all that is wrong.
stepwell.FileError
    Where the file cannot be read.
)");
  module.def("read_text", &read_text, py::arg("text"), py::arg("name"), py::arg("folder"), py::arg("settings"),
             py::call_guard<py::gil_scoped_release>(), R"(Reads a model or a scenario from text.

Parameters
----------
text : str
    YAML or JSON.
name : str
    What diagnostics call the text.
folder : path-like
    Where other files are looked for.
settings : list of tuple of str and str
    Paths and values, as `--set` has them.

Returns
-------
Reading
    A workflow that can be run.

Raises
------
stepwell.ModelError
    With all that is wrong.
)");
  module.def(
      "map_format",
      [](const std::string& ending) -> py::object {
        const auto format = map_format(ending);
        if (!format) return py::none();
        return py::str(name_of(*format));
      },
      py::arg("ending"), R"(The map format of files that end so.

Parameters
----------
ending : str
    Such as `.svg` or `gv`.

Returns
-------
str or None
    `svg`, `png`, `pdf` or `dot`; None for any other ending.
)");
}

}  // namespace stepwell::bindings
