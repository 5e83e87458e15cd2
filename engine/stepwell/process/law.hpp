// The law of a distribution: which share lies below a value and how densely values lie there.
//
// Guarantees: the shares on both sides to about 1e-12 of themselves (but near 0 where a normal is cut off: 1e-16 of
// the whole); the same bits everywhere. Costs up to a few microseconds a point; for tables and moments, not for draws.
#pragma once

#include <memory>
#include <vector>

#include "stepwell/process/distribution.hpp"

namespace stepwell {

class Law {
 public:
  virtual ~Law() = default;

  struct At {
    double below = 0;    ///< P(X <= x)
    double above = 0;    ///< P(X > x), with digits of its own
    double density = 0;  ///< without the mass of single values
    double growth = 0;   ///< of the density
  };
  virtual At at(double x) const = 0;

  /// All values lie between these two; the second may be infinite.
  virtual double least() const = 0;
  virtual double most() const = 0;
  /// Adds, in any order, where the density is not smooth or single values have mass, and points around the bulk.
  virtual void add_landmarks(std::vector<double>& points) const = 0;
  /// How far rounding moves the two shares, beyond their last digits: where they are differences of greater ones.
  struct Noise {
    double below = 0;
    double above = 0;
  };
  virtual Noise noise() const { return {}; }
};

/// The law of `distribution`, which must be one that its named constructor gives.
std::unique_ptr<const Law> law_of(const Distribution& distribution);

/// P(X < x).
double share_under(const Law& law, double x);
/// P(low <= X <= high), from the side on which less is lost.
double share_between(const Law& law, double low, double high);

}  // namespace stepwell
