// Attributes that a case has from the start are conditioned on, combination by combination, because two rules that
// read the same one must agree. Attributes that steps set depend on the way, and the way on them: a fixed point.
#include "stepwell/analysis/visits.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "stepwell/analysis/decisions.hpp"
#include "stepwell/analysis/left_out.hpp"
#include "stepwell/analysis/token_chain.hpp"

namespace stepwell {
namespace {

constexpr std::size_t most_rows = 4096;

std::string quoted_name(const std::string& name) { return '"' + name + '"'; }

/// Who reads and who sets each attribute.
struct AttributeUse {
  IndexedVector<AttributeId, std::set<StepId>> routed_by;
  IndexedVector<AttributeId, std::set<StepId>> timed_by;
  IndexedVector<AttributeId, StepFlags> set_by;

  explicit AttributeUse(const Workflow& workflow)
      : routed_by(workflow.attributes.size()),
        timed_by(workflow.attributes.size()),
        set_by(workflow.attributes.size(), StepFlags(workflow.steps.size(), 0)) {
    for (const StepId id : workflow.steps.ids()) {
      const Step& step = workflow.steps[id];
      const auto note = [&](const std::optional<Rule>& rule, IndexedVector<AttributeId, std::set<StepId>>& readers) {
        if (!rule) return;
        for (const AttributeId attribute : read_by(*rule)) readers[attribute].insert(id);
      };
      for (const Flow& flow : step.next) note(flow.when, routed_by);
      for (const TimeCase& time : step.time) note(time.when, timed_by);
      for (const TimeCase& time : step.adds) note(time.when, timed_by);
      if (step.repeats && step.repeats->attribute) timed_by[*step.repeats->attribute].insert(id);
      for (const AttributeValue& value : step.sets) set_by[value.attribute][id] = 1;
    }
  }
  bool is_read(AttributeId attribute) const { return !routed_by[attribute].empty() || !timed_by[attribute].empty(); }
  bool is_set(AttributeId attribute) const {
    return std::count(set_by[attribute].begin(), set_by[attribute].end(), 1) > 0;
  }
};

/// Mean and variance of a visit's time, given the attributes at its start.
struct Moments {
  double mean = 0;
  double mean_square = 0;
};

class CaseTypeVisits {
 public:
  CaseTypeVisits(const Workflow& workflow, const TokenChain& chain, const AttributeUse& use, const CaseType& type,
                 std::set<std::string>& approximations)
      : workflow_(workflow), chain_(chain), use_(use), type_(type), approximations_(approximations) {}

  bool estimate(IndexedVector<StepId, VisitEstimate>& totals, FlowShares& flow_totals) {
    prepare();
    totals = IndexedVector<StepId, VisitEstimate>(workflow_.steps.size());
    flow_totals = FlowShares(workflow_.steps.size());
    for (const StepId step : flow_totals.ids()) flow_totals[step].assign(workflow_.steps[step].next.size(), 0.0);
    std::size_t combinations = 1;
    for (const AttributeId attribute : conditioned_) combinations *= at_start_[attribute].size();
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      AttributePoints known = at_start_;
      double weight = 1;
      std::size_t rest = combination;
      for (const AttributeId attribute : conditioned_) {
        const Points& points = at_start_[attribute];
        const auto& [value, chance] = points[rest % points.size()];
        rest /= points.size();
        weight *= chance;
        known[attribute] = {{value, 1.0}};
      }
      if (!add(known, weight, totals, flow_totals)) return false;
    }
    finish(totals, flow_totals);
    return true;
  }

