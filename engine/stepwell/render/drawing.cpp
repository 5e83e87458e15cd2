// The looks: BPMN's shapes, with the colours and line widths of the house's maps. Arrowheads are polygons of our own.
#include "stepwell/render/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stepwell::render {
namespace {

namespace colour {
constexpr const char* ink = "#212B32";
constexpr const char* secondary = "#4C6272";
constexpr const char* line = "#425563";
constexpr const char* paper = "#FFFFFF";
constexpr const char* gateway = "#F0F4F5";
constexpr const char* start = "#007F3B";
constexpr const char* start_fill = "#E3F3EA";
constexpr const char* timer = "#FFF8E1";
constexpr const char* rework = "#8A1558";
}  // namespace colour

constexpr double line_width = 1.6;
constexpr double turn_radius = 7;
constexpr double arrow_length = 9;
constexpr double arrow_half_width = 4.6;

Mark text_mark(const TextBlock& text, const char* name, double room = 0) {
  Mark mark;
  mark.kind = Mark::Kind::text;
  mark.name = name;
  mark.fill = text.ink == Ink::primary ? colour::ink : text.ink == Ink::secondary ? colour::secondary : colour::rework;
  mark.text = text;
  mark.text_room = room;
  return mark;
}

Mark filled(Mark::Kind kind, const char* name, const char* fill, const char* stroke, double stroke_width) {
  Mark mark;
  mark.kind = kind;
  mark.name = name;
  mark.fill = fill;
  mark.stroke = stroke;
  mark.stroke_width = stroke_width;
  return mark;
}

/// A circle whose stroke stays inside `outline`, `inset` from it.
Mark circle(const Box& outline, double inset, const char* name, const char* fill, const char* stroke,
            double stroke_width) {
  Mark mark = filled(Mark::Kind::circle, name, fill, stroke, stroke_width);
  const double d = inset + stroke_width / 2;
  mark.box = {outline.left + d, outline.top + d, outline.right - d, outline.bottom - d};
  return mark;
}

Mark lines(std::vector<std::vector<Point>> strokes, const char* name, const char* stroke, double width) {
  Mark mark = filled(Mark::Kind::strokes, name, "none", stroke, width);
  mark.strokes = std::move(strokes);
  return mark;
}

Point middle(const Box& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

void draw_clock(const Box& outline, std::vector<Mark>& marks) {
  const Point c = middle(outline);
  marks.push_back(circle(outline, 0, "shape", colour::timer, colour::line, 1.2));
  marks.push_back(circle(outline, 3, "mark", "none", colour::line, 1.2));
  const double radius = outline.width() / 2 - 6.5;
  std::vector<std::vector<Point>> strokes;
  for (int hour = 0; hour < 12; ++hour) {
    const double angle = hour * std::numbers::pi / 6;
    const double inner = hour % 3 == 0 ? radius - 3 : radius - 1.8;
    strokes.push_back({{c.x + inner * std::sin(angle), c.y - inner * std::cos(angle)},
                       {c.x + radius * std::sin(angle), c.y - radius * std::cos(angle)}});
  }
  strokes.push_back({{c.x, c.y - 7}, {c.x, c.y}, {c.x + 5, c.y + 2.4}});
  marks.push_back(lines(std::move(strokes), "mark", colour::line, 1.2));
}

void draw_gateway(ShapeKind kind, const Box& outline, std::vector<Mark>& marks) {
  const Point c = middle(outline);
  Mark diamond = filled(Mark::Kind::polygon, "shape", colour::gateway, colour::line, 1.4);
  diamond.strokes = {{{c.x, outline.top}, {outline.right, c.y}, {c.x, outline.bottom}, {outline.left, c.y}}};
  marks.push_back(std::move(diamond));
  if (kind == ShapeKind::any || kind == ShapeKind::race) {
    const auto ring = [&](double radius, double width) {
      marks.push_back(
          circle({c.x - radius, c.y - radius, c.x + radius, c.y + radius}, 0, "mark", "none", colour::line, width));
    };
    if (kind == ShapeKind::any) return ring(9, 2.6);
    ring(12, 1.2);
    ring(9.4, 1.2);
    Mark pentagon = filled(Mark::Kind::polygon, "mark", "none", colour::line, 1.2);
    pentagon.strokes.emplace_back();
    for (int corner = 0; corner < 5; ++corner) {
      const double angle = corner * 2 * std::numbers::pi / 5;
      pentagon.strokes.front().push_back({c.x + 6 * std::sin(angle), c.y - 6 * std::cos(angle)});
    }
    marks.push_back(std::move(pentagon));
    return;
  }
  const double r = kind == ShapeKind::choice ? 5.4 : 8;
  if (kind == ShapeKind::choice)
    marks.push_back(lines({{{c.x - r, c.y - r}, {c.x + r, c.y + r}}, {{c.x + r, c.y - r}, {c.x - r, c.y + r}}}, "mark",
                          colour::line, 2.6));
  else
    marks.push_back(
        lines({{{c.x - r, c.y}, {c.x + r, c.y}}, {{c.x, c.y - r}, {c.x, c.y + r}}}, "mark", colour::line, 2.6));
}

const char* kind_name(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::start:    return "start";
    case ShapeKind::task:     return "task";
    case ShapeKind::wait:     return "wait";
    case ShapeKind::choice:   return "gateway choice";
    case ShapeKind::split:    return "gateway split";
    case ShapeKind::any:      return "gateway any";
    case ShapeKind::race:     return "gateway race";
    case ShapeKind::join:     return "gateway join";
    case ShapeKind::end:      return "end";
    case ShapeKind::last_end: return "end last";
  }
  return "";
}

Group draw_shape(const Shape& shape, const MeasuredShape& placed) {
  Group group;
  group.key = shape.key;
  group.classes = std::string("node ") + kind_name(shape.kind);
  group.of = shape.of;
  group.description = shape.description;
  switch (shape.kind) {
    case ShapeKind::task: {
      Mark box = filled(Mark::Kind::rectangle, "shape", colour::paper, colour::line, 1.4);
      box.box = placed.outline;
      box.corner = size::corner;
      group.marks.push_back(std::move(box));
      break;
    }
    case ShapeKind::wait: draw_clock(placed.outline, group.marks); break;
    case ShapeKind::start:
      group.marks.push_back(circle(placed.outline, 0, "shape", colour::start_fill, colour::start, 2));
      break;
    case ShapeKind::end:
    case ShapeKind::last_end:
      group.marks.push_back(circle(placed.outline, 0, "shape", colour::gateway, colour::ink, 4));
      if (shape.kind == ShapeKind::last_end)
        group.marks.push_back(circle(placed.outline, 7, "mark", colour::ink, colour::ink, 1));
      break;
    default: draw_gateway(shape.kind, placed.outline, group.marks); break;
  }
  const double room = shape.kind == ShapeKind::task ? size::text_in_task : 0;
  for (const TextBlock& text : placed.texts)
    group.marks.push_back(text_mark(text, text.ink == Ink::secondary ? "detail" : "label", room));
  return group;
}

Group draw_connection(const MapGraph& graph, const Connection& connection, const PlacedConnection& placed) {
  Group group;
  group.key = connection.key;
  group.classes = std::string("edge") + (connection.rework ? " rework" : "") + (connection.aside ? " aside" : "");
  group.from = graph.shapes[connection.from].key;
  group.to = graph.shapes[connection.to].key;
  group.description = connection.description;
  const char* stroke = connection.rework ? colour::rework : colour::line;
  std::vector<Point> points = placed.points;
  if (points.size() >= 2) {
    const Point tip = points.back();
    const Point before = points[points.size() - 2];
    const double length = std::max(std::hypot(tip.x - before.x, tip.y - before.y), 1e-6);
    const Point along{(tip.x - before.x) / length, (tip.y - before.y) / length};
    const Point base{tip.x - along.x * arrow_length, tip.y - along.y * arrow_length};
    points.back() = {tip.x - along.x * (arrow_length - 1), tip.y - along.y * (arrow_length - 1)};
    Mark line = lines({points}, "line", stroke, line_width);
    line.corner = turn_radius;
    line.dashed = connection.rework || connection.aside;
    group.marks.push_back(std::move(line));
    Mark arrow = filled(Mark::Kind::polygon, "arrow", stroke, "none", 0);
    arrow.strokes = {{tip,
                      {base.x - along.y * arrow_half_width, base.y + along.x * arrow_half_width},
                      {base.x + along.y * arrow_half_width, base.y - along.x * arrow_half_width}}};
    group.marks.push_back(std::move(arrow));
  }
  if (!placed.label.lines.empty()) group.marks.push_back(text_mark(placed.label, "label"));
  return group;
}

Point towards(const Point& from, const Point& to, double distance) {
  const double length = std::max(std::hypot(to.x - from.x, to.y - from.y), 1e-9);
  return {from.x + (to.x - from.x) * distance / length, from.y + (to.y - from.y) * distance / length};
}

}  // namespace

