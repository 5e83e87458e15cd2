// The accounting is done in whole microseconds, replication by replication; estimates come last.
#include "stepwell/experiment/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/experiment/per_replication.hpp"

namespace stepwell {

namespace {

using Amounts = std::array<std::int64_t, ledger_kind_count>;  // microseconds by kind

std::int64_t& at(Amounts& amounts, LedgerKind kind) { return amounts[static_cast<std::size_t>(kind)]; }

/// A role at a step: how many people of it are needed before and after.
struct Hands {
  std::size_t role = 0;  // index into the union of roles
  std::int64_t before = 0;
  std::int64_t after = 0;
};

struct Entry {
  std::string step;
  std::optional<StepId> before;
  std::optional<StepId> after;
  std::vector<Hands> hands;
  bool moves_out = false;          // a change says that its work moves elsewhere
  std::vector<std::size_t> takes;  // entries whose work moves here
  bool leaves = false;             // a role of before is not needed after
  bool enters = false;             // and the other way round
};

struct Plan {
  std::vector<std::string> roles;  // of before in their order, then the new ones
  std::vector<Entry> entries;
};

std::size_t role_index(Plan& plan, const std::string& name) {
  const auto found = std::find(plan.roles.begin(), plan.roles.end(), name);
  if (found != plan.roles.end()) return static_cast<std::size_t>(found - plan.roles.begin());
  plan.roles.push_back(name);
  return plan.roles.size() - 1;
}

Hands& hands_of(Entry& entry, std::size_t role) {
  for (Hands& hands : entry.hands) {
    if (hands.role == role) return hands;
  }
  return entry.hands.emplace_back(Hands{role});
}

// A move counts where the change came between the two sides, not where both already have it.
void plan_moves(Plan& plan, const Workflow& before, const Workflow& after) {
  const auto is_old = [&](const Change& change) {
    return std::any_of(before.changes.begin(), before.changes.end(),
                       [&](const Change& c) { return c.name == change.name; });
  };
  const auto entry_of = [&](const std::string& name) {
    return std::find_if(plan.entries.begin(), plan.entries.end(), [&](const Entry& e) {
      return e.step == name || (e.before && before.steps[*e.before].name == name);
    });
  };
  for (const Change& change : after.changes) {
    if (is_old(change)) continue;
    for (const Change::Move& move : change.moves) {
      const auto from = entry_of(move.from);
      const auto to = entry_of(move.to);
      if (from == plan.entries.end() || to == plan.entries.end() || from == to || from->moves_out) continue;
      from->moves_out = true;
      to->takes.push_back(static_cast<std::size_t>(from - plan.entries.begin()));
    }
  }
}

Plan plan_for(const Workflow& before, const Workflow& after) {
  Plan plan;
  for (const Role& role : before.roles) role_index(plan, role.name);
  for (const Role& role : after.roles) role_index(plan, role.name);
  const auto pairs = paired_steps(before, after);
  for (const StepId b : before.steps.ids())
    plan.entries.push_back({before.steps[b].name, b, {}, {}, false, {}, false, false});
  for (const StepId a : after.steps.ids()) {
    if (pairs[a]) {
      Entry& entry = plan.entries[index_of(*pairs[a])];
      entry.after = a;
      entry.step = after.steps[a].name;
    } else {
      plan.entries.push_back({after.steps[a].name, {}, a, {}, false, {}, false, false});
    }
  }
  for (Entry& entry : plan.entries) {
    if (entry.before) {
      for (const Need& need : before.steps[*entry.before].who) {
        hands_of(entry, role_index(plan, before.roles[need.role].name)).before += need.count;
      }
    }
    if (entry.after) {
      for (const Need& need : after.steps[*entry.after].who) {
        hands_of(entry, role_index(plan, after.roles[need.role].name)).after += need.count;
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

/// One side of a step in one replication.
struct Side {
  double first = 0;
  double repeat = 0;
  std::int64_t work = 0;  // microseconds of the step itself, whoever does it
};

Side side_of(const std::optional<StepId>& step, const Outcome& outcome) {
  if (!step) return {};
  const StepOutcome& s = outcome.steps[*step];
  return {static_cast<double>(s.first_visits), static_cast<double>(s.repeat_visits), s.work.sum};
}

std::int64_t moved_from(const Entry& entry, const Outcome& b, const Outcome& a) {
  return std::max<std::int64_t>(0, side_of(entry.before, b).work - side_of(entry.after, a).work);
}

std::int64_t whole(double microseconds) { return rounded(microseconds).count(); }

// Same step, same role. What is rounded away goes to the first kind, so that the three add up.
Amounts same_hands(const Side& b, const Side& a, const Hands& hands) {
  Amounts amounts{};
  const double visits_b = b.first + b.repeat;
  const double visits_a = a.first + a.repeat;
  const double work_b = static_cast<double>(b.work * hands.before);
  const double work_a = static_cast<double>(a.work * hands.after);
  // A side without visits says nothing about how long one takes.
  const double tb = visits_b > 0 ? work_b / visits_b : visits_a > 0 ? work_a / visits_a : 0;
  const double ta = visits_a > 0 ? work_a / visits_a : tb;
  at(amounts, LedgerKind::fewer_or_more) = whole((a.first - b.first) * (tb + ta) / 2);
  at(amounts, LedgerKind::rework) =
      whole((ta - tb) * (b.repeat + a.repeat) / 2 + (a.repeat - b.repeat) * (tb + ta) / 2);
  at(amounts, LedgerKind::shortened_or_lengthened) = a.work * hands.after - b.work * hands.before -
                                                     at(amounts, LedgerKind::fewer_or_more) -
                                                     at(amounts, LedgerKind::rework);
  return amounts;
}

Amounts change_of(const Plan& plan, const Entry& entry, const Hands& hands, const Outcome& outcome_b,
                  const Outcome& outcome_a) {
  const Side b = side_of(entry.before, outcome_b);
  const Side a = side_of(entry.after, outcome_a);
  const std::int64_t total = a.work * hands.after - b.work * hands.before;
  Amounts amounts{};
  std::int64_t moved = 0;
  if (entry.moves_out && hands.before > 0) {
    moved = at(amounts, LedgerKind::moved_out) = -moved_from(entry, outcome_b, outcome_a) * hands.before;
  } else if (!entry.takes.empty() && hands.after > 0) {
    for (const std::size_t from : entry.takes)
      moved += moved_from(plan.entries[from], outcome_b, outcome_a) * hands.after;
    at(amounts, LedgerKind::moved_in) = moved;
  } else if (!entry.after) {
    at(amounts, LedgerKind::removed) = total;
    return amounts;
  } else if (!entry.before) {
    at(amounts, LedgerKind::added) = total;
    return amounts;
  } else if (hands.before > 0 && hands.after > 0) {
    return same_hands(b, a, hands);
  } else if (hands.after == 0) {
    at(amounts, entry.enters ? LedgerKind::moved_out : LedgerKind::removed) = total;
    return amounts;
  } else if (entry.leaves) {
    moved = at(amounts, LedgerKind::moved_in) = b.work * hands.after;
  } else {
    at(amounts, LedgerKind::added) = total;
    return amounts;
  }
  at(amounts, LedgerKind::shortened_or_lengthened) = total - moved;
  return amounts;
}

Estimate per_week(const std::vector<std::int64_t>& microseconds, double weeks) {
  std::vector<double> values;
  values.reserve(microseconds.size());
  for (const std::int64_t x : microseconds) values.push_back(seconds(x) / weeks);
  return estimate(values);
}

/// One amount for each kind and replication.
struct Account {
  std::array<std::vector<std::int64_t>, ledger_kind_count> kinds;
  explicit Account(std::size_t replications) {
    for (auto& kind : kinds) kind.assign(replications, 0);
  }
  void add(std::size_t replication, const Amounts& amounts) {
    for (std::size_t k = 0; k < ledger_kind_count; ++k) kinds[k][replication] += amounts[k];
  }
  std::vector<std::int64_t> total() const {
    std::vector<std::int64_t> sum(kinds.front().size(), 0);
    for (const auto& kind : kinds) {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += kind[i];
    }
    return sum;
  }
  std::array<Estimate, ledger_kind_count> estimates(double weeks) const {
    std::array<Estimate, ledger_kind_count> result;
    for (std::size_t k = 0; k < ledger_kind_count; ++k) result[k] = per_week(kinds[k], weeks);
    return result;
  }
};

Estimate work_of_role(const Workflow& workflow, const std::vector<Outcome>& outcomes, const std::string& name) {
  const auto role = workflow.find_role(name);
  const double weeks = weeks_counted(workflow);
  return estimate(
      over(outcomes, [&](const Outcome& o) { return role ? seconds(work_of(workflow, o, *role)) / weeks : 0.0; }));
}

}  // namespace

std::string_view name_of(LedgerKind kind) {
  switch (kind) {
    case LedgerKind::removed:                 return "removed";
    case LedgerKind::added:                   return "added";
    case LedgerKind::shortened_or_lengthened: return "shortened or lengthened";
    case LedgerKind::fewer_or_more:           return "fewer or more";
    case LedgerKind::rework:                  return "rework";
    case LedgerKind::moved_out:               return "moved out";
    case LedgerKind::moved_in:                return "moved in";
  }
  return "";
}

IndexedVector<StepId, std::optional<StepId>> paired_steps(const Workflow& before, const Workflow& after) {
  IndexedVector<StepId, std::optional<StepId>> pairs(after.steps.size());
  IndexedVector<StepId, bool> taken(before.steps.size(), false);
  // The firmest tie first: the same name and the same luck, then the same luck (`was`), then the same name.
  const auto pair_where = [&](auto same) {
    for (const StepId a : after.steps.ids()) {
      if (pairs[a]) continue;
      for (const StepId b : before.steps.ids()) {
        if (taken.items()[index_of(b)] || !same(before.steps[b], after.steps[a])) continue;
        pairs[a] = b;
        taken.items()[index_of(b)] = true;
        break;
      }
    }
  };
  const auto same_name = [](const Step& b, const Step& a) { return b.name == a.name; };
  const auto same_luck = [](const Step& b, const Step& a) { return b.luck_name() == a.luck_name(); };
  pair_where([&](const Step& b, const Step& a) { return same_name(b, a) && same_luck(b, a); });
  pair_where(same_luck);
  pair_where(same_name);
  return pairs;
}

Ledger ledger_of(const Workflow& before, const std::vector<Outcome>& b, const Workflow& after,
                 const std::vector<Outcome>& a) {
  const Plan plan = plan_for(before, after);
  const double weeks = weeks_counted(before);
  const std::size_t replications = std::min(a.size(), b.size());
  Ledger ledger;
  for (std::size_t role = 0; role < plan.roles.size(); ++role) {
    RoleLedger result;
    result.role = plan.roles[role];
    result.work_before = work_of_role(before, b, result.role);
    result.work_after = work_of_role(after, a, result.role);
    Account all(replications);
    for (const Entry& entry : plan.entries) {
      for (const Hands& hands : entry.hands) {
        if (hands.role != role) continue;
        Account account(replications);
        for (std::size_t i = 0; i < replications; ++i) {
          const Amounts amounts = change_of(plan, entry, hands, b[i], a[i]);
          account.add(i, amounts);
          all.add(i, amounts);
        }
        result.lines.push_back({entry.step, account.estimates(weeks), per_week(account.total(), weeks)});
      }
    }
    result.by_kind = all.estimates(weeks);
    result.change = per_week(all.total(), weeks);
    ledger.push_back(std::move(result));
  }
  return ledger;
}

}  // namespace stepwell
