// The widest of all relative intervals decides.
#include "stepwell/experiment/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "stepwell/experiment/per_replication.hpp"

namespace stepwell {

namespace {

constexpr double nobody_knows = std::numeric_limits<double>::infinity();

/// Half of the interval's width as a share of `whole`.
double relative_width(const Estimate& of, double whole) {
  if (!of.low || !of.high) return nobody_knows;
  const double half = (*of.high - *of.low) / 2;
  return half == 0 ? 0 : whole == 0 ? nobody_knows : half / std::fabs(whole);
}

class Widest {
 public:
  void ask(const Estimate& of, double whole, const std::string& name) {
    if (of.n == 0) return;
    const double width = relative_width(of, whole);
    if (!name_.empty() && width <= width_) return;
    width_ = width;
    name_ = name;
  }
  void ask(const Estimate& of, const std::string& name) { ask(of, of.mean.value_or(0), name); }

  Precision than(double wanted, std::uint64_t most) const {
    Precision result{wanted, width_ <= wanted, most, {}, name_};
    if (!name_.empty() && width_ < nobody_knows) result.widest = width_;
    return result;
  }

 private:
  double width_ = 0;
  std::string name_;
};

using Values = std::vector<double>;

Values elapsed_of(const Replications& done, CaseTypeId id) {
  return over(done.outcomes, [&](const Outcome& o) { return mean_of(o.cases[id].elapsed); });
}

Values measured_of(const Replications& done, MeasureId id) {
  return over(done.outcomes, [&](const Outcome& o) { return mean_of(o.measures[id].value); });
}

void ask_side(Widest& widest, const Workflow& workflow, const Replications& done, const std::string& side) {
  for (const CaseTypeId id : workflow.cases.ids())
    widest.ask(estimate(elapsed_of(done, id)), workflow.cases[id].name + side);
  for (const MeasureId id : workflow.measures.ids())
    widest.ask(estimate(measured_of(done, id)), workflow.measures[id].name + side);
}

void ask_saved(Widest& widest, const Values& before, const Values& after, const std::string& name) {
  Values saved;
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) saved.push_back(before[i] - after[i]);
  const double whole = std::max(estimate(before).mean.value_or(0), estimate(after).mean.value_or(0));
  widest.ask(estimate(saved), whole, name + ", saved");
}

}  // namespace

void check_precision(const std::optional<double>& wanted) {
  if (wanted && !(*wanted > 0 && *wanted < 1))
    throw std::invalid_argument("a precision is a share of the mean above 0 and below 1, such as 0.02");
}

Precision precision_of(const Workflow& workflow, const Replications& done, double wanted, std::uint64_t most) {
  Widest widest;
  ask_side(widest, workflow, done, "");
  return widest.than(wanted, most);
}

Precision precision_of_pairs(const Workflow& before, const Replications& b, const Workflow& after,
                             const Replications& a, double wanted, std::uint64_t most) {
  Widest widest;
  ask_side(widest, before, b, ", before");
  ask_side(widest, after, a, ", after");
  for (const CaseTypeId id : after.cases.ids()) {
    const std::string& name = after.cases[id].name;
    if (const auto other = before.find_case(name)) ask_saved(widest, elapsed_of(b, *other), elapsed_of(a, id), name);
  }
  for (const MeasureId id : after.measures.ids()) {
    const std::string& name = after.measures[id].name;
    if (const auto other = before.find_measure(name))
      ask_saved(widest, measured_of(b, *other), measured_of(a, id), name);
  }
  return widest.than(wanted, most);
}

}  // namespace stepwell
