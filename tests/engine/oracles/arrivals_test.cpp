// How cases come: counts against their rates, hour by hour, and times against sums done by hand.
#include <cmath>
#include <map>

#include "catch.hpp"
#include "oracles/oracle.hpp"
#include "stepwell/process/event_log.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

WeeklyHours hours(int weekday, int open, int close) { return {weekday, open * one_hour, close * one_hour}; }

RatePiece piece(int weekday, int from, int to, double per_hour) {
  RatePiece rate;
  rate.begin = weekday * one_day + from * one_hour;
  rate.end = weekday * one_day + to * one_hour;
  rate.per_hour.value = per_hour;
  return rate;
}

/// A workflow in which cases do nothing but come and go.
Workflow come_and_go(int weeks) {
  Workflow map = WorkflowBuilder().end("gone").build();
  map.clock.run = weeks * one_week;
  return map;
}

/// When cases came, by replication, in microseconds since the clock's start.
std::vector<std::vector<std::int64_t>> arrivals(const Workflow& map, std::uint64_t replications) {
  const auto program = compile(map);
  std::vector<std::vector<std::int64_t>> result;
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    EventLog log;
    ReplicationRequest request;
    request.replication = replication;
    request.log = &log;
    simulate(*program, request);
    for (std::int64_t& at : log.enabled) at -= map.clock.start.time_since_epoch().count();
    result.push_back(std::move(log.enabled));
  }
  return result;
}

constexpr std::int64_t hour = one_hour.count();
constexpr std::int64_t week = one_week.count();

/// By hour of the week, the counts of each week of each replication.
std::vector<Numbers> counts_by_hour(const std::vector<std::vector<std::int64_t>>& times, int weeks) {
  std::vector<Numbers> counts(168, Numbers(times.size() * static_cast<std::size_t>(weeks), 0));
  for (std::size_t r = 0; r < times.size(); ++r) {
    for (const std::int64_t at : times[r]) {
      const auto cell = r * static_cast<std::size_t>(weeks) + static_cast<std::size_t>(at / week);
      counts[static_cast<std::size_t>(at % week / hour)][cell] += 1;
    }
  }
  return counts;
}

/// Weekdays 08-12 twelve an hour and 12-17 six an hour, Saturdays 09-12 three an hour.
Workflow clinic_rates(int weeks) {
  Workflow map = come_and_go(weeks);
  Demand& demand = map.cases.items()[0].demand;
  demand = {};
  demand.kind = Demand::Kind::hourly;
  for (int day = 0; day < 5; ++day) {
    demand.rates.push_back(piece(day, 8, 12, 12));
    demand.rates.push_back(piece(day, 12, 17, 6));
  }
  demand.rates.push_back(piece(5, 9, 12, 3));
  return map;
}

double clinic_rate(std::size_t hour_of_week) {
  const auto day = hour_of_week / 24;
  const auto time = hour_of_week % 24;
  if (day < 5 && time >= 8 && time < 17) return time < 12 ? 12 : 6;
  if (day == 5 && time >= 9 && time < 12) return 3;
  return 0;
}

}  // namespace

TEST_CASE("Hourly rates give a Poisson count in every hour of the week") {
  constexpr int weeks = 10;
  const auto times = arrivals(clinic_rates(weeks), 100);
  const std::vector<Numbers> counts = counts_by_hour(times, weeks);
  Numbers seen, expected;
  Numbers dispersion;
  double outside = 0;
  for (std::size_t h = 0; h < 168; ++h) {
    double sum = 0;
    for (const double n : counts[h]) sum += n;
    const double rate = clinic_rate(h);
    if (rate == 0) {
      outside += sum;
      continue;
    }
    seen.push_back(sum);
    expected.push_back(rate * 100 * weeks);
    for (const double n : counts[h]) dispersion.push_back((n - rate) * (n - rate) / rate);
  }
  CHECK(outside == 0);
  // 48 hours with a rate, none estimated: 48 degrees of freedom; 93.22 has chance 1e-4.
  REQUIRE(seen.size() == 48);
  below("hourly rates: chi-square over the 48 hours of the week", 93.22, chi_square(seen, expected));
  // Of a Poisson count the variance is the mean, so (n - λ)²/λ is 1 on average.
  agree("hourly rates: variance over mean of the hourly counts", 1, mean(dispersion));
}

