// One wrong workflow for each code that does not speak of splits and joins.
#include <limits>

#include "catch.hpp"
#include "process/builders.hpp"
#include "process/codes.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using stepwell::testing::Codes;
using stepwell::testing::codes;
using stepwell::testing::minutes;
using stepwell::testing::not_a_number;
using stepwell::testing::WorkflowBuilder;

namespace {

/// A clerk registers a patient, who goes: nothing wrong.
WorkflowBuilder reception() {
  return WorkflowBuilder()
      .role("clerk")
      .work("register", "clerk", uniform(minutes(2), minutes(6)))
      .to("gone")
      .end("gone");
}

/// The codes after `bend` has spoilt the reception.
template <class Bend>
Codes codes_of_reception(Bend bend) {
  Workflow workflow = reception().build();
  bend(workflow);
  return codes(workflow);
}

Step& registering(Workflow& workflow) { return workflow.steps[StepId{0}]; }
Step& gone(Workflow& workflow) { return workflow.steps[StepId{1}]; }
CaseType& patient(Workflow& workflow) { return workflow.cases[CaseTypeId{0}]; }
Role& clerk(Workflow& workflow) { return workflow.roles[RoleId{0}]; }

Rule complete(std::vector<RuleOperation> operations) {
  Rule rule;
  rule.text = "a rule";
  rule.operations = std::move(operations);
  return rule;
}

}  // namespace

TEST_CASE("a small reception has nothing wrong with it") { CHECK(codes(reception().build()).empty()); }

TEST_CASE("an empty workflow has neither cases nor steps") {
  CHECK(codes(Workflow{}) == Codes{"no-cases", "no-steps"});
}

TEST_CASE("an index out of range is a dangling reference, wherever it stands") {
  CHECK(codes_of_reception([](Workflow& w) {
          registering(w).next[0].to = StepId{7};
          w.steps.items().pop_back();
        }) == Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) {
          registering(w).who[0].role = RoleId{7};
          w.roles.clear();
        }) == Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).calendar = CalendarId{0}; }) == Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) { patient(w).start = StepId{2}; }) == Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) { patient(w).demand.calendar = CalendarId{3}; }) ==
        Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).staff.assumption = AssumptionId{0}; }) ==
        Codes{"dangling-reference"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).sets.push_back({}); }) == Codes{"dangling-reference"});
}

TEST_CASE("names are legal and unique within their kind") {
  for (const char* bad : {"", "all", "closed", "a, b", "a: b", "a #1", "say \"no\"", "two\nlines", "x]", " pale"}) {
    INFO(bad);
    CHECK(codes_of_reception([&](Workflow& w) { gone(w).name = bad; }) == Codes{"bad-name"});
  }
  CHECK(codes_of_reception([](Workflow& w) { gone(w).name = "gone (for good)"; }) == Codes{"bad-name"});
  CHECK(codes_of_reception([](Workflow& w) { gone(w).name = "all gone; C#3:2 & more"; }).empty());
  CHECK(codes_of_reception([](Workflow& w) { gone(w).name = "register"; }) == Codes{"duplicate-name"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).name = "register"; }).empty());
}

TEST_CASE("the clock runs for some time") {
  CHECK(codes_of_reception([](Workflow& w) { w.clock.run = Duration{}; }) == Codes{"bad-clock"});
  CHECK(codes_of_reception([](Workflow& w) { w.clock.warm_up = -one_day; }) == Codes{"bad-clock"});
  CHECK(codes_of_reception([](Workflow& w) { w.clock.run = 2000 * one_year; }) == Codes{"bad-clock"});
}

TEST_CASE("a calendar opens before it closes, and opens at all") {
  const auto with_hours = [](std::vector<WeeklyHours> weekly) {
    return WorkflowBuilder()
        .calendar("hours", std::move(weekly))
        .role("clerk", 1, "hours")
        .work("register", "clerk", constant(minutes(2)))
        .to("gone")
        .end("gone")
        .build();
  };
  CHECK(codes(with_hours({{0, 9 * one_hour, 17 * one_hour}})).empty());
  CHECK(codes(with_hours({{0, 22 * one_hour, 30 * one_hour}})).empty());
  CHECK(codes(with_hours({{0, 17 * one_hour, 9 * one_hour}})) == Codes{"impossible-hours"});
  CHECK(codes(with_hours({{7, 9 * one_hour, 17 * one_hour}})) == Codes{"impossible-hours"});
  CHECK(codes(with_hours({})) == Codes{"never-open"});
  Workflow weekend = with_hours({{5, 9 * one_hour, 17 * one_hour}});
  weekend.clock.run = 3 * one_day;  // Monday to Wednesday
  CHECK(codes(weekend) == Codes{"never-open-in-run"});
}

