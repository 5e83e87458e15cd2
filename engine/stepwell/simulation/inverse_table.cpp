// How tables of quantiles are made from a law.
#include "stepwell/simulation/inverse_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepwell {

namespace {

/// Less than the least v that is ever asked for.
constexpr double least_v = 0x1p-54;

/// The least x at which the share below comes up to a half; a share of 1/2 may also be met all along a gap.
double median_of(const Law& law) {
  double low = law.least();
  double high = law.most();
  if (law.at(low).below >= 0.5) return low;
  if (!(high < unbounded)) {
    double length = std::max(1.0, std::fabs(low));
    while (law.at(low + length).below < 0.5) length *= 2;
    high = low + length;
  }
  for (;;) {
    const double middle = low + 0.5 * (high - low);
    if (middle <= low || middle >= high) return high;
    (law.at(middle).below < 0.5 ? low : high) = middle;
  }
}

}  // namespace

/// Makes one side, walking from the median outwards.
class InverseTable::Maker {
 public:
  Maker(const Law& law, double sd, bool lower)
      : law_(law), tolerance_(1e-7 * sd), noise_(lower ? law.noise().below : law.noise().above), lower_(lower) {}

  Side made(double median) {
    const std::vector<double> stops = stops_from(median);
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      // Seen from inside: what happens at a landmark itself belongs to neither piece.
      const Edge near = edge(std::nextafter(stops[i], stops[i + 1]));
      const Edge far = edge(std::nextafter(stops[i + 1], stops[i]));
      if (reached() - near.v > 1e-15) put(near.v, point(stops[i]));
      cut(near, far);
    }
    put(0, point(stops.back()));
    side_.bins.back().to = -1;  // whatever is asked for, it is found
    make_guide();
    return std::move(side_);
  }

 private:
  /// A quantile with its first two derivatives by v; the first is infinite where the density has no value.
  struct Edge {
    double x;
    double v;
    double slope;
    double curvature;
    bool smooth;
  };

  Edge edge(double x) const {
    const Law::At at = law_.at(x);
    const double slope = 1 / at.density;
    const double curvature = -at.growth * slope * slope * slope;
    const bool smooth = at.density > 0 && slope < 1e300 && std::fabs(curvature) < 1e300;
    return {x, std::min(0.5, lower_ ? at.below : at.above), lower_ ? slope : -slope, curvature, smooth};
  }

  std::vector<double> stops_from(double median) const {
    std::vector<double> points;
    law_.add_landmarks(points);
    const double most = law_.most();
    const double end = lower_ ? law_.least() : most < unbounded ? most : far_end(median);
    points.push_back(end);
    std::vector<double> stops{median};
    for (const double x : points) {
      if (lower_ ? x < median && x >= end : x > median && x <= end) stops.push_back(x);
    }
    std::sort(stops.begin(), stops.end());
    if (lower_) std::reverse(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
  }

  double far_end(double median) const {
    double length = std::max(1e-300, tolerance_);
    while (law_.at(median + length).above > least_v) length *= 2;
    return median + length;
  }

  double reached() const { return side_.bins.empty() ? 0.5 : side_.bins.back().to; }

  void put(double to, const std::array<double, 6>& polynomial) {
    const double from = reached();
    if (!(to < from)) return;
    side_.bins.push_back({from, to, 1 / (from - to), polynomial});
  }

  /// A value with a mass of its own.
  static std::array<double, 6> point(double x) { return {x, 0, 0, 0, 0, 0}; }

  void cut(const Edge& near, const Edge& far) {
    const double from = reached();
    const double width = from - far.v;
    if (!(width > 0)) return;
    const double rise = far.x - near.x;
    const std::array<double, 6> line{near.x, rise, 0, 0, 0, 0};
    const double middle = near.x + 0.5 * rise;
    const bool last = std::fabs(rise) <= tolerance_ || width < std::max(1e-13 * from, noise_) || halvings_ == 0 ||
                      middle == near.x || middle == far.x || from < least_v;
    if (last) return put(far.v, line);
    if (near.smooth && far.smooth) {
      const double d0 = -near.slope * width;
      const double d1 = -far.slope * width;
      const double s0 = near.curvature * width * width;
      const double s1 = far.curvature * width * width;
      const std::array<double, 6> polynomial{near.x,
                                             d0,
                                             0.5 * s0,
                                             10 * rise - 6 * d0 - 4 * d1 - 1.5 * s0 + 0.5 * s1,
                                             -15 * rise + 8 * d0 + 7 * d1 + 1.5 * s0 - s1,
                                             6 * rise - 3 * (d0 + d1) - 0.5 * (s0 - s1)};
      if (is_monotone(polynomial) && is_accurate(polynomial, from, width)) return put(far.v, polynomial);
    }
    --halvings_;
    const Edge between = edge(middle);
    cut(near, between);
    cut(between, far);
  }

  /// By the coefficients of Bernstein of the derivative: none may point the other way.
  bool is_monotone(const std::array<double, 6>& c) const {
    const double d0 = c[1], d1 = 2 * c[2], d2 = 3 * c[3], d3 = 4 * c[4], d4 = 5 * c[5];
    const double b[] = {d0, d0 + d1 / 4, d0 + d1 / 2 + d2 / 6, d0 + 0.75 * d1 + d2 / 2 + d3 / 4,
                        d0 + d1 + d2 + d3 + d4};
    return std::all_of(std::begin(b), std::end(b), [this](double x) { return lower_ ? x <= 0 : x >= 0; });
  }

  bool is_accurate(const std::array<double, 6>& c, double from, double width) const {
    for (const double t : {0.5, 0.2, 0.8}) {
      const double x = c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
      const Law::At at = law_.at(x);
      const double off = (lower_ ? at.below : at.above) - (from - t * width);
      if (!(std::fabs(off) <= std::max(tolerance_ * at.density, noise_))) return false;
    }
    return true;
  }

  void make_guide() {
    std::size_t bin = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double from =
          std::bit_cast<double>(std::bit_cast<std::uint64_t>(0.5) - (static_cast<std::uint64_t>(cell) << bits_of_cell));
      while (from <= side_.bins[bin].to) ++bin;
      side_.guide.push_back(static_cast<std::uint32_t>(bin));
    }
  }

  const Law& law_;
  double tolerance_;
  double noise_;
  bool lower_;
  int halvings_ = 20'000;  ///< left: a law with more noise than is tolerated would be halved for ever
  Side side_;
};

InverseTable::InverseTable(const Law& law, double sd) {
  const double median = median_of(law);
  lower_ = Maker(law, sd, true).made(median);
  upper_ = Maker(law, sd, false).made(median);
}

}  // namespace stepwell
