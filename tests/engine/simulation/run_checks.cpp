// The checks, each with the seed of the workflow that fails.
#include "simulation/run_checks.hpp"

#include <numeric>
#include <utility>

#include "catch.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/write.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell::testing {

RandomRun checked_run(std::uint64_t seed, Workflow workflow) {
  const Diagnostics found = validate(workflow);
  INFO("random workflow " << seed << "\n" << to_text(found));
  REQUIRE(!has_errors(found));
  RandomRun run = run_of(seed, std::move(workflow));
  ReplicationRequest plain;
  plain.seed = seed;
  REQUIRE((bits_of(run.outcome) == bits_of(simulate(*compile(run.workflow), plain))));
  check_cases(run.outcome);
  return run;
}

void check_cases(const Outcome& outcome) {
  for (const CaseOutcome& type : outcome.cases) {
    REQUIRE(type.in_progress_at_start + type.arrived == type.completed + type.in_progress_at_end);
    REQUIRE(type.elapsed.count == type.completed);
    std::int64_t sum = 0;
    for (const std::int64_t part : type.parts) {
      REQUIRE(part >= 0);
      sum += part;
    }
    REQUIRE(sum == type.elapsed.sum);
    REQUIRE(std::accumulate(type.queueing_for.begin(), type.queueing_for.end(), std::int64_t{0}) ==
            type.parts[static_cast<std::size_t>(Part::queueing)]);
  }
}

void check_work(const RandomRun& run) {
  INFO("random workflow " << run.seed);
  for (const RoleId id : run.workflow.roles.ids()) {
    std::int64_t worked = 0;
    for (const Row& row : run.rows) worked += run.is_work(row) ? row.work * run.attention(row, id) : 0;
    const RoleOutcome& counted = run.outcome.roles[id];
    // Of shares, what does not come to a microsecond is left out of either.
    const std::int64_t rest = worked - (counted.busy + counted.overtime) * whole_person;
    const bool shared = std::any_of(run.rows.begin(), run.rows.end(), [&](const Row& row) {
      return run.attention(row, id) != run.needed(row, id) * whole_person;
    });
    CHECK(rest >= 0);
    CHECK(rest < (shared ? 2 * whole_person : 1));
    CHECK(counted.out >= 0);
    CHECK(counted.busy + counted.out <= counted.rostered);
  }
  for (const Row& row : run.rows) {
    if (!run.is_work(row)) continue;
    REQUIRE(row.queueing >= 0);
    REQUIRE(row.closed >= 0);
    REQUIRE(row.queueing + row.closed + row.for_batch + row.interrupted + row.work ==
            run.ended_or_horizon(row) - row.enabled);
  }
}

void check_comes_back(std::uint64_t seed, const Workflow& workflow) {
  const std::string text = write_model(workflow);
  const Reading reading = read_model_text(text, "random.yaml", ".");
  INFO("random workflow " << seed << "\n" << to_text(reading.diagnostics) << text);
  REQUIRE(reading.workflow.has_value());
  CHECK((*reading.workflow == workflow));
  CHECK((write_model(*reading.workflow) == text));
}

}  // namespace stepwell::testing