TEST_CASE("Hourly rates change exactly at the full hour") {
  const auto times = arrivals(clinic_rates(10), 100);
  Numbers across, before, after;  // by week: 11:30-12:30, 11:59-12:00 and 12:00-12:01 of the five weekdays
  for (const auto& run : times) {
    for (std::int64_t w = 0; w < 10; ++w) {
      double counts[3] = {};
      for (const std::int64_t at : run) {
        if (at / week != w || at % week >= 120 * hour) continue;
        const std::int64_t second = at % (24 * hour) / 1'000'000 - 12 * 3600;
        if (second >= -1800 && second < 1800) ++counts[0];
        if (second >= -60 && second < 0) ++counts[1];
        if (second >= 0 && second < 60) ++counts[2];
      }
      across.push_back(counts[0]);
      before.push_back(counts[1]);
      after.push_back(counts[2]);
    }
  }
  // Half an hour at 12 and half an hour at 6, five times: mean and variance 45. A minute at 12 an hour, five times: 1;
  // at 6 an hour: 0.5.
  agree("hourly rates: mean across the change of rate", 45, mean(across));
  agree("hourly rates: variance across the change of rate", 45, variance(across, 45));
  agree("hourly rates: last minute before the change", 1, mean(before));
  agree("hourly rates: first minute after the change", 0.5, mean(after));
}

TEST_CASE("Within an hour of constant rate arrivals are spread evenly") {
  const auto times = arrivals(clinic_rates(10), 100);
  Numbers seen(10, 0);  // tenths of Monday 08:00-09:00, the first hour after a gap
  for (const auto& run : times) {
    for (const std::int64_t at : run) {
      if (at % week / hour == 8) seen[static_cast<std::size_t>(at % hour * 10 / hour)] += 1;
    }
  }
  // 12 an hour in 1,000 weeks: 1,200 in each tenth, no estimate: 10 degrees of freedom, 35.56 has chance 1e-4.
  below("hourly rates: chi-square of the tenths of an hour", 35.56, chi_square(seen, Numbers(10, 1200)));
}

TEST_CASE("Hourly rates in a calendar count its open time only") {
  Workflow map = clinic_rates(10);
  Calendar calendar;
  calendar.name = "office hours";
  for (int day = 0; day < 5; ++day) calendar.weekly.push_back(hours(day, 10, 14));
  calendar.closed_days = {day_of(map.clock.start) + 7};  // the second Monday
  map.cases.items()[0].demand.calendar = map.calendars.push_back(calendar);
  const auto times = arrivals(map, 100);
  Numbers totals;
  std::int64_t outside = 0;
  for (const auto& run : times) {
    totals.push_back(static_cast<double>(run.size()));
    for (const std::int64_t at : run) {
      const std::int64_t day = at / (24 * hour);
      const std::int64_t time = at % (24 * hour);
      if (day % 7 > 4 || day == 7 || time < 10 * hour || time >= 14 * hour) ++outside;
    }
  }
  CHECK(outside == 0);
  // Two hours at 12 and two at 6 on 49 days: Poisson of mean 1,764.
  agree("hourly rates in a calendar: mean number", 1764, mean(totals));
  agree("hourly rates in a calendar: variance of the number", 1764, variance(totals, 1764));
}

TEST_CASE("Poisson arrivals in a calendar have a Poisson number and keep to it") {
  // Every exponential of mean 5 min in 4 h a day, 5 days a week, 10 weeks: 200 h of open time, mean 2,400.
  Workflow map = come_and_go(10);
  Calendar calendar;
  calendar.name = "mornings";
  for (int day = 0; day < 5; ++day) calendar.weekly.push_back(hours(day, 8, 12));
  Demand& demand = map.cases.items()[0].demand;
  demand.interval = exponential(minutes(5));
  demand.calendar = map.calendars.push_back(calendar);
  const auto times = arrivals(map, 100);
  Numbers totals;
  std::int64_t outside = 0;
  for (const auto& run : times) {
    totals.push_back(static_cast<double>(run.size()));
    for (const std::int64_t at : run) {
      if (at % week >= 120 * hour || at % (24 * hour) < 8 * hour || at % (24 * hour) >= 12 * hour) ++outside;
    }
  }
  CHECK(outside == 0);
  agree("Poisson in a calendar: mean number", 2400, mean(totals));
  agree("Poisson in a calendar: variance of the number", 2400, variance(totals, 2400));
}

