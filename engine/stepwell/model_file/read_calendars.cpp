// Calendars, and the days that close all of them.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

// Phrases that stand alone or in a list, each of which says several things.
template <class T>
std::vector<T> phrases_in(const Value& value, std::string_view what, std::string_view example,
                          std::optional<std::vector<T>> (*read_one)(Phrase, Report&), Report& report) {
  std::vector<T> all;
  const auto take = [&](const Value& item) {
    if (!item.is_scalar()) {
      report.error("wrong-kind", std::string(what) + " is a phrase or a list of phrases, not " + described(item),
                   item.place, "write it as: " + std::string(example));
      return;
    }
    if (auto found = read_one(phrase_of(item), report)) all.insert(all.end(), found->begin(), found->end());
  };
  if (value.is_list()) {
    for (const Value& item : value.items) take(item);
  } else {
    take(value);
  }
  return all;
}

std::vector<std::int64_t> days_in(const Value& value, Report& report) {
  return phrases_in<std::int64_t>(value, "`closed`", "[2026-04-03, 2026-12-24 to 2026-12-28]", read_days, report);
}

}  // namespace

void Reader::read_closed() {
  const Value* calendars = section("calendars");
  const Value* closed = calendars ? calendars->at("closed") : nullptr;
  if (closed) closed_days_ = days_in(*closed, report_);
}

void Reader::read_calendar(CalendarId id, const Entry& said) {
  Calendar& calendar = workflow_.calendars[id];
  const Value* open = &said.value;
  const Value* closed = nullptr;
  const Value* also = nullptr;
  if (said.value.is_map()) {
    check_keys(said.value, calendar_section, report_);
    open = said.value.at("open");
    closed = said.value.at("closed");
    also = said.value.at("also open");
  }
  if (open)
    calendar.weekly = phrases_in<WeeklyHours>(*open, "a calendar", "Mon-Fri 09:00-17:00", read_weekly_hours, report_);
  calendar.keeps_open_on_closed_days = closed && closed->is_scalar() && closed->text == "never";
  if (!calendar.keeps_open_on_closed_days) {
    calendar.closed_days = closed_days_;
    if (closed) {
      const auto days = days_in(*closed, report_);
      calendar.closed_days.insert(calendar.closed_days.end(), days.begin(), days.end());
    }
    std::sort(calendar.closed_days.begin(), calendar.closed_days.end());
    calendar.closed_days.erase(std::unique(calendar.closed_days.begin(), calendar.closed_days.end()),
                               calendar.closed_days.end());
  }
  if (also)
    calendar.extra = phrases_in<Interval>(*also, "`also open`", "2026-04-04 09:00-12:00", read_dated_hours, report_);
}

}  // namespace stepwell::model_file
