// Opening hours worked by hand. 2026-01-05 is a Monday.
#include "stepwell/process/calendar.hpp"
#include "catch.hpp"

using namespace stepwell;

namespace {

Instant at(const char* text) { return *parse_instant(text); }
Interval open(const char* begin, const char* end) { return {at(begin), at(end)}; }
WeeklyHours hours(int weekday, const char* from, const char* to) {
  const Duration begin = *parse_time_of_day(from);
  const Duration end = *parse_time_of_day(to);
  return {weekday, begin, end > begin ? end : end + one_day};
}
using Intervals = std::vector<Interval>;

/// Monday to Friday 9 to 17 with an hour of lunch.
Calendar clinic() {
  Calendar calendar;
  for (int weekday = 0; weekday < 5; ++weekday) {
    calendar.weekly.push_back(hours(weekday, "13:00", "17:00"));
    calendar.weekly.push_back(hours(weekday, "09:00", "12:00"));
  }
  return calendar;
}

}  // namespace

TEST_CASE("a day with lunch is open twice, in order") {
  CHECK(clinic().open_intervals(at("2026-01-05"), at("2026-01-06")) ==
        Intervals{open("2026-01-05 09:00", "2026-01-05 12:00"), open("2026-01-05 13:00", "2026-01-05 17:00")});
}

TEST_CASE("a weekend is closed") {
  CHECK(clinic().open_intervals(at("2026-01-10"), at("2026-01-12")).empty());
  CHECK(clinic().open_intervals(at("2026-01-09 16:00"), at("2026-01-12 10:00")) ==
        Intervals{open("2026-01-09 16:00", "2026-01-09 17:00"), open("2026-01-12 09:00", "2026-01-12 10:00")});
}

TEST_CASE("intervals are clipped to what is asked for, and an instant has none") {
  CHECK(clinic().open_intervals(at("2026-01-05 10:00"), at("2026-01-05 11:00")) ==
        Intervals{open("2026-01-05 10:00", "2026-01-05 11:00")});
  CHECK(clinic().open_intervals(at("2026-01-05 12:00"), at("2026-01-05 13:00")).empty());
  CHECK(clinic().open_intervals(at("2026-01-05 10:00"), at("2026-01-05 10:00")).empty());
  CHECK(clinic().open_intervals(at("2026-01-06"), at("2026-01-05")).empty());
}

TEST_CASE("a bank holiday is closed, unless the calendar is closed never") {
  Calendar calendar = clinic();
  calendar.closed_days = {*day_number(2026, 4, 6), *day_number(2026, 4, 3)};  // Easter Monday, Good Friday
  CHECK(calendar.open_intervals(at("2026-04-03"), at("2026-04-07")).empty());
  CHECK(calendar.open_intervals(at("2026-04-02 16:00"), at("2026-04-07 10:00")) ==
        Intervals{open("2026-04-02 16:00", "2026-04-02 17:00"), open("2026-04-07 09:00", "2026-04-07 10:00")});
  calendar.keeps_open_on_closed_days = true;
  CHECK(calendar.open_intervals(at("2026-04-03"), at("2026-04-07")).size() == 4);
}

TEST_CASE("a night belongs to the day on which it begins") {
  Calendar ward;
  for (int weekday = 0; weekday < 7; ++weekday) ward.weekly.push_back(hours(weekday, "22:00", "06:00"));
  CHECK(ward.open_intervals(at("2026-01-05"), at("2026-01-06")) ==
        Intervals{open("2026-01-05", "2026-01-05 06:00"), open("2026-01-05 22:00", "2026-01-06")});
  // Closed on the 6th: the night of the 5th goes on until 6, the night of the 6th does not begin.
  ward.closed_days = {*day_number(2026, 1, 6)};
  CHECK(ward.open_intervals(at("2026-01-05 12:00"), at("2026-01-08")) ==
        Intervals{open("2026-01-05 22:00", "2026-01-06 06:00"), open("2026-01-07 22:00", "2026-01-08")});
}

