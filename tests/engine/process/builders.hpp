// Tiny builders: a workflow in code, by names, in the order in which one would tell it.
//
// Without more said there is one case type, "patient", one every 10 minutes, that starts at the first step. Routing
// (`to`, `chances`, `rules`, `all`) is that of the last step added. Names are looked up by `build`, so a flow may lead
// to a step that comes later; a name that nobody has becomes an index out of range.
#pragma once

#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "stepwell/foundation/time.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::testing {

inline double minutes(double n) { return n * 60e6; }
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

class WorkflowBuilder {
 public:
  WorkflowBuilder() {
    CaseType patient;
    patient.name = "patient";
    patient.demand.kind = Demand::Kind::every;
    patient.demand.interval = constant(minutes(10));
    workflow_.cases.push_back(patient);
    starts_.push_back("");
    workflow_.name = "test";
  }

  WorkflowBuilder& calendar(const std::string& name, std::vector<WeeklyHours> weekly) {
    Calendar calendar;
    calendar.name = name;
    calendar.weekly = std::move(weekly);
    workflow_.calendars.push_back(calendar);
    return *this;
  }
  WorkflowBuilder& role(const std::string& name, double staff = 1, const std::string& calendar = "") {
    Role role;
    role.name = name;
    role.staff.value = staff;
    if (!calendar.empty()) role.calendar = calendar_of(calendar);
    workflow_.roles.push_back(role);
    return *this;
  }

  /// The demand of the last case type.
  WorkflowBuilder& every(Distribution interval, const std::string& calendar = "") {
    Demand& demand = workflow_.cases.items().back().demand;
    demand.kind = Demand::Kind::every;
    demand.interval = std::move(interval);
    if (!calendar.empty()) demand.calendar = calendar_of(calendar);
    return *this;
  }
  WorkflowBuilder& case_type(const std::string& name, const std::string& start) {
    CaseType type;
    type.name = name;
    type.demand.kind = Demand::Kind::every;
    type.demand.interval = constant(minutes(10));
    workflow_.cases.push_back(type);
    starts_.push_back(start);
    return *this;
  }
  /// A truth of the last case type, with this chance; declared once, whichever case types have it.
  WorkflowBuilder& chance(const std::string& attribute, double chance) {
    AttributeValue value;
    value.attribute = truth(attribute);
    value.kind = AttributeValue::Kind::chance;
    value.chance.value = chance;
    workflow_.cases.items().back().attributes.push_back(value);
    return *this;
  }

  WorkflowBuilder& work(const std::string& name, const std::string& role, Distribution time) {
    Step step = named(name, Nature::work);
    step.who.push_back({role_of(role), 1});
    step.time.push_back({std::nullopt, std::move(time)});
    return add(std::move(step));
  }
  WorkflowBuilder& wait(const std::string& name, Distribution time, const std::string& calendar = "") {
    Step step = named(name, Nature::wait);
    step.wait = std::move(time);
    if (!calendar.empty()) step.wait_calendar = calendar_of(calendar);
    return add(std::move(step));
  }
  WorkflowBuilder& join(const std::string& name) { return add(named(name, Nature::join)); }
  WorkflowBuilder& gateway(const std::string& name) { return add(named(name, Nature::gateway)); }
  WorkflowBuilder& end(const std::string& name) {
    Step step = named(name, Nature::end);
    step.end = name;
    return add(std::move(step));
  }
  /// The last step also needs these.
  WorkflowBuilder& also(const std::string& role, std::uint32_t count = 1) {
    last().who.push_back({role_of(role), count});
    return *this;
  }
  /// The last step adds this much to its time where `attribute` is true.
  WorkflowBuilder& adds(const std::string& attribute, Distribution time) {
    last().adds.push_back({when(attribute), std::move(time)});
    return *this;
  }
  /// The last step makes this truth true.
  WorkflowBuilder& sets(const std::string& attribute) {
    AttributeValue value;
    value.attribute = truth(attribute);
    value.constant = 1;
    last().sets.push_back(value);
    return *this;
  }

