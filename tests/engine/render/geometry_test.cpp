// What a reader would call a defect of a map: things on top of each other, text outside its box, lines through shapes.
#include "catch.hpp"

#include <cmath>

#include "sketches.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/render/layout.hpp"
#include "stepwell/render/wording.hpp"

using namespace stepwell;
using namespace stepwell::render;

namespace {

struct Defects {
  int shapes_overlap = 0;
  int text_outside_its_box = 0;
  int label_on_shape = 0;
  int label_on_label = 0;
  int line_through_label = 0;
  int line_through_shape = 0;
  int slanted = 0;
  int outside_the_page = 0;
  int lines_on_each_other = 0;
  int total() const {
    return shapes_overlap + text_outside_its_box + label_on_shape + label_on_label + line_through_label +
           line_through_shape + slanted + outside_the_page + lines_on_each_other;
  }
};

Box box_of(const Point& a, const Point& b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

struct Piece {
  std::size_t connection;
  Box box;
};

bool related(const MapGraph& graph, std::size_t a, std::size_t b) {
  return graph.connections[a].from == graph.connections[b].from || graph.connections[a].to == graph.connections[b].to;
}

/// How far two level or two upright pieces run on the same line.
double shared_run(const Box& a, const Box& b) {
  const bool level = a.height() < 0.01 && b.height() < 0.01 && std::abs(a.top - b.top) < 2;
  const bool upright = a.width() < 0.01 && b.width() < 0.01 && std::abs(a.left - b.left) < 2;
  if (level) return std::min(a.right, b.right) - std::max(a.left, b.left);
  if (upright) return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return 0;
}

Defects defects_of(const Workflow& workflow) {
  const MapGraph graph = map_graph(workflow);
  const Layout layout = lay_out(graph);
  const Box page{0, 0, layout.width, layout.height};
  Defects found;
  std::vector<Piece> pieces;
  for (std::size_t c = 0; c < layout.connections.size(); ++c) {
    const auto& points = layout.connections[c].points;
    for (std::size_t i = 1; i < points.size(); ++i) {
      pieces.push_back({c, box_of(points[i - 1], points[i])});
      found.slanted += pieces.back().box.width() > 0.01 && pieces.back().box.height() > 0.01;
      found.outside_the_page += !page.contains(pieces.back().box);
    }
  }
  for (std::size_t s = 0; s < layout.shapes.size(); ++s) {
    const MeasuredShape& shape = layout.shapes[s];
    found.outside_the_page += !page.contains(shape.extent);
    for (std::size_t t = 0; t < s; ++t) found.shapes_overlap += shape.extent.overlaps(layout.shapes[t].extent);
    for (const TextBlock& text : shape.texts)
      found.text_outside_its_box += graph.shapes[s].kind == ShapeKind::task ? !shape.outline.contains(text.box())
                                                                            : shape.outline.overlaps(text.box(), 13);
    for (std::size_t a = 1; a < shape.texts.size(); ++a)
      found.label_on_label += shape.texts[a].box().overlaps(shape.texts[a - 1].box());
    for (const Piece& piece : pieces) {
      const Connection& connection = graph.connections[piece.connection];
      const bool own = connection.from == s || connection.to == s;
      if (!own) found.line_through_shape += piece.box.overlaps(shape.outline, -1);
      for (const TextBlock& text : shape.texts)
        if (!own || graph.shapes[s].kind != ShapeKind::task) found.line_through_label += piece.box.overlaps(text.box());
    }
  }
  for (std::size_t c = 0; c < layout.connections.size(); ++c) {
    const TextBlock& label = layout.connections[c].label;
    if (label.lines.empty()) continue;
    found.outside_the_page += !page.contains(label.box());
    for (const MeasuredShape& shape : layout.shapes) found.label_on_shape += label.box().overlaps(shape.extent);
    for (std::size_t d = 0; d < c; ++d)
      if (!layout.connections[d].label.lines.empty())
        found.label_on_label += label.box().overlaps(layout.connections[d].label.box());
    for (const Piece& piece : pieces) found.line_through_label += piece.box.overlaps(label.box());
  }
  for (std::size_t a = 0; a < pieces.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (!related(graph, pieces[a].connection, pieces[b].connection))
        found.lines_on_each_other += shared_run(pieces[a].box, pieces[b].box) > 3;
  return found;
}

void check(const Workflow& workflow) {
  const Defects found = defects_of(workflow);
  CHECK(found.shapes_overlap == 0);
  CHECK(found.text_outside_its_box == 0);
  CHECK(found.label_on_shape == 0);
  CHECK(found.label_on_label == 0);
  CHECK(found.line_through_label == 0);
  CHECK(found.line_through_shape == 0);
  CHECK(found.slanted == 0);
  CHECK(found.outside_the_page == 0);
  CHECK(found.lines_on_each_other == 0);
}

}  // namespace

TEST_CASE("the clinic's maps have no defect on either side") {
  check(sketches::clinic_on_paper());
  check(sketches::clinic_on_screen());
}

TEST_CASE("the maps of the models that come with Stepwell have no defect") {
  const std::string models = std::string(STEPWELL_SOURCE_DIR) + "/models/outpatient-records/";
  check(read(models + "as-is.yaml"));
  check(read(models + "to-be.yaml"));
}

TEST_CASE("maps of twenty steps have no defect") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    check(sketches::random_workflow(20, seed));
  }
}

