// Two runs of dot: the first gives each shape its row; then every connection becomes a chain of boxes, one in each row
// that it passes, and the second run places shapes, labels and chains together.
#include "stepwell/render/grid.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/render/graphviz.hpp"

namespace stepwell::render {
namespace {

// Shapes whose line is at their left reach 21 to the left of their box: the gap has to hold that as well.
constexpr double gap = 32;
constexpr double line_room = 10;
constexpr double small_step = 14;  // a line that would bend by less is straightened

bool has_label(const TextBlock& label) { return !label.lines.empty(); }

RankedBox box_of(const Box& extent) {
  // Text on one side only would take its width on the other side too if the line met the middle.
  if (extent.right > -extent.left + 4) return {extent.right, 20, true};
  return {2 * std::max(extent.right, -extent.left), 20, false};
}

/// How much each connection wants to be straight: the likelier the more, and most where there is no other way.
std::vector<int> weights_of(const MapGraph& graph) {
  std::vector<int> leaving(graph.shapes.size(), 0);
  std::vector<int> arriving(graph.shapes.size(), 0);
  for (const Connection& connection : graph.connections) {
    if (connection.rework || connection.aside) continue;
    ++leaving[connection.from];
    ++arriving[connection.to];
  }
  std::vector<int> weights;
  for (const Connection& connection : graph.connections) {
    const bool only_way = leaving[connection.from] == 1 && arriving[connection.to] == 1;
    const int likely = 1 + static_cast<int>(std::lround(3 * std::clamp(connection.share, 0.0, 1.0)));
    weights.push_back(connection.rework || connection.aside ? 1 : only_way ? 5 * likely : likely);
  }
  return weights;
}

/// Rows of the shapes, with a row for each label right below the shape that its line leaves.
std::vector<int> rows_of_shapes(const MapGraph& graph, const std::vector<MeasuredShape>& shapes,
                                const std::vector<TextBlock>& labels, const std::vector<int>& weights) {
  std::vector<RankedBox> boxes;
  for (const MeasuredShape& shape : shapes) boxes.push_back(box_of(shape.extent));
  std::vector<RankedLine> lines;
  for (std::size_t c = 0; c < graph.connections.size(); ++c) {
    const Connection& connection = graph.connections[c];
    if (connection.rework) continue;
    const int weight = weights[c];
    if (!has_label(labels[c])) {
      lines.push_back({connection.from, connection.to, 1, weight});
      continue;
    }
    // A box of its own, since a row without any box would vanish.
    boxes.push_back({labels[c].box().width(), 20, false});
    lines.push_back({connection.from, boxes.size() - 1, 1, 8 * weight});
    lines.push_back({boxes.size() - 1, connection.to, 1, weight});
  }
  return rank_boxes(boxes, lines, gap).rank;
}

class Arrangement {
 public:
  Arrangement(const MapGraph& graph, const std::vector<MeasuredShape>& shapes, const std::vector<TextBlock>& labels)
      : graph_(graph), labels_(labels), weights_(weights_of(graph)) {
    const std::vector<int> rows = rows_of_shapes(graph, shapes, labels, weights_);
    for (std::size_t s = 0; s < shapes.size(); ++s) grid_.cells.push_back({rows[s], 0, shapes[s].extent});
    for (std::size_t c = 0; c < graph.connections.size(); ++c) {
      if (graph.connections[c].rework)
        chain_back(c);
      else
        chain_forward(c);
    }
  }

  Grid arrange() {
    std::vector<RankedBox> boxes;
    for (const Cell& cell : grid_.cells) boxes.push_back(box_of(cell.extent));
    const Ranking ranking = rank_boxes(boxes, lines_, gap);
    for (std::size_t i = 0; i < grid_.cells.size(); ++i) {
      grid_.cells[i].x = ranking.x[i];
      grid_.cells[i].row = ranking.rank[i];
      grid_.rows = std::max(grid_.rows, ranking.rank[i] + 1);
    }
    for (std::size_t c = 0; c < graph_.connections.size(); ++c)
      if (!graph_.connections[c].rework) straighten(c);
    for (int round = 0; round < 2; ++round)  // the first round may make room for the second
      for (std::size_t c = 0; c < graph_.connections.size(); ++c)
        if (graph_.connections[c].rework) draw_near(c);
    return std::move(grid_);
  }

