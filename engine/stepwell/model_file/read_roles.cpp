// Roles, and what their work costs.
#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/rate_table.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_rates() {
  workflow_.rates = default_rates();
  const Value* rates = root_.at("rates");
  if (!rates) return;
  if (rates->is_map()) {
    if (auto table = read_rate_table(*rates, report_)) workflow_.rates = std::move(*table);
    return;
  }
  const auto file = phrase_text(*rates, "`rates`", "my-rates.yaml");
  if (!file) return;
  const std::filesystem::path path = (folder_of(rates->place) / *file).lexically_normal();
  const auto text = text_of_file(path);
  if (!text) {
    report_.error("unreadable-file", "the table of rates " + quote(*file) + " cannot be read", rates->place,
                  "its path is relative to the file that names it");
    return;
  }
  if (auto table = read_rate_table(*text, path.string(), report_)) workflow_.rates = std::move(*table);
}

void Reader::read_role(RoleId id, const Entry& said) {
  if (!check_keys(said.value, role_section, report_)) return;
  Role& role = workflow_.roles[id];
  const std::string path = join_path("roles", said.key);
  if (const Value* staff = said.value.at("staff")) {
    if (const auto people = number(*staff, join_path(path, "staff"))) role.staff = *people;
  }
  if (const Value* rate = said.value.at("rate")) read_money(*rate, join_path(path, "rate"), role);
  if (const Value* calendar = said.value.at("calendar")) {
    if (const auto name = phrase_text(*calendar, "the name of a calendar", "office hours")) {
      role.calendar = calendar_called(*name, calendar->place);
    }
  }
  if (const Value* band = said.value.at("band")) read_band(*band, role);
  if (const Value* after = said.value.at("after hours")) {
    const auto word = phrase_text(*after, "`after hours`", "finish");
    if (word == "finish")
      role.after_hours = AfterHours::finish;
    else if (word == "stop")
      role.after_hours = AfterHours::stop;
    else if (word == "stay")
      role.after_hours = AfterHours::stay;
    else if (word) {
      report_.error("unknown-word", quote(*word) + " is not what staff can do when their hours end", after->place,
                    suggestion(*word, {"finish", "stop", "stay"}));
    }
  }
}

void Reader::read_band(const Value& band, Role& role) {
  const auto name = phrase_text(band, "a band", "5");
  if (!name) return;
  role.band = trimmed(*name);
  if (workflow_.rates.find(role.band)) return;
  std::string bands;
  for (const std::string& one : workflow_.rates.band_names()) bands += (bands.empty() ? "" : ", ") + one;
  report_.error("unknown-band", quote(role.band) + " is not a band of the rates " + quote(workflow_.rates.name),
                band.place, "the bands are " + bands);
}

void Reader::read_money(const Value& rate, const std::string& path, Role& role) {
  const Stated said = stated(rate);
  const auto text = phrase_text(*said.is, "a rate of pay", "30.40 per h");
  if (!text) return;
  const Phrase phrase = phrase_of(*said.is);
  const auto plain = number_of(trimmed(*text));
  const auto found = plain && *plain >= 0 ? plain : read_rate(phrase, report_);
  if (!found) return;
  const bool range_is_plain = said.range && said.range->text.find(" per ") == std::string::npos;
  role.rate = Quantity{*found, assume(said, path, Assumption::Quantity::number,
                                      range_is_plain ? RangeKind::number : RangeKind::rate, *found)};
}

}  // namespace stepwell::model_file
