// Steps are made from the end backwards, block by block: a block is told what follows it and says where it begins.
#include "simulation/random_workflow.hpp"

#include <string>
#include <utility>

#include "process/builders.hpp"
#include "simulation/random_parts.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell::testing {
namespace {

class Maker {
 public:
  Maker(std::uint64_t seed, RandomKind kind) : dice_(seed), kind_(kind) {}

  Workflow make() {
    map_.name = "random";
    map_.clock.warm_up = dice_.chance(0.5) ? Duration{0} : dice_.from_to(1, 3 * 24) * one_hour;
    map_.clock.run = dice_.from_to(3, 12) * one_day + dice_.from_to(0, 1) * 5 * one_hour;
    for (int i = dice_.from_to(1, 3); i > 0; --i) {
      Calendar calendar = random_calendar(dice_, day_of(map_.clock.start));
      calendar.name = "calendar " + std::to_string(map_.calendars.size() + 1);
      map_.calendars.push_back(calendar);
    }
    for (int i = dice_.from_to(1, 4); i > 0; --i) add_role();
    map_.attributes = attributes_of_random_workflows();
    map_.effects = effects_of_random_workflows();
    const StepId last = add_end();
    const StepId shared = sequence(3, last, true, false);
    for (int i = dice_.from_to(1, 3); i > 0; --i) {
      add_case(dice_.chance(0.5) ? shared : sequence(1, shared, true, false));
    }
    if (map_.cases.items()[0].start != shared) map_.cases.items()[0].start = shared;
    drop_unreached();
    if (kind_.uncertain) make_uncertain();
    add_measures();
    return std::move(map_);
  }

 private:
  // ---- people and hours

  std::optional<CalendarId> any_calendar(double chance) {
    if (!dice_.chance(chance)) return std::nullopt;
    return static_cast<CalendarId>(dice_.below(map_.calendars.size()));
  }

  void add_role() {
    Role role;
    role.name = "role " + std::to_string(map_.roles.size() + 1);
    role.staff.value = kind_.ample_staff ? 5000 : dice_.from_to(1, 4);
    role.calendar = any_calendar(0.8);
    role.after_hours = dice_.one_of({AfterHours::finish, AfterHours::stop, AfterHours::stay});
    if (kind_.leaving) random_queue(dice_, role);
    map_.roles.push_back(role);
  }

  AttributeId any_attribute() { return static_cast<AttributeId>(dice_.below(map_.attributes.size())); }

  // ---- steps, from the end backwards

  Step named(const char* kind, Nature nature) {
    Step step;
    step.name = std::string(kind) + " " + std::to_string(map_.steps.size() + 1);
    step.nature = nature;
    return step;
  }

  StepId add(Step step, StepId next) {
    step.routing = Routing::straight;
    step.next = {flow_to(next)};
    return map_.steps.push_back(std::move(step));
  }

  static Flow flow_to(StepId to, double chance = 1) {
    Flow flow;
    flow.to = to;
    flow.chance.value = chance;
    return flow;
  }

  StepId add_end(double cancels = 0) {
    Step step = named("end", Nature::end);
    step.end = step.name;
    if (kind_.leaving) step.cancels = dice_.chance(cancels);
    return map_.steps.push_back(step);
  }

  /// `around`: where a token may go instead of being done, without harm to any join.
  StepId work(StepId next, std::optional<StepId> around = {}) {
    Step step = named("work", Nature::work);
    step.who.push_back({static_cast<RoleId>(dice_.below(map_.roles.size())), 1});
    for (const RoleId role : map_.roles.ids()) {
      if (role != step.who[0].role && dice_.chance(0.15) &&
          share_a_queue(map_.roles[role], map_.roles[step.who[0].role]))
        step.who.push_back({role, 1});
    }
    for (Need& need : step.who) {
      if (map_.roles[need.role].staff.value > 1 && dice_.chance(0.15)) need.count = 2;
    }
    if (dice_.chance(0.2)) step.time.push_back({random_rule(dice_), random_time(dice_)});
    step.time.push_back({std::nullopt, random_time(dice_)});
    if (dice_.chance(0.2)) step.adds.push_back({random_rule(dice_), random_time(dice_)});
    if (dice_.chance(0.1)) step.adds.push_back({std::nullopt, constant(minutes(1))});
    if (dice_.chance(0.3)) step.priority = dice_.one_of({-1.0, 1.0, 2.5});
    if (dice_.chance(0.15)) step.varies_with.push_back(static_cast<EffectId>(dice_.below(map_.effects.size())));
    if (dice_.chance(0.2)) step.sets.push_back(random_value(dice_, any_attribute()));
    if (kind_.leaving) may_leave(step, around.value_or(next));
    return add(std::move(step), next);
  }

