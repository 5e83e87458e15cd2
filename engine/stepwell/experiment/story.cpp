// One paragraph of sentences for each thing a board asks: whose hours, how long, what it is worth, what is not certain.
#include "stepwell/experiment/story.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/queue_growth.hpp"
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

std::string hours_only(double seconds) { return number(seconds / 3600, 1); }

template <class Figure>
const Figure* named(const std::vector<Figure>& figures, const std::string& name) {
  for (const Figure& figure : figures) {
    if (figure.name == name) return &figure;
  }
  return nullptr;
}

// A quantile is known to about 1 %, so two of them differ when they are twice as far apart.
constexpr double quantiles_differ = 0.02;

/// Whether the median moves against the mean: then a mean alone would tell most people the wrong thing.
bool most_fare_otherwise(const Quantiles& before, const Quantiles& after, bool mean_falls) {
  if (!before.p50 || !after.p50) return false;
  const double change = *after.p50 - *before.p50;
  return std::fabs(change) > quantiles_differ * std::fmax(*before.p50, *after.p50) && (change < 0) != mean_falls;
}

class Story {
 public:
  explicit Story(const Comparison& comparison) : comparison_(comparison), differences_(comparison.headline) {}

  std::vector<std::string> tell() {
    sentences_ = cannot_keep_up(comparison_.before.headline, comparison_.after.headline);
    tell_hours(true);
    tell_hours(false);
    tell_measures();
    tell_cases();
    tell_money();
    tell_quantities();
    tell_targets();
    sentences_.push_back(differences_.bottleneck);
    tell_uncertain();
    return std::move(sentences_);
  }

 private:
  /// ` (95 % likely: 67.3 to 96.5)`, the limits of a change in the direction that it has.
  template <class Say>
  std::string between(const Estimate& saved, Say say) const {
    const Estimate shown = as_shown(saved, differences_.certainty);
    if (!shown.low || !shown.high) return "";
    const bool falls = shown.mean.value_or(0) >= 0;
    const double least = falls ? *shown.low : -*shown.high;
    const double most = falls ? *shown.high : -*shown.low;
    return " (" + std::string(name_of_limits(differences_.certainty)) + ": " + say(least) + " to " + say(most) + ")";
  }

  /// Whether the limits that are shown leave no doubt about the direction.
  bool is_certain(const Estimate& saved) const { return is_clear(as_shown(saved, differences_.certainty)); }

  /// `5.0 min less (95 % likely: 1.0 to 9.0)`
  std::string time_saved(const Estimate& saved) const {
    const Scale scale = scale_for(*saved.mean);
    return in_scale(std::fabs(*saved.mean), scale) + " " + std::string(scale.unit) +
           (*saved.mean > 0 ? " less" : " more") +
           between(saved, [&](double seconds) { return in_scale(seconds, scale); });
  }

  void tell_hours(bool falling) {
    for (const RoleLedger& role : differences_.ledger) {
      if (!role.work_before.mean || !role.work_after.mean) continue;
      const Change change{*role.work_before.mean, *role.work_after.mean, &role.change};
      if (change.is_nothing()) {
        if (falling) unchanged_.push_back(role.role);
        continue;
      }
      if (!is_certain(*change.saved)) {
        if (falling) uncertain_.push_back("the hours of work of the " + role.role);
        continue;
      }
      if ((change.after < change.before) != falling) continue;
      sentences_.push_back("The " + role.role + "'s hours of work " + (falling ? "fall" : "rise") + " by " +
                           hours_in_words(std::fabs(change.after - change.before)) + " a week" +
                           between(role.change, hours_only) + ", from " + hours_in_words(change.before) + " to " +
                           hours_in_words(change.after) + ".");
    }
    if (!falling && !unchanged_.empty()) {
      sentences_.push_back("Unchanged, or nearly so: the hours of work of the " + list_of(unchanged_) + ".");
    }
  }

  void tell_time(const std::string& subject, const Estimate& before, const Quantiles& spread_before,
                 const Estimate& after, const Quantiles& spread_after, const Estimate& saved,
                 const Estimate* saved_by_most = nullptr) {
    if (!before.mean || !after.mean || !saved.mean) return;
    const Change change{*before.mean, *after.mean, &saved};
    if (change.is_nothing()) {
      sentences_.push_back(subject + " takes as long as before: " + time_in_words(change.after) + " on average.");
      return;
    }
    if (!is_certain(*change.saved)) {
      uncertain_.push_back("how long " + subject + " takes");
      return;
    }
    const bool faster = *saved.mean > 0;
    const std::string on_average = time_in_words(change.after) + " instead of " + time_in_words(change.before) +
                                   " on average, " + time_saved(saved) + ".";
    if (!most_fare_otherwise(spread_before, spread_after, faster)) {
      sentences_.push_back(subject + " gets " + degree(change) + (faster ? "faster: " : "longer: ") + on_average);
      return;
    }
    const Change typical{*spread_before.p50, *spread_after.p50, nullptr};
    sentences_.push_back(
        subject + " gets " + degree(typical) + (faster ? "longer" : "faster") + " for most: half take at most " +
        time_in_words(typical.after) + " instead of " + time_in_words(typical.before) +
        (saved_by_most != nullptr ? ", " + time_saved(*saved_by_most) : "") + ". A few very long ones make the mean " +
        (faster ? "fall" : "rise") + " all the same: " + on_average);
  }

