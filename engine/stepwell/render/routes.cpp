// Corners of gateways first, since they save a turn; what remains goes through the channels.
#include "stepwell/render/routes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace stepwell::render {
namespace {

constexpr double beside = 12;  // a column this far from a corner may be reached from it

bool is_gateway(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::choice:
    case ShapeKind::split:
    case ShapeKind::any:
    case ShapeKind::race:
    case ShapeKind::join:   return true;
    default:                return false;
  }
}

double half_width(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::task:     return size::task_width / 2;
    case ShapeKind::wait:     return size::timer / 2;
    case ShapeKind::start:
    case ShapeKind::end:
    case ShapeKind::last_end: return size::event / 2;
    default:                  return size::gateway / 2;
  }
}

class Finder {
 public:
  Finder(const MapGraph& graph, const Grid& grid)
      : graph_(graph),
        grid_(grid),
        in_row_(static_cast<std::size_t>(grid.rows)),
        runs_(static_cast<std::size_t>(grid.rows)),
        used_(graph.shapes.size()),
        out_(graph.shapes.size()),
        in_(graph.shapes.size()) {
    routes_.by_connection.resize(graph.connections.size());
    for (std::size_t i = 0; i < grid.cells.size(); ++i)
      in_row_[static_cast<std::size_t>(grid.cells[i].row)].push_back(i);
    for (std::size_t c = 0; c < graph.connections.size(); ++c) {
      if (graph.connections[c].rework) continue;
      out_[graph.connections[c].from].push_back(c);
      in_[graph.connections[c].to].push_back(c);
    }
  }

  Routes find() {
    for (std::size_t c = 0; c < graph_.connections.size(); ++c)
      if (graph_.connections[c].rework) attach_rework(c);
    for (std::size_t s = 0; s < graph_.shapes.size(); ++s)
      if (is_gateway(graph_.shapes[s]))
        attach_branches(s);
      else
        attach_asides(s);
    for (std::size_t c = 0; c < graph_.connections.size(); ++c) {
      if (graph_.connections[c].rework)
        legs_back(c);
      else
        legs_forward(c);
    }
    run_tracks();
    return std::move(routes_);
  }

 private:
  const Cell& cell(std::size_t i) const { return grid_.cells[i]; }

  /// Whether a level line from shape `s` to the column of `other`, itself a cell of the row or below or above it, is free.
  bool try_run(std::size_t s, double x, std::size_t other) {
    const bool right = x > cell(s).x;
    const double edge = cell(s).x + (right ? 1 : -1) * half_width(graph_.shapes[s]);
    const std::pair<double, double> run = std::minmax(edge, x);
    if (used_[s][right] || (right ? x - edge : edge - x) < 4) return false;
    const auto row = static_cast<std::size_t>(cell(s).row);
    for (const std::size_t i : in_row_[row]) {
      if (i == s || i == other) continue;
      if (cell(i).x + cell(i).extent.left < run.second + 6 && run.first - 6 < cell(i).x + cell(i).extent.right)
        return false;
    }
    for (const auto& [from, to] : runs_[row])
      if (from < run.second + 6 && run.first - 6 < to) return false;
    runs_[row].push_back(run);
    used_[s][right] = true;
    return true;
  }

  void attach_rework(std::size_t c) {
    const Connection& connection = graph_.connections[c];
    const std::vector<std::size_t>& chain = grid_.chains[c];
    Route& route = routes_.by_connection[c];
    const auto attach = [&](std::size_t shape, std::size_t beside_it, bool others) {
      const bool text_in_the_way = graph_.shapes[shape].kind == ShapeKind::wait;
      Port port;
      port.sideways = !text_in_the_way && cell(beside_it).x > cell(shape).x && connection.from != connection.to &&
                      try_run(shape, cell(beside_it).x, beside_it);
      if (!port.sideways && others)
        port.offset = is_gateway(graph_.shapes[shape]) ? 10 : graph_.shapes[shape].kind == ShapeKind::task ? 22 : 8;
      return port;
    };
    route.start = attach(connection.from, chain.back(), !out_[connection.from].empty());
    route.end = attach(connection.to, chain.front(), !in_[connection.to].empty());
  }

