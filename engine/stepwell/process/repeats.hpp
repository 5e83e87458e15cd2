// How often a step is done, one time after the other or all at once, before its token goes on.
//
// Guarantees: a plain value. The number is rounded to a whole one; where it is 0, the step is passed by.
#pragma once

#include <optional>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell {

struct Repeats {
  Distribution times;                    ///< a number, drawn when a token comes to the step
  std::optional<AttributeId> attribute;  ///< instead: the number that this attribute has then
  bool in_parallel = false;              ///< all at once; the token goes on when all are done
  SourcePlace place;
  bool operator==(const Repeats&) const = default;
};

}  // namespace stepwell
