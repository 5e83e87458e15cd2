// Small workflows and hand-made outcomes, so that every expected number can be worked out on paper.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "stepwell/experiment/replications.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::testing {

inline constexpr std::int64_t hour = 3'600'000'000;
inline constexpr std::int64_t minute = 60'000'000;

/// A workflow over one week, without flows: for outcomes that are made by hand.
struct Model {
  Workflow workflow;

  Model() {
    workflow.clock.run = one_week;
    workflow.name = "by hand";
  }
  Model& role(const std::string& name, double per_hour = 0) {
    Role role;
    role.name = name;
    if (per_hour > 0) role.rate = Quantity{per_hour, {}};
    workflow.roles.push_back(role);
    return *this;
  }
  Model& step(const std::string& name, const std::vector<std::string>& who = {}, const std::string& was = "") {
    Step step;
    step.name = name;
    step.luck = was;
    if (!who.empty()) step.nature = Nature::work;
    for (const std::string& role : who) step.who.push_back({*workflow.find_role(role), 1});
    workflow.steps.push_back(step);
    return *this;
  }
  Model& case_type(const std::string& name) {
    CaseType type;
    type.name = name;
    workflow.cases.push_back(type);
    return *this;
  }
  Model& measure(const std::string& name, Duration within, double share) {
    Measure measure;
    measure.name = name;
    measure.within = within;
    measure.share = share;
    workflow.measures.push_back(measure);
    return *this;
  }
  Model& moves(const std::string& from, const std::string& to) {
    Change change;
    change.name = "a change";
    change.moves.push_back({from, to});
    workflow.changes.push_back(change);
    return *this;
  }
};

/// An outcome in which nothing has happened.
inline Outcome quiet(const Workflow& workflow) {
  Outcome outcome;
  outcome.cases.resize(workflow.cases.size());
  for (CaseOutcome& one : outcome.cases) one.queueing_for.assign(workflow.roles.size(), 0);
  outcome.steps.resize(workflow.steps.size());
  outcome.roles.resize(workflow.roles.size());
  outcome.measures.resize(workflow.measures.size());
  return outcome;
}

/// `first` and `repeat` visits to a step that worked `work` microseconds in all.
inline void visits(Outcome& outcome, const Workflow& workflow, const std::string& step, std::uint64_t first,
                   std::uint64_t repeat, std::int64_t work) {
  StepOutcome& s = outcome.steps[*workflow.find_step(step)];
  s.first_visits = first;
  s.repeat_visits = repeat;
  s.work.count = first + repeat;
  s.work.sum = work;
}

inline Replications replications_of(const Workflow& workflow, std::vector<Outcome> outcomes,
                                    Certainty certainty = Certainty::luck_only) {
  return {certainty, std::move(outcomes), Spread(workflow)};
}

/// A clinic that can be simulated: patients every `minutes` on average, one role, one step of `mean` minutes.
inline Workflow one_queue(double minutes, double mean, double staff = 1) {
  Workflow w;
  w.name = "one queue";
  w.clock.run = one_week;
  Role nurse;
  nurse.name = "nurse";
  nurse.staff.value = staff;
  const RoleId role = w.roles.push_back(nurse);
  Step see;
  see.name = "see";
  see.nature = Nature::work;
  see.who = {{role, 1}};
  see.time = {{{}, exponential(mean * 60e6)}};
  see.routing = Routing::straight;
  see.next = {Flow{StepId{1}, {}, {}, {}}};
  w.steps.push_back(see);
  Step seen;
  seen.name = "seen";
  seen.nature = Nature::end;
  seen.end = "seen";
  w.steps.push_back(seen);
  CaseType patient;
  patient.name = "patient";
  patient.demand.kind = Demand::Kind::every;
  patient.demand.interval = exponential(minutes * 60e6);
  patient.start = StepId{0};
  w.cases.push_back(patient);
  Measure visit;
  visit.name = "visit";
  visit.from = {StepId{0}, Moment::arrives};
  visit.to = {StepId{0}, Moment::ends};
  visit.within = 30 * one_minute;
  visit.share = 0.9;
  w.measures.push_back(visit);
  return w;
}

}  // namespace stepwell::testing
