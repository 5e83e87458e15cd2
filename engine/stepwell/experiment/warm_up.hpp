// How long the house takes to fill: a warm-up proposed by the rule MSER-5.
//
// The cases in the house are counted at equal distances of time, in several replications that start empty, and their
// means are taken. MSER-5 (White, Cobb and Spratt 2000) cuts off so many batches of five observations from the front
// that the standard error of the mean of the rest is least: cutting off what is far from the mean lowers it, and cutting
// off more than that raises it. Where the model follows the week (a calendar, hourly demand), a batch is a whole week,
// since of shorter ones a night would look like a beginning; elsewhere it is about a 200th of the time. Guarantees: a
// pure function of workflow and seed. Cost: looks at a counter; with `warm up: by rule`, 20 pilot replications.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/experiment/replications.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// Replications of which the rule takes the mean.
inline constexpr std::uint64_t most_pilots = 20;
/// With fewer batches it has nothing to go by.
inline constexpr std::size_t least_batches = 10;

struct WarmUp {
  bool by_rule = false;              ///< `used` is what the rule proposed
  Duration used{};                   ///< what the results leave out
  std::optional<Duration> proposed;  ///< none where the time is too short for the rule
  bool settles = true;               ///< the rule leaves out at most half of the time that it looks at
  double off = 0;  ///< cases in the house in the counted time / those after the proposed warm-up, less 1; 0 for luck
  std::uint64_t pilots = 0;
  Duration batch{};
  std::vector<double> in_house;  ///< mean number of cases by batch, from the start of the clock
  std::string advice;            ///< a sentence where the warm-up in use will not do; else empty
};

/// How many of the front the rule leaves out: the d with the least sum of squares about the mean of the rest / (n - d)^2,
/// the least such d. At least five stay. Empty below `least_batches`.
std::optional<std::size_t> mser(const std::vector<double>& batch_means);

/// How often to look at a run of this length, and what the looks come to.
struct WarmUpLooks {
  Duration batch{};
  Duration every{};
  std::size_t batches = 0;
};
WarmUpLooks looks_at(const Workflow& workflow, Duration length);

/// At a run with the warm-up that its clock has; none where pilots found it.
WarmUpLooks looks_at_run(const Workflow& workflow);

/// What the rule says of replications that looked; judges the clock's warm-up by it.
WarmUp warm_up_of(const Workflow& workflow, const Replications& looked, const WarmUpLooks& looks);

/// Where the clock says `by rule`: runs pilots and sets the warm-up of these workflows (both sides of a comparison) to
/// the longest that is proposed for any. Returns nothing where none says so.
/// Throws `std::invalid_argument` where one does and another does not.
std::vector<WarmUp> settle_warm_up(std::vector<Workflow>& workflows, const RunOptions& options);

}  // namespace stepwell
