// Random workflows, sound and bent: what the checker says against what happens when they are played.
#include <algorithm>

#include "catch.hpp"
#include "process/token_game.hpp"
#include "stepwell/process/validate.hpp"

using namespace stepwell;
using stepwell::testing::GameResult;
using stepwell::testing::play;
using stepwell::testing::RandomWorkflow;

namespace {

bool has(const Diagnostics& diagnostics, const std::string& code) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.code == code; });
}

}  // namespace

TEST_CASE("nested blocks are sound") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Diagnostics found = validate(RandomWorkflow(seed).make(4, 0));
    INFO("seed " << seed << '\n' << to_text(found));
    CHECK(found.empty());
  }
}

TEST_CASE("no token is ever lost or stuck in a workflow that the checker lets pass") {
  int sound = 0;
  int unsound = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Workflow workflow = RandomWorkflow(seed).make(3, 1 + static_cast<int>(seed % 3));
    if (has_errors(validate(workflow))) {
      ++unsound;
      continue;
    }
    ++sound;
    std::mt19937 luck(seed);
    for (int i = 0; i < 20; ++i) {
      const GameResult result = play(workflow, luck);
      INFO("seed " << seed);
      if (result.outside_split || (result.stuck && !result.too_long)) {
        CHECK_FALSE(result.outside_split);
        CHECK_FALSE(result.stuck);
        break;
      }
    }
  }
  // Both kinds are there in numbers, so that the test means something.
  CHECK(sound > 200);
  CHECK(unsound > 200);
}

TEST_CASE("what the checker refuses as a missed join or one outside a split can be seen to happen") {
  int refused = 0;
  int seen = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Workflow workflow = RandomWorkflow(seed).make(2, 1);
    const Diagnostics found = validate(workflow);
    // An endless loop hides what lies behind it.
    if (has(found, "no-way-out")) continue;
    if (!has(found, "missed-join") && !has(found, "join-without-split") && !has(found, "join-twice")) continue;
    ++refused;
    std::mt19937 luck(seed);
    for (int i = 0; i < 300; ++i) {
      const GameResult result = play(workflow, luck);
      if (!result.outside_split && !result.stuck && !result.too_long) continue;
      ++seen;
      break;
    }
  }
  CHECK(refused > 100);
  CHECK(seen == refused);
}
