// Names are the identities that users see: each must be legal and its kind's only one.
#include <algorithm>
#include <array>
#include <map>

#include "stepwell/process/checks.hpp"

namespace stepwell {
namespace {

constexpr std::array<std::string_view, 14> reserved{"all", "any", "first of", "when", "to",    "is",     "and",
                                                    "or",  "not", "null",     "true", "false", "closed", "of"};

/// Why this cannot be a name, or empty.
std::string fault_of(const std::string& name) {
  for (const std::string_view word : reserved) {
    if (name == word) return "is a word of the language";
  }
  if (name.front() == ' ' || name.back() == ' ') return "begins or ends with a space";
  if (name.find(": ") != std::string::npos || name.back() == ':') return "has a colon before a space or at its end";
  if (name.find(" #") != std::string::npos || name.front() == '#') return "has a # that would begin a comment";
  for (const char c : name) {
    if (c == ',') return "has a comma";
    if (std::string_view("[]{}()").find(c) != std::string_view::npos) return "has a bracket";
    if (c == '"' || c == '\'' || c == '`') return "has a quote";
    if (c == '\n' || c == '\r') return "has a line break";
    if (static_cast<unsigned char>(c) < 0x20) return "has a control character";
  }
  return {};
}

template <class Items>
void check_kind(const Items& items, const std::string& kind, Findings& findings, std::string several = {}) {
  if (several.empty()) several = kind + 's';
  std::map<std::string_view, int> seen;
  for (const auto& item : items) {
    if (item.name.empty()) {
      findings.error("bad-name", item.place, "a " + kind + " has no name", "give it a name, in free text");
      continue;
    }
    if (const std::string fault = fault_of(item.name); !fault.empty()) {
      findings.error("bad-name", item.place, "the name " + in_quotes(item.name) + " of a " + kind + ' ' + fault,
                     "choose another name: words, figures and spaces, without commas, brackets or quotes");
    }
    if (++seen[item.name] == 2) {
      findings.error("duplicate-name", item.place, "there are two " + several + " called " + in_quotes(item.name),
                     "give one of them another name");
    }
  }
}

}  // namespace

std::string in_quotes(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return text + '"';
}

std::string called(const Role& role) {
  static constexpr const char* kinds[] = {"the role ", "the place ", "the equipment "};
  return kinds[static_cast<int>(role.kind)] + in_quotes(role.name);
}

void check_names(const Workflow& workflow, Findings& findings) {
  check_kind(workflow.calendars, "calendar", findings);
  // Places and equipment are needed by the same names, so these must differ from those of roles.
  const bool only_staff = std::all_of(workflow.roles.begin(), workflow.roles.end(),
                                      [](const Role& role) { return role.kind == RoleKind::staff; });
  check_kind(workflow.roles, only_staff ? "role" : "role, place or piece of equipment", findings,
             only_staff ? "roles" : "roles, places or equipment");
  check_kind(workflow.attributes, "attribute", findings);
  check_kind(workflow.effects, "effect", findings);
  check_kind(workflow.books, "book", findings);
  check_kind(workflow.cases, "case type", findings);
  check_kind(workflow.steps, "step", findings);
  check_kind(workflow.measures, "measure", findings);
  check_kind(workflow.quantities, "quantity", findings);
  for (const Step& step : workflow.steps) {
    const auto check = [&](const std::string& message) {
      const std::string fault = message.empty() ? "is empty" : fault_of(message);
      if (fault.empty()) return;
      findings.error(
          "bad-name", step.place,
          "the name " + in_quotes(message) + " of a message of the step " + in_quotes(step.name) + ' ' + fault,
          "choose another name: words, figures and spaces, without commas, brackets or quotes");
    };
    if (!step.wait_for.empty()) check(step.wait_for);
    for (const std::string& message : step.sends) check(message);
    for (const std::string& signal : step.signals) check(signal);
  }
}

}  // namespace stepwell