  WorkflowBuilder& to(const std::string& name) { return route(Routing::straight, {{name, 1}}); }
  WorkflowBuilder& chances(std::vector<std::pair<std::string, double>> ways) {
    return route(Routing::chances, std::move(ways));
  }
  WorkflowBuilder& all(std::initializer_list<std::string> branches) {
    std::vector<std::pair<std::string, double>> ways;
    for (const std::string& branch : branches) ways.emplace_back(branch, 1);
    return route(Routing::all, std::move(ways));
  }
  /// Pairs of the truth that must hold (none: empty) and the step.
  WorkflowBuilder& rules(std::vector<std::pair<std::string, std::string>> ways) {
    std::vector<std::pair<std::string, double>> targets;
    for (const auto& [attribute, name] : ways) targets.emplace_back(name, 1);
    route(Routing::rules, std::move(targets));
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (!ways[i].first.empty()) last().next[i].when = when(ways[i].first);
    }
    return *this;
  }

  WorkflowBuilder& measure(const std::string& name, const std::string& from, Moment from_moment, const std::string& to,
                           Moment to_moment) {
    Measure measure;
    measure.name = name;
    measure.from.moment = from_moment;
    measure.to.moment = to_moment;
    workflow_.measures.push_back(measure);
    measured_.emplace_back(from, to);
    return *this;
  }

  /// The last step added, to be bent by hand.
  Step& last() { return workflow_.steps.items().back(); }
  /// The whole, to be bent by hand.
  Workflow& bend() { return workflow_; }

  Workflow build() const {
    Workflow workflow = workflow_;
    for (std::size_t s = 0; s < targets_.size(); ++s) {
      for (std::size_t f = 0; f < targets_[s].size(); ++f)
        workflow.steps.items()[s].next[f].to = step_of(targets_[s][f]);
    }
    for (std::size_t c = 0; c < starts_.size(); ++c) {
      workflow.cases.items()[c].start = starts_[c].empty() ? StepId{0} : step_of(starts_[c]);
    }
    for (std::size_t m = 0; m < measured_.size(); ++m) {
      workflow.measures.items()[m].from.step = step_of(measured_[m].first);
      workflow.measures.items()[m].to.step = step_of(measured_[m].second);
    }
    return workflow;
  }

 private:
  static Step named(const std::string& name, Nature nature) {
    Step step;
    step.name = name;
    step.nature = nature;
    return step;
  }
  WorkflowBuilder& add(Step step) {
    workflow_.steps.push_back(std::move(step));
    targets_.emplace_back();
    return *this;
  }
  WorkflowBuilder& route(Routing routing, std::vector<std::pair<std::string, double>> ways) {
    last().routing = routing;
    for (auto& [name, chance] : ways) {
      Flow flow;
      flow.chance.value = chance;
      last().next.push_back(flow);
      targets_.back().push_back(std::move(name));
    }
    return *this;
  }
  AttributeId truth(const std::string& name) {
    for (const AttributeId id : workflow_.attributes.ids()) {
      if (workflow_.attributes[id].name == name) return id;
    }
    Attribute attribute;
    attribute.name = name;
    return workflow_.attributes.push_back(attribute);
  }
  Rule when(const std::string& attribute) {
    Rule rule;
    rule.text = attribute;
    rule.operations.push_back({RuleOperation::Kind::attribute, static_cast<std::uint32_t>(truth(attribute)), 0});
    return rule;
  }
  template <class Id, class Items>
  static Id find(const Items& items, const std::string& name) {
    for (const Id id : items.ids()) {
      if (items[id].name == name) return id;
    }
    return Id{999};
  }
  RoleId role_of(const std::string& name) const { return find<RoleId>(workflow_.roles, name); }
  CalendarId calendar_of(const std::string& name) const { return find<CalendarId>(workflow_.calendars, name); }
  StepId step_of(const std::string& name) const { return find<StepId>(workflow_.steps, name); }

  Workflow workflow_;
  std::vector<std::vector<std::string>> targets_;  // beside the steps
  std::vector<std::string> starts_;                // beside the case types; empty: the first step
  std::vector<std::pair<std::string, std::string>> measured_;
};

}  // namespace stepwell::testing
