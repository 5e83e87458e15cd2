// Long work in C++ that Python can watch and stop.
//
// Guarantees: the work runs on a thread of its own without the interpreter's lock, so other Python threads go on. The
// calling thread looks for signals and reports progress every 50 ms; on Ctrl-C, or where the progress callable raises,
// the work is told to stop, awaited, and Python's exception propagates. Nothing of Python is touched off the calling
// thread. Costs one thread.
#pragma once

#include <pybind11/pybind11.h>

#include <functional>

#include "stepwell/experiment/replications.hpp"

namespace stepwell::bindings {

/// Calls `work` with `options`, to which it adds `stop` and, unless `progress` is None, `progress`. Whatever `work`
/// throws is thrown here. `progress` is called as `progress(done, total)`.
void run_interruptibly(RunOptions options, const pybind11::object& progress,
                       const std::function<void(const RunOptions&)>& work);

}  // namespace stepwell::bindings
