// Draws as cases meet them: times, chances, attributes and waits, through the whole engine. Times are in minutes.
#include <cmath>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Estimate share(const std::vector<Outcome>& runs, const Workflow& map, const std::string& step) {
  const StepId id = map.find_step(step).value();
  return ratio(each(runs, [=](const Outcome& o) { return static_cast<double>(o.steps[id].visits()); }),
               each(runs, [](const Outcome& o) { return static_cast<double>(o.cases[CaseTypeId{0}].completed); }));
}

}  // namespace

TEST_CASE("Work drawn from a distribution has its mean, its mean square and its share below a point") {
  struct Row {
    const char* name;
    Distribution time;
    double mean;
    double variance;
    double at;     ///< a point in minutes
    double below;  ///< P(X <= at)
  };
  const auto m = [](double x) { return minutes(x); };
  // Mean and variance: uniform (a + b)/2, (b - a)²/12; triangular (a + m + b)/3, (a² + m² + b² - am - ab - mb)/18, and
  // (m - a)/(b - a) of it lies below m; pert 2 5 20 is a beta with α = 1 + 4·3/18 = 5/3, β = 1 + 4·15/18 = 13/3, so
  // mean 2 + 18 α/(α + β) = 7, variance 18² αβ/((α + β)² (α + β + 1)) = 9.2857, I_{1/6}(5/3, 13/3) = 0.303896;
  // erlang 3 mean 12: 144/3, P(3, 2.5) = 0.456187; gamma: P(5.76, 4.8) = 0.388490; lognormal: s² = ln(1 + 25/144),
  // Φ((ln 10 - ln 12 + s²/2)/s) = 0.399119; weibull: shape 2.575458, scale 13.514045, 1 - e^-(10/scale)^shape = 0.368991;
  // normal 10 sd 8 cut at 0: a = 1.25, r = φ(a)/Φ(a) = 0.204225, mean 10 + 8r, variance 64 (1 - ar - r²) = 44.992649,
  // (1/2 - Φ(-a))/Φ(a) = 0.440935; hyperexponential: 2 (0.7·25 + 0.3·1600) - 15.5², 1 - 0.7 e^-2 - 0.3 e^-0.25; phases of
  // 5 and 10: 25 + 100, 1 - 2 e^-1 + e^-2; mix: 0.8·10 + 0.2·45, 0.8 (25 + 49) + 0.2 (75 + 784), 0.8 Φ((ln 20 - ln 10 +
  // s²/2)/s) with s² = ln 1.25; exponential between 2 and 60: by integration, (e^-0.2 - e^-1)/(e^-0.2 - e^-6).
  const Row rows[] = {
      {"uniform 2 to 20", uniform(m(2), m(20)), 11, 27, 6.5, 0.25},
      {"triangular 2 5 20", triangular(m(2), m(5), m(20)), 9, 15.5, 5, 1.0 / 6},
      {"pert 2 5 20", pert(m(2), m(5), m(20)), 7, 9.285714, 5, 0.303896},
      {"exponential 12", exponential(m(12)), 12, 144, 10, 1 - std::exp(-10.0 / 12)},
      {"erlang 3 mean 12", erlang(3, m(12)), 12, 48, 10, 0.456187},
      {"gamma mean 12 sd 5", gamma(m(12), m(5)), 12, 25, 10, 0.388490},
      {"lognormal mean 12 sd 5", lognormal(m(12), m(5)), 12, 25, 10, 0.399119},
      {"weibull mean 12 sd 5", weibull(m(12), m(5)), 12, 25, 10, 0.368991},
      {"normal mean 10 sd 8, cut at 0", normal(m(10), m(8)), 11.633804, 44.992649, 10, 0.440935},
      {"hyperexponential", hyperexponential({0.7, 0.3}, {m(5), m(40)}), 15.5, 754.75, 10,
       1 - 0.7 * std::exp(-2.0) - 0.3 * std::exp(-0.25)},
      {"phases 5 10", hypoexponential({m(5), m(10)}), 15, 125, 10, 1 - 2 * std::exp(-1.0) + std::exp(-2.0)},
      {"mix", mixture({0.8, 0.2}, {lognormal(m(10), m(5)), uniform(m(30), m(60))}), 17, 231, 20, 0.764613},
      {"exponential mean 10 at least 2 at most 60", truncated(exponential(m(10)), m(2), m(60)), 11.823869, 89.753355,
       10, (std::exp(-0.2) - std::exp(-1.0)) / (std::exp(-0.2) - std::exp(-6.0))},
      {"empirical 3 4 4 9", empirical({m(3), m(4), m(4), m(9)}), 5, 5.5, 4, 0.75},
  };
  for (const Row& row : rows) {
    WorkflowBuilder builder;
    builder.every(constant(minutes(1)))
        .role("staff", 1000)
        .work("serve", "staff", row.time)
        .to("gone")
        .end("gone")
        .measure("service", "serve", Moment::starts, "serve", Moment::ends);
    Workflow map = builder.build();
    map.measures.items()[0].within = rounded(minutes(row.at));
    run_for(map, 500, 5000);
    const auto runs = outcomes(map);
    const std::string name = std::string("service ") + row.name;
    const auto work = of_step(map, "serve", &StepOutcome::work);
    agree(name + ": mean", row.mean, mean_minutes(runs, work));
    agree(name + ": mean square", row.variance + row.mean * row.mean, mean_square_minutes(runs, work));
    agree(
        name + ": share below a point", row.below,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.measures[MeasureId{0}].within); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.measures[MeasureId{0}].value.count); })));
  }
}

