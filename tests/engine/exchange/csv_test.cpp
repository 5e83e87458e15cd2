// The log as CSV, character by character.
#include "catch.hpp"

#include <algorithm>
#include <atomic>
#include <sstream>

#include "stepwell/exchange/csv.hpp"
#include "stepwell/foundation/diagnostic.hpp"

using namespace stepwell;

namespace {

constexpr std::string_view header =
    "case,case type,token,step,role,member of "
    "staff,place,enabled,started,ended,outcome,queueing,closed,for a batch,interrupted,work\r\n";

Workflow small(const std::string& step) {
  Workflow w;
  Role role;
  role.name = "nurse";
  w.roles.push_back(role);
  Step one;
  one.name = step;
  w.steps.push_back(one);
  CaseType type;
  type.name = "patient";
  w.cases.push_back(type);
  return w;
}

void add(EventLog& log, std::int64_t enabled, std::int64_t started, std::int64_t ended, VisitOutcome outcome,
         std::uint32_t role) {
  log.case_number.push_back(log.size());
  log.case_type.push_back(0);
  log.token.push_back(0);
  log.step.push_back(0);
  log.role.push_back(role);
  log.staff.push_back(role == EventLog::nobody ? EventLog::nobody : 1);
  log.place.push_back(EventLog::nobody);
  log.enabled.push_back(enabled);
  log.started.push_back(started);
  log.ended.push_back(ended);
  log.outcome.push_back(outcome);
  log.queueing.push_back(started == EventLog::never ? 0 : started - enabled);
  log.closed.push_back(0);
  log.for_batch.push_back(0);
  log.interrupted.push_back(0);
  log.work.push_back(ended == EventLog::never ? 0 : ended - started);
}

std::string csv_of(const Workflow& workflow, const EventLog& log) {
  std::ostringstream out;
  write_csv(out, workflow, log);
  return out.str();
}

}  // namespace

TEST_CASE("an empty log is a line of headings") { CHECK(csv_of(small("see"), {}) == header); }

TEST_CASE("a visit is a row with ISO times, and seconds only as fine as they are") {
  EventLog log;
  const std::int64_t nine = (start_of_day(20458) + 9 * one_hour).time_since_epoch().count();  // 2026-01-05 09:00
  add(log, nine, nine + 90'500'000, nine + 390'500'000, VisitOutcome::done, 0);
  CHECK(csv_of(small("see"), log) == std::string(header) +
                                         "1,patient,0,see,nurse,2,,2026-01-05T09:00:00,2026-01-05T09:01:30.5,2026-01-"
                                         "05T09:06:30.5,done,90.5,0,0,0,300\r\n");
}

TEST_CASE("an open visit has no end, and a step without staff has nobody") {
  EventLog log;
  add(log, 0, EventLog::never, EventLog::never, VisitOutcome::in_progress, EventLog::nobody);
  CHECK(csv_of(small("see"), log) ==
        std::string(header) + "1,patient,0,see,,,,1970-01-01T00:00:00,,,in progress,0,0,0,0,0\r\n");
}

TEST_CASE("a visit that was not done says why") {
  EventLog log;
  for (const VisitOutcome why : {VisitOutcome::balked, VisitOutcome::gave_up, VisitOutcome::overdue,
                                 VisitOutcome::pre_empted, VisitOutcome::withdrawn}) {
    add(log, 0, 0, 60'000'000, why, 0);
  }
  log.interrupted[3] = 1'500'000;
  const std::string text = csv_of(small("see"), log);
  for (const char* row : {",balked,0,0,0,0,60\r", ",gave up,0,0,0,0,60\r", ",overdue,0,0,0,0,60\r",
                          ",pre-empted,0,0,0,1.5,60\r", ",withdrawn,0,0,0,0,60\r"}) {
    CHECK(text.find(row) != std::string::npos);
  }
}

TEST_CASE("names with commas, quotes or line breaks are quoted") {
  EventLog log;
  add(log, 0, 0, 1, VisitOutcome::done, 0);
  const std::string text = csv_of(small("see, \"then\"\nsay"), log);
  CHECK(text.find(",\"see, \"\"then\"\"\nsay\",") != std::string::npos);
  CHECK(text.find("1970-01-01T00:00:00.000001") != std::string::npos);
}

TEST_CASE("a log of more than one buffer is complete") {
  EventLog log;
  for (int i = 0; i < 5000; ++i) add(log, 0, 0, 60'000'000, VisitOutcome::done, 0);
  const std::string text = csv_of(small("see"), log);
  CHECK(std::count(text.begin(), text.end(), '\n') == 5001);
}

TEST_CASE("writing a log can be stopped") {
  EventLog log;
  add(log, 0, 0, 1, VisitOutcome::done, 0);
  const std::atomic<bool> stop{true};
  std::ostringstream out;
  CHECK_THROWS_AS(write_csv(out, small("see"), log, &stop), Interrupted);
}
