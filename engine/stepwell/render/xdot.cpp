// Each mark as operations of xdot: state first (style, pen, fill, font), then the shape. Lengths of text are in bytes.
#include "stepwell/render/xdot.hpp"

#include "stepwell/render/decimal.hpp"

namespace stepwell::render {
namespace {

/// Writes marks; xdot counts y upwards.
class Pen {
 public:
  explicit Pen(double height) : height_(height) {}

  void mark(const Mark& mark) {
    switch (mark.kind) {
      case Mark::Kind::text: text(mark); return;
      case Mark::Kind::rectangle:
        colours(mark);
        curve(true, rounded_box(mark));
        return;
      case Mark::Kind::circle:
        colours(mark);
        ellipse(mark);
        return;
      case Mark::Kind::polygon:
        colours(mark);
        points(mark.stroke == "none" ? mark.fill : "", 'P', mark.strokes.front());
        return;
      case Mark::Kind::strokes:
        colours(mark);
        for (const std::vector<Point>& stroke : mark.strokes) {
          if (mark.corner > 0)
            curve(false, rounded(stroke, mark.corner));
          else
            points("", 'L', stroke);
        }
    }
  }
  void paper(double width) {
    Mark sheet;
    sheet.fill = sheet.stroke = "#FFFFFF";
    colours(sheet);
    points("", 'P', {{0, 0}, {width, 0}, {width, height_}, {0, height_}});
  }
  std::string taken() { return std::move(out_); }

 private:
  void op(char name, const std::string& rest) { out_ += std::string(1, name) + " " + rest + " "; }
  static std::string counted(const std::string& bytes) { return std::to_string(bytes.size()) + " -" + bytes; }
  std::string at(const Point& p) const { return decimal(p.x) + " " + decimal(height_ - p.y); }

  void colours(const Mark& mark) {
    op('S', counted(mark.dashed ? "dashed" : "solid"));
    op('S', counted("setlinewidth(" + decimal(mark.stroke_width) + ")"));
    op('c', counted(mark.stroke == "none" ? mark.fill : mark.stroke));
    op('C', counted(mark.fill == "none" ? "#00000000" : mark.fill));
  }
  void points(const std::string& pen, char name, const std::vector<Point>& all) {
    if (!pen.empty()) op('c', counted(pen));
    std::string rest = std::to_string(all.size());
    for (const Point& p : all) rest += " " + at(p);
    op(name, rest);
  }
  void curve(bool filled, const std::vector<Point>& all) { points("", filled ? 'b' : 'B', all); }
  void ellipse(const Mark& mark) {
    const Point middle{(mark.box.left + mark.box.right) / 2, (mark.box.top + mark.box.bottom) / 2};
    op(mark.fill == "none" ? 'e' : 'E',
       at(middle) + " " + decimal(mark.box.width() / 2) + " " + decimal(mark.box.height() / 2));
  }
  /// Begins and ends in the middle of the top side, so that all four corners are inner ones.
  static std::vector<Point> rounded_box(const Mark& mark) {
    const Box& b = mark.box;
    const Point top{(b.left + b.right) / 2, b.top};
    return rounded({top, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}, {b.left, b.top}, top}, mark.corner);
  }
  void text(const Mark& mark) {
    const TextBlock& block = mark.text;
    op('c', counted(mark.fill));
    op('F', decimal(block.font.size) + " " + counted(block.font.bold ? "Arial Bold" : "Arial"));
    // Graphviz takes the place of drawn text as its centre line and sets it a fifth of the size higher.
    double y = block.at.y + 0.2 * block.font.size;
    for (const std::string& line : block.lines) {
      op('T', at({block.at.x, y}) + (block.anchor == Anchor::middle ? " 0 " : " -1 ") +
                  decimal(text_width(line, block.font)) + " " + counted(line));
      y += block.line_height;
    }
  }

  double height_;
  std::string out_;
};

}  // namespace

std::string to_xdot(const Drawing& drawing) {
  Pen pen(drawing.height);
  pen.paper(drawing.width);
  for (const Mark& mark : drawing.heading) pen.mark(mark);
  for (const Group& connection : drawing.connections)
    for (const Mark& mark : connection.marks) pen.mark(mark);
  for (const Group& shape : drawing.shapes)
    for (const Mark& mark : shape.marks) pen.mark(mark);
  return pen.taken();
}

}  // namespace stepwell::render
