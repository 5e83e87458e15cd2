// The calendar against a sorted set of the same events: whatever is entered, it leaves in the one order that there is.
#include "stepwell/simulation/event_calendar.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include "catch.hpp"
#include "simulation/dice.hpp"

namespace stepwell {
namespace {

using testing::Dice;

struct Sooner {
  bool operator()(const Event& a, const Event& b) const { return a.at != b.at ? a.at < b.at : a.name < b.name; }
};

/// Does all to both, and compares whatever the calendar says.
class Pair {
 public:
  void push(std::int64_t at, EventKind kind) {
    const std::uint32_t whom = pushed_++;
    const std::uint32_t order = calendar_.push(Instant{Duration{at}}, kind, whom);
    REQUIRE(order >> 29 == static_cast<std::uint32_t>(kind));
    reference_.insert({at, std::uint64_t{order} << 32 | whom});
    // The later of two of one kind and time is the one that was entered later, whatever the calendar says of numbers.
    REQUIRE((last_order_[order >> 29] < order || !numbered_[order >> 29]));
    last_order_[order >> 29] = order;
    numbered_[order >> 29] = true;
  }
  Event pop() {
    look();
    const Event expected = *reference_.begin();
    reference_.erase(reference_.begin());
    const Event event = calendar_.pop();
    REQUIRE(event.at == expected.at);
    REQUIRE(event.name == expected.name);
    return event;
  }
  void look() {
    REQUIRE(calendar_.size() == reference_.size());
    REQUIRE(calendar_.empty() == reference_.empty());
    if (!reference_.empty()) REQUIRE(calendar_.next_at() == reference_.begin()->at);
  }
  void ask(std::int64_t at, EventKind kind) {
    const bool expected = !reference_.empty() && reference_.begin()->at == at && reference_.begin()->kind() == kind;
    REQUIRE(calendar_.next_is(Instant{Duration{at}}, kind) == expected);
  }
  void renumber() {
    std::set<Event, Sooner> renumbered;
    auto expected = reference_.begin();
    calendar_.renumber([&](const Event& event, std::uint32_t order) {
      REQUIRE(expected != reference_.end());
      REQUIRE(event.name == expected->name);
      REQUIRE(event.at == expected->at);
      REQUIRE((order & ((1u << 29) - 1)) == renumbered.size());
      renumbered.insert({event.at, std::uint64_t{order} << 32 | event.whom()});
      ++expected;
    });
    REQUIRE(expected == reference_.end());
    reference_ = renumbered;
    std::fill(std::begin(numbered_), std::end(numbered_), false);
  }
  std::size_t size() const { return reference_.size(); }
  void drain() {
    while (size() > 0) pop();
    look();
  }

