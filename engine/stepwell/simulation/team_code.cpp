// Needs are kept as runs in the order of roles; who is named first matters only to the log.
#include "stepwell/simulation/team_code.hpp"

#include <algorithm>
#include <string>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {

void TeamCompiler::compile(const Step& step, StepCode& code) {
  for (const Need& need : step.who) {
    const Run lines = program_.roles[index_of(need.role)].lines;
    if (lines.count > 0) code.lines = lines;
  }
  code.team = team(step, code.lines, 0);
  for (std::uint32_t line = 1; line < code.lines.count; ++line) team(step, code.lines, line);
  name_people(step.needs(), code);
}

void TeamCompiler::compile_lines() {
  program_.roles_of_workflow = static_cast<std::uint32_t>(program_.roles.size());
  for (std::uint32_t role = 0; role < program_.roles_of_workflow; ++role) {
    const Queues joined = workflow_.roles[static_cast<RoleId>(role)].queues;
    if (joined == Queues::one) continue;
    RoleCode line = program_.roles[role];
    const auto count = static_cast<std::uint32_t>(std::exchange(line.staff, 1));
    line.part_of = role;
    program_.roles[role].staff = 0;
    program_.roles[role].joined = joined;
    program_.roles[role].lines = {static_cast<std::uint32_t>(program_.roles.size()), count};
    program_.roles.insert(program_.roles.end(), count, line);
  }
}

TeamCompiler::Counts TeamCompiler::counts_of(const std::vector<Need>& needs) {
  Counts counts;  // a role named twice is needed twice
  for (const Need& need : needs) {
    Asked& asked = counts[static_cast<std::uint32_t>(need.role)];
    asked.count += static_cast<std::int32_t>(need.count);
    asked.share = std::min(asked.share, need.share);
  }
  return counts;
}

std::uint64_t TeamCompiler::mask_of(const std::vector<std::string>& skills) {
  std::uint64_t mask = 0;
  for (const std::string& skill : skills)
    mask |= std::uint64_t{1} << skills_.try_emplace(skill, static_cast<std::uint32_t>(skills_.size())).first->second;
  return mask;
}

Run TeamCompiler::run_of(const Counts& counts, std::uint64_t skills) {
  const Run run{static_cast<std::uint32_t>(program_.needs.size()), static_cast<std::uint32_t>(counts.size())};
  for (const auto& [role, asked] : counts) {
    RoleCode& code = program_.roles[role];
    program_.needs.push_back({role, asked.count, code.members.count > 0 ? skills : 0, asked.share});
    if (asked.share != whole_person) code.shared_out = code.told_apart = code.starts_unfree = true;
  }
  return run;
}

/// One after the other: the teams of all lines, or, where there are none, the one team.
std::uint32_t TeamCompiler::team(const Step& step, Run lines, std::uint32_t line) {
  Counts needs = counts_of(step.needs());
  if (lines.count > 0) {
    needs.erase(program_.roles[lines.first].part_of);
    needs[lines.first + line] = {1};
  }
  const std::uint64_t skills = mask_of(step.skills);
  const std::vector<Alternative> others = alternatives_of(workflow_, step);
  Key key{needs, {}, skills};
  Choices& choices = std::get<1>(key);
  // In their order where there is a choice: whoever is named first is the one that the log names.
  const auto add = [&](const std::vector<Need>& who, Duration after) {
    choices.push_back({after, {}});
    for (const Need& need : who) choices.back().second.push_back({index_of(need.role), need.count, need.share});
  };
  if (!others.empty()) add(step.needs(), Duration{});
  for (const Alternative& other : others) add(step.needs(other), other.after);
  const auto [place, is_new] = teams_.try_emplace(key, static_cast<std::uint32_t>(program_.teams.size()));
  if (is_new) {
    TeamCode code;
    code.needs = run_of(needs, skills);
    code.alternatives = alternatives(step, others);
    std::string names;
    for (const auto& [role, needed] : counts_of(may_need(workflow_, step))) {
      names += workflow_.roles[static_cast<RoleId>(role)].name + '\n';
      // Roles of one step that differ in this are an error of the model.
      const Role& asked = workflow_.roles[static_cast<RoleId>(role)];
      if (asked.discipline != Discipline::first_come) code.discipline = asked.discipline;
      if (asked.ages > 0) code.ages = asked.ages / static_cast<double>(one_hour.count());
      if (asked.pre_emption != PreEmption::none) code.pre_empts = true;
      if (!asked.individuals.empty()) code.known = true;
      if (asked.set_up) code.sets_up = true;
      if (code.pre_empts || !asked.out.empty() || asked.breaks_down) code.may_stop = true;
    }
    if (line > 0) names += std::to_string(line);
    code.ordered = code.discipline != Discipline::first_come || code.ages > 0;
    code.stream = stream_name("", names, Purpose::queue);
    program_.teams.push_back(code);
  }
  return place->second;
}

