// The laws of the distributions that are not made of others.
#pragma once

#include <memory>

#include "stepwell/process/law.hpp"

namespace stepwell {

/// Of all kinds but mixture, hyperexponential, shifted and truncated.
std::unique_ptr<const Law> simple_law(const Distribution& distribution);

}  // namespace stepwell
