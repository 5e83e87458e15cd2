// Of points, sums; of a density, integrals of shares, which have bounds where densities may have none.
#include "stepwell/process/truncation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stepwell/foundation/integral.hpp"
#include "stepwell/process/law.hpp"

namespace stepwell {

namespace {

/// The interval that is left, the points at which integrals over it are split, and the shares at its ends.
class Window {
 public:
  Window(const Law& law, double at_least, double at_most)
      : law_(law),
        low_(std::max(at_least, law.least())),
        high_(std::min(at_most, law.most())),
        under_(law.at(std::nextafter(low_, -unbounded))),
        up_to_(law.at(high_)) {
    law.add_landmarks(landmarks_);
    landmarks_.push_back(low_);
    if (high_ < unbounded) landmarks_.push_back(high_);
    landmarks_.erase(
        std::remove_if(landmarks_.begin(), landmarks_.end(), [this](double x) { return x < low_ || x > high_; }),
        landmarks_.end());
    std::sort(landmarks_.begin(), landmarks_.end());
    landmarks_.erase(std::unique(landmarks_.begin(), landmarks_.end()), landmarks_.end());
  }

  double middle() const { return landmarks_[landmarks_.size() / 2]; }

  /// E(X - c) and E(X - c)² of the part in the window, not divided by its share.
  TwoIntegrals moments_about(double c) const {
    // E(X - c)+ is the integral of P(X > x) from c on, E(X - c)+² that of 2 (x - c) P(X > x); below c likewise.
    const auto beyond = [this, c](double x) {
      const Law::At at = law_.at(x);
      const double share = up_to_.below < 0.5 ? up_to_.below - at.below : at.above - up_to_.above;
      return TwoIntegrals{share, 2 * (x - c) * share};
    };
    const auto before = [this, c](double x) {
      const Law::At at = law_.at(x);
      const double share = under_.below < 0.5 ? at.below - under_.below : under_.above - at.above;
      return TwoIntegrals{share, 2 * (c - x) * share};
    };
    std::vector<double> ends = landmarks_;
    ends.insert(std::lower_bound(ends.begin(), ends.end(), c), c);
    // Pieces of doubling length while they matter, where there is no end.
    if (high_ == unbounded) {
      double length = std::max({ends.back() - ends.front(), std::fabs(ends.back()) * 1e-9, 1e-300});
      for (int i = 0; i < 400 && reach(ends.back() + length, c) > 0; ++i, length *= 2)
        ends.push_back(ends.back() + length);
      ends.push_back(ends.back() + length);
    }
    TwoIntegrals sum{};
    const double scale = half_width(c, ends);
    const double share = share_of_window();
    const TwoIntegrals error{1e-12 * share * scale, 1e-12 * share * scale * scale};
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      if (!(ends[i] < ends[i + 1])) continue;
      const bool upper = ends[i] >= c;
      // What is subtracted from a share leaves its rounding.
      const Law::At& end = upper ? up_to_ : under_;
      const double noise = 4 * 0x1p-53 * std::min(end.below, end.above);
      const double reach = 2 * std::max(std::fabs(ends[i] - c), std::fabs(ends[i + 1] - c));
      Exactness exactness{error, {noise, noise * reach}};
      const TwoIntegrals part = upper ? integrals(beyond, ends[i], ends[i + 1], exactness)
                                      : integrals(before, ends[i], ends[i + 1], exactness);
      sum[0] += upper ? part[0] : -part[0];
      sum[1] += part[1];
    }
    return sum;
  }

  double share_of_window() const {
    if (under_.below < 0.5 && up_to_.below > 0.5) return 1 - under_.below - up_to_.above;
    return under_.below < 0.5 ? up_to_.below - under_.below : under_.above - up_to_.above;
  }

 private:
  /// How much lies beyond x, weighted with the square of the distance; 0 where it is below every digit.
  double reach(double x, double c) const {
    const double weight = law_.at(x).above * (x - c) * (x - c);
    return weight > 1e-22 * (landmarks_.back() - c) * (landmarks_.back() - c) * share_of_window() ? weight : 0;
  }
  /// The distance from c within which nearly all lies: a measure of the spread.
  double half_width(double c, const std::vector<double>& ends) const {
    double width = std::max(c - ends.front(), ends.back() - c);
    const double small = 0.05 * share_of_window();
    for (int i = 0; i < 60; ++i) {
      const double half = 0.5 * width;
      const double outside =
          std::max(0.0, law_.at(c - half).below - under_.below) + std::max(0.0, law_.at(c + half).above - up_to_.above);
      if (outside > small) break;
      width = half;
    }
    return width;
  }

  const Law& law_;
  double low_;
  double high_;
  Law::At under_;
  Law::At up_to_;
  std::vector<double> landmarks_;
};

Remainder of_points(const std::vector<double>& values, const std::vector<double>& chances, double low, double high) {
  const auto inside = [low, high](double value) { return value >= low && value <= high; };
  Remainder left;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (inside(values[i])) left.share += chances[i];
  }
  if (left.share < least_share_left) return left;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (inside(values[i])) left.mean += chances[i] / left.share * values[i];
  }
  double variance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double off = values[i] - left.mean;
    if (inside(values[i])) variance += chances[i] / left.share * off * off;
  }
  left.sd = std::sqrt(variance);
  return left;
}

}  // namespace

Remainder what_is_left(const Distribution& base, double at_least, double at_most) {
  if (!(at_least <= at_most)) return {};
  if (base.kind == DistributionKind::discrete)
    return of_points(base.values, exact_chances(base.chances), at_least, at_most);
  if (base.kind == DistributionKind::empirical) {
    const double each = 1 / static_cast<double>(base.values.size());
    return of_points(base.values, std::vector<double>(base.values.size(), each), at_least, at_most);
  }
  if (base.kind == DistributionKind::constant) return of_points({base.a}, {1}, at_least, at_most);
  const std::unique_ptr<const Law> law = law_of(base);
  Remainder left;
  left.share = share_between(*law, at_least, at_most);
  if (left.share < least_share_left) return left;
  const Window window(*law, at_least, at_most);
  // About its own mean nothing cancels: a first pass finds it, a second one makes sure.
  left.mean = window.middle();
  for (int pass = 0; pass < 2; ++pass) left.mean += window.moments_about(left.mean)[0] / left.share;
  const TwoIntegrals about_mean = window.moments_about(left.mean);
  const double off = about_mean[0] / left.share;
  left.sd = std::sqrt(std::max(0.0, about_mean[1] / left.share - off * off));
  return left;
}

}  // namespace stepwell
