// The choice and its wording.
#include "stepwell/experiment/bottleneck.hpp"

#include "stepwell/experiment/queue_growth.hpp"
#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/words.hpp"

namespace stepwell {

namespace {

// A queue shorter than this in opening hours is nobody's bottleneck.
constexpr double worth_saying = 0.005;

bool from_completed_cases(const Bottleneck& b) { return !b.cannot_keep_up && b.share_of_queueing.mean.value_or(0) > 0; }

/// `62 % of all queueing for staff, 5.3 h a case`
std::string evidence(const Bottleneck& b) {
  if (b.cannot_keep_up) return "which cannot keep up: " + b.piles_up;
  if (!from_completed_cases(b)) return "only cases that are still in progress; " + b.piles_up;
  std::string text = percent(*b.share_of_queueing.mean) + " of all queueing for staff";
  if (b.queueing_per_case.mean) text += ", " + time_in_words(*b.queueing_per_case.mean) + " a case";
  return text;
}

bool utilisation_disagrees(const Bottleneck& b) {
  return b.role && !b.cannot_keep_up && b.busiest && *b.role != *b.busiest;
}

/// `although the nurse works the larger share of rostered hours (92 % against 80 %)`
std::string disagreement(const Bottleneck& b) {
  std::string text = ", although the " + *b.busiest +
                     (b.busiest_is_place ? " is in use for a larger share of its hours ("
                                         : " works the larger share of rostered hours (") +
                     percent(*b.busiest_utilisation.mean);
  if (b.utilisation.mean) text += " against the " + *b.role + "'s " + percent(*b.utilisation.mean);
  return text + ")";
}

std::string sentence_for(const Bottleneck& b, std::size_t roles) {
  if (!b.role) return "Nobody queues for staff who are on duty.";
  if (b.cannot_keep_up) {
    return "Cases queue mostly for the " + *b.role +
           ", and its queue grows for as long as the run lasts: " + b.piles_up + ".";
  }
  std::string text = "Cases queue mostly for the " + *b.role + ": " + evidence(b);
  if (utilisation_disagrees(b)) {
    text += disagreement(b);
  } else if (b.utilisation.mean) {
    text += "; the " + *b.role + (b.is_place ? " is in use for " : " works ") + percent(*b.utilisation.mean) +
            (b.is_place ? " of its hours" : " of rostered hours");
    if (roles > 1) text += ", more than any other role";
  }
  return text + ".";
}

/// What waits for a role, as evidence beside or instead of what completed cases have met.
std::string piled_up_at(const RoleFigures& role) {
  if (!role.cannot_keep_up) {
    return "on average " + number(role.queue_while_open.mean.value_or(0), 2) + " wait in its opening hours";
  }
  std::string text = what_piles_up(role);
  if (role.load && *role.load >= 1) {
    text += ", " + number(role.queue.mean.value_or(0), 1) + " wait on average, " +
            number(role.longest_queue.mean.value_or(0), 0) + " at the most";
  }
  return text;
}

/// The role that `size` makes the greatest, if it is above `least` for any.
template <class Size>
std::optional<std::size_t> greatest(const std::vector<RoleFigures>& roles, double least, Size size) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (size(roles[i]) <= least) continue;
    least = size(roles[i]);
    found = i;
  }
  return found;
}

std::optional<std::size_t> where_work_piles_up(const std::vector<RoleFigures>& roles) {
  const auto starved =
      greatest(roles, -1, [](const RoleFigures& r) { return r.cannot_keep_up ? r.queue.mean.value_or(0) : -1; });
  if (starved) return starved;
  const auto queued_for = greatest(roles, 0, [](const RoleFigures& r) { return r.share_of_queueing.mean.value_or(0); });
  if (queued_for) return queued_for;
  return greatest(roles, worth_saying, [](const RoleFigures& r) { return r.queue_while_open.mean.value_or(0); });
}

}  // namespace

Bottleneck bottleneck_of(const Figures& figures, const std::vector<Estimate>& queueing_per_case) {
  Bottleneck result;
  if (const auto found = where_work_piles_up(figures.roles)) {
    const RoleFigures& role = figures.roles[*found];
    result.role = role.name;
    result.is_place = role.kind != RoleKind::staff;
    result.cannot_keep_up = role.cannot_keep_up;
    result.queue = role.queue;
    result.share_of_queueing = role.share_of_queueing;
    result.queueing_per_case = queueing_per_case[*found];
    result.utilisation = role.utilisation;
    result.piles_up = piled_up_at(role);
  }
  if (const auto busiest =
          greatest(figures.roles, 0, [](const RoleFigures& r) { return r.utilisation.mean.value_or(0); })) {
    result.busiest = figures.roles[*busiest].name;
    result.busiest_is_place = figures.roles[*busiest].kind != RoleKind::staff;
    result.busiest_utilisation = figures.roles[*busiest].utilisation;
  }
  result.sentence = sentence_for(result, figures.roles.size());
  return result;
}

std::string bottleneck_shift(const Bottleneck& before, const Bottleneck& after) {
  if (!before.role && !after.role) return "Nobody queues for staff who are on duty, neither before nor after.";
  std::string text = before.role ? "Before, cases queue mostly for the " + *before.role + " (" + evidence(before) + ")"
                                 : "Before, nobody queues for staff who are on duty";
  if (utilisation_disagrees(before)) text += disagreement(before);
  text += "; after, ";
  if (!after.role) {
    text += "nobody does";
  } else if (before.role && *before.role == *after.role) {
    text += "still for the " + *after.role + " (" + evidence(after) + ")";
  } else {
    text += (before.role ? "for the " : "cases queue mostly for the ") + *after.role + " (" + evidence(after) + ")";
  }
  if (utilisation_disagrees(after)) text += disagreement(after);
  return text + ".";
}

}  // namespace stepwell
