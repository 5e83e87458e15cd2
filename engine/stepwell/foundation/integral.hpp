// Integrals of smooth functions, and of functions that are rough at the ends of the interval only.
//
// Guarantees: the rule of Gauss and Kronrod with 7 and 15 points, pieces being halved until the two agree as far as it is
// asked for or as rounding lets them, or no halvings are left; the same bits everywhere. Costs 15 evaluations a piece.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace stepwell {

/// Two integrals at once: their functions often share the work.
using TwoIntegrals = std::array<double, 2>;

/// How exact each has to be in a piece, how exact the values of the functions are, and how many halvings may be made.
struct Exactness {
  TwoIntegrals error;
  TwoIntegrals noise;
  int halvings = 2000;
};

/// The integrals of `function(x)`, which gives a `TwoIntegrals`, from `low` to `high`; counts the halvings down.
template <class Function>
TwoIntegrals integrals(const Function& function, double low, double high, Exactness& exactness) {
  constexpr std::array<double, 8> node = {0.0,
                                          0.207784955007898467600689403773245,
                                          0.405845151377397166906606412076961,
                                          0.586087235467691130294144691258747,
                                          0.741531185599394439863864773280788,
                                          0.864864423359769072789712788640926,
                                          0.949107912342758524526189684047851,
                                          0.991455371120812639206854697526329};
  constexpr std::array<double, 8> fine = {0.209482141084727828012999174891714, 0.204432940075298892414161999234649,
                                          0.190350578064785409913256402421014, 0.169004726639267902826583426598550,
                                          0.140653259715525918745189590510238, 0.104790010322250183839876322541518,
                                          0.063092092629978553290700663189204, 0.022935322010529224963732008058970};
  // Every second point is one of the seven.
  constexpr std::array<double, 8> coarse = {
      0.417959183673469387755102040816327, 0, 0.381830050505118944950369775488975, 0,
      0.279705391489276667901467771423780, 0, 0.129484966168869693270611432679082, 0};
  const double middle = 0.5 * (low + high);
  const double half = 0.5 * (high - low);
  TwoIntegrals by_fine{};
  TwoIntegrals by_coarse{};
  for (std::size_t i = 0; i < node.size(); ++i) {
    TwoIntegrals both = function(middle + half * node[i]);
    if (i > 0) {
      const TwoIntegrals mirror = function(middle - half * node[i]);
      for (std::size_t k = 0; k < 2; ++k) both[k] += mirror[k];
    }
    for (std::size_t k = 0; k < 2; ++k) {
      by_fine[k] += half * fine[i] * both[k];
      by_coarse[k] += half * coarse[i] * both[k];
    }
  }
  bool exact = true;
  for (std::size_t k = 0; k < 2; ++k) {
    const double off = std::fabs(by_fine[k] - by_coarse[k]);
    exact = exact && (off <= exactness.error[k] || off <= 1e-13 * std::fabs(by_fine[k]) ||
                      off <= exactness.noise[k] * (high - low));
  }
  // A NaN would be halved for ever to no avail.
  if (exact || exactness.halvings <= 0 || !(low < middle && middle < high) || by_fine[0] != by_fine[0]) return by_fine;
  --exactness.halvings;
  const TwoIntegrals left = integrals(function, low, middle, exactness);
  const TwoIntegrals right = integrals(function, middle, high, exactness);
  return {left[0] + right[0], left[1] + right[1]};
}

}  // namespace stepwell
