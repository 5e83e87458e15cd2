// W2 with one construct of the language at a time: what is added to its text, and nothing else.
//
// Guarantees: all have the same stations, and nearly the same load, so that what a patient costs differs by the construct.
// Some need a further step, wait or case type; that belongs to their cost, and their name says so.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace stepwell {

/// In flow style, so that each line can be added to.
inline constexpr const char* plain_clinic = R"(
workflow: A clinic of three stations
clock: {run: 4 weeks}
roles:
  clerk: {staff: 2}
  nurse: {staff: 4}
  doctor: {staff: 3}
cases:
  patient: {arrive: every exponential mean 10 min, start: register}
steps:
  register: {who: clerk, time: exponential mean 15 min, next: prepare}
  prepare: {who: nurse, time: lognormal mean 30 sd 15 min, next: examine}
  examine: {who: doctor, time: exponential mean 20 min, next: {prepare: 20 %, gone: 80 %}}
  gone: {end: gone}
)";

struct Replacement {
  std::string what;
  std::string by;
};
struct Construct {
  const char* name;
  std::vector<Replacement> replacements;

  /// The whole model. Throws where something to be replaced is not there.
  std::string text() const {
    std::string model = plain_clinic;
    for (const auto& [what, by] : replacements) {
      const std::size_t at = model.find(what);
      if (at == std::string::npos) throw std::logic_error(std::string(name) + ": there is no '" + what + "'");
      model.replace(at, what.size(), by);
    }
    return model;
  }
};

