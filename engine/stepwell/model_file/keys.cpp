// The table of keys.
#include "stepwell/model_file/keys.hpp"

#include <algorithm>

namespace stepwell::model_file {

const Section model_section = {
    "model",
    "a model",
    {
        {"stepwell", Holds::version, "Version of the model language: 1."},
        {"workflow", Holds::text, "Name of the workflow, as it stands on maps and tables."},
        {"about", Holds::free_text, "What the model describes, in free text."},
        {"clock", Holds::clock, "When the simulation starts, warms up and for how long it counts."},
        {"calendars", Holds::calendars, "Opening hours by name; `closed` lists days that close all of them."},
        {"roles", Holds::roles, "Who does the work: roles by name."},
        {"places", Holds::places, "Rooms and beds by name: needed like roles, without pay."},
        {"equipment", Holds::equipment, "Devices by name: needed like roles, without pay."},
        {"cases", Holds::cases, "What comes to the workflow: case types by name.", true},
        {"books", Holds::books, "Appointment books: slots by name."},
        {"effects", Holds::effects, "What makes times or rates vary together: a hard day, a ward."},
        {"steps", Holds::steps, "The map: steps by name.", true},
        {"workflows", Holds::workflows, "Parts of the map that steps call, by name."},
        {"measures", Holds::measures, "Times between two moments of a case, perhaps with a target."},
        {"quantities", Holds::quantities,
         "What else is counted, with its unit: {carbon: kg, gloves: pairs, money: GBP}."},
        {"rates", Holds::rates,
         "A table of money per hour by band, or a file that holds one, instead of the rates that come with Stepwell."},
        {"changes so far", Holds::changes_so_far, "Named changes that are in this model already."},
    },
    {"systems", "transition"}};

const Section scenario_section = {
    "scenario",
    "a scenario",
    {
        {"stepwell", Holds::version, "Version of the model language: 1."},
        {"scenario", Holds::text, "Name of the scenario, as it stands on maps and tables."},
        {"about", Holds::free_text, "What the scenario describes, in free text."},
        {"based on", Holds::base,
         "The model or scenario that the changes are applied to: a file, relative to this one, or the model itself.",
         true},
        {"changes", Holds::changes, "Changes by name, applied in the order of the file."},
    },
    {"transition"}};

const Section change_section = {
    "change",
    "a change",
    {
        {"why", Holds::free_text, "Why the change is made, in a sentence."},
        {"needs", Holds::names, "Changes that must have come before this one."},
        {"moves", Holds::moves, "Work that moves: type letter to dictate letter."},
        {"clock", Holds::clock, "Changes of the clock, field by field."},
        {"calendars", Holds::calendars, "Calendars that are new or different; null removes one."},
        {"roles", Holds::roles, "Roles that are new or different; null removes one."},
        {"places", Holds::places, "Places that are new or different; null removes one."},
        {"equipment", Holds::equipment, "Equipment that is new or different; null removes it."},
        {"cases", Holds::cases, "Case types that are new or different; null removes one."},
        {"books", Holds::books, "Books that are new or different; null removes one."},
        {"effects", Holds::effects, "Effects that are new or different; null removes one."},
        {"steps", Holds::steps, "Steps that are new or different; null removes one."},
        {"workflows", Holds::workflows, "Changes inside the workflows that steps call."},
        {"measures", Holds::measures, "Measures that are new or different; null removes one."},
        {"quantities", Holds::quantities, "Quantities that are new or different; null removes one."},
    },
    {}};

const Section past_change_section = {"past change",
                                     "a change so far",
                                     {
                                         {"why", Holds::free_text, "Why the change was made."},
                                         {"needs", Holds::names, "Changes that had to come before it."},
                                         {"moves", Holds::moves, "Work that moved: type letter to dictate letter."},
                                     },
                                     {}};

const Section clock_section = {
    "clock",
    "the clock",
    {
        {"start", Holds::date_time, "First day of the simulation: 2026-01-05."},
        {"warm up", Holds::warm_up,
         "Simulated but not counted: 2 weeks, or by rule (MSER-5, from pilot replications)."},
        {"run", Holds::duration, "How long is counted: 12 weeks."},
    },
    {}};

const Section calendar_section = {
    "calendar",
    "a calendar",
    {
        {"open", Holds::calendar_text, "Opening hours: Mon-Fri 09:00-17:00, or a list of such.", true},
        {"closed", Holds::closed_days, "Days on which only this calendar is closed, or never."},
        {"also open", Holds::dated_hours,
         "Extra hours on a date, closed days notwithstanding: 2026-04-04 09:00-12:00."},
    },
    {}};

const Section case_section = {
    "case",
    "a case type",
    {
        {"about", Holds::free_text, "Free text about the case type."},
        {"arrive", Holds::arrival, "How cases come: every 5.5 min in clinic hours, poisson 12 per h, a list of times."},
        {"backlog", Holds::backlog,
         "Cases that are there when the clock starts: 40 at the first step, or {type letter: 30, post letter: 10}."},
        {"attributes", Holds::attributes, "What differs between cases, drawn once for each."},
        {"correlations", Holds::correlations,
         "Attributes that go together: {age and length of stay: 0.4}, the correlation of their ranks."},
        {"records", Holds::records, "A CSV file of which each case takes a row at random, for attributes: column age."},
        {"start", Holds::name, "The first step.", true},
        {"priority", Holds::priority, "Added to the priority of each step: low, normal, high or a number."},
        {"due", Holds::duration,
         "When it should be over, after its arrival; for roles that take the earliest due: 4 h."},
        {"uses", Holds::uses, "What each case uses: {carbon: 7 kg per case, money: 4 per h of waiting}."},
    },
    {"batches"}};

const Section records_section = {
    "records",
    "a file of cases",
    {
        {"file", Holds::file, "A CSV file beside the model, with a first line that names its columns.", true},
        {"type", Holds::text, "The column that names the case type of each row; the rows of others are left out."},
    },
    {}};

const Section arrival_section = {
    "arrival",
    "an arrival",
    {
        {"every", Holds::stream, "One after each interval: 10 min, or exponential mean 10 min in clinic hours."},
        {"poisson", Holds::arrival_rate, "At random, at this rate: 12 per h, or 12 per h in office hours."},
        {"hourly", Holds::hourly, "Cases an hour by days and hours."},
        {"times", Holds::times, "Just then: a list of dates with times."},
        {"file", Holds::file, "A CSV file of real arrivals beside the model; each row is a case."},
        {"column", Holds::text, "The column of that file that has the times: 2026-01-05 09:30."},
        {"type", Holds::text, "The column that names the case type of each row; the rows of others are left out."},
        {"population", Holds::whole_number, "So many members come again and again: 120."},
        {"each after", Holds::stated_time, "How long each member stays away before it comes (again)."},
        {"in", Holds::name, "A calendar outside whose hours nobody comes."},
        {"together", Holds::count, "How many come at once: 2, or discrete 60 % 1 40 % 2."},
        {"by weekday", Holds::weekday_factors, "The rate on these days, as a share of the ordinary one: {Mon: 130 %}."},
        {"by month", Holds::month_factors, "The rate in these months, as a share of the ordinary one: {Jan: 120 %}."},
        {"mix", Holds::mix, "Of which case types they are, by chance: {minor: 70 %, major: 30 %}."},
        {"varies with", Holds::branches, "An effect, or several, by which the rate is multiplied."},
        {"grows", Holds::growth, "What the rate gains in a year, from the start of the clock: 3 % per year."},
    },
    {}};

const Section effect_section = {
    "effect",
    "an effect",
    {
        {"about", Holds::free_text, "Free text about the effect."},
        {"each", Holds::effect_group, "What has a factor of its own: day, week, month, run, case or an attribute.",
         true},
        {"factor", Holds::factor, "How the factor spreads about 1: lognormal mean 1 sd 0.2. It is divided by its mean.",
         true},
    },
    {}};

const Section book_section = {
    "book",
    "a book",
    {
        {"about", Holds::free_text, "Free text about the book."},
        {"slots", Holds::slots, "When appointments begin, from each opening on: every 15 min in clinic hours.", true},
        {"each", Holds::slot_sizes, "How many cases a slot takes: 1, or [1, 1, 2] in turn, to overbook every third."},
    },
    {}};

const Section stated_section = {
    "stated value",
    "a value with its basis",
    {
        {"is", Holds::text, "The value.", true},
        {"basis", Holds::basis, "Where it comes from: measured, published, expert or assumed.", true},
        {"source", Holds::free_text, "Who says so."},
        {"range", Holds::range, "The least and the most that the mean may be: 20 min to 60 min."},
    },
    {}};

const Section measure_section = {"measure",
                                 "a measure",
                                 {
                                     {"about", Holds::free_text, "Free text about the measure."},
                                     {"from", Holds::moment, "The first moment: check in arrives.", true},
                                     {"to", Holds::moment, "The second moment: consultation ends.", true},
                                     {"every", Holds::flag, "true: all pairs of a case; otherwise its first."},
                                     {"target", Holds::target, "What should be reached: 90 % within 32 min."},
                                 },
                                 {}};

const Section rates_section = {"rates",
                               "a table of rates",
                               {
                                   {"rates", Holds::text, "Name of the table.", true},
                                   {"price year", Holds::text, "The year of the prices: 2025/26.", true},
                                   {"currency", Holds::text, "Letters of the currency: GBP."},
                                   {"source", Holds::free_text, "Where the rates come from.", true},
                                   {"contracted hours a week", Holds::number, "Hours in a full-time contract: 37.5."},
                                   {"productive hours a year", Holds::number,
                                    "Hours that a full-time person is there, unless a band says otherwise: 1550."},
                                   {"bands", Holds::bands, "Money per productive hour by band.", true},
                               },
                               {}};

const Section band_section = {
    "band",
    "a band",
    {
        {"per hour", Holds::number, "Money per productive hour.", true},
        {"productive hours a year", Holds::number, "Hours that a full-time person is there: 1650."},
    },
    {}};

const Key* Section::find(std::string_view key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

const std::vector<const Section*>& all_sections() {
  static const std::vector<const Section*> sections = {
      &model_section,     &scenario_section, &change_section,     &past_change_section, &clock_section,
      &calendar_section,  &role_section,     &individual_section, &place_section,       &outage_section,
      &breakdown_section, &case_section,     &arrival_section,    &records_section,     &effect_section,
      &book_section,      &step_section,     &called_section,     &alternative_section, &substitute_section,
      &batch_section,     &repeats_section,  &deadline_section,   &visit_limit_section, &split_section,
      &inclusive_section, &branch_section,   &race_section,       &flow_section,        &time_case_section,
      &added_section,     &stated_section,   &measure_section,    &rates_section,       &band_section};
  return sections;
}

static std::string listed_keys(const Section& section) {
  std::string all;
  for (const Key& key : section.keys) all += (all.empty() ? "" : ", ") + std::string(key.name);
  return all;
}

bool check_keys(const Value& value, const Section& section, Report& report) {
  if (!value.is_map()) {
    report.error("wrong-kind", std::string(section.called) + " is a map of keys and values, not " + described(value),
                 value.place, "its keys are: " + listed_keys(section));
    return false;
  }
  for (const Entry& entry : value.entries) {
    if (section.find(entry.key)) continue;
    if (entry.key == "transition") {
      report.error("transition-section", "this version simulates the two states, not the way from one to the other",
                   entry.key_place, "keep the section `transition` in a file of its own");
      continue;
    }
    if (std::find(section.later.begin(), section.later.end(), entry.key) != section.later.end()) {
      report.error("not-in-this-version",
                   quote(entry.key) + " is a word of the language that this version does not simulate", entry.key_place,
                   "leave it out, or describe it with the other keys of " + std::string(section.called));
      continue;
    }
    std::vector<std::string> known;
    for (const Key& key : section.keys) known.emplace_back(key.name);
    const std::string near = closest(entry.key, known);
    report.error(
        "unknown-key", quote(entry.key) + " is not a key of " + std::string(section.called), entry.key_place,
        (near.empty() ? std::string() : "did you mean \"" + near + "\"? ") + "its keys are: " + listed_keys(section));
  }
  for (const Key& key : section.keys) {
    if (!key.required || value.find(key.name) || value.faulty) continue;
    report.error("missing-key", std::string(section.called) + " needs `" + std::string(key.name) + "`", value.place,
                 '`' + std::string(key.name) + "`: " + std::string(key.about));
  }
  return true;
}

}  // namespace stepwell::model_file
