// Where a share of a distribution reaches a wanted value: the iteration behind the inverse functions.
//
// Guarantees: ends within 200 steps, at the last digits that the share itself has. The logarithm of the share must be
// concave and monotone in t, so that Newton's steps from the far side never pass the root; a bracket catches the rest.
// Costs four to eight evaluations of the share from a fair start.
#pragma once

#include <cmath>
#include <limits>

#include "stepwell/foundation/elementary.hpp"

namespace stepwell {

/// A share at t, and how steeply it grows (or falls) there; the slope is taken without its sign.
struct ShareAt {
  double share;
  double slope;
};

/// The t at which ln share(t) = `log_wanted`, from `start`; the root is not below `low`. `direction` is +1 for a
/// share that grows with t and -1 for one that falls.
template <class Share>
double share_root(const Share& share, double log_wanted, double start, double low, int direction) {
  double high = std::numeric_limits<double>::infinity();
  double t = start;
  double last_step = high;
  for (int i = 0; i < 200; ++i) {
    const ShareAt at = share(t);
    if (at.share > 0) {
      const double excess = (natural_log(at.share) - log_wanted) * direction;
      const double step = -excess * at.share / at.slope;
      // Done at the last digit, or where rounding alone moves it.
      const double scale = 1 + std::fabs(t);
      const double length = std::fabs(step);
      if (length < 1e-16 * scale || (length < 1e-12 * scale && length >= 0.25 * last_step)) return t + step;
      (excess > 0 ? high : low) = t;
      last_step = length;
      if (t + step > low && t + step < high) {
        t += step;
        continue;
      }
    } else {
      (direction > 0 ? low : high) = t;
    }
    t = high == std::numeric_limits<double>::infinity() ? t + 1 + std::fabs(t) : 0.5 * (low + high);
  }
  return t;
}

}  // namespace stepwell
