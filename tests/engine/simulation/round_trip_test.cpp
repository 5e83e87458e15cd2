// Writing a model and reading it again gives the same workflow: on random ones, certain and uncertain.
#include "catch.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/write.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("What is written reads back as the same workflow") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Workflow map = random_workflow(seed, {seed % 2 == 0, false, seed > 200});
    const std::string text = write_model(map);
    const Reading reading = read_model_text(text, "random.yaml", ".");
    INFO("random workflow " << seed << "\n" << to_text(reading.diagnostics) << text);
    REQUIRE(reading.workflow.has_value());
    CHECK((reading.workflow->steps == map.steps));
    CHECK((reading.workflow->cases == map.cases));
    CHECK((reading.workflow->calendars == map.calendars));
    CHECK((reading.workflow->measures == map.measures));
    CHECK((reading.workflow->assumptions == map.assumptions));
    CHECK((*reading.workflow == map));
    CHECK((write_model(*reading.workflow) == text));
  }
}
