// What is left of a distribution between two bounds.
//
// Guarantees: the share to about 1e-12 of itself however far out in a tail it lies; mean and standard deviation to
// about 1e-10 of the latter. Costs some hundred evaluations of the distribution's law: about a millisecond.
#pragma once

#include "stepwell/process/distribution.hpp"

namespace stepwell {

struct Remainder {
  double share = 0;  ///< of the whole
  double mean = 0;   ///< of what is left; 0 where hardly anything is
  double sd = 0;
};
/// Both bounds are included; either may be infinite.
Remainder what_is_left(const Distribution& base, double at_least, double at_most);

/// The least share that can be left: with less than a billionth the uniforms grow coarse, and nobody can mean it.
inline constexpr double least_share_left = 1e-9;

}  // namespace stepwell
