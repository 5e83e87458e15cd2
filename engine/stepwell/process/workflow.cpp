// Looking up names in a workflow, and comparing two.
//
// Guarantees: a name that occurs twice is found at its first place. Costs a walk over the names of one kind.
#include "stepwell/process/workflow.hpp"

#include <algorithm>

namespace stepwell {

namespace {

template <class Id, class T>
std::optional<Id> find_in(const IndexedVector<Id, T>& items, std::string_view name) {
  for (const Id id : items.ids()) {
    if (items[id].name == name) return id;
  }
  return std::nullopt;
}

}  // namespace

std::optional<StepId> Workflow::find_step(std::string_view wanted) const { return find_in(steps, wanted); }
std::optional<RoleId> Workflow::find_role(std::string_view wanted) const { return find_in(roles, wanted); }
std::optional<CalendarId> Workflow::find_calendar(std::string_view wanted) const { return find_in(calendars, wanted); }
std::optional<CaseTypeId> Workflow::find_case(std::string_view wanted) const { return find_in(cases, wanted); }
std::optional<AttributeId> Workflow::find_attribute(std::string_view wanted) const {
  return find_in(attributes, wanted);
}
std::optional<MeasureId> Workflow::find_measure(std::string_view wanted) const { return find_in(measures, wanted); }
std::optional<QuantityId> Workflow::find_quantity(std::string_view wanted) const { return find_in(quantities, wanted); }

std::string share_text(std::uint32_t share) {
  const std::string tenths = share % 10 == 0 ? "" : '.' + std::to_string(share % 10);
  return std::to_string(share / 10) + tenths + " %";
}

namespace {

void append(std::vector<Need>& all, const std::vector<Need>& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

std::vector<Need> Step::needs() const {
  std::vector<Need> all = who;
  append(all, holds);
  return all;
}

std::vector<Need> Step::needs(const Alternative& alternative) const {
  std::vector<Need> all = alternative.who;
  append(all, holds);
  return all;
}

bool Workflow::has_swept_assumptions() const {
  return std::any_of(assumptions.begin(), assumptions.end(), [](const Assumption& a) { return a.swept; });
}

bool Workflow::operator==(const Workflow& other) const {
  // `file` says where it was read, not what it is.
  return name == other.name && about == other.about && clock == other.clock && calendars == other.calendars &&
         roles == other.roles && attributes == other.attributes && effects == other.effects && books == other.books &&
         cases == other.cases && steps == other.steps && measures == other.measures &&
         assumptions == other.assumptions && quantities == other.quantities && changes == other.changes;
}

}  // namespace stepwell
