// Results as a page of plain text for people who decide: words before numbers, money beside hours.
//
// Guarantees: at most 100 columns; both certainties labelled; numbers rounded to what matters; text in the same order
// as the model.
#pragma once

#include <string>

#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results.hpp"

namespace stepwell::cli {

std::string report(const RunResult& result);
std::string report(const Comparison& comparison);

}  // namespace stepwell::cli
