// The JSON Schema of model files, for completion and checks in editors.
//
// Guarantees: made from the table of keys that the reader uses, so that the two cannot differ; every model without
// errors is valid against it (the reverse does not hold: a schema does not see what names refer to).
#pragma once

#include <string>

namespace stepwell {

/// The schema, draft 2020-12, indented by two spaces and ending in a line end.
std::string json_schema();

}  // namespace stepwell
