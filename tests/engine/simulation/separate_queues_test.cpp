// Roles whose members have a queue each, worked by hand. 5 January 2026 is a Monday.
#include "catch.hpp"
#include "story.hpp"

using namespace stepwell;

namespace {

using Times = std::vector<std::string>;
using Rows = std::vector<Visit>;

/// Which member did the visits to a step, in the order in which these ended.
std::vector<std::uint32_t> members_at(const Story& story, const std::string& step) {
  std::vector<std::uint32_t> members;
  const EventLog& log = story.log();
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (story.workflow().steps.items()[log.step[i]].name == step) members.push_back(log.staff[i]);
  }
  return members;
}

std::string counter(const std::string& queues, const std::string& pay) {
  return "clock: {start: 2026-01-05, run: 1 d}\n"
         "roles: {cashier: {staff: 2, separate queues: " +
         queues +
         "}}\n"
         "cases:\n"
         "  long: {arrive: [2026-01-05 09:00], start: talk}\n"
         "  short: {arrive: [2026-01-05 09:01, 2026-01-05 09:02, 2026-01-05 09:03, 2026-01-05 09:20], start: pay}\n"
         "steps:\n"
         "  talk: {who: cashier, time: 30 min, next: gone}\n"
         "  pay: {who: cashier, time: 5 min, next: gone" +
         pay +
         "}\n"
         "  gone: {end: gone}\n";
}

}  // namespace

TEST_CASE("the shortest queue is joined, counting who is served, and kept to although another cashier is free") {
  const Story story(counter("shortest", ""));
  // The first talks to cashier 1 until 09:30. 09:01: cashier 2 has nobody. 09:02: one each, so cashier 1, until 09:30.
  // 09:03: two and one, so cashier 2 at 09:06. 09:20: cashier 1 has two, cashier 2 nobody.
  CHECK(story.visits("pay") == Rows{{"Mon 09:01", "Mon 09:01", "Mon 09:06", 0, 0, 5},
                                    {"Mon 09:02", "Mon 09:30", "Mon 09:35", 28, 0, 5},
                                    {"Mon 09:03", "Mon 09:06", "Mon 09:11", 3, 0, 5},
                                    {"Mon 09:20", "Mon 09:20", "Mon 09:25", 0, 0, 5}});
  CHECK(members_at(story, "pay") == std::vector<std::uint32_t>{1, 1, 1, 0});
  CHECK(members_at(story, "talk") == std::vector<std::uint32_t>{0});
  // Of the role as a whole.
  const RoleOutcome& cashier = story.role("cashier");
  CHECK(in_minutes(cashier.busy) == 30 + 4 * 5);
  CHECK(in_minutes(cashier.queue) == 28 + 3);
  CHECK(cashier.longest_queue == 2);  // from 09:03 to 09:06, one for each
  CHECK(in_minutes(cashier.rostered) == 2 * 24 * 60);
  CHECK(in_minutes(cashier.open) == 24 * 60);
  CHECK(in_minutes(story.outcome().cases[CaseTypeId{1}].queueing_for[0]) == 28 + 3);
  CHECK(story.outcome().roles.size() == 1);
  for (const std::uint32_t role : story.log().role) CHECK((role == 0 || role == EventLog::nobody));
}

TEST_CASE("each queue is joined in turn, whatever stands in it") {
  const Story story(counter("in turn", ""));
  // Cashier 1 until 09:30 for the one who talks, and then for 09:02 and 09:20; cashier 2 for 09:01 and 09:03.
  CHECK(story.visits("pay") == Rows{{"Mon 09:01", "Mon 09:01", "Mon 09:06", 0, 0, 5},
                                    {"Mon 09:02", "Mon 09:30", "Mon 09:35", 28, 0, 5},
                                    {"Mon 09:03", "Mon 09:06", "Mon 09:11", 3, 0, 5},
                                    {"Mon 09:20", "Mon 09:35", "Mon 09:40", 15, 0, 5}});
  // From 09:20 to 09:30 two wait for cashier 1.
  CHECK(story.role("cashier").longest_queue == 2);
}

