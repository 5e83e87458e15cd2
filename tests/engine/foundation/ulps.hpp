// How far two doubles lie apart, counted in units in the last place of the second.
#pragma once

#include <cmath>
#include <limits>

namespace stepwell::testing {

inline double ulps_apart(double found, double expected) {
  if (found == expected) return 0;
  const double size = std::fabs(expected);
  return std::fabs(found - expected) / (std::nextafter(size, std::numeric_limits<double>::infinity()) - size);
}

inline double relative_error(double found, double expected) {
  return found == expected ? 0 : std::fabs(found - expected) / std::fabs(expected);
}

}  // namespace stepwell::testing
