// Shares of a person's attention, as they are written and as they are refused.
#include "stepwell/process/substitutes.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

std::vector<Need> who_of(const std::string& fields) { return step(good(with_step(fields)), "work").who; }

std::vector<std::string> codes_of(const Reading& reading) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : reading.diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

const RoleId nurse{0};
const RoleId doctor{1};

}  // namespace

TEST_CASE("a share of a person is a phrase, an item of a list, or a value of a map") {
  CHECK(who_of("who: 25 % nurse, time: 1 min, next: done") == std::vector<Need>{{nurse, 1, 250}});
  CHECK(who_of("who: 12.5% nurse, time: 1 min, next: done") == std::vector<Need>{{nurse, 1, 125}});
  CHECK(who_of("who: [25 % nurse, doctor], time: 1 min, next: done") ==
        std::vector<Need>{{nurse, 1, 250}, {doctor, 1}});
  CHECK(who_of("who: {nurse: 33.3 %, doctor: 2}, time: 1 min, next: done") ==
        std::vector<Need>{{nurse, 1, 333}, {doctor, 2}});
  CHECK(who_of("who: 100 % nurse, time: 1 min, next: done") == std::vector<Need>{{nurse, 1}});
  const Workflow others = good(with_step("who: 25 % nurse else 50 % doctor after 15 min, time: 1 min, next: done"));
  CHECK(step(others, "work").who == std::vector<Need>{{nurse, 1, 250}});
  CHECK(step(others, "work").alternatives[0].who == std::vector<Need>{{doctor, 1, 500}});
  CHECK(step(others, "work").alternatives[0].after == 15 * one_minute);
}

TEST_CASE("shares come back as they were written") {
  for (const std::string who : {"25 % nurse", "[0.1 % nurse, doctor]", "{nurse: 99.9 %, doctor: 2}",
                                "25 % nurse else doctor after 5 min else 50 % doctor after 10 min"}) {
    comes_back(good(with_step("who: " + who + ", time: 1 min, next: done")));
  }
  CHECK(write_model(good(with_step("who: {nurse: 25 %}, time: 1 min, next: done"))).find("who: 25 % nurse") !=
        std::string::npos);
}

TEST_CASE("a role may be called like a share of another") {
  const Workflow w = good(
      "roles: {nurse: {}, 25 % nurse: {}, one else two: {}}\n"
      "cases: {patient: {arrive: every 10 min, start: a}}\n"
      "steps:\n"
      "  a: {who: 25 % nurse, time: 1 min, next: b}\n"
      "  b: {who: {nurse: 25 %}, time: 1 min, next: c}\n"
      "  c: {who: {one else two: 25 %}, time: 1 min, next: done}\n"
      "  done: {end: done}\n");
  CHECK(step(w, "a").who == std::vector<Need>{{RoleId{1}, 1}});
  CHECK(step(w, "b").who == std::vector<Need>{{RoleId{0}, 1, 250}});
  comes_back(w);
}

TEST_CASE("what is no share of one person is refused") {
  for (const std::string who : {"0 % nurse", "120 % nurse", "12.55 % nurse", "{nurse: 0 %}", "[-5 % nurse, doctor]"}) {
    INFO(who);
    const auto codes = codes_of(reading_of(with_step("who: " + who + ", time: 1 min, next: done")));
    REQUIRE_FALSE(codes.empty());
    CHECK(codes.front() == "bad-share");
  }
  CHECK(codes_of(reading_of(with_step("who: 25 % nurce, time: 1 min, next: done"))).front() == "unknown-role");
}

TEST_CASE("whoever is in the team already does not stand in for a share beside it, in whatever order they are named") {
  for (const char* who : {"[25 % nurse, doctor]", "[doctor, 25 % nurse]"}) {
    const Workflow w = good(std::string("roles: {nurse: {substitutes: doctor}, doctor: {staff: 2}}\n") +
                            "cases: {patient: {arrive: every 10 min, start: see}}\n"
                            "steps: {see: {who: " +
                            who + ", time: 5 min, next: gone}, gone: {end: gone}}\n");
    CHECK(alternatives_of(w, step(w, "see")).empty());
  }
}
