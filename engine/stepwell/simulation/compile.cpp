// From the workflow to the program: one kind of thing after the other, each into its flat array.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/substitutes.hpp"
#include "stepwell/process/validate.hpp"
#include "stepwell/simulation/chances.hpp"
#include "stepwell/simulation/compile_demand.hpp"
#include "stepwell/simulation/program.hpp"
#include "stepwell/simulation/structure.hpp"
#include "stepwell/simulation/team_code.hpp"

namespace stepwell {

/// Turns a workflow into a program, one kind of thing after the other.
class Compiler {
 public:
  Compiler(const Workflow& workflow, Program& program)
      : workflow_(workflow), program_(program), teams_(workflow, program) {}

  void compile() {
    for (const Assumption& assumption : workflow_.assumptions) stated_.push_back(assumption.value);
    program_.attributes = static_cast<std::uint32_t>(workflow_.attributes.size());
    for (const Calendar& calendar : workflow_.calendars) {
      program_.hours.push_back(
          std::make_shared<const OpeningHours>(calendar, workflow_.clock.start, workflow_.clock.horizon()));
    }
    for (const Role& role : workflow_.roles) compile_role(role);
    teams_.compile_lines();
    compile_effects(workflow_, program_, add_sampler_);
    compile_books(workflow_, program_);
    for (const StepId step : workflow_.steps.ids()) compile_step(step);
    compile_levels();
    for (const CaseType& type : workflow_.cases) compile_case(type);
    compile_measures();
    compile_batches(workflow_, program_);
    compile_messages(workflow_, program_);
    compile_structure();
    conclude(program_);
  }

 private:
  std::uint32_t sampler(const Distribution& distribution) {
    program_.samplers.push_back(compile_sampler(distribution));
    program_.sampler_assumption.push_back(distribution.assumption ? static_cast<std::uint32_t>(*distribution.assumption)
                                                                  : no_index);
    return static_cast<std::uint32_t>(program_.samplers.size() - 1);
  }

  std::uint32_t rule(const std::optional<Rule>& when) {
    if (!when) return no_index;
    program_.rules.push_back(*when);
    return static_cast<std::uint32_t>(program_.rules.size() - 1);
  }

  static std::uint32_t number(std::optional<CalendarId> calendar) {
    return calendar ? static_cast<std::uint32_t>(*calendar) : no_index;
  }

  template <class T>
  static Run open_run(const std::vector<T>& items) {
    return {static_cast<std::uint32_t>(items.size()), 0};
  }

  Run timed(const std::vector<TimeCase>& times) {
    const Run run{static_cast<std::uint32_t>(program_.timed.size()), static_cast<std::uint32_t>(times.size())};
    for (const TimeCase& time : times)
      program_.timed.push_back({rule(time.when), sampler(time.time), time.time.mean()});
    return run;
  }

  Run sets(const std::vector<AttributeValue>& values) {
    const Run run{static_cast<std::uint32_t>(program_.sets.size()), static_cast<std::uint32_t>(values.size())};
    for (const AttributeValue& value : values) {
      SetCode code;
      code.attribute = static_cast<std::uint32_t>(value.attribute);
      code.kind = value.kind;
      code.constant = value.kind == AttributeValue::Kind::chance ? value.chance.value : value.constant;
      if (value.kind == AttributeValue::Kind::distribution) code.sampler = sampler(value.distribution);
      code.rows = {static_cast<std::uint32_t>(program_.rows.size()), static_cast<std::uint32_t>(value.rows.size())};
      program_.rows.insert(program_.rows.end(), value.rows.begin(), value.rows.end());
      if (value.kind == AttributeValue::Kind::choice) {
        const std::vector<double> ends = upper_ends(chances_at(value.choice_chances, workflow_.assumptions, stated_));
        code.choices = {static_cast<std::uint32_t>(program_.choices.size()), static_cast<std::uint32_t>(ends.size())};
        for (std::size_t i = 0; i < ends.size(); ++i) program_.choices.push_back({ends[i], value.choice_values[i]});
      }
      program_.sets.push_back(code);
    }
    return run;
  }

