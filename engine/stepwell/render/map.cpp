// The chain from workflow to file: shapes and connections, then geometry, then marks, then the words of the format.
#include "stepwell/render/map.hpp"

#include <cstdint>

#include "stepwell/render/dot_text.hpp"
#include "stepwell/render/drawing.hpp"
#include "stepwell/render/graphviz.hpp"
#include "stepwell/render/layout.hpp"
#include "stepwell/render/map_graph.hpp"
#include "stepwell/render/svg.hpp"
#include "stepwell/render/xdot.hpp"

namespace stepwell {
namespace {

/// Letters, digits, `-` and `_`, beginning with a letter: safe as an id, in a selector and in a URL.
std::string as_prefix(const std::string& wish) {
  std::string prefix;
  for (const char c : wish) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool fits = letter || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (prefix.empty() && !letter) prefix = "pm";
    prefix += fits ? c : '_';
  }
  return prefix;
}

/// FNV-1a of all that the map says: another content has another prefix, and so two maps can share a page.
std::string prefix_of(const render::MapGraph& graph) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  const auto add = [&](const std::string& text) {
    for (const char c : text + '\0') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  };
  add(graph.title);
  for (const render::Shape& shape : graph.shapes) {
    add(shape.key);
    add(shape.name);
    for (const std::string& detail : shape.details) add(detail);
    add(shape.description);
  }
  for (const render::Connection& connection : graph.connections) {
    add(connection.key);
    add(connection.label);
  }
  std::string prefix = "pm";
  for (int shift = 60; shift >= 32; shift -= 4) prefix += "0123456789abcdef"[hash >> shift & 15];
  return prefix;
}

}  // namespace

std::string draw_map(const Workflow& workflow, MapFormat format, const MapOptions& options) {
  const render::MapGraph graph = render::map_graph(workflow, options.title);
  if (format == MapFormat::dot) return render::to_dot(graph);
  const render::Drawing drawing = render::draw(graph, render::lay_out(graph));
  if (format == MapFormat::svg)
    return render::to_svg(drawing, options.prefix.empty() ? prefix_of(graph) : as_prefix(options.prefix));
  return render::paint(render::to_xdot(drawing), drawing.width, drawing.height,
                       format == MapFormat::png ? "png" : "pdf");
}

std::optional<MapFormat> map_format(std::string_view file_extension) {
  std::string name;
  for (const char c : file_extension.substr(file_extension.starts_with('.') ? 1 : 0))
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name == "svg") return MapFormat::svg;
  if (name == "png") return MapFormat::png;
  if (name == "pdf") return MapFormat::pdf;
  if (name == "dot" || name == "gv") return MapFormat::dot;
  return std::nullopt;
}

}  // namespace stepwell
