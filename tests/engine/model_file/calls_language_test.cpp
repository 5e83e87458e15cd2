// Called workflows: put in, changed, set and written.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

const char* const unit = R"(
workflow: Unit
roles: {nurse: {staff: 2}}
cases: {patient: {arrive: every 1 h, start: first test}}
workflows:
  sample:
    start: take
    steps:
      take:
        who: nurse
        time: 5 min
        patience: 1 h
        gives up: failed
        deadline: [{after: 2 h, to: failed}]
        at most: {times: 3, then: failed}
        next: {label: 50 %, send: 50 %}
      label: {wait: 1 min, next: [{when: time < 12:00, to: send}, {to: failed}]}
      send: {next: {all: [left, right]}}
      left: {wait: 1 min, next: sent}
      right: {wait: 1 min, next: sent}
      sent: {join: all, next: race}
      race: {next: {first of: [fast, slow]}}
      fast: {wait: 1 min, next: {done: 90 %, failed: 10 %}}
      slow: {wait: 2 min, next: done}
      done: {end: done}
      failed: {end: failed, cancels: true}
steps:
  first test: {call: sample, deadline: {after: 1 d, to: late}, next: second test}
  second test: {call: sample, sends: tested, next: heard}
  heard: {wait for: tested, next: home}
  home: {end: home}
  late: {end: late}
)";

}  // namespace

TEST_CASE("a call has steps of its own, and all that leads to them follows") {
  const Workflow w = good(unit);
  for (const char* name : {"first test", "first test / take", "second test / failed", "second test / over"})
    CHECK(w.find_step(name));
  const Step& entry = w.steps[*w.find_step("first test")];
  CHECK(entry.nature == Nature::gateway);
  CHECK(entry.next[0].to == w.find_step("first test / take"));
  CHECK(entry.until == w.find_step("first test / over"));
  CHECK(entry.deadlines.size() == 1);
  const Step& take = w.steps[*w.find_step("second test / take")];
  CHECK(take.gives_up == w.find_step("second test / failed"));
  CHECK(take.deadlines[0].to == w.find_step("second test / failed"));
  CHECK(take.at_most->then == w.find_step("second test / failed"));
  CHECK(w.steps[*w.find_step("second test / done")].next[0].to == w.find_step("second test / over"));
  CHECK(w.steps[*w.find_step("second test / failed")].nature == Nature::end);
  CHECK(w.steps[*w.find_step("second test / over")].sends == std::vector<std::string>{"tested"});
}

TEST_CASE("what calls is written with the steps put in, and read back") {
  const Workflow w = good(unit);
  const std::string written = write_model(w);
  INFO(written);
  CHECK((good(written) == w));
}

TEST_CASE("a setting of a called workflow reaches all its calls") {
  const Workflow w =
      good(unit, {"workflows.sample.steps.take.time=7 min", "workflows.sample.steps.take.priority=high"});
  for (const char* name : {"first test / take", "second test / take"}) {
    CHECK(w.steps[*w.find_step(name)].time[0].time.a == 7 * 60e6);
    CHECK(w.steps[*w.find_step(name)].priority == 1);
  }
}
