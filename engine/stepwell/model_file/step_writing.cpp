// The shortest form that says everything: a name before a map, a map before a list.
#include "stepwell/model_file/step_writing.hpp"

#include <algorithm>
#include <set>

#include "stepwell/model_file/demand_writing.hpp"
#include "stepwell/model_file/phrase_writing.hpp"
#include "stepwell/model_file/value_writing.hpp"
#include "stepwell/model_file/written_map.hpp"

namespace stepwell::model_file {
namespace {

class StepWriter {
 public:
  StepWriter(const Workflow& workflow, const Step& step) : w_(workflow), step_(step), values_(workflow) {}

  std::vector<std::string> fields() {
    if (!step_.about.empty()) field("about", scalar(step_.about));
    if (!step_.luck.empty()) field("was", scalar(step_.luck));
    if (!step_.who.empty()) field("who", needs(step_.who));
    if (!step_.alternatives.empty())
      field("else", listed(step_.alternatives, [&](const Alternative& other) {
              WrittenMap map;
              map.add("who", needs(other.who));
              if (other.after > Duration{0}) map.add("after", duration_text(static_cast<double>(other.after.count())));
              return map.text();
            }));
    if (step_.nobody_else) field("else", "nobody");
    if (!step_.holds.empty()) field("holds", needs(step_.holds));
    if (!step_.releases.empty()) field("releases", needs(step_.releases));
    if (!step_.skills.empty())
      field("skills", listed(step_.skills, [](const std::string& skill) { return scalar(skill); }));
    if (!step_.time.empty()) field("time", times());
    if (!step_.adds.empty()) field("adds", added());
    if (step_.priority != 0) field("priority", priority_text(step_.priority));
    if (step_.batch) field("batch", batch(*step_.batch));
    if (step_.repeats) field("repeats", repeats(*step_.repeats));
    if (step_.appointment)
      appointment(*step_.appointment);
    else if (step_.nature == Nature::wait)
      field("wait", values_.open_time(step_.wait, step_.wait_calendar));
    if (step_.nature == Nature::wait_for) field("wait for", scalar(step_.wait_for));
    if (step_.nature == Nature::join) field("join", "all");
    if (step_.nature == Nature::end) field("end", scalar(step_.end.empty() ? step_.name : step_.end));
    if (step_.cancels) field("cancels", "true");
    if (!step_.varies_with.empty()) field("varies with", effects_text(w_, step_.varies_with));
    ways_out();
    if (!step_.sets.empty()) field("sets", values_.attributes(step_.sets));
    if (!step_.uses.empty()) field("uses", values_.uses(step_.uses, "visit"));
    tells();
    if (step_.routing != Routing::none) field("next", next());
    return std::move(fields_);
  }

 private:
  void field(const char* key, const std::string& value) { fields_.push_back(std::string(key) + ": " + value); }
  std::string name(StepId step) const { return scalar(w_.steps[step].name); }

  template <class Items, class Text>
  static std::string listed(const Items& items, const Text& text_of) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ", ") + text_of(item);
    return '[' + text + ']';
  }

  std::string needs(const std::vector<Need>& needs) const {
    if (needs.size() == 1 && needs[0].count == 1) {
      const std::string& name = w_.roles[needs[0].role].name;
      if (!needs[0].is_shared()) return scalar(name);
      const std::string phrase = share_text(needs[0].share) + ' ' + name;
      // Neither a role that is called so nor the word of a choice may come between.
      if (!w_.find_role(phrase) && name.find(" else ") == std::string::npos) return scalar(phrase);
    }
    WrittenMap map;
    for (const Need& need : needs)
      map.add(w_.roles[need.role].name, need.is_shared() ? scalar(share_text(need.share)) : std::to_string(need.count));
    return map.text();
  }

  std::string when(const std::optional<Rule>& rule) const {
    return rule ? "when: " + scalar(rule_text(*rule, w_)) + ", " : std::string();
  }

  std::string times() const {
    const auto one = [&](const TimeCase& c) {
      if (!c.when) return values_.time(c.time);
      std::string text = '{' + when(c.when) + "is: " + scalar(distribution_text(c.time, Scale::time));
      if (c.time.assumption) text += values_.basis_of(*c.time.assumption, RangeKind::time);
      return text + '}';
    };
    const std::vector<TimeCase>& cases = step_.time;
    if (cases.size() == 1 && !values_.path_ends(cases[0].time.assumption, ".1")) return one(cases[0]);
    return listed(cases, one);
  }

  std::string added() const {
    const auto one = [&](const TimeCase& c) {
      if (!c.when && !values_.path_ends(c.time.assumption, ".time")) return values_.time(c.time);
      return '{' + when(c.when) + "time: " + values_.time(c.time) + '}';
    };
    const std::vector<TimeCase>& cases = step_.adds;
    const auto& first = cases[0].time.assumption;
    if (cases.size() == 1 && !values_.path_ends(first, ".1") && !values_.path_ends(first, ".1.time"))
      return one(cases[0]);
    return listed(cases, one);
  }

