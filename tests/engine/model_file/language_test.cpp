// The phrases and sections of the language, one behaviour each.
#include "catch.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

Distribution step_time(const std::string& phrase) {
  const Workflow w = good(with_step("who: nurse, time: " + phrase + ", next: done"));
  return w.steps[*w.find_step("work")].time.at(0).time;
}

std::string only_code(const std::string& text, const std::vector<std::string>& settings = {}) {
  const Reading reading = reading_of(text, settings);
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.diagnostics.size() == 1);
  return reading.diagnostics[0].code;
}

Rule rule_of(const std::string& condition) {
  const Workflow w =
      good(with_step("who: nurse, time: 1 min, next: [{when: " + condition + ", to: done}, {to: done}]"));
  return *w.steps[*w.find_step("work")].next.at(0).when;
}

bool holds(const std::string& condition, std::vector<double> attributes, Instant now = start_of_day(20458)) {
  return rule_of(condition).holds(attributes.data(), now);
}

}  // namespace

TEST_CASE("each distribution is read with its own parameters") {
  CHECK(step_time("6 min") == constant(6 * minute));
  CHECK(step_time("1 h 30 min") == constant(90 * minute));
  CHECK(step_time("5min") == constant(5 * minute));
  CHECK(step_time("uniform 2 to 6 min") == uniform(2 * minute, 6 * minute));
  CHECK(step_time("uniform 30 s to 2 min") == uniform(0.5 * minute, 2 * minute));
  CHECK(step_time("triangular 1 3 10 min") == triangular(minute, 3 * minute, 10 * minute));
  CHECK(step_time("pert 1 3 10 minutes") == pert(minute, 3 * minute, 10 * minute));
  CHECK(step_time("exponential mean 10 min") == exponential(10 * minute));
  CHECK(step_time("erlang 3 mean 10 min") == erlang(3, 10 * minute));
  CHECK(step_time("gamma mean 12 sd 5 min") == stepwell::gamma(12 * minute, 5 * minute));
  CHECK(step_time("lognormal mean 12 min sd 30 s") == lognormal(12 * minute, 0.5 * minute));
  CHECK(step_time("weibull mean 12 sd 5 min") == weibull(12 * minute, 5 * minute));
  CHECK(step_time("normal mean 16 sd 3 min") == normal(16 * minute, 3 * minute));
}

TEST_CASE("an empirical distribution takes its column from a CSV beside the model") {
  const Distribution d = step_time("empirical file parts/times.csv column minutes in min");
  CHECK(d.values == std::vector{4.5 * minute, 5.25 * minute, 6 * minute});  // sorted
  CHECK(d.file == "parts/times.csv");
  const Distribution quoted = step_time("\"empirical file parts/times.csv column a \\\"quoted\\\", name in s\"");
  CHECK(quoted.values == std::vector{7e6, 8e6, 9e6});
}

TEST_CASE("only true, false and null are special words") {
  const Workflow w = good(with_step("who: nurse, time: 1 min, sets: {answer: yes}, next: done"));
  const Attribute& answer = w.attributes[*w.find_attribute("answer")];
  CHECK(answer.type == Attribute::Type::text);
  CHECK(answer.texts == std::vector<std::string>{"", "yes"});
}

TEST_CASE("JSON is a model too") {
  const Workflow w = good(R"({"stepwell": 1, "cases": {"p": {"arrive": "every 10 min", "start": "a"}},
    "steps": {"a": {"who": "nurse", "time": "5 min", "next": {"a": "10 %", "b": "90 %"}}, "b": {"end": "out"}},
    "roles": {"nurse": {"staff": 2}}})");
  CHECK(w.steps.size() == 2);
  CHECK(w.name == "model");  // the stem of the file
}

