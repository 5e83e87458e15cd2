// Text on its way to Python.
#pragma once

#include <pybind11/pybind11.h>

#include <string_view>

namespace stepwell::bindings {

/// As a Python string; bytes that are not UTF-8, which a broken file may hold, become U+FFFD.
inline pybind11::str text(std::string_view bytes) {
  PyObject* decoded = PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace");
  if (decoded == nullptr) throw pybind11::error_already_set();
  return pybind11::reinterpret_steal<pybind11::str>(decoded);
}

}  // namespace stepwell::bindings
