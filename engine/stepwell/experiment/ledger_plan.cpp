// Moves are followed step by step; a step that is gone hands on what would come to it.
#include "stepwell/experiment/ledger_plan.hpp"

#include <algorithm>
#include <numeric>

#include "stepwell/experiment/ledger.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {

namespace {

std::size_t role_index(LedgerPlan& plan, const std::string& name) {
  const auto found = std::find(plan.roles.begin(), plan.roles.end(), name);
  if (found != plan.roles.end()) return static_cast<std::size_t>(found - plan.roles.begin());
  plan.roles.push_back(name);
  return plan.roles.size() - 1;
}

Hands& hands_of(LedgerEntry& entry, std::size_t role) {
  for (Hands& hands : entry.hands) {
    if (hands.role == role) return hands;
  }
  return entry.hands.emplace_back(Hands{role});
}

using Targets = std::vector<std::vector<std::size_t>>;  // of each entry, as the changes name them

// A move counts where the change came between the two sides, not where both already have it.
Targets named_moves(const LedgerPlan& plan, const Workflow& before, const Workflow& after) {
  const auto is_old = [&](const Change& change) {
    return std::any_of(before.changes.begin(), before.changes.end(),
                       [&](const Change& c) { return c.name == change.name; });
  };
  const auto called_before = [&](const std::string& name) {
    return std::find_if(plan.entries.begin(), plan.entries.end(),
                        [&](const LedgerEntry& e) { return e.before && before.steps[*e.before].name == name; });
  };
  const auto called_after = [&](const std::string& name) {
    return std::find_if(plan.entries.begin(), plan.entries.end(),
                        [&](const LedgerEntry& e) { return e.after && after.steps[*e.after].name == name; });
  };
  const auto end = plan.entries.end();
  Targets targets(plan.entries.size());
  for (const Change& change : after.changes) {
    if (is_old(change)) continue;
    for (const Change::Move& move : change.moves) {
      auto from = called_before(move.from);
      if (from == end) from = called_after(move.from);
      auto to = called_after(move.to);
      if (to == end) to = called_before(move.to);
      if (from == end || to == end || from == to) continue;
      targets[static_cast<std::size_t>(from - plan.entries.begin())].push_back(
          static_cast<std::size_t>(to - plan.entries.begin()));
    }
  }
  return targets;
}

// Where the work of `from` arrives: a step that is gone hands it on to where its own work goes.
void follow(const LedgerPlan& plan, const Targets& targets, std::size_t from, std::vector<bool>& seen,
            std::vector<std::size_t>& arrives) {
  for (const std::size_t to : targets[from]) {
    if (seen[to]) continue;
    seen[to] = true;
    if (plan.entries[to].after) {
      arrives.push_back(to);
    } else {
      follow(plan, targets, to, seen, arrives);
    }
  }
}

void plan_moves(LedgerPlan& plan, const Workflow& before, const Workflow& after) {
  const Targets targets = named_moves(plan, before, after);
  for (std::size_t from = 0; from < plan.entries.size(); ++from) {
    std::vector<bool> seen(plan.entries.size(), false);
    seen[from] = true;
    follow(plan, targets, from, seen, plan.entries[from].moves_to);
    for (const std::size_t to : plan.entries[from].moves_to) plan.entries[to].takes.push_back(from);
  }
}

// Shares `amount` as the targets grow; what cannot be divided goes to the last.
void share_out(const std::vector<std::size_t>& targets, std::int64_t amount, const std::vector<std::int64_t>& growth,
               std::vector<MovedWork>& moved) {
  double all = 0;
  for (const std::size_t to : targets) all += static_cast<double>(growth[to]);
  std::int64_t left = amount;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const double share =
        all > 0 ? static_cast<double>(growth[targets[i]]) / all : 1 / static_cast<double>(targets.size());
    const std::int64_t part =
        i + 1 == targets.size() ? left : std::min(left, rounded(static_cast<double>(amount) * share).count());
    moved[targets[i]].in += part;
    left -= part;
  }
}

std::vector<Need> who_of(const Workflow& workflow, const Step& step, std::size_t choice) {
  return choice == 0 ? step.who : alternatives_of(workflow, step)[choice - 1].who;
}

// What an alternative does of a step is a line of its own, beside that of its first choice.
void add_alternatives(LedgerPlan& plan, const Workflow& before, const Workflow& after) {
  const std::vector<LedgerEntry> steps = plan.entries;
  for (const LedgerEntry& entry : steps) {
    const auto count = [](const Workflow& side, const std::optional<StepId>& step) {
      return step ? alternatives_of(side, side.steps[*step]).size() : 0;
    };
    const std::size_t of_before = count(before, entry.before);
    const std::size_t of_after = count(after, entry.after);
    for (std::size_t choice = 1; choice <= std::max(of_before, of_after); ++choice) {
      LedgerEntry other = entry;
      other.choice = choice;
      if (choice > of_before) other.before.reset();
      if (choice > of_after) other.after.reset();
      const Workflow& side = other.after ? after : before;
      const Step& step = side.steps[other.after ? *other.after : *other.before];
      other.step += ", by";
      for (const Need& need : who_of(side, step, choice)) other.step += ' ' + side.roles[need.role].name;
      plan.entries.push_back(std::move(other));
    }
  }
}

