// `EventLog`: the columns of an event log as NumPy arrays over the engine's own memory.
//
// Guarantees: an array shares the vector's memory (nothing is copied), cannot be written to, and keeps the log alive.
#include "stepwell/process/event_log.hpp"

#include <pybind11/numpy.h>

#include <memory>

#include "bindings.hpp"

namespace py = pybind11;

namespace stepwell::bindings {

namespace {

/// A view of `values` as elements of `dtype`, which has their size. `owner` stays alive as long as the array.
template <class T>
py::array view(const std::vector<T>& values, const char* dtype, const py::object& owner) {
  const py::dtype type(dtype);
  if (type.itemsize() != static_cast<py::ssize_t>(sizeof(T))) throw std::logic_error("a column has another width");
  py::array column(type, {static_cast<py::ssize_t>(values.size())}, {static_cast<py::ssize_t>(sizeof(T))},
                   values.data(), owner);
  column.attr("flags").attr("writeable") = false;
  return column;
}

/// A property that views one of the log's vectors.
template <class T, std::vector<T> EventLog::*column>
py::cpp_function viewed_as(const char* dtype) {
  return py::cpp_function(
      [dtype](const py::object& self) { return view(self.cast<const EventLog&>().*column, dtype, self); });
}

}  // namespace

void bind_event_log(py::module_& module) {
  constexpr const char* instant = "datetime64[us]";
  constexpr const char* duration = "timedelta64[us]";
  // NumPy reads the engine's "never" as not-a-time, and, as signed numbers, its "nobody" as -1.
  static_assert(EventLog::never == INT64_MIN);
  static_assert(static_cast<std::int32_t>(EventLog::nobody) == -1);

  py::class_<EventLog, std::shared_ptr<EventLog>>(module, "EventLog", py::is_final(),
                                                  R"(The event log of one replication, a row a visit, in columns.

Each column is a read-only NumPy array of shape (visits,) that views the engine's memory without a copy. Rows stand in
the order in which visits ended; those still open at the horizon come last.
)")
      .def("__len__", &EventLog::size)
      .def_property_readonly("case_number", viewed_as<std::uint64_t, &EventLog::case_number>("uint64"),
                             "numpy.ndarray of uint64: The case, from 0 within its case type.")
      .def_property_readonly("case_type", viewed_as<std::uint32_t, &EventLog::case_type>("int32"),
                             "numpy.ndarray of int32: Index into the workflow's case types.")
      .def_property_readonly("token", viewed_as<std::uint32_t, &EventLog::token>("uint32"),
                             "numpy.ndarray of uint32: The token, from 0 within its case.")
      .def_property_readonly("step", viewed_as<std::uint32_t, &EventLog::step>("int32"),
                             "numpy.ndarray of int32: Index into the workflow's steps.")
      .def_property_readonly("role", viewed_as<std::uint32_t, &EventLog::role>("int32"),
                             "numpy.ndarray of int32: Index of the first role that the step needs; -1 for none.")
      .def_property_readonly("staff", viewed_as<std::uint32_t, &EventLog::staff>("int32"),
                             "numpy.ndarray of int32: The member of that role, from 0; -1 for none.")
      .def_property_readonly("place", viewed_as<std::uint32_t, &EventLog::place>("int32"),
                             "numpy.ndarray of int32: Index of the first place or equipment that the step takes, in "
                             "the order of roles, places and equipment; -1 for none.")
      .def_property_readonly("enabled", viewed_as<std::int64_t, &EventLog::enabled>(instant),
                             "numpy.ndarray of datetime64[us]: When the token arrived at the step.")
      .def_property_readonly("started", viewed_as<std::int64_t, &EventLog::started>(instant),
                             "numpy.ndarray of datetime64[us]: When work began; NaT where it has not.")
      .def_property_readonly("ended", viewed_as<std::int64_t, &EventLog::ended>(instant),
                             "numpy.ndarray of datetime64[us]: When the visit ended; NaT where it has not.")
      .def_property_readonly(
          "outcome", viewed_as<VisitOutcome, &EventLog::outcome>("int8"),
          "numpy.ndarray of int8: 0 done, 1 in progress at the horizon, 2 balked, 3 gave up, 4 overdue, "
          "5 pre-empted, 6 withdrawn.")
      .def_property_readonly("queueing", viewed_as<std::int64_t, &EventLog::queueing>(duration),
                             "numpy.ndarray of timedelta64[us]: Waiting while everyone needed was on duty.")
      .def_property_readonly("closed", viewed_as<std::int64_t, &EventLog::closed>(duration),
                             "numpy.ndarray of timedelta64[us]: Waiting while a needed role was off duty.")
      .def_property_readonly("for_batch", viewed_as<std::int64_t, &EventLog::for_batch>(duration),
                             "numpy.ndarray of timedelta64[us]: Waiting for the others of its batch.")
      .def_property_readonly("interrupted", viewed_as<std::int64_t, &EventLog::interrupted>(duration),
                             "numpy.ndarray of timedelta64[us]: Put down for something more urgent.")
      .def_property_readonly("work", viewed_as<std::int64_t, &EventLog::work>(duration),
                             "numpy.ndarray of timedelta64[us]: Time worked.");
}

}  // namespace stepwell::bindings