inline std::vector<Construct> constructs() {
  const std::string arrive = "every exponential mean 10 min", clerks = "clerk: {staff: 2", nurses = "nurse: {staff: 4",
                    doctors = "doctor: {staff: 3", patients = "patient: {",
                    top = "roles:", registering = "register: {who: clerk", preparing = "prepare: {who: nurse",
                    after_register = "next: prepare}", lognormal = "time: lognormal mean 30 sd 15 min",
                    more = "steps:\n";
  return {
      {"a calendar: doctors from 7 to 23",
       {{top, "calendars: {day: 'Mon-Sun 07:00-23:00'}\nroles:"}, {doctors, "doctor: {staff: 5, calendar: day"}}},
      {"an attribute that nothing asks", {{patients, "patient: {attributes: {urgent: chance 20 %}, "}}},
      {"an attribute and a rule for a time",
       {{patients, "patient: {attributes: {urgent: chance 20 %}, "},
        {lognormal, "time: [{when: urgent, is: lognormal mean 30 sd 15 min}, {is: lognormal mean 30 sd 15 min}]"}}},
      {"an attribute and a rule for a way",
       {{patients, "patient: {attributes: {urgent: chance 20 %}, "},
        {after_register, "next: [{when: urgent, to: prepare}, {to: prepare}]}"}}},
      {"a split and a join: two waits and a join more",
       {{after_register, "next: apart}"},
        {more,
         "steps:\n  apart: {next: {all: [left, right]}}\n  left: {wait: 1 min, next: met}\n"
         "  right: {wait: 2 min, next: met}\n  met: {join: all, next: prepare}\n"}}},
      {"a race: two waits more",
       {{after_register, "next: race}"},
        {more,
         "steps:\n  race: {next: {first of: [left, right]}}\n  left: {wait: 1 min, next: prepare}\n"
         "  right: {wait: 2 min, next: prepare}\n"}}},
      {"a wait more", {{after_register, "next: rest}"}, {more, "steps:\n  rest: {wait: 1 min, next: prepare}\n"}}},
      {"a measure",
       {{"  gone: {end: gone}\n",
         "  gone: {end: gone}\nmeasures:\n  visit: {from: register arrives, to: "
         "gone, target: 90 % within 300 min}\n"}}},
      {"a quantity by the visit",
       {{top, "quantities: {gloves: pairs}\nroles:"},
        {preparing, "prepare: {uses: {gloves: 2 per visit}, who: nurse"}}},
      {"two kinds of patients, one more urgent",
       {{arrive, "{every: exponential mean 10 min, mix: {patient: 80 %, urgent: 20 %}}"},
        {more, "  urgent: {priority: high, start: register}\nsteps:\n"}}},
      {"two kinds of patients, one pre-empts",
       {{arrive, "{every: exponential mean 10 min, mix: {patient: 80 %, urgent: 20 %}}"},
        {doctors, "doctor: {staff: 3, pre-empts: resume"},
        {more, "  urgent: {priority: high, start: register}\nsteps:\n"}}},
      {"a discipline: shortest", {{nurses, "nurse: {staff: 4, discipline: shortest"}}},
      {"ageing", {{nurses, "nurse: {staff: 4, ages: 1 per h"}}},
      {"an alternative", {{preparing, "prepare: {who: nurse else clerk after 60 min"}}},
      {"a substitute", {{nurses, "nurse: {staff: 4, substitutes: clerk after 60 min"}}},
      {"separate queues", {{nurses, "nurse: {staff: 4, separate queues: shortest"}}},
      {"a share of attention", {{nurses, "nurse: {staff: 2"}, {preparing, "prepare: {who: 50 % nurse"}}},
      {"a batch of four that gather: a step more",
       {{after_register, "next: gather}"}, {more, "steps:\n  gather: {batch: 4, next: prepare}\n"}}},
      {"patience", {{preparing, "prepare: {patience: exponential mean 100 h, gives up: gone, who: nurse"}}},
      {"balking", {{preparing, "prepare: {balks at: 1000, gives up: gone, who: nurse"}}},
      {"a deadline", {{preparing, "prepare: {deadline: {after: 100 h, to: gone}, who: nurse"}}},
      {"at most 5 visits", {{preparing, "prepare: {at most: {times: 5, then: gone}, who: nurse"}}},
      {"individuals", {{nurses, "nurse: {individuals: [Anna, Ben, Cara, Dan]"}}},
      {"individuals with speeds", {{nurses, "nurse: {individuals: {Anna: {speed: 1.1}, Ben: {}, Cara: {}, Dan: {}}"}}},
      {"breakdowns: one in 40 h, for 1 h",
       {{nurses, "nurse: {staff: 4, breaks down: {after: exponential mean 40 h, for: 1 h}"}}},
      {"an outage: an hour a day",
       {{top, "calendars: {training: 'Mon-Sun 13:00-14:00'}\nroles:"},
        {nurses, "nurse: {staff: 4, out: {during: training, number: 1}"}}},
      {"a place beside the staff",
       {{top, "places: {room: {number: 5}}\nroles:"}, {preparing, "prepare: {who: [nurse, room]"}}},
      {"a place that is held",
       {{top, "places: {bed: {number: 60}}\nroles:"}, {registering, "register: {holds: bed, who: clerk"}}},
      {"an effect by the day",
       {{top, "effects: {hard day: {each: day, factor: lognormal mean 1 sd 0.1}}\nroles:"},
        {preparing, "prepare: {varies with: hard day, who: nurse"}}},
      {"an effect by the case",
       {{top, "effects: {slow patient: {each: case, factor: lognormal mean 1 sd 0.1}}\nroles:"},
        {preparing, "prepare: {varies with: slow patient, who: nurse"}}},
      {"something added by chance",
       {{patients, "patient: {attributes: {missing: chance 10 %}, "},
        {preparing, "prepare: {adds: {when: missing, time: 5 min}, who: nurse"}}},
      {"a step that is repeated once, by chance",
       {{registering, "register: {repeats: discrete 50 % 1 50 % 2, who: clerk"},
        {"exponential mean 15 min", "exponential mean 10 min"}}},
      {"a case that each patient starts: a letter",
       {{registering, "register: {starts: letter, who: clerk"},
        {more, "  letter: {start: post}\nsteps:\n  post: {wait: 1 min, next: gone}\n"}}},
      {"Poisson arrivals by the hour of the week",
       {{arrive, "{hourly: {Mon-Sun: {00:00-12:00: 7 per h, 12:00-24:00: 5 per h}}}"}}},
  };
}

}  // namespace stepwell
