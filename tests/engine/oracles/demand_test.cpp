// Batches, patterns and growth of what comes, against closed forms. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow station(double interval, double service) {
  return WorkflowBuilder()
      .every(exponential(minutes(interval)))
      .role("server")
      .work("serve", "server", exponential(minutes(service)))
      .to("gone")
      .end("gone")
      .build();
}

Numbers arrived(const std::vector<Outcome>& runs) {
  return each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].arrived); });
}

}  // namespace

TEST_CASE("With batches the wait is that of M^[X]/M/1") {
  // X is 1 or 3, half and half: E[X] = 2, E[X²] = 5. Batches at λ = 0.35, μ = 1: ρ = 0.7. The number in the house is
  // L = (ρ + λ E[X²] / μ) / (2 (1 - ρ)) = (0.7 + 1.75) / 0.6 = 4.08333, so W = L / (λ E[X]) = 5.83333 and Wq = W - 1.
  Workflow map = station(1 / 0.35, 1);
  map.cases.items()[0].demand.together = discrete({0.5, 0.5}, {1, 3});
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  agree("M^[X]/M/1, 1 or 3: wait", 2.45 / 0.6 / 0.7 - 1, mean_minutes(runs, of_step(map, "serve", &StepOutcome::wait)));
  agree("M^[X]/M/1, 1 or 3: elapsed", 2.45 / 0.6 / 0.7, mean_minutes(runs, elapsed_of(map, "patient")));
  const double run = static_cast<double>(map.clock.run.count()) / 60e6;
  agree("M^[X]/M/1, 1 or 3: cases", 0.7 * run, mean(arrived(runs)));
  // A compound Poisson count has the variance λ t E[X²].
  agree("M^[X]/M/1, 1 or 3: variance of the cases", 0.35 * run * 5, variance(arrived(runs), 0.7 * run));
}

TEST_CASE("A weekly pattern, seasons and growth multiply the rate of a Poisson stream exactly") {
  // 2 an hour; Saturdays and Sundays at half, January at 1.5 times, growing 20 % a year, day by day. The count of a
  // stretch of time is Poisson with mean the sum over its days of 48 times the factor of the day.
  Workflow map = station(30, 0.001);
  Demand& demand = map.cases.items()[0].demand;
  demand.pattern.by_weekday = {1, 1, 1, 1, 1, 0.5, 0.5};
  demand.pattern.by_month[0] = 1.5;
  demand.pattern.growth = 0.2;
  struct Window {
    const char* name;
    int from, days;
  };
  for (const Window& window :
       {Window{"a Saturday in January", 5, 1}, {"the end of January", 20, 14}, {"a week after two years", 728, 7}}) {
    map.clock.warm_up = window.from * one_day;
    map.clock.run = window.days * one_day;
    double expected = 0;
    for (int day = window.from; day < window.from + window.days; ++day) {
      // Day 0 is Monday 5 January 2026; January of the year n ends 27 + 365 n - 1 days later.
      const bool january = day % 365 < 27 || day % 365 >= 361;
      expected += 48 * (day % 7 >= 5 ? 0.5 : 1) * (january ? 1.5 : 1) * std::pow(1.2, day / 365.0);
    }
    const auto runs = outcomes(map, full_length() ? 1000 : 100);
    const std::string name = std::string("pattern and growth: ") + window.name;
    agree(name + ", cases", expected, mean(arrived(runs)));
    agree(name + ", variance", expected, variance(arrived(runs), expected));
  }
}

TEST_CASE("A pattern of hourly rates multiplies each of them") {
  // 6 an hour from 9 to 12 on every day, at 150 % on Mondays: 27 on Monday, 18 on Tuesday.
  Workflow map = station(30, 0.001);
  Demand& demand = map.cases.items()[0].demand;
  demand = {};
  demand.kind = Demand::Kind::hourly;
  for (int day = 0; day < 7; ++day) {
    RatePiece piece;
    piece.begin = day * one_day + 9 * one_hour;
    piece.end = day * one_day + 12 * one_hour;
    piece.per_hour.value = 6;
    demand.rates.push_back(piece);
  }
  demand.pattern.by_weekday[0] = 1.5;
  map.clock.run = one_day;
  agree("pattern of hourly rates: Monday", 27, mean(arrived(outcomes(map, 1000))));
  map.clock.warm_up = one_day;
  agree("pattern of hourly rates: Tuesday", 18, mean(arrived(outcomes(map, 1000))));
}

TEST_CASE("A backlog of exponential work is through after the sum of its times") {
  // 40 cases, one server of mean 3: the k-th is done after 3 k on average, so the mean elapsed is 3 * 41 / 2 = 61.5.
  Workflow map = station(30, 3);
  CaseType& patient = map.cases.items()[0];
  patient.demand = {};
  patient.backlog.push_back({StepId{0}, 40, {}});
  map.clock.run = one_day;
  const auto runs = outcomes(map, 1000);
  agree("backlog of 40: elapsed", 61.5, mean_minutes(runs, elapsed_of(map, "patient")));
}
