// Where a step leads: one name, chances, rules, a split or a race.
#include <algorithm>
#include <iterator>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {
namespace {

// The words that make a map a split or a race, and not a map of chances.
constexpr std::string_view split_words[] = {"all", "any", "first of"};

const Entry* split_entry(const Value& next) {
  for (const std::string_view word : split_words) {
    if (const Entry* entry = next.find(word)) return entry;
  }
  return nullptr;
}

// How many flows a map of chances, or a split, is meant to have.
std::size_t branches_of(const Value& next) {
  const Entry* split = split_entry(next);
  if (!split) return next.entries.size();
  const Value& branches = split->value;
  const std::size_t count = branches.is_list()  ? branches.items.size()
                            : branches.is_map() ? branches.entries.size()
                                                : 1;
  return count + (next.find("otherwise") ? 1 : 0);
}

}  // namespace

void Reader::read_next(const Value& next, const std::string& path, Step& step) {
  const std::size_t problems = report_.size();
  if (next.is_list()) {
    read_rules(next, step);
  } else if (next.is_map()) {
    if (split_entry(next))
      read_split(next, path, step);
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

void Reader::read_split(const Value& next, const std::string& path, Step& step) {
  const Entry& first = *split_entry(next);
  for (const Entry& entry : next.entries) {
    const bool another = std::find(std::begin(split_words), std::end(split_words), entry.key) != std::end(split_words);
    if (&entry == &first || (!another && !steps_.count(entry.key))) continue;
    step.routing = Routing::all;
    report_.error(
        "mixed-routing", another ? "`next` is two kinds of split" : "`next` is both a split and a choice",
        entry.key_place,
        "a split is {" + first.key + ": [...]} alone; put a step between it and the " + (another ? "other" : "choice"));
    return;
  }
  if (first.key == "any") return read_any(next, path, step);
  const bool races = first.key == "first of";
  step.routing = races ? Routing::first_of : Routing::all;
  check_keys(next, races ? race_section : split_section, report_);
  read_branches(first.value, races ? "`first of`" : "`all`", step);
}

void Reader::read_branches(const Value& names, std::string_view key, Step& step) {
  for (const Value* name : names_in(names, key, report_)) {
    if (const auto to = step_called(*name)) step.next.push_back({*to, {1, {}}, {}, name->place});
  }
}

void Reader::read_any(const Value& next, const std::string& path, Step& step) {
  step.routing = Routing::any;
  check_keys(next, inclusive_section, report_);
  const Value& branches = *next.at("any");
  if (branches.is_map() && !branches.find("to"))
    read_shares(branches, path, step);
  else if (branches.is_list())
    for (const Value& branch : branches.items) read_branch(branch, path, step);
  else
    read_branch(branches, path, step);
  const Value* otherwise = next.at("otherwise");
  const auto to = otherwise ? step_called(*otherwise) : std::nullopt;
  if (to) step.next.push_back({*to, {1, {}}, {}, otherwise->place, true});
}

/// A name, or a step with its rule or chance.
void Reader::read_branch(const Value& branch, const std::string& path, Step& step) {
  Flow flow;
  flow.place = branch.place;
  const Value* to = &branch;
  if (branch.is_map()) {
    check_keys(branch, branch_section, report_);
    const Value* when = branch.at("when");
    const Value* share = branch.at("chance");
    if (when && share) {
      report_.error("mixed-routing", "a branch is taken by a rule and by a chance", branch.place,
                    "give it `when` or `chance`; both make two steps");
    }
    to = branch.at("to");
    if (when) flow.when = rule(*when);
    if (share) {
      const std::string name = to && to->is_scalar() ? to->text : std::string("chance");
      flow.chance = chance(*share, join_path(path, name)).value_or(Quantity{0, {}});
    }
  }
  const auto target = to ? step_called(*to) : std::nullopt;
  if (!target) return;
  flow.to = *target;
  step.next.push_back(std::move(flow));
}

void Reader::read_chances(const Value& next, const std::string& path, Step& step) {
  step.routing = Routing::chances;
  read_shares(next, path, step);
}

void Reader::read_shares(const Value& next, const std::string& path, Step& step) {
  for (const Entry& entry : next.entries) {
    const auto to = step_called(entry.key, entry.key_place);
    const auto share = chance(entry.value, join_path(path, entry.key));
    if (to) step.next.push_back({*to, share.value_or(Quantity{0, {}}), {}, entry.key_place});
  }
}

}  // namespace stepwell::model_file