std::int64_t parts_of_a_person(const Workflow& before, const Workflow& after) {
  std::uint32_t common = whole_person;
  for (const Workflow* side : {&before, &after}) {
    for (const Step& step : side->steps) {
      for (const Need& need : may_need(*side, step)) common = std::gcd(common, need.share);
    }
  }
  return whole_person / common;
}

std::int64_t parts_in(const Need& need, std::int64_t parts) {
  return std::int64_t{need.count} * need.share * parts / whole_person;
}

}  // namespace

LedgerPlan plan_ledger(const Workflow& before, const Workflow& after) {
  LedgerPlan plan;
  plan.parts = parts_of_a_person(before, after);
  for (const Workflow* side : {&before, &after}) {
    for (const Role& role : side->roles)
      if (role.kind == RoleKind::staff) role_index(plan, role.name);
  }
  const auto pairs = paired_steps(before, after);
  for (const StepId b : before.steps.ids()) {
    LedgerEntry& entry = plan.entries.emplace_back();
    entry.step = before.steps[b].name;
    entry.before = b;
  }
  for (const StepId a : after.steps.ids()) {
    LedgerEntry& entry = pairs[a] ? plan.entries[index_of(*pairs[a])] : plan.entries.emplace_back();
    entry.after = a;
    if (entry.before && entry.step != after.steps[a].name) entry.was = entry.step;
    entry.step = after.steps[a].name;
  }
  add_alternatives(plan, before, after);
  for (LedgerEntry& entry : plan.entries) {
    if (entry.before) {
      for (const Need& need : who_of(before, before.steps[*entry.before], entry.choice)) {
        if (before.roles[need.role].kind != RoleKind::staff) continue;
        hands_of(entry, role_index(plan, before.roles[need.role].name)).before += parts_in(need, plan.parts);
      }
    }
    if (entry.after) {
      for (const Need& need : who_of(after, after.steps[*entry.after], entry.choice)) {
        if (after.roles[need.role].kind != RoleKind::staff) continue;
        hands_of(entry, role_index(plan, after.roles[need.role].name)).after += parts_in(need, plan.parts);
      }
    }
    for (const Hands& hands : entry.hands) {
      entry.leaves |= hands.after == 0;
      entry.enters |= hands.before == 0;
    }
  }
  plan_moves(plan, before, after);
  return plan;
}

StepSide side_of(const std::optional<StepId>& step, std::size_t choice, const Outcome& outcome) {
  if (!step) return {};
  const StepOutcome& s = outcome.steps[*step];
  const auto side = [](const auto& visits, std::int64_t work) {
    return StepSide{static_cast<double>(visits.first_visits), static_cast<double>(visits.repeat_visits), work};
  };
  if (choice > 0) return side(s.by_alternative[choice - 1], s.by_alternative[choice - 1].work);
  StepSide first = side(s, s.work.sum);
  for (const ByAlternative& other : s.by_alternative) {
    first.first -= static_cast<double>(other.first_visits);
    first.repeat -= static_cast<double>(other.repeat_visits);
    first.work -= other.work;
  }
  return first;
}

std::vector<MovedWork> moved_work(const LedgerPlan& plan, const Outcome& before, const Outcome& after) {
  const std::size_t n = plan.entries.size();
  std::vector<std::int64_t> work_b(n), work_a(n), growth(n);
  std::vector<MovedWork> moved(n);
  std::size_t movers = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const LedgerEntry& entry = plan.entries[i];
    work_b[i] = side_of(entry.before, entry.choice, before).work;
    work_a[i] = side_of(entry.after, entry.choice, after).work;
    growth[i] = std::max<std::int64_t>(0, work_a[i] - work_b[i]);
    if (entry.moves_to.empty()) continue;
    moved[i].out = work_b[i];
    ++movers;
  }
  // What moves out of a step depends on what moves in, and so on up the chain: each round settles one more of them.
  // Moves that go in a circle settle on something that adds up as well.
  for (std::size_t round = 0; round <= movers; ++round) {
    for (MovedWork& one : moved) one.in = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (moved[i].out > 0) share_out(plan.entries[i].moves_to, moved[i].out, growth, moved);
    }
    if (round == movers) break;
    for (std::size_t i = 0; i < n; ++i) {
      if (plan.entries[i].moves_to.empty()) continue;
      const std::int64_t still_its_own = std::max<std::int64_t>(0, work_a[i] - moved[i].in);
      moved[i].out = std::max<std::int64_t>(0, work_b[i] - still_its_own);
    }
  }
  return moved;
}

}  // namespace stepwell