  void compile_role(const Role& role) {
    RoleCode code;
    code.staff = static_cast<std::int32_t>(role.staff.value);
    code.hours = number(role.calendar);
    code.after_hours = role.after_hours;
    code.pre_emption = role.pre_emption;
    if (role.after_hours == AfterHours::stay && role.calendar) program_.anyone_stays = true;
    if (role.calendar || !role.out.empty() || role.breaks_down || !role.individuals.empty())
      program_.anything_closes = true;
    const auto id = static_cast<std::uint32_t>(program_.roles.size());
    if (role.cleaning) code.cleaning = sampler(*role.cleaning), program_.anything_cleaned = true;
    if (role.set_up) code.set_up = sampler(*role.set_up);
    compile_individuals(role, code);
    code.told_apart = code.members.count > 0;
    code.starts_unfree = role.pre_emption != PreEmption::none;
    program_.roles.push_back(code);
    compile_outages(role.out, id, no_index);
    for (std::uint32_t i = 0; i < role.individuals.size(); ++i) compile_outages(role.individuals[i].out, id, i);
    if (!role.breaks_down) return;
    const Breakdown& breakdown = *role.breaks_down;
    program_.outages.push_back({id, no_index, 1, breakdown.work, sampler(breakdown.after),
                                number(breakdown.after_calendar), sampler(breakdown.lasts),
                                number(breakdown.lasts_calendar), stream_name("", role.name, Purpose::breakdown),
                                no_index});
  }

  void compile_outages(const std::vector<Outage>& outages, std::uint32_t role, std::uint32_t member) {
    for (const Outage& outage : outages) {
      OutageCode code;
      code.role = role;
      code.hours = static_cast<std::uint32_t>(outage.during);
      code.number = outage.number;
      code.work = outage.work;
      code.member = member;
      program_.outages.push_back(code);
    }
  }

  /// Individuals have the hours, and the role none of its own: it is on as long as one of them is.
  void compile_individuals(const Role& role, RoleCode& code) {
    if (role.individuals.empty()) return;
    code.members = {static_cast<std::uint32_t>(program_.members.size()),
                    static_cast<std::uint32_t>(role.individuals.size())};
    for (const Individual& one : role.individuals)
      program_.members.push_back(
          {one.calendar ? number(one.calendar) : code.hours, one.speed, teams_.mask_of(one.skills)});
    code.hours = no_index;
    code.asked_first = role.asked_first;
    if (role.asked_first == AskedFirst::same_person) code.regular_slot = program_.regular_slots++;
  }

  void compile_step(StepId id) {
    const Step& step = workflow_.steps[id];
    StepCode code;
    code.nature = step.nature;
    code.routing = step.routing;
    code.stream = stream_name("", step.luck_name(), Purpose::time);
    if (step.nature == Nature::work) {
      teams_.compile(step, code);
      code.time = timed(step.time);
      code.adds = timed(step.adds);
    }
    if (step.nature == Nature::wait) {
      code.wait_sampler = sampler(step.wait);
      code.wait_hours = number(step.wait_calendar);
    }
    if (step.repeats) code.repeats = compile_repeats(*step.repeats);
    if (step.appointment) {
      const Appointment& asked = *step.appointment;
      const auto time = [&](const std::optional<Distribution>& d) { return d ? sampler(*d) : no_index; };
      code.appointment = static_cast<std::uint32_t>(program_.appointments.size());
      program_.appointments.push_back({static_cast<std::uint32_t>(asked.book), time(asked.lead), time(asked.early),
                                       time(asked.late), asked.within.value_or(Duration::max())});
    }
    code.priority = step.priority;
    teams_.compile_holding(step, code);
    compile_ways_out(step, code);
    code.sets = sets(step.sets);
    code.effects = open_run(program_.step_effects);
    for (const EffectId effect : step.varies_with) program_.step_effects.push_back(static_cast<std::uint32_t>(effect));
    code.effects.count = static_cast<std::uint32_t>(step.varies_with.size());
    code.flows = {static_cast<std::uint32_t>(program_.flows.size()), static_cast<std::uint32_t>(step.next.size())};
    std::vector<Quantity> chances;
    for (const Flow& flow : step.next) chances.push_back(flow.chance);
    const std::vector<double> ends = flow_ends(step.routing, chances, workflow_.assumptions, stated_);
    for (std::size_t i = 0; i < step.next.size(); ++i) {
      program_.flows.push_back({ends[i], rule(step.next[i].when), static_cast<std::uint32_t>(step.next[i].to)});
      program_.branch_names.push_back(splits(step) ? branch_name(step, i) : 0);
    }
    program_.steps.push_back(code);
  }

