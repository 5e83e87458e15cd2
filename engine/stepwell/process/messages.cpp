// Everything is asked of the graph of flows: a message adds no flow, but may set somebody in motion.
#include "stepwell/process/messages.hpp"

#include <algorithm>

namespace stepwell {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Messages::Messages(const Workflow& workflow)
    : workflow_(workflow),
      graph_(workflow),
      steps_of_(workflow.cases.size(), StepFlags(workflow.steps.size(), 0)),
      asks_(workflow.cases.size(), std::vector<char>(workflow.cases.size(), 0)) {
  const auto note = [&](const std::string& name) {
    if (!name.empty() && !has(names_, name)) names_.push_back(name);
  };
  for (const Step& step : workflow.steps) {
    note(step.wait_for);
    for (const std::string& message : step.sends) note(message);
    for (const std::string& signal : step.signals) note(signal);
    starts_ = starts_ || !step.starts.empty();
  }
  if (none()) return;
  for (const CaseTypeId type : workflow.cases.ids()) {
    steps_of_[type] = graph_.reachable_from(starts_of(workflow, workflow.cases[type]));
    for (const StepId step : workflow.steps.ids()) {
      if (!steps_of_[type][step]) continue;
      for (const CaseTypeId asked : workflow.steps[step].starts) {
        if (index_of(asked) < workflow.cases.size()) asks_[type][index_of(asked)] = 1;
      }
    }
  }
}

MessageKind Messages::kind(const std::string& name) const {
  if (workflow_.find_case(name)) return MessageKind::case_over;
  const bool is_signal = std::any_of(workflow_.steps.begin(), workflow_.steps.end(),
                                     [&](const Step& step) { return has(step.signals, name); });
  return is_signal ? MessageKind::signal : MessageKind::message;
}

bool Messages::awaits(CaseTypeId type, const std::string& name) const {
  for (const StepId step : workflow_.steps.ids()) {
    if (steps_of_[type][step] && workflow_.steps[step].wait_for == name) return true;
  }
  return false;
}

bool Messages::sends(const StepFlags& from, const std::string& name) const {
  for (const StepId step : workflow_.steps.ids()) {
    if (from[step] && has(workflow_.steps[step].sends, name)) return true;
  }
  return false;
}

StepFlags Messages::set_in_motion(StepId from) const {
  StepFlags reached = graph_.after(from);
  if (none()) return reached;
  StepFlags acts = reached;
  acts[from] = 1;
  StepFlags told(acts.size(), 0);
  const auto reach = [&](const StepFlags& more) {
    for (const StepId step : more.ids()) {
      if (more[step]) reached[step] = acts[step] = 1;
    }
  };
  const auto release = [&](const std::string& name) {
    for (const StepId step : workflow_.steps.ids()) {
      if (workflow_.steps[step].wait_for == name) reach(graph_.after(step));
    }
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (const StepId id : acts.ids()) {
      if (!acts[id] || told[id]) continue;
      told[id] = 1;
      grew = true;
      const Step& step = workflow_.steps[id];
      for (const CaseTypeId type : step.starts) {
        if (index_of(type) < workflow_.cases.size()) reach(steps_of_[type]);
      }
      for (const std::string& message : step.sends) release(message);
      for (const std::string& signal : step.signals) release(signal);
      if (step.nature != Nature::end) continue;
      for (const CaseType& type : workflow_.cases) release(type.name);
    }
  }
  return reached;
}

}  // namespace stepwell
