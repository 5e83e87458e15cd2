// Messages: who sends what, who waits for it, and whom it can reach.
//
// A message goes to its own case and to its partners: the case that started it, and the cases that it has started. It
// is kept until somebody waits for it. A signal goes to all who wait for it just then. Where a case type is waited
// for, the end of such a case is the message. Guarantees: looks at names only, so that a workflow with errors may be
// asked. Cost: case types times steps.
#pragma once

#include <string>
#include <vector>

#include "stepwell/process/graph.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

enum class MessageKind { message, signal, case_over };

class Messages {
 public:
  explicit Messages(const Workflow& workflow);

  /// Names that are waited for or sent, in the order of the steps; a case type's only where it is waited for.
  const std::vector<std::string>& names() const { return names_; }
  MessageKind kind(const std::string& name) const;
  /// Whether no step waits, sends, signals or starts anything.
  bool none() const { return names_.empty() && !starts_; }

  /// Whether cases of one type start cases of the other.
  bool asks(CaseTypeId asking, CaseTypeId asked) const { return asks_[asking][index_of(asked)] != 0; }
  /// The steps to which a case of the type can come.
  const StepFlags& steps_of(CaseTypeId type) const { return steps_of_[type]; }
  /// Whether a case of the type can come to wait for it.
  bool awaits(CaseTypeId type, const std::string& name) const;
  /// Whether one of these steps sends it.
  bool sends(const StepFlags& from, const std::string& name) const;

  /// The steps to which somebody can come who is at `from` now, or whom what happens there sets in motion: started
  /// cases, and those who wait for what is sent on the way.
  StepFlags set_in_motion(StepId from) const;

 private:
  const Workflow& workflow_;
  FlowGraph graph_;
  std::vector<std::string> names_;
  IndexedVector<CaseTypeId, StepFlags> steps_of_;
  IndexedVector<CaseTypeId, std::vector<char>> asks_;
  bool starts_ = false;
};

}  // namespace stepwell