  std::uint32_t compile_repeats(const Repeats& repeats) {
    const bool by_attribute = repeats.attribute.has_value();
    program_.repeats.push_back({by_attribute ? no_index : sampler(repeats.times),
                                by_attribute ? static_cast<std::uint32_t>(*repeats.attribute) : no_index,
                                repeats.in_parallel});
    return static_cast<std::uint32_t>(program_.repeats.size() - 1);
  }

  /// A branch is called after the step that it begins with, so that another branch beside it does not change its luck.
  std::uint64_t branch_name(const Step& split, std::size_t branch) const {
    const StepId to = split.next[branch].to;
    const auto same = [&](const Flow& flow) { return flow.to == to; };
    const auto before =
        std::count_if(split.next.begin(), split.next.begin() + static_cast<std::ptrdiff_t>(branch), same);
    return stream_name(std::to_string(before), workflow_.steps[to].luck_name(), Purpose::next);
  }

  void compile_ways_out(const Step& step, StepCode& code) {
    const auto number_of = [](StepId to) { return static_cast<std::uint32_t>(to); };
    if (step.patience) code.patience = sampler(*step.patience);
    code.balks_at = step.balks_at;
    if (step.gives_up) code.gives_up = number_of(*step.gives_up);
    if (step.at_most) {
      code.most_visits = step.at_most->times;
      code.instead = number_of(step.at_most->then);
    }
    code.has_otherwise = !step.next.empty() && step.next.back().otherwise;
    code.cancels = step.cancels;
    if (step.cancels) program_.anything_cancels = true;
    if (step.until) {
      code.until = number_of(*step.until);
      // The tokens of a case have to be found when its deadline passes.
      program_.has_regions = program_.anything_cancels = true;
    }
    code.deadlines = open_run(program_.deadlines);
    for (const Deadline& deadline : step.deadlines) {
      program_.deadlines.push_back(
          {sampler(deadline.after), number(deadline.calendar), number_of(deadline.to), deadline.interrupts,
           stream_name("beside", workflow_.steps[deadline.to].luck_name(), Purpose::next), step.until.has_value()});
      ++code.deadlines.count;
    }
  }

  /// One queue for each priority that can occur in a team: a step's own plus that of a case type. Where waiting work
  /// ages, a single one, as who goes first there is in the keys.
  void compile_levels() {
    std::vector<std::vector<double>> of_team(program_.teams.size());
    for (const StepId step : workflow_.steps.ids()) {
      const StepCode& code = program_.steps[index_of(step)];
      if (code.team == no_index) continue;
      for (std::uint32_t team = code.team; team < code.team + std::max(code.lines.count, 1u); ++team) {
        for (const CaseType& type : workflow_.cases) of_team[team].push_back(level_priority(team, step, type));
      }
    }
    for (std::size_t team = 0; team < of_team.size(); ++team) {
      auto& levels = of_team[team];
      std::sort(levels.begin(), levels.end(), std::greater<>());
      levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
      program_.teams[team].levels = {static_cast<std::uint32_t>(program_.levels.size()),
                                     static_cast<std::uint32_t>(levels.size())};
      program_.levels.insert(program_.levels.end(), levels.begin(), levels.end());
    }
    for (std::uint32_t role = 0; role < program_.roles.size(); ++role) {
      Run run = open_run(program_.role_teams);
      for (std::uint32_t team = 0; team < program_.teams.size(); ++team) {
        if (may_need(program_, program_.teams[team], role)) program_.role_teams.push_back(team), ++run.count;
      }
      program_.roles[role].teams = run;
    }
  }