TEST_CASE("hours until 24:00 join those from 00:00") {
  Calendar always;
  for (int weekday = 0; weekday < 7; ++weekday) always.weekly.push_back(hours(weekday, "00:00", "24:00"));
  CHECK(always.open_intervals(at("2026-01-01"), at("2026-03-01")) == Intervals{open("2026-01-01", "2026-03-01")});
  CHECK(always.weekly_open_time() == one_week);
}

TEST_CASE("extra hours open a closed day, and join the hours that they touch") {
  Calendar calendar = clinic();
  calendar.closed_days = {*day_number(2026, 1, 6)};
  calendar.extra = {open("2026-01-05 17:00", "2026-01-05 19:00"), open("2026-01-06 10:00", "2026-01-06 11:00"),
                    open("2026-01-05 11:00", "2026-01-05 14:00")};
  CHECK(calendar.open_intervals(at("2026-01-05"), at("2026-01-07")) ==
        Intervals{open("2026-01-05 09:00", "2026-01-05 19:00"), open("2026-01-06 10:00", "2026-01-06 11:00")});
}

TEST_CASE("hours that overlap count once") {
  Calendar calendar;
  calendar.weekly = {hours(0, "09:00", "13:00"), hours(0, "12:00", "15:00"), hours(0, "10:00", "11:00")};
  CHECK(calendar.open_intervals(at("2026-01-05"), at("2026-01-12")) ==
        Intervals{open("2026-01-05 09:00", "2026-01-05 15:00")});
  CHECK(calendar.weekly_open_time() == 6 * one_hour);
}

TEST_CASE("a calendar without hours is never open") {
  CHECK(Calendar{}.open_intervals(at("2026-01-01"), at("2027-01-01")).empty());
  CHECK(Calendar{}.weekly_open_time() == Duration::zero());
}

TEST_CASE("the weekly open time leaves exceptions apart and wraps Sunday night into Monday") {
  Calendar calendar = clinic();
  calendar.closed_days = {*day_number(2026, 1, 6)};
  CHECK(calendar.weekly_open_time() == 35 * one_hour);  // 5 x (3 + 4)
  Calendar night;
  night.weekly = {hours(6, "22:00", "06:00"), hours(0, "05:00", "07:00")};
  CHECK(night.weekly_open_time() == 9 * one_hour);  // Sunday 22 to 24, Monday 0 to 7
}

TEST_CASE("ten years of opening hours add up") {
  // 2026 to 2035 has 3652 days, of which 2608 are Mondays to Fridays: 521 full weeks and Thursday, Friday, Saturday,
  // Sunday, Monday (from Thursday 2026-01-01): 521 x 5 + 3.
  Duration open_time{};
  for (const Interval& interval : clinic().open_intervals(at("2026-01-01"), at("2036-01-01"))) {
    open_time += interval.end - interval.begin;
  }
  CHECK(open_time == 2608 * 7 * one_hour);
}

TEST_CASE("asking piece by piece gives the same open time as asking at once") {
  Calendar ward;
  for (int weekday = 0; weekday < 7; weekday += 2) ward.weekly.push_back(hours(weekday, "20:00", "08:30"));
  ward.closed_days = {*day_number(2026, 1, 7), *day_number(2026, 1, 16)};
  ward.extra = {open("2026-01-08 07:00", "2026-01-08 12:00")};
  const auto open_time = [&ward](Instant from, Instant to) {
    Duration sum{};
    for (const Interval& interval : ward.open_intervals(from, to)) sum += interval.end - interval.begin;
    return sum;
  };
  Duration pieces{};
  const Duration piece = 5 * one_hour + 7 * one_minute;
  Instant t = at("2026-01-01");
  for (int i = 0; i < 200; ++i, t += piece) pieces += open_time(t, t + piece);
  CHECK(pieces == open_time(at("2026-01-01"), t));
}
