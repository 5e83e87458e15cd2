// Runs a model and sets its mean beside the number that a closed form gives.
#include "oracles/oracle.hpp"

#include <cmath>
#include <cstdio>
#include <numeric>

#include "catch.hpp"
#include "stepwell/experiment/replications.hpp"

namespace stepwell::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double shorter = 10;
#else
constexpr double shorter = 1;
#endif

constexpr double minute = 60e6;

/// The rows of this run, on the screen and as a table of Markdown in the folder of the build.
class Rows {
 public:
  static Rows& all() {
    static Rows rows;
    return rows;
  }

  /// `how` says how far apart the two numbers are or may be.
  void add(const std::string& name, double expected, double seen, const std::string& error, const std::string& how) {
    std::printf("%-66s %12.6g %12.6g %10s %s\n", name.c_str(), expected, seen, error.c_str(), how.c_str());
    if (table_ == nullptr) return;
    std::fprintf(table_, "| %s | %.6g | %.6g | %s | %s |\n", name.c_str(), expected, seen, error.c_str(), how.c_str());
    std::fflush(table_);
  }

 private:
  Rows() : table_(std::fopen(STEPWELL_ORACLE_TABLE, "w")) {
    std::printf("%-66s %12s %12s %10s %6s\n", "oracle", "expected", "simulated", "std error", "away");
    if (table_ == nullptr) return;
    std::fputs("| oracle | expected | simulated | standard error | away, in standard errors |\n|---|---|---|---|---|\n",
               table_);
  }

  std::FILE* table_;
};

std::string formatted(const char* format, double number) {
  char text[32];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

double sum(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

}  // namespace

bool full_length() { return shorter == 1; }

void run_for(Workflow& workflow, double warm_up, double run) {
  workflow.clock.warm_up = rounded(warm_up * minute);
  workflow.clock.run = rounded(run / shorter * minute);
}

std::vector<Outcome> outcomes(const Workflow& workflow, std::uint64_t replications) {
  RunOptions options;
  options.replications = replications;
  Batch batch;
  batch.workflow = &workflow;
  batch.program = compile(workflow);
  return std::move(replicate({batch}, options).front().outcomes);
}

Numbers each(const std::vector<Outcome>& outcomes, const std::function<double(const Outcome&)>& of) {
  Numbers numbers;
  for (const Outcome& outcome : outcomes) numbers.push_back(of(outcome));
  return numbers;
}

Estimate mean(const Numbers& numbers) { return ratio(numbers, Numbers(numbers.size(), 1)); }

Estimate variance(const Numbers& numbers, double known_mean) {
  Numbers squares;
  for (const double x : numbers) squares.push_back((x - known_mean) * (x - known_mean));
  return mean(squares);
}

Estimate ratio(const Numbers& numerators, const Numbers& denominators) {
  const auto n = static_cast<double>(numerators.size());
  const double value = sum(numerators) / sum(denominators);
  double squares = 0;
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    const double rest = numerators[i] - value * denominators[i];
    squares += rest * rest;
  }
  return {value, std::sqrt(squares / (n - 1) / n) / (sum(denominators) / n)};
}

Estimate mean_minutes(const std::vector<Outcome>& outcomes, const std::function<Tally(const Outcome&)>& of) {
  return ratio(each(outcomes, [&](const Outcome& o) { return static_cast<double>(of(o).sum) / minute; }),
               each(outcomes, [&](const Outcome& o) { return static_cast<double>(of(o).count); }));
}

Estimate mean_square_minutes(const std::vector<Outcome>& outcomes, const std::function<Tally(const Outcome&)>& of) {
  return ratio(each(outcomes, [&](const Outcome& o) { return of(o).sum_squares / (minute * minute); }),
               each(outcomes, [&](const Outcome& o) { return static_cast<double>(of(o).count); }));
}

std::function<Tally(const Outcome&)> of_step(const Workflow& workflow, const std::string& name,
                                             Tally StepOutcome::*tally) {
  const StepId step = workflow.find_step(name).value();
  return [step, tally](const Outcome& outcome) { return outcome.steps[step].*tally; };
}

std::function<Tally(const Outcome&)> elapsed_of(const Workflow& workflow, const std::string& case_type) {
  const CaseTypeId type = workflow.find_case(case_type).value();
  return [type](const Outcome& outcome) { return outcome.cases[type].elapsed; };
}

void agree(const std::string& name, double expected, const Estimate& simulated) {
  const double distance = simulated.value == expected ? 0 : (simulated.value - expected) / simulated.standard_error;
  Rows::all().add(name, expected, simulated.value, formatted("%.2g", simulated.standard_error),
                  formatted("%.2f", distance));
  INFO(name << ": expected " << expected << ", simulated " << simulated.value << " +- " << simulated.standard_error);
  CHECK(std::abs(distance) <= 4);
}

void near(const std::string& name, double published, double simulated, double tolerance) {
  Rows::all().add(name, published, simulated, "", "published; within " + formatted("%.3g", tolerance));
  INFO(name << ": published " << published << ", simulated " << simulated << ", tolerance " << tolerance);
  CHECK(std::abs(simulated - published) <= tolerance);
}

void below(const std::string& name, double critical, double statistic) {
  Rows::all().add(name, critical, statistic, "", "a bound: below it");
  INFO(name << ": " << statistic << " should be below " << critical);
  CHECK(statistic < critical);
}

double chi_square(const Numbers& seen, const Numbers& expected) {
  double result = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    result += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
  }
  return result;
}

double chance_to_wait(int servers, double load) {
  double term = 1;  // load^k / k!
  double others = 0;
  for (int k = 0; k < servers; ++k) {
    others += term;
    term *= load / (k + 1);
  }
  const double all_busy = term * servers / (servers - load);
  return all_busy / (others + all_busy);
}

double wait_in_queue(int servers, double arrival_rate, double service_rate) {
  return chance_to_wait(servers, arrival_rate / service_rate) / (servers * service_rate - arrival_rate);
}

}  // namespace stepwell::testing