 private:
  EventCalendar calendar_;
  std::set<Event, Sooner> reference_;
  std::uint32_t pushed_ = 0;
  std::uint32_t last_order_[6] = {};
  bool numbered_[6] = {};
};

EventKind any_kind(Dice& dice) { return static_cast<EventKind>(dice.below(6)); }

/// How long after now an event comes, by which the calendar has to find its way.
using Lag = std::function<std::int64_t(Dice&)>;

const std::vector<std::pair<const char*, Lag>> lags = {
    {"even", [](Dice& dice) { return static_cast<std::int64_t>(dice.below(1'000'000'000)); }},
    {"few instants", [](Dice& dice) { return static_cast<std::int64_t>(dice.below(3)); }},
    {"now", [](Dice&) { return std::int64_t{0}; }},
    {"always the same", [](Dice&) { return std::int64_t{1'000'000}; }},
    {"clusters", [](Dice& dice) { return static_cast<std::int64_t>(dice.below(4)) * 86'400'000'000; }},
    {"skewed", [](Dice& dice) { return std::int64_t{1} << dice.below(58); }},
    {"mostly short",
     [](Dice& dice) { return static_cast<std::int64_t>(dice.below(dice.chance(0.9) ? 100 : 1 << 30)); }},
    {"a few far beyond",
     [](Dice& dice) {
       return dice.chance(0.01) ? std::int64_t{1} << 60 : static_cast<std::int64_t>(dice.below(1'000'000));
     }},
};

}  // namespace

TEST_CASE("whatever is pending leaves in order, while the number pending goes up and down") {
  for (const auto& [name, lag] : lags) {
    for (const std::size_t top : {std::size_t{3}, std::size_t{60}, std::size_t{70}, std::size_t{3000}}) {
      CAPTURE(name, top);
      Dice dice(top);
      Pair both;
      std::int64_t now = -static_cast<std::int64_t>(dice.below(1'000'000));
      for (int wave = 0; wave < 4; ++wave) {
        const std::size_t goal = wave % 2 == 0 ? top : dice.below(top / 2 + 1);
        for (std::size_t step = 0; step < 3 * top + 100; ++step) {
          const bool more = both.size() < goal ? !dice.chance(0.2) : dice.chance(0.4);
          if (more) both.push(now + lag(dice), any_kind(dice));
          if (both.size() > 0 && (!more || dice.chance(0.3))) {
            now = both.pop().at;
            both.push(now + lag(dice), any_kind(dice));
            if (both.size() > goal) now = both.pop().at;
          }
          if (dice.chance(0.1)) both.ask(now, any_kind(dice));
          if (dice.chance(0.0005)) both.renumber();
        }
      }
      both.drain();
    }
  }
}

TEST_CASE("any time that can be told is in order, from the first to the last") {
  Dice dice(1);
  for (const std::size_t many : {std::size_t{5}, std::size_t{100}, std::size_t{2000}}) {
    Pair both;
    for (int round = 0; round < 3; ++round) {
      for (std::size_t i = 0; i < many; ++i) {
        const auto anywhere = static_cast<std::int64_t>((dice.below(UINT64_MAX) << 1) + dice.below(2));
        both.push(dice.one_of<std::int64_t>({INT64_MIN, INT64_MAX, INT64_MIN + 1, INT64_MAX - 1, 0, -1, 1, anywhere}),
                  any_kind(dice));
        both.ask(INT64_MIN, any_kind(dice));
      }
      if (round == 1) both.renumber();
      // An event may come before what was taken, too.
      for (std::size_t i = 0; i < many / 2; ++i) both.pop();
    }
    both.drain();
    both.push(3, EventKind::timer);
    both.drain();
  }
}

TEST_CASE("of one time those of one kind leave in the order in which they came, however many there are") {
  for (const std::uint32_t many : {10u, 63u, 64u, 65u, 66u, 300u, 5000u}) {
    EventCalendar calendar;
    for (std::uint32_t i = 0; i < many; ++i) {
      // The kinds backwards, and others around them, so that no part of the calendar gets them in order.
      calendar.push(Instant{Duration{7}}, static_cast<EventKind>(5 - i % 6), i);
      calendar.push(Instant{Duration{8 + i}}, EventKind::closing, i);
    }
    for (std::uint32_t kind = 0; kind < 6; ++kind) {
      for (std::uint32_t i = 5 - kind; i < many; i += 6) {
        const Event event = calendar.pop();
        REQUIRE(event.at == 7);
        REQUIRE(event.kind() == static_cast<EventKind>(kind));
        REQUIRE(event.whom() == i);
      }
    }
    REQUIRE(calendar.size() == many);
  }
}

TEST_CASE("what is near may become many while more is pending far away") {
  Dice dice(5);
  Pair both;
  constexpr std::int64_t year = 31'536'000'000'000;
  for (int i = 0; i < 1000; ++i) both.push(year + static_cast<std::int64_t>(dice.below(year)), any_kind(dice));
  std::int64_t now = 0;
  for (const std::size_t near : {std::size_t{5000}, std::size_t{10}, std::size_t{800}, std::size_t{0}}) {
    while (both.size() < 1000 + near) both.push(now + static_cast<std::int64_t>(dice.below(1'000'000)), any_kind(dice));
    for (int i = 0; i < 2000 && both.size() > 1000; ++i) {
      now = both.pop().at;
      if (i % 2 == 0) both.push(now + static_cast<std::int64_t>(dice.below(1'000'000)), any_kind(dice));
    }
    if (near == 10) both.renumber();
    while (both.size() > 1000 + near) now = both.pop().at;
  }
  both.drain();
}

}  // namespace stepwell
