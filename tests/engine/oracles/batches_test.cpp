// Batches: how long members wait for each other, and for those who serve them. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Poisson arrivals, `rate` a minute, served in batches by one server in an exponential time of mean `service`.
Workflow served(double rate, double service, const Batching& batch) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(1 / rate)))
                     .role("server", 1)
                     .work("serve", "server", exponential(minutes(service)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.steps.items()[0].batch = batch;
  return map;
}

Batching of(std::uint32_t size) {
  Batching batch;
  batch.size = size;
  return batch;
}

}  // namespace

TEST_CASE("Members wait for each other (k - 1) / 2λ, and their batches as in E_k/M/1") {
  // λ = 0.24, k = 3, service 10: batches come after 3 exponential gaps, ρ = 0.8. σ = (λ / (λ + μ (1 - σ)))³ and the
  // mean wait for the server is σ / (μ (1 - σ)).
  const double rate = 0.24, service = 10;
  Workflow map = served(rate, service, of(3));
  run_for(map, 5000, 200000);
  const auto runs = outcomes(map);
  double sigma = 0.5;
  for (int i = 0; i < 1000; ++i) sigma = std::pow(rate / (rate + (1 - sigma) / service), 3);
  agree("batches of 3: wait for the others", 2 / (2 * rate),
        mean_minutes(runs, of_step(map, "serve", &StepOutcome::for_batch)));
  agree("batches of 3: E3/M/1 wait", sigma * service / (1 - sigma),
        mean_minutes(runs, of_step(map, "serve", &StepOutcome::queueing)));
  agree("batches of 3: work a member", service / 3, mean_minutes(runs, of_step(map, "serve", &StepOutcome::work)));
}

TEST_CASE("Batches by the clock keep their members half an interval on average") {
  Batching hourly;
  hourly.every = one_hour;
  Workflow map = served(0.1, 5, hourly);
  map.roles.items()[0].staff.value = 10;
  run_for(map, 600, 60000);
  agree("batches every hour: wait for the clock", 30,
        mean_minutes(outcomes(map), of_step(map, "serve", &StepOutcome::for_batch)));
}

TEST_CASE("A batch that waits for a second one for so long at most") {
  // The first waits min(X, d) with X exponential: (1 - e^-λd) / λ. The second, who comes with chance 1 - e^-λd, waits
  // for nobody. So a member waits (1 - e^-λd) / λ / (2 - e^-λd).
  const double rate = 0.1, limit = 8;
  Batching pair = of(2);
  pair.or_after = Duration{static_cast<std::int64_t>(limit * 60e6)};
  Workflow map = served(rate, 5, pair);
  map.roles.items()[0].staff.value = 50;
  run_for(map, 600, 60000);
  const double comes = 1 - std::exp(-rate * limit);
  const auto runs = outcomes(map);
  agree("batches of 2 or after 8 min: wait", comes / rate / (1 + comes),
        mean_minutes(runs, of_step(map, "serve", &StepOutcome::for_batch)));
  // Work a member: a batch of 5 min has 1 + comes members.
  agree("batches of 2 or after 8 min: work a member", 5 / (1 + comes),
        mean_minutes(runs, of_step(map, "serve", &StepOutcome::work)));
}
