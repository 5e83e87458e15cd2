// Replications in parallel: the same bits on any number of threads.
#include <algorithm>

#include "catch.hpp"
#include "process/builders.hpp"
#include "stepwell/experiment/replications.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// A clinic with a split, rework, priorities, hours and an uncertain time.
Workflow clinic() {
  std::vector<WeeklyHours> hours;
  for (int weekday = 0; weekday < 5; ++weekday) hours.push_back({weekday, 8 * one_hour, 17 * one_hour});
  WorkflowBuilder builder;
  builder.calendar("office hours", hours)
      .every(exponential(minutes(9)), "office hours")
      .role("nurse", 2, "office hours")
      .role("doctor", 1, "office hours")
      .role("typist", 1, "office hours")
      .chance("urgent", 0.2)
      .work("triage", "nurse", lognormal(minutes(8), minutes(4)))
      .all({"see", "bloods"})
      .work("see", "doctor", gamma(minutes(8), minutes(6)))
      .adds("urgent", constant(minutes(5)))
      .to("both")
      .work("bloods", "nurse", triangular(minutes(2), minutes(4), minutes(9)))
      .to("both")
      .join("both")
      .to("type")
      .work("type", "typist", weibull(minutes(6), minutes(3)))
      .chances({{"type", 0.1}, {"sent", 0.9}})
      .end("sent");
  Workflow map = builder.build();
  map.roles.items()[1].after_hours = AfterHours::stop;
  map.roles.items()[2].after_hours = AfterHours::stay;
  Assumption assumption;
  assumption.path = "steps.see.time";
  assumption.quantity = Assumption::Quantity::duration;
  assumption.value = minutes(8);
  assumption.low = minutes(6);
  assumption.high = minutes(11);
  assumption.swept = assumption.range_stated = true;
  map.steps[map.find_step("see").value()].time[0].time.assumption = map.assumptions.push_back(assumption);
  map.clock.run = 4 * one_week;
  return map;
}

bool same(const Tally& a, const Tally& b) {
  return a.count == b.count && a.sum == b.sum && a.sum_squares == b.sum_squares && a.least == b.least &&
         a.most == b.most;
}

bool same(const Outcome& a, const Outcome& b) {
  bool equal = a.events == b.events && a.assumed == b.assumed;
  for (const CaseTypeId id : a.cases.ids()) {
    equal = equal && same(a.cases[id].elapsed, b.cases[id].elapsed) && a.cases[id].arrived == b.cases[id].arrived &&
            std::ranges::equal(a.cases[id].parts, b.cases[id].parts);
  }
  for (const StepId id : a.steps.ids()) {
    equal = equal && same(a.steps[id].wait, b.steps[id].wait) && same(a.steps[id].work, b.steps[id].work);
  }
  for (const RoleId id : a.roles.ids()) {
    equal = equal && a.roles[id].busy == b.roles[id].busy && a.roles[id].overtime == b.roles[id].overtime &&
            a.roles[id].queue == b.roles[id].queue;
  }
  return equal;
}

}  // namespace

TEST_CASE("Replications have the same bits on one, two and three threads") {
  const Workflow map = clinic();
  const auto program = compile(map);
  std::vector<std::vector<Replications>> runs;
  for (const unsigned threads : {1u, 2u, 3u, 1u}) {
    RunOptions options;
    options.replications = 30;
    options.threads = threads;
    Batch unknown;
    unknown.workflow = &map;
    unknown.program = program;
    unknown.certainty = Certainty::with_what_we_dont_know;
    Batch luck = unknown;
    luck.certainty = Certainty::luck_only;
    runs.push_back(replicate({unknown, luck}, options));
  }
  for (const auto& run : runs) {
    REQUIRE(run.size() == 2);
    for (std::size_t batch = 0; batch < 2; ++batch) {
      const Replications& first = runs[0][batch];
      CHECK(std::ranges::equal(run[batch].outcomes, first.outcomes,
                               [](const Outcome& a, const Outcome& b) { return same(a, b); }));
      for (const double share : {0.1, 0.5, 0.9, 0.99}) {
        CHECK(run[batch].spread.elapsed[CaseTypeId{0}].quantile(share) ==
              first.spread.elapsed[CaseTypeId{0}].quantile(share));
        CHECK(run[batch].spread.wait[StepId{1}].quantile(share) == first.spread.wait[StepId{1}].quantile(share));
      }
    }
  }
  CHECK_FALSE(same(runs[0][0].outcomes[0], runs[0][0].outcomes[1]));
  CHECK_FALSE(same(runs[0][0].outcomes[0], runs[0][1].outcomes[0]));
}
