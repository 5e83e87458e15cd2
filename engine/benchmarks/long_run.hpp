// A model with a clock that runs until about so many cases have come: one of this folder by name, or any file.
#pragma once

#include <cstdint>
#include <string>

#include "stepwell/foundation/time.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Counts from the first instant; expects that the first case type comes one by one at equal or random intervals.
inline Workflow run_for(Workflow workflow, std::uint64_t cases) {
  const double interval = workflow.cases[CaseTypeId{0}].demand.interval.mean();
  workflow.clock.warm_up = Duration{};
  workflow.clock.run = rounded(interval * static_cast<double>(cases));
  return workflow;
}

/// `w1`, `w2`, or the path of a model.
inline Workflow long_run(const std::string& model, std::uint64_t cases) {
  const bool here = model == "w1" || model == "w2";
  return run_for(read(here ? STEPWELL_SOURCE_DIR "/engine/benchmarks/" + model + ".yaml" : model), cases);
}

}  // namespace stepwell