  static bool share_a_queue(const Role& a, const Role& b) {
    return a.discipline == b.discipline && a.ages == b.ages && a.pre_emption == b.pre_emption;
  }

  void may_leave(Step& step, StepId around) {
    if (step.nature == Nature::work) {
      if (dice_.chance(0.25)) step.patience = dice_.chance(0.5) ? exponential(minutes(60)) : constant(minutes(30));
      if (dice_.chance(0.15)) step.balks_at = static_cast<std::uint32_t>(dice_.from_to(1, 4));
      const bool loses = map_.roles[step.who[0].role].pre_emption == PreEmption::lost;
      if (step.patience || step.balks_at > 0 || loses) step.gives_up = around;
    }
    if (step.nature != Nature::gateway && dice_.chance(0.25)) {
      for (int i = dice_.from_to(1, 2); i > 0; --i) {
        Deadline deadline;
        deadline.after = dice_.chance(0.5) ? constant(minutes(60)) : exponential(minutes(180));
        deadline.calendar = any_calendar(0.4);
        deadline.interrupts = dice_.chance(0.6);
        deadline.to = deadline.interrupts ? around : add_end(0.1);
        step.deadlines.push_back(deadline);
      }
    }
    if (dice_.chance(0.15)) step.at_most = VisitLimit{static_cast<std::uint32_t>(dice_.from_to(1, 3)), around, {}};
  }

  void make_uncertain() {
    for (Step& step : map_.steps) {
      const std::string path = "steps." + step.name;
      if (step.nature == Nature::work && step.time.size() == 1 && !dice_.chance(0.6))
        make_uncertain(step.time[0].time, path + ".time");
      if (step.patience && dice_.chance(0.5)) make_uncertain(*step.patience, path + ".patience");
      if (step.deadlines.size() == 1 && dice_.chance(0.5)) make_uncertain(step.deadlines[0].after, path + ".deadline");
      if (step.routing != Routing::any) continue;
      for (Flow& flow : step.next) {
        if (flow.chance.value <= 0.1 || flow.chance.value >= 0.9 || dice_.chance(0.5)) continue;
        flow.chance.assumption = assume(path + ".next." + map_.steps[flow.to].name, Assumption::Quantity::chance,
                                        flow.chance.value, flow.chance.value - 0.1, flow.chance.value + 0.1);
      }
    }
  }

  void make_uncertain(Distribution& time, const std::string& path) {
    const double mean = time.stated_mean();
    if (mean > 0) time.assumption = assume(path, Assumption::Quantity::duration, mean, 0.5 * mean, 2 * mean);
  }

  AssumptionId assume(const std::string& path, Assumption::Quantity quantity, double value, double low, double high) {
    Assumption assumption;
    assumption.path = path;
    assumption.basis = Basis::expert;
    assumption.quantity = quantity;
    assumption.value = value;
    assumption.swept = assumption.range_stated = true;
    assumption.low = low;
    assumption.high = high;
    return map_.assumptions.push_back(assumption);
  }

  StepId wait(StepId next) {
    Step step = named("wait", Nature::wait);
    step.wait = dice_.chance(0.4) ? constant(minutes(dice_.from_to(0, 10) * 60)) : exponential(minutes(120));
    step.wait_calendar = any_calendar(0.5);
    // Where staff is ample nobody is to be in anybody's way.
    if (!kind_.ample_staff && dice_.chance(0.2)) random_appointment(dice_, map_, step);
    if (kind_.leaving) may_leave(step, next);
    return add(std::move(step), next);
  }

  /// A gateway, or at times work, that goes on by `routing` to what `flows` says.
  StepId decision(Routing routing, std::vector<Flow> flows, StepId around) {
    const StepId step = dice_.chance(0.4) ? work(StepId{0}, around) : add(named("gateway", Nature::gateway), StepId{0});
    map_.steps[step].routing = routing;
    map_.steps[step].next = std::move(flows);
    return step;
  }

  StepId choice(int depth, StepId next, bool may_end, bool in_loop) {
    std::vector<Flow> flows;
    const bool by_rule = dice_.chance(0.4);
    const std::vector<double> chances =
        dice_.chance(0.5) ? std::vector<double>{0.4, 0.6} : std::vector<double>{0.5, 0.3, 0.2};
    const std::size_t ways = chances.size();
    bool taken = false;
    for (std::size_t i = 0; i < ways; ++i) {
      // A model file names each way of a choice by chance once.
      const bool straight_on = dice_.chance(0.3) && (by_rule || !taken);
      taken = taken || straight_on;
      StepId to = straight_on ? next : sequence(depth - 1, next, may_end, in_loop);
      if (may_end && dice_.chance(0.15)) to = sequence(0, add_end(0.3), true, in_loop);
      // Where the whole case is stopped, no join waits for it.
      if (kind_.leaving && !may_end && !straight_on && dice_.chance(0.1)) to = add_end(1);
      flows.push_back(flow_to(to, chances[i]));
      if (by_rule) flows.back().chance.value = 1;
      if (by_rule && i + 1 < ways) flows.back().when = random_rule(dice_);
    }
    return decision(by_rule ? Routing::rules : Routing::chances, std::move(flows), next);
  }

