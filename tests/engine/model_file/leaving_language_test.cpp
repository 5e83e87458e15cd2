// Queues, patience, deadlines, limits, inclusive splits and races: read, set, changed and written back.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

StepId id(const Workflow& w, const char* name) { return w.find_step(name).value(); }

const char* const emergency = R"(
workflow: Emergency
calendars: {office hours: Mon-Fri 09:00-17:00}
roles:
  doctor: {staff: 2, discipline: shortest, pre-empts: resume}
  nurse: {staff: 2, ages: 1 per h}
  clerk: {discipline: earliest due, pre-empts: lost}
  porter: {discipline: last come, pre-empts: restart}
  helper: {discipline: random}
cases:
  patient: {arrive: poisson 6 per h, start: triage, due: 4 h, attributes: {urgent: chance 20 %}}
steps:
  triage: {who: nurse, time: 5 min, at most: {times: 2, then: refer on}, next: see doctor}
  refer on: {end: referred}
  see doctor:
    who: doctor
    time: exponential mean 15 min
    patience: {is: exponential mean 40 min, basis: assumed, range: 20 min to 60 min}
    balks at: 5
    gives up: left unseen
    deadline: [{after: {is: 4 h, basis: expert, range: 3 h to 5 h}, to: escalate}, {after: 2 h of office hours, to: remind, interrupts: false}]
    next: {any: {x-ray: {is: 30 %, basis: assumed, range: 20 to 40 %}, blood test: 60 %}, otherwise: go home}
  x-ray: {wait: 20 min, next: collect}
  blood test: {wait: 30 min, next: collect}
  go home: {wait: 1 min, next: collect}
  collect: {join: all, next: race}
  race: {next: {first of: [an hour passes, nurse comes]}}
  an hour passes: {wait: 1 h, next: more}
  nurse comes: {who: nurse, time: 4 min, next: more}
  more: {next: {any: [{when: urgent, to: ward}, {chance: {is: 30 %, basis: measured, range: 20 to 40 %}, to: letter}, out]}}
  ward: {wait: 1 d, deadline: {after: {is: 20 h, basis: measured, range: 10 h to 30 h}, to: died}, next: {triage: 10 %, archive: 90 %}}
  letter: {who: clerk, time: 1 min, gives up: out, next: carry}
  carry: {who: porter, time: 1 min, next: help}
  help: {who: helper, time: 1 min, next: out}
  archive: {next: {any: [out, {chance: 10 %, to: out}, out]}}
  out: {end: out}
  escalate: {end: escalated}
  remind: {end: reminded}
  died: {end: patient died, cancels: true}
  left unseen: {end: left without being seen}
)";

}  // namespace

TEST_CASE("a role says who goes first, who gives way, and what waiting is worth") {
  const Workflow w = good(emergency);
  const auto role = [&](const char* name) { return w.roles[w.find_role(name).value()]; };
  CHECK(role("doctor").discipline == Discipline::shortest);
  CHECK(role("doctor").pre_emption == PreEmption::resume);
  CHECK(role("nurse").ages == 1);
  CHECK(role("nurse").discipline == Discipline::first_come);
  CHECK(role("nurse").pre_emption == PreEmption::none);
  CHECK(role("clerk").discipline == Discipline::earliest_due);
  CHECK(role("clerk").pre_emption == PreEmption::lost);
  CHECK(role("porter").discipline == Discipline::last_come);
  CHECK(role("porter").pre_emption == PreEmption::restart);
  CHECK(role("helper").discipline == Discipline::random);
  CHECK(w.cases.items()[0].due == 4 * one_hour);
}

TEST_CASE("a step says who waits for how long, and where everybody else goes") {
  const Workflow w = good(emergency);
  const Step& see = step(w, "see doctor");
  REQUIRE(see.patience);
  CHECK(see.patience->a == 40 * 60e6);
  CHECK(see.balks_at == 5);
  CHECK(see.gives_up == id(w, "left unseen"));
  REQUIRE(see.deadlines.size() == 2);
  CHECK(see.deadlines[0].interrupts);
  CHECK_FALSE(see.deadlines[0].calendar);
  CHECK(see.deadlines[0].to == id(w, "escalate"));
  CHECK_FALSE(see.deadlines[1].interrupts);
  CHECK(see.deadlines[1].calendar == w.find_calendar("office hours"));
  CHECK(see.deadlines[1].after == constant(2 * 3600e6));
  CHECK(step(w, "triage").at_most == VisitLimit{2, id(w, "refer on"), {}});
  CHECK(step(w, "died").cancels);
  CHECK_FALSE(step(w, "out").cancels);
}

TEST_CASE("a split into any has a chance or a rule for each branch, and what else") {
  const Workflow w = good(emergency);
  const Step& see = step(w, "see doctor");
  CHECK(see.routing == Routing::any);
  REQUIRE(see.next.size() == 3);
  CHECK(see.next[0].chance.value == 0.3);
  CHECK(see.next[1].chance == Quantity{0.6, {}});
  CHECK(see.next[2].otherwise);
  CHECK(see.next[2].chance == Quantity{1, {}});
  const Step& more = step(w, "more");
  REQUIRE(more.next.size() == 3);
  CHECK(more.next[0].when);
  CHECK(more.next[0].chance == Quantity{1, {}});
  CHECK_FALSE(more.next[1].when);
  CHECK(more.next[1].chance.value == 0.3);
  CHECK((more.next[2] == Flow{id(w, "out"), {1, {}}, {}, {}, false}));
  CHECK(step(w, "race").routing == Routing::first_of);
  CHECK(step(w, "race").next.size() == 2);
}

