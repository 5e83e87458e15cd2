// A stretch of steps under one deadline: from a gateway until the case comes to another step.
#pragma once

#include <cstdint>

#include "stepwell/simulation/slab.hpp"

namespace stepwell {

/// A region that was entered. Every token in it names the innermost one that it is in.
struct Region {
  std::uint32_t next = nothing;   ///< of the slab
  std::uint32_t outer = nothing;  ///< that it was entered in
  std::uint32_t frame = nothing;  ///< the innermost open split where it was entered
  std::uint32_t until = 0;        ///< the step at which it is over
  std::uint32_t case_index = nothing;
  std::uint32_t uses = 0;  ///< tokens, inner regions and timers that refer to it
  bool open = true;
};

}  // namespace stepwell
