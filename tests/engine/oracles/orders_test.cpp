// Who goes first, and what that does to waits: disciplines, pre-emption, ageing. Times are in minutes.
#include <cmath>
#include <string>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// One server of mean 1 for cases that come by chance.
Workflow queue(double arrivals_per_minute, Distribution service) {
  return WorkflowBuilder()
      .every(exponential(minutes(1 / arrivals_per_minute)))
      .role("server")
      .work("serve", "server", std::move(service))
      .to("gone")
      .end("gone")
      .build();
}

/// Two case types at one server; the second, "urgent", has the greater priority.
Workflow two_classes(double routine, double urgent) {
  WorkflowBuilder builder;
  builder.every(exponential(minutes(1 / routine)))
      .role("server")
      .work("serve", "server", exponential(minutes(1)))
      .to("gone")
      .end("gone")
      .case_type("urgent", "serve")
      .every(exponential(minutes(1 / urgent)));
  Workflow map = builder.build();
  map.cases.items()[1].priority = 1;
  return map;
}

Role& server(Workflow& map) { return map.roles.items()[0]; }

}  // namespace

TEST_CASE("The order of service changes how much waits vary, but not their mean") {
  // M/M/1, λ = 0.8, μ = 1. First come: P(wait > t) = ρ e^(-(μ - λ) t), so the mean is 4 and the mean square
  // 2 ρ / (μ - λ)² = 40. Last come: the mean square is 1 / (1 - ρ) times that, 200 (Cohen, The Single Server Queue).
  // Random: 2 / (2 - ρ) times that, 66.667 (Takács 1963).
  struct Row {
    const char* name;
    Discipline discipline;
    double mean_square;
  };
  for (const Row& row : {Row{"first come", Discipline::first_come, 40}, Row{"last come", Discipline::last_come, 200},
                         Row{"random", Discipline::random, 40 / 0.6}}) {
    Workflow map = queue(0.8, exponential(minutes(1)));
    server(map).discipline = row.discipline;
    run_for(map, 2000, 20000);
    const auto runs = outcomes(map);
    const auto wait = of_step(map, "serve", &StepOutcome::wait);
    agree(std::string("M/M/1, ") + row.name + ": wait", 4, mean_minutes(runs, wait));
    agree(std::string("M/M/1, ") + row.name + ": mean square of the wait", row.mean_square,
          mean_square_minutes(runs, wait));
  }
}

TEST_CASE("Shortest expected work first is a priority for the short") {
  // Half of all take 0.5 min for certain, half 1.5; λ = 0.8. Cobham with the short before the long: W0 = λ E[S²] / 2 =
  // 0.8 (0.25 + 2.25) / 2 / 2 = 0.5; σ1 = 0.4 · 0.5 = 0.2, σ2 = 0.8: short 0.5 / 0.8 = 0.625,
  // long 0.5 / (0.8 · 0.2) = 3.125.
  WorkflowBuilder builder;
  builder.every(exponential(minutes(1 / 0.8)))
      .role("server")
      .gateway("which")
      .chances({{"short", 0.5}, {"long", 0.5}})
      .work("long", "server", constant(minutes(1.5)))
      .to("gone")
      .work("short", "server", constant(minutes(0.5)))
      .to("gone")
      .end("gone");
  Workflow map = builder.build();
  server(map).discipline = Discipline::shortest;
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  agree("M/G/1, shortest first: wait of the short", 0.625,
        mean_minutes(runs, of_step(map, "short", &StepOutcome::wait)));
  agree("M/G/1, shortest first: wait of the long", 3.125, mean_minutes(runs, of_step(map, "long", &StepOutcome::wait)));
}

TEST_CASE("Under pre-emptive priority each class stays as the formulas say") {
  // λ = 0.2 (urgent) and 0.6 (routine), μ = 1. Resume: sojourn (1/μ) / ((1 - σ(k-1)) (1 - σk)) for exponential service,
  // urgent 1 / 0.8 = 1.25, routine 1 / (0.8 · 0.2) = 6.25.
  Workflow map = two_classes(0.6, 0.2);
  server(map).pre_emption = PreEmption::resume;
  run_for(map, 2000, 20000);
  const auto runs = outcomes(map);
  const auto sojourn = [&](const char* type) { return mean_minutes(runs, elapsed_of(map, type)); };
  agree("pre-emptive resume, M/M/1: sojourn of urgent", 1.25, sojourn("urgent"));
  agree("pre-emptive resume, M/M/1: sojourn of routine", 6.25, sojourn("patient"));
  agree("pre-emptive resume, M/M/1: utilisation", 0.8,
        ratio(each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].busy); }),
              each(runs, [](const Outcome& o) { return static_cast<double>(o.roles[RoleId{0}].open); })));
}

TEST_CASE("Work that restarts with the same luck takes as long as the formulas for interrupted repeats say") {
  // Routine work of exactly 1 min, begun anew whenever an urgent case has come (λ1 = 0.2). From its first start to its
  // end it takes E[C] = (1/λ1 + E[B1]) (e^(λ1 s) - 1), with B1 the busy period of the urgent, E[B1] = 1 / (μ - λ1) = 1.25:
  // 6.25 (e^0.2 - 1) = 1.3838 (Gaver 1962, preemptive repeat identical).
  WorkflowBuilder builder;
  builder.every(exponential(minutes(50)))
      .role("server")
      .work("routine", "server", constant(minutes(1)))
      .to("gone")
      .work("urgent", "server", exponential(minutes(1)))
      .to("gone")
      .end("gone")
      .case_type("urgent case", "urgent")
      .every(exponential(minutes(5)));
  Workflow map = builder.build();
  map.cases.items()[1].priority = 1;
  server(map).pre_emption = PreEmption::restart;
  run_for(map, 2000, 200000);
  const auto runs = outcomes(map);
  const double completion = 6.25 * (std::exp(0.2) - 1);
  // First start to end: work done in vain, interruptions and the whole minute.
  const auto first_start_to_end = [&](const Outcome& o) {
    const StepOutcome& step = o.steps[*map.find_step("routine")];
    return static_cast<double>(step.work.sum + step.interrupted.sum) / 60e6;
  };
  const auto visits = [&](const Outcome& o) {
    return static_cast<double>(o.steps[*map.find_step("routine")].work.count);
  };
  agree("pre-emptive restart: routine work from its start to its end", completion,
        ratio(each(runs, first_start_to_end), each(runs, visits)));
}
