// The parts that random workflows are put together from.
#include "simulation/random_parts.hpp"

#include <string>
#include <utility>

#include "process/builders.hpp"

namespace stepwell::testing {

Calendar random_calendar(Dice& dice, std::int64_t first_day) {
  Calendar calendar;
  const auto open = [&](int day, int from, int to) {
    calendar.weekly.push_back({day, from * one_hour, to * one_hour});
  };
  switch (dice.from_to(0, 4)) {
    case 0:  // office hours
      for (int day = 0; day < 5; ++day) open(day, 8, 17);
      break;
    case 1:  // with a lunch break, Saturdays too
      for (int day = 0; day < 5; ++day) open(day, 8, 12), open(day, 13, 17);
      open(5, 9, 12);
      break;
    case 2:  // nights
      for (int day = 0; day < 7; ++day) open(day, 22, 30);
      break;
    case 3:  // round the clock in pieces that touch, closed on Sundays
      for (int day = 0; day < 6; ++day) open(day, 0, 12), open(day, 12, 24);
      break;
    default:
      for (int day = 0; day < 7; ++day) {
        if (day > 0 && dice.chance(0.3)) continue;
        const int from = dice.from_to(5, 12);
        calendar.weekly.push_back(
            {day, from * one_hour + dice.from_to(0, 59) * one_minute, (from + dice.from_to(2, 14)) * one_hour});
      }
  }
  if (dice.chance(0.5)) calendar.closed_days.push_back(first_day + dice.from_to(1, 8));
  if (dice.chance(0.3)) {
    const Instant begin = start_of_day(first_day + dice.from_to(0, 9)) + dice.from_to(0, 20) * one_hour;
    calendar.extra.push_back({begin, begin + dice.from_to(1, 4) * one_hour});
  }
  return calendar;
}

IndexedVector<AttributeId, Attribute> attributes_of_random_workflows() {
  IndexedVector<AttributeId, Attribute> result;
  const auto add = [&](const char* name, Attribute::Type type, std::vector<std::string> texts) {
    Attribute attribute;
    attribute.name = name;
    attribute.type = type;
    attribute.texts = std::move(texts);
    result.push_back(std::move(attribute));
  };
  add("insured", Attribute::Type::truth, {});
  add("age", Attribute::Type::number, {});
  add("urgency", Attribute::Type::text, {"", "routine", "soon", "urgent"});
  return result;
}

IndexedVector<EffectId, Effect> effects_of_random_workflows() {
  IndexedVector<EffectId, Effect> result;
  const auto add = [&](const char* name, Effect::Each each) {
    Effect effect;
    effect.name = name;
    effect.each = each;
    effect.factor = uniform(0.5, 1.5);
    result.push_back(std::move(effect));
  };
  add("hard day", Effect::Each::day);
  add("slow patient", Effect::Each::only_case);
  add("bad luck", Effect::Each::run);
  add("by urgency", Effect::Each::value);
  result[EffectId{3}].attribute = AttributeId{2};
  return result;
}

AttributeValue random_value(Dice& dice, AttributeId attribute) {
  AttributeValue value;
  value.attribute = attribute;
  switch (index_of(attribute)) {
    case 0:
      value.kind = dice.one_of({AttributeValue::Kind::chance, AttributeValue::Kind::constant});
      value.chance.value = dice.from_to(0, 10) / 10.0;
      if (value.kind == AttributeValue::Kind::constant) value.chance.value = 0, value.constant = dice.from_to(0, 1);
      break;
    case 1:
      value.kind = dice.one_of({AttributeValue::Kind::distribution, AttributeValue::Kind::constant});
      if (value.kind == AttributeValue::Kind::constant)
        value.constant = dice.from_to(0, 100);
      else
        value.distribution = uniform(dice.from_to(0, 20), dice.from_to(30, 95));
      break;
    default:
      value.kind = AttributeValue::Kind::choice;
      value.choice_values = {1, 2, 3};
      value.choice_chances = {{0.7, {}}, {0.2, {}}, {0.1, {}}};
  }
  return value;
}

namespace {

Rule comparison(Dice& dice) {
  using K = RuleOperation::Kind;
  switch (dice.from_to(0, 6)) {
    case 0:  return {"insured", {{K::attribute, 0, 0}}};
    case 1:  return {"age < 50", {{K::attribute, 1, 0}, {K::number, 0, 50}, {K::less, 0, 0}}};
    case 2:  return {"age >= 65", {{K::attribute, 1, 0}, {K::number, 0, 65}, {K::greater_or_equal, 0, 0}}};
    case 3:  return {"urgency is soon", {{K::attribute, 2, 0}, {K::number, 0, 2}, {K::equal, 0, 0}}};
    case 4:  return {"time >= 12:00", {{K::time_of_day, 0, 0}, {K::number, 0, 12 * 3.6e9}, {K::greater_or_equal, 0, 0}}};
    case 5:  return {"weekday is Tuesday", {{K::weekday, 0, 0}, {K::number, 0, 1}, {K::equal, 0, 0}}};
    default: return {"urgency is not routine", {{K::attribute, 2, 0}, {K::number, 0, 1}, {K::not_equal, 0, 0}}};
  }
}

}  // namespace

Rule random_rule(Dice& dice) {
  Rule result = comparison(dice);
  if (dice.chance(0.3)) {
    const Rule other = comparison(dice);
    const bool both = dice.chance(0.5);
    result.text += (both ? " and " : " or ") + other.text;
    result.operations.insert(result.operations.end(), other.operations.begin(), other.operations.end());
    result.operations.push_back({both ? RuleOperation::Kind::logical_and : RuleOperation::Kind::logical_or, 0, 0});
  }
  if (dice.chance(0.2)) {
    result.text = "not (" + result.text + ")";
    result.operations.push_back({RuleOperation::Kind::logical_not, 0, 0});
  }
  return result;
}

Distribution random_time(Dice& dice) {
  const double least = minutes(dice.from_to(0, 4) * 5);
  const double mean = minutes(dice.from_to(1, 8) * 5);
  switch (dice.from_to(0, 7)) {
    case 0:
    case 1:
    case 2:  return constant(least);
    case 3:  return uniform(least, least + mean);
    case 4:  return exponential(mean);
    case 5:  return lognormal(mean, mean / 2);
    case 6:  return triangular(least, least + mean / 2, least + mean);
    default: return gamma(mean, 1.5 * mean);
  }
}

void random_appointment(Dice& dice, Workflow& map, Step& step) {
  if (map.books.empty()) {
    Book book;
    book.name = "clinic";
    book.every = 20 * one_minute;
    book.calendar = CalendarId{0};
    book.each = {1, 0, 2};
    map.books.push_back(book);
    book.name = "day and night";
    book.every = one_hour;
    book.calendar.reset();
    book.each = {3};
    map.books.push_back(book);
  }
  step.wait = {};
  step.wait_calendar.reset();
  Appointment asked;
  asked.book = static_cast<BookId>(dice.below(2));
  if (dice.chance(0.4)) asked.lead = exponential(minutes(90));
  if (dice.chance(0.4)) asked.early = uniform(0, minutes(10));
  if (dice.chance(0.4)) asked.late = exponential(minutes(5));
  step.appointment = std::move(asked);
}

void random_demand(Dice& dice, CaseType& type) {
  Demand& demand = type.demand;
  if (dice.chance(0.2)) demand.together = dice.chance(0.5) ? constant(2) : discrete({0.7, 0.3}, {1, 3});
  if (demand.kind != Demand::Kind::listed && dice.chance(0.2)) {
    demand.pattern.by_weekday[dice.below(7)] = dice.one_of({0.0, 0.5, 1.5});
    demand.pattern.growth = dice.one_of({0.0, 0.3});
  }
  if (demand.kind != Demand::Kind::listed && dice.chance(0.2)) demand.varies_with = {EffectId{0}};
  if (dice.chance(0.1)) {
    demand = {};
    demand.kind = Demand::Kind::population;
    demand.members = static_cast<std::uint32_t>(dice.from_to(1, 6));
    demand.interval = exponential(minutes(60));
  }
  std::vector<AttributeId> drawn;
  for (const AttributeValue& value : type.attributes) {
    if (value.kind != AttributeValue::Kind::constant) drawn.push_back(value.attribute);
  }
  if (drawn.size() < 2 || dice.chance(0.6)) return;
  type.correlations.push_back({drawn[0], drawn[1], dice.one_of({-0.5, 0.3}), {}});
}

void random_queue(Dice& dice, Role& role) {
  role.discipline = dice.one_of({Discipline::first_come, Discipline::first_come, Discipline::last_come,
                                 Discipline::shortest, Discipline::earliest_due, Discipline::random});
  if (role.discipline == Discipline::first_come && dice.chance(0.4)) role.ages = dice.one_of({0.5, 2.0});
  if (dice.chance(0.5)) role.pre_emption = dice.one_of({PreEmption::resume, PreEmption::restart, PreEmption::lost});
}

}  // namespace stepwell::testing
