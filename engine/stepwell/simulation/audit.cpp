// What must hold of a replication whenever time passes.
#include "stepwell/simulation/audit.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "stepwell/simulation/awaited_roles.hpp"

namespace stepwell {

bool Audit::at_rest() {
  count_tokens();
  compare_cases();
  compare_splits();
  compare_races();
  compare_staff();
  compare_queues();
  expect(s_.branches_.empty(), "a token has not been sent on", 0);
  expect(s_.freed_.empty(), "staff that was freed has not been granted", 0);
  return true;
}

void Audit::expect(bool holds, const char* what, std::uint64_t where) const {
  if (holds) return;
  throw std::logic_error("at " + to_text(s_.now_) + ", after " + std::to_string(s_.events()) + " events: " + what +
                         " (" + std::to_string(where) + ")");
}

void Audit::count_tokens() {
  tokens_of_.assign(s_.cases_.size(), 0);
  uses_of_.assign(s_.frames_.size(), 0);
  parked_at_.assign(s_.frames_.size(), 0);
  runners_.assign(s_.races_.size(), 0);
  working_.assign(s_.roles_.size(), 0);
  attention_.assign(s_.roles_.size(), 0);
  in_hand_.assign(s_.roles_.size(), 0);
  held_.assign(s_.roles_.size(), 0);
  waiting_.assign(s_.roles_.size(), 0);
  queued_.assign(s_.teams_.size(), 0);
  present_.assign(s_.present_.size(), Presence{});
  std::uint32_t alive = 0;
  for (std::uint32_t token = 0; token < s_.tokens_.size(); ++token) {
    if (s_.tokens_[token].case_index == nothing) continue;
    look_at(token, s_.tokens_[token]);
    ++alive;
  }
  expect(alive == s_.tokens_.in_use(), "tokens in use", alive);
  for (std::uint32_t role = 0; role < s_.roles_.size(); ++role) {
    const std::uint32_t slot = s_.program_.roles[role].held_slot;
    if (slot == no_index) continue;
    for (std::uint32_t i = 0; i < s_.cases_.size(); ++i) {
      if (tokens_of_[i] > 0) held_[role] += s_.held_[std::size_t{i} * s_.program_.held_slots + slot];
    }
  }
}

void Audit::look_at(std::uint32_t token, const Token& there) {
  const Program& program = s_.program_;
  expect(there.case_index < s_.cases_.size() && s_.cases_[there.case_index].tokens > 0, "a token without a case",
         token);
  ++tokens_of_[there.case_index];
  expect(there.state != TokenState::moving, "a token that does not rest", token);
  expect(there.arrived <= s_.now_, "a token from the future", token);
  if (there.race != nothing) ++runners_[there.race];
  const StepCode& step = program.steps[there.step];
  if (there.state == TokenState::at_join) {
    expect(step.nature == Nature::join, "waits for others where there is no join", token);
    expect(there.frame != nothing, "waits at a join for nobody", token);
    ++parked_at_[there.frame];
  }
  if (there.state == TokenState::repeated) ++parked_at_[there.frame];
  if (there.frame != nothing) ++uses_of_[there.frame];
  if (there.state == TokenState::waiting) expect(step.nature == Nature::wait, "waits where there is no wait", token);
  if (there.state == TokenState::awaiting) expect(step.awaits != no_index, "waits for a word where none comes", token);
  const bool gathers = there.state == TokenState::gathering || there.state == TokenState::following;
  if (gathers) expect(step.batch != no_index, "in a batch where there is none", token);
  if (there.state == TokenState::queued || there.state == TokenState::working) look_at_work(token, there);
}

void Audit::look_at_work(std::uint32_t token, const Token& there) {
  const StepCode& step = s_.program_.steps[there.step];
  expect(step.nature == Nature::work, "at work where there is none", token);
  const TeamCode& team = s_.program_.teams[s_.team_of(there)];
  if (there.state == TokenState::queued) {
    ++present_[there.step].queued;
    ++queued_[s_.team_of(there)];
    s_.each_awaited_role(there, [&](std::uint32_t role) { ++waiting_[role]; });
    return;
  }
  ++present_[there.step].working;
  expect(there.due >= s_.now_, "work that should be done", token);
  expect(there.event != nothing || there.due >= s_.horizon_, "work without an end", token);
  const Run needs = s_.needs_of(there);
  for (std::uint32_t i = needs.first; i < needs.first + needs.count; ++i) {
    const NeedCode& need = s_.program_.needs[i];
    working_[need.role] += need.count;
    attention_[need.role] += std::int64_t{need.count} * need.share;
    if (team.may_stop) ++in_hand_[need.role];
  }
}

void Audit::compare_cases() const {
  std::uint32_t alive = 0;
  for (std::uint32_t i = 0; i < s_.cases_.size(); ++i) {
    expect(s_.cases_[i].tokens == tokens_of_[i], "tokens of a case", i);
    alive += tokens_of_[i] > 0 ? 1 : 0;
    if (!s_.program_.anything_cancels || tokens_of_[i] == 0) continue;
    std::uint32_t listed = 0;
    for (std::uint32_t token = s_.cases_[i].first; token != nothing && listed <= tokens_of_[i];) {
      expect(s_.tokens_[token].case_index == i, "a token of another case", token);
      token = s_.tokens_[token].sibling;
      ++listed;
    }
    expect(listed == tokens_of_[i], "tokens that a case knows of", i);
  }
  expect(alive == s_.cases_.in_use(), "cases in use", alive);
}

/// Each person has a whole to give, and all that is given has somebody who gives it.
void Audit::compare_attention(std::uint32_t role) const {
  const RoleState& state = s_.roles_[role];
  std::vector<std::uint32_t> used(state.used.size(), 0);
  for (const Attention& task : state.tasks) {
    expect(s_.tokens_[task.token].state == TokenState::working, "attention to what nobody works on", task.token);
    used[task.member] += task.share;
  }
  expect(used == state.used, "attention by person", role);
  std::int64_t sum = 0;
  std::int32_t busy = 0;
  for (const std::uint32_t share : used) {
    expect(share <= whole_person, "more than a whole person", role);
    sum += share;
    busy += share > 0 ? 1 : 0;
  }
  expect(sum == state.attention && sum == attention_[role], "attention of a role", role);
  expect(busy == state.busy, "people who do something", role);
}

/// A frame that is not in use has no users; one that is has as many as it counts, inner frames included.
void Audit::compare_splits() const {
  std::vector<std::uint32_t> uses = uses_of_;
  std::set<std::uint32_t> open;
  for (std::uint32_t token = 0; token < s_.tokens_.size(); ++token) {
    if (s_.tokens_[token].case_index == nothing) continue;
    for (std::uint32_t frame = s_.tokens_[token].frame; frame != nothing && open.insert(frame).second;) {
      frame = s_.frames_[frame].outer;
      if (frame != nothing) ++uses[frame];
    }
  }
  for (const std::uint32_t frame : open) {
    expect(s_.frames_[frame].uses == uses[frame], "users of an open split", frame);
    expect(s_.frames_[frame].arrived == parked_at_[frame], "tokens at a join", frame);
    expect(s_.frames_[frame].arrived < s_.frames_[frame].branches, "a join that has all its tokens", frame);
  }
  expect(open.size() == s_.frames_.in_use(), "open splits", open.size());
}

void Audit::compare_races() const {
  std::uint32_t open = 0;
  for (std::uint32_t race = 0; race < s_.races_.size(); ++race) {
    if (runners_[race] == 0) continue;
    ++open;
    std::uint32_t listed = 0;
    for (std::uint32_t token = s_.races_[race].first; token != nothing && listed <= runners_[race]; ++listed) {
      expect(s_.tokens_[token].race == race, "a runner of another race", token);
      token = s_.tokens_[token].race_next;
    }
    expect(listed == runners_[race], "runners of a race", race);
  }
  expect(open == s_.races_.in_use(), "open races", open);
}

void Audit::compare_staff() const {
  for (std::uint32_t role = 0; role < s_.roles_.size(); ++role) {
    const RoleState& state = s_.roles_[role];
    const RoleCode& code = s_.program_.roles[role];
    if (code.shared_out)
      compare_attention(role);
    else
      expect(state.busy == working_[role] + held_[role], "at work or held", role);
    expect(state.waiting == waiting_[role], "waiting for a role", role);
    expect(static_cast<std::int64_t>(state.in_hand.size()) == in_hand_[role], "work in hand", role);
    if (code.members.count > 0) {
      const auto works = [](const MemberState& member) { return member.token != nothing; };
      expect(std::count_if(state.members.begin(), state.members.end(), works) == working_[role], "individuals", role);
      continue;
    }
    if (state.on)
      expect(state.free + state.busy + state.out + state.cleaning == code.staff, "here, at work or out", role);
    if (!state.on && !state.lingering) expect(state.free <= 0, "free when nobody is there", role);
    expect(state.closed == (!state.on && !state.lingering), "closed or not", role);
  }
  for (std::uint32_t step = 0; step < present_.size(); ++step) {
    if (!s_.program_.steps[step].stay_matters) continue;
    expect(s_.present_[step].working == present_[step].working, "tokens at work at a step", step);
    expect(s_.present_[step].queued == present_[step].queued, "tokens queued at a step", step);
  }
}

void Audit::compare_queues() const {
  for (std::uint32_t team = 0; team < s_.teams_.size(); ++team) {
    const TeamCode& code = s_.program_.teams[team];
    expect(s_.teams_[team].waiting == queued_[team], "waiting for a team", team);
    const bool could_start = queued_[team] > 0 && code.alternatives.count == 0 && s_.can_start(code.needs);
    expect(!could_start, "work could start and has not", team);
    std::uint32_t listed = 0;
    for (std::uint32_t level = code.levels.first; level < code.levels.first + code.levels.count; ++level) {
      std::uint32_t before = nothing;
      for (std::uint32_t token = s_.queues_[level].head; token != nothing; token = s_.tokens_[token].next) {
        const Token& there = s_.tokens_[token];
        expect(there.state == TokenState::queued, "in a queue, and not queued", token);
        expect(s_.level_of(there) == level, "in a queue that is not its own", token);
        expect(there.previous == before, "a queue that is torn", token);
        expect(before == nothing || !s_.goes_before(token, 0, before, 0), "a queue out of order", token);
        expect(++listed <= queued_[team], "a queue in a ring", token);
        before = token;
      }
      expect(s_.queues_[level].tail == before, "the last in a queue", level);
    }
    expect(listed == queued_[team], "tokens in the queues of a team", team);
  }
}

}  // namespace stepwell
