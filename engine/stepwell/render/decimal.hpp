// Coordinates as text: one decimal, no negative zero, the same in every locale.
#pragma once

#include <cmath>
#include <cstdlib>
#include <string>

namespace stepwell::render {

inline std::string decimal(double value) {
  const long long tenths = std::llround(value * 10);
  const long long size = std::llabs(tenths);
  std::string text;
  if (tenths < 0) text += '-';
  text += std::to_string(size / 10);
  if (size % 10 != 0) {
    text += '.';
    text += static_cast<char>('0' + size % 10);
  }
  return text;
}

}  // namespace stepwell::render