  std::string batch(const Batching& batch) const {
    if (batch.size > 0 && !batch.or_after) return std::to_string(batch.size);
    const auto time = [](Duration d) { return duration_text(static_cast<double>(d.count())); };
    WrittenMap map;
    if (batch.size > 0) map.add("size", std::to_string(batch.size));
    if (batch.or_after) map.add("or after", time(*batch.or_after));
    if (batch.every) map.add("every", time(*batch.every));
    if (!batch.at.empty()) map.add("at", listed(batch.at, [](Duration t) { return scalar(clock_time_text(t)); }));
    if (batch.calendar) map.add("in", scalar(w_.calendars[*batch.calendar].name));
    if (batch.at_most > 0) map.add("at most", std::to_string(batch.at_most));
    return map.text();
  }

  std::string repeats(const Repeats& repeats) const {
    const Distribution& number = repeats.times;
    const std::string times = repeats.attribute ? scalar(w_.attributes[*repeats.attribute].name)
                                                : values_.stated(distribution_text(number, Scale::number),
                                                                 number.assumption, RangeKind::number);
    if (!repeats.in_parallel && !values_.path_ends(number.assumption, ".times")) return times;
    WrittenMap map;
    map.add("times", times);
    if (repeats.in_parallel) map.add("in", "parallel");
    return map.text();
  }

  void tells() {
    const auto names = [&](const char* key, const std::vector<std::string>& all) {
      if (all.size() == 1) field(key, scalar(all[0]));
      if (all.size() > 1) field(key, listed(all, [](const std::string& one) { return scalar(one); }));
    };
    names("sends", step_.sends);
    names("signals", step_.signals);
    std::vector<std::string> types;
    for (const CaseTypeId type : step_.starts) types.push_back(w_.cases[type].name);
    names("starts", types);
  }

  void appointment(const Appointment& asked) {
    field("book", scalar(w_.books[asked.book].name));
    if (asked.lead) field("lead time", values_.time(*asked.lead));
    if (asked.within) field("within", duration_text(static_cast<double>(asked.within->count())));
    if (asked.early) field("early", values_.time(*asked.early));
    if (asked.late) field("late", values_.time(*asked.late));
  }

  void ways_out() {
    if (step_.patience) field("patience", values_.time(*step_.patience));
    if (step_.balks_at > 0) field("balks at", std::to_string(step_.balks_at));
    if (step_.gives_up) field("gives up", name(*step_.gives_up));
    const auto deadline = [&](const Deadline& d) {
      WrittenMap map;
      map.add("after", values_.open_time(d.after, d.calendar));
      map.add("to", name(d.to));
      if (!d.interrupts) map.add("interrupts", "false");
      return map.text();
    };
    const std::vector<Deadline>& deadlines = step_.deadlines;
    if (deadlines.size() == 1 && !values_.path_ends(deadlines[0].after.assumption, ".1"))
      field("deadline", deadline(deadlines[0]));
    else if (!deadlines.empty())
      field("deadline", listed(deadlines, deadline));
    if (step_.until) field("until", name(*step_.until));
    if (!step_.at_most) return;
    WrittenMap limit;
    limit.add("times", std::to_string(step_.at_most->times));
    limit.add("then", name(step_.at_most->then));
    field("at most", limit.text());
  }

  std::string next() const {
    const std::vector<Flow>& flows = step_.next;
    const auto name_of = [&](const Flow& flow) { return name(flow.to); };
    switch (step_.routing) {
      case Routing::none:     break;
      case Routing::straight: return flows.empty() ? std::string() : name_of(flows[0]);
      case Routing::chances:  return chances(flows);
      case Routing::rules:
        return listed(flows, [&](const Flow& flow) { return '{' + when(flow.when) + "to: " + name_of(flow) + '}'; });
      case Routing::all:      return "{all: " + listed(flows, name_of) + '}';
      case Routing::first_of: return "{first of: " + listed(flows, name_of) + '}';
      case Routing::any:      return any();
    }
    return {};
  }

  std::string chances(const std::vector<Flow>& flows) const {
    WrittenMap map;
    for (const Flow& flow : flows) map.add(w_.steps[flow.to].name, values_.chance(flow.chance));
    return map.text();
  }

  std::string any() const {
    std::vector<Flow> branches;
    std::string otherwise;
    std::set<StepId> targets;
    bool by_chance = true;
    for (const Flow& flow : step_.next) {
      if (flow.otherwise) {
        otherwise = ", otherwise: " + name(flow.to);
        continue;
      }
      by_chance = by_chance && !flow.when && targets.insert(flow.to).second;
      branches.push_back(flow);
    }
    const auto branch = [&](const Flow& flow) {
      if (flow.when) return '{' + when(flow.when) + "to: " + name(flow.to) + '}';
      if (flow.chance == Quantity{1, {}}) return name(flow.to);
      return "{chance: " + values_.chance(flow.chance) + ", to: " + name(flow.to) + '}';
    };
    return "{any: " + (by_chance ? chances(branches) : listed(branches, branch)) + otherwise + '}';
  }

  const Workflow& w_;
  const Step& step_;
  const ValueWriter values_;
  std::vector<std::string> fields_;
};

}  // namespace

std::vector<std::string> step_fields(const Workflow& workflow, const Step& step) {
  return StepWriter(workflow, step).fields();
}

}  // namespace stepwell::model_file
