// Rules evaluated on cases and clocks.
#include <string>

#include "catch.hpp"
#include "stepwell/process/rule.hpp"

using namespace stepwell;

namespace {

using Kind = RuleOperation::Kind;
RuleOperation number(double value) { return {Kind::number, 0, value}; }
RuleOperation attribute(std::uint32_t index) { return {Kind::attribute, index, 0}; }
RuleOperation op(Kind kind) { return {kind, 0, 0}; }

Rule rule(std::vector<RuleOperation> operations) { return {"", std::move(operations)}; }

const Instant monday_nine = *parse_instant("2026-01-05 09:00");
const double nothing[] = {0};

bool compared(double x, Kind kind, double y) {
  return rule({number(x), number(y), op(kind)}).holds(nothing, monday_nine);
}

}  // namespace

TEST_CASE("comparisons compare the first operand with the second") {
  CHECK(compared(1, Kind::less, 2));
  CHECK_FALSE(compared(2, Kind::less, 2));
  CHECK(compared(2, Kind::less_or_equal, 2));
  CHECK(compared(3, Kind::greater, 2));
  CHECK_FALSE(compared(2, Kind::greater, 2));
  CHECK(compared(2, Kind::greater_or_equal, 2));
  CHECK(compared(2, Kind::equal, 2));
  CHECK_FALSE(compared(2, Kind::equal, 3));
  CHECK(compared(2, Kind::not_equal, 3));
  CHECK_FALSE(compared(2, Kind::not_equal, 2));
}

TEST_CASE("and, or and not follow their truth tables") {
  for (const int x : {0, 1}) {
    for (const int y : {0, 1}) {
      CHECK(compared(x, Kind::logical_and, y) == (x && y));
      CHECK(compared(x, Kind::logical_or, y) == (x || y));
    }
    CHECK(rule({number(x), op(Kind::logical_not)}).holds(nothing, monday_nine) == !x);
  }
}

TEST_CASE("a rule reads the attributes of its case") {
  const Rule elderly_and_urgent =
      rule({attribute(1), number(80), op(Kind::greater_or_equal), attribute(0), op(Kind::logical_and)});
  const double urgent_85[] = {1, 85};
  const double urgent_79[] = {1, 79};
  const double routine_85[] = {0, 85};
  CHECK(elderly_and_urgent.holds(urgent_85, monday_nine));
  CHECK_FALSE(elderly_and_urgent.holds(urgent_79, monday_nine));
  CHECK_FALSE(elderly_and_urgent.holds(routine_85, monday_nine));
}

TEST_CASE("a rule reads the clock: time of day, weekday and date") {
  const Rule after_four = rule({op(Kind::time_of_day), number(16.0 * 3.6e9), op(Kind::greater_or_equal)});
  CHECK_FALSE(after_four.holds(nothing, *parse_instant("2026-01-05 15:59:59.999999")));
  CHECK(after_four.holds(nothing, *parse_instant("2026-01-05 16:00")));
  const Rule on_sunday = rule({op(Kind::weekday), number(6), op(Kind::equal)});
  CHECK(on_sunday.holds(nothing, *parse_instant("2026-01-11 12:00")));
  CHECK_FALSE(on_sunday.holds(nothing, monday_nine));
  const Rule from_february =
      rule({op(Kind::date), number(static_cast<double>(*day_number(2026, 2, 1))), op(Kind::greater_or_equal)});
  CHECK_FALSE(from_february.holds(nothing, *parse_instant("2026-01-31 23:59")));
  CHECK(from_february.holds(nothing, *parse_instant("2026-02-01 00:00")));
}

TEST_CASE("a complete rule leaves one value and stays within the stack") {
  CHECK(rule({number(1)}).is_complete());
  CHECK_FALSE(rule({}).is_complete());
  CHECK_FALSE(rule({op(Kind::logical_not)}).is_complete());
  CHECK_FALSE(rule({number(1), op(Kind::logical_and)}).is_complete());
  CHECK_FALSE(rule({number(1), number(2)}).is_complete());
  std::vector<RuleOperation> deep(Rule::deepest, number(1));
  deep.insert(deep.end(), Rule::deepest - 1, op(Kind::logical_and));
  CHECK(rule(deep).is_complete());
  CHECK(rule(deep).holds(nothing, monday_nine));
  deep.insert(deep.begin(), number(1));
  deep.push_back(op(Kind::logical_and));
  CHECK_FALSE(rule(deep).is_complete());
}

TEST_CASE("rules are equal that do the same, however they are written") {
  CHECK(Rule{"urgent", {attribute(0)}} == Rule{"(urgent)", {attribute(0)}});
  CHECK_FALSE(Rule{"urgent", {attribute(0)}} == Rule{"urgent", {attribute(1)}});
}
