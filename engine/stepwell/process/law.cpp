// The laws of what is made of other distributions, and which law belongs to which distribution.
#include "stepwell/process/law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "stepwell/process/simple_laws.hpp"

namespace stepwell {

namespace {

class Mixture final : public Law {
 public:
  void add(double chance, std::unique_ptr<const Law> law) {
    if (chance > 0) parts_.push_back({chance, std::move(law)});
  }
  At at(double x) const override {
    At sum;
    for (const Part& part : parts_) {
      const At one = part.law->at(x);
      sum.below += part.chance * one.below;
      sum.above += part.chance * one.above;
      sum.density += part.chance * one.density;
      sum.growth += part.chance * one.growth;
    }
    return sum;
  }
  double least() const override {
    double result = unbounded;
    for (const Part& part : parts_) result = std::min(result, part.law->least());
    return result;
  }
  double most() const override {
    double result = -unbounded;
    for (const Part& part : parts_) result = std::max(result, part.law->most());
    return result;
  }
  void add_landmarks(std::vector<double>& points) const override {
    for (const Part& part : parts_) part.law->add_landmarks(points);
  }
  Noise noise() const override {
    Noise sum;
    for (const Part& part : parts_) {
      sum.below += part.chance * part.law->noise().below;
      sum.above += part.chance * part.law->noise().above;
    }
    return sum;
  }

 private:
  struct Part {
    double chance;
    std::unique_ptr<const Law> law;
  };
  std::vector<Part> parts_;
};

class Shifted final : public Law {
 public:
  Shifted(std::unique_ptr<const Law> base, double by) : base_(std::move(base)), by_(by) {}
  At at(double x) const override { return base_->at(x - by_); }
  double least() const override { return base_->least() + by_; }
  double most() const override { return base_->most() + by_; }
  void add_landmarks(std::vector<double>& points) const override {
    const std::size_t first = points.size();
    base_->add_landmarks(points);
    for (std::size_t i = first; i < points.size(); ++i) points[i] += by_;
  }
  Noise noise() const override { return base_->noise(); }

 private:
  std::unique_ptr<const Law> base_;
  double by_;
};

class Truncated final : public Law {
 public:
  Truncated(std::unique_ptr<const Law> base, double low, double high)
      : base_(std::move(base)),
        low_(std::max(low, base_->least())),
        high_(std::min(high, base_->most())),
        under_(base_->at(std::nextafter(low_, -unbounded))),
        up_to_(base_->at(high_)),
        share_(share_between(*base_, low_, high_)) {}
  At at(double x) const override {
    if (x < low_) return {0, 1, 0, 0};
    if (x >= high_) return {1, 0, 0, 0};
    // Each difference is taken on the side where its terms are small.
    const At whole = base_->at(x);
    const double below = under_.below < 0.5 ? whole.below - under_.below : under_.above - whole.above;
    const double above = up_to_.below < 0.5 ? up_to_.below - whole.below : whole.above - up_to_.above;
    return {std::clamp(below / share_, 0.0, 1.0), std::clamp(above / share_, 0.0, 1.0), whole.density / share_,
            whole.growth / share_};
  }
  double least() const override { return low_; }
  double most() const override { return high_; }
  void add_landmarks(std::vector<double>& points) const override {
    base_->add_landmarks(points);
    points.push_back(low_);
    if (high_ < unbounded) points.push_back(high_);
  }
  Noise noise() const override {
    constexpr double rounding = 0x1p-50;
    const Noise base = base_->noise();
    // As `at` subtracts them.
    const double below =
        under_.below < 0.5 ? base.below + rounding * under_.below : base.above + rounding * under_.above;
    const double above =
        up_to_.below < 0.5 ? base.below + rounding * up_to_.below : base.above + rounding * up_to_.above;
    return {below / share_, above / share_};
  }

 private:
  std::unique_ptr<const Law> base_;
  double low_;
  double high_;
  At under_;
  At up_to_;
  double share_;
};

}  // namespace

std::unique_ptr<const Law> law_of(const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::mixture: {
      auto mixture = std::make_unique<Mixture>();
      const std::vector<double> chances = exact_chances(d.chances);
      for (std::size_t i = 0; i < d.parts.size(); ++i) mixture->add(chances[i], law_of(d.parts[i]));
      return mixture;
    }
    case DistributionKind::hyperexponential: {
      auto mixture = std::make_unique<Mixture>();
      const Branches branches = branches_of(d);
      for (std::size_t i = 0; i < branches.means.size(); ++i)
        mixture->add(branches.chances[i], simple_law(exponential(branches.means[i])));
      return mixture;
    }
    case DistributionKind::shifted:   return std::make_unique<Shifted>(law_of(d.parts.at(0)), d.a);
    case DistributionKind::truncated: return std::make_unique<Truncated>(law_of(d.parts.at(0)), d.a, d.b);
    default:                          return simple_law(d);
  }
}

double share_under(const Law& law, double x) { return law.at(std::nextafter(x, -unbounded)).below; }

double share_between(const Law& law, double low, double high) {
  const Law::At under = law.at(std::nextafter(low, -unbounded));
  const Law::At up_to = law.at(high);
  // From the median on, the shares above have the digits.
  const double share = under.below < 0.5 ? up_to.below - under.below : under.above - up_to.above;
  return under.below < 0.5 && up_to.below > 0.5 ? 1 - under.below - up_to.above : std::max(0.0, share);
}

}  // namespace stepwell
