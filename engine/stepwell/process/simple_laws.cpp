// One class for each family; what all smooth ones share comes first.
#include "stepwell/process/simple_laws.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/phase_type.hpp"

namespace stepwell {

namespace {

/// φ(z)
double bell(double z) {
  constexpr double root_of_two_pi = 2.5066282746310005;
  return exponential_of(-0.5 * z * z) / root_of_two_pi;
}

/// A share below and one above, of which only the lesser had to be computed.
Law::At from_below(double below) { return {below, 1 - below, 0, 0}; }
Law::At from_above(double above) { return {1 - above, above, 0, 0}; }
Law::At from_normal(double z) { return z < 0 ? from_below(normal_share_below(z)) : from_above(normal_share_below(-z)); }

/// A density between two ends; `inside` is asked only between them.
class Smooth : public Law {
 public:
  Smooth(double least, double most, double mean, double sd) : least_(least), most_(most), mean_(mean), sd_(sd) {}
  At at(double x) const final {
    if (x < least_) return {0, 1, 0, 0};
    if (x >= most_) return {1, 0, 0, 0};
    return inside(x);
  }
  double least() const final { return least_; }
  double most() const final { return most_; }
  void add_landmarks(std::vector<double>& points) const override {
    points.push_back(least_);
    if (most_ < unbounded) points.push_back(most_);
    for (const double z : {0.0, 1.0, 3.0, 6.0, 12.0, 24.0}) {
      for (const double point : {mean_ - z * sd_, mean_ + z * sd_}) {
        if (point > least_ && point < most_) points.push_back(point);
      }
    }
  }

 private:
  virtual At inside(double x) const = 0;
  double least_;
  double most_;
  double mean_;
  double sd_;
};

class UniformLaw final : public Smooth {
 public:
  explicit UniformLaw(const Distribution& d) : Smooth(d.a, d.b, d.mean(), d.sd()), a_(d.a), b_(d.b) {}

 private:
  At inside(double x) const override {
    const double width = b_ - a_;
    return {(x - a_) / width, (b_ - x) / width, 1 / width, 0};
  }
  double a_;
  double b_;
};

class TriangularLaw final : public Smooth {
 public:
  explicit TriangularLaw(const Distribution& d)
      : Smooth(d.a, d.c, d.mean(), d.sd()), least_(d.a), mode_(d.b), most_(d.c) {}
  void add_landmarks(std::vector<double>& points) const override {
    Smooth::add_landmarks(points);
    points.push_back(mode_);
  }

 private:
  At inside(double x) const override {
    const bool left = x < mode_;
    const double off = left ? x - least_ : most_ - x;
    const double scale = 1 / ((most_ - least_) * (left ? mode_ - least_ : most_ - mode_));
    At result = left ? from_below(off * off * scale) : from_above(off * off * scale);
    result.density = 2 * off * scale;
    result.growth = left ? 2 * scale : -2 * scale;
    return result;
  }
  double least_;
  double mode_;
  double most_;
};

class BetaLaw final : public Smooth {
 public:
  BetaLaw(const Distribution& d, double least, double most, double alpha, double beta)
      : Smooth(least, most, d.mean(), d.sd()), least_(least), most_(most), alpha_(alpha), beta_(beta) {}

 private:
  At inside(double x) const override {
    const double width = most_ - least_;
    const double y = (x - least_) / width;
    const double rest = (most_ - x) / width;
    At result = y * (alpha_ + beta_) < alpha_ ? from_below(beta_share_below(alpha_, beta_, y))
                                              : from_above(beta_share_below(beta_, alpha_, rest));
    const double log_beta = log_gamma(alpha_) + log_gamma(beta_) - log_gamma(alpha_ + beta_);
    // At the very end the density is that beside it, which may be without bound.
    const double at_y = std::max(y, 1e-300);
    const double at_rest = std::max(rest, 1e-300);
    result.density =
        exponential_of((alpha_ - 1) * natural_log(at_y) + (beta_ - 1) * natural_log(at_rest) - log_beta) / width;
    result.growth = result.density * ((alpha_ - 1) / at_y - (beta_ - 1) / at_rest) / width;
    return result;
  }
  double least_;
  double most_;
  double alpha_;
  double beta_;
};

class ExponentialLaw final : public Smooth {
 public:
  explicit ExponentialLaw(double mean) : Smooth(0, unbounded, mean, mean), mean_(mean) {}

