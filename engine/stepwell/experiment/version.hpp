// The version of Stepwell, as results and the command state it; a test compares it with CMakeLists.txt.
#pragma once

#include <string_view>

namespace stepwell {

inline constexpr std::string_view version = "0.1.0";

}  // namespace stepwell
