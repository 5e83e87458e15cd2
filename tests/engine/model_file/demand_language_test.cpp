// Batches, patterns, growth and backlogs: read, set, changed and written back.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

std::string clinic_with(const std::string& patient) {
  return "calendars: {clinic hours: Mon-Fri 09:00-17:00}\n"
         "roles: {nurse: {staff: 2}}\n"
         "cases: {patient: {" +
         patient +
         ", start: see}}\n"
         "steps:\n"
         "  see: {who: nurse, time: 1 min, next: dress}\n"
         "  dress: {who: nurse, time: 1 min, next: done}\n"
         "  done: {end: done}\n";
}

const CaseType& patient(const Workflow& w) { return w.cases[CaseTypeId{0}]; }

}  // namespace

TEST_CASE("a stream says its rate, its pattern and how many come together") {
  const Workflow w = good(clinic_with(
      "arrive: {poisson: 12 per h, in: clinic hours, together: discrete 60 % 1 40 % 2, "
      "by weekday: {Mon: 130 %, Sat-Sun: 50 %}, by month: {Jan Feb: 120 %, Dec: 0 %}, grows: -2.5 % per year}"));
  const Demand& demand = patient(w).demand;
  CHECK(demand.kind == Demand::Kind::every);
  CHECK(demand.poisson);
  CHECK(demand.interval == exponential(300e6));
  CHECK(demand.calendar == CalendarId{0});
  CHECK(*demand.together == discrete({0.6, 0.4}, {1, 2}));
  CHECK(demand.pattern.by_weekday == std::array<double, 7>{1.3, 1, 1, 1, 1, 0.5, 0.5});
  CHECK(demand.pattern.by_month == std::array<double, 12>{1.2, 1.2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0});
  CHECK(demand.pattern.growth == -0.025);
}

TEST_CASE("a map may say what a phrase says, and means the same") {
  const auto demand = [](const std::string& arrive) { return patient(good(clinic_with("arrive: " + arrive))).demand; };
  CHECK(demand("{every: 10 min in clinic hours}") == demand("every 10 min in clinic hours"));
  CHECK(demand("{every: 10 min, in: clinic hours}") == demand("every 10 min in clinic hours"));
  CHECK(demand("{poisson: 3 per h}") == demand("poisson 3 per h"));
  CHECK(demand("{times: [2026-01-05 09:00]}") == demand("[2026-01-05 09:00]"));
  CHECK(demand("{poisson: 3 per h, grows: 3 % a year}") == demand("{poisson: 3 per h, grows: 3 % per year}"));
}

TEST_CASE("a population says how many there are and how long each stays away") {
  const Demand demand =
      patient(good(clinic_with("arrive: {population: 12, each after: 2 h, in: clinic hours}"))).demand;
  CHECK(demand.kind == Demand::Kind::population);
  CHECK(demand.members == 12);
  CHECK(demand.interval == constant(7200e6));
  CHECK(demand.calendar == CalendarId{0});
  for (const char* wrong :
       {"{population: 12}", "{population: 0, each after: 2 h}", "{every: 2 h, each after: 2 h}",
        "{population: 12, each after: 0 h}", "{population: 12, each after: 2 h, grows: 3 % a year}"}) {
    CHECK_FALSE(reading_of(clinic_with(std::string("arrive: ") + wrong)).workflow);
  }
}

TEST_CASE("a stream may be a mix of case types, of which the others need no arrivals of their own") {
  const std::string text =
      "roles: {nurse: {}}\n"
      "cases:\n"
      "  minor: {arrive: {poisson: 12 per h, mix: {minor: 70 %, major: {is: 30 %, basis: expert, range: 20 to 40 %}}}, "
      "start: see}\n"
      "  major: {start: see}\n"
      "steps:\n"
      "  see: {who: nurse, time: 1 min, next: done}\n"
      "  done: {end: done}\n";
  const Workflow w = good(text);
  const std::vector<CaseShare>& mix = patient(w).demand.mix;
  REQUIRE(mix.size() == 2);
  CHECK(mix[0].type == CaseTypeId{0});
  CHECK(mix[0].chance.value == 0.7);
  CHECK(mix[1].type == CaseTypeId{1});
  CHECK(w.assumptions[*mix[1].chance.assumption].path == "cases.minor.arrive.mix.major");
  comes_back(w);
  CHECK(reading_of(text).diagnostics.empty());
  CHECK_FALSE(reading_of(text, {"cases.minor.arrive.mix.minor=60 %"}).workflow);
}

TEST_CASE("a backlog is a number at the start or at steps by name") {
  CHECK(patient(good(clinic_with("backlog: 40"))).backlog == std::vector<Backlog>{{StepId{0}, 40, {}}});
  CHECK(patient(good(clinic_with("backlog: {dress: 7, see: 2}"))).backlog ==
        std::vector<Backlog>{{StepId{1}, 7, {}}, {StepId{0}, 2, {}}});
  CHECK(patient(good(clinic_with("backlog: 0, arrive: every 1 h"))).backlog.empty());
  const Workflow late = good(
      "roles: {nurse: {}}\n"
      "cases: {patient: {backlog: 40, start: see}}\n"
      "steps:\n"
      "  done: {end: done}\n"
      "  see: {who: nurse, time: 1 min, next: done}\n");
  CHECK(patient(late).backlog.front().step == StepId{1});
  CHECK(patient(good(clinic_with("backlog: 40"), {"cases.patient.backlog=50"})).backlog.front().cases == 50);
}

TEST_CASE("what is said of demand can be set, and is written back as it was read") {
  for (const char* said :
       {"backlog: {dress: 7, see: 2}, arrive: {poisson: {is: 12 per h, basis: assumed, range: 10 per h to 15 per h}, "
        "together: 2, grows: 3 % per year}",
        "arrive: {poisson: {is: 12 per h in clinic hours, basis: assumed, range: 10 per h to 15 per h}}",
        "arrive: {every: {is: uniform 2 to 6 min, basis: expert, range: 3 min to 5 min}, by month: {Aug: 70 %}}",
        "arrive: {every: {is: 5 min, basis: expert, range: 3 min to 5 min}}",
        "arrive: {hourly: {Mon-Fri: {08:00-12:00: 12 per h}}, in: clinic hours, by month: {Aug: 70 %}}",
        "arrive: {population: 12, each after: {is: uniform 2 to 6 h, basis: expert, range: 3 h to 5 h}, in: clinic "
        "hours}",
        "arrive: {times: [2026-01-05 09:00, 2026-01-06 09:00], together: discrete 10 % 3 90 % 4}"}) {
    const Workflow w = good(clinic_with(said));
    comes_back(w);
  }
  const std::string stream = clinic_with("arrive: {poisson: 12 per h, grows: 3 % per year}");
  const Workflow changed =
      good(stream, {"cases.patient.arrive.grows=5 % per year", "cases.patient.arrive.poisson=6 per h"});
  const Demand& set = patient(changed).demand;
  CHECK(set.pattern.growth == 0.05);
  CHECK(set.interval == exponential(600e6));
}
