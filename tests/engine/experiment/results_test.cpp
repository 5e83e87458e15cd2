// Figures of hand-made outcomes, and of runs that are small enough to know.
#include "catch.hpp"

#include "builders.hpp"
#include "stepwell/experiment/results.hpp"

using namespace stepwell;
using namespace stepwell::testing;

TEST_CASE("a role's hours, cost and posts follow from what was rostered and worked") {
  Model model;
  model.role("nurse", 30).step("observe", {"nurse"});
  Outcome o = quiet(model.workflow);
  RoleOutcome& nurse = o.roles[RoleId{0}];
  nurse.rostered = 70 * hour;
  nurse.busy = 56 * hour;
  nurse.overtime = 5 * hour;
  nurse.open = 35 * hour;
  nurse.queue = 84 * hour;
  nurse.queue_open = 70 * hour;
  visits(o, model.workflow, "observe", 100, 0, 60 * hour);
  const Figures figures = figures_of(model.workflow, replications_of(model.workflow, {o, o}));
  const RoleFigures& role = figures.roles.front();
  CHECK(*role.utilisation.mean == Approx(56.0 / 70));
  CHECK(*role.queue.mean == Approx(84.0 / 168));  // over the 168 hours of the week
  CHECK(*role.queue_while_open.mean == Approx(2));
  CHECK(*role.overtime.mean == Approx(5 * 3600));
  CHECK(*role.work_per_week.mean == Approx(60 * 3600));
  CHECK(*role.paid_per_week.mean == Approx(75 * 3600));
  CHECK(*role.paid_cost_per_week.mean == Approx(75 * 30));
  CHECK(*role.work_cost_per_week.mean == Approx(60 * 30));
  CHECK(*role.wte.mean == Approx(75.0 * 52 / 1550));
  CHECK(*role.contracted_wte.mean == Approx(75 / 37.5));
  CHECK(*figures.paid_cost_per_week.mean == Approx(2250));
  CHECK(figures.roles_without_rate.empty());
}

TEST_CASE("a role without a rate has hours and no cost, and is named") {
  Model model;
  model.role("volunteer");
  Outcome o = quiet(model.workflow);
  o.roles[RoleId{0}].rostered = 10 * hour;
  const Figures figures = figures_of(model.workflow, replications_of(model.workflow, {o}));
  CHECK(figures.roles.front().paid_cost_per_week.n == 0);
  CHECK(figures.paid_cost_per_week.n == 0);
  CHECK(figures.roles_without_rate == std::vector<std::string>{"volunteer"});
}

TEST_CASE("a measure that is open and already late counts against the target") {
  Model model;
  model.measure("letter", one_day, 0.9);
  Outcome met = quiet(model.workflow), missed = quiet(model.workflow);
  MeasureOutcome& m = met.measures[MeasureId{0}];
  m.value.count = 10;
  m.value.sum = 100 * hour;
  m.within = 9;
  missed.measures[MeasureId{0}] = m;
  missed.measures[MeasureId{0}].missed = 2;
  missed.measures[MeasureId{0}].open = 3;
  const Figures figures = figures_of(model.workflow, replications_of(model.workflow, {met, missed}));
  const MeasureFigures& letter = figures.measures.front();
  CHECK(*letter.value.mean == Approx(10 * 3600));
  CHECK(*letter.share_within.mean ==
        Approx((9.0 / 10 + 9.0 / 12) / 2));       // the open ones that are not late do not count
  CHECK(*letter.target_met.mean == Approx(0.5));  // 90 % is met at exactly 90 %
  CHECK(*letter.missed.mean == Approx(1));
  CHECK(*letter.open.mean == Approx(1.5));
}

TEST_CASE("the bottleneck is the role that cases queue for, and says so where another is busier") {
  Model model;
  model.role("doctor").role("secretary").case_type("appointment");
  Outcome o = quiet(model.workflow);
  CaseOutcome& c = o.cases[CaseTypeId{0}];
  c.completed = 10;
  c.queueing_for = {30 * hour, 10 * hour};
  o.roles[RoleId{0}].rostered = o.roles[RoleId{1}].rostered = 100 * hour;
  o.roles[RoleId{0}].busy = 80 * hour;
  o.roles[RoleId{1}].busy = 90 * hour;
  const Bottleneck found = figures_of(model.workflow, replications_of(model.workflow, {o})).bottleneck;
  CHECK(*found.role == "doctor");
  CHECK(*found.share_of_queueing.mean == Approx(0.75));
  CHECK(*found.queueing_per_case.mean == Approx(3 * 3600));
  CHECK(*found.busiest == "secretary");
  CHECK(found.sentence ==
        "Cases queue mostly for the doctor: 75 % of all queueing for staff, 3.0 h a case, although the secretary works "
        "the larger share "
        "of rostered hours (90 % against the doctor's 80 %).");
}

TEST_CASE("where nobody queues there is no bottleneck") {
  Model model;
  model.role("doctor").case_type("appointment");
  const Bottleneck found =
      figures_of(model.workflow, replications_of(model.workflow, {quiet(model.workflow)})).bottleneck;
  CHECK_FALSE(found.role.has_value());
  CHECK(found.sentence == "Nobody queues for staff who are on duty.");
  CHECK(bottleneck_shift(found, found) == "Nobody queues for staff who are on duty, neither before nor after.");
}

TEST_CASE("the parts of a case's time add up to its elapsed time") {
  const RunResult result = run(one_queue(10, 8), {.replications = 5});
  const CaseFigures& patient = result.headline.cases.front();
  double sum = 0;
  for (const Estimate& part : patient.parts) sum += *part.mean;
  CHECK(sum == Approx(*patient.elapsed.mean).epsilon(1e-12));
  CHECK(*patient.in_progress_at_start.mean + *patient.arrived.mean ==
        Approx(*patient.completed.mean + *patient.in_progress.mean));
}

TEST_CASE("a model without ranges runs luck only, one with a range runs both") {
  Workflow plain = one_queue(10, 5);
  const RunResult luck = run(plain, {.replications = 3});
  CHECK(luck.headline.certainty == Certainty::luck_only);
  CHECK_FALSE(luck.luck_only.has_value());

  Workflow uncertain = plain;
  Assumption time;
  time.path = "steps.see.time";
  time.quantity = Assumption::Quantity::duration;
  time.value = 5 * 60e6;
  time.swept = true;
  time.low = 3 * 60e6;
  time.high = 8 * 60e6;
  uncertain.steps[StepId{0}].time[0].time.assumption = uncertain.assumptions.push_back(time);
  const RunResult both = run(uncertain, {.replications = 20});
  CHECK(both.headline.certainty == Certainty::with_what_we_dont_know);
  REQUIRE(both.luck_only.has_value());
  CHECK(both.luck_only->certainty == Certainty::luck_only);
  CHECK(*both.headline.steps[0].work.sd > *both.luck_only->steps[0].work.sd);
  REQUIRE(both.assumptions.size() == 1);
  CHECK(both.assumptions[0].stated == Approx(300));
  CHECK(*both.assumptions[0].drawn.mean > 180);
  CHECK(*both.assumptions[0].drawn.mean < 480);
}
