// A model from this folder, with a clock that runs until about so many cases have come.
#pragma once

#include <cstdint>
#include <string>

#include "stepwell/foundation/time.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Counts from the first instant; expects a single case type that comes `every` so often.
inline Workflow long_run(const std::string& model, std::uint64_t cases) {
  Workflow workflow = read(STEPWELL_SOURCE_DIR "/engine/benchmarks/" + model + ".yaml");
  const double interval = workflow.cases[CaseTypeId{0}].demand.interval.mean();
  workflow.clock.warm_up = Duration{};
  workflow.clock.run = rounded(interval * static_cast<double>(cases));
  return workflow;
}

}  // namespace stepwell
