// Looking up bands. A table has a dozen of them, so a walk is enough.
#include "stepwell/process/rates.hpp"

#include <algorithm>

namespace stepwell {

const Band* RateTable::find(std::string_view band) const {
  const auto found = std::find_if(bands.begin(), bands.end(), [&](const Band& b) { return b.name == band; });
  return found == bands.end() ? nullptr : &*found;
}

std::vector<std::string> RateTable::band_names() const {
  std::vector<std::string> names;
  for (const Band& band : bands) names.push_back(band.name);
  return names;
}

}  // namespace stepwell
