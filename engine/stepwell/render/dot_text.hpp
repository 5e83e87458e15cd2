// The map's graph in the DOT language, for other graph tools: structure, words and looks, but no geometry.
//
// Guarantees: Graphviz reads it whatever the labels hold, and shows them unchanged. Shapes are n0, n1, ... in the order
// of the model. Identical input gives identical bytes.
#pragma once

#include <string>

#include "stepwell/render/map_graph.hpp"

namespace stepwell::render {

std::string to_dot(const MapGraph& graph);

}  // namespace stepwell::render
