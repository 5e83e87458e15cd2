// Rows and columns: which row each shape stands in, where in it, and which rows its connections pass.
//
// Guarantees: every connection is a chain of cells, one in each row that it passes, and no two cells of a row overlap:
// a line that stays in its cells never touches a shape, and a label, being a cell, never lies on one. Order and
// positions are Graphviz's (dot); the drawing of lines is ours. Costs two runs of dot.
#pragma once

#include <cstddef>
#include <vector>

#include "stepwell/render/measure.hpp"

namespace stepwell::render {

/// A place in a row that nothing else takes: a shape, a label, or room for a line to pass.
struct Cell {
  int row = 0;
  double x = 0;  ///< of the line through it
  Box extent;    ///< relative to the line
};

struct Grid {
  int rows = 0;
  std::vector<Cell> cells;  ///< first the shapes, in their order
  /// By connection, from top to bottom: forward, the rows between its shapes, a label first of all;
  /// rework, all rows from its target's to its source's, a label last of all.
  std::vector<std::vector<std::size_t>> chains;
};

Grid arrange(const MapGraph& graph, const std::vector<MeasuredShape>& shapes, const std::vector<TextBlock>& labels);

}  // namespace stepwell::render
