// Between two rows lies a channel, in which lines change columns: each on a track of its own height.
//
// Guarantees: lines of different bundles never share a piece of track; their order is the one with the fewest
// crossings that a local search finds. Cost: cubic in the lines of one channel, of which there are few.
#pragma once

#include <cstddef>
#include <vector>

namespace stepwell::render {

/// A line that crosses a channel, by the columns where it meets the row above and the row below.
struct Strand {
  std::vector<double> tops;
  std::vector<double> bottoms;
  std::size_t bundle = 0;  ///< strands of one bundle leave, or arrive, together and share a track
};

struct Tracks {
  std::vector<int> track;  ///< by strand, from the top; -1: straight down
  int count = 0;
};

Tracks assign_tracks(const std::vector<Strand>& strands);

}  // namespace stepwell::render
