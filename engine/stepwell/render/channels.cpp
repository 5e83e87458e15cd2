// Order of tracks by pairwise cost and local search, then the highest free track for each in that order.
#include "stepwell/render/channels.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace stepwell::render {
namespace {

constexpr double clearance = 8;

/// All strands of one bundle.
struct Net {
  std::vector<double> tops;
  std::vector<double> bottoms;
  double low = 1e300;
  double high = -1e300;

  void add(const Strand& strand) {
    for (const double x : strand.tops) tops.push_back(x);
    for (const double x : strand.bottoms) bottoms.push_back(x);
    for (const std::vector<double>* ends : {&strand.tops, &strand.bottoms})
      for (const double x : *ends) low = std::min(low, x), high = std::max(high, x);
  }
  bool spans(double x) const { return low < x && x < high; }
};

bool straight(const Strand& strand) {
  return strand.tops.size() == 1 && strand.bottoms.size() == 1 && std::abs(strand.tops[0] - strand.bottoms[0]) < 0.5;
}

/// What it costs that `upper` has a track above `lower`: a crossing each, and much for lines on top of each other.
int cost_above(const Net& upper, const Net& lower) {
  int cost = 0;
  for (const double x : lower.tops) cost += upper.spans(x) ? 1 : 0;
  for (const double x : upper.bottoms) cost += lower.spans(x) ? 1 : 0;
  for (const double down : upper.bottoms)
    for (const double up : lower.tops) cost += std::abs(down - up) < clearance / 2 ? 50 : 0;
  return cost;
}

bool meet(const Net& a, const Net& b) { return a.low - clearance < b.high && b.low - clearance < a.high; }

/// Moves each net to its best place among the others until nothing gets better.
std::vector<std::size_t> best_order(const std::vector<Net>& nets) {
  std::vector<std::size_t> order(nets.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (bool better = true; better;) {
    better = false;
    for (std::size_t net = 0; net < nets.size(); ++net) {
      const auto at = static_cast<std::size_t>(std::find(order.begin(), order.end(), net) - order.begin());
      std::vector<std::size_t> others = order;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
      int cost = 0;  // of standing before all others, then of passing them one by one
      for (const std::size_t other : others) cost += cost_above(nets[net], nets[other]);
      std::vector<int> costs{cost};
      for (const std::size_t other : others) {
        cost += cost_above(nets[other], nets[net]) - cost_above(nets[net], nets[other]);
        costs.push_back(cost);
      }
      const auto best = static_cast<std::size_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
      if (costs[best] >= costs[at]) continue;
      others.insert(others.begin() + static_cast<std::ptrdiff_t>(best), net);
      order = std::move(others);
      better = true;
    }
  }
  return order;
}

}  // namespace

Tracks assign_tracks(const std::vector<Strand>& strands) {
  Tracks result{std::vector<int>(strands.size(), -1), 0};
  std::vector<Net> nets;
  std::map<std::size_t, std::size_t> net_of_bundle;
  for (const Strand& strand : strands) {
    if (straight(strand)) continue;
    const auto [found, added] = net_of_bundle.try_emplace(strand.bundle, nets.size());
    if (added) nets.emplace_back();
    nets[found->second].add(strand);
  }
  const std::vector<std::size_t> order = best_order(nets);
  std::vector<int> track(nets.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (meet(nets[order[i]], nets[order[j]])) track[order[i]] = std::max(track[order[i]], track[order[j]] + 1);
    result.count = std::max(result.count, track[order[i]] + 1);
  }
  for (std::size_t s = 0; s < strands.size(); ++s)
    if (!straight(strands[s])) result.track[s] = track[net_of_bundle[strands[s].bundle]];
  return result;
}

}  // namespace stepwell::render
