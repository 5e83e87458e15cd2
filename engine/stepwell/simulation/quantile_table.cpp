// How quantile tables are made.
//
// Guarantees: bins are made finer until bins in every octave meet 1e-7 standard deviations at their middle, or 128 an
// octave are reached.
#include "stepwell/simulation/quantile_table.hpp"

#include <cmath>

#include "stepwell/foundation/mathematics.hpp"

namespace stepwell {

namespace {

constexpr std::size_t octaves = 20;
constexpr int bits_of_mantissa = 52;
constexpr int coarsest = 3;  // 8 bins an octave
constexpr int finest = 7;

/// The edge of the bins at `bits` below a half.
double edge_at(std::uint64_t bits) { return std::bit_cast<double>(std::bit_cast<std::uint64_t>(0.5) - bits); }

}  // namespace

QuantileTable::QuantileTable(Shape shape, double a, double b) : shape_(shape), a_(a), b_(b) {
  for (int bits = coarsest; bits <= finest; ++bits) {
    fill(bits);
    if (is_accurate()) break;
  }
}

double QuantileTable::exact(double u) const {
  return shape_ == Shape::gamma ? inverse_gamma(a_, u) : inverse_beta(a_, b_, u);
}

QuantileTable::Edge QuantileTable::edge(double v, bool lower) const {
  const double x = exact(lower ? v : 1 - v);
  // An x that has left the doubles has no slope to speak of either.
  if (x < 1e-290) return {x, 0, 0};
  double density = 0;
  double growth = 0;  // derivative of the density over the density
  if (shape_ == Shape::gamma) {
    density = exponential_of((a_ - 1) * natural_log(x) - x - log_gamma(a_));
    growth = (a_ - 1) / x - 1;
  } else {
    density = exponential_of((a_ - 1) * natural_log(x) + (b_ - 1) * log_of_one_plus(-x) - log_gamma(a_) -
                             log_gamma(b_) + log_gamma(a_ + b_));
    growth = (a_ - 1) / x - (b_ - 1) / (1 - x);
  }
  const double slope = 1 / density;
  return {x, slope, -growth * slope * slope};
}

void QuantileTable::fill(int bins_per_octave_bits) {
  bits_of_bin_ = bits_of_mantissa - bins_per_octave_bits;
  width_of_bit_ = 1 / static_cast<double>(std::uint64_t{1} << bits_of_bin_);
  bins_ = octaves << bins_per_octave_bits;
  polynomials_.assign(2 * bins_, {});
  for (const bool lower : {true, false}) {
    Edge near = edge(0.5, lower);
    double near_v = 0.5;
    for (std::size_t bin = 0; bin < bins_; ++bin) {
      const double far_v = edge_at(static_cast<std::uint64_t>(bin + 1) << bits_of_bin_);
      const Edge far = edge(far_v, lower);
      // The bin is walked away from the middle: downwards in u on the lower side, upwards on the upper one.
      const double width = lower ? far_v - near_v : near_v - far_v;
      const double rise = far.value - near.value;
      const double d0 = near.slope * width;
      const double d1 = far.slope * width;
      const double s0 = near.curvature * width * width;
      const double s1 = far.curvature * width * width;
      polynomials_[lower ? bin : bin + bins_] = {near.value,
                                                 d0,
                                                 0.5 * s0,
                                                 10 * rise - 6 * d0 - 4 * d1 - 1.5 * s0 + 0.5 * s1,
                                                 -15 * rise + 8 * d0 + 7 * d1 + 1.5 * s0 - s1,
                                                 6 * rise - 3 * (d0 + d1) - 0.5 * (s0 - s1)};
      near = far;
      near_v = far_v;
    }
  }
}

bool QuantileTable::is_accurate() const {
  const double sd = shape_ == Shape::gamma ? std::sqrt(a_) : std::sqrt(a_ * b_ / (a_ + b_ + 1)) / (a_ + b_);
  // A few bins of every octave stand for all: errors change slowly from bin to bin, and the bound has room.
  const std::uint64_t stride = (std::uint64_t{1} << (bits_of_mantissa - coarsest)) * 3;
  const std::uint64_t middle = std::uint64_t{1} << (bits_of_bin_ - 1);
  for (std::uint64_t bits = 0; (bits >> bits_of_bin_) < bins_; bits += stride) {
    const double v = edge_at(bits + middle);
    if (!(std::fabs(value(v) - exact(v)) < 1e-7 * sd)) return false;
    if (!(std::fabs(value(1 - v) - exact(1 - v)) < 1e-7 * sd)) return false;
  }
  return true;
}

QuantileTable gamma_table(double shape) { return {QuantileTable::Shape::gamma, shape, 0}; }
QuantileTable beta_table(double a, double b) { return {QuantileTable::Shape::beta, a, b}; }

}  // namespace stepwell
