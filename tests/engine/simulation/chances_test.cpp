// Chances of which some are uncertain: who gives way to whom, worked by hand.
#include "stepwell/simulation/chances.hpp"

#include <string>
#include <utility>

#include "catch.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/simulation/program.hpp"

using namespace stepwell;

namespace {

/// The chances of one choice, with what is assumed of them.
struct Choice {
  std::vector<Quantity> chances;
  IndexedVector<AssumptionId, Assumption> assumptions;
  IndexedVector<AssumptionId, double> drawn;

  Choice& plain(double chance) {
    chances.push_back({chance, {}});
    return *this;
  }
  Choice& firm(double chance) { return swept(chance, chance, chance, chance, false); }
  Choice& swept(double low, double stated, double high, double now, bool is_swept = true) {
    Assumption assumption;
    assumption.quantity = Assumption::Quantity::chance;
    assumption.value = stated;
    assumption.low = low;
    assumption.high = high;
    assumption.swept = is_swept;
    chances.push_back({stated, assumptions.push_back(assumption)});
    drawn.push_back(now);
    return *this;
  }
  std::vector<double> now() const { return chances_at(chances, assumptions, drawn); }
};

void check_close(const std::vector<double>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(expected[i]).margin(1e-12));
}

}  // namespace

TEST_CASE("Stated chances come back as they are") {
  CHECK(Choice().swept(0.1, 0.3, 0.5, 0.3).firm(0.1).plain(0.6).now() == std::vector<double>{0.3, 0.1, 0.6});
}

TEST_CASE("What one drawn chance leaves goes to the plain ones in proportion, and a firm one stays") {
  // 0.2 is drawn instead of 0.1; the plain 0.6 and 0.2 share 1 - 0.2 - 0.1 = 0.7 as 3 to 1.
  check_close(Choice().swept(0.05, 0.1, 0.3, 0.2).plain(0.6).plain(0.2).firm(0.1).now(), {0.2, 0.525, 0.175, 0.1});
}

TEST_CASE("Two drawn chances are both kept where a plain one has room for both") {
  // The highs are 0.2 + 0.35: the plain one can take the rest of any draw.
  check_close(Choice().plain(0.6).swept(0.1, 0.14, 0.2, 0.18).swept(0.2, 0.26, 0.35, 0.33).now(), {0.49, 0.18, 0.33});
}

TEST_CASE("A small certain chance does not move where the ranges leave it no room") {
  for (const bool firm : {false, true}) {
    Choice choice;
    // Highs of 0.6 + 0.6. The draws come to 0.58 + 0.5 = 1.08 with 0.02 certain: 0.1 too much, of which ranges of the
    // same width give half each.
    choice.swept(0.4, 0.49, 0.6, 0.58).swept(0.4, 0.49, 0.6, 0.5);
    firm ? choice.firm(0.02) : choice.plain(0.02);
    const auto now = choice.now();
    check_close(now, {0.53, 0.45, 0.02});
    CHECK(now[2] == 0.02);
  }
}

TEST_CASE("Whoever has the wider range gives way further") {
  // Widths of 0.3 and 0.1, squares as 9 to 1. Without anything certain the draws come to 0.9: 0.09 and 0.01 are added.
  check_close(Choice().swept(0.3, 0.5, 0.6, 0.4).swept(0.45, 0.5, 0.55, 0.5).now(), {0.49, 0.51});
}

TEST_CASE("A firm chance stays where it has only drawn ones beside it, and moves where there is but one of them") {
  check_close(Choice().swept(0.1, 0.3, 0.5, 0.4).swept(0.1, 0.3, 0.5, 0.4).firm(0.4).now(), {0.3, 0.3, 0.4});
  check_close(Choice().swept(0.1, 0.3, 0.5, 0.44).firm(0.4).firm(0.3).now(), {0.44, 0.32, 0.24});
}

TEST_CASE("One drawn chance that firm ones leave no room is shared out among all the others") {
  // High 0.7 with 0.5 firm: the firm 0.5 and the plain 0.1 share 0.3 as 5 to 1.
  check_close(Choice().swept(0.3, 0.4, 0.7, 0.7).firm(0.5).plain(0.1).now(), {0.7, 0.25, 0.05});
}

TEST_CASE("A drawn chance that gives way stops at nothing, and the others give the rest") {
  // Widths of 0.5, 0.3 and 0.3: squares as 25 to 9 to 9.
  const auto draw = [](double a, double b, double c) {
    return Choice().swept(0, 0.2, 0.5, a).swept(0.3, 0.4, 0.6, b).swept(0.3, 0.4, 0.6, c).now();
  };
  check_close(draw(0.3, 0.4, 0.4), {0.3 - 0.1 * 25 / 43, 0.4 - 0.1 * 9 / 43, 0.4 - 0.1 * 9 / 43});
  // 0.22 too much: 25/43 of it is more than the first has. It gives its 0.02, the others 0.1 each.
  check_close(draw(0.02, 0.6, 0.6), {0, 0.5, 0.5});
}

TEST_CASE("Drawn chances that give way keep their means, and what a run reports is what it used") {
  const Reading reading = read_model_text(
      "clock: {start: 2026-01-05, run: 1 d}\n"
      "roles: {nurse: {}}\n"
      "cases: {patient: {arrive: [2026-01-05 10:00], start: sort}}\n"
      "steps:\n"
      "  sort:\n"
      "    next:\n"
      "      a: {is: 60 %, basis: expert, range: 45 % to 70 %}\n"
      "      b: {is: 38 %, basis: expert, range: 30 % to 50 %}\n"
      "      c: 2 %\n"
      "  a: {end: a}\n  b: {end: b}\n  c: {end: c}\n",
      "story", ".");
  REQUIRE(reading.workflow);
  const auto program = compile(*reading.workflow);
  ReplicationRequest request;
  request.certainty = Certainty::with_what_we_dont_know;
  double sum = 0;
  constexpr int n = 4000;
  for (; request.replication < n; ++request.replication) {
    const auto used = program->assumed(request);
    CHECK(used[AssumptionId{0}] + used[AssumptionId{1}] == Approx(0.98).epsilon(1e-12));
    sum += used[AssumptionId{0}];
    const Program varied = program->varied(used);
    CHECK(varied.flows[0].up_to == Approx(used[AssumptionId{0}]).epsilon(1e-12));
    CHECK(varied.flows[1].up_to == Approx(0.98).epsilon(1e-12));
  }
  // A draw's sd is below half its range over sqrt(7), 0.047: the mean of 4000 is within 0.003 (4 standard errors).
  CHECK(sum / n == Approx(0.6).margin(0.003));
}
