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
  static constexpr std::pair<std::string_view, AfterHours> after_hours[] = {
      {"finish", AfterHours::finish}, {"stop", AfterHours::stop}, {"stay", AfterHours::stay}};
  if (const Value* after = said.value.at("after hours"))
    read_word(*after, "after hours", after_hours, "what staff can do when their hours end", role.after_hours);
  read_queue(said.value, role);
  read_about(said.value, role.about);
  read_uses(said.value, path, role_users, role.uses);
}

void Reader::read_queue(const Value& fields, Role& role) {
  static constexpr std::pair<std::string_view, Discipline> disciplines[] = {{"first come", Discipline::first_come},
                                                                            {"last come", Discipline::last_come},
                                                                            {"shortest", Discipline::shortest},
                                                                            {"earliest due", Discipline::earliest_due},
                                                                            {"random", Discipline::random}};
  static constexpr std::pair<std::string_view, PreEmption> pre_emptions[] = {
      {"resume", PreEmption::resume}, {"restart", PreEmption::restart}, {"lost", PreEmption::lost}};
  if (const Value* discipline = fields.at("discipline"))
    read_word(*discipline, "discipline", disciplines, "a rule by which work is taken", role.discipline);
  if (const Value* pre_empts = fields.at("pre-empts"))
    read_word(*pre_empts, "pre-empts", pre_emptions, "what becomes of work that gives way", role.pre_emption);
  const Value* ages = fields.at("ages");
  if (!ages || !phrase_text(*ages, "`ages`", "1 per h")) return;
  if (const auto gained = read_rate(phrase_of(*ages), report_)) role.ages = *gained;
}

template <class Meaning, std::size_t n>
void Reader::read_word(const Value& value, const char* key, const std::pair<std::string_view, Meaning> (&words)[n],
                       const char* says, Meaning& meaning) {
  const auto word = phrase_text(value, '`' + std::string(key) + '`', words[0].first);
  if (!word) return;
  std::vector<std::string> known;
  for (const auto& [text, what] : words) {
    if (*word == text) {
      meaning = what;
      return;
    }
    known.emplace_back(text);
  }
  report_.error("unknown-word", quote(*word) + " is not " + says, value.place, suggestion(*word, known));
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
