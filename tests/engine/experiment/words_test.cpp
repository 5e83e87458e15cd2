// Numbers as people say them, and JSON as programs read it.
#include "catch.hpp"

#include <limits>

#include "builders.hpp"
#include "stepwell/experiment/json_text.hpp"
#include "stepwell/experiment/results_json.hpp"
#include "stepwell/experiment/words.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("numbers are rounded, grouped and never minus nothing") {
  CHECK(number(1234567.891, 1) == "1,234,567.9");
  CHECK(number(-1234.5, 2) == "-1,234.50");
  CHECK(number(-0.04, 1) == "0.0");
  CHECK(number(999.96, 1) == "1,000.0");
}

TEST_CASE("what is rounded one by one adds up to the rounded sum") {
  // 48.24 + 4.24 + 8.74 = 61.22: 48.2 + 4.2 + 8.7 would be 61.1, so that tenth goes to the first that lost most.
  const std::vector<double> rounded = rounded_to_add_up({-48.24, -4.24, -8.74}, -61.22, 0.1);
  REQUIRE(rounded.size() == 3);
  CHECK(rounded[0] + rounded[1] + rounded[2] == Approx(-61.2));
  CHECK(rounded_to_add_up({0.04, 0.04, 0.04}, 0.12, 0.1) == std::vector<double>{0.1, 0, 0});
  CHECK(rounded_to_add_up({3, -2}, 1, 1) == std::vector<double>{3, -2});
  CHECK(rounded_to_add_up({}, 0, 0.1).empty());
}

TEST_CASE("times take the unit in which they are best said") {
  CHECK(time_in_words(2.5) == "2.5 s");
  CHECK(time_in_words(45) == "45 s");
  CHECK(time_in_words(32 * 60) == "32.0 min");
  CHECK(time_in_words(5 * 3600) == "5.0 h");
  CHECK(time_in_words(3.5 * 86400) == "3.5 days");
  CHECK(hours_in_words(90 * 3600) == "90.0 h");
}

TEST_CASE("shares near their ends keep a decimal, and all and nothing are exact") {
  CHECK(percent(0) == "0 %");
  CHECK(percent(1) == "100 %");
  CHECK(percent(0.834) == "83 %");
  CHECK(percent(0.9482) == "95 %");
  CHECK(percent(0.0042) == "0.4 %");
  CHECK(percent(0.9961) == "99.6 %");
  CHECK(percent_finely(0.9482) == "94.8 %");
  CHECK(percent_finely(1) == "100 %");
  CHECK(percent(0.00001) == "under 0.1 %");
  CHECK(percent(0.99999) == "over 99.9 %");
}

TEST_CASE("money is told in whole pounds, and what rounds to nothing has no sign") {
  CHECK(money(1234.4) == "£1,234");
  CHECK(money(-21.6) == "-£22");
  CHECK(money(-2.6) == "-£3");
  CHECK(money(-0.001) == "£0");
  CHECK(money(0) == "£0");
}

TEST_CASE("plans and targets are said as they were meant") {
  CHECK(span_in_words(12 * one_week) == "12 weeks");
  CHECK(span_in_words(one_week) == "1 week");
  CHECK(span_in_words(10 * one_day) == "10 days");
  CHECK(target_in_words(0.9, 32 * 60) == "90 % within 32 min");
  CHECK(target_in_words(0.985, 86400) == "98.5 % within 1 day");
}

TEST_CASE("two times side by side share a unit, with digits enough for the smaller") {
  const Scale scale = scale_for_both(5.85 * 3600, 50.3 * 60);
  CHECK(in_scale(5.85 * 3600, scale) == "5.85");
  CHECK(in_scale(50.3 * 60, scale) == "0.84");
  CHECK(scale.unit == "h");
}

TEST_CASE("JSON writes doubles that read back as the same bits, and null for what is none") {
  JsonText json;
  json.begin_array();
  for (const double x : {0.1, 1.0 / 3, 1e300, 3.0, -0.0, std::numeric_limits<double>::infinity(), no_value})
    json.value(x);
  json.end_array();
  CHECK(json.take() == "[\n  0.1,\n  0.3333333333333333,\n  1e+300,\n  3.0,\n  0.0,\n  null,\n  null\n]\n");
}

TEST_CASE("JSON holds any text") {
  JsonText json;
  json.begin_object();
  json.field("a \"quote\" \\ and\ttab", "é, 看 and \xFF broken");
  json.end_object();
  CHECK(json.take() == "{\n  \"a \\\"quote\\\" \\\\ and\\u0009tab\": \"é, 看 and \xEF\xBF\xBD broken\"\n}\n");
}

TEST_CASE("an empty object and an empty array take one line") {
  JsonText json;
  json.begin_object().key("a").begin_object().end_object().key("b").begin_array().end_array().end_object();
  CHECK(json.take() == "{\n  \"a\": {},\n  \"b\": []\n}\n");
}

TEST_CASE("results without a single case are JSON without NaN") {
  Model model;
  model.role("nurse").step("see", {"nurse"}).case_type("patient").measure("visit", one_hour, 0.9);
  std::vector<Replications> nothing;
  nothing.push_back(replications_of(model.workflow, {quiet(model.workflow)}));
  const std::string text = to_json(result_of(model.workflow, nothing, 1));
  CHECK(text.find("nan") == std::string::npos);
  CHECK(text.find("\"elapsed\": {\"mean\": null, \"low\": null, \"high\": null, \"sd\": null, \"n\": 0}") !=
        std::string::npos);
  CHECK(text.find("\"arrived\": {\"mean\": 0.0, \"low\": null, \"high\": null, \"sd\": null, \"n\": 1}") !=
        std::string::npos);
}
