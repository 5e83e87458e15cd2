// Books and appointments.
#include <algorithm>

#include "stepwell/process/checks.hpp"

namespace stepwell {
namespace {

constexpr std::int64_t most_slots = 10'000'000;

void check_book(const Workflow& workflow, const Book& book, Findings& findings) {
  const std::string whose = "the book " + in_quotes(book.name);
  if (book.calendar) exists(*book.calendar, workflow.calendars, whose, "calendar", book.place, findings);
  const Duration run = workflow.clock.horizon() - workflow.clock.start;
  if (book.every < Duration{1'000'000}) {
    findings.error("bad-book", book.place, "the slots of " + whose + " come less than a second after each other",
                   "say how far apart they are, such as `slots: every 15 min in clinic hours`");
  } else if (run / book.every > most_slots) {
    findings.error("bad-book", book.place, whose + " would have more than ten million slots in the run",
                   "let them be further apart, or the run shorter");
  }
  const auto legal = [](std::uint32_t cases) { return cases <= 10'000; };
  const auto some = [](std::uint32_t cases) { return cases > 0; };
  if (!std::all_of(book.each.begin(), book.each.end(), legal) ||
      std::none_of(book.each.begin(), book.each.end(), some)) {
    findings.error("bad-book", book.place, whose + " takes nobody into its slots, or more than 10000 into one",
                   "say how many cases a slot takes: `each: 1`, or `each: [1, 1, 2]` in turn");
  }
}

void check_appointment(const Workflow& workflow, const Step& step, Findings& findings) {
  const Appointment& asked = *step.appointment;
  const std::string whose = "the step " + in_quotes(step.name);
  exists(asked.book, workflow.books, whose, "book", step.place, findings);
  const auto check = [&](const std::optional<Distribution>& time, const char* what) {
    if (time) check_distribution(workflow, *time, true, what + whose, step.place, findings);
  };
  check(asked.lead, "the lead time of ");
  check(asked.early, "how early cases come to ");
  check(asked.late, "how late cases come to ");
  if (step.nature != Nature::wait || step.wait != Distribution{}) {
    findings.error("two-natures", step.place, whose + " is an appointment and something else as well",
                   "make two steps of it");
  }
  if (step.gives_up) exists(*step.gives_up, workflow.steps, whose, "step", step.place, findings);
  if (asked.within && !step.gives_up) {
    findings.error("no-gives-up", step.place, whose + " does not say where a case goes that finds no slot in time",
                   "add `gives up: <step>`, such as an end `referred elsewhere`");
  }
  if (step.gives_up && !asked.within) {
    findings.error("never-gives-up", step.place, whose + " says where a case goes that gives up, but none ever does",
                   "add `within`, or remove `gives up`");
  }
}

}  // namespace

void check_books(const Workflow& workflow, Findings& findings) {
  IndexedVector<BookId, char> used(workflow.books.size());
  for (const Book& book : workflow.books) check_book(workflow, book, findings);
  for (const Step& step : workflow.steps) {
    if (!step.appointment) continue;
    check_appointment(workflow, step, findings);
    if (index_of(step.appointment->book) < workflow.books.size()) used[step.appointment->book] = 1;
  }
  for (const BookId book : workflow.books.ids()) {
    if (used[book]) continue;
    findings.warning("unused-book", workflow.books[book].place,
                     "nobody asks for the book " + in_quotes(workflow.books[book].name),
                     "let a step ask for it with `book`, or leave it out");
  }
}

}  // namespace stepwell
