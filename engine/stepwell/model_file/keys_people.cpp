// The part of the table of keys that is about who does the work: roles, individuals, places, outages and breakdowns, and who else can do it.
#include "stepwell/model_file/keys.hpp"

namespace stepwell::model_file {

const Section role_section = {
    "role",
    "a role",
    {
        {"about", Holds::free_text, "Free text about the role."},
        {"staff", Holds::staff, "People on duty in opening hours: 3."},
        {"calendar", Holds::name, "When they are on duty; without one, always."},
        {"individuals", Holds::individuals,
         "Its members by name, where they differ: {Anna: {speed: 1.2, skills: cannulation}, Ben: {}}."},
        {"asked first", Holds::asked_first,
         "Which individual is given the work: longest idle, fixed order, least busy or same person."},
        {"substitutes", Holds::substitutes,
         "Who stands in for it at all of its work, in order of preference: doctor after 15 min."},
        {"band", Holds::band, "Pay band of the table of rates: 5, or consultant."},
        {"rate", Holds::money_rate, "Money per hour of work, instead of a band: 30.40 per h."},
        {"after hours", Holds::after_hours,
         "At closing time: finish the task in hand, stop at once, or stay until all is done."},
        {"discipline", Holds::discipline,
         "Who goes first within one priority: first come, last come, shortest, earliest due or random."},
        {"separate queues", Holds::separate_queues,
         "Each member has a queue of their own, and whoever asks for work joins one: shortest, random or in turn."},
        {"pre-empts", Holds::pre_emption,
         "Work of greater priority takes over from work in hand, which is then resumed, restarted or lost: resume, "
         "restart, lost."},
        {"ages", Holds::ageing, "Priority that waiting work gains: 1 per h."},
        {"set-up", Holds::stated_time, "Time on top of work that is of another step than what was done last: 5 min."},
        {"out", Holds::outages,
         "Hours in which they are not there: a calendar, or {during: maintenance, number: 1, work: finish}."},
        {"breaks down", Holds::breakdown,
         "How each of them fails by itself: {after: exponential mean 20 h, for: 1 h}."},
        {"uses", Holds::uses, "What each of them uses: {carbon: 0.5 kg per h, gloves: 2 per use}."},
    },
    {}};

const Section place_section = {
    "place",
    "a place or equipment",
    {
        {"about", Holds::free_text, "Free text about it."},
        {"number", Holds::staff, "How many there are: 12."},
        {"calendar", Holds::name, "When they are open; without one, always."},
        {"after hours", Holds::after_hours,
         "At closing time: finish the task in hand, stop at once, or stay until all is done."},
        {"discipline", Holds::discipline,
         "Who goes first within one priority: first come, last come, shortest, earliest due or random."},
        {"pre-empts", Holds::pre_emption,
         "Work of greater priority takes over from work in hand, which is then resumed, restarted or lost: resume, "
         "restart, lost."},
        {"ages", Holds::ageing, "Priority that waiting work gains: 1 per h."},
        {"cleaning", Holds::stated_time, "After each use, before it is free again: uniform 5 to 10 min."},
        {"set-up", Holds::stated_time, "Time on top of work that is of another step than what was done last: 5 min."},
        {"out", Holds::outages,
         "Hours in which they are not there: a calendar, or {during: maintenance, number: 1, work: finish}."},
        {"breaks down", Holds::breakdown,
         "How each of them fails by itself: {after: exponential mean 20 h, for: 1 h}."},
        {"uses", Holds::uses, "What each of them uses: {carbon: 0.5 kg per h, gloves: 2 per use}."},
    },
    {}};

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

const Section substitute_section = {
    "substitute",
    "a substitute",
    {
        {"who", Holds::name, "The role that stands in.", true},
        {"after", Holds::duration, "How long the case waits before; without it, not at all: 15 min."},
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
