// What each kind of distribution becomes in the hot loop.
//
// Guarantees: a distribution without spread becomes a constant, and one that equals a simpler kind (an Erlang of one
// phase, a gamma with cv 1) becomes that kind, so that both give the same values.
#include "stepwell/simulation/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "stepwell/process/law.hpp"

namespace stepwell {

namespace {

/// The values in order, then the upper end of the share of each.
std::vector<double> values_and_ends(const Distribution& d) {
  const std::vector<double> chances = exact_chances(d.chances);
  std::vector<std::size_t> order(d.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return d.values[i] < d.values[j]; });
  std::vector<double> result;
  std::vector<double> ends;
  double end = 0;
  for (const std::size_t i : order) {
    if (chances[i] == 0) continue;
    end += chances[i];
    result.push_back(d.values[i]);
    ends.push_back(end);
  }
  ends.back() = 1;
  result.insert(result.end(), ends.begin(), ends.end());
  return result;
}

/// What a truncation leaves of single values, as a distribution of its own.
Distribution points_left(const Distribution& truncated) {
  const Distribution& base = truncated.parts.front();
  Distribution left = base;
  left.values.clear();
  left.chances.clear();
  for (std::size_t i = 0; i < base.values.size(); ++i) {
    if (base.values[i] < truncated.a || base.values[i] > truncated.b) continue;
    left.values.push_back(base.values[i]);
    if (!base.chances.empty()) left.chances.push_back(base.chances[i]);
  }
  return left;
}

}  // namespace

double Sampler::composite(double u) const {
  switch (method_) {
    case Method::discrete: {
      const auto ends = values_->begin() + static_cast<std::ptrdiff_t>(values_->size() / 2);
      return (*values_)[static_cast<std::size_t>(std::upper_bound(ends, values_->end(), u) - ends)];
    }
    case Method::inverse: return inverse_->value(u);
    case Method::shifted: return a_ + base_->unscaled(u);
    default:              return a_;
  }
}

Sampler compile_sampler(const Distribution& distribution) {
  using Method = Sampler::Method;
  const double a = distribution.a;
  const double b = distribution.b;
  const double c = distribution.c;
  Sampler sampler;
  const auto use = [&sampler](Method method, double p, double q = 0, double r = 0, double s = 0) {
    sampler.method_ = method;
    sampler.a_ = p;
    sampler.b_ = q;
    sampler.c_ = r;
    sampler.d_ = s;
  };
  const auto use_gamma = [&](double shape, double mean) {
    if (shape == 1) return use(Method::exponential, mean);
    use(Method::table, 0, mean / shape);
    sampler.table_ = std::make_shared<const QuantileTable>(gamma_table(shape));
  };

  const auto use_law = [&] {
    use(Method::inverse, 0);
    sampler.inverse_ = std::make_shared<const InverseTable>(*law_of(distribution), distribution.sd());
  };

  switch (distribution.kind) {
    case DistributionKind::constant: use(Method::constant, a); break;
    case DistributionKind::uniform:  use(Method::uniform, a, b - a); break;
    case DistributionKind::triangular:
      if (a == c)
        use(Method::constant, a);
      else
        use(Method::triangular, a, c, (b - a) / (c - a));
      break;
    case DistributionKind::pert:
      if (a == c) {
        use(Method::constant, a);
      } else {
        use(Method::table, a, c - a);
        sampler.table_ =
            std::make_shared<const QuantileTable>(beta_table(1 + 4 * (b - a) / (c - a), 1 + 4 * (c - b) / (c - a)));
      }
      break;
    case DistributionKind::beta:
      if (a == b)
        use(Method::constant, a);
      else if (c == 1 && distribution.d == 1)
        use(Method::uniform, a, b - a);
      else if (c < 1 || distribution.d < 1) {
        use_law();  // the density has no bound at an end
      } else {
        use(Method::table, a, b - a);
        sampler.table_ = std::make_shared<const QuantileTable>(beta_table(c, distribution.d));
      }
      break;
    case DistributionKind::exponential: use(Method::exponential, a); break;
    case DistributionKind::erlang:      use_gamma(c, a); break;
    case DistributionKind::gamma:
      if (b == 0)
        use(Method::constant, a);
      else
        use_gamma((a / b) * (a / b), a);
      break;
    case DistributionKind::lognormal: {
      const double log_variance = log_of_one_plus((b / a) * (b / a));
      if (b == 0)
        use(Method::constant, a);
      else
        use(Method::lognormal, natural_log(a) - 0.5 * log_variance, std::sqrt(log_variance));
      break;
    }
    case DistributionKind::weibull: {
      if (b == 0) {
        use(Method::constant, a);
      } else {
        const double shape = weibull_shape(a, b);
        use(Method::weibull, a * exponential_of(-log_gamma(1 + 1 / shape)), 1 / shape);
      }
      break;
    }
    case DistributionKind::normal:
      if (b == 0)
        use(Method::constant, a > 0 ? a : 0);
      else
        use(Method::normal, a, b, normal_share_below(-a / b), normal_share_below(a / b));
      break;
    case DistributionKind::empirical:
      if (distribution.values.empty())
        throw std::invalid_argument("an empirical distribution needs at least one value");
      use(Method::empirical, 0);
      sampler.values_ = std::make_shared<const std::vector<double>>(distribution.values);
      break;
    case DistributionKind::discrete:
      use(Method::discrete, 0);
      sampler.values_ = std::make_shared<const std::vector<double>>(values_and_ends(distribution));
      break;
    case DistributionKind::hypoexponential:
      if (distribution.values.size() == 1)
        use(Method::exponential, distribution.values.front());
      else
        use_law();
      break;
    case DistributionKind::hyperexponential:
    case DistributionKind::coxian:
    case DistributionKind::mixture:          use_law(); break;
    case DistributionKind::shifted:
      use(Method::shifted, a);
      sampler.base_ = std::make_shared<const Sampler>(compile_sampler(distribution.parts.front()));
      break;
    case DistributionKind::truncated: {
      const Distribution& base = distribution.parts.front();
      if (base.kind == DistributionKind::constant) return compile_sampler(base);
      if (base.kind == DistributionKind::discrete || base.kind == DistributionKind::empirical)
        return compile_sampler(points_left(distribution));
      use_law();
      break;
    }
  }
  return sampler;
}

}  // namespace stepwell
