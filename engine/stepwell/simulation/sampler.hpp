// A distribution made ready for the hot loop: one uniform in, one value out.
//
// Guarantees: a value is a pure function of its uniform that never falls but for the last digit (inverse
// transform), with the same bits everywhere; an empirical value is one of the observed ones. Exact formulas but
// for gamma, Erlang, pert and beta, for phase types, mixtures and what is cut off, whose tables are within 1e-6 standard deviations.
// Costs a switch and a few loads: a constant nothing, an exponential one logarithm, a lognormal one inverse normal and
// one exponential, a table 8 multiplications; what is shifted one call more. Copying shares the tables.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "stepwell/foundation/elementary.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/time.hpp"
#include "stepwell/process/distribution.hpp"
#include "stepwell/simulation/inverse_table.hpp"
#include "stepwell/simulation/quantile_table.hpp"

namespace stepwell {

class Sampler {
 public:
  double scale = 1;  ///< of every value: drawn mean / stated mean of a swept assumption

  /// The value at `u`, 0 < u < 1, in the distribution's own unit (microseconds for times).
  double value(double u) const { return scale * unscaled(u); }

  /// The same as a time: rounded once, to the nearest microsecond; never negative, at most 73,000 years.
  Duration sample(double u) const { return within_bounds(value(u)); }

  /// `sample` of each of `us`, into `times`. Of an exponential one loop without a switch, so that a processor works on several
  /// at once.
  template <std::size_t n>
  void sample_all(const double (&us)[n], Duration (&times)[n]) const {
    if (method_ == Method::exponential) {
      for (std::size_t i = 0; i < n; ++i) times[i] = within_bounds(scale * exponential(us[i]));
    } else {
      for (std::size_t i = 0; i < n; ++i) times[i] = sample(us[i]);
    }
  }

 private:
  friend Sampler compile_sampler(const Distribution& distribution);
  static constexpr double longest = 0x1p61;

  enum class Method : std::uint32_t {
    constant,
    uniform,
    triangular,
    exponential,
    lognormal,
    normal,
    weibull,
    table,
    empirical,
    discrete,
    inverse,
    shifted
  };

  static Duration within_bounds(double microseconds) {
    const double positive = microseconds > 0 ? microseconds : 0;
    return rounded_positive(positive < longest ? positive : longest);
  }
  double exponential(double u) const { return -a_ * log_of_normal(1 - u); }

  double unscaled(double u) const {
    switch (method_) {
      case Method::constant:    return a_;
      case Method::exponential: return exponential(u);
      case Method::lognormal:   return exponential_of(a_ + b_ * inverse_normal(u));
      case Method::uniform:     return a_ + b_ * u;
      case Method::table:       return a_ + b_ * table_->value(u);
      case Method::triangular:
        // The two legs of the triangle, each measured from its own corner.
        return u < c_ ? a_ + (b_ - a_) * std::sqrt(u * c_) : b_ - (b_ - a_) * std::sqrt((1 - u) * (1 - c_));
      case Method::normal: {
        // Of the part above 0, whose share is d_; each half is counted from its own tail, where digits are dense.
        const double z = u < 0.5 ? inverse_normal(c_ + u * d_) : -inverse_normal((1 - u) * d_);
        const double value = a_ + b_ * z;
        return value > 0 ? value : 0;
      }
      case Method::weibull:   return a_ * exponential_of(b_ * natural_log(-log_of_normal(1 - u)));
      case Method::empirical: {
        const std::vector<double>& values = *values_;
        const auto position = static_cast<std::size_t>(u * static_cast<double>(values.size()));
        return values[position < values.size() ? position : values.size() - 1];
      }
      default: return composite(u);
    }
  }
  /// What is rarer or costs more than a call.
  double composite(double u) const;

  Method method_ = Method::constant;
  double a_ = 0;
  double b_ = 0;
  double c_ = 0;
  double d_ = 0;
  std::shared_ptr<const QuantileTable> table_;
  std::shared_ptr<const std::vector<double>> values_;  ///< discrete: the values in order, then where each one ends
  std::shared_ptr<const InverseTable> inverse_;
  std::shared_ptr<const Sampler> base_;  ///< of what is shifted
};

/// Makes `distribution`, which must be one that its named constructor gives, ready to be drawn from.
/// Costs nothing to speak of but for a table: see quantile_table.hpp and inverse_table.hpp.
Sampler compile_sampler(const Distribution& distribution);

}  // namespace stepwell
