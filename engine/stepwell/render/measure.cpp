// Text first, then the box around it. Sizes are those of the house's maps; the width of text is our own table's.
#include "stepwell/render/measure.hpp"

#include <algorithm>

namespace stepwell::render {
namespace {

// Of the type size: how far letters reach above and below the baseline.
constexpr double ascent = 0.78;
constexpr double descent = 0.22;

/// Three lines look best; a name that needs a fourth gets it, and only then an ellipsis.
std::vector<std::string> few_lines(const std::string& text, double width, Font font) {
  TextLines three = break_lines(text, width, font, 3);
  return three.shortened ? break_lines(text, width, font, 4).lines : three.lines;
}

/// The name and, below it, the small print, as one column whose first line's top is at `top`.
std::vector<TextBlock> column(const Shape& shape, double width, Font name_font, Anchor anchor, double x, double top) {
  std::vector<TextBlock> blocks;
  const auto add = [&](std::vector<std::string> lines, Font font, Ink ink, double above) {
    if (lines.empty()) return;
    const double line_height = font.size + 2.5;
    top += blocks.empty() ? 0 : above;
    blocks.push_back({std::move(lines), {x, top + ascent * font.size + 1}, line_height, font, anchor, ink});
    top += line_height * static_cast<double>(blocks.back().lines.size());
  };
  add(few_lines(shape.name, width, name_font), name_font, Ink::primary, 0);
  std::vector<std::string> small;
  for (const std::string& detail : shape.details) {
    const TextLines broken = break_lines(detail, width, size::detail, 2);
    small.insert(small.end(), broken.lines.begin(), broken.lines.end());
  }
  add(std::move(small), size::detail, Ink::secondary, 2);
  return blocks;
}

double height_of(const std::vector<TextBlock>& blocks) {
  double height = 0;
  for (const TextBlock& block : blocks) height += block.line_height * static_cast<double>(block.lines.size());
  return height + (blocks.size() > 1 ? 2 : 0);
}

void move(std::vector<TextBlock>& blocks, double dy) {
  for (TextBlock& block : blocks) block.at.y += dy;
}

Box square(double side) { return {-side / 2, -side / 2, side / 2, side / 2}; }

}  // namespace

Box around(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

Box TextBlock::box() const {
  const double width = widest(lines, font);
  const double left = anchor == Anchor::start ? at.x : at.x - width / 2;
  const double below = lines.empty() ? 0 : line_height * static_cast<double>(lines.size() - 1);
  return {left, at.y - ascent * font.size, left + width, at.y + below + descent * font.size};
}

MeasuredShape measure(const Shape& shape) {
  MeasuredShape result;
  switch (shape.kind) {
    case ShapeKind::task: {
      result.texts = column(shape, size::text_in_task, size::name, Anchor::middle, 0, 0);
      const double text = height_of(result.texts);
      const double height = std::max(48.0, text + 15);
      result.outline = {-size::task_width / 2, -height / 2, size::task_width / 2, height / 2};
      move(result.texts, -text / 2);
      break;
    }
    case ShapeKind::wait:
      result.outline = square(size::timer);
      result.texts = column(shape, 104, size::event_name, Anchor::start, size::timer / 2 + 7, 0);
      move(result.texts, -height_of(result.texts) / 2);
      break;
    case ShapeKind::choice:
    case ShapeKind::split:
    case ShapeKind::any:
    case ShapeKind::race:
    case ShapeKind::join:
      result.outline = square(size::gateway);
      // Above the right corner, so that a line may leave there.
      result.texts = column(shape, 96, size::gateway_name, Anchor::start, 15, 0);
      move(result.texts, -8 - height_of(result.texts));
      break;
    case ShapeKind::start:
      result.outline = square(size::event);
      result.texts = column(shape, 150, size::event_name, Anchor::middle, 0, 0);
      move(result.texts, -size::event / 2 - 5 - height_of(result.texts));
      break;
    case ShapeKind::end:
    case ShapeKind::last_end:
      result.outline = square(size::event);
      result.texts = column(shape, 116, size::event_name, Anchor::middle, 0, size::event / 2 + 5);
      break;
  }
  result.extent = result.outline;
  for (const TextBlock& text : result.texts) result.extent = around(result.extent, text.box());
  return result;
}

TextBlock measure_label(const Connection& connection) {
  TextBlock block;
  if (connection.label.empty()) return block;
  block.lines = few_lines(connection.label, 120, size::label);
  block.line_height = size::label.size + 2.5;
  block.font = size::label;
  block.anchor = Anchor::start;
  block.ink = connection.rework ? Ink::rework : Ink::primary;
  block.at = {6, 0};
  const Box box = block.box();
  block.at.y -= (box.top + box.bottom) / 2;
  return block;
}

}  // namespace stepwell::render
