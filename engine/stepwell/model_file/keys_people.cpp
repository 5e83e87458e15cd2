// The part of the table of keys that says more about roles: individuals, outages, breakdowns, and who else can do it.
#include "stepwell/model_file/keys.hpp"

namespace stepwell::model_file {

const Section individual_section = {
    "individual",
    "an individual",
    {
        {"speed", Holds::number, "How fast they work: 2 is twice as fast as the times of steps say."},
        {"skills", Holds::names, "What they can do that not everybody can: cannulation."},
        {"calendar", Holds::name, "When they are on duty; without one, as the role."},
        {"out", Holds::outages, "Hours in which they are not there: a calendar, or {during: lunch, work: finish}."},
    },
    {}};

const Section alternative_section = {
    "alternative",
    "an alternative",
    {
        {"who", Holds::who, "Who does it instead: a role, or several at once.", true},
        {"after", Holds::duration, "How long the case waits for those before; without it, not at all: 15 min."},
    },
    {}};

const Section outage_section = {
    "outage",
    "an outage",
    {
        {"during", Holds::name, "The calendar in whose hours they are out.", true},
        {"number", Holds::whole_number, "How many of them; without it, all."},
        {"work", Holds::work_when_out, "What becomes of work in hand: resume, restart, or finish first."},
    },
    {}};

const Section breakdown_section = {
    "breakdown",
    "a breakdown",
    {
        {"after", Holds::stated_wait, "How long each runs before it fails: exponential mean 20 h.", true},
        {"for", Holds::stated_wait, "How long it is then out: 2 h, or 4 h of office hours.", true},
        {"work", Holds::work_when_out, "What becomes of work in hand: resume, restart, or finish first."},
    },
    {}};

}  // namespace stepwell::model_file
