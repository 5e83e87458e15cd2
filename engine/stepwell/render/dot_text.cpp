// DOT is put together as text: cgraph's writer would follow its version's taste in quotes and order.
#include "stepwell/render/dot_text.hpp"

namespace stepwell::render {
namespace {

/// In DOT a backslash begins an escape such as `\N` and `&` an HTML entity, in labels and tooltips alike.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':  result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '&':  result += "&amp;"; break;
      case '\n': result += "\\n"; break;
      default:   result += c;
    }
  }
  return result + "\"";
}

std::string looks(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::start:    return "shape=oval, color=\"#007F3B\", penwidth=2";
    case ShapeKind::task:     return "shape=box, style=rounded";
    case ShapeKind::wait:     return "shape=oval, peripheries=2";
    case ShapeKind::choice:
    case ShapeKind::split:
    case ShapeKind::any:
    case ShapeKind::race:
    case ShapeKind::join:     return "shape=diamond";
    case ShapeKind::end:      return "shape=oval, penwidth=4";
    case ShapeKind::last_end: return "shape=oval, penwidth=4, peripheries=2";
  }
  return {};
}

/// What BPMN draws inside a gateway.
const char* sign_of(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::choice: return "\u00D7";
    case ShapeKind::any:    return "\u25CB";
    case ShapeKind::race:   return "\u25CE";
    default:                return "+";
  }
}

std::string label_of(const Shape& shape) {
  std::string label = shape.name;
  if (label.empty()) label = sign_of(shape.kind);
  for (const std::string& detail : shape.details) label += "\n" + detail;
  return label;
}

}  // namespace

std::string to_dot(const MapGraph& graph) {
  std::string dot = "digraph {\n  graph [rankdir=TB, label=" + in_quotes(graph.title + "\n" + graph.subtitle) +
                    ", labelloc=t, fontname=\"Arial\"];\n"
                    "  node [fontname=\"Arial\", fontsize=12];\n"
                    "  edge [fontname=\"Arial\", fontsize=11];\n";
  for (std::size_t s = 0; s < graph.shapes.size(); ++s) {
    const Shape& shape = graph.shapes[s];
    dot += "  n" + std::to_string(s) + " [" + looks(shape.kind) + ", label=" + in_quotes(label_of(shape)) +
           ", tooltip=" + in_quotes(shape.description) + "];\n";
  }
  for (const Connection& connection : graph.connections) {
    dot += "  n" + std::to_string(connection.from) + " -> n" + std::to_string(connection.to);
    std::string attributes;
    if (!connection.label.empty()) attributes += "label=" + in_quotes(connection.label);
    if (connection.rework)
      attributes += std::string(attributes.empty() ? "" : ", ") + "style=dashed, color=\"#8A1558\", constraint=false";
    else if (connection.aside)
      attributes += std::string(attributes.empty() ? "" : ", ") + "style=dashed";
    dot += (attributes.empty() ? "" : " [" + attributes + "]") + ";\n";
  }
  return dot + "}\n";
}

}  // namespace stepwell::render
