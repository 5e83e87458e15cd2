// Splits and joins played out by hand of chance: an independent reading of what they mean, to hold the checker and the
// arithmetic of visits against. Random workflows come from nested blocks, with a few flows bent afterwards.
#pragma once

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::testing {

class RandomWorkflow {
 public:
  explicit RandomWorkflow(unsigned seed) : luck_(seed) {}

  Workflow make(int depth, int bends) {
    workflow_ = {};
    CaseType type;
    type.name = "patient";
    type.demand.kind = Demand::Kind::every;
    type.demand.interval = constant(6e8);
    const StepId last = add(Nature::end);
    type.start = block(depth, last);
    workflow_.cases.push_back(type);
    for (int i = 0; i < bends; ++i) bend();
    return workflow_;
  }

 private:
  unsigned roll(unsigned sides) { return std::uniform_int_distribution<unsigned>(0, sides - 1)(luck_); }

  StepId add(Nature nature) {
    Step step;
    step.name = "s" + std::to_string(workflow_.steps.size());
    step.nature = nature;
    if (nature == Nature::end) step.end = "over";
    return workflow_.steps.push_back(step);
  }
  void route(StepId from, Routing routing, const std::vector<StepId>& to) {
    workflow_.steps[from].routing = routing;
    for (const StepId step : to) {
      Flow flow;
      flow.to = step;
      flow.chance.value = routing == Routing::chances ? 1.0 / static_cast<double>(to.size()) : 1;
      workflow_.steps[from].next.push_back(flow);
    }
  }

  /// A piece of workflow that leads to `after`; its first step.
  StepId block(int depth, StepId after) {
    const unsigned kind = depth == 0 ? 0 : roll(6);
    if (kind == 0) {
      const StepId step = add(Nature::gateway);
      route(step, Routing::straight, {after});
      return step;
    }
    if (kind == 1) return block(depth - 1, block(depth - 1, after));
    if (kind == 2) {
      const StepId choice = add(Nature::gateway);
      route(choice, Routing::chances, {block(depth - 1, after), block(depth - 1, after)});
      return choice;
    }
    if (kind == 3) {  // goes round with an even chance
      const StepId way_out = add(Nature::gateway);
      const StepId body = block(depth - 1, way_out);
      route(way_out, Routing::chances, {body, after});
      return body;
    }
    const StepId join = add(Nature::join);
    route(join, Routing::straight, {after});
    const StepId split = add(Nature::gateway);
    std::vector<StepId> branches;
    for (unsigned count = 2 + roll(2); count > 0; --count) branches.push_back(block(depth - 1, join));
    route(split, Routing::all, branches);
    return split;
  }

  void bend() {
    Step& step = workflow_.steps.items()[roll(static_cast<unsigned>(workflow_.steps.size()))];
    if (step.next.empty()) return;
    step.next[roll(static_cast<unsigned>(step.next.size()))].to =
        static_cast<StepId>(roll(static_cast<unsigned>(workflow_.steps.size())));
  }

  std::mt19937 luck_;
  Workflow workflow_;
};

struct GameResult {
  bool too_long = false;       ///< given up: tokens multiply, or go round for long
  bool outside_split = false;  ///< a token came to a join with no split open
  bool stuck = false;          ///< a join still waits when nothing else can move
  std::vector<double> visits;  ///< of each step; of a join its firings
};

/// One case, from its start until no token can move.
inline GameResult play(const Workflow& workflow, std::mt19937& luck) {
  struct Token {
    StepId at;
    std::vector<std::size_t> stack;  // split passages, innermost last
  };
  std::vector<std::size_t> branches;  // of each split passage
  std::map<std::pair<StepId, std::size_t>, std::size_t> waiting;
  GameResult result;
  result.visits.assign(workflow.steps.size(), 0.0);
  std::vector<Token> tokens{{workflow.cases[CaseTypeId{0}].start, {}}};
  for (int moves = 0; !tokens.empty(); ++moves) {
    if (moves > 3000) {
      result.too_long = true;
      return result;
    }
    Token token = std::move(tokens.back());
    tokens.pop_back();
    const Step& step = workflow.steps[token.at];
    if (step.nature == Nature::join) {
      if (token.stack.empty()) {
        result.outside_split = true;
        return result;
      }
      const std::size_t passage = token.stack.back();
      if (++waiting[{token.at, passage}] < branches[passage]) continue;
      waiting.erase({token.at, passage});
      token.stack.pop_back();
    }
    result.visits[index_of(token.at)] += 1;
    if (step.nature == Nature::end) continue;
    if (step.routing == Routing::all) {
      branches.push_back(step.next.size());
      for (const Flow& flow : step.next) {
        Token branch = token;
        branch.at = flow.to;
        branch.stack.push_back(branches.size() - 1);
        tokens.push_back(std::move(branch));
      }
    } else {
      token.at = step.next[std::uniform_int_distribution<std::size_t>(0, step.next.size() - 1)(luck)].to;
      tokens.push_back(std::move(token));
    }
  }
  result.stuck = !waiting.empty();
  return result;
}

}  // namespace stepwell::testing