TEST_CASE("a role has a whole number of staff, a rate that is money, and work") {
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).staff.value = 1.5; }) == Codes{"bad-staff"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).staff.value = -1; }) == Codes{"bad-staff", "too-few-staff"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).rate = Quantity{-3, {}}; }) == Codes{"negative-rate"});
  CHECK(codes_of_reception([](Workflow& w) {
          w.roles.push_back({});
          w.roles.items().back().name = "porter";
        }) == Codes{"unused-role"});
}

TEST_CASE("a step that needs more people than there are could never start") {
  CHECK(codes_of_reception([](Workflow& w) { registering(w).who[0].count = 2; }) == Codes{"too-few-staff"});
  CHECK(codes_of_reception([](Workflow& w) { clerk(w).staff.value = 0; }) == Codes{"too-few-staff"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).who[0].count = 0; }) == Codes{"bad-need"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).who.push_back({RoleId{0}, 1}); }) ==
        Codes{"repeated-role"});
}

TEST_CASE("the range of an assumption holds its value") {
  Assumption assumption;
  assumption.path = "roles.clerk.staff";
  assumption.value = 2;
  assumption.swept = true;
  assumption.low = 3;
  assumption.high = 4;
  CHECK(codes_of_reception([&](Workflow& w) { w.assumptions.push_back(assumption); }) == Codes{"range-without-value"});
}

TEST_CASE("cases that never arrive are doubtful") {
  CHECK(codes_of_reception([](Workflow& w) { patient(w).demand = {}; }) == Codes{"no-arrivals"});
  CHECK(codes_of_reception([](Workflow& w) {
          patient(w).demand.kind = Demand::Kind::hourly;
          patient(w).demand.rates = {{Duration{}, one_hour, {0, {}}}};
        }) == Codes{"no-arrivals"});
  CHECK(codes_of_reception([](Workflow& w) {
          patient(w).demand.kind = Demand::Kind::listed;
          patient(w).demand.times = {w.clock.start - one_day};
        }) == Codes{"no-arrivals"});
}

TEST_CASE("arrivals leave time between them, rates do not overlap and times are in order") {
  CHECK(codes_of_reception([](Workflow& w) { patient(w).demand.interval = constant(0); }) == Codes{"no-interval"});
  CHECK(codes_of_reception([](Workflow& w) {
          patient(w).demand.kind = Demand::Kind::hourly;
          patient(w).demand.rates = {{Duration{}, 2 * one_hour, {6, {}}}, {one_hour, 3 * one_hour, {6, {}}}};
        }) == Codes{"overlapping-rates"});
  CHECK(codes_of_reception([](Workflow& w) {
          patient(w).demand.kind = Demand::Kind::listed;
          patient(w).demand.times = {w.clock.start + one_day, w.clock.start};
        }) == Codes{"times-out-of-order"});
}

TEST_CASE("attributes have values of their own kind, once each") {
  const auto with_value = [](AttributeValue value, Attribute::Type type = Attribute::Type::truth) {
    return codes_of_reception([&](Workflow& w) {
      Attribute attribute;
      attribute.name = "urgent";
      attribute.type = type;
      attribute.texts = {"", "routine", "urgent"};
      w.attributes.push_back(attribute);
      patient(w).attributes.push_back(value);
    });
  };
  AttributeValue value;
  value.constant = 1;
  CHECK(with_value(value).empty());
  value.constant = 3;
  CHECK(with_value(value) == Codes{"value-misfit"});
  CHECK(with_value(value, Attribute::Type::text) == Codes{"value-misfit"});
  CHECK(with_value(value, Attribute::Type::number).empty());
  value.kind = AttributeValue::Kind::chance;
  value.chance.value = 1.2;
  CHECK(with_value(value) == Codes{"chance-out-of-range"});
  value.kind = AttributeValue::Kind::choice;
  value.choice_values = {1, 2};
  value.choice_chances = {{0.7, {}}, {0.2, {}}};
  CHECK(with_value(value, Attribute::Type::text) == Codes{"chances-sum"});
  CHECK(codes_of_reception([](Workflow& w) {
          Attribute attribute;
          attribute.name = "urgent";
          w.attributes.push_back(attribute);
          patient(w).attributes = {AttributeValue{}, AttributeValue{}};
        }) == Codes{"repeated-attribute"});
}

