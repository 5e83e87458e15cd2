// Quantiles by table for any law: mixtures, phase types and whatever has no inverse of its own.
//
// Guarantees: within 1e-6 standard deviations of the exact quantile for every uniform (bins are halved until 1e-7 holds
// at their inner points); exact where single values have mass and where nothing lies between two parts; never falling
// but for the last digit. Costs a look at a guide, a step or two, and 8 multiplications; making a table takes some
// thousand evaluations of the law, a few milliseconds, and some ten KB.
//
// How: each half is counted from its own end, v = u or 1 - u. Bins are cut in x, where the law is known, not in v:
// share, density and its growth at both edges give the value, slope and curvature of the quantile there, so no
// equation has to be solved. A bin holds the polynomial of degree 5 that meets them.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stepwell/process/law.hpp"

namespace stepwell {

class InverseTable {
 public:
  /// Of a law whose standard deviation is `sd`.
  InverseTable(const Law& law, double sd);

  /// The quantile at `u`, 0 < u < 1.
  double value(double u) const {
    const bool lower = u < 0.5;
    const double v = lower ? u : 1 - u;
    const Side& side = lower ? lower_ : upper_;
    const std::uint64_t below_half = std::bit_cast<std::uint64_t>(0.5) - std::bit_cast<std::uint64_t>(v);
    const std::size_t cell = static_cast<std::size_t>(below_half >> bits_of_cell);
    std::size_t bin = side.guide[cell < cells ? cell : cells - 1];
    while (v <= side.bins[bin].to) ++bin;
    const Bin& at = side.bins[bin];
    const double t = (at.from - v) * at.per_width;
    const std::array<double, 6>& c = at.polynomial;
    const double t2 = t * t;
    return (c[0] + c[1] * t) + t2 * ((c[2] + c[3] * t) + t2 * (c[4] + c[5] * t));
  }

 private:
  static constexpr int bits_of_cell = 49;  // 8 cells an octave
  static constexpr std::size_t cells = std::size_t{52} * 8;

  /// v from `from` down to, not including, `to`.
  struct Bin {
    double from;
    double to;
    double per_width;
    std::array<double, 6> polynomial;
  };
  struct Side {
    std::vector<Bin> bins;             ///< from v = 1/2 down to 0
    std::vector<std::uint32_t> guide;  ///< the first bin of each cell
  };
  class Maker;

  Side lower_;
  Side upper_;
};

}  // namespace stepwell
