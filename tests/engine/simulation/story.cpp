// Reads the model, runs it once, and finds visits in the log.
#include "story.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace stepwell {
namespace {

Workflow told(const std::string& model) {
  Reading reading = read_model_text(model, "story", ".");
  if (!reading.workflow) throw ModelError(reading.diagnostics);
  return *reading.workflow;
}

}  // namespace

std::string moment(std::int64_t microseconds) {
  if (microseconds == EventLog::never) return "";
  const Instant t{Duration{microseconds}};
  const char* const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string clock = to_text(t).substr(11);
  if (clock.size() == 8 && clock.substr(6) == "00") clock.resize(5);
  return std::string(days[weekday_of(day_of(t))]) + " " + clock;
}

Story::Story(const std::string& model, std::uint64_t seed) : workflow_(told(model)) {
  ReplicationRequest request;
  request.seed = seed;
  request.log = &log_;
  request.audited = true;
  outcome_ = simulate(*compile(workflow_), request);
}

std::vector<Visit> Story::visits(const std::string& step) const {
  const auto id = static_cast<std::uint32_t>(workflow_.find_step(step).value());
  std::vector<std::size_t> rows(log_.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::erase_if(rows, [&](std::size_t row) { return log_.step[row] != id; });
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(log_.case_type[a], log_.case_number[a], log_.token[a], log_.enabled[a]) <
           std::tie(log_.case_type[b], log_.case_number[b], log_.token[b], log_.enabled[b]);
  });
  std::vector<Visit> result;
  for (const std::size_t row : rows) {
    result.push_back({moment(log_.enabled[row]), moment(log_.started[row]), moment(log_.ended[row]),
                      in_minutes(log_.queueing[row]), in_minutes(log_.closed[row]), in_minutes(log_.work[row])});
  }
  return result;
}

std::vector<std::string> Story::ends(const std::string& step) const {
  std::vector<std::string> result;
  for (const Visit& visit : visits(step)) result.push_back(visit.ended);
  return result;
}

const RoleOutcome& Story::role(const std::string& name) const {
  return outcome_.roles[workflow_.find_role(name).value()];
}
const StepOutcome& Story::step(const std::string& name) const {
  return outcome_.steps[workflow_.find_step(name).value()];
}
const MeasureOutcome& Story::measure(const std::string& name) const {
  return outcome_.measures[workflow_.find_measure(name).value()];
}

}  // namespace stepwell
