// The questions that `validate` asks, and what collects the answers.
//
// Guarantees: no check throws or stops at its first finding, and none reads an index that is out of range, so a
// workflow built in code may hold anything. Private to this room; `validate.hpp` is the door.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell {

class Findings {
 public:
  void error(std::string code, const SourcePlace& place, std::string message, std::string hint) {
    add(Severity::error, std::move(code), place, std::move(message), std::move(hint));
  }
  void warning(std::string code, const SourcePlace& place, std::string message, std::string hint) {
    add(Severity::warning, std::move(code), place, std::move(message), std::move(hint));
  }
  std::size_t errors() const {
    return static_cast<std::size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(),
                                                  [](const Diagnostic& d) { return d.severity == Severity::error; }));
  }
  Diagnostics take() { return std::move(diagnostics_); }

 private:
  void add(Severity severity, std::string code, const SourcePlace& place, std::string message, std::string hint) {
    diagnostics_.push_back({severity, std::move(code), std::move(message), place, std::move(hint)});
  }
  Diagnostics diagnostics_;
};

/// The name in double quotes, on one line whatever is in it.
std::string in_quotes(std::string_view name);

/// Whether `id` names an item of `items`; says so as `dangling-reference` where it does not.
/// `whose` is the item that refers, such as `the step "triage"`; `what` the kind of thing referred to.
template <class Id, class Items>
bool exists(Id id, const Items& items, std::string_view whose, std::string_view what, const SourcePlace& place,
            Findings& findings) {
  if (index_of(id) < items.size()) return true;
  findings.error("dangling-reference", place,
                 std::string(whose) + " refers to " + std::string(what) + " number " + std::to_string(index_of(id)) +
                     ", but there are " + std::to_string(items.size()),
                 "add the " + std::string(what) + " before you refer to it");
  return false;
}

/// `the role "nurse"`, `the place "bed"`
std::string called(const Role& role);

void check_names(const Workflow& workflow, Findings& findings);
void check_clock(const Workflow& workflow, Findings& findings);
void check_calendars(const Workflow& workflow, Findings& findings);
void check_roles(const Workflow& workflow, Findings& findings);
void check_assumptions(const Workflow& workflow, Findings& findings);
void check_cases(const Workflow& workflow, Findings& findings);
void check_batches(const Workflow& workflow, Findings& findings);
void check_messages(const Workflow& workflow, Findings& findings);
void check_repeats(const Workflow& workflow, Findings& findings);
/// How the cases of a type come; `whose` is that type, in words.
void check_demand(const Workflow& workflow, CaseTypeId id, const std::string& whose, Findings& findings);
void check_books(const Workflow& workflow, Findings& findings);
void check_effects(const Workflow& workflow, Findings& findings);
void check_leaving(const Workflow& workflow, Findings& findings);
void check_holding(const Workflow& workflow, Findings& findings);
void check_separate_queues(const Workflow& workflow, Findings& findings);
void check_individuals(const Workflow& workflow, Findings& findings);
void check_attention(const Workflow& workflow, Findings& findings);
void check_due_times(const Workflow& workflow, Findings& findings);
void check_steps(const Workflow& workflow, Findings& findings);
void check_measures(const Workflow& workflow, Findings& findings);
void check_quantities(const Workflow& workflow, Findings& findings);

// What several of them need.

/// A distribution of times (`time`: never below 0) or of other numbers. `whose` as above, such as `the time of "triage"`.
void check_distribution(const Workflow& workflow, const Distribution& distribution, bool time, std::string_view whose,
                        const SourcePlace& place, Findings& findings);
/// A chance in [0, 1]; returns whether it is one.
bool check_chance(const Workflow& workflow, const Quantity& chance, std::string_view whose, const SourcePlace& place,
                  Findings& findings);
/// Chances that must add up to 1.
void check_chances_add_up(double sum, std::string_view whose, const SourcePlace& place, Findings& findings);
/// Ranges of several of these chances that cannot all be at their highest: they will have to give way to each other.
void check_ranges_add_up(const Workflow& workflow, const std::vector<Quantity>& chances, std::string_view whose,
                         const SourcePlace& place, Findings& findings);
void check_rule(const Workflow& workflow, const Rule& rule, std::string_view whose, const SourcePlace& place,
                Findings& findings);
void check_value(const Workflow& workflow, const AttributeValue& value, std::string_view whose, Findings& findings);
/// An assumption that something refers to.
void check_assumption(const Workflow& workflow, const std::optional<AssumptionId>& assumption, std::string_view whose,
                      const SourcePlace& place, Findings& findings);

}  // namespace stepwell
