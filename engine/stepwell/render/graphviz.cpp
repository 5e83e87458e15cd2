// All calls of cgraph and gvc. Positions are read from the `pos` attributes that the renderer "dot" writes, as the ND_
// macros differ between versions. Memory goes back as render data, layout, graph, context: another order crashes.
#include "stepwell/render/graphviz.hpp"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <mutex>
#include <type_traits>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/render/decimal.hpp"

namespace stepwell::render {
namespace {

std::mutex graphviz_mutex;
std::string said;  // guarded by the mutex; agseterrf takes a plain function, so it cannot be a member

int listen(char* message) {
  if (said.size() < 2000) said += message;
  return 0;
}

/// gvRenderData takes `unsigned*` up to Graphviz 12 and `size_t*` from 13 on.
template <class F>
struct LengthOf;
template <class Length>
struct LengthOf<int (*)(GVC_t*, graph_t*, const char*, char**, Length*)> {
  using type = Length;
};
using RenderedLength = LengthOf<std::decay_t<decltype(gvRenderData)>>::type;

/// One context for the whole process, never given back: Graphviz's text plugin keeps pointers into its fonts from one
/// drawing to the next, and would read freed memory.
GVC_t* lasting_context() {
  static GVC_t* const context = gvContext();
  return context;
}

/// Graphviz for the duration of one task; what it holds is given back in the order that Graphviz wants.
class Session {
 public:
  Session() : lock_(graphviz_mutex), previous_(agseterrf(listen)) {
    said.clear();
    context_ = lasting_context();
    graph_ = agopen(const_cast<char*>("map"), Agdirected, nullptr);
    if (context_ == nullptr || graph_ == nullptr) {
      close();
      throw Error("Graphviz cannot be started" + complaint());
    }
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { close(); }

  /// Declares an attribute of the graph, of nodes or of edges (AGRAPH, AGNODE, AGEDGE) with its default.
  void declare(int kind, const char* name, const std::string& value) {
    agattr(graph_, kind, const_cast<char*>(name), const_cast<char*>(value.c_str()));
  }
  static void set(void* thing, const char* name, const std::string& value) {
    agset(thing, const_cast<char*>(name), const_cast<char*>(value.c_str()));
  }
  Agnode_t* node(std::size_t i) {
    std::string name = "n" + std::to_string(i);
    return agnode(graph_, name.data(), 1);
  }
  Agedge_t* edge(Agnode_t* from, Agnode_t* to, std::size_t i) {
    std::string name = "e" + std::to_string(i);
    return agedge(graph_, from, to, name.data(), 1);
  }

  void lay_out(const char* engine) {
    laid_out_ = gvLayout(context_, graph_, engine) == 0;
    if (!laid_out_)
      throw Error(std::string("Graphviz cannot lay out the map (engine ") + engine +
                  "): install the package graphviz, and run `dot -c` once if it was unpacked by hand" + complaint());
  }
  /// Writes the positions into the `pos` attributes.
  void fix_positions() { gvRender(context_, graph_, "dot", nullptr); }

  std::string render(const std::string& format) {
    char* bytes = nullptr;
    RenderedLength length = 0;
    const bool done =
        gvRenderData(context_, graph_, format.c_str(), &bytes, &length) == 0 && bytes != nullptr && length > 0;
    std::string result = done ? std::string(bytes, length) : std::string();
    if (bytes != nullptr) gvFreeRenderData(bytes);
    if (!done)
      throw Error(
          "this Graphviz cannot write " + format.substr(0, format.find(':')) +
          " files: install its cairo plugin and a font (apt-get install graphviz fonts-liberation), or draw an SVG" +
          complaint());
    return result;
  }

 private:
  static std::string complaint() {
    while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
    return said.empty() ? "" : " (it said: " + said + ")";
  }
  void close() {
    if (laid_out_) gvFreeLayout(context_, graph_);
    if (graph_ != nullptr) agclose(graph_);
    graph_ = nullptr;
    context_ = nullptr;
    laid_out_ = false;
    agseterrf(previous_);
  }

  std::lock_guard<std::mutex> lock_;
  agusererrf previous_;
  GVC_t* context_ = nullptr;
  Agraph_t* graph_ = nullptr;
  bool laid_out_ = false;
};

/// Inches, as Graphviz wants sizes; three decimals whatever the locale.
std::string inches(double points) {
  const long long thousandths = std::llround(points * 1000 / 72);
  const std::string tail = std::to_string(thousandths % 1000);
  return std::to_string(thousandths / 1000) + "." + std::string(3 - tail.size(), '0') + tail;
}

double number_at(const char*& text) {
  double value = 0;
  const auto end = std::from_chars(text, text + std::strlen(text), value);
  text = end.ptr;
  return value;
}

}  // namespace

Ranking rank_boxes(const std::vector<RankedBox>& boxes, const std::vector<RankedLine>& lines, double gap) {
  Ranking result{std::vector<int>(boxes.size()), std::vector<double>(boxes.size())};
  if (boxes.empty()) return result;
  Session session;
  session.declare(AGRAPH, "rankdir", "TB");
  session.declare(AGRAPH, "splines", "none");  // boxes without lines: the lines are ours
  session.declare(AGRAPH, "nodesep", inches(gap));
  session.declare(AGRAPH, "ranksep", "0.3");
  if (lines.size() > 300) {  // from here on, network simplex to the end would take tens of seconds for nothing visible
    session.declare(AGRAPH, "nslimit", "1");
    session.declare(AGRAPH, "nslimit1", "1");
    session.declare(AGRAPH, "mclimit", "0.2");
  }
  session.declare(AGNODE, "shape", "box");
  session.declare(AGNODE, "fixedsize", "true");
  session.declare(AGNODE, "label", "");
  session.declare(AGNODE, "width", "1");
  session.declare(AGNODE, "height", "0.3");
  session.declare(AGNODE, "pos", "");
  session.declare(AGEDGE, "minlen", "1");
  session.declare(AGEDGE, "weight", "1");
  session.declare(AGEDGE, "headport", "");
  session.declare(AGEDGE, "tailport", "");

  std::vector<Agnode_t*> nodes;
  // dot counts in whole points on each side of the middle; anything else would let straight lines be off by a fraction.
  std::vector<double> widths;
  for (const RankedBox& box : boxes) widths.push_back(2 * std::ceil(box.width / 2));
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    nodes.push_back(session.node(i));
    Session::set(nodes.back(), "width", inches(widths[i]));
    Session::set(nodes.back(), "height", inches(boxes[i].height));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Agedge_t* edge = session.edge(nodes[lines[i].from], nodes[lines[i].to], i);
    Session::set(edge, "minlen", std::to_string(lines[i].length));
    Session::set(edge, "weight", std::to_string(lines[i].weight));
    if (lines[i].length == 0) continue;
    if (boxes[lines[i].from].line_at_left) Session::set(edge, "tailport", "w");
    if (boxes[lines[i].to].line_at_left) Session::set(edge, "headport", "w");
  }
  session.lay_out("dot");
  session.fix_positions();

