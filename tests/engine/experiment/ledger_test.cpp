// Each kind of work, with the sums of DESIGN's definition beside it.
#include "catch.hpp"

#include "builders.hpp"
#include "stepwell/experiment/ledger.hpp"
#include "stepwell/experiment/per_replication.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

double hours(const Estimate& e) { return e.mean.value_or(-999) / 3600; }

double hours(const RoleLedger& role, LedgerKind kind) { return hours(role.by_kind[static_cast<std::size_t>(kind)]); }

const RoleLedger& of(const Ledger& ledger, const std::string& role) {
  for (const RoleLedger& one : ledger) {
    if (one.role == role) return one;
  }
  throw std::runtime_error("no such role: " + role);
}

double sum_of_kinds(const RoleLedger& role) {
  double sum = 0;
  for (const Estimate& kind : role.by_kind) sum += hours(kind);
  return sum;
}

}  // namespace

TEST_CASE("work that is only before is removed, work that is only after is added") {
  Model before, after;
  before.role("clerk").step("pull", {"clerk"});
  after.role("clerk").step("scan", {"clerk"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "pull", 60, 0, 5 * hour);
  visits(a, after.workflow, "scan", 60, 3, 2 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b, b}, after.workflow, {a, a});
  CHECK(hours(of(ledger, "clerk"), LedgerKind::removed) == Approx(-5));
  CHECK(hours(of(ledger, "clerk"), LedgerKind::added) == Approx(2));
  CHECK(hours(of(ledger, "clerk").change) == Approx(-3));
  CHECK(hours(of(ledger, "clerk").work_before) == Approx(5));
  CHECK(hours(of(ledger, "clerk").work_after) == Approx(2));
}

TEST_CASE("a step in both splits into shortened, fewer and rework") {
  // Before: 100 first and 20 repeat visits of 6 min; after: 90 and 10 of 4 min.
  // shortened (4-6)(100+90)/2 = -190 min; fewer (90-100)(6+4)/2 = -50 min;
  // rework (4-6)(20+10)/2 + (10-20)(6+4)/2 = -30 - 50 = -80 min; together -320 = 100*4 - 120*6.
  Model before, after;
  before.role("doctor").step("sign", {"doctor"});
  after.role("doctor").step("sign", {"doctor"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "sign", 100, 20, 120 * 6 * minute);
  visits(a, after.workflow, "sign", 90, 10, 100 * 4 * minute);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  const RoleLedger& doctor = of(ledger, "doctor");
  CHECK(hours(doctor, LedgerKind::shortened_or_lengthened) * 60 == Approx(-190));
  CHECK(hours(doctor, LedgerKind::fewer_or_more) * 60 == Approx(-50));
  CHECK(hours(doctor, LedgerKind::rework) * 60 == Approx(-80));
  CHECK(hours(doctor.change) * 60 == Approx(-320));
}

TEST_CASE("a step that nobody visits on one side has no time of its own there") {
  Model before, after;
  before.role("doctor").step("sign", {"doctor"});
  after.role("doctor").step("sign", {"doctor"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "sign", 10, 0, hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "doctor"), LedgerKind::fewer_or_more) == Approx(-1));
  CHECK(hours(of(ledger, "doctor"), LedgerKind::shortened_or_lengthened) == Approx(0));
}

TEST_CASE("a step that changes hands is moved out and in at its old time, and the rest is shortened") {
  // 30 visits of 10 min by the secretary; afterwards 30 of 4 min by the clerk: 5 h out, 5 h in, 3 h shortened.
  Model before, after;
  before.role("secretary").role("clerk").step("post", {"secretary"});
  after.role("secretary").role("clerk").step("post", {"clerk"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "post", 30, 0, 5 * hour);
  visits(a, after.workflow, "post", 30, 0, 2 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "secretary"), LedgerKind::moved_out) == Approx(-5));
  CHECK(hours(of(ledger, "secretary").change) == Approx(-5));
  CHECK(hours(of(ledger, "clerk"), LedgerKind::moved_in) == Approx(5));
  CHECK(hours(of(ledger, "clerk"), LedgerKind::shortened_or_lengthened) == Approx(-3));
  CHECK(hours(of(ledger, "clerk").change) == Approx(2));
}

TEST_CASE("a change that says where work moves is believed") {
  // Typing (6 h, secretary) goes to dictating (doctor), which rises from 2 h to 3 h: 6 h out, 6 h in, 5 h shortened.
  Model before, after;
  before.role("doctor").role("secretary").step("dictate letter", {"doctor"}).step("type letter", {"secretary"});
  after.role("doctor").role("secretary").step("dictate letter", {"doctor"}).moves("type letter", "dictate letter");
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "dictate letter", 30, 0, 2 * hour);
  visits(b, before.workflow, "type letter", 30, 0, 6 * hour);
  visits(a, after.workflow, "dictate letter", 30, 0, 3 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "secretary"), LedgerKind::moved_out) == Approx(-6));
  CHECK(hours(of(ledger, "secretary"), LedgerKind::removed) == Approx(0));
  CHECK(hours(of(ledger, "doctor"), LedgerKind::moved_in) == Approx(6));
  CHECK(hours(of(ledger, "doctor"), LedgerKind::shortened_or_lengthened) == Approx(-5));
  CHECK(hours(of(ledger, "doctor").change) == Approx(1));
}