  StepId split(int depth, StepId next, bool in_loop) {
    const StepId join = add(named("join", Nature::join), next);
    std::vector<Flow> flows;
    for (int i = dice_.from_to(2, 3); i > 0; --i) {
      flows.push_back(flow_to(sequence(depth - 1, join, false, in_loop)));
    }
    return decision(all_or_any(flows, join), std::move(flows), next);
  }

  /// Branches that end apart; the first goes on.
  StepId parting(int depth, StepId next, bool in_loop) {
    std::vector<Flow> flows{flow_to(sequence(depth - 1, next, true, in_loop))};
    for (int i = dice_.from_to(1, 2); i > 0; --i) flows.push_back(flow_to(sequence(depth - 1, add_end(), true, true)));
    if (!in_loop && dice_.chance(0.2)) flows.push_back(flow_to(next));
    return decision(all_or_any(flows, next), std::move(flows), next);
  }

  /// At times turns a split into one of any; what else goes straight to `next`.
  Routing all_or_any(std::vector<Flow>& flows, StepId next) {
    if (!kind_.leaving || dice_.chance(0.5)) return Routing::all;
    bool certain = false;
    for (Flow& flow : flows) {
      const int kind = dice_.from_to(0, 5);
      if (kind == 0) flow.when = random_rule(dice_);
      if (kind > 1) flow.chance.value = dice_.one_of({0.0, 0.3, 0.7});
      certain = certain || kind == 1;
    }
    if (certain) return Routing::any;
    flows.push_back(flow_to(next));
    flows.back().otherwise = true;
    return Routing::any;
  }

  StepId race(int depth, StepId next, bool may_end, bool in_loop) {
    std::vector<Flow> flows;
    for (int i = dice_.from_to(2, 3); i > 0; --i) {
      const StepId after = dice_.chance(0.5) ? next : sequence(depth - 1, next, may_end, in_loop);
      const StepId runner = dice_.chance(0.5) ? wait(after) : work(after);
      Step& step = map_.steps[runner];
      const bool loses = !step.who.empty() && map_.roles[step.who[0].role].pre_emption == PreEmption::lost;
      step.patience.reset();
      step.balks_at = 0;
      step.gives_up.reset();
      step.deadlines.clear();
      step.at_most.reset();
      flows.push_back(flow_to(loses ? runner_without_work(after) : runner));
    }
    return decision(Routing::first_of, std::move(flows), next);
  }

  StepId runner_without_work(StepId next) {
    Step step = named("wait", Nature::wait);
    step.wait = exponential(minutes(90));
    return add(std::move(step), next);
  }

  StepId loop(int depth, StepId next, bool may_end) {
    const StepId again = decision(Routing::chances, {}, next);
    const StepId body = sequence(depth - 1, again, may_end, true);
    const double back = dice_.one_of({0.1, 0.3, 0.5});
    map_.steps[again].next = {flow_to(body, back), flow_to(next, 1 - back)};
    return body;
  }

  StepId block(int depth, StepId next, bool may_end, bool in_loop) {
    const int kind = depth <= 0 ? dice_.from_to(0, 4) : dice_.from_to(0, 12);
    if (kind_.leaving && depth > 0 && dice_.chance(0.15)) return race(depth, next, may_end, in_loop);
    if (kind <= 3) return work(next);
    if (kind == 4) return wait(next);
    if (kind <= 7) return choice(depth, next, may_end, in_loop);
    if (kind <= 9) return split(depth, next, in_loop);
    if (kind <= 11) return loop(depth, next, may_end);
    return may_end ? parting(depth, next, in_loop) : split(depth, next, in_loop);
  }

  StepId sequence(int depth, StepId next, bool may_end, bool in_loop) {
    for (int i = dice_.from_to(1, depth > 1 ? 3 : 2); i > 0; --i) next = block(depth, next, may_end, in_loop);
    return next;
  }

  // ---- cases

