// Books, and the steps that ask for a slot.
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_book(BookId id, const Entry& said) {
  if (!check_keys(said.value, book_section, report_)) return;
  Book& book = workflow_.books[id];
  const Value* slots = said.value.at("slots");
  const auto text = slots ? phrase_text(*slots, "`slots`", "every 15 min in clinic hours") : std::nullopt;
  if (text) {
    std::string_view rest = trimmed(*text);
    if (!rest.starts_with("every ")) {
      report_.error("bad-book", quote(rest) + " does not say when appointments begin", slots->place,
                    "write it as `every 15 min in clinic hours`");
    } else {
      rest.remove_prefix(std::string_view("every ").size());
      const std::size_t in = rest.find(" in ");
      if (const auto every = read_duration({trimmed(rest.substr(0, in)), slots->place}, report_)) book.every = *every;
      if (in != std::string_view::npos) book.calendar = calendar_called(trimmed(rest.substr(in + 4)), slots->place);
    }
  }
  const Value* each = said.value.at("each");
  if (!each) return;
  book.each.clear();
  const auto add = [&](const Value& size) {
    if (const auto cases = whole_number(size, "the size of a slot", 0)) book.each.push_back(*cases);
  };
  if (!each->is_list()) add(*each);
  for (const Value& size : each->items) add(size);
}

void Reader::read_appointment(const Value& fields, const std::string& path, Step& step) {
  const Value* book = fields.at("book");
  if (!book) {
    for (const char* key : {"lead time", "within", "early", "late"}) {
      const Value* said = fields.at(key);
      if (!said) continue;
      report_.error("no-book", '`' + std::string(key) + "` is of an appointment, and " + quote(step.name) + " is none",
                    said->place, "add `book: <name>`, or leave it out");
    }
    return;
  }
  if (fields.at("wait")) {
    report_.error("two-natures", "the step " + quote(step.name) + " is a wait (`wait`) and an appointment (`book`)",
                  book->place, "make two steps of it; in a change, remove the old nature: `wait: null`");
    return;
  }
  Appointment asked;
  const auto name = phrase_text(*book, "the name of a book", "clinic");
  const auto id = name ? book_called(*name, book->place) : std::nullopt;
  if (id) asked.book = *id;
  const auto time = [&](const char* key, std::optional<Distribution>& target) {
    if (const Value* said = fields.at(key)) target = distribution(*said, join_path(path, key), Scale::time);
  };
  time("lead time", asked.lead);
  time("early", asked.early);
  time("late", asked.late);
  const Value* within = fields.at("within");
  if (within && phrase_text(*within, "`within`", "6 weeks")) asked.within = read_duration(phrase_of(*within), report_);
  if (id) step.appointment = std::move(asked);
}

}  // namespace stepwell::model_file
