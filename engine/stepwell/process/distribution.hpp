// How long something takes, or how much of it there is: a distribution as a plain value.
//
// Guarantees: parameters are those of the variable itself (a lognormal's mean and sd, not those of its logarithm);
// times are in microseconds, other numbers in their own unit. Holds no random state: drawing is the simulation's task.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stepwell/foundation/ids.hpp"

namespace stepwell {

enum class DistributionKind {
  constant,     ///< a
  uniform,      ///< a to b
  triangular,   ///< least a, most likely b, most c
  pert,         ///< least a, most likely b, most c; a beta with lambda 4
  exponential,  ///< mean a
  erlang,       ///< shape c (a whole number of phases), mean a
  gamma,        ///< mean a, sd b
  lognormal,    ///< mean a, sd b
  weibull,      ///< mean a, sd b
  normal,       ///< mean a, sd b, both before truncation at 0: values below 0 are not drawn
  empirical,    ///< `values`, sorted, each as likely as the others; read from a file of times: c microseconds a unit
};

struct Distribution {
  DistributionKind kind = DistributionKind::constant;
  double a = 0;
  double b = 0;
  double c = 0;
  std::vector<double> values;
  std::optional<AssumptionId>
      assumption;      ///< what makes it uncertain: the sample is scaled by drawn mean / stated mean
  std::string file;    ///< empirical: the file as the model names it (`waits.csv`)
  std::string column;  ///< empirical: the column

  /// The mean of what is drawn (after truncation, for a normal).
  double mean() const;
  /// The standard deviation of what is drawn.
  double sd() const;
  /// The mean as the model states it: before truncation, for a normal.
  double stated_mean() const;

  bool operator==(const Distribution&) const = default;
};

/// Named constructors; arguments in microseconds (times) or in the quantity's own unit.
Distribution constant(double value);
Distribution uniform(double least, double most);
Distribution triangular(double least, double mode, double most);
Distribution pert(double least, double mode, double most);
Distribution exponential(double mean);
Distribution erlang(int phases, double mean);
Distribution gamma(double mean, double sd);
Distribution lognormal(double mean, double sd);
Distribution weibull(double mean, double sd);
Distribution normal(double mean, double sd);
Distribution empirical(std::vector<double> values);

/// The shape of the Weibull distribution with this mean and standard deviation, both above 0.
double weibull_shape(double mean, double sd);

}  // namespace stepwell
