// Heights last: when the tracks of every channel are known, rows and channels are stacked and points follow.
#include "stepwell/render/layout.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/render/grid.hpp"
#include "stepwell/render/routes.hpp"

namespace stepwell::render {
namespace {

constexpr double margin = 24;
constexpr double track_gap = 11;
constexpr double above_tracks = 11;
constexpr double below_tracks = 9;  // and the arrowhead, where there is one
constexpr double arrow_room = 10;
constexpr double straight_channel = 26;

/// Where on the outline of `shape` a line at `offset` from the middle leaves below (or, mirrored, above).
double reach_at(const Shape& shape, const Box& outline, double offset) {
  const double half = outline.height() / 2;
  switch (shape.kind) {
    case ShapeKind::task:   return half;
    case ShapeKind::choice:
    case ShapeKind::split:
    case ShapeKind::any:
    case ShapeKind::race:
    case ShapeKind::join:   return half - std::abs(offset);
    default:                return std::sqrt(std::max(0.0, half * half - offset * offset));
  }
}

class Heights {
 public:
  Heights(const Grid& grid, const Routes& routes, double top) {
    std::vector<double> above(static_cast<std::size_t>(grid.rows), 0);
    std::vector<double> below(above);
    for (const Cell& cell : grid.cells) {
      const auto row = static_cast<std::size_t>(cell.row);
      above[row] = std::max(above[row], -cell.extent.top);
      below[row] = std::max(below[row], cell.extent.bottom);
    }
    double y = top;
    for (std::size_t channel = 0; channel < routes.tracks.size(); ++channel) {
      channel_top_.push_back(y);
      y += channel_height(routes, channel, channel == 0 || channel + 1 == routes.tracks.size());
      if (channel == above.size()) break;
      row_.push_back(y + above[channel]);
      y += above[channel] + below[channel];
    }
    bottom_ = y;
  }
  double row(int i) const { return row_[static_cast<std::size_t>(i)]; }
  double track(int channel, int i) const {
    return channel_top_[static_cast<std::size_t>(channel)] + above_tracks + i * track_gap;
  }
  double bottom() const { return bottom_; }

