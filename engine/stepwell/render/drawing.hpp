// The map as a list of marks with their colours: what every file format writes in its own words.
//
// Guarantees: marks come in the order of painting; groups carry what a page needs to know about them (ids, classes,
// words for screen readers), which picture formats leave aside. Colours are those of the light theme.
#pragma once

#include <string>
#include <vector>

#include "stepwell/render/layout.hpp"

namespace stepwell::render {

struct Mark {
  enum class Kind { rectangle, circle, polygon, strokes, text };
  Kind kind = Kind::rectangle;
  std::string name;  ///< its class: `shape`, `line`, `arrow`, `mark`, `label`, `detail` ...
  std::string fill = "none";
  std::string stroke = "none";
  double stroke_width = 0;
  bool dashed = false;
  double corner = 0;                        ///< radius of a rectangle's or a stroke's corners
  Box box;                                  ///< rectangle, circle
  std::vector<std::vector<Point>> strokes;  ///< lines; a polygon is its first
  TextBlock text;
  double text_room = 0;  ///< text: the width that it must keep to, if any
};

struct Group {
  std::string key;      ///< id without the prefix
  std::string classes;  ///< `node task`, `edge rework` ...
  std::string of;       ///< nodes: the step or case type
  std::string from;     ///< edges: keys of the shapes that they join
  std::string to;
  std::string description;
  std::vector<Mark> marks;
};

struct Drawing {
  double width = 0;
  double height = 0;
  std::string title;
  std::string description;
  std::vector<Mark> heading;
  std::vector<Group> connections;
  std::vector<Group> shapes;  ///< from top to bottom, from left to right
};

Drawing draw(const MapGraph& graph, const Layout& layout);

/// A stroke with its corners rounded, as cubic curves: a start and three points for each piece.
std::vector<Point> rounded(const std::vector<Point>& stroke, double radius);
/// The two points where the rounding of each inner corner begins and ends, in order; ends apart.
std::vector<Point> cut_corners(const std::vector<Point>& stroke, double radius);

}  // namespace stepwell::render
