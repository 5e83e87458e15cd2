// What the checker says of distributions that were put together in code.
#include <functional>
#include <vector>

#include "builders.hpp"
#include "catch.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

std::vector<std::string> codes_of(const Distribution& time) {
  Workflow workflow = WorkflowBuilder().role("nurse").work("serve", "nurse", time).to("gone").end("gone").build();
  std::vector<std::string> codes;
  for (const Diagnostic& found : validate(workflow)) codes.push_back(found.code);
  return codes;
}

std::vector<std::string> after(Distribution time, const std::function<void(Distribution&)>& change) {
  change(time);
  return codes_of(time);
}

using Codes = std::vector<std::string>;
const Codes impossible{"impossible-distribution"};
const Distribution choice = discrete({0.6, 0.4}, {5, 10});
const Distribution blend = mixture({0.8, 0.2}, {lognormal(10, 5), uniform(30, 60)});

}  // namespace

TEST_CASE("distributions that their constructors give are sound") {
  for (const Distribution& time :
       {stepwell::beta(2, 5, 1, 10), choice, hyperexponential({0.7, 0.3}, {5, 40}), hyperexponential(10, 20),
        hypoexponential({5, 10}), coxian({5, 20}, {0.3}), blend, shifted(blend, 3), truncated(blend, 2, 50),
        truncated(exponential(10), -unbounded, 60), shifted(truncated(shifted(exponential(10), 3), 5, 60), 1)}) {
    CHECK(codes_of(time).empty());
  }
}

TEST_CASE("branches, phases and bounds that cannot be are errors") {
  CHECK(after(choice, [](Distribution& d) { d.chances = {0.6, 0.3}; }) == Codes{"chances-sum"});
  CHECK(after(choice, [](Distribution& d) { d.chances = {1.6, -0.6}; }) == impossible);
  CHECK(after(choice, [](Distribution& d) { d.chances.pop_back(); }) == impossible);
  CHECK(after(choice, [](Distribution& d) { d.values.clear(); }) == impossible);
  CHECK(after(hyperexponential(10, 20), [](Distribution& d) { d.b = 5; }) == impossible);
  CHECK(after(hyperexponential({0.7, 0.3}, {5, 40}), [](Distribution& d) { d.values[0] = 0; }) == impossible);
  CHECK(after(hypoexponential({5, 10}), [](Distribution& d) { d.values.clear(); }) == impossible);
  CHECK(after(coxian({5, 20}, {0.3}), [](Distribution& d) { d.chances = {}; }) == impossible);
  CHECK(after(stepwell::beta(2, 5, 1, 10), [](Distribution& d) { d.c = 0; }) == impossible);
  CHECK(after(blend, [](Distribution& d) { d.parts[1] = choice; }) == impossible);
  CHECK(after(blend, [](Distribution& d) { d.parts[1].b = 0; }) == impossible);
  CHECK(after(shifted(blend, 3), [](Distribution& d) { d.parts[0].chances = {0.8, 0.1}; }) == Codes{"chances-sum"});
  CHECK(after(shifted(blend, 3), [](Distribution& d) { d.parts.clear(); }) == impossible);
  CHECK(after(truncated(blend, 2, 50), [](Distribution& d) { d.a = 51; }) == impossible);
  CHECK(after(truncated(blend, 2, 50), [](Distribution& d) { d.a = d.b = -5; }) == Codes{"nothing-left"});
}

TEST_CASE("a time that can be below 0 is an error, whatever it is made of") {
  CHECK(codes_of(discrete({0.6, 0.4}, {-5, 10})) == Codes{"negative-time"});
  CHECK(codes_of(shifted(exponential(10), -3)) == Codes{"negative-time"});
  CHECK(codes_of(truncated(shifted(exponential(10), -3), 0, unbounded)).empty());
  CHECK(codes_of(mixture({0.5, 0.5}, {constant(1), uniform(-1, 2)})) == Codes{"negative-time"});
}

TEST_CASE("a warning says where more than half is cut off, or a normal often falls below 0") {
  CHECK(codes_of(truncated(uniform(0, 10), 6, 20)) == Codes{"mostly-cut-off"});
  CHECK(codes_of(truncated(uniform(0, 10), 5, 20)).empty());
  CHECK(codes_of(mixture({0.5, 0.5}, {normal(5, 4), constant(3)})) == Codes{"often-below-zero"});
  CHECK(codes_of(shifted(normal(5, 4), 3)) == Codes{"often-below-zero"});
  // A bound of its own says what is meant.
  CHECK(codes_of(truncated(normal(5, 4), 1, unbounded)).empty());
}
