// Single stations whose mean waits have closed forms. Times are in minutes.
#include <cmath>
#include <string>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Cases come by chance, one `service` each from `staff` servers, and leave.
Workflow station(double arrivals_per_minute, Distribution service, double staff = 1) {
  return WorkflowBuilder()
      .every(exponential(minutes(1 / arrivals_per_minute)))
      .role("server", staff)
      .work("serve", "server", std::move(service))
      .to("gone")
      .end("gone")
      .measure("sojourn", "serve", Moment::arrives, "serve", Moment::ends)
      .measure("delay", "serve", Moment::arrives, "serve", Moment::starts)
      .build();
}

Numbers role_minutes(const std::vector<Outcome>& runs, std::int64_t RoleOutcome::*integral) {
  return each(runs, [=](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].*integral) / 60e6; });
}

Estimate share_within(const std::vector<Outcome>& runs, MeasureId measure) {
  return ratio(each(runs, [=](const Outcome& o) { return static_cast<double>(o.measures[measure].within); }),
               each(runs, [=](const Outcome& o) { return static_cast<double>(o.measures[measure].value.count); }));
}

}  // namespace

TEST_CASE("M/M/1 waits, queues and works as its formulas say") {
  // λ = 0.8, μ = 1: utilisation ρ = 0.8, Wq = ρ/(μ - λ) = 4, W = 5, Lq = λ Wq = 3.2,
  // P(sojourn <= 5) = 1 - e^(-(μ - λ) 5) = 1 - 1/e.
  Workflow map = station(0.8, exponential(minutes(1)));
  map.measures.items()[0].within = 5 * one_minute;
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  const Numbers open = role_minutes(runs, &RoleOutcome::open);
  agree("M/M/1 lambda 0.8: wait", 4, mean_minutes(runs, of_step(map, "serve", &StepOutcome::wait)));
  agree("M/M/1 lambda 0.8: elapsed", 5, mean_minutes(runs, elapsed_of(map, "patient")));
  agree("M/M/1 lambda 0.8: utilisation", 0.8, ratio(role_minutes(runs, &RoleOutcome::busy), open));
  agree("M/M/1 lambda 0.8: length of the queue", 3.2, ratio(role_minutes(runs, &RoleOutcome::queue), open));
  agree("M/M/1 lambda 0.8: share within 5 min", 1 - std::exp(-1.0), share_within(runs, MeasureId{0}));
}

TEST_CASE("M/M/c waits as Erlang's formula says") {
  struct Row {
    int servers;
    double rate;
    double wait;
  };
  // Erlang C with a = λ/μ: c = 3, a = 2: C = 4/9, Wq = C / (cμ - λ) = 4.4444; c = 4: C = 0.173913, Wq = 0.869565;
  // c = 5, a = 2.5: C = 0.130371, Wq = 0.521484.
  for (const Row& row : {Row{3, 0.2, 4.444444}, Row{4, 0.2, 0.869565}, Row{5, 0.25, 0.521484}}) {
    CHECK(wait_in_queue(row.servers, row.rate, 0.1) == Approx(row.wait).epsilon(1e-5));
    Workflow map = station(row.rate, exponential(minutes(10)), row.servers);
    run_for(map, 2000, 60000);
    const auto runs = outcomes(map);
    const std::string name = "M/M/" + std::to_string(row.servers) + " lambda " + std::to_string(row.rate).substr(0, 4);
    agree(name + ": wait", wait_in_queue(row.servers, row.rate, 0.1),
          mean_minutes(runs, of_step(map, "serve", &StepOutcome::wait)));
    // Who does not wait is served at once: P(delay = 0) = 1 - C.
    map.measures.items()[1].within = Duration{0};
    agree(name + ": share served at once", 1 - chance_to_wait(row.servers, row.rate / 0.1),
          share_within(outcomes(map), MeasureId{1}));
  }
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, whatever the shape of the service") {
  // λ = 0.8, E[S] = 1: Wq = λ E[S] (1 + cv²) / (2 (1 - ρ)) = 2 (1 + cv²).
  struct Row {
    const char* service;
    Distribution time;
    double cv_squared;
  };
  const double one = minutes(1);
  const Row rows[] = {
      {"constant", constant(one), 0},
      {"erlang 2", erlang(2, one), 0.5},
      {"uniform 0 to 2", uniform(0, 2 * one), 1.0 / 3},  // 2²/12
      {"exponential", exponential(one), 1},
      {"gamma sd 1.414", gamma(one, std::sqrt(2.0) * one), 2},
      {"lognormal sd 1.414", lognormal(one, std::sqrt(2.0) * one), 2},
      {"weibull sd 1.414", weibull(one, std::sqrt(2.0) * one), 2},
      {"gamma sd 2", gamma(one, 2 * one), 4},
      {"lognormal sd 2", lognormal(one, 2 * one), 4},
  };
  for (const Row& row : rows) {
    Workflow map = station(0.8, row.time);
    // With cv² = 4 the queue forgets its past about three times as slowly as M/M/1, within some 300 minutes.
    run_for(map, 5000, 20000);
    const auto runs = outcomes(map);
    agree(std::string("M/G/1 lambda 0.8, ") + row.service + ": wait", 2 * (1 + row.cv_squared),
          mean_minutes(runs, of_step(map, "serve", &StepOutcome::wait)));
    agree(std::string("M/G/1 lambda 0.8, ") + row.service + ": utilisation", 0.8,
          ratio(role_minutes(runs, &RoleOutcome::busy), role_minutes(runs, &RoleOutcome::open)));
  }
}

