// A call becomes a gateway that leads to the first step, and one more to which all ends lead.
#include "stepwell/model_file/calls.hpp"

#include <algorithm>
#include <set>

#include "stepwell/model_file/keys.hpp"
#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {
namespace {

/// The steps of one call get its name before theirs, and so does whatever leads to them.
class Prefix {
 public:
  explicit Prefix(std::string call) : before_(std::move(call) + " / ") {}

  std::string operator()(const std::string& name) const { return before_ + name; }
  void name(Value& value) const {
    if (value.is_scalar()) value.text = before_ + value.text;
  }
  void names(Value& value) const {
    name(value);
    for (Value& item : value.items) name(item);
  }
  void field(Value& map, std::string_view key) const {
    if (Entry* entry = map.find(key)) names(entry->value);
  }

  void next(Value& value) const {
    names(value);
    for (Value& item : value.items) field(item, "to");
    if (!value.is_map()) return;
    for (Entry& entry : value.entries) {
      if (entry.key == "all" || entry.key == "first of" || entry.key == "otherwise") {
        names(entry.value);
      } else if (entry.key == "any") {
        names(entry.value);
        for (Value& item : entry.value.items) field(item, "to");
        for (Entry& branch : entry.value.entries) branch.key = before_ + branch.key;
      } else {
        entry.key = before_ + entry.key;
      }
    }
  }

  void step(Value& fields) const {
    if (Entry* entry = fields.find("next")) next(entry->value);
    field(fields, "gives up");
    field(fields, "until");
    field(fields, "was");
    if (Entry* limit = fields.find("at most")) field(limit->value, "then");
    if (Entry* deadline = fields.find("deadline")) {
      field(deadline->value, "to");
      for (Value& one : deadline->value.items) field(one, "to");
    }
  }

 private:
  std::string before_;
};

class Caller {
 public:
  Caller(MergedModel& model, Report& report) : model_(model), report_(report) {}

  void run() {
    const Value* workflows = model_.root.at("workflows");
    if (workflows && !workflows->is_map()) {
      report_.error("wrong-kind", "`workflows` is a map of names, not " + described(*workflows), workflows->place,
                    "give each a name: `workflows: {<name>: {start: ..., steps: {...}}}`");
      workflows = nullptr;
    }
    Entry* steps = model_.root.find("steps");
    if (steps && steps->value.is_map()) {
      const std::vector<Entry> before = std::move(steps->value.entries);
      steps->value.entries.clear();
      for (const Entry& step : before) add(step, steps->value, {});
      follow_ends();
    }
    if (!workflows) return;
    for (const Entry& workflow : workflows->entries) {
      if (called_.count(workflow.key) == 0) {
        report_.warning("uncalled-workflow", "no step calls the workflow " + quote(workflow.key), workflow.key_place,
                        "let a step have `call: " + workflow.key + "`, or leave it out");
      }
    }
  }

