// What leaves C++ as an exception, and what Python sees of it.
//
// The classes themselves are written in Python (`stepwell/errors.py`), where `ModelError` can also be a `ValueError`
// and `FileError` an `OSError`. `std::invalid_argument` becomes `ValueError` by pybind11's own rules.
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "text.hpp"

namespace py = pybind11;

namespace stepwell::bindings {

namespace {

template <class... Further>
void raise(const char* name, const Error& error, const Further&... further) {
  const py::object type = py::module_::import("stepwell.errors").attr(name);
  PyErr_SetObject(type.ptr(), type(text(error.what()), further...).ptr());
}

}  // namespace

void translate_errors() {
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    // Classes of `stepwell.errors` are made here; should even that fail, Python's own error is set already.
    try {
      try {
        if (thrown) std::rethrow_exception(thrown);
      } catch (const ModelError& error) {
        raise("ModelError", error, error.diagnostics());
      } catch (const SimulationError& error) {
        raise("SimulationError", error);
      } catch (const FileError& error) {
        raise("FileError", error);
      } catch (const Interrupted&) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
      } catch (const Error& error) {
        raise("Error", error);
      }
    } catch (py::error_already_set& error) {
      error.restore();
    }
  });
}

}  // namespace stepwell::bindings
