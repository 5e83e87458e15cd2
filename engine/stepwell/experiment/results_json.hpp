// Results as JSON, in the shape of models/schema/results.schema.json.
//
// Guarantees: every duration is in seconds; every estimate is {"mean", "low", "high", "sd", "n"} with null for what
// does not exist, never NaN; keys keep the order of the workflow; numbers are the shortest that read back as the same
// double, so the same result gives the same bytes on every machine.
#pragma once

#include <string>

#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results.hpp"

namespace stepwell {

std::string to_json(const RunResult& result);
std::string to_json(const Comparison& comparison);

}  // namespace stepwell
