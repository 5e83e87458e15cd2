// Work that moves from step to step, as changes say: chains, forks and confluences, each worked out on paper.
#include "catch.hpp"

#include "builders.hpp"
#include "stepwell/experiment/ledger.hpp"
#include "stepwell/experiment/per_replication.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Hours of a kind at a step; the three steps of these tests have one role each.
double hours(const Ledger& ledger, const std::string& step, LedgerKind kind) {
  double sum = 0;
  for (const RoleLedger& role : ledger) {
    for (const LedgerLine& line : role.lines) {
      if (line.step == step) sum += line.change[static_cast<std::size_t>(kind)].mean.value_or(-999) / 3600;
    }
  }
  return sum;
}

/// Three roles, and a step for each that is wanted: `s` by a, `t` by b, `u` by c.
Model clinic(bool s, bool t, bool u) {
  Model model;
  model.role("a").role("b").role("c");
  if (s) model.step("s", {"a"});
  if (t) model.step("t", {"b"});
  if (u) model.step("u", {"c"});
  return model;
}

/// Ten visits to each step that there is, with so many hours of work in all.
Outcome worked(const Model& model, std::int64_t s, std::int64_t t, std::int64_t u) {
  Outcome outcome = quiet(model.workflow);
  for (const auto& [step, hours] : {std::pair{"s", s}, std::pair{"t", t}, std::pair{"u", u}}) {
    if (model.workflow.find_step(step)) visits(outcome, model.workflow, step, 10, 0, hours * hour);
  }
  return outcome;
}

using enum LedgerKind;

}  // namespace

TEST_CASE("in a chain of moves the middle step gives its work of before and takes that of the one behind it") {
  // Before: s 5 h, t 3 h, u 1 h; after: s 0 h, t 4 h, u 2 h. s gives 5 to t; t gives its 3 to u.
  // s -5; t -3 +5 and 1 shortened: 4 - 3 = +1; u +3 and 2 shortened: 2 - 1 = +1.
  const Model before = clinic(true, true, true);
  Model after = clinic(false, true, true);
  after.moves("s", "t").moves("t", "u");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 3, 1)}, after.workflow, {worked(after, 0, 4, 2)});
  CHECK(hours(ledger, "s", moved_out) == Approx(-5));
  CHECK(hours(ledger, "s", removed) == Approx(0));
  CHECK(hours(ledger, "t", moved_out) == Approx(-3));
  CHECK(hours(ledger, "t", moved_in) == Approx(5));
  CHECK(hours(ledger, "t", shortened_or_lengthened) == Approx(-1));
  CHECK(hours(ledger, "u", moved_in) == Approx(3));
  CHECK(hours(ledger, "u", shortened_or_lengthened) == Approx(-2));
}

TEST_CASE("the order in which a chain of moves is told does not matter") {
  const Model before = clinic(true, true, true);
  Model forwards = clinic(false, true, true), backwards = forwards;
  forwards.moves("s", "t").moves("t", "u");
  backwards.moves("t", "u").moves("s", "t");
  const Outcome b = worked(before, 5, 3, 1), a = worked(forwards, 0, 4, 2);
  const Ledger one = ledger_of(before.workflow, {b}, forwards.workflow, {a});
  const Ledger other = ledger_of(before.workflow, {b}, backwards.workflow, {a});
  for (std::size_t role = 0; role < one.size(); ++role) CHECK(one[role].by_kind == other[role].by_kind);
}

TEST_CASE("work that would come to a step that is gone goes on to where that step's work goes") {
  // Before: s 5 h, t 3 h; after: u 6 h alone. u takes 5 + 3 and 2 are shortened.
  const Model before = clinic(true, true, false);
  Model after = clinic(false, false, true);
  after.moves("s", "t").moves("t", "u");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 3, 0)}, after.workflow, {worked(after, 0, 0, 6)});
  CHECK(hours(ledger, "s", moved_out) == Approx(-5));
  CHECK(hours(ledger, "t", moved_out) == Approx(-3));
  CHECK(hours(ledger, "t", moved_in) == Approx(0));
  CHECK(hours(ledger, "u", moved_in) == Approx(8));
  CHECK(hours(ledger, "u", shortened_or_lengthened) == Approx(-2));
  CHECK(hours(ledger, "u", added) == Approx(0));
}

TEST_CASE("work that moves to a step that is gone, and nowhere from there, is removed") {
  const Model before = clinic(true, true, true);
  Model after = clinic(false, false, true);
  after.moves("s", "t");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 3, 1)}, after.workflow, {worked(after, 0, 0, 1)});
  CHECK(hours(ledger, "s", removed) == Approx(-5));
  CHECK(hours(ledger, "s", moved_out) == Approx(0));
  CHECK(hours(ledger, "t", removed) == Approx(-3));
}

TEST_CASE("two steps may move to one") {
  // Before: s 5 h, t 3 h, u 1 h; after: u 7 h alone. u +5 +3 and 2 shortened: 7 - 1 = +6.
  const Model before = clinic(true, true, true);
  Model after = clinic(false, false, true);
  after.moves("s", "u").moves("t", "u");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 3, 1)}, after.workflow, {worked(after, 0, 0, 7)});
  CHECK(hours(ledger, "s", moved_out) == Approx(-5));
  CHECK(hours(ledger, "t", moved_out) == Approx(-3));
  CHECK(hours(ledger, "u", moved_in) == Approx(8));
  CHECK(hours(ledger, "u", shortened_or_lengthened) == Approx(-2));
}