/// Whom the log names of those who do it.
template <class Code>
void TeamCompiler::name_people(const std::vector<Need>& needs, Code& code) const {
  for (const Need& need : needs) {
    const bool people = workflow_.roles[need.role].kind == RoleKind::staff;
    if (people && !code.staffed) code.lead = static_cast<std::uint32_t>(need.role);
    if (!people && code.place == no_index) code.place = static_cast<std::uint32_t>(need.role);
    code.staffed = code.staffed || people;
  }
  if (!code.staffed) code.lead = code.place;
}

Run TeamCompiler::alternatives(const Step& step, const std::vector<Alternative>& others) {
  const Run run{static_cast<std::uint32_t>(program_.alternatives.size()),
                others.empty() ? 0 : static_cast<std::uint32_t>(others.size() + 1)};
  std::map<std::uint32_t, bool> named;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::vector<Need> needs = i == 0 ? step.needs() : step.needs(others[i - 1]);
    AlternativeCode code;
    code.needs = run_of(counts_of(needs), mask_of(step.skills));
    code.after = i == 0 ? Duration{} : others[i - 1].after;
    name_people(needs, code);
    Counts further;
    for (const auto& [role, needed] : counts_of(needs)) {
      if (!std::exchange(named[role], true)) further[role] = needed;
    }
    code.further = run_of(further, 0);
    program_.alternatives.push_back(code);
  }
  return run;
}

/// What a step releases of what it takes itself, it only uses.
void TeamCompiler::compile_holding(const Step& step, StepCode& code) {
  const auto run = [&](const std::vector<Need>& needs, const std::vector<Need>& others) {
    Run listed{static_cast<std::uint32_t>(program_.needs.size()), 0};
    for (const Need& need : needs) {
      std::int64_t count = need.count;
      for (const Need& other : others) count -= other.role == need.role ? std::int64_t{other.count} : 0;
      if (count <= 0) continue;
      const auto role = static_cast<std::uint32_t>(need.role);
      program_.needs.push_back({role, static_cast<std::int32_t>(count)});
      ++listed.count;
      std::uint32_t& slot = program_.roles[role].held_slot;
      if (slot == no_index) slot = program_.held_slots++;
    }
    return listed;
  };
  code.holds = run(step.holds, step.releases);
  code.releases = run(step.releases, step.holds);
}

void conclude(Program& program) {
  program.has_rows = program.attributes + program.visit_slots + program.measures.size() > 0;
  program.waits_in_queues_only = !program.anything_closes && program.batches.empty();
  for (TeamCode& team : program.teams) {
    if (team.needs.count != 1 || team.alternatives.count > 0) continue;
    const NeedCode& need = program.needs[team.needs.first];
    const RoleCode& role = program.roles[need.role];
    const bool one_after_the_other = team.discipline == Discipline::first_come && !team.ordered;
    const bool goes_on = !team.pre_empts && !team.may_stop && role.after_hours != AfterHours::stop;
    const bool alike = !team.known && !team.sets_up && !role.told_apart && role.part_of == no_index;
    team.plain = one_after_the_other && goes_on && alike && !role.starts_unfree;
  }
}

bool may_need(const Program& program, const TeamCode& team, std::uint32_t role) {
  const auto among = [&](Run needs) {
    const auto begin = program.needs.begin() + needs.first;
    return std::any_of(begin, begin + needs.count, [&](const NeedCode& need) { return need.role == role; });
  };
  const auto others = program.alternatives.begin() + team.alternatives.first;
  return among(team.needs) || std::any_of(others, others + team.alternatives.count,
                                          [&](const AlternativeCode& other) { return among(other.needs); });
}

}  // namespace stepwell
