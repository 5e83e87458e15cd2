// Runs that go on until the headline times are known well enough.
#include "catch.hpp"

#include <stdexcept>

#include "builders.hpp"
#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/results_json.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// One outcome each in which cases take so many minutes on average.
Replications taking(const Workflow& workflow, const std::vector<int>& minutes) {
  std::vector<Outcome> outcomes;
  for (const int m : minutes) {
    Outcome one = quiet(workflow);
    one.cases[CaseTypeId{0}].elapsed.add(Duration(m * minute));
    outcomes.push_back(one);
  }
  return replications_of(workflow, outcomes);
}

}  // namespace

TEST_CASE("the precision is half the 95 % interval as a share of the mean") {
  // 8 and 12: mean 10, sd 2.828, half = t(1, 0.975) sd / sqrt 2 = 12.7062 x 2 = 25.4124 minutes: 254 % of the mean.
  const Model model = Model().case_type("patient");
  const Precision p = precision_of(model.workflow, taking(model.workflow, {8, 12}), 0.02, 100);
  REQUIRE(p.widest);
  CHECK(*p.widest == Approx(2.54124).epsilon(1e-5));
  CHECK(p.widest_of == "patient");
  CHECK_FALSE(p.reached);
  CHECK(precision_of(model.workflow, taking(model.workflow, {8, 12}), 0.99, 100).wanted == 0.99);
  CHECK(precision_of(model.workflow, taking(model.workflow, {7, 7, 7}), 0.02, 100).reached);
}

TEST_CASE("one value is not enough, and a time that nobody has is not asked for") {
  const Model model = Model().case_type("patient").case_type("emergency").measure("wait", one_week, 1);
  const Precision once = precision_of(model.workflow, taking(model.workflow, {8}), 0.5, 100);
  CHECK_FALSE(once.reached);
  CHECK_FALSE(once.widest);
  CHECK(once.widest_of == "patient");
  const Precision nobody = precision_of(model.workflow, taking(model.workflow, {}), 0.5, 100);
  CHECK(nobody.widest_of.empty());
}

TEST_CASE("what is saved is asked for as a share of the greater mean") {
  // Saved: 4 and 2; mean 3, sd sqrt 2, half = 12.7062 minutes, of 11 before: 1.1551. Before (9, 13) is wider: its sd
  // is 2 sqrt 2, its half 25.4124, of 11: 2.3102. After (5, 11): sd 3 sqrt 2, half 38.1186, of 8: 4.7648.
  const Model model = Model().case_type("patient");
  const Replications before = taking(model.workflow, {9, 13});
  const Precision p =
      precision_of_pairs(model.workflow, before, model.workflow, taking(model.workflow, {5, 11}), 0.02, 100);
  CHECK(p.widest_of == "patient, after");
  CHECK(*p.widest == Approx(4.76483).epsilon(1e-5));
  // After 13 and 9 the difference is what is known least: -4 and 4, half = 12.7062 x 4 = 50.8248, of 11.
  const Precision crossed =
      precision_of_pairs(model.workflow, before, model.workflow, taking(model.workflow, {13, 9}), 0.02, 100);
  CHECK(crossed.widest_of == "patient, saved");
  CHECK(*crossed.widest == Approx(50.8248 / 11).epsilon(1e-5));
}

TEST_CASE("a run stops after the round of 20 in which its precision is reached") {
  const Workflow workflow = one_queue(20, 8);
  RunOptions options;
  options.replications = 1000;
  options.precision = 0.02;
  options.threads = 1;
  const RunResult result = run(workflow, options);
  const std::uint64_t n = result.headline.replications;
  REQUIRE(n % 20 == 0);
  REQUIRE(n > 20);
  REQUIRE(n < 1000);
  CHECK(result.precision->reached);
  const auto half_share = [](const RunResult& of) {
    const Estimate& e = of.headline.cases[0].elapsed;
    return (*e.high - *e.low) / 2 / *e.mean;
  };
  CHECK(half_share(result) <= 0.02);
  CHECK(half_share(result) <= *result.precision->widest);

  SECTION("the replications are those of a run that was told how many") {
    options.precision.reset();
    options.replications = n;
    RunResult told = run(workflow, options);
    told.precision = result.precision;
    CHECK(to_json(told) == to_json(result));
    options.replications = n - 20;
    CHECK(half_share(run(workflow, options)) > 0.02);
  }
  SECTION("on any number of threads") {
    options.threads = 3;
    CHECK(to_json(run(workflow, options)) == to_json(result));
  }
  SECTION("what is not reached is said") {
    options.replications = 30;
    const RunResult cut_short = run(workflow, options);
    CHECK(cut_short.headline.replications == 30);
    CHECK_FALSE(cut_short.precision->reached);
    CHECK(*cut_short.precision->widest > 0.02);
    CHECK(cut_short.precision->most == 30);
  }
}

TEST_CASE("a comparison goes on until both sides and what is saved are known") {
  RunOptions options;
  options.replications = 400;
  options.precision = 0.1;
  options.threads = 1;
  const Comparison one = compare(one_queue(20, 8), one_queue(20, 7), options);
  REQUIRE(one.before.precision);
  CHECK(one.before.precision->reached);
  CHECK(one.before.headline.replications % 20 == 0);
  const Estimate& saved = one.headline.cases[0].elapsed.saved;
  CHECK((*saved.high - *saved.low) / 2 <= 0.1 * *one.before.headline.cases[0].elapsed.mean);
  options.threads = 3;
  CHECK(to_json(compare(one_queue(20, 8), one_queue(20, 7), options)) == to_json(one));
}

TEST_CASE("a precision that cannot be is a misuse") {
  CHECK_THROWS_AS(run(one_queue(10, 8), {.precision = 0.0}), std::invalid_argument);
  CHECK_THROWS_AS(run(one_queue(10, 8), {.precision = 1.0}), std::invalid_argument);
  CHECK_THROWS_AS(compare(one_queue(10, 8), one_queue(10, 8), {.precision = -0.1}), std::invalid_argument);
}