TEST_CASE("Choices by chance are taken as often as they say, and independently of each other") {
  Workflow map = WorkflowBuilder()
                     .every(constant(minutes(1)))
                     .gateway("first")
                     .chances({{"a", 0.7}, {"b", 0.2}, {"c", 0.1}})
                     .gateway("a")
                     .to("second")
                     .gateway("b")
                     .to("second")
                     .gateway("c")
                     .chances({{"rare", 0.05}, {"gone", 0.95}})
                     .gateway("second")
                     .chances({{"x", 0.4}, {"gone", 0.6}})
                     .gateway("x")
                     .to("gone")
                     .gateway("rare")
                     .to("gone")
                     .end("gone")
                     .build();
  run_for(map, 0, 10000);
  const auto runs = outcomes(map);
  agree("chances 70/20/10: first", 0.7, share(runs, map, "a"));
  agree("chances 70/20/10: second", 0.2, share(runs, map, "b"));
  agree("chances 70/20/10: third", 0.1, share(runs, map, "c"));
  agree("chances: 40 % of 90 %", 0.36, share(runs, map, "x"));
  agree("chances: 5 % of 10 %", 0.005, share(runs, map, "rare"));
}

TEST_CASE("Attributes are drawn with their chances, and rules follow them") {
  // insured 80 %, urgent 25 %, independent: both 20 %; age uniform 20 to 90: (75 - 20)/70 are under 75.
  WorkflowBuilder builder;
  builder.every(constant(minutes(1)))
      .chance("insured", 0.8)
      .chance("urgent", 0.25)
      .gateway("sort")
      .rules({{"urgent", "fast"}, {"insured", "normal"}, {"", "desk"}})
      .gateway("fast")
      .rules({{"insured", "fast and insured"}, {"", "gone"}})
      .gateway("fast and insured")
      .to("gone")
      .gateway("normal")
      .to("gone")
      .gateway("desk")
      .to("age")
      .gateway("age")
      .to("gone")
      .gateway("under 75")
      .to("gone")
      .end("gone");
  Workflow& bent = builder.bend();
  Attribute age;
  age.name = "age";
  age.type = Attribute::Type::number;
  AttributeValue value;
  value.attribute = bent.attributes.push_back(age);
  value.kind = AttributeValue::Kind::distribution;
  value.distribution = uniform(20, 90);
  bent.cases.items()[0].attributes.push_back(value);
  Workflow map = builder.build();
  Step& by_age = map.steps[map.find_step("age").value()];
  Rule young;
  young.text = "age < 75";
  young.operations = {{RuleOperation::Kind::attribute, static_cast<std::uint32_t>(value.attribute), 0},
                      {RuleOperation::Kind::number, 0, 75},
                      {RuleOperation::Kind::less, 0, 0}};
  by_age.routing = Routing::rules;
  by_age.next.insert(by_age.next.begin(), {map.find_step("under 75").value(), {1, {}}, young, {}});
  run_for(map, 0, 10000);
  const auto runs = outcomes(map);
  agree("attributes: urgent", 0.25, share(runs, map, "fast"));
  agree("attributes: urgent and insured", 0.2, share(runs, map, "fast and insured"));
  agree("attributes: insured, not urgent", 0.6, share(runs, map, "normal"));
  agree("attributes: neither", 0.15, share(runs, map, "desk"));
  agree("attributes: neither, under 75", 0.15 * 55 / 70, share(runs, map, "under 75"));
}

