// The page that is read aloud: as it is beside as it would be.
#include <algorithm>
#include <cmath>

#include "report.hpp"
#include "report_parts.hpp"
#include "table.hpp"

namespace stepwell::cli {

namespace {

// The ledger is printed in tenths of an hour a week; an entry below half of one goes into a line with others.
constexpr double tenth = 360;
constexpr double worth_a_line = tenth / 2;

template <class Figure>
const Figure* named(const std::vector<Figure>& figures, const std::string& name) {
  for (const Figure& figure : figures) {
    if (figure.name == name) return &figure;
  }
  return nullptr;
}

/// The headline's differences, with those of luck only beside them where they exist.
class Page {
 public:
  explicit Page(const Comparison& comparison)
      : comparison_(comparison),
        before_(comparison.before.headline),
        after_(comparison.after.headline),
        d_(comparison.headline),
        luck_(comparison.luck_only ? &*comparison.luck_only : nullptr) {}

  std::string text() const {
    std::string page = paragraph(comparison_.before.workflow.name, "before: ") +
                       paragraph(comparison_.after.workflow.name, "after:  ");
    page += origin(comparison_.before.luck_only ? comparison_.before : comparison_.after, true);
    page += warm_up_advice({&comparison_.before, &comparison_.after});
    page += heading("IN SHORT");
    for (const std::string& sentence : comparison_.story) page += paragraph(sentence, "  - ");
    page += times() + targets() + work() + paid() + quantities() + ledger();
    page += heading("WHAT THIS RESTS ON") + assumptions({&comparison_.before, &comparison_.after});
    return page;
  }

 private:
  Estimate shown(const Estimate& estimate) const { return as_shown(estimate, d_.certainty); }

  /// Headings with, at the end, a column for luck only where there is one.
  Table table(std::vector<std::string> headings) const {
    if (luck_ != nullptr) headings.push_back("luck only:\nsaved");
    return Table(headings);
  }

  void time_row(Table& table, const std::string& name, const Estimate& before, const Estimate& after,
                const Difference& saved, const Difference* luck) const {
    if (!before.mean || !after.mean) return;
    const Scale scale = scale_for_both(*before.mean, *after.mean);
    std::vector<std::string> cells{name,
                                   std::string(scale.unit),
                                   in_scale(*before.mean, scale),
                                   in_scale(*after.mean, scale),
                                   or_dash(saved.saved.mean, scale),
                                   limits(shown(saved.saved), scale),
                                   percent_or_dash(saved.better.mean)};
    if (luck != nullptr) cells.push_back(or_dash(luck->saved.mean, scale));
    table.row(cells);
  }

  std::string times() const {
    Table t = table({"", "in", "before", "after", "saved", limits_heading(d_.certainty), "better in,\nof all pairs"});
    t.words(1);
    for (std::size_t i = 0; i < d_.measures.size(); ++i) {
      const auto* b = named(before_.measures, d_.measures[i].name);
      const auto* a = named(after_.measures, d_.measures[i].name);
      if (b != nullptr && a != nullptr) {
        time_row(t, b->name, b->value, a->value, d_.measures[i].value, luck_ ? &luck_->measures[i].value : nullptr);
        time_row(t, "  half of them within", b->median, a->median, d_.measures[i].median,
                 luck_ ? &luck_->measures[i].median : nullptr);
      }
    }
    for (std::size_t i = 0; i < d_.cases.size(); ++i) {
      const auto* b = named(before_.cases, d_.cases[i].name);
      const auto* a = named(after_.cases, d_.cases[i].name);
      if (b != nullptr && a != nullptr) {
        time_row(t, b->name + ", arrival to last end", b->elapsed, a->elapsed, d_.cases[i].elapsed,
                 luck_ ? &luck_->cases[i].elapsed : nullptr);
        time_row(t, "  half of them within", b->elapsed_median, a->elapsed_median, d_.cases[i].median,
                 luck_ ? &luck_->cases[i].median : nullptr);
        time_row(t, "  90 % of them within", b->elapsed_ninetieth, a->elapsed_ninetieth, d_.cases[i].ninetieth,
                 luck_ ? &luck_->cases[i].ninetieth : nullptr);
      }
    }
    if (t.empty()) return "";
    return heading("TIME (means, and what half and 90 % take at most; below 0 saved is time lost)") + t.text();
  }

