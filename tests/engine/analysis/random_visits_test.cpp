// Expected visits of random sound workflows against the mean of many cases played by chance.
#include <cmath>

#include "catch.hpp"
#include "process/token_game.hpp"
#include "stepwell/analysis/visits.hpp"

using namespace stepwell;
using stepwell::testing::GameResult;
using stepwell::testing::play;
using stepwell::testing::RandomWorkflow;

TEST_CASE("expected visits are the mean of what happens") {
  constexpr int cases = 2000;
  int compared = 0;
  for (unsigned seed = 0; seed < 30; ++seed) {
    const Workflow workflow = RandomWorkflow(seed).make(3, 0);
    const VisitEstimates estimates = expected_visits(workflow);
    REQUIRE(estimates.bounded);
    CHECK_FALSE(estimates.approximate());
    std::vector<double> sum(workflow.steps.size(), 0.0);
    std::vector<double> squares(workflow.steps.size(), 0.0);
    std::mt19937 luck(seed);
    bool complete = true;
    for (int i = 0; i < cases; ++i) {
      const GameResult result = play(workflow, luck);
      complete = complete && !result.too_long;
      for (std::size_t s = 0; s < sum.size(); ++s) {
        sum[s] += result.visits[s];
        squares[s] += result.visits[s] * result.visits[s];
      }
    }
    if (!complete) continue;
    for (const StepId step : workflow.steps.ids()) {
      const double mean = sum[index_of(step)] / cases;
      const double variance = squares[index_of(step)] / cases - mean * mean;
      INFO("seed " << seed << ", step " << workflow.steps[step].name);
      // Some 300 comparisons: 5 standard errors are not passed by chance.
      CHECK(std::abs(estimates.cases[CaseTypeId{0}][step].visits - mean) <= 5 * std::sqrt(variance / cases) + 1e-9);
      ++compared;
    }
  }
  CHECK(compared > 200);
}
