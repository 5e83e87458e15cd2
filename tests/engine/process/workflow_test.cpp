// Names found, and workflows compared.
#include "stepwell/process/workflow.hpp"
#include "catch.hpp"

using namespace stepwell;

namespace {

template <class T>
T named(const char* name) {
  T thing;
  thing.name = name;
  return thing;
}

Workflow names() {
  Workflow workflow;
  workflow.name = "clinic";
  workflow.steps = {named<Step>("check in"), named<Step>("see doctor")};
  workflow.roles = {named<Role>("nurse"), named<Role>("doctor")};
  workflow.calendars = {named<Calendar>("clinic hours")};
  workflow.cases = {named<CaseType>("patient")};
  workflow.attributes = {named<Attribute>("urgent")};
  workflow.measures = {named<Measure>("door to doctor")};
  return workflow;
}

}  // namespace

TEST_CASE("things are found by their exact names") {
  const Workflow workflow = names();
  CHECK(workflow.find_step("see doctor") == StepId{1});
  CHECK(workflow.find_role("doctor") == RoleId{1});
  CHECK(workflow.find_calendar("clinic hours") == CalendarId{0});
  CHECK(workflow.find_case("patient") == CaseTypeId{0});
  CHECK(workflow.find_attribute("urgent") == AttributeId{0});
  CHECK(workflow.find_measure("door to doctor") == MeasureId{0});
  CHECK_FALSE(workflow.find_step("See doctor"));
  CHECK_FALSE(workflow.find_role("see doctor"));
}

TEST_CASE("two workflows are equal wherever they were written") {
  Workflow other = names();
  other.file = "copy.yaml";
  other.steps[StepId{0}].place = {"copy.yaml", 7, 3};
  CHECK(other == names());
}

TEST_CASE("any difference in meaning makes two workflows differ") {
  const auto changed = [](auto change) {
    Workflow other = names();
    change(other);
    return !(other == names());
  };
  CHECK(changed([](Workflow& w) { w.name = "other"; }));
  CHECK(changed([](Workflow& w) { w.about = "other"; }));
  CHECK(changed([](Workflow& w) { w.clock.run = one_week; }));
  CHECK(changed([](Workflow& w) { w.steps[StepId{1}].time = {{{}, constant(5)}}; }));
  CHECK(changed([](Workflow& w) { w.roles[RoleId{0}].staff.value = 3; }));
  CHECK(changed([](Workflow& w) { w.calendars[CalendarId{0}].closed_days = {1}; }));
  CHECK(changed([](Workflow& w) { w.cases[CaseTypeId{0}].priority = 1; }));
  CHECK(changed([](Workflow& w) { w.attributes.push_back({}); }));
  CHECK(changed([](Workflow& w) { w.measures[MeasureId{0}].share = 0.5; }));
  CHECK(changed([](Workflow& w) { w.assumptions.push_back({}); }));
  CHECK(changed([](Workflow& w) { w.changes.push_back({}); }));
}

TEST_CASE("a workflow has swept assumptions where any value has a range") {
  Workflow workflow = names();
  CHECK_FALSE(workflow.has_swept_assumptions());
  workflow.assumptions.push_back({});
  CHECK_FALSE(workflow.has_swept_assumptions());
  workflow.assumptions.push_back({});
  workflow.assumptions[AssumptionId{1}].swept = true;
  CHECK(workflow.has_swept_assumptions());
}
