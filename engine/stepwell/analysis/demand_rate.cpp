// Cases a week, from each kind of demand and the open hours that it counts in.
#include "stepwell/analysis/demand_rate.hpp"

#include <algorithm>
#include <array>

namespace stepwell {
namespace {

constexpr double hours_in_week = 168;

/// Open stretches of an ordinary week, as times after Monday 00:00.
std::vector<Interval> ordinary_week(const Calendar& calendar) {
  Calendar plain = calendar;
  plain.closed_days.clear();
  plain.extra.clear();
  const Instant monday = Clock{}.start;
  std::vector<Interval> open = plain.open_intervals(monday, monday + one_week);
  for (Interval& stretch : open) {
    stretch.begin -= monday.time_since_epoch();
    stretch.end -= monday.time_since_epoch();
  }
  return open;
}

/// The mean factor of a pattern on each weekday, over the days that are counted; of a run that lacks a weekday, over all.
std::array<double, 7> factors_by_weekday(const Pattern& pattern, const Clock& clock) {
  std::array<double, 7> sums{};
  std::array<double, 7> days{};
  const std::int64_t first = day_of(clock.start);
  for (std::int64_t day = day_of(clock.end_of_warm_up()); start_of_day(day) < clock.horizon(); ++day) {
    const auto weekday = static_cast<std::size_t>(weekday_of(day));
    sums[weekday] += pattern.on(day, first);
    days[weekday] += 1;
  }
  for (std::size_t i = 0; i < 7; ++i) {
    sums[i] = days[i] > 0 ? sums[i] / days[i] : pattern.by_weekday[i];
  }
  return sums;
}

/// Hours of the ordinary week in [from, to), each weighted by the factor of its day.
double weighted_hours(Interval stretch, const std::array<double, 7>& factors) {
  double hours = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    const Instant midnight = Instant{} + static_cast<std::int64_t>(day) * one_day;
    const Instant from = std::max(stretch.begin, midnight);
    const Instant to = std::min(stretch.end, midnight + one_day);
    if (from < to) hours += factors[day] * in_hours(to - from);
  }
  return hours;
}

std::vector<Interval> open_week(const Workflow& workflow, const Demand& demand) {
  if (demand.calendar) return ordinary_week(workflow.calendars[*demand.calendar]);
  return {{Instant{}, Instant{} + one_week}};
}

double stream_arrivals(const Workflow& workflow, const Demand& demand) {
  double hours = 0;
  if (demand.pattern.is_flat()) {
    hours = weekly_open_hours(workflow, demand.calendar);
  } else {
    const auto factors = factors_by_weekday(demand.pattern, workflow.clock);
    for (const Interval& open : open_week(workflow, demand)) hours += weighted_hours(open, factors);
  }
  return hours * 3.6e9 / demand.interval.mean();
}

double hourly_arrivals(const Workflow& workflow, const Demand& demand) {
  const std::vector<Interval> open = open_week(workflow, demand);
  const auto factors = factors_by_weekday(demand.pattern, workflow.clock);
  double arrivals = 0;
  for (const RatePiece& piece : demand.rates) {
    for (const Interval& stretch : open) {
      // A piece that goes past Sunday midnight holds at the start of the week as well.
      for (const Duration shift : {Duration{}, one_week}) {
        const Instant from = std::max(stretch.begin, Instant{} + piece.begin - shift);
        const Instant to = std::min(stretch.end, Instant{} + piece.end - shift);
        if (from >= to) continue;
        arrivals += piece.per_hour.value *
                    (demand.pattern.is_flat() ? in_hours(to - from) : weighted_hours({from, to}, factors));
      }
    }
  }
  return arrivals;
}

double listed_arrivals(const Workflow& workflow, const Demand& demand) {
  const Clock& clock = workflow.clock;
  const auto count = std::count_if(demand.times.begin(), demand.times.end(),
                                   [&](Instant t) { return t >= clock.start && t < clock.horizon(); });
  return static_cast<double>(count) * in_hours(one_week) / in_hours(clock.warm_up + clock.run);
}

double weekly_moments(const Workflow& workflow, const Demand& demand) {
  switch (demand.kind) {
    case Demand::Kind::none:       return 0;
    case Demand::Kind::every:      return stream_arrivals(workflow, demand);
    case Demand::Kind::hourly:     return hourly_arrivals(workflow, demand);
    case Demand::Kind::listed:     return listed_arrivals(workflow, demand);
    case Demand::Kind::population: return demand.members * stream_arrivals(workflow, demand);
  }
  return 0;
}

}  // namespace

double weekly_open_hours(const Workflow& workflow, std::optional<CalendarId> calendar) {
  return calendar ? in_hours(workflow.calendars[*calendar].weekly_open_time()) : hours_in_week;
}

double weekly_arrivals(const Workflow& workflow, const CaseType& type) {
  const Demand& demand = type.demand;
  const double together = demand.together ? demand.together->mean() : 1;
  return together * weekly_moments(workflow, demand);
}

double arrival_variability(const CaseType& type) {
  double variability = 1;
  if (type.demand.kind == Demand::Kind::every) {
    const double mean = type.demand.interval.mean();
    const double sd = type.demand.interval.sd();
    variability = sd * sd / (mean * mean);
  }
  if (!type.demand.mix.empty()) return 1;  // a random part of a stream is nearly Poisson
  if (!type.demand.together) return variability;
  // Of a count over a long time: the variance of the moments, and of how many come at each, over the mean.
  const double mean = type.demand.together->mean();
  const double sd = type.demand.together->sd();
  return variability * mean + sd * sd / mean;
}

}  // namespace stepwell