  double level_priority(std::uint32_t team, StepId step, const CaseType& type) const {
    return program_.teams[team].ages > 0 ? 0 : workflow_.steps[step].priority + type.priority;
  }

  void compile_case(const CaseType& type) {
    CaseCode code;
    compile_demand(workflow_, type.demand, program_, add_sampler_, code);
    const auto ends = upper_ends(chances_at(chances_of(type.demand.mix), workflow_.assumptions, stated_));
    for (std::size_t i = 0; i < code.mix.size(); ++i) code.mix[i].up_to = ends[i];
    code.start = static_cast<std::uint32_t>(type.start);
    code.priority = type.priority;
    if (type.due) code.due = type.due->count();
    code.attributes = sets(type.attributes);
    for (const AttributeValue& value : type.attributes) {
      code.attribute_streams.push_back(stream_name("", workflow_.attributes[value.attribute].name, Purpose::attribute));
    }
    compile_files(type, program_, code);
    code.stream = stream_name(type.name, "", Purpose::arrival);
    code.luck = stream_name(type.name, "", Purpose::attribute);
    for (const Backlog& backlog : type.backlog) {
      // Cases of their own, by where they are: more of them shift nobody else's luck.
      code.backlog.push_back({static_cast<std::uint32_t>(backlog.step), backlog.cases,
                              stream_name(type.name, workflow_.steps[backlog.step].luck_name(), Purpose::attribute)});
      program_.has_backlog = true;
    }
    for (const StepId step : workflow_.steps.ids()) {
      const std::uint32_t team = program_.steps[index_of(step)].team;
      std::uint32_t level = 0;
      if (team != no_index) {
        const Run run = program_.teams[team].levels;
        while (program_.levels[run.first + level] != level_priority(team, step, type)) ++level;
      }
      code.level.push_back(level);
    }
    program_.cases.push_back(std::move(code));
  }

  void compile_measures() {
    std::vector<std::vector<HookCode>> hooks(workflow_.steps.size() * 3);
    const auto at = [&](const MeasurePoint& point) -> std::vector<HookCode>& {
      return hooks[index_of(point.step) * 3 + static_cast<std::size_t>(point.moment)];
    };
    for (const MeasureId id : workflow_.measures.ids()) {
      const Measure& measure = workflow_.measures[id];
      program_.measures.push_back({measure.every, measure.within ? measure.within->count() : -1});
      // A moment that is both end and beginning closes the old pair before it opens the next.
      at(measure.to).push_back({static_cast<std::uint32_t>(id), false});
      at(measure.from).push_back({static_cast<std::uint32_t>(id), true});
    }
    for (std::size_t step = 0; step < workflow_.steps.size(); ++step) {
      StepCode& code = program_.steps[step];
      Run* const runs[] = {&code.arrives, &code.starts, &code.ends};
      for (std::size_t moment = 0; moment < 3; ++moment) {
        const auto& here = hooks[step * 3 + moment];
        *runs[moment] = {static_cast<std::uint32_t>(program_.hooks.size()), static_cast<std::uint32_t>(here.size())};
        program_.hooks.insert(program_.hooks.end(), here.begin(), here.end());
      }
    }
  }