TEST_CASE("maps of sixty steps have no defect") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    check(sketches::random_workflow(60, seed));
  }
}

TEST_CASE("maps of workflows that jump to and fro have no defect") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    check(sketches::random_tangle(16, seed));
  }
}

TEST_CASE("maps with deadlines, patience, limits and races have no defect") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    INFO("seed " << seed);
    check(sketches::with_ways_aside(sketches::random_workflow(seed <= 12 ? 20 : 45, seed), seed));
  }
}

TEST_CASE("ways aside are dashed, have a short label and come from the step itself") {
  Workflow workflow = sketches::named("a");
  const StepId first = *workflow.find_step("a");
  const StepId over = *workflow.find_step("over");
  Step& step = workflow.steps[first];
  step.balks_at = 5;
  step.gives_up = over;
  step.deadlines.push_back({constant(4 * 3600e6), {}, over, true, {}});
  step.deadlines.push_back({exponential(2 * 3600e6), {}, over, false, {}});
  step.at_most = VisitLimit{3, over, {}};
  workflow.steps[over].cancels = true;
  const MapGraph graph = map_graph(workflow);
  std::vector<std::string> labels;
  for (const Connection& connection : graph.connections) {
    if (!connection.aside) continue;
    CHECK(graph.shapes[connection.from].kind == ShapeKind::task);
    CHECK(graph.shapes[connection.to].kind == ShapeKind::last_end);
    labels.push_back(connection.label);
  }
  CHECK(labels == std::vector<std::string>{"gives up", "after 4 h", "also after about 2 h", "4th time"});
  check(workflow);
}

TEST_CASE("the fourth, eleventh and twenty-second visits are told apart") {
  CHECK(visit_label({1, {}, {}}) == "2nd time");
  CHECK(visit_label({2, {}, {}}) == "3rd time");
  CHECK(visit_label({10, {}, {}}) == "11th time");
  CHECK(visit_label({11, {}, {}}) == "12th time");
  CHECK(visit_label({20, {}, {}}) == "21st time");
  CHECK(visit_label({111, {}, {}}) == "112th time");
}

TEST_CASE("each way of going on has its own gateway, and its flows say when") {
  Workflow workflow = sketches::clinic_on_paper();
  for (Step& step : workflow.steps) {
    if (step.routing != Routing::all) continue;
    step.routing = Routing::any;
    step.next[0].chance.value = 0.3;
  }
  int inclusive = 0;
  const MapGraph graph = map_graph(workflow);
  for (const Shape& shape : graph.shapes) {
    CHECK(shape.kind != ShapeKind::split);
    if (shape.kind != ShapeKind::any) continue;
    ++inclusive;
    CHECK(shape.description.find("any of several ways") != std::string::npos);
  }
  CHECK(inclusive > 0);
  int always = 0, chances = 0;
  for (const Connection& connection : graph.connections) {
    always += connection.label == "always";
    chances += connection.label == "30 %";
  }
  CHECK(always >= inclusive);
  CHECK(chances == inclusive);
}

TEST_CASE("names of any length stay inside their boxes") {
  check(sketches::named("x"));
  check(sketches::named(
      "a name of quite a few words that will need all the lines there are in a box, and then some more"));
  check(sketches::named(std::string(300, 'W')));
}

TEST_CASE("what leads back is rework, and nothing else is") {
  const MapGraph graph = map_graph(sketches::clinic_on_paper());
  std::vector<std::string> rework;
  for (const Connection& connection : graph.connections)
    if (connection.rework) rework.push_back(connection.description);
  CHECK(rework == std::vector<std::string>{"sign letter \u2192 type letter, 8 %"});
}

TEST_CASE("a workflow that cannot be run is drawn as far as it goes") {
  Workflow empty;
  CHECK(lay_out(map_graph(empty)).shapes.empty());

  Workflow tangled = sketches::named("a");
  const StepId first = *tangled.find_step("a");
  const StepId over = *tangled.find_step("over");
  tangled.steps[first].next.front().to = first;  // leads to itself
  tangled.steps[over].next.push_back({});        // goes on after its end
  tangled.steps[over].next.push_back({});
  tangled.steps[over].next.back().to = StepId{999};  // and to a step that is not there
  tangled.cases.items().front().start = StepId{999};
  const Layout layout = lay_out(map_graph(tangled));
  CHECK(layout.shapes.size() == 6);  // a and its choice, rest, over and its choice, the start
}