TEST_CASE("What is added to work is added where its rule holds") {
  // 10 min, and an exponential of mean 4 for the 30 % who need it: mean 11.2; E[X²] = 100 + 0.3 (2·10·4 + 2·16) = 133.6.
  WorkflowBuilder builder;
  builder.every(constant(minutes(1)))
      .role("staff", 1000)
      .chance("frail", 0.3)
      .work("serve", "staff", constant(minutes(10)))
      .adds("frail", exponential(minutes(4)))
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  run_for(map, 100, 5000);
  const auto runs = outcomes(map);
  const auto work = of_step(map, "serve", &StepOutcome::work);
  agree("work with an addition: mean", 11.2, mean_minutes(runs, work));
  agree("work with an addition: mean square", 133.6, mean_square_minutes(runs, work));
}

TEST_CASE("The time of a visit and the way out of it are independent") {
  // Exponential work of mean 10, then 40 % one way: those who go there have worked 10 on average as well.
  WorkflowBuilder builder;
  builder.every(constant(minutes(1)))
      .role("staff", 1000)
      .work("serve", "staff", exponential(minutes(10)))
      .chances({{"left", 0.4}, {"right", 0.6}})
      .end("left")
      .end("right");
  Workflow map = builder.build();
  run_for(map, 300, 5000);
  const auto runs = outcomes(map);
  agree("time and way out: left", 10, mean_minutes(runs, of_step(map, "left", &StepOutcome::since_arrival)));
  agree("time and way out: right", 10, mean_minutes(runs, of_step(map, "right", &StepOutcome::since_arrival)));
}

TEST_CASE("Waits have their mean, and those in a calendar count its open time only") {
  // One case a Monday 09:00 of a calendar of weekdays 08-16: 20 h of open time are 7 h that day, 8 h on Tuesday and 5 h on
  // Wednesday, so it ends on Wednesday at 13:00, 52 h later. 15 h would end at the closing of Tuesday and end on
  // Wednesday at 08:00 instead, after 47 h. A lognormal wait in clock time has its own mean.
  WorkflowBuilder builder;
  std::vector<WeeklyHours> week;
  for (int day = 0; day < 5; ++day) week.push_back({day, 8 * one_hour, 16 * one_hour});
  builder.calendar("office hours", week);
  builder.gateway("fork")
      .all({"twenty", "fifteen", "post"})
      .wait("twenty", constant(minutes(20 * 60)), "office hours")
      .to("end of twenty")
      .wait("fifteen", constant(minutes(15 * 60)), "office hours")
      .to("end of fifteen")
      .wait("post", lognormal(minutes(300), minutes(100)))
      .to("end of post")
      .end("end of twenty")
      .end("end of fifteen")
      .end("end of post");
  Workflow map = builder.build();
  Demand& demand = map.cases.items()[0].demand;
  demand = {};
  demand.kind = Demand::Kind::listed;
  for (int w = 0; w < 20; ++w) demand.times.push_back(map.clock.start + w * one_week + 9 * one_hour);
  map.clock.run = 20 * one_week;
  const auto runs = outcomes(map);
  agree("wait of 20 h of office hours", 52 * 60, mean_minutes(runs, of_step(map, "twenty", &StepOutcome::wait)));
  agree("wait of 15 h of office hours", 47 * 60, mean_minutes(runs, of_step(map, "fifteen", &StepOutcome::wait)));
  agree("lognormal wait: mean", 300, mean_minutes(runs, of_step(map, "post", &StepOutcome::wait)));
  agree("lognormal wait: mean square", 300.0 * 300 + 100 * 100,
        mean_square_minutes(runs, of_step(map, "post", &StepOutcome::wait)));
}