TEST_CASE("who loses patience leaves the queue that was joined") {
  const Story story(counter("in turn", ", patience: 10 min, gives up: gone"));
  // Cashier 1 is not free before 09:30, so 09:02 leaves at 09:12; 09:20 waits until 09:30, just as long as it would.
  CHECK(story.step("pay").left[static_cast<std::size_t>(VisitOutcome::gave_up)] == 1);
  CHECK(story.ends("pay") == Times{"Mon 09:06", "Mon 09:12", "Mon 09:11", "Mon 09:35"});
}

TEST_CASE("nobody joins a queue that is too long, however short the others are") {
  const Story story(counter("in turn", ", balks at: 1, gives up: gone"));
  // 09:02 waits for cashier 1; 09:20 would be behind it.
  CHECK(story.step("pay").left[static_cast<std::size_t>(VisitOutcome::balked)] == 1);
  CHECK(story.step("pay").first_visits == 3);
}

TEST_CASE("work that is put down at closing time goes on with the same member") {
  const Story story(
      "clock: {start: 2026-01-05, run: 2 d}\n"
      "calendars: {day: Mon-Fri 09:00-17:00}\n"
      "roles: {cashier: {staff: 2, calendar: day, after hours: stop, separate queues: shortest}}\n"
      "cases: {patient: {arrive: [2026-01-05 16:30, 2026-01-05 16:40, 2026-01-05 16:50], start: pay}}\n"
      "steps:\n"
      "  pay: {who: cashier, time: 60 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The third is behind the first, at cashier 1, who goes on with that one from 09:00 to 09:30.
  CHECK(story.visits("pay") == Rows{{"Mon 16:30", "Mon 16:30", "Tue 09:30", 0, 16 * 60, 60},
                                    {"Mon 16:40", "Mon 16:40", "Tue 09:40", 0, 16 * 60, 60},
                                    {"Mon 16:50", "Tue 09:30", "Tue 10:30", 10 + 30, 16 * 60, 60}});
  CHECK(members_at(story, "pay") == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(in_minutes(story.role("cashier").rostered) == 2 * 2 * 8 * 60);
}

TEST_CASE("who needs a room as well waits for both, and others of the queue do not wait for it") {
  const Story story(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {cashier: {staff: 2, separate queues: shortest}}\n"
      "places: {room: {}}\n"
      "cases:\n"
      "  one: {arrive: [2026-01-05 09:00], start: talk}\n"
      "  two: {arrive: [2026-01-05 09:01], start: talk}\n"
      "  three: {arrive: [2026-01-05 09:02, 2026-01-05 09:03], start: pay}\n"
      "steps:\n"
      "  talk: {who: [cashier, room], time: 30 min, next: gone}\n"
      "  pay: {who: cashier, time: 5 min, next: gone}\n"
      "  gone: {end: gone}\n");
  // The second talk is for cashier 2, who has no room before 09:30. 09:02: one each, so cashier 1, who is free at 09:30.
  // 09:03: two and one, so cashier 2, who is free and does not wait with the talk.
  CHECK(story.ends("talk") == Times{"Mon 09:30", "Mon 10:00"});
  CHECK(story.visits("pay") ==
        Rows{{"Mon 09:02", "Mon 09:30", "Mon 09:35", 28, 0, 5}, {"Mon 09:03", "Mon 09:03", "Mon 09:08", 0, 0, 5}});
}

TEST_CASE("one member with a queue of their own is a role with one queue") {
  const std::string one =
      "clock: {start: 2026-01-05, run: 5 d}\n"
      "roles: {cashier: {discipline: shortest}}\n"
      "cases: {patient: {arrive: poisson 10 per h, start: pay}}\n"
      "steps:\n"
      "  pay: {who: cashier, time: exponential mean 5 min, patience: exponential mean 1 h, gives up: gone, next: "
      "gone}\n"
      "  gone: {end: gone}\n";
  for (const char* queues : {"shortest", "random", "in turn"}) {
    std::string own = one;
    own.replace(own.find("discipline"), 0, std::string("separate queues: ") + queues + ", ");
    const Story a(one), b(own);
    CHECK(a.visits("pay") == b.visits("pay"));
    CHECK(a.role("cashier").busy == b.role("cashier").busy);
    CHECK(a.role("cashier").queue == b.role("cashier").queue);
    CHECK(a.role("cashier").longest_queue == b.role("cashier").longest_queue);
  }
}
