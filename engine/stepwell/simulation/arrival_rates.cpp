// Weeks, days and opening hours cut the run into stretches.
#include "stepwell/simulation/arrival_rates.hpp"

#include <algorithm>
#include <utility>

namespace stepwell {
namespace {

class Layout {
 public:
  Layout(const Demand& demand, const Clock& clock, const OpeningHours* hours)
      : demand_(demand), clock_(clock), hours_(hours), first_(day_of(clock.start)) {}

  /// Adds what lies in the run and in opening hours, day by day where the days differ.
  void add(Interval stretch, double rate, std::uint32_t piece) {
    stretch.begin = std::max(stretch.begin, clock_.start);
    stretch.end = std::min(stretch.end, clock_.horizon());
    if (hours_ == nullptr) return add_days(stretch, rate, piece);
    const auto& open = hours_->intervals();
    auto next =
        std::partition_point(open.begin(), open.end(), [&](const Interval& i) { return i.end <= stretch.begin; });
    for (; next != open.end() && next->begin < stretch.end; ++next) {
      add_days({std::max(stretch.begin, next->begin), std::min(stretch.end, next->end)}, rate, piece);
    }
  }

  std::vector<RateCode> take() {
    std::sort(rates_.begin(), rates_.end(), [](const RateCode& a, const RateCode& b) { return a.begin < b.begin; });
    accumulate(rates_);
    return std::move(rates_);
  }

 private:
  void add_days(Interval stretch, double rate, std::uint32_t piece) {
    if (stretch.begin >= stretch.end) return;
    if (demand_.pattern.is_flat() && demand_.varies_with.empty()) return add_one(stretch, rate, piece, 1);
    for (std::int64_t day = day_of(stretch.begin); start_of_day(day) < stretch.end; ++day) {
      add_one({std::max(stretch.begin, start_of_day(day)), std::min(stretch.end, start_of_day(day + 1))}, rate, piece,
              demand_.pattern.on(day, first_));
    }
  }

  void add_one(Interval stretch, double rate, std::uint32_t piece, double factor) {
    if (rate * factor > 0) rates_.push_back({stretch.begin, stretch.end, rate * factor, 0, piece, factor});
  }

  const Demand& demand_;
  const Clock& clock_;
  const OpeningHours* hours_;
  std::int64_t first_;
  std::vector<RateCode> rates_;
};

}  // namespace

std::vector<RateCode> hourly_rates(const Demand& demand, const Clock& clock, const OpeningHours* hours) {
  Layout layout(demand, clock, hours);
  const std::int64_t first_monday = day_of(clock.start) - weekday_of(day_of(clock.start));
  for (Instant week = start_of_day(first_monday); week < clock.horizon(); week += one_week) {
    for (std::uint32_t piece = 0; piece < demand.rates.size(); ++piece) {
      const RatePiece& rate = demand.rates[piece];
      layout.add({week + rate.begin, week + rate.end}, rate.per_hour.value / static_cast<double>(one_hour.count()),
                 piece);
    }
  }
  return layout.take();
}

std::vector<RateCode> pace(const Demand& demand, const Clock& clock, const OpeningHours* hours) {
  Layout layout(demand, clock, hours);
  layout.add({clock.start, clock.horizon()}, 1, 0);
  return layout.take();
}

void accumulate(std::vector<RateCode>& rates) {
  double sum = 0;
  for (RateCode& rate : rates) {
    rate.before = sum;
    sum += rate.per_microsecond * static_cast<double>((rate.end - rate.begin).count());
  }
}

}  // namespace stepwell
