// Row j of the system says: visits to j = starts at j + visits to each i times the share of i's flows that leads to j.
#include "stepwell/analysis/token_chain.hpp"

#include <Eigen/SparseLU>
#include <cmath>

#include "stepwell/process/soundness.hpp"

namespace stepwell {
namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Entry = Eigen::Triplet<double>;

int row(StepId step) { return static_cast<int>(index_of(step)); }

class Solver {
 public:
  Solver(std::size_t size, std::vector<Entry> flows) : size_(size) {
    for (Entry& flow : flows) flow = Entry(flow.row(), flow.col(), -flow.value());
    for (std::size_t i = 0; i < size; ++i) flows.emplace_back(static_cast<int>(i), static_cast<int>(i), 1.0);
    Matrix matrix(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size));
    matrix.setFromTriplets(flows.begin(), flows.end());
    lu_.compute(matrix);
  }

  /// Expected visits from `start`, or nothing where there is no finite answer. A solution that is not negative proves
  /// that the sum over all ways converges; one that is negative, that it does not.
  StepNumbers from(StepId start) const {
    if (lu_.info() != Eigen::Success) return {};
    Eigen::VectorXd first = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(size_));
    first[row(start)] = 1;
    const Eigen::VectorXd found = lu_.solve(first);
    StepNumbers numbers(size_);
    for (const StepId step : numbers.ids()) {
      numbers[step] = found[row(step)];
      if (!std::isfinite(numbers[step]) || numbers[step] < -1e-9 || numbers[step] > 1e12) return {};
    }
    return numbers;
  }

 private:
  std::size_t size_;
  Eigen::SparseLU<Matrix> lu_;
};

}  // namespace

TokenChain::TokenChain(const Workflow& workflow) : workflow_(workflow), joins_(joins_of_splits(workflow)) {}

StepNumbers TokenChain::visits(StepId start, const FlowShares& shares) const {
  std::vector<Entry> flows;
  for (const StepId from : workflow_.steps.ids()) {
    const Step& step = workflow_.steps[from];
    for (std::size_t f = 0; f < step.next.size(); ++f) {
      if (workflow_.steps[step.next[f].to].nature == Nature::join) continue;
      flows.emplace_back(row(step.next[f].to), row(from), shares[from][f]);
    }
    for (const StepId join : joins_[from]) flows.emplace_back(row(join), row(from), 1.0);
  }
  return Solver(workflow_.steps.size(), std::move(flows)).from(start);
}

/// For each split with a join: the chance that a case that has not passed a setter before it has not at its join either.
StepNumbers TokenChain::chances_untouched(const StepFlags& setters, const FlowShares& shares) const {
  StepNumbers untouched(workflow_.steps.size(), 1.0);
  // Inner splits settle before outer ones, so as many rounds as splits are nested; more only where a branch leads
  // back before its own split.
  for (int round = 0; round < 50; ++round) {
    std::vector<Entry> flows;
    for (const StepId from : workflow_.steps.ids()) {
      if (setters[from]) continue;
      const Step& step = workflow_.steps[from];
      if (splits(step)) {
        for (const StepId join : joins_[from]) flows.emplace_back(row(join), row(from), untouched[from]);
        continue;
      }
      for (std::size_t f = 0; f < step.next.size(); ++f) {
        if (workflow_.steps[step.next[f].to].nature == Nature::join) continue;
        flows.emplace_back(row(step.next[f].to), row(from), shares[from][f]);
      }
    }
    const Solver level(workflow_.steps.size(), std::move(flows));
    double change = 0;
    for (const StepId split : workflow_.steps.ids()) {
      if (joins_[split].empty()) continue;
      // Over those branches that are taken; of a split into any the last way is that of none of the others.
      double all_branches = 1;
      double none_taken = 1;
      for (std::size_t b = 0; b < workflow_.steps[split].next.size(); ++b) {
        const Flow& branch = workflow_.steps[split].next[b];
        double arrives = 0;
        if (branch.to == joins_[split].front()) {
          arrives = 1;
        } else if (const StepNumbers passed = level.from(branch.to); !passed.empty()) {
          for (const StepId from : workflow_.steps.ids()) {
            const Step& step = workflow_.steps[from];
            if (setters[from] || splits(step)) continue;
            for (std::size_t f = 0; f < step.next.size(); ++f) {
              if (step.next[f].to == joins_[split].front()) arrives += passed[from] * shares[from][f];
            }
          }
        }
        arrives = std::min(arrives, 1.0);
        const double taken = shares[split][b];
        if (branch.otherwise) {
          all_branches += none_taken * (arrives - 1);
        } else {
          all_branches *= 1 - taken + taken * arrives;
          none_taken *= 1 - taken;
        }
      }
      change = std::max(change, std::abs(all_branches - untouched[split]));
      untouched[split] = all_branches;
    }
    if (change < 1e-14) break;
  }
  return untouched;
}

StepNumbers TokenChain::visits_before(const StepFlags& setters, StepId start, const FlowShares& shares) const {
  const StepNumbers untouched = chances_untouched(setters, shares);
  std::vector<Entry> flows;
  for (const StepId from : workflow_.steps.ids()) {
    if (setters[from]) continue;
    const Step& step = workflow_.steps[from];
    for (std::size_t f = 0; f < step.next.size(); ++f) {
      if (workflow_.steps[step.next[f].to].nature == Nature::join) continue;
      flows.emplace_back(row(step.next[f].to), row(from), shares[from][f]);
    }
    for (const StepId join : joins_[from]) flows.emplace_back(row(join), row(from), untouched[from]);
  }
  return Solver(workflow_.steps.size(), std::move(flows)).from(start);
}

}  // namespace stepwell
