// The process map of a workflow, as a picture or as text for other graph tools.
//
// Guarantees: the same workflow and options give the same SVG and DOT, byte for byte, on any thread and in any locale
// (one Graphviz release: a newer one may place shapes otherwise). Any label is safe, whatever characters it holds, even
// invalid UTF-8. The workflow need not be sound: what leads nowhere is not drawn. Costs a few milliseconds at 20
// steps; calls from several threads take turns, as Graphviz is not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

enum class MapFormat { svg, png, pdf, dot };

struct MapOptions {
  std::string title;  ///< empty: the workflow's name
  std::string
      prefix;  ///< of every id in an SVG; empty: from a hash of the content. Give two maps of one page their own.
};

/// The whole file as bytes. Throws `Error` where Graphviz cannot make the format here, saying what to install.
std::string draw_map(const Workflow& workflow, MapFormat format, const MapOptions& options = {});

/// The format of files that end in `file_extension`: `svg`, `.SVG`, `png`, `pdf`, `dot` or `gv`.
std::optional<MapFormat> map_format(std::string_view file_extension);

}  // namespace stepwell
