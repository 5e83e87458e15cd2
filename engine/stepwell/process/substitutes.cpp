// All combinations are listed: two nurses may be a nurse and a doctor, or two doctors.
#include "stepwell/process/substitutes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace stepwell {
namespace {

// More than can be wanted; the same team may be found in several ways.
constexpr std::size_t most_combinations = 20 * most_alternatives;

/// Each role once, in the order in which they are named.
std::vector<Need> by_role(const std::vector<Need>& needs) {
  std::vector<Need> result;
  for (const Need& need : needs) {
    const auto known = std::find_if(result.begin(), result.end(), [&](const Need& n) { return n.role == need.role; });
    known == result.end() ? result.push_back(need) : void(known->count += need.count);
  }
  return result;
}

class Combinations {
 public:
  Combinations(const Workflow& workflow, const Step& step) : workflow_(workflow), needs_(by_role(step.who)) {}

  std::vector<Alternative> all() {
    if (std::none_of(needs_.begin(), needs_.end(), [&](const Need& need) { return !others(need.role).empty(); }))
      return {};
    fill(0);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Alternative& a, const Alternative& b) { return a.after < b.after; });
    for (Alternative& one : found_) one.who = by_role(one.who);
    std::set<Counts> known{counts(needs_)};
    std::erase_if(found_, [&](const Alternative& one) { return !known.insert(counts(one.who)).second; });
    return std::move(found_);
  }

 private:
  const std::vector<Substitute>& others(RoleId role) const {
    static const std::vector<Substitute> nobody;
    return index_of(role) < workflow_.roles.size() ? workflow_.roles[role].substitutes : nobody;
  }

  using Counts = std::map<std::pair<RoleId, std::uint32_t>, std::uint32_t>;  // by role and share
  static Counts counts(const std::vector<Need>& needs) {
    Counts result;
    for (const Need& need : needs) result[{need.role, need.share}] += need.count;
    return result;
  }

  void fill(std::size_t place) {
    if (found_.size() > most_combinations) return;
    if (place == needs_.size()) {
      found_.push_back(so_far_);
      return;
    }
    const Need& need = needs_[place];
    for (std::uint32_t own = need.count;; --own) {
      if (own == 0 || !would_share_with_itself({need.role, own, need.share}))
        with({need.role, own, need.share}, [&] { share_out(place, need.count - own, 0); });
      if (own == 0 || found_.size() > most_combinations || others(need.role).empty()) return;
    }
  }

  /// So many of those needed are substitutes, from the one at `first` on.
  void share_out(std::size_t place, std::uint32_t count, std::size_t first) {
    if (count == 0) return fill(place + 1);
    const std::vector<Substitute>& substitutes = others(needs_[place].role);
    for (std::size_t i = first; i < substitutes.size(); ++i) {
      if (would_share_with_itself({substitutes[i].role, count, needs_[place].share})) continue;
      for (std::uint32_t some = count; some > 0 && found_.size() <= most_combinations; --some) {
        const Duration before = so_far_.after;
        so_far_.after = std::max(before, substitutes[i].after);
        with({substitutes[i].role, some, needs_[place].share}, [&] { share_out(place, count - some, i + 1); });
        so_far_.after = before;
      }
    }
  }

  /// Whether the role is in the team already, and one of the two is a share: a team has one share of a role.
  bool would_share_with_itself(const Need& need) const {
    return std::any_of(so_far_.who.begin(), so_far_.who.end(), [&](const Need& there) {
      return there.role == need.role && (there.is_shared() || need.is_shared());
    });
  }

  template <class Then>
  void with(Need need, const Then& then) {
    if (need.count > 0) so_far_.who.push_back(need);
    then();
    if (need.count > 0) so_far_.who.pop_back();
  }

  const Workflow& workflow_;
  const std::vector<Need> needs_;
  Alternative so_far_;
  std::vector<Alternative> found_;
};

}  // namespace

std::vector<Alternative> alternatives_of(const Workflow& workflow, const Step& step) {
  if (!step.alternatives.empty() || step.nobody_else) return step.alternatives;
  std::vector<Alternative> ways = Combinations(workflow, step).all();
  for (Alternative& way : ways) way.place = step.place;
  return ways;
}

std::vector<Need> may_need(const Workflow& workflow, const Step& step) {
  std::vector<Need> all = step.needs();
  for (const Alternative& way : alternatives_of(workflow, step)) all.insert(all.end(), way.who.begin(), way.who.end());
  return all;
}

}  // namespace stepwell
