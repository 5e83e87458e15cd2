// From a workflow to its result: compile, replicate, sum up.
#include "stepwell/experiment/results.hpp"

#include <stdexcept>

#include "stepwell/experiment/per_replication.hpp"

namespace stepwell {

namespace {

std::vector<AssumptionFigures> assumption_figures(const Workflow& workflow, const Replications& replications) {
  std::vector<AssumptionFigures> result;
  for (const AssumptionId id : workflow.assumptions.ids()) {
    const Assumption& assumption = workflow.assumptions[id];
    const double unit = assumption.quantity == Assumption::Quantity::duration ? 1e6 : 1;
    AssumptionFigures entry;
    entry.assumption = assumption;
    entry.stated = assumption.value / unit;
    entry.low = assumption.low / unit;
    entry.high = assumption.high / unit;
    entry.drawn = estimate(over(replications.outcomes, [&](const Outcome& o) {
      return index_of(id) < o.assumed.size() ? o.assumed[id] / unit : no_value;
    }));
    result.push_back(std::move(entry));
  }
  return result;
}

}  // namespace

RunResult result_of(const Workflow& workflow, const std::vector<Replications>& replications, std::uint64_t seed) {
  if (replications.empty()) throw std::invalid_argument("a result needs replications");
  RunResult result;
  result.workflow = workflow;
  result.seed = seed;
  result.headline = figures_of(workflow, replications.front());
  if (replications.size() > 1) result.luck_only = figures_of(workflow, replications[1]);
  result.assumptions = assumption_figures(workflow, replications.front());
  return result;
}

RunResult run(const Workflow& told, const RunOptions& options) {
  check_precision(options.precision);
  std::vector<Workflow> settled{told};
  const std::vector<WarmUp> warm_up = settle_warm_up(settled, options);
  const Workflow& workflow = settled.front();
  const auto program = compile(workflow);
  const WarmUpLooks looks = looks_at_run(workflow);
  std::vector<Batch> batches;
  for (const Certainty certainty : certainties_of({&workflow})) {
    const bool headline = batches.empty();
    batches.push_back(
        {&workflow, program, certainty, headline ? options.log : nullptr, headline ? looks.every : Duration{}});
  }
  std::optional<Precision> precision;
  const auto look = [&](const std::vector<Replications>& done) {
    precision = precision_of(workflow, done.front(), *options.precision, options.replications);
    return precision->reached;
  };
  const std::vector<Replications> done = replicate(batches, options, options.precision ? Enough(look) : Enough());
  if (options.precision) look(done);
  RunResult result = result_of(workflow, done, options.seed);
  result.warm_up = warm_up.empty() ? warm_up_of(workflow, done.front(), looks) : warm_up.front();
  result.precision = std::move(precision);
  return result;
}

}  // namespace stepwell
