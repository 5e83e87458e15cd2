// Cases a week, from each kind of demand and the open hours that it counts in.
#include "stepwell/analysis/demand_rate.hpp"

#include <algorithm>

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

double hourly_arrivals(const Workflow& workflow, const Demand& demand) {
  std::vector<Interval> open{{Instant{}, Instant{} + one_week}};
  if (demand.calendar) open = ordinary_week(workflow.calendars[*demand.calendar]);
  double arrivals = 0;
  for (const RatePiece& piece : demand.rates) {
    for (const Interval& stretch : open) {
      // A piece that goes past Sunday midnight holds at the start of the week as well.
      for (const Duration shift : {Duration{}, one_week}) {
        const Instant from = std::max(stretch.begin, Instant{} + piece.begin - shift);
        const Instant to = std::min(stretch.end, Instant{} + piece.end - shift);
        if (from < to) arrivals += piece.per_hour.value * in_hours(to - from);
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

}  // namespace

double weekly_open_hours(const Workflow& workflow, std::optional<CalendarId> calendar) {
  return calendar ? in_hours(workflow.calendars[*calendar].weekly_open_time()) : hours_in_week;
}

double weekly_arrivals(const Workflow& workflow, const CaseType& type) {
  const Demand& demand = type.demand;
  switch (demand.kind) {
    case Demand::Kind::none:   return 0;
    case Demand::Kind::every:  return weekly_open_hours(workflow, demand.calendar) * 3.6e9 / demand.interval.mean();
    case Demand::Kind::hourly: return hourly_arrivals(workflow, demand);
    case Demand::Kind::listed: return listed_arrivals(workflow, demand);
  }
  return 0;
}

double arrival_variability(const CaseType& type) {
  if (type.demand.kind != Demand::Kind::every) return 1;
  const double mean = type.demand.interval.mean();
  const double sd = type.demand.interval.sd();
  return sd * sd / (mean * mean);
}

}  // namespace stepwell