TEST_CASE("M/D/1 delays have their known mean and distribution") {
  // λ = 0.5, D = 1: Wq = ρ/(2 μ (1 - ρ)) = 0.5; for t < D, P(delay <= t) = (1 - ρ) e^(λ t), at 0.5: 0.5 e^0.25.
  Workflow map = station(0.5, constant(minutes(1)));
  map.measures.items()[1].within = one_minute / 2;
  run_for(map, 1000, 20000);
  const auto runs = outcomes(map);
  agree("M/D/1 lambda 0.5: wait", 0.5, mean_minutes(runs, of_step(map, "serve", &StepOutcome::wait)));
  agree("M/D/1 lambda 0.5: share delayed at most 0.5 min", 0.5 * std::exp(0.25), share_within(runs, MeasureId{1}));
}

TEST_CASE("In M/M/infinity the number in the house is Poisson") {
  // λ = 2, mean 5, far more staff than ever needed: the number in the house has the Poisson distribution of mean 10.
  Workflow map = station(2, exponential(minutes(5)), 1000);
  map.clock.warm_up = 200 * one_minute;
  map.clock.run = 100 * one_minute;
  const auto runs = outcomes(map, 2000);
  agree("M/M/infinity: mean number at work", 10,
        ratio(role_minutes(runs, &RoleOutcome::busy), role_minutes(runs, &RoleOutcome::open)));
  const Numbers seen =
      each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].in_progress_at_end); });
  agree("M/M/infinity: mean number in the house", 10, mean(seen));
  agree("M/M/infinity: variance of the number in the house", 10, variance(seen, 10));
  // Classes up to 5, 6, 7 ... 14, from 15: 11 of them, so 10 degrees of freedom; 35.56 has chance 1e-4.
  Numbers counts(11, 0);
  for (const double n : seen) counts[static_cast<std::size_t>(std::min(std::max(n, 5.0), 15.0) - 5)] += 1;
  Numbers expected(11, 0);
  double chance = std::exp(-10.0);
  double rest = 1;
  for (int n = 0; n <= 14; chance *= 10.0 / ++n) {
    expected[static_cast<std::size_t>(std::max(n, 5) - 5)] += 2000 * chance;
    rest -= chance;
  }
  expected[10] = 2000 * rest;
  below("M/M/infinity: chi-square of the number in the house", 35.56, chi_square(counts, expected));
}

TEST_CASE("Under non-preemptive priority each class waits as Cobham says") {
  // λ = 0.2 (urgent) and 0.6 (routine), μ = 1: work left over W0 = λ E[S²]/2 = 0.8;
  // urgent W0 / (1 - 0.2) = 1, routine W0 / ((1 - 0.2)(1 - 0.8)) = 5.
  SECTION("of case types") {
    WorkflowBuilder builder;
    builder.every(exponential(minutes(1 / 0.6)))
        .role("server")
        .work("serve", "server", exponential(minutes(1)))
        .to("gone")
        .end("gone")
        .case_type("urgent", "serve")
        .every(exponential(minutes(5)));
    Workflow map = builder.build();
    map.cases.items()[1].priority = 1;
    run_for(map, 2000, 20000);
    const auto runs = outcomes(map);
    const auto wait = [&](CaseTypeId type) {
      return ratio(each(runs, [=](const Outcome& o) { return static_cast<double>(o.cases[type].parts[0]) / 60e6; }),
                   each(runs, [=](const Outcome& o) { return static_cast<double>(o.cases[type].completed); }));
    };
    agree("priority of case types, M/M/1: wait of urgent", 1, wait(CaseTypeId{1}));
    agree("priority of case types, M/M/1: wait of routine", 5, wait(CaseTypeId{0}));
  }
  SECTION("of steps") {
    WorkflowBuilder builder;
    builder.every(exponential(minutes(1 / 0.8)))
        .role("server")
        .gateway("which")
        .chances({{"urgent", 0.25}, {"routine", 0.75}})
        .work("routine", "server", exponential(minutes(1)))
        .to("gone")
        .work("urgent", "server", exponential(minutes(1)))
        .to("gone");
    builder.last().priority = 1;
    builder.end("gone");
    Workflow map = builder.build();
    run_for(map, 2000, 20000);
    const auto runs = outcomes(map);
    agree("priority of steps, M/M/1: wait of urgent", 1,
          mean_minutes(runs, of_step(map, "urgent", &StepOutcome::wait)));
    agree("priority of steps, M/M/1: wait of routine", 5,
          mean_minutes(runs, of_step(map, "routine", &StepOutcome::wait)));
  }
}
