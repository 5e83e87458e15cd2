// A model that uses every construct at once, under 10,000 seeds: nothing is lost, times add up, nothing runs away.
#include "catch.hpp"
#include "simulation/run_checks.hpp"
#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/process/validate.hpp"
#include "stepwell/simulation/replication.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t replications = 1'000;  // each is ten times slower there
#else
constexpr std::uint64_t replications = 10'000;
#endif

void check_roles(const Outcome& outcome) {
  for (const RoleOutcome& role : outcome.roles) {
    REQUIRE(role.busy >= 0);
    REQUIRE(role.overtime >= 0);
    REQUIRE(role.busy <= role.rostered);
    REQUIRE(role.queue >= role.queue_open);
  }
}

}  // namespace

TEST_CASE("A model that uses everything at once survives 10,000 seeds") {
  const std::string path = STEPWELL_SOURCE_DIR "/tests/engine/simulation/everything.yaml";
  const Workflow workflow = read(path);
  REQUIRE(!has_errors(validate(workflow)));
  const auto program = compile(workflow);
  std::uint64_t completed = 0;
  for (std::uint64_t seed = 1; seed <= replications; ++seed) {
    INFO("seed " << seed);
    ReplicationRequest request;
    request.seed = seed;
    request.audited = audited(seed);
    request.certainty = seed % 2 == 0 ? Certainty::with_what_we_dont_know : Certainty::luck_only;
    const Outcome outcome = simulate(*program, request);
    check_cases(outcome);
    check_roles(outcome);
    for (const CaseOutcome& type : outcome.cases) completed += type.completed;
  }
  CHECK(completed > 20 * replications);
}