TEST_CASE("one step may move to two, which share its work as they grow") {
  // Before: s 6 h, t 1 h; after: t 4 h, u 1 h. t grows by 3 and u by 1, so t takes 4.5 of the 6 hours and u 1.5.
  const Model before = clinic(true, true, false);
  Model after = clinic(false, true, true);
  after.moves("s", "t").moves("s", "u");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 6, 1, 0)}, after.workflow, {worked(after, 0, 4, 1)});
  CHECK(hours(ledger, "s", moved_out) == Approx(-6));
  CHECK(hours(ledger, "t", moved_in) == Approx(4.5));
  CHECK(hours(ledger, "t", shortened_or_lengthened) == Approx(-1.5));
  CHECK(hours(ledger, "u", moved_in) == Approx(1.5));
  CHECK(hours(ledger, "u", shortened_or_lengthened) == Approx(-0.5));
}

TEST_CASE("where none of two grows, each takes half") {
  // Before: s 6 h, t 1 h, u 1 h; after: t 1 h, u 1 h.
  const Model before = clinic(true, true, true);
  Model after = clinic(false, true, true);
  after.moves("s", "t").moves("s", "u");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 6, 1, 1)}, after.workflow, {worked(after, 0, 1, 1)});
  CHECK(hours(ledger, "t", moved_in) == Approx(3));
  CHECK(hours(ledger, "u", moved_in) == Approx(3));
}

TEST_CASE("a step that is still worked at has moved only what it works less") {
  // Before: s 5 h, t 1 h; after: s 2 h, t 3 h. 3 of the 5 hours move; of these t saves one: 3 - 1 = +2.
  const Model before = clinic(true, true, false);
  Model after = clinic(true, true, false);
  after.moves("s", "t");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 1, 0)}, after.workflow, {worked(after, 2, 3, 0)});
  CHECK(hours(ledger, "s", moved_out) == Approx(-3));
  CHECK(hours(ledger, "s", shortened_or_lengthened) == Approx(0));
  CHECK(hours(ledger, "t", moved_in) == Approx(3));
  CHECK(hours(ledger, "t", shortened_or_lengthened) == Approx(-1));
}

TEST_CASE("a step that takes work may change hands as well") {
  // s 5 h by a moves to t, which passes from b (3 h) to c (6 h): c takes 5 from s and 3 from b, and 2 are shortened.
  const Model before = clinic(true, true, false);
  Model after;
  after.role("a").role("b").role("c").step("t", {"c"}).moves("s", "t");
  const Ledger ledger = ledger_of(before.workflow, {worked(before, 5, 3, 0)}, after.workflow, {worked(after, 0, 6, 0)});
  CHECK(ledger[0].change.mean.value() / 3600 == Approx(-5));
  CHECK(ledger[1].by_kind[static_cast<std::size_t>(moved_out)].mean.value() / 3600 == Approx(-3));
  CHECK(ledger[2].by_kind[static_cast<std::size_t>(moved_in)].mean.value() / 3600 == Approx(8));
  CHECK(ledger[2].by_kind[static_cast<std::size_t>(shortened_or_lengthened)].mean.value() / 3600 == Approx(-2));
}

TEST_CASE("whatever moves, circles too, the kinds add up to the change in work, and all that moves out moves in") {
  // Random hours with odd microseconds, and random moves between five steps of one role, two of which come or go.
  std::uint64_t x = 4711;
  const auto any = [&](std::uint64_t below) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    return (x >> 33) % below;
  };
  const std::vector<std::string> names{"one", "two", "three", "four", "five"};
  for (int trial = 0; trial < 200; ++trial) {
    Model before, after;
    before.role("nurse");
    after.role("nurse");
    for (std::size_t i = 0; i < 4; ++i) before.step(names[i], {"nurse"});
    for (std::size_t i = 1; i < 5; ++i) after.step(names[i], {"nurse"});
    for (std::uint64_t moves = any(6); moves > 0; --moves) after.moves(names[any(4)], names[1 + any(4)]);
    Outcome b = quiet(before.workflow), a = quiet(after.workflow);
    for (const Step& s : before.workflow.steps)
      visits(b, before.workflow, s.name, any(99), any(17), static_cast<std::int64_t>(any(7'777'777'777)));
    for (const Step& s : after.workflow.steps)
      visits(a, after.workflow, s.name, any(99), any(17), static_cast<std::int64_t>(any(7'777'777'777)));
    const Ledger ledger = ledger_of(before.workflow, {b}, after.workflow, {a});
    const RoleLedger& nurse = ledger.front();
    const auto kind = [&](LedgerKind k) { return *nurse.by_kind[static_cast<std::size_t>(k)].mean; };
    const std::int64_t change = work_of(after.workflow, a, RoleId{0}) - work_of(before.workflow, b, RoleId{0});
    CHECK(*nurse.change.mean == Approx(seconds(change)).epsilon(1e-12).margin(1e-9));
    double sum = 0;
    for (const Estimate& one : nurse.by_kind) sum += *one.mean;
    CHECK(sum == Approx(seconds(change)).epsilon(1e-9).margin(1e-9));
    CHECK(kind(moved_in) == Approx(-kind(moved_out)).epsilon(1e-12).margin(1e-9));
    CHECK(kind(moved_out) <= 0);
  }
}