 private:
  void prepare() {
    at_start_ = AttributePoints(workflow_.attributes.size(), Points{{0.0, 1.0}});
    for (const AttributeValue& value : type_.attributes) at_start_[value.attribute] = points_of(value);
    std::size_t combinations = 1;
    for (const AttributeId attribute : workflow_.attributes.ids()) {
      const std::size_t points = at_start_[attribute].size();
      if (!use_.is_read(attribute) || use_.is_set(attribute) || points < 2) continue;
      if (combinations * points > most_rows) {
        if (use_.routed_by[attribute].size() + use_.timed_by[attribute].size() > 1) {
          approximations_.insert("rules on " + quoted_name(workflow_.attributes[attribute].name) +
                                 " are taken as independent of each other");
        }
        continue;
      }
      combinations *= points;
      conditioned_.push_back(attribute);
    }
    const auto goes_together = [&](AttributeId attribute) {
      const auto correlated = [&](const Correlation& c) { return c.one == attribute || c.other == attribute; };
      const auto of_file = [&](const AttributeValue& value) {
        return value.attribute == attribute && value.kind == AttributeValue::Kind::column;
      };
      return std::any_of(type_.correlations.begin(), type_.correlations.end(), correlated) ||
             std::any_of(type_.attributes.begin(), type_.attributes.end(), of_file);
    };
    if (std::count_if(conditioned_.begin(), conditioned_.end(), goes_together) > 1) {
      approximations_.insert("attributes of " + quoted_name(type_.name) +
                             " that go together are taken as independent of each other");
    }
  }

  /// What is known of the attributes at a visit to `step`; `leaving`: after it has set its own.
  AttributePoints attributes_at(StepId step, bool leaving, const AttributePoints& known,
                                const IndexedVector<AttributeId, StepNumbers>& share_set) const {
    AttributePoints points = known;
    for (const AttributeId attribute : workflow_.attributes.ids()) {
      if (share_set[attribute].empty()) continue;
      const double set = share_set[attribute][step];
      Points mixture;
      for (const auto& [value, chance] : known[attribute]) mixture.emplace_back(value, chance * (1 - set));
      for (const auto& [value, chance] : set_values_[attribute]) mixture.emplace_back(value, chance * set);
      const bool known_all_over = !known[attribute].empty() && !set_values_[attribute].empty();
      points[attribute] = known_all_over ? std::move(mixture) : Points{};
    }
    if (leaving) {
      for (const AttributeValue& value : workflow_.steps[step].sets) points[value.attribute] = points_of(value);
    }
    return points;
  }

  FlowShares shares_with(const AttributePoints& known, const IndexedVector<AttributeId, StepNumbers>& share_set) {
    FlowShares shares(workflow_.steps.size());
    for (const StepId id : workflow_.steps.ids()) {
      const Step& step = workflow_.steps[id];
      shares[id].assign(step.next.size(), 1.0);
      if (step.routing == Routing::chances) {
        for (std::size_t f = 0; f < step.next.size(); ++f) shares[id][f] = step.next[f].chance.value;
      } else if (step.routing == Routing::rules) {
        std::vector<const Rule*> rules;
        for (const Flow& flow : step.next) rules.push_back(flow.when ? &*flow.when : nullptr);
        Decision decision = decide(rules, attributes_at(id, true, known, share_set));
        if (!decision.known) unknown(step);
        shares[id] = std::move(decision.shares);
      } else if (step.routing == Routing::any) {
        shares[id] = shares_of_any(step, attributes_at(id, true, known, share_set));
      } else if (step.routing == Routing::first_of) {
        std::fill(shares[id].begin(), shares[id].end(), 1.0 / static_cast<double>(step.next.size()));
      }
    }
    return shares;
  }

  /// Each branch by itself; the last way where none is taken: no rule holds, and no chance is met.
  std::vector<double> shares_of_any(const Step& step, const AttributePoints& points) {
    std::vector<double> shares;
    std::vector<const Rule*> rules;
    double none = 1;
    for (const Flow& flow : step.next) {
      double share = flow.chance.value;
      if (flow.otherwise) {
        rules.push_back(nullptr);
        share = none * decide(rules, points).shares.back();
      } else if (flow.when) {
        const Decision decision = decide({&*flow.when, nullptr}, points);
        if (!decision.known) unknown(step);
        share = decision.shares.front();
        rules.push_back(&*flow.when);
      } else {
        none *= 1 - share;
      }
      shares.push_back(share);
    }
    return shares;
  }

  void unknown(const Step& step) {
    approximations_.insert("the rules of " + quoted_name(step.name) +
                           " read what is not known beforehand, so each way gets an equal share");
  }

