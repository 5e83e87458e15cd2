// What can be wrong with a distribution, and with what it is made of.
#include <cmath>
#include <string>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/law.hpp"
#include "stepwell/process/truncation.hpp"

namespace stepwell {
namespace {

bool all_above_zero(const std::vector<double>& means) {
  for (const double mean : means) {
    if (!std::isfinite(mean) || !(mean > 0)) return false;
  }
  return true;
}

bool all_chances(const std::vector<double>& chances) {
  for (const double chance : chances) {
    if (!(chance >= 0 && chance <= 1)) return false;
  }
  return true;
}

std::string parameter_fault(const Distribution& d);

/// What is wrong with a choice among `count` branches.
std::string choice_fault(const Distribution& d, std::size_t count) {
  if (count < 2) return "is a choice with less than two branches";
  if (d.chances.size() != count) return "does not have a chance for each branch";
  return all_chances(d.chances) ? "" : "has a chance that is not between 0 % and 100 %";
}

std::string mixture_fault(const Distribution& d) {
  for (const Distribution& part : d.parts) {
    if (!is_simple(part)) return "has a part that is not a simple distribution";
    const std::string fault = parameter_fault(part);
    if (!fault.empty()) return "has a part that " + fault;
  }
  return choice_fault(d, d.parts.size());
}

std::string phases_fault(const Distribution& d) {
  if (d.values.empty()) return "has no phases";
  if (!all_above_zero(d.values)) return "has a phase with a mean that is not above 0";
  if (d.kind == DistributionKind::hypoexponential) return {};
  if (d.chances.size() + 1 != d.values.size()) return "does not have a chance between each phase and the next";
  return all_chances(d.chances) ? "" : "has a chance that is not between 0 % and 100 %";
}

std::string hyperexponential_fault(const Distribution& d) {
  if (!d.values.empty()) {
    return all_above_zero(d.values) ? choice_fault(d, d.values.size()) : "has a branch with a mean that is not above 0";
  }
  if (!(d.a > 0)) return "has a mean that is not above 0";
  return d.b >= d.a ? "" : "is hyperexponential with an sd below its mean";
}

std::string values_fault(const Distribution& d) {
  if (d.values.empty()) return "has no values";
  for (const double value : d.values) {
    if (!std::isfinite(value)) return "holds a value that is not a number";
  }
  return {};
}

/// What is wrong with the parameters of a distribution, or empty.
std::string parameter_fault(const Distribution& d) {
  const bool open = d.kind == DistributionKind::truncated;  // its bounds may be infinite
  const bool numbers = open ? d.a <= d.b : std::isfinite(d.a) && std::isfinite(d.b);
  if (!numbers || !std::isfinite(d.c) || !std::isfinite(d.d)) return "has a parameter that is not a number";
  switch (d.kind) {
    case DistributionKind::constant: return {};
    case DistributionKind::uniform:  return d.a <= d.b ? "" : "has a least value above its greatest";
    case DistributionKind::triangular:
    case DistributionKind::pert:
      return d.a <= d.b && d.b <= d.c ? "" : "does not go from least over most likely to greatest";
    case DistributionKind::beta:
      if (!(d.c > 0) || !(d.d > 0)) return "has a shape that is not above 0";
      return d.a <= d.b ? "" : "has a least value above its greatest";
    case DistributionKind::exponential: return d.a > 0 ? "" : "has a mean that is not above 0";
    case DistributionKind::erlang:
      if (!(d.c >= 1) || d.c != std::floor(d.c)) return "has a number of phases that is not 1, 2, 3 ...";
      return d.a > 0 ? "" : "has a mean that is not above 0";
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:
    case DistributionKind::normal:
      if (!(d.a > 0)) return "has a mean that is not above 0";
      return d.b > 0 ? "" : "has an sd that is not above 0";
    case DistributionKind::empirical: return values_fault(d);
    case DistributionKind::discrete:  {
      const std::string fault = values_fault(d);
      return fault.empty() ? choice_fault(d, d.values.size()) : fault;
    }
    case DistributionKind::hyperexponential: return hyperexponential_fault(d);
    case DistributionKind::hypoexponential:
    case DistributionKind::coxian:           return phases_fault(d);
    case DistributionKind::mixture:          return mixture_fault(d);
    case DistributionKind::shifted:
    case DistributionKind::truncated:
      return d.parts.size() == 1 ? parameter_fault(d.parts.front()) : "is not made of one distribution";
  }
  return {};
}

/// Chances that should add up to 1, wherever they are: the sum that is furthest off.
double sum_of_chances(const Distribution& d) {
  double sum = 1;
  if (!d.chances.empty() && d.kind != DistributionKind::coxian) {
    sum = 0;
    for (const double chance : d.chances) sum += chance;
  }
  for (const Distribution& part : d.parts) {
    const double inner = sum_of_chances(part);
    if (std::abs(inner - 1) > std::abs(sum - 1)) sum = inner;
  }
  return sum;
}

/// P(X < 0) = Phi(-mean / sd) is above 0.1 % where mean / sd is below 3.0902. A bound of its own says what is meant.
bool is_often_below_zero(const Distribution& d) {
  if (d.kind == DistributionKind::normal) return d.a / d.b < 3.0902;
  if (d.kind == DistributionKind::truncated && d.a >= 0) return false;
  for (const Distribution& part : d.parts) {
    if (is_often_below_zero(part)) return true;
  }
  return false;
}

/// Whether each truncation, from the inside out, leaves something; and the least share that one of them leaves.
double least_share(const Distribution& d) {
  double share = 1;
  for (const Distribution& part : d.parts) share = std::min(share, least_share(part));
  if (d.kind != DistributionKind::truncated || share < least_share_left) return share;
  return std::min(share, what_is_left(d.parts.front(), d.a, d.b).share);
}

}  // namespace

void check_distribution(const Workflow& workflow, const Distribution& distribution, bool time, std::string_view whose,
                        const SourcePlace& place, Findings& findings) {
  check_assumption(workflow, distribution.assumption, whose, place, findings);
  const std::string fault = parameter_fault(distribution);
  if (!fault.empty()) {
    findings.error("impossible-distribution", place, std::string(whose) + ' ' + fault,
                   "write it as for example `6 min`, `uniform 2 to 6 min`, `triangular 1 3 10 min` or "
                   "`lognormal mean 12 sd 5 min`");
    return;
  }
  const double chances = sum_of_chances(distribution);
  check_chances_add_up(chances, "the chances in " + std::string(whose), place, findings);
  if (std::abs(chances - 1) > 1e-9) return;
  const double share = least_share(distribution);
  if (share < least_share_left) {
    findings.error("nothing-left", place, std::string(whose) + " has nothing between its bounds",
                   "move `at least` or `at most` to where its values lie");
    return;
  }
  if (share < 0.5) {
    findings.warning("mostly-cut-off", place,
                     "the bounds of " + std::string(whose) + " cut off more than half of its distribution",
                     "a distribution with a mean between the bounds says better what is meant");
  }
  if (time && law_of(distribution)->least() < 0) {
    findings.error("negative-time", place, std::string(whose) + " can be below 0",
                   "a time is 0 or more: raise its least value");
  }
  if (is_often_below_zero(distribution)) {
    findings.warning("often-below-zero", place,
                     std::string(whose) +
                         " is normal and would be below 0 in more than 0.1 % of draws; those are drawn anew, "
                         "so its mean is greater than stated",
                     "use `lognormal mean ... sd ...` or `gamma mean ... sd ...`, which are never below 0");
  }
}

}  // namespace stepwell
