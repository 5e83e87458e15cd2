// The outpatient pair, read from its files and looked at closely.
#include "catch.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

Workflow records(const std::string& file) {
  const Reading reading = read_model(source_folder / "models/outpatient-records" / file);
  CHECK(reading.diagnostics.empty());
  return good(reading);
}

}  // namespace

TEST_CASE("the clinic on paper loads unchanged and without a warning") {
  const Workflow w = records("as-is.yaml");
  CHECK(w.name == "Outpatient clinic, notes on paper");
  CHECK(w.clock.start == start_of_day(*day_number(2026, 1, 5)));
  CHECK(w.clock.warm_up == 2 * one_week);
  CHECK(w.clock.run == 12 * one_week);
  REQUIRE(w.calendars.size() == 2);
  CHECK(w.calendars.items()[0].weekly_open_time() == 35 * one_hour);  // 5 days of 3.5 h + 3.5 h
  CHECK(w.calendars.items()[1].weekly_open_time() == 50 * one_hour);  // 5 days of 10 h
  CHECK(w.calendars.items()[1].closed_days.size() == 2);
  REQUIRE(w.roles.size() == 6);
  CHECK(w.roles.items()[4].name == "doctor");
  CHECK(w.roles.items()[4].band == "consultant");
  CHECK(w.roles.items()[4].after_hours == AfterHours::stay);
  CHECK(w.roles.items()[5].after_hours == AfterHours::finish);
  CHECK(w.steps.size() == 20);
  CHECK(w.rates.find("5")->per_hour == 30.4);

  REQUIRE(w.cases.size() == 1);
  const CaseType& appointment = w.cases.items()[0];
  CHECK(appointment.demand.kind == Demand::Kind::every);
  CHECK(appointment.demand.interval == constant(330e6));  // 5.5 min
  CHECK(appointment.demand.calendar == w.find_calendar("clinic hours"));
  CHECK(w.steps[appointment.start].name == "booked");
  REQUIRE(appointment.attributes.size() == 2);
  CHECK(appointment.attributes[0].chance.value == 0.94);

  CHECK(step(w, "booked").routing == Routing::all);
  CHECK(step(w, "pull notes").next[1].chance.value == 0.1);
  CHECK(step(w, "trace notes").time[0].time.assumption);
  CHECK(step(w, "order from store").nature == Nature::wait);
  CHECK(step(w, "order from store").wait == uniform(4 * 3600e6, 16 * 3600e6));
  CHECK(step(w, "order from store").wait_calendar == w.find_calendar("office hours"));
  CHECK(step(w, "ready").nature == Nature::join);
  CHECK(step(w, "ready").routing == Routing::rules);
  REQUIRE(step(w, "consultation").time.size() == 2);
  CHECK(step(w, "consultation").time[0].when->text == "new patient");
  CHECK(step(w, "consultation").time[1].time == lognormal(720e6, 300e6));
  CHECK(step(w, "consultation").adds[0].when->text == "notes missing");
  CHECK(step(w, "dictate letter").priority == -1);
  CHECK(step(w, "leave").end == "patient leaves");

  REQUIRE(w.assumptions.size() == 2);
  const Assumption& trace = w.assumptions.items()[0];
  CHECK(trace.path == "steps.trace notes.time");
  CHECK(trace.basis == Basis::assumed);
  CHECK(trace.value == Approx(115.0 / 3 * 60e6));  // triangular: (5 + 20 + 90) / 3 min
  CHECK(trace.low == 20 * 60e6);
  CHECK(trace.high == 60 * 60e6);
  CHECK(trace.swept);

  REQUIRE(w.measures.size() == 3);
  const Measure& turnaround = w.measures.items()[1];
  CHECK(turnaround.from.moment == Moment::ends);
  CHECK(turnaround.to.moment == Moment::arrives);  // a bare end
  CHECK(turnaround.share == 0.95);
  CHECK(turnaround.within == one_day);
}

TEST_CASE("the clinic on the electronic system is the clinic on paper with three named changes") {
  const Workflow w = records("to-be.yaml");
  CHECK(w.name == "Outpatient clinic on the electronic document system");
  REQUIRE(w.changes.size() == 3);
  CHECK(w.changes[0].name == "notes on screen");
  CHECK(w.changes[1].needs == std::vector<std::string>{"notes on screen"});
  CHECK_FALSE(w.find_step("pull notes"));
  CHECK_FALSE(w.find_measure("waiting for notes"));
  CHECK(w.roles[*w.find_role("records clerk")].staff.value == 2);
  CHECK(w.roles[*w.find_role("records clerk")].band == "2");
  CHECK(step(w, "type letter").time[0].time == triangular(120e6, 180e6, 360e6));
  CHECK(step(w, "type letter").next.size() == 1);
  CHECK(step(w, "consultation").time.size() == 2);
  CHECK_FALSE(step(w, "consultation").adds[0].when);
  CHECK(step(w, "scan loose sheets").next[1].to == w.find_step("scan loose sheets"));
  CHECK(w.steps.size() == 20 - 8 + 4);  // eight removed; listed, did not attend, scan loose sheets and scanned added
  REQUIRE(w.assumptions.size() == 1);
  CHECK(w.assumptions.items()[0].path == "steps.scan loose sheets.time");
}
