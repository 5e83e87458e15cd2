// `simulate` and `compare`: replications on all cores, and their results as JSON.
//
// Guarantees: the interpreter's lock is released while C++ works; Ctrl-C ends a run within some tens of milliseconds;
// the JSON is byte for byte what the command writes.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>

#include "bindings.hpp"
#include "interruptible.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/results_json.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/process/event_log.hpp"

namespace py = pybind11;

namespace stepwell::bindings {

namespace {

RunOptions options_of(std::uint64_t replications, const std::optional<double>& precision, std::uint64_t seed,
                      unsigned threads) {
  RunOptions options;
  options.replications = replications;
  options.precision = precision;
  options.seed = seed;
  options.threads = threads;
  return options;
}

py::tuple simulate_reading(const Reading& reading, std::uint64_t replications, const std::optional<double>& precision,
                           std::uint64_t seed, unsigned threads, const py::object& progress, bool log) {
  RunOptions options = options_of(replications, precision, seed, threads);
  const auto events = log ? std::make_shared<EventLog>() : nullptr;
  options.log = events.get();
  std::string json;
  run_interruptibly(options, progress,
                    [&](const RunOptions& watched) { json = to_json(run(*reading.workflow, watched)); });
  return py::make_tuple(json, events);
}

std::string compare_readings(const Reading& before, const Reading& after, std::uint64_t replications,
                             const std::optional<double>& precision, std::uint64_t seed, unsigned threads,
                             const py::object& progress) {
  std::string json;
  run_interruptibly(options_of(replications, precision, seed, threads), progress, [&](const RunOptions& watched) {
    json = to_json(compare(*before.workflow, *after.workflow, watched));
  });
  return json;
}

}  // namespace

void bind_runs(py::module_& module) {
  module.def("simulate", &simulate_reading, py::arg("reading"), py::kw_only(), py::arg("replications"),
             py::arg("precision"), py::arg("seed"), py::arg("threads"), py::arg("progress"), py::arg("log"),
             R"(Runs replications of a workflow.

Parameters
----------
reading : Reading
    The workflow.
replications : int
    How many, at least 1; with a precision at most so many.
precision : float or None
    Stop when the mean times are known to within this share: 0.02.
seed : int
    From 0 to 2**64 - 1; the same seed gives the same results on any number of threads.
threads : int
    0 means all cores.
progress : callable or None
    Called as `progress(done, total)` every 50 ms or so, on the calling thread; what it raises ends the run.
log : bool
    Whether to keep the event log of the first replication of the headline.

Returns
-------
tuple of str and EventLog or None
    The results as JSON (times in seconds, in the shape of models/schema/results.schema.json) and the event log.

Raises
------
ValueError
    For no replications.
stepwell.SimulationError
    Where the model runs away.
KeyboardInterrupt
    On Ctrl-C, within 0.2 s.
)");
  module.def("compare", &compare_readings, py::arg("before"), py::arg("after"), py::kw_only(), py::arg("replications"),
             py::arg("precision"), py::arg("seed"), py::arg("threads"), py::arg("progress"),
             R"(Runs replications of two workflows in pairs and compares.

Parameters
----------
before, after : Reading
    The workflow as it is, and as it would be.
replications, precision, seed, threads, progress
    As for `simulate`.

Returns
-------
str
    The comparison as JSON: times in seconds, `saved` = before - after.

Raises
------
ValueError
    For no replications, or where the two workflows count different lengths of time.
stepwell.SimulationError
    Where a model runs away.
KeyboardInterrupt
    On Ctrl-C, within 0.2 s.
)");
}

}  // namespace stepwell::bindings
