// Messages and signals: whether what is waited for can ever come, and whether what is sent is ever heard.
#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/messages.hpp"

namespace stepwell {
namespace {

class MessageCheck {
 public:
  MessageCheck(const Workflow& workflow, Findings& findings)
      : workflow_(workflow), messages_(workflow), graph_(workflow), findings_(findings) {}

  void run() {
    if (messages_.none()) return;
    for (const StepId id : workflow_.steps.ids()) {
      const Step& step = workflow_.steps[id];
      for (const CaseTypeId type : step.starts)
        exists(type, workflow_.cases, "the step " + in_quotes(step.name), "case type", step.place, findings_);
      for (const std::string& name : step.sends) check_sent(id, name, "sends");
      for (const std::string& name : step.signals) check_sent(id, name, "signals");
      if (!step.wait_for.empty()) check_awaited(id);
    }
  }

 private:
  const Step& step(StepId id) const { return workflow_.steps[id]; }

  bool anybody_waits_for(const std::string& name) const {
    return std::any_of(workflow_.steps.begin(), workflow_.steps.end(),
                       [&](const Step& step) { return step.wait_for == name; });
  }

  bool is_sent(const std::string& name) const { return messages_.sends(StepFlags(graph_.size(), 1), name); }

  void check_sent(StepId id, const std::string& name, const std::string& how) {
    const std::string whose = "the step " + in_quotes(step(id).name) + ' ' + how + ' ' + in_quotes(name);
    const MessageKind kind = messages_.kind(name);
    if (kind == MessageKind::case_over) {
      findings_.error("message-name", step(id).place, whose + ", which is the name of a case type",
                      "such a case tells of its end by itself: choose another name, or leave it out");
      return;
    }
    if (kind == MessageKind::signal && how == "sends") {
      findings_.error("mixed-message", step(id).place, whose + ", which elsewhere is a signal",
                      "a message goes to one case and a signal to all who wait: give one of them another name");
      return;
    }
    if (!anybody_waits_for(name)) {
      findings_.warning("unheard-message", step(id).place, whose + ", which no step waits for",
                        "add a step with `wait for: " + name + "`, or leave it out");
      return;
    }
    if (kind == MessageKind::message) check_deliverable(id, name, whose);
  }

  /// Somebody who comes here must have a partner that waits for it, or do so itself.
  void check_deliverable(StepId id, const std::string& name, const std::string& whose) {
    std::string sender;
    for (const CaseTypeId type : workflow_.cases.ids()) {
      if (!messages_.steps_of(type)[id]) continue;
      if (sender.empty()) sender = workflow_.cases[type].name;
      if (messages_.awaits(type, name)) return;
      for (const CaseTypeId other : workflow_.cases.ids()) {
        if ((messages_.asks(type, other) || messages_.asks(other, type)) && messages_.awaits(other, name)) return;
      }
    }
    if (sender.empty()) return;  // an unreachable step is an error of its own
    findings_.warning("undeliverable-message", step(id).place,
                      whose + ", but no case that waits for it is a partner of the case type " + in_quotes(sender),
                      "let a step of the case that waits have `starts: " + sender +
                          "`, or write `signals`, which reaches all who wait");
  }

  void check_awaited(StepId id) {
    const std::string& name = step(id).wait_for;
    const MessageKind kind = messages_.kind(name);
    if (kind == MessageKind::message && !is_sent(name)) {
      std::vector<std::string> known;
      for (const Step& other : workflow_.steps) {
        known.insert(known.end(), other.sends.begin(), other.sends.end());
        known.insert(known.end(), other.signals.begin(), other.signals.end());
        for (const CaseTypeId type : other.starts) {
          if (index_of(type) < workflow_.cases.size()) known.push_back(workflow_.cases[type].name);
        }
      }
      std::sort(known.begin(), known.end());
      known.erase(std::unique(known.begin(), known.end()), known.end());
      const std::string near = closest(name, known);
      findings_.error(
          "unanswered-wait", step(id).place,
          "the step " + in_quotes(step(id).name) + " waits for " + in_quotes(name) + ", which no step sends",
          near.empty() ? "let a step have `sends: " + name + "`, or `signals: " + name + '`'
                       : "did you mean " + in_quotes(near) + '?');
      return;
    }
    for (const CaseTypeId type : workflow_.cases.ids()) {
      if (messages_.steps_of(type)[id] && !can_be_answered(id, type, kind)) return unanswered(id, type, kind);
    }
  }

  /// The steps to which a case can come while it, or one like it, has not yet passed this wait.
  StepFlags before_passing(StepId id, CaseTypeId type) const {
    // Who may leave by a deadline does not wait for ever.
    const bool leaves = !step(id).deadlines.empty();
    if (leaves) return graph_.reachable_from(starts_of(workflow_, workflow_.cases[type]));
    StepFlags before = graph_.reachable_from(starts_of(workflow_, workflow_.cases[type]), {id});
    before[id] = 0;
    return before;
  }

  bool can_be_answered(StepId id, CaseTypeId type, MessageKind kind) const {
    const std::string& name = step(id).wait_for;
    const StepFlags before = before_passing(id, type);
    switch (kind) {
      case MessageKind::case_over: return starts_from(before, *workflow_.find_case(name));
      case MessageKind::message:
        if (messages_.sends(before, name)) return true;
        for (const CaseTypeId other : workflow_.cases.ids()) {
          if (!messages_.sends(messages_.steps_of(other), name)) continue;
          if (messages_.asks(other, type) || starts_from(before, other)) return true;
        }
        return false;
      case MessageKind::signal:
        for (const CaseTypeId other : workflow_.cases.ids()) {
          if (signals_from(before_passing(id, other), name)) return true;
        }
        return false;
    }
    return true;
  }

  bool starts_from(const StepFlags& steps, CaseTypeId asked) const {
    for (const StepId id : steps.ids()) {
      const std::vector<CaseTypeId>& starts = step(id).starts;
      if (steps[id] && std::find(starts.begin(), starts.end(), asked) != starts.end()) return true;
    }
    return false;
  }

  bool signals_from(const StepFlags& steps, const std::string& name) const {
    for (const StepId id : steps.ids()) {
      const std::vector<std::string>& signals = step(id).signals;
      if (steps[id] && std::find(signals.begin(), signals.end(), name) != signals.end()) return true;
    }
    return false;
  }

  void unanswered(StepId id, CaseTypeId type, MessageKind kind) {
    const std::string& name = step(id).wait_for;
    const std::string waits = "a case of " + in_quotes(workflow_.cases[type].name) + " waits at " +
                              in_quotes(step(id).name) + " for " + in_quotes(name);
    if (kind == MessageKind::case_over) {
      findings_.error("unanswered-wait", step(id).place, waits + " for ever: it has started no such case before",
                      "let a step before it have `starts: " + name + '`');
    } else if (kind == MessageKind::signal) {
      findings_.error("unanswered-wait", step(id).place,
                      waits + " for ever: nobody signals it who has not waited for it",
                      "let a step that can be reached without it have `signals: " + name + '`');
    } else {
      findings_.error("unanswered-wait", step(id).place,
                      waits +
                          " for ever: nobody sends it before, neither the case itself nor one that it has "
                          "started, or that has started it",
                      "let a step before it start the case that sends it, or write `signals: " + name +
                          "` there, which reaches all who wait");
    }
  }

  const Workflow& workflow_;
  const Messages messages_;
  const FlowGraph graph_;
  Findings& findings_;
};

}  // namespace

void check_messages(const Workflow& workflow, Findings& findings) { MessageCheck(workflow, findings).run(); }

}  // namespace stepwell
