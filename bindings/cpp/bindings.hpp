// The parts of the extension module `stepwell._core`, one file for each family of classes.
//
// Guarantees: `module.cpp` calls these in the order in which they need each other. The module is thin: it turns
// arguments into C++ values and hands over; tables, plots and display are Python's.
#pragma once

#include <pybind11/pybind11.h>

namespace stepwell::bindings {

/// Exceptions of ours become those of `stepwell.errors`, here and nowhere else.
void translate_errors();

void bind_diagnostics(pybind11::module_& module);
void bind_reading(pybind11::module_& module);
void bind_event_log(pybind11::module_& module);
void bind_runs(pybind11::module_& module);

}  // namespace stepwell::bindings
