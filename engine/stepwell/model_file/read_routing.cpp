// Where a step leads: one name, chances, rules, or a split.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

// How many flows a map of chances, or a split, is meant to have.
std::size_t branches_of(const Value& next) {
  const Value* all = next.at("all");
  return !all ? next.entries.size() : all->is_list() ? all->items.size() : 1;
}

}  // namespace

void Reader::read_next(const Value& next, const std::string& path, Step& step) {
  const std::size_t problems = report_.size();
  if (next.is_list()) {
    read_rules(next, step);
  } else if (next.is_map()) {
    const bool splits = next.find("all") || next.find("any") || next.find("first of");
    if (splits)
      read_split(next, step);
    else
      read_chances(next, path, step);
  } else {
    step.routing = Routing::straight;
    if (const auto to = step_called(next)) step.next.push_back({*to, {1, {}}, {}, next.place});
  }
  if (report_.size() != problems) insert(misrouted_, step.place);
  const std::size_t expected = next.is_list() ? next.items.size() : next.is_map() ? branches_of(next) : 1;
  if (step.next.size() < expected) lost_the_way_ = true;
}

void Reader::read_rules(const Value& next, Step& step) {
  step.routing = Routing::rules;
  for (const Value& choice : next.items) {
    if (!check_keys(choice, flow_section, report_)) continue;
    Flow flow;
    flow.place = choice.place;
    if (const Value* when = choice.at("when")) flow.when = rule(*when);
    const Value* to = choice.at("to");
    const auto target = to ? step_called(*to) : std::nullopt;
    if (!target) continue;
    flow.to = *target;
    step.next.push_back(std::move(flow));
  }
}

void Reader::read_split(const Value& next, Step& step) {
  step.routing = Routing::all;
  for (const Entry& entry : next.entries) {
    if (entry.key == "all" || !steps_.count(entry.key)) continue;
    report_.error("mixed-routing", "`next` is both a split and a choice", entry.key_place,
                  "a split is {all: [...]} alone; put a step between it and the choice");
    return;
  }
  if (next.find("all"))
    check_keys(next, split_section, report_);
  else
    report_.error("not-in-this-version",
                  quote(next.entries.front().key) + " is a word of the language that this version does not simulate",
                  next.entries.front().key_place, "a split into all branches is {all: [...]}");
  const Value* branches = next.at("all");
  if (!branches) return;
  for (const Value* name : names_in(*branches, "`all`", report_)) {
    if (const auto to = step_called(*name)) step.next.push_back({*to, {1, {}}, {}, name->place});
  }
}

void Reader::read_chances(const Value& next, const std::string& path, Step& step) {
  step.routing = Routing::chances;
  for (const Entry& entry : next.entries) {
    const auto to = step_called(entry.key, entry.key_place);
    const auto share = chance(entry.value, join_path(path, entry.key));
    if (to) step.next.push_back({*to, share.value_or(Quantity{0, {}}), {}, entry.key_place});
  }
}

}  // namespace stepwell::model_file
