// What is found wrong with a workflow, as codes.
#pragma once

#include <string>
#include <vector>

#include "catch.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell::testing {

using Codes = std::vector<std::string>;

/// In the order in which they are found; each must have a hint.
inline Codes codes(const Workflow& workflow) {
  Codes found;
  for (const Diagnostic& diagnostic : validate(workflow)) {
    INFO(to_text(diagnostic));
    CHECK_FALSE(diagnostic.hint.empty());
    found.push_back(diagnostic.code);
  }
  return found;
}

}  // namespace stepwell::testing
