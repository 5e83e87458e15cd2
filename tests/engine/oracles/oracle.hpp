// What an oracle needs: many replications, an estimate with its standard error, and the comparison with a closed form.
//
// Guarantees: seed 1, always; a simulated value agrees where it lies within 4 standard errors of the exact one. Each
// comparison prints a row (name, expected, simulated, standard error, distance in standard errors) and writes it into
// oracles.md in the folder of the build, the table that tests/ORACLES.md quotes. Under a sanitizer
// runs are shorter and standard errors wider, the rule is the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "process/builders.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell::testing {

using Numbers = std::vector<double>;  ///< one number a replication

/// Whether runs have their full length: under a sanitizer they have not.
bool full_length();
/// Lets the clock start on Monday 2026-01-05 00:00 and count `run` minutes after `warm_up` minutes. Under a sanitizer
/// `run` is a tenth as long; the warm-up stays, so that no bias comes in.
void run_for(Workflow& workflow, double warm_up, double run);
/// One outcome a replication, on all cores.
std::vector<Outcome> outcomes(const Workflow& workflow, std::uint64_t replications = 100);

struct Estimate {
  double value = 0;
  double standard_error = 0;
};

Numbers each(const std::vector<Outcome>& outcomes, const std::function<double(const Outcome&)>& of);
Estimate mean(const Numbers& numbers);
/// Their variance, with the standard error of a variance about a known mean.
Estimate variance(const Numbers& numbers, double known_mean);
/// The sum of the first over the sum of the second: its bias is a hundredth of that of a mean of ratios.
Estimate ratio(const Numbers& numerators, const Numbers& denominators);

/// Mean in minutes of a tally of each outcome, over the values of all replications.
Estimate mean_minutes(const std::vector<Outcome>& outcomes, const std::function<Tally(const Outcome&)>& of);
/// Mean square in square minutes.
Estimate mean_square_minutes(const std::vector<Outcome>& outcomes, const std::function<Tally(const Outcome&)>& of);

/// The tally `wait`, `work`... of the step so called.
std::function<Tally(const Outcome&)> of_step(const Workflow& workflow, const std::string& name,
                                             Tally StepOutcome::*tally);
std::function<Tally(const Outcome&)> elapsed_of(const Workflow& workflow, const std::string& case_type);

/// Fails where `simulated` is more than 4 standard errors from `expected`; prints the row.
void agree(const std::string& name, double expected, const Estimate& simulated);
/// Fails where a value is further than `tolerance` from a published one; prints the row.
void near(const std::string& name, double published, double simulated, double tolerance);
/// Fails where a statistic is above its critical value (of chance 1e-4); prints the row.
void below(const std::string& name, double critical, double statistic);

/// Σ (seen - expected)² / expected.
double chi_square(const Numbers& seen, const Numbers& expected);

/// Chance to wait in M/M/c with `load` = λ/μ (Erlang C).
double chance_to_wait(int servers, double load);
/// Mean wait in the queue of M/M/c.
double wait_in_queue(int servers, double arrival_rate, double service_rate);

}  // namespace stepwell::testing
