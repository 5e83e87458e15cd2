// Writing a model and reading it again gives the same workflow: on random ones, certain and uncertain.
#include "catch.hpp"
#include "simulation/random_workflow.hpp"
#include "simulation/run_checks.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("What is written reads back as the same workflow") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    check_comes_back(seed, random_workflow(seed, {seed % 2 == 0, false, seed > 200}));
  }
}