  std::string targets() const {
    std::vector<std::string> headings{"",     "target", "within it:\nbefore", "after", "chance of\nmeeting it:\nbefore",
                                      "after"};
    if (luck_ != nullptr) headings.insert(headings.end(), {"luck only:\nbefore", "after"});
    Table t(headings);
    t.words(1);
    for (const MeasureFigures& a : after_.measures) {
      if (!a.target_within) continue;
      const auto* b = named(before_.measures, a.name);
      const bool same = b != nullptr && b->target_within == a.target_within && b->target_share == a.target_share;
      t.row({a.name, target_text(a), same ? percent_finely_or_dash(b->share_within.mean) : "-",
             percent_finely_or_dash(a.share_within.mean), same ? percent_or_dash(b->target_met.mean) : "-",
             percent_or_dash(a.target_met.mean), same ? luck_only_chance(comparison_.before, a.name) : "-",
             luck_only_chance(comparison_.after, a.name)});
    }
    return t.empty() ? "" : heading("TARGETS") + t.text();
  }

  static std::string luck_only_chance(const RunResult& side, const std::string& measure) {
    const auto* figures = side.luck_only ? named(side.luck_only->measures, measure) : nullptr;
    return figures != nullptr ? percent_or_dash(figures->target_met.mean) : "";
  }

  std::string work() const {
    Table t = table({"", "before", "after", "work\nsaved", limits_heading(d_.certainty), "worth\na week"});
    for (std::size_t i = 0; i < d_.ledger.size(); ++i) {
      const RoleLedger& role = d_.ledger[i];
      const Estimate& saved = d_.roles[i].work_per_week.saved;
      std::vector<std::string> cells{role.role,
                                     or_dash(role.work_before.mean, in_hours_scale),
                                     or_dash(role.work_after.mean, in_hours_scale),
                                     or_dash(saved.mean, in_hours_scale),
                                     limits(shown(saved), in_hours_scale),
                                     money_or_dash(d_.roles[i].work_cost_per_week.mean)};
      if (luck_ != nullptr) cells.push_back(or_dash(luck_->roles[i].work_per_week.saved.mean, in_hours_scale));
      t.row(cells);
    }
    if (d_.work_cost_per_week.mean) {
      t.row({"all, in money only", "", "", "", money_limits(shown(d_.work_cost_per_week)),
             money(*d_.work_cost_per_week.mean), ""});
    }
    return heading("HOURS OF WORK A WEEK (work saved is time for other things, not cash)") + t.text();
  }

  std::string paid() const {
    Table t = table({"", "before", "after", "paid hours\nsaved", limits_heading(d_.certainty), "cost saved\na week",
                     "WTE saved\n(contracts)"});
    for (std::size_t i = 0; i < d_.roles.size(); ++i) {
      const RoleDifference& role = d_.roles[i];
      const auto* b = named(before_.roles, role.name);
      const auto* a = named(after_.roles, role.name);
      const Estimate& saved = role.paid_per_week.saved;
      std::vector<std::string> cells{
          role.name,
          b ? or_dash(b->paid_per_week.mean, in_hours_scale) : "-",
          a ? or_dash(a->paid_per_week.mean, in_hours_scale) : "-",
          or_dash(saved.mean, in_hours_scale),
          limits(shown(saved), in_hours_scale),
          money_or_dash(role.paid_cost_per_week.saved.mean),
          role.wte.mean ? number(*role.wte.mean, 2) + " (" + number(role.contracted_wte.mean.value_or(0), 2) + ")"
                        : "-"};
      if (luck_ != nullptr) cells.push_back(or_dash(luck_->roles[i].paid_per_week.saved.mean, in_hours_scale));
      t.row(cells);
    }
    const Estimate& cost = d_.paid_cost_per_week.saved;
    if (cost.mean) t.row({"all, in money only", "", "", "", money_limits(shown(cost)), money(*cost.mean), "", ""});
    return heading("PAID HOURS A WEEK: ROSTERED AND OVERTIME (only these can become cash)") + t.text() +
           rates_note(comparison_.before);
  }