  void add_case(StepId start) {
    CaseType type;
    type.name = "case type " + std::to_string(map_.cases.size() + 1);
    type.start = start;
    if (dice_.chance(0.3)) type.priority = dice_.one_of({-1.0, 1.0});
    if (kind_.leaving && dice_.chance(0.7)) type.due = dice_.from_to(1, 20) * one_hour;
    for (const AttributeId attribute : map_.attributes.ids()) {
      // The first case type declares them all, in order, as a model file must before rules name them.
      if (map_.cases.empty() || dice_.chance(0.7)) type.attributes.push_back(random_value(dice_, attribute));
    }
    Demand& demand = type.demand;
    const int kind = dice_.from_to(0, 9);
    if (kind == 0) {
      demand.kind = Demand::Kind::listed;
      for (int i = 0; i < 20; ++i) demand.times.push_back(map_.clock.start + (i / 2) * 6 * one_hour);
    } else if (kind <= 3) {
      demand.kind = Demand::Kind::hourly;
      for (int day = 0; day < 7; ++day) {
        RatePiece rate;
        rate.begin = day * one_day + dice_.from_to(0, 10) * one_hour;
        rate.end = rate.begin + dice_.from_to(1, 12) * one_hour;
        rate.per_hour.value = dice_.one_of({0.0, 1.0, 3.5});
        demand.rates.push_back(rate);
      }
      demand.calendar = any_calendar(0.3);
    } else {
      demand.kind = Demand::Kind::every;
      const double interval = minutes(dice_.one_of({30, 45, 60, 120}));
      demand.interval = kind <= 6 ? constant(interval) : exponential(interval);
      demand.calendar = any_calendar(0.6);
    }
    random_demand(dice_, type);
    // The tests tell what has arrived by when it was first seen, so a backlog has to come before the window.
    const bool closed = demand.kind == Demand::Kind::population;
    if (!closed && map_.clock.warm_up > Duration{0} && dice_.chance(0.2)) {
      type.backlog.push_back({start, static_cast<std::uint32_t>(dice_.from_to(1, 8)), {}});
    }
    map_.cases.push_back(type);
  }

  /// Wherever a token of the step may go from it, or make another go.
  template <class AStep, class Act>
  static void for_each_way(AStep& step, Act act) {
    for (auto& flow : step.next) act(flow.to);
    if (step.gives_up) act(*step.gives_up);
    for (auto& deadline : step.deadlines) act(deadline.to);
    if (step.at_most) act(step.at_most->then);
  }

  /// Takes away the steps that no case can come to: what a choice left aside.
  void drop_unreached() {
    IndexedVector<StepId, char> reached(map_.steps.size(), 0);
    std::vector<StepId> open;
    for (const CaseType& type : map_.cases) open.push_back(type.start);
    while (!open.empty()) {
      const StepId step = open.back();
      open.pop_back();
      if (reached[step] != 0) continue;
      reached[step] = 1;
      for_each_way(map_.steps[step], [&](StepId to) { open.push_back(to); });
    }
    IndexedVector<StepId, StepId> now(map_.steps.size());
    IndexedVector<StepId, Step> kept;
    for (const StepId step : map_.steps.ids()) {
      if (reached[step] != 0) now[step] = kept.push_back(map_.steps[step]);
    }
    for (Step& step : kept) {
      for_each_way(step, [&](StepId& to) { to = now[to]; });
    }
    for (CaseType& type : map_.cases) {
      type.start = now[type.start];
      for (Backlog& backlog : type.backlog) backlog.step = type.start;
    }
    map_.steps = std::move(kept);
  }

  void add_measures() {
    for (int i = dice_.from_to(1, 5); i > 0; --i) {
      Measure measure;
      measure.name = "measure " + std::to_string(map_.measures.size() + 1);
      for (MeasurePoint* point : {&measure.from, &measure.to}) {
        point->step = static_cast<StepId>(dice_.below(map_.steps.size()));
        const Nature nature = map_.steps[point->step].nature;
        point->moment = nature == Nature::end    ? Moment::arrives
                        : nature == Nature::work ? dice_.one_of({Moment::arrives, Moment::starts, Moment::ends})
                                                 : dice_.one_of({Moment::arrives, Moment::ends});
      }
      measure.every = dice_.chance(0.4);
      if (dice_.chance(0.6)) {
        measure.within = dice_.from_to(1, 20) * 15 * one_minute;
        measure.share = 0.9;
      }
      map_.measures.push_back(measure);
      // Two moments that cannot follow each other are an error; such a pair is not kept.
      if (has_errors(validate(map_))) map_.measures.items().pop_back();
    }
  }

  Dice dice_;
  const RandomKind kind_;
  Workflow map_;
};

}  // namespace

Workflow random_workflow(std::uint64_t seed, RandomKind kind) { return Maker(seed, kind).make(); }

}  // namespace stepwell::testing