  void tell_measures() {
    for (const MeasureDifference& measure : differences_.measures) {
      const auto* b = named(comparison_.before.headline.measures, measure.name);
      const auto* a = named(comparison_.after.headline.measures, measure.name);
      if (b != nullptr && a != nullptr) {
        tell_time("“" + measure.name + "”", b->value, b->quantiles, a->value, a->quantiles, measure.value.saved,
                  measure.median.saved.mean ? &measure.median.saved : nullptr);
      }
    }
  }

  void tell_cases() {
    for (const CaseDifference& one : differences_.cases) {
      const auto* b = named(comparison_.before.headline.cases, one.name);
      const auto* a = named(comparison_.after.headline.cases, one.name);
      if (b != nullptr && a != nullptr) {
        tell_time("“" + one.name + "”, from arrival to its last end,", b->elapsed, b->elapsed_quantiles, a->elapsed,
                  a->elapsed_quantiles, one.elapsed.saved, one.median.saved.mean ? &one.median.saved : nullptr);
      }
    }
  }

  /// Nobody's work or paid hours differ in any replication.
  bool are_the_same() const {
    const auto nothing = [](const Estimate& e) { return e.mean.value_or(0) == 0 && e.sd.value_or(0) == 0; };
    return std::all_of(differences_.ledger.begin(), differences_.ledger.end(),
                       [&](const RoleLedger& role) {
                         return std::all_of(role.by_kind.begin(), role.by_kind.end(), nothing);
                       }) &&
           std::all_of(differences_.roles.begin(), differences_.roles.end(),
                       [&](const RoleDifference& role) {
                         return nothing(role.paid_per_week.saved) && nothing(role.paid_cost_per_week.saved) &&
                                nothing(role.work_cost_per_week);
                       }) &&
           std::all_of(differences_.quantities.begin(), differences_.quantities.end(),
                       [&](const QuantityDifference& quantity) { return nothing(quantity.per_week.saved); });
  }

  void tell_money() {
    if (are_the_same()) {
      sentences_.push_back("The two models have the same work and cost.");
      return;
    }
    const Estimate& work = differences_.work_cost_per_week;
    const Estimate& paid = differences_.paid_cost_per_week.saved;
    if (!work.mean || !paid.mean) return;
    const bool saves = *work.mean >= 0;
    const bool pays_less = *paid.mean >= 0;
    std::string text = "At what an hour of each role costs" + without_rate() + ", ";
    if (std::fabs(*work.mean) < 0.5) {
      text += "the work is worth the same as before" + between(work, money) + ". ";
    } else {
      text += "the " + std::string(saves ? "work saved" : "extra work") + " is worth " + money(std::fabs(*work.mean)) +
              " a week" + between(work, money) + (saves ? "; that is time for other things, not cash. " : ". ");
    }
    if (std::fabs(*paid.mean) < 0.5) {
      text += "Paid hours stay as they are, so nothing of it becomes cash.";
    } else {
      text += std::string("Paid hours cost ") + money(std::fabs(*paid.mean)) + (pays_less ? " less" : " more") +
              " a week" + between(paid, money) + (pays_less ? "; only that can become cash." : ".");
    }
    sentences_.push_back(text);
  }

  void tell_quantities() {
    for (const QuantityDifference& quantity : differences_.quantities) {
      const Estimate& saved = quantity.per_week.saved;
      if (!quantity.before.mean || !quantity.after.mean || !saved.mean) continue;
      const Change change{*quantity.before.mean, *quantity.after.mean, &saved};
      if (change.is_nothing()) continue;
      if (!is_certain(saved)) {
        uncertain_.push_back("how much “" + quantity.name + "” is used");
        continue;
      }
      const auto by_how_much = [&](double difference) {
        return amount_beside(difference, std::fmax(change.before, change.after));
      };
      const std::string unit = quantity.unit.empty() ? "" : " " + quantity.unit;
      const std::string what =
          quantity.name == "money" ? "Money for other things than pay" : "The use of “" + quantity.name + "”";
      sentences_.push_back(what + (*saved.mean > 0 ? " falls by " : " rises by ") +
                           by_how_much(std::fabs(*saved.mean)) + unit + " a week" + between(saved, by_how_much) +
                           ", from " + amount(change.before) + " to " + amount(change.after) + unit + ".");
    }
  }

  std::string without_rate() const {
    const auto& unknown = comparison_.after.headline.roles_without_rate;
    return unknown.empty() ? "" : " (not known for the " + list_of(unknown) + ")";
  }

  void tell_targets() {
    for (const MeasureFigures& a : comparison_.after.headline.measures) {
      if (!a.target_within || !a.share_within.mean || !a.target_met.mean) continue;
      std::string text = "Target for “" + a.name + "”, " + target_in_words(a.target_share, *a.target_within) + ": ";
      const auto* b = named(comparison_.before.headline.measures, a.name);
      const auto* difference = named(differences_.measures, a.name);
      if (b != nullptr && b->target_within == a.target_within && b->target_share == a.target_share &&
          b->share_within.mean) {
        text += percent_finely(*b->share_within.mean) + " within it before, " + met(*b) + "; ";
      }
      text += percent_finely(*a.share_within.mean) + " after, " + met(a) + ".";
      if (difference != nullptr && difference->share_within_gained.mean.value_or(0) != 0 &&
          !is_certain(difference->share_within_gained)) {
        text += " Whether that is a change is not certain.";
      }
      sentences_.push_back(text);
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
    sentences_.push_back("Not certain, because the 95 % interval holds no change as well: " + list_of(uncertain_) +
                         ".");
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