std::vector<Point> cut_corners(const std::vector<Point>& stroke, double radius) {
  std::vector<Point> cuts;
  for (std::size_t i = 1; i + 1 < stroke.size(); ++i) {
    const double before = std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
    const double after = std::hypot(stroke[i + 1].x - stroke[i].x, stroke[i + 1].y - stroke[i].y);
    const double r = std::min({radius, before / 2, after / 2});
    cuts.push_back(towards(stroke[i], stroke[i - 1], r));
    cuts.push_back(towards(stroke[i], stroke[i + 1], r));
  }
  return cuts;
}

std::vector<Point> rounded(const std::vector<Point>& stroke, double radius) {
  if (stroke.empty()) return {};
  std::vector<Point> curve{stroke.front()};
  const auto straight = [&](const Point& to) {
    const Point from = curve.back();
    curve.push_back({from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3});
    curve.push_back({from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3});
    curve.push_back(to);
  };
  const std::vector<Point> cuts = cut_corners(stroke, radius);
  for (std::size_t i = 1; i + 1 < stroke.size(); ++i) {
    straight(cuts[2 * i - 2]);
    const Point from = curve.back();
    const Point to = cuts[2 * i - 1];
    curve.push_back({from.x + (stroke[i].x - from.x) * 2 / 3, from.y + (stroke[i].y - from.y) * 2 / 3});
    curve.push_back({to.x + (stroke[i].x - to.x) * 2 / 3, to.y + (stroke[i].y - to.y) * 2 / 3});
    curve.push_back(to);
  }
  straight(stroke.back());
  return curve;
}

Drawing draw(const MapGraph& graph, const Layout& layout) {
  Drawing drawing;
  drawing.width = layout.width;
  drawing.height = layout.height;
  drawing.title = graph.title;
  drawing.description = graph.description;
  if (!layout.title.lines.empty()) drawing.heading.push_back(text_mark(layout.title, "title"));
  drawing.heading.push_back(text_mark(layout.subtitle, "subtitle"));
  for (std::size_t c = 0; c < graph.connections.size(); ++c)
    drawing.connections.push_back(draw_connection(graph, graph.connections[c], layout.connections[c]));
  std::vector<std::size_t> order(graph.shapes.size());
  for (std::size_t s = 0; s < order.size(); ++s) order[s] = s;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Point left = middle(layout.shapes[a].outline);
    const Point right = middle(layout.shapes[b].outline);
    return std::abs(left.y - right.y) > 0.5 ? left.y < right.y : left.x < right.x;
  });
  for (const std::size_t s : order) drawing.shapes.push_back(draw_shape(graph.shapes[s], layout.shapes[s]));
  return drawing;
}

}  // namespace stepwell::render
