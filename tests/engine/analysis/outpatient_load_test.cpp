// The outpatient clinic's hours of work, worked out by hand beside each number.
#include "catch.hpp"
#include "stepwell/analysis/load.hpp"
#include "stepwell/model_file/read.hpp"

using namespace stepwell;

namespace {

const RoleLoad& role(const Workflow& workflow, const Load& load, const std::string& name) {
  return load.roles[*workflow.find_role(name)];
}

}  // namespace

TEST_CASE("the outpatient clinic's hours in a full week, as they follow by hand") {
  // 35 clinic hours at one appointment each 5.5 min: 381.8 appointments, 94 % of whom attend: 358.9.
  const Workflow before = read(STEPWELL_SOURCE_DIR "/models/outpatient-records/as-is.yaml");
  const Load load = expected_load(before);
  CHECK(load.arrivals[CaseTypeId{0}] == Approx(381.818).epsilon(1e-5));
  CHECK(load.approximations.empty());
  // Pull 14/3, trace 0.1 x 115/3, deliver 11/3, file 10/3 min: 15.5 min x 381.8 = 98.6 h.
  CHECK(role(before, load, "records clerk").asked == Approx(98.6).margin(0.1));
  // Letters typed 1 / 0.92 times at 12 min, posted once at 2 min: 15.04 min x 358.9 = 90.0 h.
  CHECK(role(before, load, "secretary").asked == Approx(90.0).margin(0.1));
  // One minute each, and 0.1 x 0.26 x 35/3 min for a temporary folder: 1.303 min x 381.8 = 8.3 h.
  CHECK(role(before, load, "clinic clerk").asked == Approx(8.3).margin(0.1));
  // 0.28 x 20 + 0.72 x 12, 0.026 x 4, 8.5/3 and 3.5/3/0.92 min: 18.45 min x 358.9 = 110.3 h.
  CHECK(role(before, load, "doctor").asked == Approx(110.3).margin(0.1));

  const Workflow after = read(STEPWELL_SOURCE_DIR "/models/outpatient-records/to-be.yaml");
  const Load less = expected_load(after);
  // Loose sheets 7/3 / 0.98 min x 358.9 = 14.2 h.
  CHECK(role(after, less, "records clerk").asked == Approx(14.2).margin(0.1));
  // (11/3) / 0.92 + 0.5 min x 358.9 = 26.8 h.
  CHECK(role(after, less, "secretary").asked == Approx(26.8).margin(0.1));
  CHECK(role(after, less, "clinic clerk").asked == Approx(6.4).margin(0.1));
  // 14.24, 3.1/3, 12.5/3 and 3.5/3/0.92 min: 20.71 min x 358.9 = 123.9 h.
  CHECK(role(after, less, "doctor").asked == Approx(123.9).margin(0.1));
  for (const char* unchanged : {"nurse", "receptionist"}) {
    CHECK(role(after, less, unchanged).asked == Approx(role(before, load, unchanged).asked));
  }
}
