// What is written reads back to the same workflow.
#include "stepwell/model_file/write.hpp"
#include "catch.hpp"
#include "stepwell/model_file/schema.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

const char* everything = R"(
workflow: "Odd: a name, with \"quotes\" and {braces}"
about: >
  Two lines
  of text.
clock: {start: 2026-02-02 07:30, warm up: 90 min, run: 10 d}
calendars:
  closed: [2026-02-03, 2026-12-24 to 2026-12-28]
  days: {open: Mon Wed Fri 09:00-12:30 13:30-17:00, closed: 2026-02-09}
  nights: {open: 22:00-06:00, closed: never}
  saturdays: {open: Sat 09:00-12:00, also open: [2026-02-08 09:00-10:30, 2026-02-15 22:00-02:00]}
roles:
  nurse: {staff: {is: 3, basis: expert, source: "ward manager: 2025", range: 2 to 4}, calendar: days, band: 8a, after hours: stop, breaks down: {after: exponential mean 40 h of days, for: {is: uniform 1 to 2 h, basis: assumed, range: 1 h to 3 h}, work: restart}}
  doctor: {rate: 61.7 per h, calendar: nights, after hours: stay, out: [saturdays, {during: days, number: 1, work: finish}]}
  sister: {calendar: days, asked first: least busy, individuals: {Anna: {speed: 1.2, skills: [bandages, drips]}, Ben: {calendar: nights, out: saturdays}}}
  porter: {rate: {is: 15, basis: assumed, range: 12 to 20}, substitutes: [doctor, nurse after 1 h 30 min]}
  clerk: {staff: 3, separate queues: in turn}
cases:
  a: {arrive: {is: poisson 7 per h in days, basis: measured, range: 5 per h to 9 per h}, start: s1, priority: high}
  b: {arrive: {hourly: {Sat: {is like: 3 per h}}}, start: s1}
)";

}  // namespace

TEST_CASE("the pair is written and read back") {
  for (const auto& file : shipped_models()) {
    INFO(file);
    comes_back(read(file));
  }
}

TEST_CASE("a model with everything in it is written and read back") {
  std::string text = everything;
  const std::string odd = "{hourly: {Sat: {is like: 3 per h}}}";
  text.replace(text.find(odd), odd.size(),
               "{hourly: {Sat: {09:00-12:00: {is: 3 per h, basis: assumed, range: 2 to 5 per h}}, Mon-Fri: "
               "{08:00-12:00: 100 per week, "
               "22:00-06:00: 0.7 per h}, Sun: {22:00-06:00: {is: 1 per h, basis: expert}}}, in: nights}");
  text += R"(
  c: {arrive: [2026-02-04 09:00, 2026-02-03T08:15:30.5], attributes: {late: false, sex: {female: 51 %, male: 49 %}}, start: s1}
  d: {arrive: every empirical file parts/times.csv column minutes in min, attributes: {age: {is: uniform 20 to 90, basis: assumed, range: 40 to 60}}, start: s1}
  e: {arrive: every erlang 3 mean 1 h 
        in days, attributes: {score: 0.1, late: {is: chance 33 %, basis: assumed, range: 20 to 50 %}}, start: s1}
steps:
  s1: {next: {all: [s2, s3]}}
  s2: {who: {nurse: 2, doctor: 1}, time: [{when: age > 65 and not (late or sex is male), is: pert 1 3 10 min, basis: assumed, range: 1 min to 9 min}, {is: gamma mean 0.1 sd 0.05 h}], adds: [{when: time >= 16:00, time: {is: 30 s, basis: published, source: X 2020, range: 10 s to 2 min}}, weibull mean 3 sd 1 min], next: s4}
  s3: {wait: {is: uniform 30 s to 2 d of days, basis: measured}, sets: {late: chance 1 %, sex: male, score: normal mean 16 sd 3}, next: [{when: weekday is Monday or date < 2026-02-05, to: s4}, {to: s4}]}
  s4: {join: all, next: s5}
  s5: {who: porter, time: exponential mean 7 min, priority: 2.5, adds: {is: 1 min, basis: expert, range: 1 min to 2 min}, next: {s7: {is: 33.3 %, basis: assumed, range: 20 to 40 %}, s1b: 66.7 %}}
  s1b: {who: nurse else porter else doctor after 20 min, else: {who: {nurse: 2, porter: 1}, after: 1 h 30 min}, time: lognormal mean 12 sd 5 min, was: older name, next: s6}
  s8: {who: clerk, time: 1 min, next: s6}
  s7: {who: sister, else: nobody, skills: [drips, bandages], time: 1 min, next: s8}
  s6: {end: out}
measures:
  whole time: {from: s1 arrives, to: s6, every: true, target: 12.5 % within 1 h 30 min}
)";
  const Reading reading = reading_of(text);
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.workflow);
  CHECK(reading.workflow->assumptions.size() == 13);
  comes_back(*reading.workflow);
}

TEST_CASE("a model with rates of its own takes them along") {
  const Reading reading = reading_of(
      "rates: {rates: Ours, price year: 2030, source: us, bands: {junior: 20, senior: {per hour: 40, productive hours "
      "a year: 1600}}}\n" +
      with_step("who: nurse, time: 1 min, next: done"));
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.workflow);
  CHECK(reading.workflow->rates.find("senior")->productive_hours == 1600);
  comes_back(*reading.workflow);
}

TEST_CASE("the schema names every section and is one JSON text") {
  const std::string schema = json_schema();
  for (const char* word : {"\"model\"", "\"scenario\"", "\"step\"", "\"after hours\"", "\"based on\"", "2020-12"}) {
    CHECK(schema.find(word) != std::string::npos);
  }
  CHECK(schema == json_schema());
}