 private:
  /// Adds a step to `steps`, and in the place of a call the steps that it calls.
  void add(const Entry& step, Value& steps, const std::vector<std::string>& open) {
    const Value* call = step.value.at("call");
    const Value* called = call ? find(*call, open) : nullptr;
    if (!call || !called) {
      steps.entries.push_back(step);
      if (call) {
        steps.entries.back().value.erase("call");
        steps.entries.back().value.faulty = true;
      }
      return;
    }
    for (const char* key : {"who", "time", "adds", "wait", "book", "wait for", "join", "end", "batch", "repeats"}) {
      const Entry* other = step.value.find(key);
      if (!other) continue;
      report_.error("two-natures", "the step " + quote(step.key) + " is a call and has " + quote(key) + " as well",
                    other->key_place, "make two steps of it");
    }
    const Prefix prefix(step.key);
    const std::string over = prefix("over");
    Entry entry = step, exit{over, step.key_place, map_value(step.value.place)};
    entry.value.erase("call");
    for (const char* key : {"next", "sets", "sends", "signals", "starts"}) {
      const Entry* field = step.value.find(key);
      if (!field) continue;
      exit.value.entries.push_back(*field);
      entry.value.erase(key);
    }
    Value start = *called->at("start");
    prefix.name(start);
    entry.value.entries.push_back({"next", start.place, start});
    if (entry.value.find("deadline"))
      entry.value.entries.push_back({"until", step.key_place, text_value(over, step.key_place)});
    steps.entries.push_back(std::move(entry));
    std::vector<std::string> inner_open = open;
    inner_open.push_back(call->text);
    for (const Entry& inner : called->at("steps")->entries) {
      Entry copy = inner;
      copy.key = prefix(inner.key);
      prefix.step(copy.value);
      if (copy.value.find("end") && !ends_all(copy.value)) {
        copy.value.erase("end");
        copy.value.entries.push_back({"next", inner.key_place, text_value(over, inner.key_place)});
      }
      add(copy, steps, inner_open);
    }
    steps.entries.push_back(std::move(exit));
    overs_.insert(step.key);
  }

  static bool ends_all(const Value& fields) {
    const Value* cancels = fields.at("cancels");
    return cancels && cancels->is_scalar() && cancels->text == "true";
  }

  /// The workflow that is called; none where something about it is wrong.
  const Value* find(const Value& call, const std::vector<std::string>& open) {
    if (!call.is_scalar()) {
      report_.error("wrong-kind", "`call` is the name of a workflow, not " + described(call), call.place,
                    "name one of `workflows`");
      return nullptr;
    }
    const Value* workflows = model_.root.at("workflows");
    const Entry* called = workflows ? workflows->find(call.text) : nullptr;
    if (!called) {
      std::vector<std::string> known;
      if (workflows)
        for (const Entry& entry : workflows->entries) known.push_back(entry.key);
      const std::string near = suggestion(call.text, known);
      report_.error("unknown-workflow", "unknown workflow " + quote(call.text), call.place,
                    near.empty() ? "declare it under `workflows`" : near);
      return nullptr;
    }
    called_.insert(called->key);
    if (std::find(open.begin(), open.end(), call.text) != open.end()) {
      report_.error("call-cycle", "the workflow " + quote(call.text) + " calls itself", call.place,
                    "let a way lead back inside the workflow, or start a case of its own");
      return nullptr;
    }
    if (!check_keys(called->value, called_section, report_)) return nullptr;
    const Value* start = called->value.at("start");
    const Value* steps = called->value.at("steps");
    if (!start || !steps) return nullptr;
    if (!steps->is_map() || !start->is_scalar()) {
      const Value& wrong = steps->is_map() ? *start : *steps;
      report_.error("wrong-kind",
                    steps->is_map() ? "`start` is the name of a step, not " + described(wrong)
                                    : "`steps` is a map of names, not " + described(wrong),
                    wrong.place, "write it as in a model: `{start: take sample, steps: {take sample: {...}}}`");
      return nullptr;
    }
    return &called->value;
  }

  /// A measure to the end of a call is to the end of the step that it is over at.
  void follow_ends() {
    Entry* measures = model_.root.find("measures");
    if (!measures) return;
    for (Entry& measure : measures->value.entries) {
      for (const char* key : {"from", "to"}) {
        Entry* moment = measure.value.find(key);
        if (!moment || !moment->value.is_scalar() || !moment->value.text.ends_with(" ends")) continue;
        const std::string step = moment->value.text.substr(0, moment->value.text.size() - 5);
        if (overs_.count(step) > 0) moment->value.text = Prefix(step)("over") + " ends";
      }
    }
  }

  MergedModel& model_;
  Report& report_;
  std::set<std::string> called_;
  std::set<std::string> overs_;  // steps that call
};

}  // namespace

void put_in_calls(MergedModel& model, Report& report) { Caller(model, report).run(); }

}  // namespace stepwell::model_file
