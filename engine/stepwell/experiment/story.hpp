// A comparison in sentences that can be read aloud.
//
// Guarantees: says that something changed only where the 95 % interval of the paired difference excludes no change;
// names whose hours fall and, as plainly, whose rise; adds no hours of unlike roles without money; calls the value of
// work saved by that name, and not cash.
#pragma once

#include <string>
#include <vector>

namespace stepwell {

struct Comparison;

std::vector<std::string> story_of(const Comparison& comparison);

}  // namespace stepwell