TEST_CASE("what is not known about them stands under their paths") {
  std::vector<std::string> paths;
  for (const Assumption& a : good(emergency).assumptions) paths.push_back(a.path);
  CHECK(paths == std::vector<std::string>{"steps.see doctor.patience", "steps.see doctor.deadline.1",
                                          "steps.see doctor.next.x-ray", "steps.more.next.letter",
                                          "steps.ward.deadline"});
}

TEST_CASE("a model with all of them is written and read back") {
  const Workflow w = good(emergency);
  const std::string text = write_model(w);
  INFO(text);
  const Reading again = reading_of(text);
  INFO(to_text(again.diagnostics));
  REQUIRE(again.workflow);
  CHECK((again.workflow->roles == w.roles));
  CHECK((again.workflow->cases == w.cases));
  CHECK((again.workflow->steps == w.steps));
  CHECK((again.workflow->assumptions == w.assumptions));
  CHECK((*again.workflow == w));
  CHECK(write_model(*again.workflow) == text);
}

TEST_CASE("settings reach each of them") {
  const Workflow w =
      good(emergency, {"roles.doctor.discipline=random", "roles.nurse.pre-empts=restart", "roles.nurse.ages=2 per d",
                       "cases.patient.due=2 h", "steps.see doctor.patience.is=30 min", "steps.see doctor.balks at=9",
                       "steps.see doctor.gives up=escalate", "steps.see doctor.deadline.2.after=3 h",
                       "steps.see doctor.deadline.2.interrupts=true", "steps.ward.deadline.to=remind",
                       "steps.died=null", "steps.triage.at most.times=7", "steps.see doctor.next.any.x-ray=5 %",
                       "steps.more.next.any.2.chance=7 %", "steps.see doctor.next.otherwise=x-ray",
                       "steps.left unseen=null", "steps.go home=null", "steps.out.cancels=true"});
  CHECK(w.roles.items()[0].discipline == Discipline::random);
  CHECK(w.roles.items()[1].pre_emption == PreEmption::restart);
  CHECK(w.roles.items()[1].ages == Approx(2.0 / 24));
  CHECK(w.cases.items()[0].due == 2 * one_hour);
  CHECK(step(w, "see doctor").patience->a == 30 * 60e6);
  CHECK(step(w, "see doctor").balks_at == 9);
  CHECK(step(w, "see doctor").gives_up == id(w, "escalate"));
  CHECK(step(w, "see doctor").deadlines[1].after == constant(3 * 3600e6));
  CHECK(step(w, "see doctor").deadlines[1].interrupts);
  CHECK(step(w, "ward").deadlines[0].to == id(w, "remind"));
  CHECK(step(w, "triage").at_most->times == 7);
  CHECK(step(w, "see doctor").next[0].chance == Quantity{0.05, {}});
  CHECK(step(w, "more").next[1].chance == Quantity{0.07, {}});
  CHECK(step(w, "see doctor").next[2].to == id(w, "x-ray"));
  CHECK(step(w, "out").cancels);
}

TEST_CASE("a field of a limit or deadline that is not there yet can be set") {
  const Workflow w = good(emergency, {"steps.see doctor.deadline.1.interrupts=false"});
  CHECK_FALSE(step(w, "see doctor").deadlines[0].interrupts);
}

TEST_CASE("a change gives, replaces and removes them") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("stepwell-leaving-" + std::to_string(__LINE__));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "base.yaml") << emergency;
  std::ofstream(folder / "other.yaml") << R"(
scenario: Other
based on: base.yaml
changes:
  no queues:
    roles: {doctor: {discipline: null, pre-empts: null}, clerk: {discipline: first come}}
    cases: {patient: {due: null}}
    steps:
      see doctor: {patience: null, balks at: 20, deadline: {after: 1 h, to: escalate}}
      triage: {at most: null}
      refer on: null
      remind: null
      died: {cancels: null}
      race: {next: nurse comes}
      an hour passes: null
)";
  const Reading reading = read_model(folder / "other.yaml");
  std::filesystem::remove_all(folder);
  INFO(to_text(reading.diagnostics));
  REQUIRE(reading.workflow);
  const Workflow& w = *reading.workflow;
  CHECK(w.roles.items()[0].discipline == Discipline::first_come);
  CHECK(w.roles.items()[0].pre_emption == PreEmption::none);
  CHECK_FALSE(w.cases.items()[0].due);
  CHECK_FALSE(step(w, "see doctor").patience);
  CHECK(step(w, "see doctor").balks_at == 20);
  CHECK(step(w, "see doctor").gives_up);  // untouched
  CHECK(step(w, "see doctor").deadlines.size() == 1);
  CHECK_FALSE(step(w, "triage").at_most);
  CHECK_FALSE(step(w, "died").cancels);
}

TEST_CASE("a step that a change took away is missed by what still leads there") {
  const std::string text = with_step(
      "who: nurse, time: 1 min, patience: 5 min, gives up: nowhere, deadline: {after: 1 h, to: nowhere}, at most: "
      "{times: 2, then: nowhere}, next: {any: [nowhere, done]}");
  const Reading reading = reading_of(text);
  REQUIRE(reading.diagnostics.size() == 4);
  for (const Diagnostic& d : reading.diagnostics) CHECK(d.code == "unknown-step");
}
