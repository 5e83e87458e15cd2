// The indices of the draws of one visit, so that no two purposes share one.
//
// The time and the way out share block 0; each addition has one from 1 on, each attribute that is set from 1001 on.
#pragma once

#include <cstdint>

namespace stepwell {

inline constexpr std::uint32_t first_addition_draw = 1;
inline constexpr std::uint32_t first_set_draw = 1001;
inline constexpr std::uint32_t patience_draw = 2001;
inline constexpr std::uint32_t lead_draw = 2002;
inline constexpr std::uint32_t early_draw = 2003;
inline constexpr std::uint32_t late_draw = 2004;
inline constexpr std::uint32_t repeats_draw = 2005;
inline constexpr std::uint32_t queue_draw = 2006;
inline constexpr std::uint32_t first_deadline_draw = 2101;
inline constexpr std::uint32_t first_branch_draw = 3001;
inline constexpr std::uint32_t first_set_up_draw = 1u << 20;    // + role
inline constexpr std::uint32_t first_cleaning_draw = 1u << 21;  // + role

}  // namespace stepwell
