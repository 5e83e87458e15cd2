// Phase-type distributions by uniformisation and squaring.
#include "stepwell/foundation/phase_type.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "stepwell/foundation/elementary.hpp"

namespace stepwell {

PhaseType::PhaseType(std::vector<double> means, std::vector<double> onward)
    : means_(std::move(means)), onward_(std::move(onward)), size_(means_.size() + 1) {
  onward_.resize(means_.size(), 0.0);
  onward_.back() = 0;
  for (const double mean : means_) {
    rates_.push_back(1 / mean);
    fastest_ = std::max(fastest_, rates_.back());
  }
}

PhaseType::Matrix PhaseType::after_short_time(double time) const {
  const std::size_t end = size_ - 1;
  const double jumps = fastest_ * time;  // the mean number of jumps of a chain that jumps at the fastest rate
  Matrix power(size_ * size_, 0.0);      // of the chances of one jump
  for (std::size_t i = 0; i < size_; ++i) entry(power, i, i) = 1;
  double weight = exponential_of(-jumps);
  Matrix sum = power;
  for (double& value : sum) value *= weight;
  // The last phase is reached after as many jumps as there are phases; then 20 more terms are below the last digit.
  for (std::size_t k = 1; k < size_ + 20; ++k) {
    for (std::size_t i = 0; i < end; ++i) {
      double ended = entry(power, i, end);
      for (std::size_t j = i; j < end; ++j) ended += entry(power, i, j) * (rates_[j] / fastest_) * (1 - onward_[j]);
      entry(power, i, end) = ended;
      for (std::size_t j = end; j-- > i;) {
        const double stays = entry(power, i, j) * ((fastest_ - rates_[j]) / fastest_);
        const double comes = j > i ? entry(power, i, j - 1) * (rates_[j - 1] / fastest_) * onward_[j - 1] : 0;
        entry(power, i, j) = stays + comes;
      }
    }
    weight *= jumps / static_cast<double>(k);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * power[i];
  }
  return sum;
}

PhaseType::Matrix PhaseType::after_twice(const Matrix& once, double twice_the_time) const {
  Matrix twice(once.size(), 0.0);
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = i + 1; j < size_; ++j) {
      double sum = 0;
      for (std::size_t k = i; k <= j; ++k) sum += entry(once, i, k) * entry(once, k, j);
      entry(twice, i, j) = sum;
    }
    // Taken afresh each time, so that errors add up instead of doubling.
    entry(twice, i, i) = i + 1 < size_ ? exponential_of(-rates_[i] * twice_the_time) : 1;
  }
  return twice;
}

PhaseType::At PhaseType::at(double x) const {
  const std::size_t phases = means_.size();
  if (!(x > 0)) {
    const double begins = rates_[0] * (1 - onward_[0]);
    const double comes = phases > 1 ? rates_[0] * onward_[0] * rates_[1] * (1 - onward_[1]) : 0;
    return x < 0 ? At{0, 1, 0, 0} : At{0, 1, begins, comes - rates_[0] * begins};
  }
  int doublings = 0;
  double time = x;
  // Bounded, for an x that is beyond any time.
  while (time * fastest_ > 0.5 && doublings < 1000) {
    time *= 0.5;
    ++doublings;
  }
  Matrix chances = after_short_time(time);
  for (; doublings > 0; --doublings) {
    time *= 2;
    chances = after_twice(chances, time);
  }
  At result{std::min(1.0, entry(chances, 0, phases)), 0, 0, 0};
  for (std::size_t j = 0; j < phases; ++j) {
    const double here = entry(chances, 0, j);
    const double leaves = rates_[j] * (1 - onward_[j]);
    const double comes = j > 0 ? entry(chances, 0, j - 1) * rates_[j - 1] * onward_[j - 1] : 0;
    result.above += here;
    result.density += here * leaves;
    result.growth += (comes - here * rates_[j]) * leaves;
  }
  result.above = std::min(1.0, result.above);
  return result;
}

double PhaseType::mean() const {
  double rest = 0;
  for (std::size_t k = means_.size(); k-- > 0;) rest = means_[k] + onward_[k] * rest;
  return rest;
}

double PhaseType::sd() const {
  // From the last phase back: an exponential, and with a chance the rest, whose mean and variance are known.
  double mean = 0;
  double variance = 0;
  for (std::size_t k = means_.size(); k-- > 0;) {
    variance = means_[k] * means_[k] + onward_[k] * (variance + (1 - onward_[k]) * mean * mean);
    mean = means_[k] + onward_[k] * mean;
  }
  return std::sqrt(variance);
}

}  // namespace stepwell
