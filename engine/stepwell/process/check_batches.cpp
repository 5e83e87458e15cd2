// Batches: what a step can gather, and whether what it says makes one batch go.
#include <algorithm>

#include "stepwell/process/checks.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

class BatchCheck {
 public:
  BatchCheck(const Workflow& workflow, const Step& step, Findings& findings)
      : workflow_(workflow),
        step_(step),
        batch_(*step.batch),
        whose_("the batch of the step " + in_quotes(step.name)),
        findings_(findings) {}

  void run() {
    if (step_.nature != Nature::work && step_.nature != Nature::batch) {
      error("batch-misfit", "stands at a step that neither works nor only gathers",
            "let `batch` stand at work, or at a step of its own that has `batch` and `next`");
    }
    if (step_.patience || step_.balks_at > 0) {
      error("batch-patience",
            std::string("is for all its members, but each has ") + (step_.patience ? "`patience`" : "`balks at`"),
            "let a `deadline` lead away who has waited too long");
    }
    if (step_.alternatives.empty() && !alternatives_of(workflow_, step_).empty()) {
      error("batch-misfit", "is served by one team, but its roles have `substitutes`",
            "let the step say `else: nobody`, or put a step before or behind it that each case comes to by itself");
    }
    if (!step_.alternatives.empty() || !step_.holds.empty()) {
      error("batch-misfit",
            std::string("is served by one team, but the step has ") + (step_.holds.empty() ? "`else`" : "`holds`"),
            "put a step before or behind it that each case comes to by itself");
    }
    check_form();
    check_clock();
  }

 private:
  void error(const char* code, const std::string& says, const std::string& hint) {
    findings_.error(code, batch_.place, whose_ + ' ' + says, hint);
  }

  void check_form() {
    const int forms = (batch_.size > 0 ? 1 : 0) + (batch_.every ? 1 : 0) + (batch_.at.empty() ? 0 : 1);
    if (forms != 1) {
      error("bad-batch", forms == 0 ? "does not say when it goes" : "goes by more than one of `size`, `every` and `at`",
            "write one of `batch: 10`, `{size: 10, or after: 30 min}`, `{every: 2 h}` and `{at: [09:00, 15:00]}`");
      return;
    }
    if (batch_.or_after && batch_.size == 0) {
      error("bad-batch", "has `or after` without a `size`",
            "`or after` is for those that wait for others: `{size: 10, or after: 30 min}`");
    }
    if ((batch_.at_most > 0 || batch_.calendar) && !batch_.by_clock()) {
      error("bad-batch", std::string("goes by its size, but has ") + (batch_.calendar ? "`in`" : "`at most`"),
            "`in` and `at most` are for batches that go by the clock: `{every: 2 h, at most: 10}`");
    }
    if (batch_.size == 1 && !batch_.or_after) {
      findings_.warning("lone-batch", batch_.place, whose_ + " is full with a single member",
                        "leave `batch` out, or let it gather 2 or more");
    }
  }

  void check_clock() {
    const auto not_above_0 = [](const std::optional<Duration>& d) { return d && *d <= Duration{}; };
    if (not_above_0(batch_.every) || not_above_0(batch_.or_after)) {
      error("bad-batch", std::string("has a time of 0 in ") + (not_above_0(batch_.every) ? "`every`" : "`or after`"),
            "let it be above 0, such as `30 min`");
    }
    const auto no_time = [](Duration t) { return t < Duration{} || t >= one_day; };
    if (!std::is_sorted(batch_.at.begin(), batch_.at.end()) ||
        std::any_of(batch_.at.begin(), batch_.at.end(), no_time)) {
      error("bad-batch", "has times of day that are out of order, or outside the day",
            "list the earliest first, from 00:00 to 23:59");
    }
    if (!batch_.calendar ||
        !exists(*batch_.calendar, workflow_.calendars, whose_, "calendar", batch_.place, findings_)) {
      return;
    }
    const Calendar& calendar = workflow_.calendars[*batch_.calendar];
    const Clock& clock = workflow_.clock;
    if (clock.run <= Duration{} || clock.warm_up < Duration{}) return;
    const std::vector<Interval> open = calendar.open_intervals(clock.start, clock.horizon());
    const auto falls_in = [](Duration t, const Interval& stretch) {
      const std::int64_t last = day_of(stretch.end);
      for (std::int64_t day = day_of(stretch.begin); day <= last; ++day) {
        if (start_of_day(day) + t >= stretch.begin && start_of_day(day) + t < stretch.end) return true;
      }
      return false;
    };
    for (const Duration t : batch_.at) {
      if (std::any_of(open.begin(), open.end(), [&](const Interval& stretch) { return falls_in(t, stretch); }))
        continue;
      error("idle-batch",
            "would never go at " + to_text(start_of_day(0) + t).substr(11, 5) + ": " + in_quotes(calendar.name) +
                " is not open then on any day of the run",
            "opening hours end just before their last instant: let the time lie inside them");
      return;
    }
  }

  const Workflow& workflow_;
  const Step& step_;
  const Batching& batch_;
  const std::string whose_;
  Findings& findings_;
};

}  // namespace

void check_batches(const Workflow& workflow, Findings& findings) {
  for (const Step& step : workflow.steps) {
    if (step.batch) BatchCheck(workflow, step, findings).run();
  }
}

}  // namespace stepwell