TEST_CASE("Gaps between Poisson arrivals have the mean, the spread and the independence of their law") {
  Workflow map = come_and_go(1);
  map.cases.items()[0].demand.interval = exponential(minutes(5));
  const auto times = arrivals(map, 200);
  Numbers gaps, squares, products;
  for (const auto& run : times) {
    for (std::size_t i = 2; i < run.size(); ++i) {
      const double gap = static_cast<double>(run[i] - run[i - 1]) / 60e6;
      const double last = static_cast<double>(run[i - 1] - run[i - 2]) / 60e6;
      gaps.push_back(gap);
      squares.push_back(gap * gap);
      products.push_back((gap - 5) * (last - 5));
    }
  }
  agree("gaps of mean 5: mean", 5, mean(gaps));
  agree("gaps of mean 5: mean square", 50, mean(squares));
  agree("gaps of mean 5: covariance of neighbours", 0, mean(products));
}

TEST_CASE("An interval in a calendar counts open time, and its phase carries over closed hours") {
  // 08-12 and 13-17 on weekdays, one every 5.5 min: the k-th comes after 5.5 k minutes of open time. Morning: k = 43 at
  // 236.5 min, 11:56:30; k = 44 at 242 min, 13:02. A week has 2,400 min: 436 come in it, the last 2 min before its end.
  Workflow map = come_and_go(2);
  Calendar calendar;
  calendar.name = "clinic hours";
  for (int day = 0; day < 5; ++day) {
    calendar.weekly.push_back(hours(day, 8, 12));
    calendar.weekly.push_back(hours(day, 13, 17));
  }
  Demand& demand = map.cases.items()[0].demand;
  demand.interval = constant(minutes(5.5));
  demand.calendar = map.calendars.push_back(calendar);
  auto times = arrivals(map, 1).front();
  const std::int64_t minute = one_minute.count();
  CHECK(times.size() == 872);  // 4,800 / 5.5 = 872.7
  CHECK(times[0] == 8 * hour + 11 * minute / 2);
  CHECK(times[42] == 11 * hour + 113 * minute / 2);
  CHECK(times[43] == 13 * hour + 2 * minute);
  CHECK(times[435] == 4 * 24 * hour + 16 * hour + 58 * minute);
  CHECK(times[436] == week + 8 * hour + 7 * minute / 2);

  // One an hour: the fourth of the morning would come at noon, which is closed, and so comes at 13:00.
  map.cases.items()[0].demand.interval = constant(minutes(60));
  times = arrivals(map, 1).front();
  CHECK(times[2] == 11 * hour);
  CHECK(times[3] == 13 * hour);
  CHECK(times[7] == 24 * hour + 8 * hour);
  CHECK(times.size() == 79);  // 80 hours of open time; the last would come at the opening after the horizon
}

TEST_CASE("The number in M_t/M/infinity follows the hours of the day with its known lag") {
  // λ(t) is 10 + 5 sin(2π(h + 1/2)/24) an hour in hour h of every day; mean stay 3 h. The mean number m obeys
  // m' = λ - m/3; over an hour of constant λ it goes to 3λ + (m - 3λ) e^(-1/3). It is periodic with the day, and the
  // number in the house at any time is Poisson with mean m.
  Numbers rates;
  for (int h = 0; h < 24; ++h) rates.push_back(10 + 5 * std::sin(2 * 3.14159265358979323846 * (h + 0.5) / 24));
  double m = 30;
  Numbers expected(24, 0);
  for (int day = 0; day < 20; ++day) {
    for (std::size_t h = 0; h < 24; ++h) {
      expected[h] = m;  // at the start of hour h
      m = 3 * rates[h] + (m - 3 * rates[h]) * std::exp(-1.0 / 3);
    }
  }
  for (const int h : {0, 6, 9, 15, 21}) {
    WorkflowBuilder builder;
    builder.role("bed", 1000).work("stay", "bed", exponential(minutes(180))).to("gone").end("gone");
    Workflow map = builder.build();
    Demand& demand = map.cases.items()[0].demand;
    demand = {};
    demand.kind = Demand::Kind::hourly;
    for (int day = 0; day < 7; ++day) {
      for (int k = 0; k < 24; ++k) demand.rates.push_back(piece(day, k, k + 1, rates[static_cast<std::size_t>(k)]));
    }
    map.clock.warm_up = 5 * one_day + h * one_hour;  // e^(-40) of the empty start is left
    map.clock.run = one_minute;
    const Numbers seen = each(outcomes(map, 2000), [](const Outcome& o) {
      return static_cast<double>(o.cases[CaseTypeId{0}].in_progress_at_start);
    });
    const std::string name = "M_t/M/infinity at " + std::to_string(h) + ":00: ";
    const double mean_number = expected[static_cast<std::size_t>(h)];
    agree(name + "mean number", mean_number, mean(seen));
    agree(name + "variance of the number", mean_number, variance(seen, mean_number));
  }
}
