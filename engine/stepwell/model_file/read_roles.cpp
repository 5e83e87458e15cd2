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
  if (const Value* band = said.value.at("band")) read_band(*band, role);
  read_duty(said.value, role);
  read_queue(said.value, role);
  read_absence(said.value, path, role);
  read_individuals(said.value, role);
  if (const Value* others = said.value.at("substitutes")) {
    if (!others->is_list()) read_substitute(*others, role);
    for (const Value& other : others->items) read_substitute(other, role);
  }
  read_about(said.value, role.about);
  read_uses(said.value, path, role_users, role.uses);
}

// `doctor after 15 min`, or `{who: doctor, after: 15 min}`.
void Reader::read_substitute(const Value& said, Role& role) {
  if (!said.is_map()) {
    const auto phrase = phrase_text(said, "`substitutes`", "doctor after 15 min");
    const auto other = phrase ? read_choice(*phrase, said.place) : std::nullopt;
    if (!other) return;
    const Need& need = other->who.front();
    if (need.is_shared())
      report_.error("bad-share", "a substitute gives whatever share the task needs", said.place, "leave the share out");
    else
      role.substitutes.push_back({need.role, other->after, other->place});
    return;
  }
  if (!check_keys(said, substitute_section, report_)) return;
  Substitute other;
  other.place = said.place;
  const std::size_t problems = report_.size();
  if (const Value* who = said.at("who"); who && phrase_text(*who, "a role", "doctor")) {
    if (const auto called = role_called(trimmed(who->text), who->place)) other.role = *called;
  }
  read_after(said, other.after);
  if (report_.size() == problems) role.substitutes.push_back(other);
}

void Reader::read_individuals(const Value& fields, Role& role) {
  static constexpr std::pair<std::string_view, AskedFirst> orders[] = {{"longest idle", AskedFirst::longest_idle},
                                                                       {"fixed order", AskedFirst::fixed_order},
                                                                       {"least busy", AskedFirst::least_busy},
                                                                       {"same person", AskedFirst::same_person}};
  if (const Value* asked = fields.at("asked first"))
    read_word(*asked, "asked first", orders, "an order in which individuals are asked", role.asked_first);
  const Value* said = fields.at("individuals");
  if (!said) return;
  if (!said->is_map()) {
    for (const Value* name : names_in(*said, "`individuals`", report_)) {
      Individual one;
      one.name = name->text;
      one.place = name->place;
      role.individuals.push_back(std::move(one));
    }
  } else {
    for (const Entry& entry : said->entries) {
      Individual one;
      one.name = entry.key;
      one.place = entry.key_place;
      if (check_keys(entry.value, individual_section, report_)) read_individual(entry.value, one);
      role.individuals.push_back(std::move(one));
    }
  }
  if (!fields.find("staff")) role.staff.value = static_cast<double>(role.individuals.size());
}

void Reader::read_individual(const Value& fields, Individual& one) {
  if (const Value* speed = fields.at("speed"); speed && phrase_text(*speed, "a speed", "1.2")) {
    if (const auto pace = read_number(phrase_of(*speed), report_)) one.speed = *pace;
  }
  if (const Value* can = fields.at("skills")) one.skills = skills(*can);
  if (const Value* calendar = fields.at("calendar")) {
    if (const auto name = phrase_text(*calendar, "the name of a calendar", "early shift"))
      one.calendar = calendar_called(*name, calendar->place);
  }
  read_outages(fields, one.out);
}

std::vector<std::string> Reader::skills(const Value& said) {
  std::vector<std::string> result;
  for (const Value* name : names_in(said, "`skills`", report_)) result.push_back(name->text);
  return result;
}

void Reader::read_place(RoleId id, const Entry& said) {
  if (!check_keys(said.value, place_section, report_)) return;
  Role& role = workflow_.roles[id];
  const std::string section = role.kind == RoleKind::place ? "places" : "equipment";
  const std::string path = join_path(section, said.key);
  if (const Value* count = said.value.at("number")) {
    if (const auto there = number(*count, join_path(path, "number"))) role.staff = *there;
  }
  read_duty(said.value, role);
  read_queue(said.value, role);
  read_absence(said.value, path, role);
  read_about(said.value, role.about);
  read_uses(said.value, path, role_users, role.uses);
}