  Moments moments(const Step& step, const AttributePoints& points) {
    if (step.nature == Nature::wait) return moments_of(step.wait);
    Moments total;
    std::vector<const Rule*> rules;
    for (const TimeCase& time : step.time) rules.push_back(time.when ? &*time.when : nullptr);
    if (rules.empty()) return total;
    const Decision decision = decide(rules, points);
    if (!decision.known) unknown(step);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const Moments part = moments_of(step.time[i].time);
      total.mean += decision.shares[i] * part.mean;
      total.mean_square += decision.shares[i] * part.mean_square;
    }
    for (const TimeCase& time : step.adds) {
      const Decision added = time.when ? decide({&*time.when, nullptr}, points) : Decision{{1.0}, true};
      if (!added.known) unknown(step);
      const double chance = added.shares.front();
      const Moments part = moments_of(time.time);
      // E (X + Y)^2 = E X^2 + 2 E X E Y + E Y^2.
      total.mean_square += chance * (2 * total.mean * part.mean + part.mean_square);
      total.mean += chance * part.mean;
    }
    return total;
  }

  /// How often the step is done each time that a token comes to it.
  double times_done(const Step& step, const AttributePoints& points) {
    if (!step.repeats) return 1;
    const auto whole = [](double number) { return number < 0.5 ? 0.0 : std::floor(number + 0.5); };
    const Distribution& times = step.repeats->times;
    if (!step.repeats->attribute) return times.kind == DistributionKind::constant ? whole(times.a) : times.mean();
    const AttributeId attribute = *step.repeats->attribute;
    if (points[attribute].empty()) {
      approximations_.insert("how often " + quoted_name(step.name) + " is done is not known beforehand: taken as once");
      return 1;
    }
    double mean = 0;
    for (const auto& [value, chance] : points[attribute]) mean += chance * whole(value);
    return mean;
  }

  static Moments moments_of(const Distribution& distribution) {
    const double mean = distribution.mean();
    const double sd = distribution.sd();
    return {mean, mean * mean + sd * sd};
  }

  /// The mean square of the factors by which its time varies; their mean is 1.
  double square_of_effects(const Step& step) const {
    double square = 1;
    for (const EffectId effect : step.varies_with) {
      const Moments factor = moments_of(workflow_.effects[effect].factor);
      square *= factor.mean_square / (factor.mean * factor.mean);
    }
    return square;
  }

  /// Adds the visits of cases with the attributes `known` to the totals; false where they grow without bound.
  bool add(const AttributePoints& known, double weight, IndexedVector<StepId, VisitEstimate>& totals,
           FlowShares& flow_totals) {
    IndexedVector<AttributeId, StepNumbers> share_set(workflow_.attributes.size());
    set_values_ = AttributePoints(workflow_.attributes.size());
    bool any_set = false;
    for (const AttributeId attribute : workflow_.attributes.ids()) {
      if (!use_.is_set(attribute) || !use_.is_read(attribute)) continue;
      any_set = true;
      // Half and half to begin with: never or always could make a loop look endless.
      share_set[attribute] = StepNumbers(workflow_.steps.size(), 0.5);
      set_values_[attribute] = values_set(attribute, {});
    }
    FlowShares shares;
    StepNumbers visits;
    for (int round = 0; round < 200; ++round) {
      shares = shares_with(known, share_set);
      visits = chain_.visits(type_.start, shares);
      if (visits.empty()) return false;
      if (!any_set || !settle(shares, visits, share_set)) break;
    }
    for (const StepId id : workflow_.steps.ids()) {
      const double count = weight * std::max(visits[id], 0.0);
      const AttributePoints points = attributes_at(id, false, known, share_set);
      const Moments time = moments(workflow_.steps[id], points);
      const double done = count * times_done(workflow_.steps[id], points);
      totals[id].visits += done;
      totals[id].mean += done * time.mean;
      totals[id].mean_square += done * time.mean_square * square_of_effects(workflow_.steps[id]);
      for (std::size_t f = 0; f < shares[id].size(); ++f) flow_totals[id][f] += count * shares[id][f];
    }
    return true;
  }