 private:
  At inside(double x) const override {
    const double y = x / mean_;
    const double above = exponential_of(-y);
    return {-exponential_less_one(-y), above, above / mean_, -above / (mean_ * mean_)};
  }
  double mean_;
};

class GammaLaw final : public Smooth {
 public:
  GammaLaw(double mean, double shape)
      : Smooth(0, unbounded, mean, mean / std::sqrt(shape)),
        shape_(shape),
        scale_(mean / shape),
        log_of_all_(log_gamma(shape)) {}

 private:
  At inside(double x) const override {
    const double y = std::max(x / scale_, 1e-300);
    At result = y < shape_ ? from_below(gamma_share_below(shape_, y)) : from_above(gamma_share_above(shape_, y));
    result.density = exponential_of((shape_ - 1) * natural_log(y) - y - log_of_all_) / scale_;
    result.growth = result.density * ((shape_ - 1) / y - 1) / scale_;
    return result;
  }
  double shape_;
  double scale_;
  double log_of_all_;
};

class LognormalLaw final : public Smooth {
 public:
  LognormalLaw(double mean, double sd) : Smooth(0, unbounded, mean, sd) {
    const double log_variance = log_of_one_plus((sd / mean) * (sd / mean));
    log_sd_ = std::sqrt(log_variance);
    log_mean_ = natural_log(mean) - 0.5 * log_variance;
  }

 private:
  At inside(double x) const override {
    if (x == 0) return {0, 1, 0, 0};
    const double z = (natural_log(x) - log_mean_) / log_sd_;
    At result = from_normal(z);
    result.density = bell(z) / (x * log_sd_);
    result.growth = -result.density * (z / log_sd_ + 1) / x;
    return result;
  }
  double log_sd_ = 0;
  double log_mean_ = 0;
};

class WeibullLaw final : public Smooth {
 public:
  WeibullLaw(double mean, double sd) : Smooth(0, unbounded, mean, sd), shape_(weibull_shape(mean, sd)) {
    scale_ = mean * exponential_of(-log_gamma(1 + 1 / shape_));
  }

 private:
  At inside(double x) const override {
    const double ratio = std::max(x / scale_, 1e-300);
    const double y = exponential_of(shape_ * natural_log(ratio));
    const double above = exponential_of(-y);
    if (above == 0) return {1, 0, 0, 0};  // where y itself may be without bound
    const double density = shape_ * y / ratio * above / scale_;
    return {-exponential_less_one(-y), above, density, density * (shape_ - 1 - shape_ * y) / (ratio * scale_)};
  }
  double shape_;
  double scale_ = 0;
};

/// Without what would be below 0.
class NormalLaw final : public Smooth {
 public:
  explicit NormalLaw(const Distribution& d)
      : Smooth(0, unbounded, d.mean(), d.sd()),
        mean_(d.a),
        sd_(d.b),
        cut_(normal_share_below(-d.a / d.b)),
        kept_(normal_share_below(d.a / d.b)) {}

 private:
  At inside(double x) const override {
    const double z = (x - mean_) / sd_;
    const At whole = from_normal(z);
    const double above = whole.above / kept_;
    const double density = bell(z) / (sd_ * kept_);
    // Below the middle of what is kept, from below.
    return {above > 0.5 ? std::max(0.0, whole.below - cut_) / kept_ : 1 - above, above, density, -density * z / sd_};
  }
  double mean_;
  double sd_;
  double cut_;
  double kept_;
};

class PhaseLaw final : public Smooth {
 public:
  explicit PhaseLaw(PhaseType phases) : Smooth(0, unbounded, phases.mean(), phases.sd()), phases_(std::move(phases)) {}

