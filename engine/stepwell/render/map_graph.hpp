// What there is to draw: the shapes and connections of a workflow's map, before anything has a place.
//
// Guarantees: in the order of the model; keys are unique, stable when other steps come or go, and made of letters,
// digits, `_` and `-`. All text is clean UTF-8. Every connection joins two shapes of the graph. Lanes, heat and
// differences between two workflows are further properties of shapes and connections: they belong here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::render {

enum class ShapeKind {
  start,  ///< where the cases of a type come in
  task,   ///< work
  wait,
  choice,  ///< one of several ways
  split,   ///< all ways at once
  any,     ///< each way by itself
  race,    ///< all ways at once, and only the first that is done goes on
  join,    ///< one token from each branch
  end,
  last_end,  ///< an end that stops whatever else the case still does
};

struct Shape {
  ShapeKind kind = ShapeKind::task;
  std::string key;                   ///< identity within the map: `n-pull_20notes`
  std::string of;                    ///< the step or case type that it belongs to
  std::string name;                  ///< empty: a gateway that follows from a step's `next`
  std::vector<std::string> details;  ///< small print, a line or more each
  std::string description;           ///< one sentence for tooltips and screen readers
};

struct Connection {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string key;
  std::string label;  ///< a chance or a rule
  std::string description;
  double share = 1;     ///< of the cases that come to `from`, as far as the model says it
  bool rework = false;  ///< leads back to where a case has been
  bool aside = false;   ///< taken instead of being done: given up, past a deadline, come too often
};

struct MapGraph {
  std::string title;
  std::string subtitle;
  std::string description;
  std::vector<Shape> shapes;
  std::vector<Connection> connections;
};

/// The map of `workflow`; `title` goes before its name.
MapGraph map_graph(const Workflow& workflow, const std::string& title = {});

}  // namespace stepwell::render
