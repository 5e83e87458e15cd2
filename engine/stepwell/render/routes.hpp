// The way of each connection through the grid: which corner of a gateway it uses, and its track in each channel.
//
// Guarantees: columns only; heights follow when all tracks are known. A line leaves or enters a gateway at a corner
// only where nothing stands between. Channel c lies above row c.
#pragma once

#include <optional>
#include <vector>

#include "stepwell/render/channels.hpp"
#include "stepwell/render/grid.hpp"

namespace stepwell::render {

/// How a connection meets a shape.
struct Port {
  bool sideways = false;  ///< at a corner or side, level with the middle of the row
  bool right = true;      ///< which side
  double offset = 0;      ///< otherwise at top or bottom, so far right of the middle
};

/// A piece of the way, from top to bottom of one channel, or a turn within it.
struct Leg {
  int channel = 0;
  double from = 0;  ///< column where the travelling line enters the channel
  double to = 0;    ///< column where it leaves
  int track = -1;   ///< -1: straight
};

struct Route {
  Port start;
  Port end;
  std::vector<Leg> legs;  ///< in the direction of travel
};

struct Routes {
  std::vector<Route> by_connection;
  std::vector<int> tracks;         ///< by channel, rows + 1 of them
  std::vector<bool> arrows_below;  ///< by channel: whether a line ends on top of a shape below it
};

Routes find_routes(const MapGraph& graph, const Grid& grid);

}  // namespace stepwell::render
