// A drawing as SVG for web pages, notebooks, office programs and print.
//
// Guarantees: well-formed whatever the text holds; self-contained (no scripts, fonts, links or `url(...)`); colours and
// sizes are plain attributes, so that style sheets can override them by class and every viewer draws the same; ids
// start with the prefix. Identical input gives identical bytes.
#pragma once

#include <string>

#include "stepwell/render/drawing.hpp"

namespace stepwell::render {

std::string to_svg(const Drawing& drawing, const std::string& prefix);

}  // namespace stepwell::render
