// How long something takes, or how much of it there is: a distribution as a plain value.
//
// Guarantees: parameters are those of the variable itself (a lognormal's mean and sd, not those of its logarithm);
// times are in microseconds, other numbers in their own unit. What is made of other distributions (a mixture, what is
// shifted or cut off) holds them as values, so two distributions are equal where all that they say is equal. Holds no
// random state: drawing is the simulation's task.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/foundation/ids.hpp"

namespace stepwell {

enum class DistributionKind {
  constant,          ///< a
  uniform,           ///< a to b
  triangular,        ///< least a, most likely b, most c
  pert,              ///< least a, most likely b, most c; a beta with lambda 4
  beta,              ///< shapes c and d on a to b
  exponential,       ///< mean a
  erlang,            ///< shape c (a whole number of phases), mean a
  gamma,             ///< mean a, sd b
  lognormal,         ///< mean a, sd b
  weibull,           ///< mean a, sd b
  normal,            ///< mean a, sd b, both before truncation at 0: values below 0 are not drawn
  empirical,         ///< `values`, sorted, each as likely as the others; from a file of times: c microseconds a unit
  discrete,          ///< `values` with `chances`
  hyperexponential,  ///< one of several exponentials: means `values` with `chances`; with none, mean a and sd b, two
                     ///< branches of balanced means
  hypoexponential,   ///< exponential phases in a row, means `values`
  coxian,            ///< the same, and after phase k the next follows with chance `chances[k]`
  mixture,           ///< one of `parts` with `chances`; the parts are simple, see `is_simple`
  shifted,           ///< `parts[0]` plus a
  truncated,         ///< `parts[0]` where it is at least a and at most b; c and d are mean and sd of what is left
};

/// How far a truncated distribution reaches where it has no bound.
inline constexpr double unbounded = std::numeric_limits<double>::infinity();

struct Distribution {
  DistributionKind kind = DistributionKind::constant;
  double a = 0;
  double b = 0;
  double c = 0;
  double d = 0;
  std::vector<double> values;
  std::vector<double> chances;
  std::vector<Distribution> parts;
  std::optional<AssumptionId>
      assumption;      ///< what makes it uncertain: the sample is scaled by drawn mean / stated mean
  std::string file;    ///< empirical: the file as the model names it (`waits.csv`)
  std::string column;  ///< empirical: the column

  /// The mean of what is drawn (after truncation, where there is one).
  double mean() const;
  /// The standard deviation of what is drawn.
  double sd() const;
  /// The mean as the model states it: before truncation.
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
Distribution beta(double alpha, double beta, double least, double most);
/// Chances lie between 0 and 1 and add up to 1, to 1e-9.
Distribution discrete(std::vector<double> chances, std::vector<double> values);
Distribution hyperexponential(std::vector<double> chances, std::vector<double> means);
/// Two branches with this mean and sd (not below the mean), each with half of the mean.
Distribution hyperexponential(double mean, double sd);
Distribution hypoexponential(std::vector<double> means);
/// One chance less than there are means.
Distribution coxian(std::vector<double> means, std::vector<double> onward);
Distribution mixture(std::vector<double> chances, std::vector<Distribution> parts);
Distribution shifted(Distribution base, double by);
/// What lies between the bounds, both included; either may be missing: -unbounded, unbounded.
Distribution truncated(Distribution base, double at_least, double at_most);

/// Whether a mixture can have it as a part: it is not made of others, and has no chances of its own.
bool is_simple(const Distribution& distribution);
/// The branches of a hyperexponential, however it is stated.
struct Branches {
  std::vector<double> chances;
  std::vector<double> means;
};
Branches branches_of(const Distribution& hyperexponential);
/// The chances divided by their sum, which may differ from 1 by rounding.
std::vector<double> exact_chances(const std::vector<double>& chances);

/// The shape of the Weibull distribution with this mean and standard deviation, both above 0.
double weibull_shape(double mean, double sd);

}  // namespace stepwell