void Reader::read_duty(const Value& fields, Role& role) {
  if (const Value* calendar = fields.at("calendar")) {
    if (const auto name = phrase_text(*calendar, "the name of a calendar", "office hours")) {
      role.calendar = calendar_called(*name, calendar->place);
    }
  }
  static constexpr std::pair<std::string_view, AfterHours> after_hours[] = {
      {"finish", AfterHours::finish}, {"stop", AfterHours::stop}, {"stay", AfterHours::stay}};
  if (const Value* after = fields.at("after hours"))
    read_word(*after, "after hours", after_hours, "what staff can do when their hours end", role.after_hours);
}

void Reader::read_queue(const Value& fields, Role& role) {
  static constexpr std::pair<std::string_view, Discipline> disciplines[] = {{"first come", Discipline::first_come},
                                                                            {"last come", Discipline::last_come},
                                                                            {"shortest", Discipline::shortest},
                                                                            {"earliest due", Discipline::earliest_due},
                                                                            {"random", Discipline::random}};
  static constexpr std::pair<std::string_view, Queues> queues[] = {
      {"shortest", Queues::shortest}, {"random", Queues::random}, {"in turn", Queues::in_turn}};
  if (const Value* separate = fields.at("separate queues"))
    read_word(*separate, "separate queues", queues, "a way to choose one of several queues", role.queues);
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

void Reader::read_absence(const Value& fields, const std::string& path, Role& role) {
  if (const Value* cleaning = fields.at("cleaning"))
    role.cleaning = distribution(*cleaning, join_path(path, "cleaning"), Scale::time);
  if (const Value* set_up = fields.at("set-up"))
    role.set_up = distribution(*set_up, join_path(path, "set-up"), Scale::time);
  read_outages(fields, role.out);
  if (const Value* breaks = fields.at("breaks down")) read_breakdown(*breaks, join_path(path, "breaks down"), role);
}

void Reader::read_outages(const Value& fields, std::vector<Outage>& outages) {
  const Value* out = fields.at("out");
  if (!out) return;
  if (!out->is_list()) read_outage(*out, outages);
  for (const Value& one : out->items) read_outage(one, outages);
}

void Reader::read_outage(const Value& said, std::vector<Outage>& outages) {
  Outage outage;
  outage.place = said.place;
  const Value* during = &said;
  if (said.is_map()) {
    if (!check_keys(said, outage_section, report_)) return;
    during = said.at("during");
    if (const Value* some = said.at("number")) {
      const auto count = whole_number(*some, "how many are out", 1);
      if (!count) return;
      outage.number = *count;
    }
    read_work_when_out(said, outage.work);
  }
  if (!during) return;
  const auto name = phrase_text(*during, "the name of a calendar", "maintenance");
  if (!name) return;
  if (const auto calendar = calendar_called(*name, during->place)) {
    outage.during = *calendar;
    outages.push_back(outage);
  }
}

void Reader::read_breakdown(const Value& said, const std::string& path, Role& role) {
  if (!check_keys(said, breakdown_section, report_)) return;
  const Value* after = said.at("after");
  const Value* lasts = said.at("for");
  if (!after || !lasts) return;
  auto up = open_time(*after, join_path(path, "after"), "the time before a breakdown");
  auto down = open_time(*lasts, join_path(path, "for"), "the time of a breakdown");
  if (!up || !down) return;
  Breakdown breakdown{std::move(up->length), up->calendar,        std::move(down->length),
                      down->calendar,        WorkWhenOut::resume, said.place};
  read_work_when_out(said, breakdown.work);
  role.breaks_down = std::move(breakdown);
}

void Reader::read_work_when_out(const Value& fields, WorkWhenOut& work) {
  static constexpr std::pair<std::string_view, WorkWhenOut> words[] = {
      {"resume", WorkWhenOut::resume}, {"restart", WorkWhenOut::restart}, {"finish", WorkWhenOut::finish}};
  if (const Value* said = fields.at("work")) read_word(*said, "work", words, "what becomes of work in hand", work);
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
