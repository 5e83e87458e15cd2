// What a share of a person can be, and which roles can be shared out.
#include "process/builders.hpp"
#include "process/codes.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

/// Half a nurse sees a patient.
template <class Bend>
Codes codes_of_halves(Bend bend) {
  Workflow map = WorkflowBuilder()
                     .calendar("lunch", {{0, 12 * one_hour, 13 * one_hour}})
                     .role("nurse", 2)
                     .work("see", "nurse", constant(minutes(5)))
                     .to("gone")
                     .end("gone")
                     .build();
  map.steps.items()[0].who[0].share = 500;
  bend(map, map.steps.items()[0].who[0], map.roles.items()[0]);
  return codes(map);
}

}  // namespace

TEST_CASE("a share is one of one person") {
  CHECK(codes_of_halves([](Workflow&, Need&, Role&) {}).empty());
  CHECK(codes_of_halves([](Workflow&, Need& need, Role&) { need.share = 0; }) == Codes{"bad-share"});
  CHECK(codes_of_halves([](Workflow&, Need& need, Role&) { need.share = 1001; }) == Codes{"bad-share"});
  CHECK(codes_of_halves([](Workflow&, Need& need, Role&) { need.count = 2; }) == Codes{"bad-share"});
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) { role.kind = RoleKind::place; }) == Codes{"share-of-place"});
}

TEST_CASE("roles whose people share their attention have nothing that is about one task of one person") {
  const Codes misfit{"share-misfit"};
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) { role.pre_emption = PreEmption::resume; }) == misfit);
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) {
          role.individuals.resize(2);
          role.individuals[0].name = "Anna";
          role.individuals[1].name = "Ben";
        }) == misfit);
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) {
          role.staff.value = 1;
          role.set_up = constant(minutes(1));
        }) == misfit);
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) {
          role.breaks_down = Breakdown{};
          role.breaks_down->after = role.breaks_down->lasts = constant(minutes(60));
        }) == misfit);
  CHECK(codes_of_halves([](Workflow&, Need&, Role& role) {
          role.out.push_back({CalendarId{0}, 1, WorkWhenOut::finish, {}});
        }) == misfit);
  // All of them out at once is clear, and so is every way of closing.
  for (const std::uint32_t number : {0u, 2u}) {
    CHECK(codes_of_halves([=](Workflow&, Need&, Role& role) {
            role.out.push_back({CalendarId{0}, number, WorkWhenOut::resume, {}});
            role.calendar = CalendarId{0};
            role.after_hours = AfterHours::stay;
          }).empty());
  }
}