 private:
  At inside(double x) const override {
    const PhaseType::At at = phases_.at(x);
    return {at.below, at.above, at.density, at.growth};
  }
  PhaseType phases_;
};

/// Single values, each with its mass.
class Points final : public Law {
 public:
  Points(const std::vector<double>& values, const std::vector<double>& chances) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
    for (const std::size_t i : order) {
      if (!(chances[i] > 0)) continue;
      values_.push_back(values[i]);
      below_.push_back(chances[i]);
    }
    above_.assign(values_.size() + 1, 0.0);
    for (std::size_t i = values_.size(); i-- > 0;) above_[i] = above_[i + 1] + below_[i];
    std::partial_sum(below_.begin(), below_.end(), below_.begin());
  }
  At at(double x) const override {
    const auto passed = static_cast<std::size_t>(std::upper_bound(values_.begin(), values_.end(), x) - values_.begin());
    if (passed == 0) return {0, 1, 0, 0};
    if (passed == values_.size()) return {1, 0, 0, 0};
    return {below_[passed - 1], above_[passed], 0, 0};
  }
  double least() const override { return values_.front(); }
  double most() const override { return values_.back(); }
  void add_landmarks(std::vector<double>& points) const override {
    points.insert(points.end(), values_.begin(), values_.end());
  }

 private:
  std::vector<double> values_;  ///< in order
  std::vector<double> below_;   ///< at or below each
  std::vector<double> above_;   ///< at or above each
};

std::unique_ptr<const Law> point(double value) {
  return std::make_unique<Points>(std::vector{value}, std::vector{1.0});
}

std::unique_ptr<const Law> gamma_law(double mean, double shape) {
  if (shape == 1) return std::make_unique<ExponentialLaw>(mean);
  // Of so small a spread the third moment is below 1e-6 sd, and the series of the gamma are too long.
  if (shape > 1e11) return std::make_unique<NormalLaw>(normal(mean, mean / std::sqrt(shape)));
  return std::make_unique<GammaLaw>(mean, shape);
}

}  // namespace

std::unique_ptr<const Law> simple_law(const Distribution& d) {
  // Whatever has no spread is a point.
  const bool spread = d.kind == DistributionKind::uniform || d.kind == DistributionKind::beta      ? d.a < d.b
                      : d.kind == DistributionKind::triangular || d.kind == DistributionKind::pert ? d.a < d.c
                                                                                                   : true;
  if (!spread) return point(d.a);
  switch (d.kind) {
    case DistributionKind::uniform:    return std::make_unique<UniformLaw>(d);
    case DistributionKind::triangular: return std::make_unique<TriangularLaw>(d);
    case DistributionKind::pert:
      return std::make_unique<BetaLaw>(d, d.a, d.c, 1 + 4 * (d.b - d.a) / (d.c - d.a),
                                       1 + 4 * (d.c - d.b) / (d.c - d.a));
    case DistributionKind::beta:        return std::make_unique<BetaLaw>(d, d.a, d.b, d.c, d.d);
    case DistributionKind::exponential: return std::make_unique<ExponentialLaw>(d.a);
    case DistributionKind::erlang:      return gamma_law(d.a, d.c);
    case DistributionKind::gamma:
      if (d.b == 0) return point(d.a);
      return gamma_law(d.a, (d.a / d.b) * (d.a / d.b));
    case DistributionKind::lognormal:
      if (d.b == 0) return point(d.a);
      return std::make_unique<LognormalLaw>(d.a, d.b);
    case DistributionKind::weibull:
      if (d.b == 0) return point(d.a);
      return std::make_unique<WeibullLaw>(d.a, d.b);
    case DistributionKind::normal:
      if (d.b == 0) return point(d.a);
      return std::make_unique<NormalLaw>(d);
    case DistributionKind::empirical: {
      const double each = 1 / static_cast<double>(d.values.size());
      return std::make_unique<Points>(d.values, std::vector<double>(d.values.size(), each));
    }
    case DistributionKind::discrete: return std::make_unique<Points>(d.values, exact_chances(d.chances));
    case DistributionKind::hypoexponential:
      return std::make_unique<PhaseLaw>(PhaseType(d.values, std::vector<double>(d.values.size() - 1, 1.0)));
    case DistributionKind::coxian: return std::make_unique<PhaseLaw>(PhaseType(d.values, d.chances));
    default:                       return point(d.a);
  }
}

}  // namespace stepwell