TEST_CASE("a move that both sides already have counts no more") {
  Model before, after;
  before.role("doctor")
      .role("secretary")
      .step("dictate", {"doctor"})
      .step("type", {"secretary"})
      .moves("type", "dictate");
  after = before;
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "type", 10, 0, 2 * hour);
  visits(a, after.workflow, "type", 10, 0, 1 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "secretary"), LedgerKind::moved_out) == Approx(0));
  CHECK(hours(of(ledger, "secretary"), LedgerKind::shortened_or_lengthened) == Approx(-1));
}

TEST_CASE("a step without one of its roles loses that role's work and keeps the other's") {
  Model before, after;
  before.role("doctor").role("nurse").step("round", {"doctor", "nurse"});
  after.role("doctor").role("nurse").step("round", {"doctor"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "round", 10, 0, 4 * hour);
  visits(a, after.workflow, "round", 10, 0, 4 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "nurse"), LedgerKind::removed) == Approx(-4));
  CHECK(hours(of(ledger, "doctor").change) == Approx(0));
}

TEST_CASE("a renamed step continues the one that it was") {
  Model before, after;
  before.role("clerk").step("file", {"clerk"});
  after.role("clerk").step("archive", {"clerk"}, "file");
  CHECK(paired_steps(before.workflow, after.workflow)[StepId{0}] == StepId{0});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "file", 10, 0, 2 * hour);
  visits(a, after.workflow, "archive", 10, 0, 1 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "clerk"), LedgerKind::shortened_or_lengthened) == Approx(-1));
  CHECK(of(ledger, "clerk").lines.front().step == "archive");
  CHECK(of(ledger, "clerk").lines.front().was == "file");
}

TEST_CASE("a role that is only on one side has its work there") {
  Model before, after;
  before.role("clerk").step("file", {"clerk"});
  after.role("robot").step("scan", {"robot"});
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "file", 10, 0, 2 * hour);
  visits(a, after.workflow, "scan", 10, 0, 1 * hour);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  CHECK(hours(of(ledger, "clerk").work_after) == 0);
  CHECK(hours(of(ledger, "robot").work_before) == 0);
  CHECK(hours(of(ledger, "robot"), LedgerKind::added) == Approx(1));
}

TEST_CASE("in any two outcomes the kinds add up to the change in work") {
  // Odd numbers everywhere, so that every division leaves a remainder.
  Model before, after;
  before.role("a").role("b").step("one", {"a"}).step("two", {"a", "b"}).step("three", {"b"}).step("four", {"a"});
  after.role("a")
      .role("b")
      .step("one", {"b"})
      .step("two", {"b"})
      .step("four", {"a"})
      .step("five", {"a"})
      .moves("three", "four");
  std::vector<Outcome> bs, as;
  std::uint64_t x = 12345;
  const auto any = [&](std::uint64_t below) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    return (x >> 33) % below;
  };
  for (int replication = 0; replication < 50; ++replication) {
    Outcome b = quiet(before.workflow), a = quiet(after.workflow);
    for (const Step& s : before.workflow.steps)
      visits(b, before.workflow, s.name, any(99), any(17), static_cast<std::int64_t>(any(7'777'777'777)));
    for (const Step& s : after.workflow.steps)
      visits(a, after.workflow, s.name, any(99), any(17), static_cast<std::int64_t>(any(7'777'777'777)));
    const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
    for (const RoleLedger& role : ledger) {
      const RoleId id = *before.workflow.find_role(role.role);
      const std::int64_t change = work_of(after.workflow, a, id) - work_of(before.workflow, b, id);
      // Amounts are whole microseconds; as seconds a week they differ by rounding in the last digit only.
      CHECK(hours(role.change) * 3600 == Approx(seconds(change)).epsilon(1e-12));
      CHECK(sum_of_kinds(role) * 3600 == Approx(seconds(change)).epsilon(1e-9).margin(1e-9));
    }
  }
}

TEST_CASE("who takes over with a share of their attention has that share of the hours") {
  // Watching 60 times for 10 minutes, 10 hours: a whole nurse before, a quarter of one afterwards, with a third of an
  // assistant who has not been there before. Hand-overs to the assistant are 10 h x 33.3 %.
  Model before, after;
  before.role("nurse").step("watch", {"nurse"});
  after.role("nurse").role("assistant").step("watch", {"nurse", "assistant"});
  after.workflow.steps.items()[0].who[0].share = 250;
  after.workflow.steps.items()[0].who[1].share = 333;
  Outcome b = quiet(before.workflow), a = quiet(after.workflow);
  visits(b, before.workflow, "watch", 60, 0, 10 * hour);
  visits(a, after.workflow, "watch", 60, 0, 10 * hour);
  CHECK(work_of(after.workflow, a, RoleId{0}) == 25 * hour / 10);
  CHECK(work_of(after.workflow, a, RoleId{1}) == 333 * hour / 100);
  const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
  const RoleLedger& nurse = of(ledger, "nurse");
  CHECK(hours(nurse.work_before) == Approx(10));
  CHECK(hours(nurse.work_after) == Approx(2.5));
  CHECK(hours(nurse.change) == Approx(-7.5));
  CHECK(hours(nurse, LedgerKind::shortened_or_lengthened) == Approx(-7.5));
  CHECK(sum_of_kinds(nurse) == Approx(-7.5));
  const RoleLedger& assistant = of(ledger, "assistant");
  CHECK(hours(assistant.change) == Approx(3.33));
  CHECK(sum_of_kinds(assistant) == Approx(3.33));
}
