// One paragraph of sentences for each thing a board asks: whose hours, how long, what it is worth, what is not certain.
#include "stepwell/experiment/story.hpp"

#include <cmath>

#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/words.hpp"

namespace stepwell {

namespace {

// A difference that luck does not explain can still be too small to matter: common luck makes intervals very narrow.
constexpr double worth_saying = 0.005;
constexpr double slight = 0.1;
constexpr double large = 1.0 / 3;

struct Change {
  double before = 0;
  double after = 0;
  const Estimate* saved = nullptr;
  double size() const {
    const double base = std::fmax(std::fabs(before), std::fabs(after));
    return base > 0 ? std::fabs(before - after) / base : 0;
  }
  bool is_nothing() const { return size() < worth_saying; }
  bool is_certain() const { return is_clear(*saved); }
};

std::string degree(const Change& change) {
  return change.size() < slight ? "slightly " : change.size() > large ? "much " : "";
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

/// `(95 % certain: 80.9 to 82.2)`, the limits of a change as positive amounts.
template <class Say>
std::string between(const Estimate& saved, Say say) {
  if (!saved.low || !saved.high) return "";
  const bool falls = saved.mean.value_or(0) >= 0;
  const double least = falls ? *saved.low : -*saved.high;
  const double most = falls ? *saved.high : -*saved.low;
  return " (95 % certain: " + say(least) + " to " + say(most) + ")";
}

std::string hours_only(double seconds) { return number(seconds / 3600, 1); }

std::string as_share(double share) { return percent(std::fmin(1, std::fmax(0, share))); }

class Story {
 public:
  explicit Story(const Comparison& comparison) : comparison_(comparison), differences_(comparison.headline) {}

  std::vector<std::string> tell() {
    tell_hours(true);
    tell_hours(false);
    tell_measures();
    tell_cases();
    tell_money();
    tell_targets();
    sentences_.push_back(differences_.bottleneck);
    tell_uncertain();
    return std::move(sentences_);
  }

 private:
  void tell_hours(bool falling) {
    for (const RoleLedger& role : differences_.ledger) {
      if (!role.work_before.mean || !role.work_after.mean) continue;
      const Change change{*role.work_before.mean, *role.work_after.mean, &role.change};
      if (change.is_nothing()) {
        if (falling) unchanged_.push_back(role.role);
        continue;
      }
      if (!change.is_certain()) {
        if (falling) uncertain_.push_back("the hours of work of the " + role.role);
        continue;
      }
      if ((change.after < change.before) != falling) continue;
      const std::string size = hours_in_words(std::fabs(change.after - change.before) ) + between(role.change, hours_only);
      sentences_.push_back("The " + role.role + "'s hours of work " + (falling ? "fall" : "rise") + ": " + size +
                           (falling ? " less" : " more") + " a week, " + hours_in_words(change.after) + " instead of " +
                           hours_in_words(change.before) + ".");
    }
    if (!falling && !unchanged_.empty()) {
      sentences_.push_back("Unchanged, or nearly so: the hours of work of the " + list_of(unchanged_) + ".");
    }
  }

  void tell_time(const std::string& subject, const Estimate& before, const Estimate& after, const Estimate& saved) {
    if (!before.mean || !after.mean || !saved.mean) return;
    const Change change{*before.mean, *after.mean, &saved};
    if (change.is_nothing()) {
      sentences_.push_back("The time of “" + subject + "” stays the same: " + time_in_words(change.after) + " on average.");
      return;
    }
    if (!change.is_certain()) {
      uncertain_.push_back("the time of “" + subject + "”");
      return;
    }
    const bool faster = *saved.mean > 0;
    sentences_.push_back("“" + subject + "” gets " + degree(change) + (faster ? "faster: " : "longer: ") + time_in_words(change.after) +
                         " instead of " + time_in_words(change.before) + " on average, " + time_in_words(std::fabs(*saved.mean)) +
                         (faster ? " less" : " more") + between(saved, time_in_words) + ".");
  }

  void tell_measures() {
    for (const MeasureDifference& measure : differences_.measures) {
      for (const MeasureFigures& b : comparison_.before.headline.measures) {
        if (b.name != measure.name) continue;
        for (const MeasureFigures& a : comparison_.after.headline.measures) {
          if (a.name == measure.name) tell_time(measure.name, b.value, a.value, measure.value.saved);
        }
      }
    }
  }

  void tell_cases() {
    for (const CaseDifference& one : differences_.cases) {
      for (const CaseFigures& b : comparison_.before.headline.cases) {
        if (b.name != one.name) continue;
        for (const CaseFigures& a : comparison_.after.headline.cases) {
          if (a.name == one.name) tell_time(one.name + ", from arrival to its last end", b.elapsed, a.elapsed, one.elapsed.saved);
        }
      }
    }
  }

  void tell_money() {
    const Estimate& work = differences_.work_cost_per_week;
    const Estimate& paid = differences_.paid_cost_per_week.saved;
    if (!work.mean || !paid.mean) return;
    const bool saves = *work.mean >= 0;
    const bool pays_less = *paid.mean >= 0;
    std::string text = std::string("At what an hour of each role costs, the ") + (saves ? "work saved" : "extra work") + " is worth " +
                       money(std::fabs(*work.mean)) + " a week" + between(work, money) + "; " +
                       (saves ? "that is time for other things, and no cash. " : "");
    if (std::fabs(*paid.mean) < 0.5) {
      text += "Paid hours stay as they are, so nothing of it becomes cash.";
    } else {
      text += std::string("Paid hours cost ") + money(std::fabs(*paid.mean)) + (pays_less ? " less" : " more") + " a week" +
              between(paid, money) + (pays_less ? "; only that can become cash." : ".");
    }
    sentences_.push_back(text);
  }

  void tell_targets() {
    for (const MeasureFigures& a : comparison_.after.headline.measures) {
      if (!a.target_within || !a.share_within.mean || !a.target_met.mean) continue;
      std::string text = "Target for “" + a.name + "”, " + percent(a.target_share) + " within " + time_in_words(*a.target_within) + ": ";
      for (const MeasureFigures& b : comparison_.before.headline.measures) {
        if (b.name != a.name || b.target_within != a.target_within || b.target_share != a.target_share || !b.share_within.mean) continue;
        text += as_share(*b.share_within.mean) + " within it before, " + met(b) + "; ";
      }
      sentences_.push_back(text + as_share(*a.share_within.mean) + " after, " + met(a) + ".");
    }
  }

  static std::string met(const MeasureFigures& measure) {
    const double share = *measure.target_met.mean;
    if (share == 0) return "met in no replication";
    if (share == 1) return "met in every replication";
    return "met in " + percent(share) + " of replications";
  }

  void tell_uncertain() {
    if (uncertain_.empty()) return;
    sentences_.push_back("Not certain, because the 95 % interval holds no change as well: " + list_of(uncertain_) + ".");
  }

  const Comparison& comparison_;
  const Differences& differences_;
  std::vector<std::string> sentences_;
  std::vector<std::string> unchanged_;
  std::vector<std::string> uncertain_;
};

}  // namespace

std::vector<std::string> story_of(const Comparison& comparison) { return Story(comparison).tell(); }

}  // namespace stepwell
