// The table of keys, of steps and what stands in them.
#include "stepwell/model_file/keys.hpp"

namespace stepwell::model_file {

const Section step_section = {
    "step",
    "a step",
    {
        {"about", Holds::free_text, "Free text about the step."},
        {"who", Holds::who,
         "The role that does the work, or several at once; places and equipment too; or a share of a person: 25 % "
         "nurse."},
        {"else", Holds::alternatives,
         "Who else can do it, in order of preference, perhaps only after a wait: {who: doctor, after: 15 min}; or "
         "nobody."},
        {"holds", Holds::held, "A place or equipment that is taken with `who` and kept when the step is done: bed."},
        {"releases", Holds::held, "What the case gives back when this step is done: bed."},
        {"time", Holds::time, "How long the work takes: triangular 1 3 10 min."},
        {"adds", Holds::adds, "Time on top, perhaps only where a rule holds."},
        {"skills", Holds::names, "What each individual who does it must be able to do: cannulation."},
        {"varies with", Holds::branches, "An effect, or several, by which the time is multiplied."},
        {"priority", Holds::priority, "Which work goes first: low, normal, high or a number; greater goes first."},
        {"patience", Holds::stated_time, "How long the case waits for the work to begin before it gives up."},
        {"balks at", Holds::whole_number, "Nobody joins a queue of that many: 5."},
        {"gives up", Holds::name, "Where a case goes that balked, lost patience or gave way for good."},
        {"batch", Holds::batch,
         "Cases that are served, or go on, together: 10, {every: 2 h}, {size: 10, or after: 30 min}."},
        {"wait", Holds::wait, "A wait without work: 2 h, or 7 h of clinic hours."},
        {"call", Holds::name, "A workflow of `workflows` that takes place here, with the same staff."},
        {"wait for", Holds::name,
         "A message that its case or a partner sends, a signal, or a case type: until one that it has started is "
         "over."},
        {"book", Holds::name, "A wait for the next free slot of this book."},
        {"lead time", Holds::stated_time, "No slot sooner than this after asking: 2 d."},
        {"within", Holds::duration, "A case that finds no slot within this time gives up: 6 weeks."},
        {"early", Holds::stated_time, "How long before its slot the case is there."},
        {"late", Holds::stated_time, "How long after its slot the case is there."},
        {"join", Holds::join_kind, "Waits for one token from each branch of the innermost split: all."},
        {"end", Holds::text, "The way of the token ends here: what has happened then."},
        {"cancels", Holds::flag, "true: this end stops whatever else the case still does."},
        {"deadline", Holds::deadline,
         "What happens after too long at this step: {after: 4 h, to: escalate}, or a list."},
        {"until", Holds::name, "At a gateway: its deadline holds until the case comes to that step."},
        {"at most", Holds::visit_limit,
         "How often a case may come here before it is led elsewhere: {times: 3, then: refer on}."},
        {"repeats", Holds::repeats,
         "How often it is done: 3, an attribute, uniform 1 to 4, or {times: 3, in: parallel}."},
        {"sets", Holds::sets, "Attributes that the case has after this step."},
        {"uses", Holds::uses,
         "What each visit uses: {carbon: 0.2 kg, gloves: 2}; of work also by the hour, of a batch by the batch."},
        {"sends", Holds::names, "Messages, once it is done, to the case itself and its partners: results."},
        {"signals", Holds::names, "Signals, once it is done, to all who wait for them: theatre is clean."},
        {"starts", Holds::names, "Case types of which a case begins once it is done, as a partner of this one."},
        {"next", Holds::routing, "Where it goes on: a step, chances, rules, a split or a race."},
        {"was", Holds::name, "The name of this step in the base, where it was renamed."},
    },
    {"room", "interrupts"}};

const Section split_section = {
    "split", "a split", {{"all", Holds::branches, "All of these steps, at once.", true}}, {}};

const Section inclusive_section = {
    "inclusive split",
    "a split into any",
    {
        {"any", Holds::chosen_branches, "Each by its own chance or rule: {x-ray: 30 %, blood test: 60 %}.", true},
        {"otherwise", Holds::name, "The step it leads to where none of them is taken."},
    },
    {}};

const Section branch_section = {"branch",
                                "a branch",
                                {
                                    {"when", Holds::rule, "Taken where the rule holds."},
                                    {"chance", Holds::stated_chance, "Taken by this chance: 30 %."},
                                    {"to", Holds::name, "The step it leads to.", true},
                                },
                                {}};

const Section race_section = {
    "race",
    "a race",
    {{"first of", Holds::branches, "All are begun; whichever is done first goes on, the others are withdrawn.", true}},
    {}};

const Section batch_section = {
    "batch",
    "a batch",
    {
        {"size", Holds::whole_number, "It goes as soon as so many are there: 10."},
        {"or after", Holds::duration, "It goes incomplete so long after its first member came: 30 min."},
        {"every", Holds::duration, "It goes again and again, counted from the start of the clock: 2 h."},
        {"at", Holds::times_of_day, "It goes at these times of day: [09:00, 15:00]."},
        {"in", Holds::name, "A calendar: only its open time counts, and it goes only where it is open."},
        {"at most", Holds::whole_number, "It takes no more than that many; the others wait for the next: 20."},
    },
    {}};

const Section called_section = {"called workflow",
                                "a workflow that is called",
                                {
                                    {"about", Holds::free_text, "Free text about the workflow."},
                                    {"start", Holds::name, "Its first step.", true},
                                    {"steps", Holds::steps, "Its steps by name; an end leads back to the call.", true},
                                },
                                {}};

const Section repeats_section = {
    "repetition",
    "a repetition",
    {
        {"times", Holds::how_often, "How often: 3, an attribute, or uniform 1 to 4.", true},
        {"in", Holds::repetition, "One after the other, or all at once: sequence, parallel."},
    },
    {}};

const Section deadline_section = {
    "deadline",
    "a deadline",
    {
        {"after", Holds::stated_wait, "Since the case came to the step: 4 h, or 2 h of office hours.", true},
        {"to", Holds::name, "The step it then leads to.", true},
        {"interrupts", Holds::flag, "false: the step goes on, and the way to the other step is taken as well."},
    },
    {}};

const Section visit_limit_section = {"visit limit",
                                     "a limit of visits",
                                     {
                                         {"times", Holds::whole_number, "How often a case may come: 3.", true},
                                         {"then", Holds::name, "The step to which it goes instead from then on.", true},
                                     },
                                     {}};

const Section flow_section = {"flow",
                              "a choice by rule",
                              {
                                  {"when", Holds::rule, "The rule: attends and age >= 65. The last choice has none."},
                                  {"to", Holds::name, "The step it leads to.", true},
                              },
                              {}};

const Section time_case_section = {"time case",
                                   "a time by rule",
                                   {
                                       {"when", Holds::rule, "The rule; the last time has none."},
                                       {"is", Holds::stated_time, "The time where the rule holds.", true},
                                       {"basis", Holds::basis, "Where the value comes from."},
                                       {"source", Holds::free_text, "Who says so."},
                                       {"range", Holds::range, "The least and the most that the mean may be."},
                                   },
                                   {}};

const Section added_section = {"added time",
                               "an added time",
                               {
                                   {"when", Holds::rule, "The rule; without one, always."},
                                   {"time", Holds::stated_time, "The time that is added.", true},
                               },
                               {}};

}  // namespace stepwell::model_file
