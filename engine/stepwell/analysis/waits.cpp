// The unknowns are the squared coefficients of variation of the arrivals at each step. Departures of a queue vary by
// 1 + (1 - rho^2)(ca2 - 1) + rho^2 (cs2 - 1) / sqrt(servers) (Whitt, Bell System Technical Journal 62, 1983), thinning
// by p turns c2 into p c2 + 1 - p, and streams that meet average theirs by rate: all linear, so one solve will do.
#include "stepwell/analysis/waits.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "stepwell/analysis/demand_rate.hpp"
#include "stepwell/analysis/queues.hpp"
#include "stepwell/process/substitutes.hpp"

namespace stepwell {
namespace {

/// A role as one queue that all its steps share.
struct Station {
  double visits = 0;  // a week
  double mean = 0;    // of a visit, microseconds
  double mean_square = 0;
  double use = 0;  // rho
  int servers = 0;
  bool alike = true;  // its tasks all need the same share of a person
  double cs2() const { return mean > 0 ? std::max(mean_square / (mean * mean) - 1, 0.0) : 0; }
};

IndexedVector<RoleId, Station> stations_of(const Workflow& workflow, const VisitEstimates& visits, const Load& load) {
  IndexedVector<RoleId, Station> stations(workflow.roles.size());
  const auto shares = shares_of_tasks(workflow);
  for (const RoleId id : workflow.roles.ids()) {
    // Who can do several tasks at once is as many servers as fit.
    const std::uint32_t share = shares[id].value_or(whole_person);
    stations[id].alike = shares[id].has_value();
    const double at_once = std::floor(whole_person / static_cast<double>(share));
    stations[id].servers = static_cast<int>(workflow.roles[id].staff.value * at_once);
    stations[id].use = load.roles[id].utilisation * (whole_person / (share * at_once));
  }
  for (const CaseTypeId type : workflow.cases.ids()) {
    for (const StepId id : workflow.steps.ids()) {
      const VisitEstimate& visit = visits.cases[type][id];
      const double weekly = load.arrivals[type] * visit.visits;
      for (const Need& need : workflow.steps[id].who) {
        Station& station = stations[need.role];
        station.visits += weekly;
        station.mean += weekly * visit.mean;
        station.mean_square += weekly * visit.mean_square;
      }
    }
  }
  for (Station& station : stations) {
    if (station.visits <= 0) continue;
    station.mean /= station.visits;
    station.mean_square /= station.visits;
  }
  return stations;
}

/// What leaves a step varies by `constant` plus the sum of `factor` x the variability of arrivals at each of `steps`.
struct Departure {
  double constant = 0;
  std::vector<std::pair<StepId, double>> factors;
};

class Variability {
 public:
  Variability(const Workflow& workflow, const VisitEstimates& visits, const Load& load,
              const IndexedVector<RoleId, Station>& stations)
      : workflow_(workflow), visits_(visits), load_(load), stations_(stations) {}

  /// Of the times between arrivals at each step.
  std::vector<double> solve() const {
    const auto size = static_cast<Eigen::Index>(workflow_.steps.size());
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(size, size);
    Eigen::VectorXd known = Eigen::VectorXd::Zero(size);
    std::vector<double> rates(workflow_.steps.size(), 0.0);
    const auto flows = weekly_flows();
    for (const auto& flow : flows) rates[index_of(flow.to)] += flow.rate;
    for (const CaseTypeId type : workflow_.cases.ids()) {
      rates[index_of(workflow_.cases[type].start)] += load_.arrivals[type];
    }
    for (const CaseTypeId type : workflow_.cases.ids()) {
      const std::size_t start = index_of(workflow_.cases[type].start);
      if (rates[start] <= 0) continue;
      known[static_cast<Eigen::Index>(start)] +=
          load_.arrivals[type] / rates[start] * arrival_variability(workflow_.cases[type]);
    }
    for (const auto& flow : flows) {
      if (rates[index_of(flow.to)] <= 0) continue;
      const auto row = static_cast<Eigen::Index>(index_of(flow.to));
      const double weight = flow.rate / rates[index_of(flow.to)];
      const Departure departure = departure_of(flow.from);
      known[row] += weight * (flow.share * departure.constant + 1 - flow.share);
      for (const auto& [step, factor] : departure.factors) {
        system(row, static_cast<Eigen::Index>(index_of(step))) -= weight * flow.share * factor;
      }
    }
    const Eigen::VectorXd solution = system.partialPivLu().solve(known);
    std::vector<double> variability(workflow_.steps.size(), 1.0);
    for (std::size_t i = 0; i < variability.size(); ++i) {
      const double found = solution[static_cast<Eigen::Index>(i)];
      if (std::isfinite(found)) variability[i] = std::max(found, 0.0);
    }
    return variability;
  }