 private:
  std::size_t add_cell(int row, std::size_t connection, bool with_label) {
    Box extent{-line_room / 2, 0, line_room / 2, 0};
    if (with_label && has_label(labels_[connection])) extent = around(extent, labels_[connection].box());
    grid_.cells.push_back({row, 0, extent});
    grid_.chains[connection].push_back(grid_.cells.size() - 1);
    return grid_.cells.size() - 1;
  }

  void chain_forward(std::size_t c) {
    const Connection& connection = graph_.connections[c];
    grid_.chains.emplace_back();
    const int weight = weights_[c];
    std::size_t above = connection.from;
    const int last = grid_.cells[connection.to].row;
    for (int row = grid_.cells[connection.from].row + 1; row < last; ++row) {
      const std::size_t cell = add_cell(row, c, row == grid_.cells[connection.from].row + 1);
      lines_.push_back({above, cell, 1, above == connection.from ? weight : 8 * weight});
      above = cell;
    }
    lines_.push_back({above, connection.to, 1, above == connection.from ? weight : 4 * weight});
  }

  void chain_back(std::size_t c) {
    const Connection& connection = graph_.connections[c];
    grid_.chains.emplace_back();
    const int first = grid_.cells[connection.to].row;
    const int last = grid_.cells[connection.from].row;
    std::size_t above = connection.to;
    for (int row = first; row <= last; ++row) {
      const std::size_t cell = add_cell(row, c, row == last);
      lines_.push_back({above, cell, row == first ? 0 : 1, row == first ? 2 : 4});
      above = cell;
    }
    if (connection.from != connection.to) lines_.push_back({connection.from, above, 0, 2});
  }

  /// Room between cells is wider than a small step, so a line may move over by one.
  void straighten(std::size_t c) {
    const std::vector<std::size_t>& chain = grid_.chains[c];
    if (chain.empty()) return;
    const auto follow = [&](std::size_t still, std::size_t moving) {
      const double step = grid_.cells[still].x - grid_.cells[moving].x;
      if (std::abs(step) < small_step) grid_.cells[moving].x = grid_.cells[still].x;
    };
    follow(graph_.connections[c].from, chain.front());
    for (std::size_t i = 1; i < chain.size(); ++i) follow(chain[i - 1], chain[i]);
    follow(graph_.connections[c].to, chain.back());
    for (std::size_t i = chain.size() - 1; i > 0; --i) follow(chain[i], chain[i - 1]);
  }

  /// Rework goes up in one column, as near to its shapes as all rows between have room for it.
  void draw_near(std::size_t c) {
    const std::vector<std::size_t>& chain = grid_.chains[c];
    const auto right_of = [&](std::size_t i) { return grid_.cells[i].x + grid_.cells[i].extent.right; };
    double farthest = 0;
    for (const std::size_t i : chain) farthest = std::max(farthest, grid_.cells[i].x);
    const double nearest = std::max(right_of(graph_.connections[c].from), right_of(graph_.connections[c].to)) + gap / 2;
    for (double x = nearest; x <= farthest + gap; x += 4) {
      if (!has_room(chain, x)) continue;
      for (const std::size_t i : chain) grid_.cells[i].x = x;
      return;
    }
    // No one column is free all the way: then at least no small steps.
    for (std::size_t i = chain.size() - 1; i > 0; --i) {
      const double x = grid_.cells[chain[i]].x;
      if (std::abs(grid_.cells[chain[i - 1]].x - x) < gap && has_room({chain[i - 1]}, x))
        grid_.cells[chain[i - 1]].x = x;
    }
  }
  bool has_room(const std::vector<std::size_t>& chain, double x) const {
    return std::all_of(chain.begin(), chain.end(), [&](std::size_t moving) {
      const Cell& cell = grid_.cells[moving];
      for (std::size_t i = 0; i < grid_.cells.size(); ++i) {
        const Cell& other = grid_.cells[i];
        if (other.row != cell.row || std::find(chain.begin(), chain.end(), i) != chain.end()) continue;
        if (x + cell.extent.left - 8 < other.x + other.extent.right &&
            other.x + other.extent.left < x + cell.extent.right + 8)
          return false;
      }
      return true;
    });
  }

  const MapGraph& graph_;
  const std::vector<TextBlock>& labels_;
  std::vector<int> weights_;
  Grid grid_;
  std::vector<RankedLine> lines_;
};

}  // namespace

Grid arrange(const MapGraph& graph, const std::vector<MeasuredShape>& shapes, const std::vector<TextBlock>& labels) {
  return Arrangement(graph, shapes, labels).arrange();
}

}  // namespace stepwell::render
