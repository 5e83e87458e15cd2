// Messages, signals and started cases: read, set, changed and written back.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

const char* const ward_and_laboratory = R"(
workflow: Ward
roles: {nurse: {staff: 2}, technician: {}}
cases:
  patient: {arrive: poisson 2 per h, start: ask}
  blood test: {start: analyse}
  x-ray: {start: look}
steps:
  ask: {who: nurse, time: 5 min, starts: [blood test, x-ray], sends: [begun, asked], next: results come}
  results come: {wait for: results, deadline: {after: 1 d, to: home}, next: picture}
  picture: {wait for: x-ray, next: round}
  round: {wait for: round begins, next: home}
  heard: {wait for: asked, next: begin}
  begin: {wait for: begun, next: home}
  home: {end: home}
  analyse: {who: technician, time: 5 min, sends: results, next: heard}
  look: {who: technician, time: 5 min, signals: round begins, next: home}
)";

}  // namespace

TEST_CASE("a step says what it waits for, and what it tells whom") {
  const Workflow w = good(ward_and_laboratory);
  CHECK(step(w, "results come").nature == Nature::wait_for);
  CHECK(step(w, "results come").wait_for == "results");
  CHECK(step(w, "results come").deadlines.size() == 1);
  CHECK(step(w, "ask").starts == std::vector<CaseTypeId>{*w.find_case("blood test"), *w.find_case("x-ray")});
  CHECK(step(w, "ask").sends == std::vector<std::string>{"begun", "asked"});
  CHECK(step(w, "analyse").sends == std::vector<std::string>{"results"});
  CHECK(step(w, "look").signals == std::vector<std::string>{"round begins"});
  CHECK(w.cases.items()[1].demand.kind == Demand::Kind::none);
}

TEST_CASE("a model with messages is good without a word, and is written and read back") {
  const Reading reading = reading_of(ward_and_laboratory);
  CHECK(reading.diagnostics.empty());
  const Workflow w = good(ward_and_laboratory);
  const std::string text = write_model(w);
  INFO(text);
  CHECK((good(text) == w));
  CHECK(write_model(good(text)) == text);
}

TEST_CASE("a setting changes whom a step starts") {
  const Workflow w =
      good(ward_and_laboratory, {"steps.ask.starts=[x-ray, blood test]", "steps.results come.wait for=x-ray"});
  CHECK(step(w, "ask").starts == std::vector<CaseTypeId>{*w.find_case("x-ray"), *w.find_case("blood test")});
  CHECK(step(w, "results come").wait_for == "x-ray");
}

TEST_CASE("a message beside another nature is two natures") {
  const Reading reading = reading_of(with_step("wait: 5 min, wait for: results, next: done"));
  REQUIRE(has_errors(reading.diagnostics));
  CHECK(reading.diagnostics.front().code == "two-natures");
}