TEST_CASE("a step has one nature, complete") {
  CHECK(codes_of_reception([](Workflow& w) {
          registering(w).who.clear();
          w.roles.clear();
        }) == Codes{"work-without-who"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).time.clear(); }) == Codes{"work-without-time"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).nature = Nature::wait; }) == Codes{"two-natures"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).end = "gone"; }) == Codes{"two-natures"});
  CHECK(codes_of_reception([](Workflow& w) {
          gone(w).routing = Routing::straight;
          gone(w).next = {{}};
        }) == Codes{"end-with-next"});
  CHECK(codes_of_reception([](Workflow& w) {
          gone(w).nature = Nature::gateway;
          gone(w).end = "";
        }) == Codes{"no-next"});
}

TEST_CASE("flows fit their kind of routing") {
  CHECK(codes_of_reception([](Workflow& w) { registering(w).routing = Routing::none; }) == Codes{"routing-misfit"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).next[0].when = complete({{}}); }) ==
        Codes{"routing-misfit"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).next.push_back(registering(w).next[0]); }) ==
        Codes{"routing-misfit"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).routing = Routing::all; }) == Codes{"lone-branch"});
}

TEST_CASE("chances lie between 0 and 1 and add up") {
  const auto with_chances = [](double a, double b) {
    return codes(WorkflowBuilder().gateway("c").chances({{"x", a}, {"y", b}}).end("x").end("y").build());
  };
  CHECK(with_chances(0.1, 0.9).empty());
  CHECK(with_chances(0.1, 0.9 + 1e-10).empty());
  CHECK(with_chances(0.1, 0.8) == Codes{"chances-sum"});
  CHECK(with_chances(-0.1, 1.1) == Codes{"chance-out-of-range", "chance-out-of-range"});
  CHECK(with_chances(not_a_number, 1) == Codes{"chance-out-of-range"});
  CHECK(validate(WorkflowBuilder().gateway("c").chances({{"x", 0.5}, {"y", 0.47}}).end("x").end("y").build())
            .front()
            .message == "the chances of the step \"c\" add up to 97 %, not to 100 %");
}

TEST_CASE("of several rules all but the last have a condition") {
  const auto with_rules = [](const std::string& first, const std::string& second) {
    return codes(WorkflowBuilder()
                     .chance("attends", 0.9)
                     .gateway("c")
                     .rules({{first, "x"}, {second, "y"}})
                     .end("x")
                     .end("y")
                     .build());
  };
  CHECK(with_rules("attends", "").empty());
  CHECK(with_rules("attends", "attends") == Codes{"no-otherwise"});
  CHECK(with_rules("", "") == Codes{"early-otherwise"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).time[0].when = complete({{}}); }) == Codes{"no-otherwise"});
  CHECK(codes_of_reception([](Workflow& w) { registering(w).time.push_back(registering(w).time[0]); }) ==
        Codes{"early-otherwise"});
}

TEST_CASE("a rule is a complete condition on attributes that there are") {
  using Kind = RuleOperation::Kind;
  const auto with_rule = [](std::vector<RuleOperation> operations) {
    return codes_of_reception([&](Workflow& w) { registering(w).adds.push_back({complete(operations), constant(1)}); });
  };
  CHECK(with_rule({{Kind::time_of_day, 0, 0}, {Kind::number, 0, 16.0}, {Kind::greater_or_equal, 0, 0}}).empty());
  CHECK(with_rule({}) == Codes{"incomplete-rule"});
  CHECK(with_rule({{Kind::number, 0, 1}, {Kind::logical_and, 0, 0}}) == Codes{"incomplete-rule"});
  CHECK(with_rule({{Kind::number, 0, 1}, {Kind::number, 0, 1}}) == Codes{"incomplete-rule"});
  CHECK(with_rule({{Kind::attribute, 4, 0}}) == Codes{"dangling-reference"});
  std::vector<RuleOperation> deep(40, {Kind::number, 0, 1});
  deep.insert(deep.end(), 39, {Kind::logical_or, 0, 0});
  CHECK(with_rule(deep) == Codes{"incomplete-rule"});
}

