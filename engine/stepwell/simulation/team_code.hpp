// Who does the work of a step, compiled: teams with their needs, and the alternatives to them.
//
// Guarantees: steps with the same needs, and the same alternatives in the same order, share a team.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "stepwell/simulation/program.hpp"

namespace stepwell {

class TeamCompiler {
 public:
  TeamCompiler(const Workflow& workflow, Program& program) : workflow_(workflow), program_(program) {}

  /// Makes each member of a role with separate queues a role of its own, behind those of the workflow.
  void compile_lines();
  /// Gives the work of a step its team, and says whom the log names.
  void compile(const Step& step, StepCode& code);
  /// What the case keeps of it, and gives back.
  void compile_holding(const Step& step, StepCode& code);
  /// A bit for each of these skills.
  std::uint64_t mask_of(const std::vector<std::string>& skills);

 private:
  struct Asked {
    std::int32_t count = 0;
    std::uint32_t share = whole_person;
    auto operator<=>(const Asked&) const = default;
  };
  using Counts = std::map<std::uint32_t, Asked>;
  using Choices = std::vector<std::pair<Duration, std::vector<std::tuple<std::size_t, std::uint32_t, std::uint32_t>>>>;
  using Key = std::tuple<Counts, Choices, std::uint64_t>;

  static Counts counts_of(const std::vector<Need>& needs);
  Run run_of(const Counts& counts, std::uint64_t skills);
  std::uint32_t team(const Step& step, Run lines, std::uint32_t line);
  Run alternatives(const Step& step, const std::vector<Alternative>& others);
  template <class Code>
  void name_people(const std::vector<Need>& needs, Code& code) const;

  const Workflow& workflow_;
  Program& program_;
  std::map<Key, std::uint32_t> teams_;
  std::map<std::string, std::uint32_t> skills_;  ///< the bit of each
};

/// What follows from a program that is otherwise complete: which teams are plain, and what never happens in it.
void conclude(Program& program);

/// Whether the role is among the needs of the team, or of one of its alternatives.
bool may_need(const Program& program, const TeamCode& team, std::uint32_t role);

}  // namespace stepwell