 private:
  static double channel_height(const Routes& routes, std::size_t channel, bool outermost) {
    const int tracks = routes.tracks[channel];
    const double arrow = routes.arrows_below[channel] ? arrow_room : 0;
    if (tracks > 0) return above_tracks + (tracks - 1) * track_gap + below_tracks + arrow;
    if (outermost) return 0;
    return arrow > 0 ? straight_channel : 10;
  }
  std::vector<double> channel_top_;
  std::vector<double> row_;
  double bottom_ = 0;
};

void move(TextBlock& text, double dx, double dy) {
  text.at.x += dx;
  text.at.y += dy;
}

MeasuredShape placed(MeasuredShape shape, double x, double y) {
  shape.outline = shape.outline.moved(x, y);
  shape.extent = shape.extent.moved(x, y);
  for (TextBlock& text : shape.texts) move(text, x, y);
  return shape;
}

Point side_of(const Box& outline, const Port& port) {
  return {port.right ? outline.right : outline.left, (outline.top + outline.bottom) / 2};
}

/// Drops points that lie on the way between their neighbours.
std::vector<Point> corners(const std::vector<Point>& points) {
  std::vector<Point> result;
  for (const Point& p : points) {
    if (!result.empty() && std::abs(result.back().x - p.x) < 0.05 && std::abs(result.back().y - p.y) < 0.05) continue;
    if (result.size() >= 2) {
      const Point& a = result[result.size() - 2];
      const Point& b = result.back();
      const bool level = std::abs(a.y - b.y) < 0.05 && std::abs(b.y - p.y) < 0.05;
      const bool upright = std::abs(a.x - b.x) < 0.05 && std::abs(b.x - p.x) < 0.05;
      if (level || upright) result.pop_back();
    }
    result.push_back(p);
  }
  return result;
}

std::vector<Point> way(const MapGraph& graph, std::size_t c, const Layout& layout, const Route& route, const Grid& grid,
                       const Heights& heights) {
  const Connection& connection = graph.connections[c];
  const Box& source = layout.shapes[connection.from].outline;
  const Box& target = layout.shapes[connection.to].outline;
  std::vector<Point> points;
  const double source_row = heights.row(grid.cells[connection.from].row);
  const double target_row = heights.row(grid.cells[connection.to].row);
  // Rework travels upwards between its turns; its first and last columns are those of its chain.
  const double first = connection.rework ? grid.cells[grid.chains[c].back()].x : route.legs.front().from;
  const double last = connection.rework ? grid.cells[grid.chains[c].front()].x : route.legs.back().to;
  if (route.start.sideways) {
    points.push_back(side_of(source, route.start));
    points.push_back({first, source_row});
  } else {
    const double x = grid.cells[connection.from].x + route.start.offset;
    points.push_back({x, source_row + reach_at(graph.shapes[connection.from], source, route.start.offset)});
  }
  for (const Leg& leg : route.legs) {
    if (leg.track < 0) continue;
    const double y = heights.track(leg.channel, leg.track);
    points.push_back({leg.from, y});
    points.push_back({leg.to, y});
  }
  if (route.end.sideways) {
    points.push_back({last, target_row});
    points.push_back(side_of(target, route.end));
  } else {
    const double x = grid.cells[connection.to].x + route.end.offset;
    points.push_back({x, target_row - reach_at(graph.shapes[connection.to], target, route.end.offset)});
  }
  return corners(points);
}

}  // namespace

Layout lay_out(const MapGraph& graph) {
  std::vector<MeasuredShape> shapes;
  for (const Shape& shape : graph.shapes) shapes.push_back(measure(shape));
  std::vector<TextBlock> labels;
  for (const Connection& connection : graph.connections) labels.push_back(measure_label(connection));
  Grid grid = arrange(graph, shapes, labels);

  double left = grid.cells.empty() ? 0 : 1e300;
  double right = 0;
  for (const Cell& cell : grid.cells) {
    left = std::min(left, cell.x + cell.extent.left);
    right = std::max(right, cell.x + cell.extent.right);
  }
  for (Cell& cell : grid.cells) cell.x += margin - left;
  const double content = right - left;

  Layout layout;
  layout.title.lines = break_lines(graph.title, std::max(content, 380.0), size::title, 3).lines;
  layout.title = {layout.title.lines, {margin, margin + 16}, 25, size::title, Anchor::start, Ink::primary};
  const double title_lines = static_cast<double>(std::max<std::size_t>(layout.title.lines.size(), 1));
  layout.subtitle = {
      {graph.subtitle}, {margin, margin + 16 + 25 * (title_lines - 1) + 19}, 16, size::subtitle, Anchor::start,
      Ink::secondary};
  layout.width = std::max({content, layout.title.box().width(), layout.subtitle.box().width()}) + 2 * margin;

  const Routes routes = find_routes(graph, grid);
  const Heights heights(grid, routes, layout.subtitle.box().bottom + 22);
  layout.height = heights.bottom() + margin;
  for (std::size_t s = 0; s < shapes.size(); ++s)
    layout.shapes.push_back(placed(std::move(shapes[s]), grid.cells[s].x, heights.row(grid.cells[s].row)));
  for (std::size_t c = 0; c < graph.connections.size(); ++c) {
    PlacedConnection connection{way(graph, c, layout, routes.by_connection[c], grid, heights), std::move(labels[c])};
    if (!connection.label.lines.empty()) {
      const Cell& cell = grid.cells[graph.connections[c].rework ? grid.chains[c].back() : grid.chains[c].front()];
      move(connection.label, cell.x, heights.row(cell.row));
    }
    layout.connections.push_back(std::move(connection));
  }
  return layout;
}

}  // namespace stepwell::render
