// SVG is put together as text. Cost: linear in the marks.
#include "stepwell/render/svg.hpp"

#include "stepwell/render/decimal.hpp"

namespace stepwell::render {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':  result += "&amp;"; break;
      case '<':  result += "&lt;"; break;
      case '>':  result += "&gt;"; break;
      case '"':  result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default:   result += c;
    }
  }
  return result;
}

std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + escaped(value) + "\"";
}
std::string attribute(const char* name, double value) { return attribute(name, std::string_view(decimal(value))); }

std::string pair(const Point& p) { return decimal(p.x) + " " + decimal(p.y); }

/// `task` -> `pm-task`, each of several.
std::string classes(const std::string& names) {
  std::string result = "pm-";
  for (const char c : names) {
    result += c;
    if (c == ' ') result += "pm-";
  }
  return result;
}

std::string path_of(const Mark& mark) {
  std::string d;
  for (const std::vector<Point>& stroke : mark.strokes) {
    if (stroke.empty()) continue;
    d += "M" + pair(stroke.front());
    const std::vector<Point> cuts = mark.corner > 0 ? cut_corners(stroke, mark.corner) : std::vector<Point>();
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      if (cuts.empty() || i + 1 == stroke.size())
        d += "L" + pair(stroke[i]);
      else
        d += "L" + pair(cuts[2 * i - 2]) + "Q" + pair(stroke[i]) + " " + pair(cuts[2 * i - 1]);
    }
  }
  return d;
}

std::string paint(const Mark& mark) {
  std::string result = attribute("class", classes(mark.name)) + attribute("fill", mark.fill);
  if (mark.stroke == "none") return result;
  result += attribute("stroke", mark.stroke) + attribute("stroke-width", mark.stroke_width);
  if (mark.kind == Mark::Kind::strokes) result += " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
  if (mark.dashed) result += " stroke-dasharray=\"7 3.5\"";
  return result;
}

std::string text_element(const Mark& mark) {
  const TextBlock& text = mark.text;
  std::string result = "<text" + attribute("class", classes(mark.name)) + attribute("fill", mark.fill) +
                       attribute("font-size", text.font.size);
  if (text.font.bold) result += " font-weight=\"700\"";
  if (text.anchor == Anchor::middle) result += " text-anchor=\"middle\"";
  result += ">";
  double y = text.at.y;
  for (const std::string& line : text.lines) {
    result += "<tspan" + attribute("x", text.at.x) + attribute("y", y);
    // Exact where the face is Arial's like; squeezes a wider face that would run out of its box.
    const double width = text_width(line, text.font);
    if (mark.text_room > 0 && width > 0.83 * mark.text_room && has_exact_width(line))
      result += attribute("textLength", width) + " lengthAdjust=\"spacingAndGlyphs\"";
    result += ">" + escaped(line) + "</tspan>";
    y += text.line_height;
  }
  return result + "</text>";
}

std::string element(const Mark& mark) {
  switch (mark.kind) {
    case Mark::Kind::rectangle:
      return "<rect" + paint(mark) + attribute("x", mark.box.left) + attribute("y", mark.box.top) +
             attribute("width", mark.box.width()) + attribute("height", mark.box.height()) +
             attribute("rx", mark.corner) + "/>";
    case Mark::Kind::circle:
      return "<circle" + paint(mark) + attribute("cx", (mark.box.left + mark.box.right) / 2) +
             attribute("cy", (mark.box.top + mark.box.bottom) / 2) + attribute("r", mark.box.width() / 2) + "/>";
    case Mark::Kind::polygon: {
      std::string points;
      for (const Point& p : mark.strokes.front())
        points += (points.empty() ? "" : " ") + decimal(p.x) + "," + decimal(p.y);
      return "<polygon" + paint(mark) + attribute("points", points) + "/>";
    }
    case Mark::Kind::strokes: return "<path" + paint(mark) + attribute("d", path_of(mark)) + "/>";
    case Mark::Kind::text:    return text_element(mark);
  }
  return {};
}

std::string group(const Group& group, const std::string& prefix) {
  std::string result = "<g" + attribute("id", prefix + "-" + group.key) + attribute("class", classes(group.classes));
  if (group.description.empty()) {
    result += " aria-hidden=\"true\"";
  } else {
    result += " role=\"img\"" + attribute("aria-label", group.description);
  }
  if (!group.of.empty()) result += attribute("data-id", group.of);
  if (!group.from.empty())
    result += attribute("data-from", prefix + "-" + group.from) + attribute("data-to", prefix + "-" + group.to);
  result += ">";
  if (!group.description.empty()) result += "<title>" + escaped(group.description) + "</title>";
  for (const Mark& mark : group.marks) result += element(mark);
  return result + "</g>\n";
}

}  // namespace

std::string to_svg(const Drawing& drawing, const std::string& prefix) {
  const std::string width = decimal(drawing.width);
  const std::string height = decimal(drawing.height);
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("id", prefix) + " class=\"pm-map\"" +
      attribute("viewBox", "0 0 " + width + " " + height) + attribute("width", width) + attribute("height", height) +
      " style=\"max-width:100%;height:auto\"" +
      " role=\"graphics-document document\" aria-roledescription=\"process map\"" +
      attribute("aria-labelledby", prefix + "-title") + attribute("aria-describedby", prefix + "-desc") +
      " font-family=\"Arial, Helvetica, &#39;Liberation Sans&#39;, &#39;Nimbus Sans&#39;, sans-serif\">\n";
  svg += "<title" + attribute("id", prefix + "-title") + ">" + escaped(drawing.title) + "</title>\n";
  svg += "<desc" + attribute("id", prefix + "-desc") + ">" + escaped(drawing.description) + "</desc>\n";
  svg += "<rect class=\"pm-paper\" fill=\"#FFFFFF\"" + attribute("width", width) + attribute("height", height) + "/>\n";
  svg += "<g class=\"pm-heading\" aria-hidden=\"true\">";
  for (const Mark& mark : drawing.heading) svg += element(mark);
  svg += "</g>\n<g class=\"pm-edges\">\n";
  for (const Group& connection : drawing.connections) svg += group(connection, prefix);
  svg += "</g>\n<g class=\"pm-nodes\">\n";
  for (const Group& shape : drawing.shapes) svg += group(shape, prefix);
  return svg + "</g>\n</svg>\n";
}

}  // namespace stepwell::render
