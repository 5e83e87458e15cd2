// The moments of a distribution beside those of the textbook.
#pragma once

#include "catch.hpp"
#include "stepwell/process/distribution.hpp"

namespace stepwell::testing {

inline void check(const Distribution& distribution, double mean, double sd, double epsilon = 1e-12) {
  CHECK(distribution.mean() == Approx(mean).epsilon(epsilon));
  CHECK(distribution.sd() == Approx(sd).epsilon(epsilon));
}

}  // namespace stepwell::testing