  /// The outermost of several branches use the gateway's corners, where the way is free.
  void attach_branches(std::size_t s) {
    const auto outermost = [&](const std::vector<std::size_t>& connections, bool leaving) {
      if (connections.size() < 2) return;
      std::vector<std::pair<double, std::size_t>> columns;
      for (const std::size_t c : connections) columns.push_back({column_beside(c, leaving), c});
      std::sort(columns.begin(), columns.end());
      const double reach = half_width(graph_.shapes[s]) + beside;
      for (const bool right : {false, true}) {
        const auto [x, c] = right ? columns.back() : columns.front();
        if (right ? x < cell(s).x + reach : x > cell(s).x - reach) continue;
        // A line that comes down from above would pass the gateway's name.
        if (!leaving && right && x < cell(s).x + cell(s).extent.right + 8) continue;
        if (!try_run(s, x, s)) continue;
        Route& route = routes_.by_connection[c];
        (leaving ? route.start : route.end) = {true, right, 0};
      }
    };
    outermost(out_[s], true);
    outermost(in_[s], false);
  }

  /// What is taken instead of being done leaves at a side, where the way is free, and else beside the line that goes on.
  void attach_asides(std::size_t s) {
    const bool task = graph_.shapes[s].kind == ShapeKind::task;
    std::vector<std::pair<double, std::size_t>> below[2];  // on the left, on the right
    for (const std::size_t c : out_[s]) {
      if (!graph_.connections[c].aside) continue;
      const double x = column_beside(c, true);
      const bool right = x > cell(s).x;
      const bool text_in_the_way = right && graph_.shapes[s].kind == ShapeKind::wait;
      const bool far_enough = std::abs(x - cell(s).x) >= half_width(graph_.shapes[s]) + beside;
      if (far_enough && !text_in_the_way && try_run(s, x, s))
        routes_.by_connection[c].start = {true, right, 0};
      else
        below[right].push_back({x, c});
    }
    for (const bool right : {false, true}) {
      std::vector<std::pair<double, std::size_t>>& beside_it = below[right];
      // Whoever goes farthest begins outermost, so that they do not cross.
      std::sort(beside_it.begin(), beside_it.end());
      if (!right) std::reverse(beside_it.begin(), beside_it.end());
      const double first = task ? 22 : 8;
      const double last = task ? 58 : 15;
      const double step = (last - first) / std::max(2.0, static_cast<double>(beside_it.size()) - 1);
      for (std::size_t i = 0; i < beside_it.size(); ++i) {
        const double offset = first + step * static_cast<double>(i);
        routes_.by_connection[beside_it[i].second].start.offset = right ? offset : -offset;
      }
    }
  }

  /// The column of a forward connection in the row after its source, or before its target.
  double column_beside(std::size_t c, bool leaving) const {
    const std::vector<std::size_t>& chain = grid_.chains[c];
    if (leaving) {
      // Straight into a corner of its target there is no column between to go down in.
      if (chain.empty() && routes_.by_connection[c].end.sideways) return cell(graph_.connections[c].from).x;
      return cell(chain.empty() ? graph_.connections[c].to : chain.front()).x;
    }
    if (chain.empty() && routes_.by_connection[c].start.sideways) return cell(graph_.connections[c].to).x;
    return cell(chain.empty() ? graph_.connections[c].from : chain.back()).x;
  }

  void add_leg(std::size_t c, int channel, double from, double to, Strand strand, std::size_t bundle) {
    strand.bundle = bundle;
    strands_[channel].push_back({std::move(strand), {c, routes_.by_connection[c].legs.size()}});
    routes_.by_connection[c].legs.push_back({channel, from, to, -1});
  }

