// Batches: a number of members, or a map that says when it goes.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_batch(const Value& said, Step& step) {
  Batching batch;
  batch.place = said.place;
  if (!said.is_map()) {
    if (!said.is_scalar()) {
      check_keys(said, batch_section, report_);
      return;
    }
    const auto size = whole_number(said, "the size of a batch", 1);
    if (!size) return;
    batch.size = *size;
    step.batch = std::move(batch);
    return;
  }
  check_keys(said, batch_section, report_);
  const std::size_t problems = report_.size();
  const auto number = [&](std::string_view key, std::uint32_t& target) {
    const Value* value = said.at(key);
    if (!value) return;
    if (const auto found = whole_number(*value, "the size of a batch", 1)) target = *found;
  };
  const auto duration = [&](std::string_view key, std::optional<Duration>& target) {
    const Value* value = said.at(key);
    if (value && phrase_text(*value, '`' + std::string(key) + '`', "30 min"))
      target = read_duration(phrase_of(*value), report_);
  };
  number("size", batch.size);
  duration("or after", batch.or_after);
  duration("every", batch.every);
  if (const Value* at = said.at("at")) batch.at = times_of_day(*at);
  if (const Value* calendar = said.at("in")) {
    if (const auto name = phrase_text(*calendar, "the name of a calendar", "office hours"))
      batch.calendar = calendar_called(*name, calendar->place);
  }
  number("at most", batch.at_most);
  if (report_.size() == problems) step.batch = std::move(batch);
}

std::vector<Duration> Reader::times_of_day(const Value& said) {
  std::vector<Duration> times;
  const auto read_one = [&](const Value& value) {
    if (!phrase_text(value, "a time of day", "09:00")) return;
    const auto time = parse_time_of_day(trimmed(value.text));
    if (time && *time < one_day) {
      times.push_back(*time);
      return;
    }
    report_.error("bad-time-of-day", quote(value.text) + " is not a time of day", value.place,
                  "write it as: 09:00; from 00:00 to 23:59");
  };
  if (said.is_list())
    for (const Value& item : said.items) read_one(item);
  else
    read_one(said);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace stepwell::model_file
