// What each kind of distribution becomes in the hot loop.
//
// Guarantees: a distribution without spread becomes a constant, and one that equals a simpler kind (an Erlang of one
// phase, a gamma with cv 1) becomes that kind, so that both give the same values.
#include "stepwell/simulation/sampler.hpp"

#include <stdexcept>

namespace stepwell {

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
  }
  return sampler;
}

}  // namespace stepwell
