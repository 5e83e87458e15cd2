// Work that several can do, in order of preference. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// One nurse, and doctors to whom a case turns after so long; one case every 10 minutes, at work for 8.
Workflow clinic(int doctors, int after) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(10)))
                     .role("nurse", 1)
                     .role("doctor", doctors)
                     .work("see", "nurse", exponential(minutes(8)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.steps.items()[0].alternatives.push_back({{{RoleId{1}, 1}}, after * one_minute, {}});
  return map;
}

double busy(const Outcome& o, std::uint32_t role) { return static_cast<double>(o.roles[RoleId{role}].busy); }

}  // namespace

TEST_CASE("A nurse, else a doctor without delay, is M/M/2 in which the nurse is asked first") {
  Workflow map = clinic(1, 0);
  for (CaseType& type : map.cases) type.demand.interval = exponential(minutes(5));
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // λ = 1/5, μ = 1/8: a = λ/μ = 1.6, ρ = 0.8.
  agree("nurse else doctor (M/M/2): wait", wait_in_queue(2, 1.0 / 5, 1.0 / 8),
        mean_minutes(runs, of_step(map, "see", &StepOutcome::wait)));
  // Chances of none, of the doctor alone, of n at work or waiting: π2 = a²/2 π0, and the doctor is alone after the nurse
  // has finished first, πB (λ + μ) = μ π2.
  const double none = 0.2 / 1.8;
  const double doctor_alone = 1.6 * 1.6 / 2 * none / (1.6 + 1);
  agree("nurse else doctor (M/M/2): nurse at work", 1 - none - doctor_alone,
        mean(each(runs, [](const Outcome& o) { return busy(o, 0) / static_cast<double>(o.roles[RoleId{0}].open); })));
  agree("nurse else doctor (M/M/2): doctor at work", 2 * 0.8 - (1 - none - doctor_alone),
        mean(each(runs, [](const Outcome& o) { return busy(o, 1) / static_cast<double>(o.roles[RoleId{1}].open); })));
}

TEST_CASE("A nurse for whom a doctor stands in without delay is M/M/2, whatever the nurse does") {
  Workflow map = clinic(1, 0);
  Step& see = map.steps.items()[0];
  see.alternatives.clear();
  map.roles.items()[0].substitutes = {{RoleId{1}, Duration{}, {}}};
  for (CaseType& type : map.cases) type.demand.interval = exponential(minutes(5));
  run_for(map, 5000, 60000);
  agree("a nurse with a substitute (M/M/2): wait", wait_in_queue(2, 1.0 / 5, 1.0 / 8),
        mean_minutes(outcomes(map), of_step(map, "see", &StepOutcome::wait)));
}

TEST_CASE("A nurse, else one of ample doctors after 15 minutes, is M/M/1 with constant patience") {
  Workflow map = clinic(200, 15);
  run_for(map, 5000, 60000);
  const auto runs = outcomes(map);
  // The wait V that the nurse would offer has the density λ p0 exp(-(μ - λ) v) up to T, and beyond it falls by exp(-μ v)
  // as nobody joins; whoever is offered more than T = 15 turns to a doctor.
  const double lambda = 0.1, mu = 0.125, t = 15;
  const double fall = std::exp(-(mu - lambda) * t);
  const double p0 = 1 / (1 + lambda * (1 - fall) / (mu - lambda) + lambda / mu * fall);
  const double by_doctor = lambda / mu * fall * p0;
  agree("nurse else doctor after 15 min: share done by a doctor", by_doctor,
        ratio(each(runs,
                   [](const Outcome& o) {
                     return static_cast<double>(o.steps[StepId{0}].by_alternative[0].first_visits);
                   }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.steps[StepId{0}].first_visits); })));
  agree("nurse else doctor after 15 min: nurse at work", lambda / mu * (1 - by_doctor),
        mean(each(runs, [](const Outcome& o) { return busy(o, 0) / static_cast<double>(o.roles[RoleId{0}].open); })));
  // E min(V, T) = λ p0 ∫ v exp(-(μ - λ) v) over [0, T] + T P(V > T).
  const double d = mu - lambda;
  const double within = lambda * p0 * ((1 - fall) / (d * d) - t * fall / d);
  agree("nurse else doctor after 15 min: wait", within + t * by_doctor,
        mean_minutes(runs, of_step(map, "see", &StepOutcome::wait)));
}