  std::string quantities() const {
    if (d_.quantities.empty()) return "";
    Table t = table({"", "in", "before", "after", "saved", limits_heading(d_.certainty), "better in,\nof all pairs"});
    t.words(1);
    const auto row = [&](const std::string& name, const std::string& unit, const Estimate& before,
                         const Estimate& after, const Difference& saved, const Difference* luck) {
      const double whole = std::fmax(before.mean.value_or(0), after.mean.value_or(0));
      const auto difference = [&](const std::optional<double>& of) { return of ? amount_beside(*of, whole) : "-"; };
      const auto limits_text = [&](const Estimate& of) {
        return of.low && of.high ? difference(of.low) + " to " + difference(of.high) : "";
      };
      std::vector<std::string> cells{name,
                                     unit,
                                     amount_or_dash(before.mean),
                                     amount_or_dash(after.mean),
                                     difference(saved.saved.mean),
                                     limits_text(shown(saved.saved)),
                                     percent_or_dash(saved.better.mean)};
      if (luck_ != nullptr) cells.push_back(luck != nullptr ? difference(luck->saved.mean) : "");
      t.row(cells);
    };
    for (std::size_t i = 0; i < d_.quantities.size(); ++i) {
      const QuantityDifference& q = d_.quantities[i];
      row(q.name, q.unit, q.before, q.after, q.per_week, luck_ ? &luck_->quantities[i].per_week : nullptr);
      row("  for each case", "", case_of(before_, q.name), case_of(after_, q.name), q.per_case,
          luck_ ? &luck_->quantities[i].per_case : nullptr);
    }
    if (d_.all_money_per_week.saved.mean) {
      row("money and paid hours", "", before_.all_money_per_week, after_.all_money_per_week, d_.all_money_per_week,
          luck_ ? &luck_->all_money_per_week : nullptr);
    }
    return heading("QUANTITIES A WEEK, AND FOR EACH COMPLETED CASE (below 0 saved is more used)") + t.text();
  }

  static Estimate case_of(const Figures& side, const std::string& quantity) {
    const auto* figures = named(side.quantities, quantity);
    return figures != nullptr ? figures->per_case : Estimate{};
  }

  std::string ledger() const {
    Table t({"", "", "hours a week", limits_heading(d_.certainty)});
    t.words(1);
    for (const RoleLedger& role : d_.ledger) ledger_of_role(t, role);
    if (t.empty()) return "";
    return heading("WHERE THE HOURS GO AND COME FROM (+ more work, - less)") + t.text();
  }

  // What is printed adds up as printed: the tenths that rounding leaves over go to the lines that lose most by it.
  void ledger_of_role(Table& t, const RoleLedger& role) const {
    struct Line {
      std::vector<std::string> cells;
      std::string between;
    };
    std::vector<Line> lines;
    std::vector<double> amounts;
    double small = 0;
    for (const LedgerLine& line : role.lines) {
      for (std::size_t k = 0; k < ledger_kind_count; ++k) {
        const Estimate& amount = line.change[k];
        const double mean = amount.mean.value_or(0);
        if (std::fabs(mean) < worth_a_line) {
          small += mean;
          continue;
        }
        const std::string name = line.was.empty() ? line.step : line.was + " → " + line.step;
        lines.push_back(
            {{"  " + name, kind_in_words(static_cast<LedgerKind>(k), mean)}, limits(shown(amount), in_hours_scale)});
        amounts.push_back(mean);
      }
    }
    if (std::fabs(small) > 0) {
      lines.push_back({{"  smaller changes", ""}, ""});
      amounts.push_back(small);
    }
    amounts = rounded_to_add_up(amounts, role.change.mean.value_or(0), tenth);
    if (std::all_of(amounts.begin(), amounts.end(), [](double amount) { return amount == 0; })) return;
    t.group(role.role);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (amounts[i] == 0) continue;
      t.row({lines[i].cells[0], lines[i].cells[1], signed_hours(amounts[i]), lines[i].between});
    }
    t.row({"  change in work", "", signed_hours(role.change.mean.value_or(0)),
           limits(shown(role.change), in_hours_scale)});
  }

  static std::string kind_in_words(LedgerKind kind, double amount) {
    if (kind == LedgerKind::shortened_or_lengthened) return amount < 0 ? "shortened" : "lengthened";
    if (kind == LedgerKind::fewer_or_more) return amount < 0 ? "fewer" : "more";
    if (kind == LedgerKind::rework) return amount < 0 ? "less rework" : "more rework";
    return std::string(name_of(kind));
  }

  static std::string signed_hours(double seconds) {
    const std::string text = in_scale(seconds, in_hours_scale);
    return seconds > 0 && text.find_first_not_of("0.") != std::string::npos ? "+" + text : text;
  }

  const Comparison& comparison_;
  const Figures& before_;
  const Figures& after_;
  const Differences& d_;
  const Differences* luck_;
};

}  // namespace

std::string report(const Comparison& comparison) { return Page(comparison).text(); }

}  // namespace stepwell::cli
