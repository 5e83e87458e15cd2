// A drawing in Graphviz's own drawing language, from which its cairo plugin makes PNG and PDF.
//
// Guarantees: the same geometry, colours and text as the SVG; nothing of the text is interpreted.
#pragma once

#include <string>

#include "stepwell/render/drawing.hpp"

namespace stepwell::render {

std::string to_xdot(const Drawing& drawing);

}  // namespace stepwell::render
