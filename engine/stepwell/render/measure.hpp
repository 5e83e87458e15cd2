// How large shapes and labels are and how their text breaks, before anything has a place.
//
// Guarantees: text lies inside the shape's extent; coordinates are relative to where lines meet the shape: x = 0 is the
// vertical line through it, y = 0 its middle. All sizes and type sizes of the map are in these two files.
#pragma once

#include <string>
#include <vector>

#include "stepwell/render/map_graph.hpp"
#include "stepwell/render/text_lines.hpp"

namespace stepwell::render {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  Box moved(double dx, double dy) const { return {left + dx, top + dy, right + dx, bottom + dy}; }
  /// Whether the two share more than a strip of `tolerance`.
  bool overlaps(const Box& other, double tolerance = 0) const {
    return left < other.right - tolerance && other.left < right - tolerance && top < other.bottom - tolerance &&
           other.top < bottom - tolerance;
  }
  bool contains(const Box& other) const {
    return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
  }
};
/// The least box around both.
Box around(const Box& a, const Box& b);

enum class Anchor { start, middle };
enum class Ink { primary, secondary, rework };

/// Lines of one size, set from `at`: the first baseline at the left end or in the middle.
struct TextBlock {
  std::vector<std::string> lines;
  Point at;
  double line_height = 0;
  Font font;
  Anchor anchor = Anchor::middle;
  Ink ink = Ink::primary;
  Box box() const;  ///< where the letters are, with ascenders and descenders
};

struct MeasuredShape {
  Box outline;
  std::vector<TextBlock> texts;
  Box extent;  ///< outline and texts
};

namespace size {
inline constexpr double task_width = 132;
inline constexpr double text_in_task = 116;
inline constexpr double gateway = 42;
inline constexpr double event = 34;  ///< start and end
inline constexpr double timer = 38;
inline constexpr double corner = 8;
inline constexpr Font title{20, true};
inline constexpr Font subtitle{13, false};
inline constexpr Font name{13, false};
inline constexpr Font detail{11, false};
inline constexpr Font event_name{12, false};
inline constexpr Font gateway_name{12, true};
inline constexpr Font label{11, false};
}  // namespace size

MeasuredShape measure(const Shape& shape);

/// A connection's label, to the right of its line; no lines where there is none.
TextBlock measure_label(const Connection& connection);

}  // namespace stepwell::render
