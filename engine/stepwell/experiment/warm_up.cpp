// Pilots, the rule, and what to say of a warm-up that will not do.
#include "stepwell/experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "stepwell/experiment/estimate.hpp"
#include "stepwell/experiment/words.hpp"

namespace stepwell {

namespace {

constexpr std::int64_t looks_a_batch = 100;  // five observations, each the mean of 20 looks
constexpr std::int64_t usual_batches = 200;
constexpr std::int64_t least_weeks = 20;
constexpr std::size_t least_left = 5;
/// A count in the house that is further off than this is worth a word.
constexpr double worth_a_word = 0.05;
/// Pilots have luck of their own, so that the warm-up is not fitted to the replications that it serves.
constexpr std::uint64_t seed_of_pilots = 0x9E3779B97F4A7C15u;

bool follows_the_week(const Workflow& workflow) {
  return !workflow.calendars.empty() ||
         std::any_of(workflow.cases.begin(), workflow.cases.end(), [](const CaseType& type) {
           return type.demand.kind == Demand::Kind::hourly || !type.demand.pattern.is_flat();
         });
}

/// Arrivals that are listed come to an end, so a longer time would only show the house emptying.
bool has_listed_arrivals(const Workflow& workflow) {
  return std::any_of(workflow.cases.begin(), workflow.cases.end(),
                     [](const CaseType& type) { return type.demand.kind == Demand::Kind::listed; });
}

double mean_from(const std::vector<double>& values, std::size_t first) {
  if (first >= values.size()) first = values.size() - 1;
  double sum = 0;
  for (std::size_t i = first; i < values.size(); ++i) sum += values[i];
  return sum / static_cast<double>(values.size() - first);
}

/// By pilot: the mean number of cases in each batch.
std::vector<std::vector<double>> batches_of(const Replications& looked, const WarmUpLooks& looks) {
  std::vector<std::vector<double>> pilots;
  for (const Outcome& outcome : looked.outcomes) {
    if (looks.batches == 0 || outcome.in_house.size() < looks.batches * looks_a_batch) continue;
    std::vector<double>& means = pilots.emplace_back(looks.batches, 0);
    for (std::size_t i = 0; i < looks.batches * looks_a_batch; ++i) means[i / looks_a_batch] += outcome.in_house[i];
    for (double& mean : means) mean /= looks_a_batch;
  }
  return pilots;
}

std::vector<double> mean_of_all(const std::vector<std::vector<double>>& pilots, std::size_t batches) {
  if (pilots.empty()) return {};
  std::vector<double> means(batches, 0);
  for (const std::vector<double>& pilot : pilots) {
    for (std::size_t batch = 0; batch < batches; ++batch) means[batch] += pilot[batch];
  }
  for (double& mean : means) mean /= static_cast<double>(pilots.size());
  return means;
}

/// How far the cases in the house from one batch on are off those from another on; 0 where luck explains it.
double off_by(const std::vector<std::vector<double>>& pilots, std::size_t counted, std::size_t settled) {
  std::vector<double> differences;
  double sum = 0;
  for (const std::vector<double>& pilot : pilots) {
    differences.push_back(mean_from(pilot, counted) - mean_from(pilot, settled));
    sum += mean_from(pilot, settled);
  }
  const Estimate difference = estimate(differences);
  return is_clear(difference) && sum > 0 ? *difference.mean * static_cast<double>(pilots.size()) / sum : 0;
}

std::string advice_on(const WarmUp& found, const Workflow& workflow) {
  if (!found.proposed) {
    if (!found.by_rule) return "";
    return "The time is too short for a warm-up by rule, so nothing is left out: say how long it is, such as `warm up: "
           "2 weeks`, or let the run be longer.";
  }
  const Duration looked_at = static_cast<std::int64_t>(found.in_house.size()) * found.batch;
  if (!found.settles && (found.by_rule || std::fabs(found.off) > worth_a_word)) {
    return "The cases in the house do not settle: the rule MSER-5 would leave out " + span_in_words(*found.proposed) +
           " of " + span_in_words(looked_at) +
           ", more than half. See whether a role cannot keep up; if all can, let `run` be longer than " +
           span_in_words(workflow.clock.run) + ".";
  }
  if (found.by_rule || std::fabs(found.off) <= worth_a_word || *found.proposed <= found.used) return "";
  return "The warm-up of " + (found.used > Duration{} ? span_in_words(found.used) : std::string("nothing")) +
         " is too short: in the time that is counted there are " + percent(std::fabs(found.off)) +
         (found.off < 0 ? " fewer" : " more") +
         " cases in the house than once it has settled. The rule MSER-5 proposes `warm up: " +
         span_in_words(*found.proposed) + "`; `warm up: by rule` takes what it proposes.";
}

Workflow without_warm_up(const Workflow& workflow) {
  Workflow pilot = workflow;
  pilot.clock.warm_up = Duration{};
  pilot.clock.warm_up_by_rule = false;
  if (follows_the_week(workflow) && !has_listed_arrivals(workflow))
    pilot.clock.run = std::max(pilot.clock.run, least_weeks * Duration(one_week));
  return pilot;
}

}  // namespace

std::optional<std::size_t> mser(const std::vector<double>& batch_means) {
  const std::size_t n = batch_means.size();
  if (n < least_batches) return std::nullopt;
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t d = 0; d + least_left <= n; ++d) {
    const double mean = mean_from(batch_means, d);
    double squares = 0;
    for (std::size_t i = d; i < n; ++i) squares += (batch_means[i] - mean) * (batch_means[i] - mean);
    const double left = static_cast<double>(n - d);
    const double statistic = squares / (left * left);
    if (best && statistic >= least) continue;
    best = d;
    least = statistic;
  }
  return best;
}

