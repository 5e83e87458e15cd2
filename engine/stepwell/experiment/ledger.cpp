// The accounting is done in whole microseconds of each part of a person, replication by replication; estimates come last.
#include "stepwell/experiment/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/experiment/ledger_plan.hpp"
#include "stepwell/experiment/per_replication.hpp"
#include "stepwell/foundation/tally.hpp"

namespace stepwell {

namespace {

using Amounts = std::array<std::int64_t, ledger_kind_count>;  // microseconds of the plan's parts of a person, by kind

std::int64_t& at(Amounts& amounts, LedgerKind kind) { return amounts[static_cast<std::size_t>(kind)]; }

std::int64_t whole(double microseconds) { return rounded(microseconds).count(); }

/// The work of so many parts of a person.
std::int64_t times(std::int64_t work, std::int64_t parts) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(work, parts, &product)) times_overflow();
  return product;
}

// Same step, same role. What is rounded away goes to the first kind, so that the three add up.
Amounts same_hands(const StepSide& b, const StepSide& a, const Hands& hands) {
  Amounts amounts{};
  const double visits_b = b.first + b.repeat;
  const double visits_a = a.first + a.repeat;
  const double work_b = static_cast<double>(times(b.work, hands.before));
  const double work_a = static_cast<double>(times(a.work, hands.after));
  // A side without visits says nothing about how long one takes.
  const double tb = visits_b > 0 ? work_b / visits_b : visits_a > 0 ? work_a / visits_a : 0;
  const double ta = visits_a > 0 ? work_a / visits_a : tb;
  at(amounts, LedgerKind::fewer_or_more) = whole((a.first - b.first) * (tb + ta) / 2);
  at(amounts, LedgerKind::rework) =
      whole((ta - tb) * (b.repeat + a.repeat) / 2 + (a.repeat - b.repeat) * (tb + ta) / 2);
  at(amounts, LedgerKind::shortened_or_lengthened) = times(a.work, hands.after) - times(b.work, hands.before) -
                                                     at(amounts, LedgerKind::fewer_or_more) -
                                                     at(amounts, LedgerKind::rework);
  return amounts;
}

Amounts change_of(const LedgerEntry& entry, const Hands& hands, const MovedWork& moved, const Outcome& outcome_b,
                  const Outcome& outcome_a) {
  const StepSide b = side_of(entry.before, entry.choice, outcome_b);
  const StepSide a = side_of(entry.after, entry.choice, outcome_a);
  const bool gives = !entry.moves_to.empty() && hands.before > 0;
  const bool takes = !entry.takes.empty() && hands.after > 0;
  const bool hands_over = entry.leaves && entry.enters && (hands.before == 0 || hands.after == 0);
  if (!gives && !takes && !hands_over && hands.before > 0 && hands.after > 0) return same_hands(b, a, hands);

  Amounts amounts{};
  std::int64_t& out = at(amounts, LedgerKind::moved_out);
  std::int64_t& in = at(amounts, LedgerKind::moved_in);
  out = -times(moved.out, hands.before);
  in = times(moved.in, hands.after);
  // What does not move to another step changes hands here.
  if (hands_over) (hands.after == 0 ? out : in) += times(b.work - moved.out, hands.after - hands.before);
  const std::int64_t rest = times(a.work, hands.after) - times(b.work, hands.before) - out - in;
  const LedgerKind kind = gives || takes || hands_over ? LedgerKind::shortened_or_lengthened
                          : hands.after == 0           ? LedgerKind::removed
                                                       : LedgerKind::added;
  at(amounts, kind) = rest;
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
  const LedgerPlan plan = plan_ledger(before, after);
  const double weeks = weeks_counted(before) * static_cast<double>(plan.parts);  // of a part of a person
  const std::size_t replications = std::min(a.size(), b.size());
  std::vector<std::vector<MovedWork>> moved;
  for (std::size_t i = 0; i < replications; ++i) moved.push_back(moved_work(plan, b[i], a[i]));
  Ledger ledger;
  for (std::size_t role = 0; role < plan.roles.size(); ++role) {
    RoleLedger result;
    result.role = plan.roles[role];
    result.work_before = work_of_role(before, b, result.role);
    result.work_after = work_of_role(after, a, result.role);
    Account all(replications);
    for (std::size_t e = 0; e < plan.entries.size(); ++e) {
      const LedgerEntry& entry = plan.entries[e];
      for (const Hands& hands : entry.hands) {
        if (hands.role != role) continue;
        Account account(replications);
        for (std::size_t i = 0; i < replications; ++i) {
          const Amounts amounts = change_of(entry, hands, moved[i][e], b[i], a[i]);
          account.add(i, amounts);
          all.add(i, amounts);
        }
        result.lines.push_back({entry.step, entry.was, account.estimates(weeks), per_week(account.total(), weeks)});
      }
    }
    result.by_kind = all.estimates(weeks);
    result.change = per_week(all.total(), weeks);
    ledger.push_back(std::move(result));
  }
  return ledger;
}

}  // namespace stepwell
