// Repetitions: sums and maxima of service times, and customers that come in groups. Times are in minutes.
#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Poisson arrivals, `rate` a minute, each served several times in an exponential time of mean `service`.
Workflow served(double rate, double service, double staff, const Distribution& times, bool in_parallel) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / rate)))
                     .role("server", staff)
                     .work("serve", "server", exponential(minutes(service)))
                     .to("gone")
                     .end("gone")
                     .build();
  Repeats repeats;
  repeats.times = times;
  repeats.in_parallel = in_parallel;
  map.steps.items()[0].repeats = repeats;
  return map;
}

}  // namespace

TEST_CASE("Customers that come three at a time: M[X]/M/1") {
  // λ = 0.02 groups of X = 3, service 10: ρ = 0.6. In the house W = (1 + E X²/E X) / (2 μ (1 - ρ)) = 4 · 10 / 0.8 = 50,
  // so the queue takes 40.
  Workflow map = served(0.02, 10, 1, constant(3), true);
  run_for(map, 5000, 200000);
  agree("M[3]/M/1 wait", 40, mean_minutes(outcomes(map), of_step(map, "serve", &StepOutcome::queueing)));
}

TEST_CASE("Three at once take as long as the longest") {
  // The greatest of three exponential times of mean 6: 6 (1 + 1/2 + 1/3) = 11.
  Workflow map = served(0.1, 6, 100, constant(3), true);
  run_for(map, 600, 60000);
  agree("greatest of three", 11, mean_minutes(outcomes(map), elapsed_of(map, "patient")));
}

TEST_CASE("A number of times that is drawn makes a compound sum") {
  // N is 1, 2, 3 or 4 with the rounding of uniform 0.5 to 4.5, so 2.5 on average with E N² = 7.5. Service exponential
  // with mean 6: E T = 15, E T² = E N · 36 + E N² · 36 = 360.
  Workflow map = served(0.1, 6, 100, uniform(0.5, 4.5), false);
  run_for(map, 600, 60000);
  const auto runs = outcomes(map);
  agree("compound sum: mean", 15, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("compound sum: mean square", 360, mean_square_minutes(runs, elapsed_of(map, "patient")));
}
