// How cases come: rates, times, patterns, and what is there at the start.
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "stepwell/process/checks.hpp"

namespace stepwell {
namespace {

void check_interval(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  const bool closed = demand.kind == Demand::Kind::population;
  const std::string what = (closed ? "the time that members stay away, of " : "the time between arrivals of ") + whose;
  check_distribution(workflow, demand.interval, true, what, demand.place, findings);
  if (demand.interval.kind == DistributionKind::empirical && demand.interval.values.empty()) return;
  // Below half a microsecond every interval would be rounded to nothing.
  if (!(demand.interval.mean() >= 0.5)) {
    findings.error("no-interval", demand.place, what + " is 0 on average, so that time would stand still",
                   closed ? "let `each after` have a mean above 0, such as `exponential mean 30 d`"
                          : "let `arrive: every` have a mean above 0, such as `every 10 min`");
  }
}

void check_rates(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  bool any = false;
  for (std::size_t i = 0; i < demand.rates.size(); ++i) {
    const RatePiece& piece = demand.rates[i];
    check_assumption(workflow, piece.per_hour.assumption, whose, demand.place, findings);
    bool legal = std::isfinite(piece.per_hour.value) && piece.per_hour.value >= 0 && piece.begin >= Duration{} &&
                 piece.begin < piece.end && piece.end <= one_week + one_day;
    for (std::size_t j = 0; j < i; ++j) {
      legal = legal && (piece.begin >= demand.rates[j].end || demand.rates[j].begin >= piece.end);
    }
    if (!legal) {
      findings.error("overlapping-rates", demand.place,
                     "the hourly rates of " + whose + " overlap, are below 0 or end before they begin",
                     "give each hour of the week at most one rate, such as `08:00-12:00: 12 per h`");
      return;
    }
    any = any || piece.per_hour.value > 0;
  }
  if (!any) {
    findings.warning("no-arrivals", demand.place, "no case of " + whose + " ever arrives: all its rates are 0",
                     "give it a rate above 0, such as `poisson 12 per h`");
  }
}

void check_times(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  if (!std::is_sorted(demand.times.begin(), demand.times.end())) {
    findings.error("times-out-of-order", demand.place, "the arrival times of " + whose + " are not in order",
                   "list the earliest first");
  }
  const auto inside = std::count_if(demand.times.begin(), demand.times.end(), [&](Instant t) {
    return t >= workflow.clock.start && t < workflow.clock.horizon();
  });
  const auto all = static_cast<std::ptrdiff_t>(demand.times.size());
  if (inside > 0 && inside < all) {
    findings.warning("arrivals-outside", demand.place,
                     std::to_string(all - inside) + " of " + std::to_string(all) + " arrivals of " + whose +
                         " lie outside the run, which is from " + to_text(workflow.clock.start) + " to " +
                         to_text(workflow.clock.horizon()) + "; they never come",
                     "let `clock` start before the first and run past the last, or leave the others out");
  }
  if (inside == 0) {
    findings.warning("no-arrivals", demand.place,
                     "no case of " + whose + " arrives in the run: none of its times lies in it",
                     "let the times lie between `clock: start` and the end of the run");
  }
}

// Beyond, a rate is a slip of the pen, and nothing that could be simulated.
constexpr double greatest_factor = 1000;

void check_pattern(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Pattern& pattern = type.demand.pattern;
  const auto legal = [](double factor) { return factor >= 0 && factor <= greatest_factor; };
  const auto most = [&](const auto& factors) { return *std::max_element(factors.begin(), factors.end()); };
  if (!std::all_of(pattern.by_weekday.begin(), pattern.by_weekday.end(), legal) ||
      !std::all_of(pattern.by_month.begin(), pattern.by_month.end(), legal) || !std::isfinite(pattern.growth) ||
      pattern.growth <= -1) {
    findings.error("bad-factor", type.demand.place,
                   "the rate of " + whose +
                       " is multiplied by something below 0 or above 1000, or shrinks by 100 % or more a year",
                   "a factor is a share of the ordinary rate, such as `Jan: 120 %`");
    return;
  }
  const double years = in_hours(workflow.clock.horizon() - workflow.clock.start) / (365 * 24);
  if (years * std::log1p(pattern.growth) > std::log(greatest_factor)) {
    findings.error(
        "bad-factor", type.demand.place,
        "the rate of " + whose + " grows to more than a thousand times of what it was, by the end of the run",
        "growth is percent a year: look at `grows`, or at how long the run is");
    return;
  }
  if (pattern.is_flat()) return;
  if (type.demand.kind == Demand::Kind::listed) {
    findings.error("no-rate", type.demand.place,
                   whose + " has a pattern or grows, but comes at listed times: there is no rate to multiply",
                   "give it a rate, such as `poisson: 12 per h`, or leave the pattern out");
  } else if (most(pattern.by_weekday) == 0 || most(pattern.by_month) == 0) {
    findings.warning("no-arrivals", type.demand.place, "no case of " + whose + " ever arrives: all its factors are 0",
                     "give some month and some weekday a factor above 0");
  }
}

/// Whether it gives whole numbers from 1 to 10,000 and nothing else.
bool is_count(const Distribution& d) {
  const auto whole = [](double x) { return x >= 1 && x <= 10'000 && x == std::floor(x); };
  switch (d.kind) {
    case DistributionKind::constant:  return whole(d.a);
    case DistributionKind::discrete:
    case DistributionKind::empirical: return std::all_of(d.values.begin(), d.values.end(), whole);
    default:                          return false;
  }
}

void check_together(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  if (!type.demand.together) return;
  const Distribution& together = *type.demand.together;
  check_distribution(workflow, together, false, "the number of cases of " + whose + " that come together",
                     type.demand.place, findings);
  if (is_count(together)) return;
  findings.error("bad-together", type.demand.place,
                 "how many cases of " + whose + " come together is not a whole number from 1 to 10000",
                 "write a number, such as `together: 2`, or `together: discrete 60 % 1 40 % 2`");
}

void check_population(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  check_interval(workflow, type, whose, findings);
  const Demand& demand = type.demand;
  if (demand.members < 1 || demand.members > 1'000'000) {
    findings.error("bad-population", demand.place, "the population of " + whose + " is not between 1 and 1000000",
                   "say how many there are, such as `population: 120`");
  } else if (!demand.pattern.is_flat() || demand.together || !type.backlog.empty()) {
    findings.error("bad-population", demand.place,
                   whose + " is a population: its members come one by one, each after a time of its own",
                   "leave out the pattern, `together` and the backlog");
  }
}

bool comes_with_another(const Workflow& workflow, const CaseType& type) {
  for (const CaseType& other : workflow.cases) {
    for (const CaseShare& share : other.demand.mix) {
      if (index_of(share.type) < workflow.cases.size() && &workflow.cases[share.type] == &type) return true;
    }
  }
  return false;
}

void check_mix(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  const Demand& demand = type.demand;
  if (demand.mix.empty()) return;
  std::set<CaseTypeId> seen;
  std::vector<Quantity> chances;
  double sum = 0;
  bool legal = true;
  for (const CaseShare& share : demand.mix) {
    if (!exists(share.type, workflow.cases, whose, "case type", demand.place, findings)) return;
    legal = check_chance(workflow, share.chance, "a chance in the mix of " + whose, demand.place, findings) && legal;
    legal = legal && seen.insert(share.type).second;
    sum += share.chance.value;
    chances.push_back(share.chance);
  }
  const bool stream = demand.kind != Demand::Kind::none && demand.kind != Demand::Kind::population;
  if (!legal || !stream || !demand.file.name.empty()) {
    findings.error(
        "bad-mix", demand.place,
        "the mix of " + whose + " is not one of case types with chances, each once, of cases that come",
        "write it as {poisson: 12 per h, mix: {minor: 70 %, major: 30 %}}; a file of arrivals names the type "
        "of each row in a column: `type`");
    return;
  }
  check_chances_add_up(sum, "the chances in the mix of " + whose, demand.place, findings);
  check_ranges_add_up(workflow, chances, "the chances in the mix of " + whose, demand.place, findings);
}

void check_backlog(const Workflow& workflow, const CaseType& type, const std::string& whose, Findings& findings) {
  for (const Backlog& backlog : type.backlog) {
    if (!exists(backlog.step, workflow.steps, "the backlog of " + whose, "step", backlog.place, findings)) continue;
    const Step& step = workflow.steps[backlog.step];
    if (step.nature != Nature::end) continue;
    findings.error("bad-backlog", backlog.place,
                   "the backlog of " + whose + " is at " + in_quotes(step.name) + ", where everything is over",
                   "let it wait at a step with work or a wait");
  }
}

/// Whether a step of another case begins cases of this type.
bool is_started(const Workflow& workflow, CaseTypeId type) {
  return std::any_of(workflow.steps.begin(), workflow.steps.end(), [&](const Step& step) {
    return std::find(step.starts.begin(), step.starts.end(), type) != step.starts.end();
  });
}

}  // namespace

void check_demand(const Workflow& workflow, CaseTypeId id, const std::string& whose, Findings& findings) {
  const CaseType& type = workflow.cases[id];
  const Demand& demand = type.demand;
  if (demand.calendar) exists(*demand.calendar, workflow.calendars, whose, "calendar", demand.place, findings);
  check_pattern(workflow, type, whose, findings);
  check_together(workflow, type, whose, findings);
  check_backlog(workflow, type, whose, findings);
  check_mix(workflow, type, whose, findings);
  switch (demand.kind) {
    case Demand::Kind::none:
      if (!type.backlog.empty() || comes_with_another(workflow, type) || is_started(workflow, id)) break;
      findings.warning("no-arrivals", type.place, "no case of " + whose + " ever arrives",
                       "say how they come, such as `arrive: every 10 min in clinic hours`, or let a step start them");
      break;
    case Demand::Kind::every:      check_interval(workflow, type, whose, findings); break;
    case Demand::Kind::hourly:     check_rates(workflow, type, whose, findings); break;
    case Demand::Kind::listed:     check_times(workflow, type, whose, findings); break;
    case Demand::Kind::population: check_population(workflow, type, whose, findings); break;
  }
}

}  // namespace stepwell
