// A short model told as text, run once, and its log asked questions: the ground of all tests worked by hand.
#pragma once

#include <string>
#include <vector>

#include "stepwell/model_file/read.hpp"
#include "stepwell/process/event_log.hpp"
#include "stepwell/simulation/replication.hpp"

namespace stepwell {

struct Visit {
  std::string enabled, started, ended;        ///< `Mon 09:00`, with seconds where they are not 0; empty for never
  double queueing = 0, closed = 0, work = 0;  ///< minutes
  bool operator==(const Visit&) const = default;
};

class Story {
 public:
  explicit Story(const std::string& model, std::uint64_t seed = 1);

  const Workflow& workflow() const { return workflow_; }
  const Outcome& outcome() const { return outcome_; }
  const EventLog& log() const { return log_; }
  /// The visits to a step, by case type, case and token.
  std::vector<Visit> visits(const std::string& step) const;
  /// When those visits ended.
  std::vector<std::string> ends(const std::string& step) const;
  const RoleOutcome& role(const std::string& name) const;
  const StepOutcome& step(const std::string& name) const;
  const MeasureOutcome& measure(const std::string& name) const;

 private:
  Workflow workflow_;
  EventLog log_;
  Outcome outcome_;
};

/// `Mon 09:00` of an instant in microseconds.
std::string moment(std::int64_t microseconds);
constexpr double in_minutes(std::int64_t microseconds) { return static_cast<double>(microseconds) / 6e7; }

}  // namespace stepwell