  /// Brings the shares of visits before which an attribute was set up to date; returns whether they moved.
  bool settle(const FlowShares& shares, const StepNumbers& visits, IndexedVector<AttributeId, StepNumbers>& share_set) {
    double change = 0;
    for (const AttributeId attribute : workflow_.attributes.ids()) {
      if (share_set[attribute].empty()) continue;
      const StepNumbers before = chain_.visits_before(use_.set_by[attribute], type_.start, shares);
      for (const StepId id : visits.ids()) {
        const double share = before.empty() || visits[id] <= 0 ? 0 : std::clamp(1 - before[id] / visits[id], 0.0, 1.0);
        change = std::max(change, std::abs(share - share_set[attribute][id]));
        share_set[attribute][id] = share;
      }
      set_values_[attribute] = values_set(attribute, visits);
      note_reading_twice(attribute);
    }
    return change > 1e-13;
  }

  void note_reading_twice(AttributeId attribute) {
    std::set<StepId> readers = use_.routed_by[attribute];
    readers.insert(use_.timed_by[attribute].begin(), use_.timed_by[attribute].end());
    if (use_.routed_by[attribute].empty() || readers.size() < 2) return;
    approximations_.insert("rules on " + quoted_name(workflow_.attributes[attribute].name) +
                           ", which a step sets, are taken as independent of each other");
  }

  /// The values that steps give to an attribute; of several steps, by how often each is visited.
  Points values_set(AttributeId attribute, const StepNumbers& visits) {
    Points mixture;
    double total = 0;
    std::optional<Points> only;
    for (const StepId id : workflow_.steps.ids()) {
      for (const AttributeValue& value : workflow_.steps[id].sets) {
        if (value.attribute != attribute) continue;
        const double weight = visits.empty() ? 1.0 : std::max(visits[id], 0.0);
        const Points points = points_of(value);
        if (weight <= 0) continue;
        if (points.empty()) return {};
        if (only && *only != points) {
          approximations_.insert("steps set " + quoted_name(workflow_.attributes[attribute].name) +
                                 " to different values; which was last is taken by how often each is visited");
        }
        only = points;
        total += weight;
        for (const auto& [x, chance] : points) mixture.emplace_back(x, weight * chance);
      }
    }
    for (auto& [x, chance] : mixture) chance /= total;
    return mixture.empty() ? Points{{0.0, 1.0}} : only && mixture.size() == only->size() ? *only : mixture;
  }

  void finish(IndexedVector<StepId, VisitEstimate>& totals, FlowShares& flow_totals) const {
    for (const StepId id : workflow_.steps.ids()) {
      VisitEstimate& total = totals[id];
      if (total.visits <= 0) continue;
      total.mean /= total.visits;
      total.mean_square /= total.visits;
      for (double& share : flow_totals[id]) share /= total.visits;
    }
  }

  const Workflow& workflow_;
  const TokenChain& chain_;
  const AttributeUse& use_;
  const CaseType& type_;
  std::set<std::string>& approximations_;
  AttributePoints at_start_;
  AttributePoints set_values_;
  std::vector<AttributeId> conditioned_;
};

}  // namespace

VisitEstimates expected_visits(const Workflow& workflow) {
  VisitEstimates estimates;
  const std::size_t types = workflow.cases.size();
  estimates.cases = IndexedVector<CaseTypeId, IndexedVector<StepId, VisitEstimate>>(types);
  estimates.flow_shares = IndexedVector<CaseTypeId, IndexedVector<StepId, std::vector<double>>>(types);
  const TokenChain chain(workflow);
  const AttributeUse use(workflow);
  std::set<std::string> approximations = what_is_left_out(workflow);
  for (const CaseTypeId type : workflow.cases.ids()) {
    CaseTypeVisits visits(workflow, chain, use, workflow.cases[type], approximations);
    if (visits.estimate(estimates.cases[type], estimates.flow_shares[type])) continue;
    estimates.bounded = false;
    estimates.cases[type] = IndexedVector<StepId, VisitEstimate>(workflow.steps.size());
  }
  estimates.approximations.assign(approximations.begin(), approximations.end());
  return estimates;
}

}  // namespace stepwell