TEST_CASE("distributions have parameters that make sense, and times are not below 0") {
  const auto with_time = [](Distribution time) {
    return codes_of_reception([&](Workflow& w) { registering(w).time[0].time = time; });
  };
  for (const Distribution& fine :
       {constant(0), uniform(1, 2), triangular(1, 1, 2), pert(1, 3, 10), exponential(5), erlang(3, 10), gamma(10, 5),
        lognormal(10, 5), weibull(10, 5), normal(16, 3), empirical({1, 2})}) {
    CHECK(with_time(fine).empty());
  }
  Distribution phases = erlang(3, 10);
  phases.c = 2.5;
  Distribution backwards = uniform(1, 2);
  backwards.a = 3;
  Distribution unordered = triangular(1, 3, 10);
  unordered.b = 11;
  Distribution still = exponential(5);
  still.a = 0;
  Distribution certain = lognormal(10, 5);
  certain.b = 0;
  Distribution nothing = empirical({1});
  nothing.values.clear();
  Distribution unknown = constant(1);
  unknown.a = not_a_number;
  for (const Distribution& wrong : {phases, backwards, unordered, still, certain, nothing, unknown}) {
    CHECK(with_time(wrong) == Codes{"impossible-distribution"});
  }
  Distribution early = uniform(1, 2);
  early.a = -1;
  CHECK(with_time(early) == Codes{"negative-time"});
  // P(< 0) = Phi(-2) = 2.3 %.
  CHECK(with_time(normal(10, 5)) == Codes{"often-below-zero"});
}

TEST_CASE("priorities are numbers") {
  CHECK(codes_of_reception([](Workflow& w) { registering(w).priority = not_a_number; }) == Codes{"bad-priority"});
  CHECK(codes_of_reception([](Workflow& w) { patient(w).priority = not_a_number; }) == Codes{"bad-priority"});
}

TEST_CASE("two steps do not draw the same luck") {
  CHECK(codes_of_reception([](Workflow& w) { gone(w).luck = "leave"; }).empty());
  CHECK(codes_of_reception([](Workflow& w) { gone(w).luck = "register"; }) == Codes{"shared-luck"});
}

TEST_CASE("a measure goes from a moment to one that can follow it") {
  const auto measured = [](const std::string& from, Moment from_moment, const std::string& to, Moment to_moment) {
    return codes(WorkflowBuilder()
                     .role("clerk")
                     .gateway("s")
                     .all({"a", "b"})
                     .work("a", "clerk", constant(1))
                     .to("j")
                     .gateway("b")
                     .to("j")
                     .join("j")
                     .to("e")
                     .end("e")
                     .measure("m", from, from_moment, to, to_moment)
                     .build());
  };
  CHECK(measured("a", Moment::arrives, "e", Moment::arrives).empty());
  CHECK(measured("a", Moment::arrives, "a", Moment::ends).empty());
  CHECK(measured("a", Moment::ends, "j", Moment::ends).empty());
  CHECK(measured("b", Moment::ends, "a", Moment::ends).empty());  // side by side: either may be first
  CHECK(measured("a", Moment::ends, "a", Moment::ends) == Codes{"measure-never-closes"});
  CHECK(measured("j", Moment::ends, "a", Moment::arrives) == Codes{"measure-never-closes"});
  CHECK(measured("b", Moment::starts, "e", Moment::arrives) == Codes{"no-such-moment"});
  CHECK(measured("a", Moment::ends, "e", Moment::ends) == Codes{"no-such-moment"});
  CHECK(measured("a", Moment::ends, "nowhere", Moment::ends) == Codes{"dangling-reference"});
}

TEST_CASE("a measure in a loop may close on the next way round") {
  CHECK(codes(WorkflowBuilder()
                  .gateway("a")
                  .chances({{"a", 0.5}, {"e", 0.5}})
                  .end("e")
                  .measure("m", "a", Moment::ends, "a", Moment::ends)
                  .build())
            .empty());
}

TEST_CASE("a target is a share within a time") {
  const auto with_target = [](double share, Duration within) {
    Workflow workflow = reception().measure("m", "register", Moment::arrives, "gone", Moment::arrives).build();
    workflow.measures[MeasureId{0}].share = share;
    workflow.measures[MeasureId{0}].within = within;
    return codes(workflow);
  };
  CHECK(with_target(0.9, one_hour).empty());
  CHECK(with_target(1.1, one_hour) == Codes{"bad-target"});
  CHECK(with_target(0.9, -one_hour) == Codes{"bad-target"});
}