WarmUpLooks looks_at(const Workflow& workflow, Duration length) {
  WarmUpLooks looks;
  looks.batch = one_week;
  if (!follows_the_week(workflow)) {
    looks.batch = length / usual_batches;
    const Duration minute = std::chrono::minutes(1);
    if (looks.batch >= 10 * minute) looks.batch -= looks.batch % minute;
  }
  looks.every = looks.batch / looks_a_batch;
  if (looks.every <= Duration{}) return {};
  looks.batch = looks.every * looks_a_batch;
  looks.batches = static_cast<std::size_t>(length / looks.batch);
  return looks;
}

WarmUpLooks looks_at_run(const Workflow& workflow) {
  if (workflow.clock.warm_up_by_rule) return {};
  return looks_at(workflow, workflow.clock.warm_up + workflow.clock.run);
}

WarmUp warm_up_of(const Workflow& workflow, const Replications& looked, const WarmUpLooks& looks) {
  WarmUp found;
  found.used = workflow.clock.warm_up;
  found.batch = looks.batch;
  const std::vector<std::vector<double>> pilots = batches_of(looked, looks);
  found.pilots = pilots.size();
  found.in_house = mean_of_all(pilots, looks.batches);
  if (const auto cut = mser(found.in_house)) {
    found.proposed = static_cast<std::int64_t>(*cut) * looks.batch;
    found.settles = 2 * *cut <= found.in_house.size();
    found.off = off_by(pilots, static_cast<std::size_t>(found.used / looks.batch), *cut);
  }
  found.advice = advice_on(found, workflow);
  return found;
}

std::vector<WarmUp> settle_warm_up(std::vector<Workflow>& workflows, const RunOptions& options) {
  const auto by_rule = [](const Workflow& workflow) { return workflow.clock.warm_up_by_rule; };
  if (std::none_of(workflows.begin(), workflows.end(), by_rule)) return {};
  if (!std::all_of(workflows.begin(), workflows.end(), by_rule)) {
    throw std::invalid_argument(
        "one of the two models warms up by rule and the other does not; give both the same `clock: {warm up: ...}`");
  }
  std::vector<Batch> batches;
  std::vector<Workflow> pilots;
  std::vector<WarmUpLooks> looks;
  for (const Workflow& workflow : workflows) pilots.push_back(without_warm_up(workflow));
  for (const Workflow& pilot : pilots) {
    looks.push_back(looks_at(pilot, pilot.clock.run));
    batches.push_back({&pilot, compile(pilot), Certainty::luck_only, nullptr, looks.back().every});
  }
  RunOptions few = options;
  few.replications = most_pilots;
  few.seed = options.seed ^ seed_of_pilots;
  few.progress = {};
  const std::vector<Replications> looked = replicate(batches, few);
  std::vector<WarmUp> found;
  Duration longest{};
  for (std::size_t i = 0; i < pilots.size(); ++i) {
    found.push_back(warm_up_of(pilots[i], looked[i], looks[i]));
    if (!found[i].proposed) continue;
    // Where the house never settles, half is cut off, and the advice says so.
    const Duration half = static_cast<std::int64_t>(found[i].in_house.size() / 2) * found[i].batch;
    longest = std::max(longest, std::min(*found[i].proposed, half));
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    workflows[i].clock.warm_up = longest;
    found[i].by_rule = true;
    found[i].used = longest;
    found[i].advice = advice_on(found[i], workflows[i]);
  }
  return found;
}

}  // namespace stepwell