  void compile_structure() {
    for (const Step& step : workflow_.steps) {
      if (step.until) program_.steps[index_of(*step.until)].closes_regions = true;
    }
    const StepFlags again = in_loops(workflow_);
    const StepFlags shared = shared_by_branches(workflow_);
    for (const StepId step : again.ids()) {
      StepCode& code = program_.steps[index_of(step)];
      code.shared = shared[step] != 0;
      code.addressed = code.shared || code.repeats != no_index;
      if (again[step]) code.visit_slot = code.shared ? program_.lineage_slots++ : program_.visit_slots++;
    }
    if (program_.anyone_stays) compile_staying();
    program_.counts_uses = !workflow_.quantities.empty();
  }

  /// Who needs whom after hours, and the flows backwards by which a token can still come.
  void compile_staying() {
    std::vector<bool> stayed(program_.hours.size(), false);
    for (std::uint32_t i = 0; i < program_.roles.size(); ++i) {
      RoleCode& role = program_.roles[i];
      if (role.after_hours != AfterHours::stay || role.hours == no_index) continue;
      stayed[role.hours] = true;
      role.steps = open_run(program_.role_steps);
      for (const StepId step : workflow_.steps.ids()) {
        const std::vector<Need> who = may_need(workflow_, workflow_.steps[step]);
        const auto is_needed = [&](const Need& need) { return index_of(need.role) == i; };
        if (std::any_of(who.begin(), who.end(), is_needed))
          program_.role_steps.push_back(static_cast<std::uint32_t>(step));
      }
      role.steps.count = static_cast<std::uint32_t>(program_.role_steps.size()) - role.steps.first;
    }
    std::vector<std::vector<std::uint32_t>> before(program_.steps.size());
    for (std::uint32_t i = 0; i < program_.steps.size(); ++i) {
      StepCode& step = program_.steps[i];
      if (step.nature == Nature::work) {
        step.hours = hours_of(workflow_.steps[static_cast<StepId>(i)]);
        step.stay_matters = step.hours != no_index && stayed[step.hours];
      }
      const bool passes = step.nature == Nature::gateway || step.nature == Nature::join || step.nature == Nature::end;
      if (!step.stay_matters && !passes) continue;
      for (std::uint32_t k = step.flows.first; k < step.flows.first + step.flows.count; ++k) {
        before[program_.flows[k].to].push_back(i);
      }
      for (std::uint32_t k = step.tells.first; k < step.tells.first + step.tells.count; ++k) {
        const TellCode& tell = program_.tells[k];
        if (tell.kind == TellCode::Kind::start) before[program_.cases[tell.what].start].push_back(i);
      }
    }
    for (std::uint32_t i = 0; i < program_.steps.size(); ++i) {
      program_.steps[i].before = {static_cast<std::uint32_t>(program_.before.size()),
                                  static_cast<std::uint32_t>(before[i].size())};
      program_.before.insert(program_.before.end(), before[i].begin(), before[i].end());
    }
  }

  std::uint32_t hours_of(const Step& work) const {
    const auto hours = [&](const Need& need) { return program_.roles[index_of(need.role)].hours; };
    const std::vector<Need> needs = may_need(workflow_, work);
    const std::uint32_t first = hours(needs.front());
    const auto is_first = [&](const Need& need) { return hours(need) == first; };
    return std::all_of(needs.begin(), needs.end(), is_first) ? first : no_index;
  }

  const AddSampler add_sampler_ = [this](const Distribution& distribution) { return sampler(distribution); };
  const Workflow& workflow_;
  Program& program_;
  IndexedVector<AssumptionId, double> stated_;
  TeamCompiler teams_;
};

Program::Program(const Workflow& workflow) : workflow_(std::make_shared<const Workflow>(workflow)) {
  Compiler(*workflow_, *this).compile();
}

std::shared_ptr<const Program> compile(const Workflow& workflow) {
  Diagnostics diagnostics = validate(workflow);
  if (has_errors(diagnostics)) throw ModelError(std::move(diagnostics));
  return std::make_shared<const Program>(workflow);
}

}  // namespace stepwell
