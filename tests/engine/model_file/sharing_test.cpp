// Books and effects: read, set, changed and written back.
#include <algorithm>

#include "catch.hpp"
#include "stepwell/model_file/write.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

std::string model(const std::string& book, const std::string& appointment, const std::string& effect,
                  const std::string& arrive = "{poisson: 3 per h, varies with: [hard day, bad year]}") {
  return "calendars: {clinic hours: Mon-Fri 09:00-17:00}\n"
         "roles: {nurse: {staff: 2}}\n"
         "books: {clinic: {" +
         book +
         "}}\n"
         "effects:\n"
         "  hard day: {each: day, factor: lognormal mean 1 sd 0.2}\n"
         "  bad year: {each: run, factor: uniform 0.9 to 1.1}\n"
         "  other: {" +
         effect +
         "}\n"
         "cases: {patient: {arrive: " +
         arrive +
         ", attributes: {ward: {a: 50 %, b: 50 %}}, start: appointment}}\n"
         "steps:\n"
         "  appointment: {book: clinic, " +
         appointment +
         "next: see}\n"
         "  see: {who: nurse, time: 5 min, varies with: [other, hard day], next: done}\n"
         "  elsewhere: {end: elsewhere}\n"
         "  done: {end: done}\n";
}

const std::string plain = "slots: every 15 min in clinic hours";
const std::string leaves = "within: 6 weeks, gives up: elsewhere, ";
const std::string ward = "each: ward, factor: gamma mean 2 sd 1";

}  // namespace

TEST_CASE("a book has slots, and a step asks for one") {
  const Workflow w = good(model(plain, leaves + "lead time: 2 d, early: uniform 0 to 9 min, ", ward));
  const Book& book = w.books[BookId{0}];
  CHECK(book.every == 15 * one_minute);
  CHECK(book.calendar == CalendarId{0});
  CHECK(book.each == std::vector<std::uint32_t>{1});
  const Step& step = w.steps[*w.find_step("appointment")];
  CHECK(step.nature == Nature::wait);
  REQUIRE(step.appointment);
  CHECK(step.appointment->lead == constant(2 * 86'400e6));
  CHECK(step.appointment->within == 42 * one_day);
  CHECK(step.appointment->early == uniform(0, 540e6));
  CHECK_FALSE(step.appointment->late);
  CHECK(good(model("slots: every 1 h 30 min, each: [1, 0, 3]", leaves, ward)).books[BookId{0}].each ==
        std::vector<std::uint32_t>{1, 0, 3});
  CHECK(good(model(plain, leaves, ward), {"books.clinic.each=2", "steps.appointment.lead time=1 d"})
            .books[BookId{0}]
            .each == std::vector<std::uint32_t>{2});
}

TEST_CASE("an effect is shared by a time, a case or the value of an attribute") {
  const Workflow w = good(model(plain, leaves, ward));
  CHECK(w.effects[EffectId{0}].each == Effect::Each::day);
  CHECK(w.effects[EffectId{1}].each == Effect::Each::run);
  CHECK(w.effects[EffectId{2}].each == Effect::Each::value);
  CHECK(w.effects[EffectId{2}].attribute == w.find_attribute("ward"));
  CHECK(w.effects[EffectId{2}].factor == stepwell::gamma(2, 1));
  CHECK(w.steps[*w.find_step("see")].varies_with == std::vector{EffectId{2}, EffectId{0}});
  CHECK(w.cases[CaseTypeId{0}].demand.varies_with == std::vector{EffectId{0}, EffectId{1}});
}

TEST_CASE("what cannot be is said") {
  const auto brings = [](const std::string& code, const std::string& text) {
    const Reading reading = reading_of(text);
    INFO(to_text(reading.diagnostics));
    CHECK(std::any_of(reading.diagnostics.begin(), reading.diagnostics.end(),
                      [&](const Diagnostic& d) { return d.code == code; }));
    CHECK_FALSE(reading.workflow);
  };
  brings("bad-book", model("slots: 15 min", leaves, ward));
  brings("bad-book", model("slots: every 0 min", leaves, ward));
  brings("bad-book", "clock: {run: 900 year}\n" + model("slots: every 5 min", leaves, ward));
  brings("no-gives-up", model(plain, "within: 6 weeks, ", ward));
  brings("never-gives-up", model(plain, "gives up: elsewhere, ", ward));
  brings("two-natures", model(plain, leaves + "wait: 5 min, ", ward));
  brings("effect-misfit", model(plain, leaves + "varies with: hard day, ", ward));
  brings("bad-effect", model(plain, leaves, "each: ward, factor: uniform -1 to 2"));
  brings("bad-factor", model(plain, leaves, ward, "{poisson: 3 per h, by month: {Jan: 1e300 %}}"));
  brings("bad-factor",
         "clock: {run: 20 year}\n" + model(plain, leaves, ward, "{poisson: 3 per h, grows: 50 % a year}"));
  brings("effect-misfit", model(plain, leaves, ward, "{times: [2026-01-05 09:00], varies with: [hard day]}"));
}

TEST_CASE("books and effects are written back as they were read") {
  for (const std::string& text :
       {model(plain, leaves + "late: {is: exponential mean 5 min, basis: assumed, range: 2 min to 9 min}, ", ward),
        model("slots: every 1 h 30 min, each: [1, 0, 3]", leaves, "each: case, factor: discrete 50 % 1 50 % 2")}) {
    const Workflow w = good(text);
    comes_back(w);
  }
}
