// The extension module `stepwell._core`: its parts, in the order in which they need each other.
//
// To add one: a file with `bind_<family>(module)`, its line in `bindings.hpp` and here, and its stubs in `_core.pyi`
// (a test compares the stubs with the module).
#include "bindings.hpp"

#include <string>

#include "stepwell/experiment/version.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace stepwell::bindings;
  module.doc() = "The C++ engine of Stepwell. Use the package `stepwell`; this module is what it stands on.";
  module.attr("version") = std::string(stepwell::version);

  translate_errors();
  bind_diagnostics(module);
  bind_reading(module);
  bind_event_log(module);
  bind_runs(module);
}
