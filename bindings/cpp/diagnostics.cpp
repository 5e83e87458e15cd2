// `Diagnostic`: what is wrong with a model, where, and the way out.
#include <pybind11/pybind11.h>

#include "bindings.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "text.hpp"

namespace py = pybind11;

namespace stepwell::bindings {

void bind_diagnostics(py::module_& module) {
  py::class_<Diagnostic>(module, "Diagnostic", py::is_final(), R"(What is wrong with a model, where, and the way out.

A value that cannot be changed; `str(diagnostic)` is how the command prints it.
)")
      .def_property_readonly(
          "severity", [](const Diagnostic& d) { return d.severity == Severity::error ? "error" : "warning"; },
          "str: `error`, with which the model cannot be used, or `warning`.")
      .def_property_readonly(
          "code", [](const Diagnostic& d) { return text(d.code); },
          "str: A short stable name of the mistake, such as `unknown-role`.")
      .def_property_readonly(
          "message", [](const Diagnostic& d) { return text(d.message); }, "str: One sentence that says what is wrong.")
      .def_property_readonly(
          "file", [](const Diagnostic& d) { return text(d.place.file); },
          "str: The file; `--set` for a setting, `Python` for a workflow built in code.")
      .def_property_readonly(
          "line", [](const Diagnostic& d) { return d.place.line; },
          "int: The line, from 1; 0 means the file as a whole.")
      .def_property_readonly(
          "column", [](const Diagnostic& d) { return d.place.column; },
          "int: The column, from 1; 0 means the file as a whole.")
      .def_property_readonly(
          "hint", [](const Diagnostic& d) { return text(d.hint); }, "str: The way out; may be empty.")
      .def("__str__", [](const Diagnostic& d) { return text(to_text(d)); })
      .def("__repr__", [](const Diagnostic& d) { return "<Diagnostic " + std::string(text(to_text(d))) + ">"; })
      .def(py::pickle(
          [](const Diagnostic& d) {
            const SourcePlace& at = d.place;
            return py::make_tuple(d.severity == Severity::error, py::bytes(d.code), py::bytes(d.message),
                                  py::bytes(at.file), at.line, at.column, py::bytes(d.hint));
          },
          [](const py::tuple& state) {
            const auto severity = state[0].cast<bool>() ? Severity::error : Severity::warning;
            return Diagnostic{severity,
                              state[1].cast<std::string>(),
                              state[2].cast<std::string>(),
                              {state[3].cast<std::string>(), state[4].cast<int>(), state[5].cast<int>()},
                              state[6].cast<std::string>()};
          }));
}

}  // namespace stepwell::bindings