  std::vector<double> y(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const char* position = agget(nodes[i], const_cast<char*>("pos"));
    result.x[i] = number_at(position) - (boxes[i].line_at_left ? widths[i] / 2 : 0);
    position += *position == ',' ? 1 : 0;
    y[i] = -number_at(position);
  }
  std::vector<double> levels = y;
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end(), [](double a, double b) { return b - a < 2; }), levels.end());
  for (std::size_t i = 0; i < boxes.size(); ++i)
    result.rank[i] = static_cast<int>(std::upper_bound(levels.begin(), levels.end(), y[i] + 1) - levels.begin()) - 1;
  return result;
}

std::string paint(const std::string& drawing, double width, double height, const std::string& format) {
  Session session;
  session.declare(AGRAPH, "bb", "0,0," + decimal(width) + "," + decimal(height));
  session.declare(AGRAPH, "pad", "0");
  session.declare(AGRAPH, "dpi", format == "png" ? "144" : "72");
  session.declare(AGRAPH, "_background", drawing);
  session.declare(AGNODE, "shape", "point");
  session.declare(AGNODE, "style", "invis");
  session.declare(AGNODE, "width", "0.01");
  session.declare(AGNODE, "pos", "");
  // Two invisible corners make the page as large as the drawing.
  Session::set(session.node(0), "pos", "0,0");
  Session::set(session.node(1), "pos", decimal(width) + "," + decimal(height));
  session.lay_out("nop2");
  return session.render(format + ":cairo");
}

}  // namespace stepwell::render