TEST_CASE("a calendar takes lists, nights, exceptions and the days that close all") {
  const Workflow w = good(
      "calendars:\n  day: [Mon-Thu 09:00-12:00, Fri-Mon 13:00-14:00]\n"
      "  night: {open: 22:00-06:00, closed: never}\n"
      "  own: {open: Sat 09:00-24:00, closed: 2026-01-10, also open: 2026-01-11 10:00-11:30}\n"
      "  closed: [2026-01-06, 2026-12-24 to 2026-12-26]\n" +
      with_step("who: nurse, time: 1 min, next: done")
          .substr(std::string("calendars: {clinic hours: Mon-Fri 09:00-17:00}\n").size()));
  const auto& calendars = w.calendars.items();
  REQUIRE(calendars.size() == 3);
  CHECK(calendars[0].weekly_open_time() == (4 * 3 + 4) * one_hour);  // four days of 3 h; Fri, Sat, Sun, Mon of 1 h
  CHECK(calendars[0].closed_days.size() == 4);
  CHECK(calendars[1].weekly_open_time() == 7 * 8 * one_hour);
  CHECK(calendars[1].closed_days.empty());
  CHECK(calendars[2].closed_days.size() == 5);
  CHECK(calendars[2].extra ==
        std::vector<Interval>{{*parse_instant("2026-01-11 10:00"), *parse_instant("2026-01-11 11:30")}});
}

TEST_CASE("arrivals come in each of their forms") {
  const auto demand_of = [](const std::string& arrive) {
    std::string text = with_step("who: nurse, time: 1 min, next: done");
    text.replace(text.find("every 10 min"), 12, arrive);
    return good(text).cases.items()[0].demand;
  };
  CHECK(demand_of("every exponential mean 10 min in clinic hours").calendar);
  const Demand poisson = demand_of("poisson 12 per h");
  CHECK(poisson.poisson);
  CHECK(poisson.interval == exponential(5 * minute));  // 60 / 12
  const Demand listed = demand_of("[2026-01-05 09:30, 2026-01-05 09:00]");
  CHECK(listed.times.front() == *parse_instant("2026-01-05 09:00"));
  const Demand hourly =
      demand_of("{hourly: {Mon-Fri: {08:00-12:00: 12 per h}, Sun: {22:00-02:00: 24 per day}}, in: clinic hours}");
  REQUIRE(hourly.rates.size() == 7);  // five mornings, Sunday night before and after the end of the week
  CHECK(hourly.rates[0].begin == Duration{0});
  CHECK(hourly.rates[0].end == 2 * one_hour);
  CHECK(hourly.rates[0].per_hour.value == 1);  // 24 per day
  CHECK(hourly.rates[6].end == one_week);
}

TEST_CASE("rules compare attributes, texts, numbers and the clock") {
  // urgent, age, colour (0 empty, 1 red, 2 dark blue)
  CHECK(holds("urgent", {1, 0, 0}));
  CHECK_FALSE(holds("not urgent", {1, 0, 0}));
  CHECK(holds("urgent or age > 65 and age <= 70", {0, 70, 0}));
  CHECK_FALSE(holds("(urgent or age > 65) and age < 70", {1, 70, 0}));
  CHECK(holds("colour is dark blue", {0, 0, 2}));
  CHECK(holds("colour is not red and not urgent", {0, 0, 2}));
  CHECK(holds("urgent = false", {0, 0, 0}));
  CHECK(holds("not colour is red", {0, 0, 2}));
  const Instant monday_afternoon = start_of_day(20458) + 16 * one_hour;
  CHECK(holds("time >= 16:00 and weekday is Monday", {0, 0, 0}, monday_afternoon));
  CHECK_FALSE(holds("time > 16:00", {0, 0, 0}, monday_afternoon));
  CHECK(holds("date = 2026-01-05", {0, 0, 0}, monday_afternoon));
}

TEST_CASE("a rule takes the longest declared name") {
  const Workflow w =
      good(with_step("who: nurse, time: 1 min, sets: {age: 1, age in years: 2, is it: true}, "
                     "next: [{when: age in years >= 2 and is it, to: done}, {to: done}]"));
  const auto& operations = w.steps[*w.find_step("work")].next[0].when->operations;
  CHECK(operations[0].index == static_cast<std::uint32_t>(*w.find_attribute("age in years")));
  CHECK(operations[3].index == static_cast<std::uint32_t>(*w.find_attribute("is it")));
}

