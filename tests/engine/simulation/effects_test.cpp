// Factors that many share, worked by hand. 5 January 2026 is a Monday.
#include <map>
#include <set>

#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;

namespace {

/// Two waits of 10 minutes each that vary with `effect`; one case an hour, from 01:00 on.
std::string waits(const std::string& effect, const std::string& run = "1 d") {
  return "clock: {start: 2026-01-05, run: " + run +
         "}\n"
         "effects: {it: {" +
         effect +
         "}}\n"
         "cases: {patient: {arrive: every 1 h, attributes: {ward: {surgery: 50 %, medicine: 50 %}}, start: first}}\n"
         "steps:\n"
         "  first: {wait: 10 min, varies with: it, next: sort}\n"
         "  sort: {next: [{when: ward is surgery, to: second}, {to: other}]}\n"
         "  second: {wait: 10 min, varies with: it, next: done}\n"
         "  other: {wait: 10 min, varies with: it, next: done}\n"
         "  done: {end: done}\n";
}

double length(const EventLog& log, std::size_t row) { return in_minutes(log.ended[row] - log.enabled[row]); }

/// The lengths of all waits that are over, by what `group` says of their row.
template <class Group>
auto lengths(const Story& story, Group group) {
  std::map<decltype(group(story.log(), std::size_t{})), std::set<double>> found;
  const auto done = static_cast<std::uint32_t>(story.workflow().find_step("done").value());
  const auto sort = static_cast<std::uint32_t>(story.workflow().find_step("sort").value());
  for (std::size_t row = 0; row < story.log().size(); ++row) {
    if (story.log().step[row] == done || story.log().step[row] == sort) continue;
    if (story.log().ended[row] == EventLog::never) continue;
    found[group(story.log(), row)].insert(length(story.log(), row));
  }
  return found;
}

std::set<double> all_of(const std::map<std::int64_t, std::set<double>>& groups) {
  std::set<double> all;
  for (const auto& [group, values] : groups) all.insert(values.begin(), values.end());
  return all;
}

std::int64_t day(const EventLog& log, std::size_t row) { return day_of(Instant{Duration{log.enabled[row]}}); }

}  // namespace

TEST_CASE("a factor is divided by its mean, and one of two values makes one of two times") {
  // 1 or 3, half and half: mean 2, so 10 minutes become 5 or 15.
  const Story story(waits("each: day, factor: discrete 50 % 1 50 % 3", "20 d"));
  const auto by_day = lengths(story, day);
  CHECK(by_day.size() == 20);
  for (const auto& [when, found] : by_day) CHECK(found.size() == 1);
  CHECK(all_of(by_day) == std::set<double>{5, 15});
}

TEST_CASE("each week and each month has a factor of its own") {
  const Story weeks(waits("each: week, factor: uniform 0.5 to 1.5", "21 d"));
  const auto by_week = lengths(weeks, [](const EventLog& log, std::size_t row) { return (day(log, row) + 3) / 7; });
  CHECK(by_week.size() == 3);
  CHECK(all_of(by_week).size() == 3);
  // January has 27 days left, February 28; the run ends in March.
  const Story months(waits("each: month, factor: uniform 0.5 to 1.5", "60 d"));
  const std::int64_t february = day_of(weeks.workflow().clock.start) + 27;
  const auto by_month = lengths(months, [&](const EventLog& log, std::size_t row) {
    const std::int64_t when = day(log, row);
    return static_cast<std::int64_t>(when < february ? 1 : when < february + 28 ? 2 : 3);
  });
  CHECK(by_month.size() == 3);
  CHECK(all_of(by_month).size() == 3);
}

TEST_CASE("all of a run, all of a case and all of a ward share a factor") {
  const Story run(waits("each: run, factor: uniform 0.5 to 1.5"));
  CHECK(all_of(lengths(run, day)).size() == 1);
  CHECK(all_of(lengths(Story(waits("each: run, factor: uniform 0.5 to 1.5"), 2), day)) != all_of(lengths(run, day)));

  const Story cases(waits("each: case, factor: uniform 0.5 to 1.5"));
  const auto by_case = lengths(
      cases, [](const EventLog& log, std::size_t row) { return static_cast<std::int64_t>(log.case_number[row]); });
  for (const auto& [number, found] : by_case) CHECK(found.size() == 1);
  CHECK(all_of(by_case).size() == by_case.size());

  const Story wards(waits("each: ward, factor: uniform 0.5 to 1.5"));
  std::map<std::uint64_t, std::string> ward;  // by case
  for (const char* step : {"second", "other"}) {
    const auto id = static_cast<std::uint32_t>(wards.workflow().find_step(step).value());
    for (std::size_t row = 0; row < wards.log().size(); ++row) {
      if (wards.log().step[row] == id) ward[wards.log().case_number[row]] = step;
    }
  }
  std::map<std::string, std::set<double>> by_ward;
  for (const auto& [number, found] : lengths(wards, [](const EventLog& log, std::size_t row) {
         return static_cast<std::int64_t>(log.case_number[row]);
       })) {
    const auto known = ward.find(static_cast<std::uint64_t>(number));
    if (known != ward.end()) by_ward[known->second].insert(found.begin(), found.end());
  }
  REQUIRE(by_ward.size() == 2);
  CHECK(by_ward["second"].size() == 1);
  CHECK(by_ward["other"].size() == 1);
  CHECK(by_ward["second"] != by_ward["other"]);
}

TEST_CASE("an interval between arrivals passes faster on a busy day") {
  // 1 or 3 with mean 2: a case every 2 h or every 40 min, so 12 or 36 a day, give or take the one that is under way.
  const Story story(
      "clock: {start: 2026-01-05, run: 10 d}\n"
      "effects: {busy day: {each: day, factor: discrete 50 % 1 50 % 3}}\n"
      "cases: {patient: {arrive: {every: 1 h, varies with: busy day}, start: done}}\n"
      "steps: {done: {end: done}}\n");
  std::map<std::int64_t, int> came;
  for (std::size_t row = 0; row < story.log().size(); ++row) ++came[day(story.log(), row)];
  CHECK(came.size() == 10);
  std::set<int> busy;
  for (const auto& [when, count] : came) {
    CHECK((std::abs(count - 12) <= 1 || std::abs(count - 36) <= 1));
    busy.insert(count > 20 ? 1 : 0);
  }
  CHECK(busy.size() == 2);
}

TEST_CASE("an effect leaves all other luck as it is") {
  const std::string with = waits("each: day, factor: uniform 0.5 to 1.5");
  std::string without = with;
  for (std::size_t at = without.find(", varies with: it"); at != std::string::npos;
       at = without.find(", varies with: it"))
    without.erase(at, std::string(", varies with: it").size());
  const Story one(with), other(without);
  CHECK(one.visits("second").size() == other.visits("second").size());
  for (const Visit& visit : other.visits("first")) CHECK(visit.ended != visit.enabled);
}
