// Appointment books against closed forms. Times are in minutes.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "oracles/oracle.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

Workflow booked(double interval, double every) {
  Workflow map = WorkflowBuilder()
                     .every(exponential(minutes(interval)))
                     .wait("appointment", Distribution{})
                     .to("gone")
                     .end("gone")
                     .build();
  Book book;
  book.name = "clinic";
  book.every = rounded(minutes(every));
  map.books.push_back(book);
  map.steps[map.find_step("appointment").value()].appointment = Appointment{BookId{0}, {}, {}, {}, {}};
  return map;
}

}  // namespace

TEST_CASE("The wait for a slot is that of M/D/1 with vacations of a slot's length") {
  // Poisson requests at rate λ, a slot every T, one case each: a server of time T that looks again after T where nobody
  // waits. Mean wait λT² / 2(1 - ρ) + T / 2: with T = 15 and λ = 1/20, 22.5 + 7.5 = 30; with λ = 1/30, 7.5 + 7.5 = 15.
  for (const auto& [interval, wait] : {std::pair{20.0, 30.0}, {30.0, 15.0}}) {
    Workflow map = booked(interval, 15);
    run_for(map, 2000, 40000);
    const auto runs = outcomes(map);
    agree("appointments every 15, requests every " + std::to_string(static_cast<int>(interval)) + ": wait", wait,
          mean_minutes(runs, of_step(map, "appointment", &StepOutcome::wait)));
  }
  // Slots come at all times of day alike, so a lead time of 100 puts everything off by 100, and who is 4 early on
  // average and 9 late comes 5 later.
  Workflow map = booked(20, 15);
  Appointment& asked = *map.steps[map.find_step("appointment").value()].appointment;
  asked.lead = constant(minutes(100));
  asked.early = uniform(minutes(2), minutes(6));
  asked.late = exponential(minutes(9));
  run_for(map, 2000, 40000);
  agree("appointments with lead time, early and late: wait", 135,
        mean_minutes(outcomes(map), of_step(map, "appointment", &StepOutcome::wait)));
}

TEST_CASE("Where two share a slot the wait is that of service in pairs") {
  // Requests every 20, slots every 30 for two: X waits after a slot, and max(X + A - 2, 0) after the next, A Poisson with
  // mean 1.5. Its stationary law by iteration; between slots 1.5 / 2 more wait on average; Little's law gives the wait.
  constexpr double a = 1.5;
  constexpr std::size_t states = 150;
  std::vector<double> coming{std::exp(-a)};
  while (coming.size() < 40) coming.push_back(coming.back() * a / static_cast<double>(coming.size()));
  std::vector<double> law(states, 0.0);
  law[0] = 1;
  for (int round = 0; round < 3000; ++round) {
    std::vector<double> next(states, 0.0);
    for (std::size_t x = 0; x < states; ++x) {
      for (std::size_t n = 0; n < coming.size(); ++n) {
        next[std::min(x + n < 2 ? 0 : x + n - 2, states - 1)] += law[x] * coming[n];
      }
    }
    law = next;
  }
  double waiting = a / 2;
  for (std::size_t x = 0; x < states; ++x) waiting += static_cast<double>(x) * law[x];
  Workflow map = booked(20, 30);
  map.books[BookId{0}].each = {2};
  run_for(map, 2000, 40000);
  agree("appointments for two every 30, requests every 20: wait", waiting * 20,
        mean_minutes(outcomes(map), of_step(map, "appointment", &StepOutcome::wait)));
}
