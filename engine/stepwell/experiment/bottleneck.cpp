// The choice and its wording.
#include "stepwell/experiment/bottleneck.hpp"

#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/words.hpp"

namespace stepwell {

namespace {

/// `62 % of all queueing for staff, 5.3 h a case`
std::string evidence(const Bottleneck& b) {
  std::string text = percent(*b.share_of_queueing.mean) + " of all queueing for staff";
  if (b.queueing_per_case.mean) text += ", " + time_in_words(*b.queueing_per_case.mean) + " a case";
  return text;
}

bool utilisation_disagrees(const Bottleneck& b) { return b.role && b.busiest && *b.role != *b.busiest; }

/// `although the nurse works the larger share of rostered hours (92 % against 80 %)`
std::string disagreement(const Bottleneck& b) {
  std::string text = ", although the " + *b.busiest + " works the larger share of rostered hours (" +
                     percent(*b.busiest_utilisation.mean);
  if (b.utilisation.mean) text += " against the " + *b.role + "'s " + percent(*b.utilisation.mean);
  return text + ")";
}

std::string sentence_for(const Bottleneck& b) {
  if (!b.role) return "Nobody queues for staff who are on duty.";
  std::string text = "Cases queue mostly for the " + *b.role + ": " + evidence(b);
  if (utilisation_disagrees(b)) {
    text += disagreement(b);
  } else if (b.utilisation.mean) {
    text +=
        "; the " + *b.role + " works " + percent(*b.utilisation.mean) + " of rostered hours, more than any other role";
  }
  return text + ".";
}

}  // namespace

Bottleneck bottleneck_of(const Figures& figures, const std::vector<Estimate>& queueing_per_case) {
  Bottleneck result;
  double most = 0;
  double busiest = 0;
  for (std::size_t i = 0; i < figures.roles.size(); ++i) {
    const RoleFigures& role = figures.roles[i];
    if (role.share_of_queueing.mean && *role.share_of_queueing.mean > most) {
      most = *role.share_of_queueing.mean;
      result.role = role.name;
      result.share_of_queueing = role.share_of_queueing;
      result.queueing_per_case = queueing_per_case[i];
      result.utilisation = role.utilisation;
    }
    if (role.utilisation.mean && *role.utilisation.mean > busiest) {
      busiest = *role.utilisation.mean;
      result.busiest = role.name;
      result.busiest_utilisation = role.utilisation;
    }
  }
  result.sentence = sentence_for(result);
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