  void legs_forward(std::size_t c) {
    const Connection& connection = graph_.connections[c];
    Route& route = routes_.by_connection[c];
    std::vector<double> columns;
    columns.push_back(route.start.sideways ? column_beside(c, true) : cell(connection.from).x + route.start.offset);
    for (const std::size_t i : grid_.chains[c]) columns.push_back(cell(i).x);
    columns.push_back(route.end.sideways ? column_beside(c, false) : cell(connection.to).x);
    int channel = cell(connection.from).row + 1;
    const std::size_t shapes = graph_.shapes.size();
    for (std::size_t i = 0; i + 1 < columns.size(); ++i, ++channel) {
      // Lines that leave one shape below share a track, and so do those that arrive at one from above.
      std::size_t bundle = 2 * shapes + c;
      if (i + 2 == columns.size() && !route.end.sideways && in_[connection.to].size() > 1)
        bundle = shapes + connection.to;
      if (i == 0 && !route.start.sideways && route.start.offset == 0 && out_[connection.from].size() > 1)
        bundle = connection.from;
      add_leg(c, channel, columns[i], columns[i + 1], {{columns[i]}, {columns[i + 1]}, 0}, bundle);
    }
  }

  void legs_back(std::size_t c) {
    const Connection& connection = graph_.connections[c];
    const Route& route = routes_.by_connection[c];
    const std::vector<std::size_t>& chain = grid_.chains[c];
    const std::size_t bundle = 2 * graph_.shapes.size() + c;
    const std::size_t turn = bundle + graph_.connections.size();
    if (!route.start.sideways) {
      const double from = cell(connection.from).x + route.start.offset;
      add_leg(c, cell(connection.from).row + 1, from, cell(chain.back()).x, {{from, cell(chain.back()).x}, {}, 0},
              bundle);
    }
    for (std::size_t i = chain.size() - 1; i > 0; --i)
      add_leg(c, cell(chain[i]).row, cell(chain[i]).x, cell(chain[i - 1]).x,
              {{cell(chain[i - 1]).x}, {cell(chain[i]).x}, 0}, bundle);
    if (!route.end.sideways) {
      const double to = cell(connection.to).x + route.end.offset;
      add_leg(c, cell(connection.to).row, cell(chain.front()).x, to, {{}, {cell(chain.front()).x, to}, 0}, turn);
    }
  }

  void run_tracks() {
    routes_.tracks.assign(static_cast<std::size_t>(grid_.rows) + 1, 0);
    routes_.arrows_below.assign(static_cast<std::size_t>(grid_.rows) + 1, false);
    for (auto& [channel, entries] : strands_) {
      std::vector<Strand> strands;
      for (const auto& entry : entries) strands.push_back(entry.first);
      const Tracks tracks = assign_tracks(strands);
      routes_.tracks[static_cast<std::size_t>(channel)] = tracks.count;
      for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto [c, leg] = entries[i].second;
        routes_.by_connection[c].legs[leg].track = tracks.track[i];
      }
    }
    for (std::size_t c = 0; c < graph_.connections.size(); ++c)
      if (!routes_.by_connection[c].end.sideways)
        routes_.arrows_below[static_cast<std::size_t>(cell(graph_.connections[c].to).row)] = true;
  }

  const MapGraph& graph_;
  const Grid& grid_;
  Routes routes_;
  std::vector<std::vector<std::size_t>> in_row_;
  std::vector<std::vector<std::pair<double, double>>> runs_;  // by row: level lines that are taken
  struct Sides {
    bool left = false;
    bool right = false;
    bool& operator[](bool on_the_right) { return on_the_right ? right : left; }
  };
  std::vector<Sides> used_;
  std::vector<std::vector<std::size_t>> out_;  // by shape: forward connections
  std::vector<std::vector<std::size_t>> in_;
  std::map<int, std::vector<std::pair<Strand, std::pair<std::size_t, std::size_t>>>> strands_;  // by channel
};

}  // namespace

Routes find_routes(const MapGraph& graph, const Grid& grid) { return Finder(graph, grid).find(); }

}  // namespace stepwell::render
