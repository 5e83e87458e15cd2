// Batches, patterns and growth of what comes, against closed forms. Times are in minutes.
#include <cmath>
#include <string>
#include <utility>

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

TEST_CASE("A mix takes each case type as often as it says, whatever the stream") {
  // 1000 cases at fixed times, 30 % of them major: binomial with mean 300 and variance 210.
  Workflow map = station(1, 0.001);
  CaseType major = map.cases[CaseTypeId{0}];
  major.name = "major";
  major.demand = {};
  map.cases.push_back(major);
  Demand& stream = map.cases.items()[0].demand;
  stream.interval = constant(minutes(1));
  stream.mix = {{CaseTypeId{0}, {0.7, {}}}, {CaseTypeId{1}, {0.3, {}}}};
  map.clock.run = 1000 * one_minute + one_second;
  const auto of_major = each(outcomes(map, full_length() ? 2000 : 200),
                             [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{1}].arrived); });
  agree("mix of 70 % and 30 %: the second", 300, mean(of_major));
  agree("mix of 70 % and 30 %: variance of the second", 210, variance(of_major, 300));
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

TEST_CASE("A factor that a day shares makes the cases of a day vary more than Poisson, and a run shares another") {
  // 2 an hour for a day: mean 48. A factor with cv² = 1/4 that all of them share makes the variance 48 + 48² / 4 = 624.
  Workflow map = station(30, 0.001);
  Effect busy;
  busy.name = "busy day";
  busy.factor = gamma(2, 1);  // its mean does not count
  map.effects.push_back(busy);
  map.cases.items()[0].demand.varies_with = {EffectId{0}};
  map.clock.run = one_day;
  const auto days = outcomes(map, full_length() ? 2000 : 200);
  agree("effect of a day on Poisson arrivals: cases", 48, mean(arrived(days)));
  agree("effect of a day on Poisson arrivals: variance", 624, variance(arrived(days), 48));
}

TEST_CASE("A factor that the steps of a case share adds up over them") {
  // Two waits of exactly 10 with one factor f: elapsed 20 f. With cv² = 1/12 (uniform 0.5 to 1.5): mean 20, mean square
  // 400 (1 + 1/12). With one for each run, the means of runs have the variance 400 / 12.
  Workflow map = WorkflowBuilder()
                     .every(constant(minutes(30)))
                     .wait("a", constant(minutes(10)))
                     .to("b")
                     .wait("b", constant(minutes(10)))
                     .to("gone")
                     .end("gone")
                     .build();
  Effect slow;
  slow.name = "slow";
  slow.each = Effect::Each::only_case;
  slow.factor = uniform(0.5, 1.5);
  map.effects.push_back(slow);
  for (const char* name : {"a", "b"}) map.steps[map.find_step(name).value()].varies_with = {EffectId{0}};
  run_for(map, 0, 20000);
  const auto cases = outcomes(map);
  agree("effect of a case on two waits: mean", 20, mean_minutes(cases, elapsed_of(map, "patient")));
  agree("effect of a case on two waits: mean square", 400 + 400.0 / 12,
        mean_square_minutes(cases, elapsed_of(map, "patient")));
  map.effects[EffectId{0}].each = Effect::Each::run;
  run_for(map, 0, 600);
  const auto runs = outcomes(map, 2000);
  const auto means = each(runs, [](const Outcome& o) {
    const Tally& elapsed = o.cases[CaseTypeId{0}].elapsed;
    return static_cast<double>(elapsed.sum) / static_cast<double>(elapsed.count) / 60e6;
  });
  agree("effect of a run on two waits: mean of runs", 20, mean(means));
  agree("effect of a run on two waits: variance of runs", 400.0 / 12, variance(means, 20));
}

TEST_CASE("Attributes that go together are above their medians together as often as a normal law says") {
  // Ranks with correlation s are those of normal scores with r = 2 sin(pi s / 6). Both scores are above 0 in the share
  // 1/4 + asin(r) / 2 pi of all cases, three of them in 1/8 + (asin r12 + asin r13 + asin r23) / 4 pi.
  const double pi = 3.14159265358979;
  const auto asin_of = [&](double s) { return std::asin(2 * std::sin(pi * s / 6)); };
  WorkflowBuilder builder;
  builder.every(constant(minutes(1)))
      .chance("frail", 0.5)
      .chance("alone", 0.5)
      .chance("falls", 0.5)
      .chance("rare", 0.1)
      .gateway("first")
      .rules({{"frail", "frail"}, {"", "gone"}})
      .gateway("frail")
      .rules({{"alone", "frail and alone"}, {"", "gone"}})
      .gateway("frail and alone")
      .rules({{"falls", "all three"}, {"", "gone"}})
      .gateway("all three")
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  CaseType& patient = map.cases.items()[0];
  const auto id = [&](const char* name) { return map.find_attribute(name).value(); };
  patient.correlations = {{id("frail"), id("alone"), 0.5, {}},
                          {id("frail"), id("falls"), -0.3, {}},
                          {id("rare"), id("alone"), 0.7, {}},
                          {id("falls"), id("alone"), 0.2, {}}};
  run_for(map, 0, 10000);
  const auto share = [&](const Workflow& of, const std::string& name) {
    const auto runs = outcomes(of);
    const StepId step = of.find_step(name).value();
    return ratio(each(runs, [&](const Outcome& o) { return static_cast<double>(o.steps[step].visits()); }),
                 arrived(runs));
  };
  agree("copula: two of two above", 0.25 + asin_of(0.5) / (2 * pi), share(map, "frail and alone"));
  agree("copula: three of three above", 0.125 + (asin_of(0.5) + asin_of(-0.3) + asin_of(0.2)) / (4 * pi),
        share(map, "all three"));
  // Each keeps its own chance, also the one that leans on two others.
  for (const auto& [name, chance] : {std::pair{"alone", 0.5}, {"falls", 0.5}, {"rare", 0.1}}) {
    Workflow alone = map;
    Rule rule = map.steps[StepId{0}].next[0].when.value();
    rule.operations[0].index = static_cast<std::uint32_t>(id(name));
    alone.steps.items()[0].next[0].when = rule;
    agree(std::string("copula: a truth keeps its chance, ") + name, chance, share(alone, "frail"));
  }
}

TEST_CASE("Rows of a file are taken as often as each other, and whole") {
  // Of five rows two are urgent and one of these two is old: 2/5 and 1/5.
  WorkflowBuilder builder;
  builder.every(constant(minutes(1)))
      .chance("urgent", 0.5)
      .chance("old", 0.5)
      .gateway("first")
      .rules({{"urgent", "urgent"}, {"", "gone"}})
      .gateway("urgent")
      .rules({{"old", "urgent and old"}, {"", "gone"}})
      .gateway("urgent and old")
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  CaseType& patient = map.cases.items()[0];
  patient.records.name = "patients.csv";
  patient.rows = 5;
  for (AttributeValue& value : patient.attributes) value.kind = AttributeValue::Kind::column;
  patient.attributes[0].rows = {1, 0, 0, 1, 0};
  patient.attributes[1].rows = {1, 1, 1, 0, 0};
  run_for(map, 0, 10000);
  const auto runs = outcomes(map);
  const auto share = [&](const std::string& name) {
    const StepId step = map.find_step(name).value();
    return ratio(each(runs, [&](const Outcome& o) { return static_cast<double>(o.steps[step].visits()); }),
                 arrived(runs));
  };
  agree("records: two rows of five", 0.4, share("urgent"));
  agree("records: one row of five", 0.2, share("urgent and old"));
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
