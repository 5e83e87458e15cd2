// Dates, times of day and durations: read, written and counted.
#include <limits>

#include "catch.hpp"
#include "stepwell/foundation/time.hpp"

using namespace stepwell;

TEST_CASE("days are counted from 1970-01-01 and know their weekday") {
  CHECK(day_number(1970, 1, 1) == 0);
  // 56 years x 365 + 14 leap days (1972 ... 2024) + 4 days of January
  CHECK(day_number(2026, 1, 5) == 56 * 365 + 14 + 4);
  CHECK(weekday_of(*day_number(2026, 1, 5)) == 0);    // a Monday
  CHECK(weekday_of(*day_number(2026, 4, 3)) == 4);    // Good Friday
  CHECK(weekday_of(*day_number(1969, 12, 28)) == 6);  // a Sunday before the count began
  CHECK(day_number(2024, 2, 29));
}

TEST_CASE("a date that does not exist has no number") {
  CHECK_FALSE(day_number(2026, 2, 29));
  CHECK_FALSE(day_number(2026, 2, 30));
  CHECK_FALSE(day_number(2026, 13, 1));
  CHECK_FALSE(day_number(2026, 0, 1));
  CHECK_FALSE(day_number(2026, 1, 0));
  CHECK_FALSE(day_number(2026, 257, 257));  // what a byte would take for 1
  CHECK_FALSE(day_number(100000, 1, 1));
}

TEST_CASE("the day and the time of day of an instant add up to it, before 1970 too") {
  const Instant t = start_of_day(20458) + 9 * one_hour;
  CHECK(day_of(t) == 20458);
  CHECK(time_of_day(t) == 9 * one_hour);
  const Instant before = start_of_day(-1) + 23 * one_hour;
  CHECK(day_of(before) == -1);
  CHECK(time_of_day(before) == 23 * one_hour);
}

TEST_CASE("an instant is read with date, minutes, seconds or less") {
  CHECK(parse_instant("2026-01-05") == start_of_day(20458));
  CHECK(parse_instant("2026-01-05 09:00") == start_of_day(20458) + 9 * one_hour);
  CHECK(parse_instant("2026-01-05T09:00:30") == start_of_day(20458) + 9 * one_hour + 30 * one_second);
  CHECK(parse_instant("2026-01-05 09:00:30.25") == start_of_day(20458) + 9 * one_hour + Duration{30'250'000});
  CHECK(parse_instant("2026-01-05 24:00") == start_of_day(20459));
}

TEST_CASE("what is no instant is not taken for one") {
  for (const char* text : {"", "2026", "2026-1-5", "2026-02-30", "05.01.2026", "2026-01-05 ", "2026-01-05 9",
                           "2026-01-05 25:00", "2026-01-05 09:60", "2026-01-05 09:00 am", "2026-01-05 24:00:01",
                           "2026-01-05 09:00:00.1234567", "-2026-01-05", " 2026-01-05", "2026-01-05x09:00"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text));
  }
}

TEST_CASE("a time of day runs from 00:00 to 24:00") {
  CHECK(parse_time_of_day("00:00") == Duration::zero());
  CHECK(parse_time_of_day("09:30") == 9 * one_hour + 30 * one_minute);
  CHECK(parse_time_of_day("9:30") == 9 * one_hour + 30 * one_minute);
  CHECK(parse_time_of_day("23:59:59") == one_day - one_second);
  CHECK(parse_time_of_day("24:00") == one_day);
  for (const char* text : {"", "9", "24:01", "24:00:01", "12:5", "12:60", "12:00:60", "-1:00", "noon", "12:00 "}) {
    INFO(text);
    CHECK_FALSE(parse_time_of_day(text));
  }
}

TEST_CASE("an instant is written with the seconds, and with microseconds only where there are some") {
  CHECK(to_text(*parse_instant("2026-01-05 09:00")) == "2026-01-05 09:00:00");
  CHECK(to_text(start_of_day(0) + Duration{1}) == "1970-01-01 00:00:00.000001");
  CHECK(to_text(start_of_day(0) - Duration{1}) == "1969-12-31 23:59:59.999999");
}

TEST_CASE("an instant that is written and read is the same instant") {
  for (const std::int64_t microseconds : {0L, 1L, 1'767'603'600'000'000L, 253'402'300'799'999'999L, -1'500'000L}) {
    const Instant t{Duration{microseconds}};
    CHECK(parse_instant(to_text(t)) == t);
  }
}

TEST_CASE("the ends of time can be written") {
  // numpy.datetime64 of the same 64-bit integers says the same dates.
  CHECK(to_text(Instant{Duration{std::numeric_limits<std::int64_t>::max()}}) == "294247-01-10 04:00:54.775807");
  CHECK(to_text(Instant{Duration{std::numeric_limits<std::int64_t>::min()}}) == "-290308-12-21 19:59:05.224192");
}

TEST_CASE("durations are told in days, hours, minutes and seconds, without a tail of zeros") {
  CHECK(to_text(32 * one_minute) == "32 min");
  CHECK(to_text(90 * one_minute) == "1 h 30 min");
  CHECK(to_text(Duration{2'500'000}) == "2.5 s");
  CHECK(to_text(one_day) == "1 d");
  CHECK(to_text(84 * one_day) == "84 d");
  CHECK(to_text(200 * one_second) == "3 min 20 s");
  CHECK(to_text(Duration{1}) == "0.000001 s");
  CHECK(to_text(one_minute + Duration{50'000}) == "1 min 0.05 s");
  CHECK(to_text(Duration::zero()) == "0 s");
  CHECK(to_text(-90 * one_minute) == "-1 h 30 min");
  // 2^63 microseconds = 106,751,991 d 4 h 0 min 54.775808 s
  CHECK(to_text(Duration{std::numeric_limits<std::int64_t>::min()}) == "-106751991 d 4 h 54.775808 s");
}

TEST_CASE("units of time are known in their short and long words") {
  for (const char* word : {"s", "second", "seconds"}) CHECK(time_unit(word)->length == one_second);
  for (const char* word : {"min", "minute", "minutes"}) CHECK(time_unit(word)->length == one_minute);
  for (const char* word : {"h", "hour", "hours"}) CHECK(time_unit(word)->length == one_hour);
  for (const char* word : {"d", "day", "days"}) CHECK(time_unit(word)->length == one_day);
  for (const char* word : {"week", "weeks"}) CHECK(time_unit(word)->length == 7 * one_day);
  for (const char* word : {"year", "years"}) CHECK(time_unit(word)->length == 365 * one_day);
  for (const char* word : {"month", "months"}) CHECK(12 * time_unit(word)->length == one_year);
  CHECK(time_unit("minutes")->name == "min");
  for (const char* word : {"", "m", "H", "fortnight", "ms"}) CHECK_FALSE(time_unit(word));
}

TEST_CASE("rounding goes to the nearest microsecond, on both sides of zero") {
  CHECK(rounded(2.4) == Duration{2});
  CHECK(rounded(2.5) == Duration{3});
  CHECK(rounded(-2.5) == Duration{-3});
  CHECK(rounded(-2.4) == Duration{-2});
}
