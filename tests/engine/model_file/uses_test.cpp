// Quantities and who uses them, texts about things, and a warm-up by rule: read, set, changed and written back.
#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

const std::vector<Use>& of_step(const Workflow& w, const char* name) { return w.steps[w.find_step(name).value()].uses; }

const char* const dressings = R"(
workflow: Dressing dressings
about: Where wounds are dressed.
clock: {warm up: by rule}
quantities: {carbon: kg CO2e, gloves: pairs, money: GBP}
roles:
  nurse: {about: "Band 5: does it all", uses: {gloves: 1 per use, carbon: 0.5 kg CO2e per h}}
cases:
  patient:
    about: Anybody with a wound.
    arrive: every 10 min
    start: dress
    uses: {carbon: {is: 6.4 kg CO2e per case, basis: published, source: survey, range: 4 to 9}, money: [24 per d of waiting, 3 per h of stay]}
steps:
  dress: {about: "With gloves, always.", who: nurse, time: 12 min, uses: {carbon: [0.3 kg CO2e per visit, {is: 12 per d, basis: expert, range: 6 to 24}], money: 4.20}, next: rest}
  rest: {wait: 15 min, uses: {carbon: 0.1 per h}, next: done}
  done: {end: patient leaves}
measures:
  visit: {about: "#1 in the contract", from: dress arrives, to: done}
)";

}  // namespace

TEST_CASE("what is used is read, with or without its unit, by visit and by the hour") {
  const Workflow w = good(dressings);
  REQUIRE(w.quantities.size() == 3);
  const QuantityId carbon = *w.find_quantity("carbon");
  CHECK(w.quantities[carbon].unit == "kg CO2e");
  CHECK(w.quantities[*w.find_quantity("gloves")].unit == "pairs");
  CHECK(w.quantities[*w.find_quantity("money")].is_money());
  const std::vector<Use>& dress = of_step(w, "dress");
  REQUIRE(dress.size() == 3);
  CHECK((dress[0].quantity == carbon && dress[0].per == Use::Per::time && dress[0].amount.value == 0.3));
  CHECK((dress[1].per == Use::Per::hour && dress[1].amount.value == Approx(0.5)));  // 12 a day
  CHECK((dress[2].per == Use::Per::time && dress[2].amount.value == 4.2));
  const Assumption& drawn = w.assumptions[dress[1].amount.assumption.value()];
  CHECK(drawn.path == "steps.dress.uses.carbon.2");
  CHECK((drawn.low == Approx(0.25) && drawn.high == Approx(1)));
  CHECK(of_step(w, "rest").front().per == Use::Per::hour);
  const std::vector<Use>& nurse = w.roles[RoleId{0}].uses;
  CHECK((nurse[0].per == Use::Per::time && nurse[1].per == Use::Per::hour && nurse[1].amount.value == 0.5));
  const std::vector<Use>& patient = w.cases[CaseTypeId{0}].uses;
  REQUIRE(patient.size() == 3);
  CHECK((patient[0].per == Use::Per::time && patient[0].amount.value == 6.4));
  CHECK((patient[1].per == Use::Per::hour && patient[1].amount.value == 1));
  CHECK((patient[2].per == Use::Per::stay && patient[2].amount.value == 3));
}

TEST_CASE("texts about things are kept, and a warm-up by rule") {
  const Workflow w = good(dressings);
  CHECK(w.roles[RoleId{0}].about == "Band 5: does it all");
  CHECK(w.cases[CaseTypeId{0}].about == "Anybody with a wound.");
  CHECK(w.steps[StepId{0}].about == "With gloves, always.");
  CHECK(w.measures[MeasureId{0}].about == "#1 in the contract");
  CHECK(w.clock.warm_up_by_rule);
  CHECK(w.clock.warm_up == Duration{});
  CHECK_FALSE(good(dressings, {"clock.warm up=2 weeks"}).clock.warm_up_by_rule);
}

TEST_CASE("what is used is written and read back") {
  comes_back(good(dressings));
  Workflow odd = good(dressings);
  odd.steps[StepId{0}].about = "two\nlines: \"quoted\" # and more";
  odd.roles[RoleId{0}].about = "'";
  comes_back(odd);
}

TEST_CASE("what each batch uses is said at a step that has one") {
  std::string text = dressings;
  const std::string per_visit = "0.3 kg CO2e per visit";
  text.replace(text.find(per_visit), per_visit.size(), "40 kg CO2e per batch");
  CHECK_FALSE(reading_of(text).workflow);
  text.replace(text.find("time: 12 min"), 12, "time: 12 min, batch: 4");
  const Workflow w = good(text);
  CHECK(of_step(w, "dress").front().per == Use::Per::batch);
  CHECK(of_step(w, "dress").front().amount.value == 40);
  comes_back(w);
}

TEST_CASE("an amount can be set, and a scenario changes what is used") {
  CHECK(of_step(good(dressings, {"steps.rest.uses.carbon=7 per visit"}), "rest").front().amount.value == 7);
  std::string base = dressings;  // begins with a line break
  for (std::size_t at = 0; at != std::string::npos && at + 1 < base.size(); at = base.find('\n', at + 1))
    base.insert(at + 1, "  ");
  const Workflow less = good("scenario: Less\nbased on:" + base +
                             "changes:\n"
                             "  no money:\n"
                             "    quantities: {money: null, tea: cups}\n"
                             "    cases: {patient: {uses: {carbon: 7}}}\n"
                             "    steps: {dress: {uses: {tea: 1}}}\n");
  CHECK(less.name == "Less");
  CHECK(less.quantities.size() == 3);
  CHECK_FALSE(less.find_quantity("money"));
  CHECK(of_step(less, "dress").front().quantity == *less.find_quantity("tea"));
  CHECK(less.cases[CaseTypeId{0}].uses.size() == 1);
  REQUIRE(less.changes.size() == 1);
  comes_back(less);
}

TEST_CASE("a base inside a scenario may be a scenario itself, and its mistakes are found") {
  const std::string model = "{workflow: W, cases: {c: {arrive: every 10 min, start: e}}, steps: {e: {end: e}}}";
  const std::string first = "{scenario: A, based on: " + model + ", changes: {x: {clock: {run: 1 week}}}}";
  const Workflow w = good("scenario: B\nbased on: " + first + "\nchanges: {y: {clock: {warm up: 1 week}}}\n");
  CHECK(w.changes.size() == 2);
  CHECK((w.clock.run == one_week && w.clock.warm_up == one_week));
  const Reading bad = reading_of("scenario: B\nbased on: {workflow: W, steps: {e: {end: e}}}\n");
  CHECK_FALSE(bad.workflow);
  CHECK(to_text(bad.diagnostics).find("cases") != std::string::npos);
}
