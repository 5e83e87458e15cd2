// Queues of their own for each member of a role. Times are in minutes.
#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// So many cashiers, each with exponential work of mean 8; one case every 10 minutes for each of them.
Workflow counters(int cashiers, Queues queues) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(10.0 / cashiers)))
                     .role("cashier", cashiers)
                     .work("pay", "cashier", exponential(minutes(8)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.roles.items()[0].queues = queues;
  return map;
}

/// Mean number in two queues of which a case joins the shorter one: the balance of the Markov chain (n1, n2), solved by
/// Gauss and Seidel where neither is above `most`. By symmetry, whom ties go to changes nothing.
double in_two_shortest(double lambda, double mu, int most) {
  const auto at = [&](int a, int b) { return static_cast<std::size_t>(a * (most + 1) + b); };
  std::vector<double> p(at(most, most) + 1, 1.0);
  const auto into_first = [&](int a, int b) { return a < b ? 1.0 : a == b ? 0.5 : 0.0; };
  double sum = 0;
  for (int round = 0; round < 4000; ++round) {
    double change = 0;
    sum = 0;
    for (int a = 0; a <= most; ++a) {
      for (int b = 0; b <= most; ++b) {
        double in = 0;
        if (a > 0) in += p[at(a - 1, b)] * lambda * into_first(a - 1, b);
        if (b > 0) in += p[at(a, b - 1)] * lambda * (1 - into_first(a, b - 1));
        if (a < most) in += p[at(a + 1, b)] * mu;
        if (b < most) in += p[at(a, b + 1)] * mu;
        const double out = (a == most && b == most ? 0 : lambda) + (a > 0 ? mu : 0) + (b > 0 ? mu : 0);
        const double now = in / out;
        change = std::max(change, std::abs(now - p[at(a, b)]));
        p[at(a, b)] = now;
        sum += now;
      }
    }
    for (double& x : p) x /= sum;
    if (change < 1e-14 * sum) break;
  }
  double mean = 0;
  for (int a = 0; a <= most; ++a) {
    for (int b = 0; b <= most; ++b) mean += (a + b) * p[at(a, b)];
  }
  return mean;
}

}  // namespace

TEST_CASE("Three queues that are joined at random are each M/M/1 with a third of the arrivals") {
  Workflow map = counters(3, Queues::random);
  run_for(map, 5000, 60000);
  agree("3 queues at random (M/M/1): wait", wait_in_queue(1, 1.0 / 10, 1.0 / 8),
        mean_minutes(outcomes(map), of_step(map, "pay", &StepOutcome::wait)));
}

TEST_CASE("Of two queues the shorter one is joined: the wait is that of the Markov chain of both lengths") {
  Workflow map = counters(2, Queues::shortest);
  run_for(map, 5000, 60000);
  const double lambda = 2.0 / 10, mu = 1.0 / 8;
  // Little: the mean time there is the mean number by λ; less 1/μ, it is the wait. It lies between those of M/M/2 and
  // of M/M/1.
  const double wait = in_two_shortest(lambda, mu, 60) / lambda - 1 / mu;
  CHECK(wait > wait_in_queue(2, lambda, mu));
  CHECK(wait < wait_in_queue(1, lambda / 2, mu));
  agree("2 queues, the shorter: wait", wait, mean_minutes(outcomes(map), of_step(map, "pay", &StepOutcome::wait)));
}

TEST_CASE("Two queues that are joined in turn are each E2/M/1") {
  Workflow map = counters(2, Queues::in_turn);
  run_for(map, 5000, 60000);
  // Each comes after two exponential phases of rate λ: s = (λ / (λ + μ (1 - s)))² for the chance s of having to wait, and
  // the wait is s / (μ (1 - s)).
  const double lambda = 2.0 / 10, mu = 1.0 / 8;
  double s = 0.5;
  for (int i = 0; i < 1000; ++i) s = std::pow(lambda / (lambda + mu * (1 - s)), 2);
  agree("2 queues in turn (E2/M/1): wait", s / (mu * (1 - s)),
        mean_minutes(outcomes(map), of_step(map, "pay", &StepOutcome::wait)));
}
