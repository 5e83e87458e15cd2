// What makes many things slower or more frequent together: a hard day, a ward of the very ill.
//
// Guarantees: a plain value. An effect counts by its spread alone: what is drawn is divided by its mean, so that the
// times and rates of the model stay the means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/foundation/ids.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell {

/// A random factor that whatever belongs to the same group shares.
struct Effect {
  std::string name;
  SourcePlace place;
  enum class Each {
    day,
    week,  ///< from Monday
    month,
    run,        ///< the whole replication
    only_case,  ///< all steps of one case
    value,      ///< all cases that have the same value of `attribute`
  } each = Each::day;
  std::optional<AttributeId> attribute;
  Distribution factor;
  bool operator==(const Effect&) const = default;
};

/// Which day, week or month it is; 0 for the others.
std::int64_t period_of(Effect::Each each, Instant t);

}  // namespace stepwell
