// Where everything on the map is: the geometry that each drawing is made from.
//
// Guarantees: in points, y downwards, all of it inside [0, width] x [0, height]; no two shapes overlap with their
// text; no label lies on a shape; lines are horizontal and vertical and touch only the shapes that they join.
#pragma once

#include <vector>

#include "stepwell/render/map_graph.hpp"
#include "stepwell/render/measure.hpp"

namespace stepwell::render {

struct PlacedConnection {
  std::vector<Point> points;  ///< corners, from the border of its source to that of its target
  TextBlock label;            ///< no lines where there is none
};

struct Layout {
  double width = 0;
  double height = 0;
  TextBlock title;
  TextBlock subtitle;
  std::vector<MeasuredShape> shapes;  ///< as measured, but in their places
  std::vector<PlacedConnection> connections;
};

Layout lay_out(const MapGraph& graph);

}  // namespace stepwell::render
