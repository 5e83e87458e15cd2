// Scenarios: bases, chains of them, and what a change may say.
#include <cstdio>

#include "catch.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

// A folder of model files that lasts as long as the test.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("stepwell-scenarios-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
  Workflow read_good(const std::string& name) const {
    const Reading reading = read_model(path / name);
    INFO(to_text(reading.diagnostics));
    REQUIRE(reading.workflow);
    return *reading.workflow;
  }
  Diagnostics problems(const std::string& name) const { return read_model(path / name).diagnostics; }
};

std::string scenario(const std::string& base, const std::string& changes) {
  return "scenario: Other\nbased on: " + base + "\nchanges:\n" + changes;
}

}  // namespace

TEST_CASE("a scenario may be the base of another, and all changes are remembered in order") {
  Folder folder;
  folder.write("base.yaml", with_step("who: nurse, time: 5 min, next: done"));
  folder.write("one.yaml", scenario("base.yaml", "  first: {steps: {work: {time: 4 min}}, clock: {run: 4 weeks}}\n"));
  folder.write(
      "two.yaml",
      scenario("one.yaml", "  second: {needs: [first], steps: {work: {time: 3 min}}, clock: {warm up: 1 week}}\n"));
  const Workflow w = folder.read_good("two.yaml");
  REQUIRE(w.changes.size() == 2);
  CHECK(w.changes[0].name == "first");
  CHECK(w.changes[1].needs == std::vector<std::string>{"first"});
  CHECK(w.steps[*w.find_step("work")].time[0].time == constant(180e6));
  CHECK(w.clock.run == 4 * one_week);  // the clock merges by field
  CHECK(w.clock.warm_up == one_week);
}

TEST_CASE("a field that a change gives replaces the old one whole, and attributes are named things") {
  Folder folder;
  folder.write(
      "base.yaml",
      with_step("who: nurse, time: {is: 5 min, basis: assumed, range: 4 to 6 min}, next: {done: 90 %, begin: 10 %}"));
  folder.write("other.yaml", scenario("base.yaml",
                                      "  all: {steps: {work: {time: 4 min, next: {done: 100 %}}}, cases: {patient: "
                                      "{attributes: {urgent: chance 1 %, colour: null}}}, "
                                      "calendars: {clinic hours: {closed: never}}}\n"));
  const Workflow w = folder.read_good("other.yaml");
  CHECK(w.assumptions.empty());
  CHECK(w.steps[*w.find_step("work")].next.size() == 1);
  CHECK(w.cases.items()[0].attributes.size() == 2);
  CHECK(w.cases.items()[0].attributes[0].chance.value == 0.01);
  CHECK(w.calendars.items()[0].keeps_open_on_closed_days);
  CHECK(w.calendars.items()[0].weekly_open_time() == 40 * one_hour);
}

TEST_CASE("a renamed step keeps its fields and its luck, through two scenarios") {
  Folder folder;
  folder.write("base.yaml", with_step("who: nurse, time: 5 min, next: done"));
  folder.write("one.yaml",
               scenario("base.yaml", "  rename: {steps: {labour: {was: work, time: 4 min}, begin: {next: labour}}}\n"));
  folder.write("two.yaml",
               scenario("one.yaml", "  again: {steps: {labour: null, toil: {was: labour}, begin: {next: toil}}}\n"));
  const Workflow one = folder.read_good("one.yaml");
  CHECK_FALSE(one.find_step("work"));
  CHECK(one.steps[*one.find_step("labour")].luck == "work");
  CHECK(one.steps[*one.find_step("labour")].who.size() == 1);
  const Workflow two = folder.read_good("two.yaml");
  CHECK(two.steps[*two.find_step("toil")].luck_name() == "work");
}

TEST_CASE("work that moves is named by two steps") {
  Folder folder;
  folder.write("base.yaml", with_step("who: nurse, time: 5 min, next: done"));
  folder.write("other.yaml",
               scenario("base.yaml", "  moves it: {moves: [begin to work], steps: {work: {time: 6 min}}}\n"));
  CHECK(folder.read_good("other.yaml").changes[0].moves == std::vector<Change::Move>{{"begin", "work"}});
}

TEST_CASE("what a removal leaves dangling is placed where it is said, and names the change and its line") {
  Folder folder;
  folder.write("base.yaml",
               with_step("who: nurse, time: 5 min, sets: {seen: true}, next: extra",
                         "  extra: {who: nurse, time: 1 min, next: [{when: seen, to: done}, {to: done}]}\n"));
  folder.write("other.yaml", scenario("base.yaml", "  less: {steps: {begin: {next: extra}, work: null}}\n"));
  const Diagnostics found = folder.problems("other.yaml");
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "unknown-attribute");
  CHECK(found[0].place.file.ends_with("base.yaml"));
  CHECK(found[0].hint.find("the change \"less\" removed what set it") != std::string::npos);
}

TEST_CASE("two scenarios that are based on each other are refused") {
  Folder folder;
  folder.write("one.yaml", scenario("two.yaml", "  a: {steps: {x: null}}\n"));
  folder.write("two.yaml", scenario("one.yaml", "  b: {steps: {x: null}}\n"));
  const Diagnostics found = folder.problems("one.yaml");
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "base-cycle");
}

TEST_CASE("what was removed can be made anew, but not removed again") {
  Folder folder;
  folder.write("base.yaml", with_step("who: nurse, time: 5 min, next: done"));
  folder.write("anew.yaml",
               scenario("base.yaml",
                        "  a: {steps: {work: null}}\n  b: {steps: {work: {who: doctor, time: 1 min, next: done}}}\n"));
  const Workflow w = folder.read_good("anew.yaml");
  CHECK(w.steps[*w.find_step("work")].who[0].role == *w.find_role("doctor"));
  folder.write("twice.yaml",
               scenario("base.yaml", "  a: {steps: {work: null, begin: {next: done}}}\n  b: {steps: {work: null}}\n"));
  const Diagnostics found = folder.problems("twice.yaml");
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "nothing-to-remove");
  CHECK(found[0].message.find("by the change \"a\" already") != std::string::npos);
}

TEST_CASE("read throws with all diagnostics of a model that cannot be used") {
  try {
    stepwell::read(source_folder / "tests/golden/diagnostics/six-mistakes.yaml");
    FAIL("it did not throw");
  } catch (const ModelError& error) {
    CHECK(error.diagnostics().size() == 6);
  }
  CHECK_THROWS_AS(stepwell::read("nowhere.yaml"), ModelError);
}
