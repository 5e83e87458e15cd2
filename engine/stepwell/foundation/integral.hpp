// Integrals of smooth functions, and of functions that are rough at the ends of the interval only.
//
// Guarantees: the rule of Gauss and Kronrod with 7 and 15 points, halved until the two agree to `error`, or 40 times;
// the same bits everywhere. Costs 15 evaluations for each piece.
#pragma once

#include <array>
#include <cstddef>

namespace stepwell {

/// Two integrals at once: their functions often share the work.
using TwoIntegrals = std::array<double, 2>;

/// The integrals of `function(x)`, which gives a `TwoIntegrals`, from `low` to `high`; `error` allowed in each.
template <class Function>
TwoIntegrals integrals(const Function& function, double low, double high, const TwoIntegrals& error, int depth = 40) {
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
    const double off = by_fine[k] - by_coarse[k];
    exact = exact && (off < 0 ? -off : off) <= error[k];
  }
  // A NaN would be halved for ever to no avail.
  if (exact || depth == 0 || !(low < middle && middle < high) || by_fine[0] != by_fine[0]) return by_fine;
  const TwoIntegrals left = integrals(function, low, middle, error, depth - 1);
  const TwoIntegrals right = integrals(function, middle, high, error, depth - 1);
  return {left[0] + right[0], left[1] + right[1]};
}

}  // namespace stepwell