 private:
  struct WeeklyFlow {
    StepId from;
    StepId to;
    double rate;
    double share;  // of what leaves `from`
  };

  std::vector<WeeklyFlow> weekly_flows() const {
    std::vector<WeeklyFlow> flows;
    for (const StepId from : workflow_.steps.ids()) {
      const Step& step = workflow_.steps[from];
      for (std::size_t f = 0; f < step.next.size(); ++f) {
        double rate = 0;
        for (const CaseTypeId type : workflow_.cases.ids()) {
          rate += load_.arrivals[type] * visits_.cases[type][from].visits * visits_.flow_shares[type][from][f];
        }
        if (rate > 0) flows.push_back({from, step.next[f].to, rate, rate / load_.steps[from].visits});
      }
    }
    return flows;
  }

  Departure departure_of(StepId id) const {
    const Step& step = workflow_.steps[id];
    // A wait that varies, and a join, mix up the order and the gaps of what comes: taken as a Poisson stream.
    if (step.batch || step.nature == Nature::wait_for) return {1, {}};
    const bool mixes = step.appointment || step.wait.kind != DistributionKind::constant;
    if (step.nature == Nature::join || (step.nature == Nature::wait && mixes)) {
      return {1, {}};
    }
    if (step.nature != Nature::work) return {0, {{id, 1}}};
    if (step.who.size() != 1 || !stations_[step.who.front().role].alike) return {1, {}};
    const Station& station = stations_[step.who.front().role];
    const double use = std::min(station.use, 1.0);
    const double kept = 1 - use * use;
    // This step's part of what leaves the role.
    const double part = load_.steps[id].visits / station.visits;
    Departure departure;
    departure.constant =
        part * (1 - kept + use * use * (station.cs2() - 1) / std::sqrt(std::max(station.servers, 1))) + 1 - part;
    for (const StepId other : workflow_.steps.ids()) {
      for (const Need& need : workflow_.steps[other].who) {
        if (need.role != step.who.front().role || load_.steps[other].visits <= 0) continue;
        departure.factors.emplace_back(other, part * kept * load_.steps[other].visits / station.visits);
      }
    }
    return departure;
  }

  const Workflow& workflow_;
  const VisitEstimates& visits_;
  const Load& load_;
  const IndexedVector<RoleId, Station>& stations_;
};

}  // namespace

IndexedVector<RoleId, std::optional<std::uint32_t>> shares_of_tasks(const Workflow& workflow) {
  IndexedVector<RoleId, std::optional<std::uint32_t>> shares(workflow.roles.size());
  IndexedVector<RoleId, char> differ(workflow.roles.size());
  for (const Step& step : workflow.steps) {
    for (const Need& need : may_need(workflow, step)) {
      if (shares[need.role].value_or(need.share) != need.share) differ[need.role] = 1;
      shares[need.role] = need.share;
    }
  }
  for (const RoleId role : workflow.roles.ids())
    shares[role] = differ[role] ? std::nullopt : std::optional(shares[role].value_or(whole_person));
  return shares;
}

void estimate_waits(const Workflow& workflow, const VisitEstimates& visits, Load& load) {
  const auto stations = stations_of(workflow, visits, load);
  const std::vector<double> variability = Variability(workflow, visits, load, stations).solve();
  IndexedVector<RoleId, double> ca2(workflow.roles.size());
  for (const StepId id : workflow.steps.ids()) {
    for (const Need& need : workflow.steps[id].who) {
      if (load.steps[id].visits <= 0) continue;
      ca2[need.role] += load.steps[id].visits / stations[need.role].visits * variability[index_of(id)];
    }
  }
  for (const StepId id : workflow.steps.ids()) {
    const Step& step = workflow.steps[id];
    if (step.who.size() != 1 || step.who.front().count != 1 || load.steps[id].visits <= 0) continue;
    if (!stations[step.who.front().role].alike) continue;
    // What comes in batches leaves no such formula.
    const auto serves_batches = [&](const Step& other) {
      return other.batch && std::any_of(other.who.begin(), other.who.end(),
                                        [&](const Need& need) { return need.role == step.who.front().role; });
    };
    if (std::any_of(workflow.steps.begin(), workflow.steps.end(), serves_batches)) continue;
    const Station& station = stations[step.who.front().role];
    if (station.servers < 1 || station.use >= 1) continue;
    load.steps[id].wait = rounded(station.mean * mean_wait(station.servers, station.use * station.servers,
                                                           ca2[step.who.front().role], station.cs2()));
  }
}

}  // namespace stepwell
