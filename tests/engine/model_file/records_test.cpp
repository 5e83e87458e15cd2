// Files of cases and attributes that go together: read, checked and written back.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

std::string walk_ins(const std::string& type, const std::string& when = "true") {
  return "roles: {nurse: {staff: 2}}\n"
         "cases: {walk-in: {" +
         type +
         ", start: see}}\n"
         "steps:\n"
         "  see: {who: nurse, time: 1 min, next: [{when: " +
         when +
         ", to: done}, {to: done}]}\n"
         "  done: {end: done}\n";
}

const CaseType& walk_in(const Workflow& w) { return w.cases[CaseTypeId{0}]; }

std::string only_error(const std::string& text) {
  const Reading reading = reading_of(text);
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.diagnostics.size() == 1);
  return reading.diagnostics[0].code + ": " + reading.diagnostics[0].message;
}

const std::string replayed = "arrive: {file: parts/arrivals.csv, column: arrived, type: kind}";
const std::string columns = ", attributes: {age: column age, urgent: column urgent, triage: column triage}";

Instant at(int day, int hour, int minute, int second = 0) {
  return start_of_day(day) + hour * one_hour + minute * one_minute + Duration{second * 1'000'000};
}

}  // namespace

TEST_CASE("real arrivals come in the order of their times, each with its row, and only those of the case type") {
  const CaseType type = walk_in(good(walk_ins(replayed + columns)));
  CHECK(type.demand.kind == Demand::Kind::listed);
  CHECK(type.demand.times == std::vector{at(20458, 9, 0), at(20458, 9, 30), at(20459, 10, 15, 30)});
  CHECK(type.rows == 3);
  CHECK(type.attributes[0].rows == std::vector<double>{34, 71, 5});
  CHECK(type.attributes[1].rows == std::vector<double>{0, 1, 1});
  CHECK(type.attributes[2].rows == std::vector<double>{1, 2, 3});  // in the order in which they come; 0 is empty
}

TEST_CASE("without a column of types all rows are of the case type that asks") {
  const CaseType type =
      walk_in(good(walk_ins("arrive: {file: parts/arrivals.csv, column: arrived}, attributes: {age: column age}")));
  // Two come at 09:00: in the order of the file.
  CHECK(type.attributes[0].rows == std::vector<double>{34, 80, 71, 5});
}

TEST_CASE("records give a case type rows in the order of the file, and leave its arrivals alone") {
  const CaseType type =
      walk_in(good(walk_ins("arrive: every 10 min, records: {file: parts/arrivals.csv, type: kind}" + columns)));
  CHECK(type.demand.kind == Demand::Kind::every);
  CHECK(type.rows == 3);
  CHECK(type.attributes[0].rows == std::vector<double>{71, 34, 5});
  CHECK(walk_in(good(walk_ins("arrive: every 10 min, records: parts/arrivals.csv"))).rows == 4);
}

TEST_CASE("rules know what a column holds") {
  good(walk_ins(replayed + columns, "urgent and age > 65"));
  good(walk_ins(replayed + columns, "triage is orange"));
  CHECK(only_error(walk_ins(replayed + columns, "triage is purple")).find("purple") != std::string::npos);
}

TEST_CASE("what is wrong with a file is said once, with its line") {
  CHECK(only_error(walk_ins("arrive: {file: parts/arrivals.csv, column: age}" + columns)) ==
        "bad-column: line 2 of \"parts/arrivals.csv\" has \"71\" in column \"age\", which is not a date with a time");
  CHECK(only_error(walk_ins("arrive: {file: parts/arrivals.csv}")).find("missing-key") == 0);
  CHECK(only_error(walk_ins("arrive: {file: nowhere.csv, column: arrived}" + columns)).find("unreadable-file") == 0);
  CHECK(only_error(walk_ins("arrive: {file: parts/arrivals.csv, column: arived}")).find("unknown-column") == 0);
  CHECK(only_error(walk_ins(replayed + ", attributes: {age: column aeg}")).find("unknown-column") == 0);
  CHECK(only_error(walk_ins("arrive: {every: 5 min, column: arrived}")).find("bad-arrival") == 0);
  CHECK(only_error(walk_ins(replayed + ", records: parts/times.csv")).find("bad-records") == 0);
}

TEST_CASE("correlations name two attributes that are drawn by chance") {
  const std::string drawn =
      "arrive: every 5 min, attributes: {age: uniform 20 to 90, length of stay: gamma mean 5 sd 4, frail: chance 30 %}";
  const CaseType type =
      walk_in(good(walk_ins(drawn + ", correlations: {age and length of stay: 0.4, frail and age: -0.2}")));
  REQUIRE(type.correlations.size() == 2);
  CHECK(type.correlations[0].one == AttributeId{0});
  CHECK(type.correlations[0].other == AttributeId{1});
  CHECK(type.correlations[0].of_ranks == 0.4);
  CHECK(type.correlations[1].one == AttributeId{2});
  for (const char* wrong : {"{age and size: 0.4}", "{age: 0.4}", "{age and age: 0.4}", "{age and frail: 1}",
                            "{age and frail: 0.4, frail and age: 0.4}"}) {
    CHECK(only_error(walk_ins(drawn + ", correlations: " + wrong)).find("bad-correlation") == 0);
  }
}

TEST_CASE("files and correlations are written back as they were read") {
  for (const std::string& said : std::vector<std::string>{
           replayed + columns, "arrive: {file: parts/arrivals.csv, column: arrived, together: 2}",
           "arrive: every 10 min, records: {file: parts/arrivals.csv, type: kind}" + columns,
           "arrive: every 10 min, records: parts/arrivals.csv, attributes: {age: column age, frail: chance 20 %, "
           "stay: exponential mean 3}, correlations: {frail and stay: -0.35}"}) {
    const Workflow w = good(walk_ins(said));
    comes_back(w);
  }
}