TEST_CASE("an assumption without a range is swept from half to double, a chance by its odds") {
  const Workflow w = good(with_step(
      "who: nurse, time: {is: 10 min, basis: assumed}, next: {done: {is: 80 %, basis: assumed}, begin: 20 %}"));
  REQUIRE(w.assumptions.size() == 2);
  CHECK(w.assumptions.items()[0].low == 5 * minute);
  CHECK(w.assumptions.items()[0].high == 20 * minute);
  CHECK(w.assumptions.items()[1].path == "steps.work.next.done");
  CHECK(w.assumptions.items()[1].low == Approx(2.0 / 3));   // odds 4 halved: 2 to 1
  CHECK(w.assumptions.items()[1].high == Approx(8.0 / 9));  // doubled: 8 to 1
}

TEST_CASE("a step may need several roles, and several of one") {
  const Workflow w = good(with_step("who: {nurse: 2, doctor: 1}, time: 1 min, next: done"));
  CHECK(w.steps[*w.find_step("begin")].who.size() == 2);
  CHECK(w.steps[*w.find_step("work")].who == std::vector<Need>{{RoleId{0}, 2}, {RoleId{1}, 1}});
}

TEST_CASE("settings replace a value, a field that was left out, a chance, an item of a list") {
  const std::string text =
      with_step("who: nurse, time: [{when: urgent, is: 1 min}, {is: 2 min}], next: {done: 90 %, begin: 10 %}");
  const Workflow w =
      good(text, {"roles.nurse.staff=3", "roles.nurse.calendar=clinic hours", "clock.run=4 weeks",
                  "steps.work.next.begin=20 %", "steps.work.next.done=80 %", "steps.work.time.2.is=5 min",
                  "calendars.clinic hours.open=[Mon 09:00-10:00]", "cases.patient.attributes.urgent=chance 50 %"});
  CHECK(w.roles.items()[0].staff.value == 3);
  CHECK(w.roles.items()[0].calendar);
  CHECK(w.clock.run == 4 * one_week);
  CHECK(w.steps[*w.find_step("work")].next[1].chance.value == 0.2);
  CHECK(w.steps[*w.find_step("work")].time[1].time == constant(5 * minute));
  CHECK(w.calendars.items()[0].weekly_open_time() == one_hour);
  CHECK(w.cases.items()[0].attributes[0].chance.value == 0.5);
}

TEST_CASE("a setting splits at the first = outside quotes, and quotes hold dots") {
  CHECK(parse_setting("steps.\"a=b\".time=5 min").path == "steps.\"a=b\".time");
  CHECK(parse_setting("a = b=c").value == "b=c");
  CHECK_THROWS_AS(parse_setting("roles.nurse.staff"), ModelError);
  const std::string text =
      "roles: {nurse v1.2: {staff: 1}}\ncases: {p: {arrive: every 1 h, start: a}}\n"
      "steps: {a: {who: nurse v1.2, time: 1 min, next: b}, b: {end: out}}\n";
  CHECK(good(text, {"roles.\"nurse v1.2\".staff=4"}).roles.items()[0].staff.value == 4);
  CHECK(only_code(text, {"roles.nurse v1.2.staff=4"}) == "unknown-setting");
  CHECK(only_code(text, {"steps.a.time=5"}) == "no-unit");
  CHECK(only_code(text, {"steps.c.time=5 min"}) == "unknown-setting");
}

TEST_CASE("a diagnostic of a setting is placed in the setting") {
  const Reading reading =
      reading_of(with_step("who: nurse, time: 1 min, next: done"), {"roles.nurse.staff=2", "steps.work.time=5 minuts"});
  REQUIRE(reading.diagnostics.size() == 1);
  CHECK(reading.diagnostics[0].place.file == "--set");
  CHECK(reading.diagnostics[0].place.line == 2);
  CHECK(reading.diagnostics[0].place.column == 17);  // after `steps.work.time=`
}
