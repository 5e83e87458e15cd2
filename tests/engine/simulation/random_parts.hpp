// The parts of random workflows: calendars, attributes, rules and times, each a random choice among telling ones.
#pragma once

#include <cstdint>

#include "simulation/dice.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::testing {

/// Without a name; exceptions lie within nine days of `first_day`.
Calendar random_calendar(Dice& dice, std::int64_t first_day);
/// insured (a truth), age (a number), urgency (a text): what the rules and values below speak of.
IndexedVector<AttributeId, Attribute> attributes_of_random_workflows();
/// Of a day, a case, a run, and an urgency.
IndexedVector<EffectId, Effect> effects_of_random_workflows();
AttributeValue random_value(Dice& dice, AttributeId attribute);
Rule random_rule(Dice& dice);
Distribution random_time(Dice& dice);
/// Makes an appointment of a wait, with a book of the map.
void random_appointment(Dice& dice, Workflow& map, Step& step);
/// Gives the role a discipline, or work that ages, and perhaps pre-emption.
void random_queue(Dice& dice, Role& role);
/// What goes with the rate of a case type - patterns, cases together - and attributes that go together.
void random_demand(Dice& dice, CaseType& type);

}  // namespace stepwell::testing
