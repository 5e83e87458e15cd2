// Small workflows to be drawn.
#include "sketches.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "stepwell/foundation/random.hpp"

namespace stepwell::sketches {
namespace {

constexpr double minute = 60e6;
constexpr double hour = 60 * minute;

/// Steps by name, in the order of first mention of each as a step; flows are resolved at the end.
class Sketch {
 public:
  explicit Sketch(const std::string& name) { workflow_.name = name; }

  void role(const std::string& name) { workflow_.roles.push_back({.name = name}); }
  CalendarId calendar(const std::string& name) { return workflow_.calendars.push_back({.name = name}); }
  Step& step(const std::string& name, Nature nature) {
    Step step;
    step.name = name;
    step.nature = nature;
    return workflow_.steps[workflow_.steps.push_back(step)];
  }
  void work(const std::string& name, const std::string& who, Distribution time) {
    Step& made = step(name, Nature::work);
    if (const auto role = workflow_.find_role(who)) made.who.push_back({*role, 1});
    made.time.push_back({std::nullopt, std::move(time)});
  }
  void wait(const std::string& name, Distribution time, std::optional<CalendarId> calendar) {
    Step& made = step(name, Nature::wait);
    made.wait = std::move(time);
    made.wait_calendar = calendar;
  }
  void end(const std::string& name, const std::string& what) { step(name, Nature::end).end = what; }

  void straight(const std::string& from, const std::string& to) { flow(from, Routing::straight, to); }
  void all(const std::string& from, const std::vector<std::string>& to) {
    for (const std::string& t : to) flow(from, Routing::all, t);
  }
  void chances(const std::string& from, const std::vector<std::pair<double, std::string>>& to) {
    for (const auto& [chance, t] : to) flow(from, Routing::chances, t).chance.value = chance;
  }
  void rule(const std::string& from, const std::string& text, const std::string& to, const std::string& otherwise) {
    flow(from, Routing::rules, to).when = Rule{text, {}};
    flow(from, Routing::rules, otherwise);
  }

  Workflow done(const std::string& case_type, const std::string& start, Demand demand) {
    for (const auto& [step, flow, to] : flows_) {
      const auto target = workflow_.find_step(to);
      workflow_.steps[step].next[flow].to = target.value();
    }
    CaseType type;
    type.name = case_type;
    type.start = workflow_.find_step(start).value();
    type.demand = std::move(demand);
    workflow_.cases.push_back(type);
    return workflow_;
  }

  Workflow& workflow() { return workflow_; }

 private:
  struct Pending {
    StepId step;
    std::size_t flow;
    std::string to;
  };
  Flow& flow(const std::string& from, Routing routing, const std::string& to) {
    const StepId id = workflow_.find_step(from).value();
    Step& step = workflow_.steps[id];
    step.routing = routing;
    step.next.push_back({});
    flows_.push_back({id, step.next.size() - 1, to});
    return step.next.back();
  }
  Workflow workflow_;
  std::vector<Pending> flows_;
};

Demand appointments(CalendarId calendar) {
  Demand demand;
  demand.kind = Demand::Kind::every;
  demand.interval = constant(5.5 * minute);
  demand.calendar = calendar;
  return demand;
}

Distribution minutes(double a, double b, double c) { return triangular(a * minute, b * minute, c * minute); }

void roles_of_the_clinic(Sketch& s) {
  for (const char* name : {"records clerk", "clinic clerk", "receptionist", "nurse", "doctor", "secretary"})
    s.role(name);
}

Step& last(Sketch& s) { return s.workflow().steps.items().back(); }

void consultation_and_letter(Sketch& s, bool on_screen) {
  s.work("consultation", "doctor", lognormal(20 * minute, 7 * minute));
  last(s).time.front().when = Rule{"new patient", {}};
  last(s).time.push_back({std::nullopt, lognormal(12 * minute, 5 * minute)});
  if (on_screen)
    last(s).adds.push_back({std::nullopt, minutes(0.3, 0.8, 2)});
  else
    last(s).adds.push_back({Rule{"notes missing", {}}, uniform(2 * minute, 6 * minute)});
  s.end("leave", "patient leaves");
  s.work("dictate letter", "doctor", on_screen ? minutes(2, 3.5, 7) : minutes(1, 2.5, 5));
  s.work("type letter", "secretary", on_screen ? minutes(2, 3, 6) : minutes(6, 10, 20));
  s.work("sign letter", "doctor", minutes(0.5, 1, 2));
  s.work("post letter", "secretary", constant((on_screen ? 0.5 : 2) * minute));
  s.end("letter sent", "letter sent");
  s.straight("dictate letter", "type letter");
  s.straight("type letter", "sign letter");
  s.chances("sign letter", {{0.92, "post letter"}, {0.08, "type letter"}});
  s.straight("post letter", "letter sent");
}

}  // namespace

Workflow clinic_on_paper() {
  Sketch s("Outpatient clinic, notes on paper");
  roles_of_the_clinic(s);
  const CalendarId clinic = s.calendar("clinic hours");
  const CalendarId office = s.calendar("office hours");
  s.step("booked", Nature::gateway);
  s.work("clinic list", "clinic clerk", constant(minute));
  s.work("pull notes", "records clerk", minutes(1, 3, 10));
  s.work("trace notes", "records clerk", minutes(5, 20, 90));
  s.wait("order from store", uniform(4 * hour, 16 * hour), office);
  s.work("temporary folder", "clinic clerk", minutes(5, 10, 20));
  s.work("deliver notes", "records clerk", minutes(2, 3, 6));
  s.wait("the day comes", constant(7 * hour), clinic);
  s.work("check in", "receptionist", minutes(1, 2, 4));
  s.work("observations", "nurse", lognormal(5 * minute, 2 * minute));
  s.step("ready", Nature::join);
  consultation_and_letter(s, false);
  s.work("return notes", "records clerk", minutes(1, 3, 6));
  s.end("notes filed", "notes filed");

  s.all("booked", {"clinic list", "the day comes"});
  s.straight("clinic list", "pull notes");
  s.chances("pull notes", {{0.9, "deliver notes"}, {0.1, "trace notes"}});
  s.chances("trace notes", {{0.6, "deliver notes"}, {0.14, "order from store"}, {0.26, "temporary folder"}});
  s.straight("order from store", "deliver notes");
  s.straight("temporary folder", "deliver notes");
  s.straight("deliver notes", "ready");
  s.rule("the day comes", "attends", "check in", "ready");
  s.straight("check in", "observations");
  s.straight("observations", "ready");
  s.rule("ready", "attends", "consultation", "return notes");
  s.all("consultation", {"leave", "dictate letter", "return notes"});
  s.straight("return notes", "notes filed");
  return s.done("appointment", "booked", appointments(clinic));
}

Workflow clinic_on_screen() {
  Sketch s("Outpatient clinic on the electronic document system");
  roles_of_the_clinic(s);
  const CalendarId clinic = s.calendar("clinic hours");
  s.step("booked", Nature::gateway);
  s.work("clinic list", "clinic clerk", constant(minute));
  s.wait("the day comes", constant(7 * hour), clinic);
  s.work("check in", "receptionist", minutes(1, 2, 4));
  s.work("observations", "nurse", lognormal(5 * minute, 2 * minute));
  consultation_and_letter(s, true);
  s.end("listed", "listed");
  s.end("did not attend", "did not attend");
  s.work("scan loose sheets", "records clerk", minutes(1, 2, 4));
  s.end("scanned", "scanned");

  s.all("booked", {"clinic list", "the day comes"});
  s.straight("clinic list", "listed");
  s.rule("the day comes", "attends", "check in", "did not attend");
  s.straight("check in", "observations");
  s.straight("observations", "consultation");
  s.all("consultation", {"leave", "dictate letter", "scan loose sheets"});
  s.chances("scan loose sheets", {{0.98, "scanned"}, {0.02, "scan loose sheets"}});
  return s.done("appointment", "booked", appointments(clinic));
}

namespace {

/// Draws blocks within blocks until there are enough steps.
class Composer {
 public:
  Composer(Sketch& sketch, std::uint64_t seed) : sketch_(sketch), seed_(seed) {}

  /// Continues after `from` with about `budget` steps and says where it ended. An empty rule or zero chance is a plain flow.
  std::string sequence(std::string from, int budget, int depth) {
    const int until = made_ + budget;
    while (made_ < until) {
      const int left = until - made_;
      const double kind = luck();
      if (left < 5 || depth > 3 || kind < 0.4)
        from = plain(from, kind);
      else if (kind < 0.65)
        from = choice(from, left, depth);
      else if (kind < 0.85)
        from = split(from, left, depth);
      else
        from = rework(from);
    }
    return from;
  }
  std::string new_work() {
    static const char* verbs[] = {"check",   "record",  "review", "request", "prepare",
                                  "collect", "confirm", "assess", "send",    "file"};
    static const char* things[] = {"referral",     "vital signs",  "blood sample", "case notes",     "consent form",
                                   "prescription", "test results", "appointment",  "discharge plan", "medicine chart"};
    static const char* people[] = {"nurse", "doctor", "ward clerk", "senior pharmacist"};
    const std::string name = numbered(std::string(verbs[pick(10)]) + " " + things[pick(10)]);
    sketch_.work(name, people[pick(4)], minutes(1, 1 + pick(9), 12));
    return name;
  }

 private:
  double luck() { return unit(random_block(seed_, drawn_++, 0, 0).first); }
  int pick(int n) { return std::min(n - 1, static_cast<int>(luck() * n)); }
  std::string numbered(const std::string& name) { return name + " " + std::to_string(++made_); }

  std::string plain(const std::string& from, double kind) {
    std::string name;
    if (kind < 0.08) {
      name = numbered("await bed");
      sketch_.wait(name, uniform(hour, 5 * hour), std::nullopt);
    } else {
      name = new_work();
    }
    sketch_.straight(from, name);
    return name;
  }
  std::string choice(const std::string& from, int left, int depth) {
    const std::string at = numbered("urgent?");
    sketch_.step(at, Nature::gateway);
    sketch_.straight(from, at);
    const std::string after = new_work();
    const int branches = 2 + pick(2);
    std::vector<std::pair<double, std::string>> ways;
    for (int b = 0; b < branches; ++b) {
      if (b == branches - 1 && luck() < 0.4) {
        ways.push_back({1.0 / branches, after});
        continue;
      }
      const std::string first = new_work();
      ways.push_back({1.0 / branches, first});
      sketch_.straight(sequence(first, std::max(0, left / branches - 2), depth + 1), after);
    }
    sketch_.chances(at, ways);
    return after;
  }
  std::string split(const std::string& from, int left, int depth) {
    const std::string at = numbered("both");
    const std::string after = numbered("joined");
    sketch_.step(at, Nature::gateway);
    sketch_.step(after, Nature::join);
    sketch_.straight(from, at);
    const int branches = 2 + pick(2);
    std::vector<std::string> firsts;
    for (int b = 0; b < branches; ++b) {
      firsts.push_back(new_work());
      sketch_.straight(sequence(firsts.back(), std::max(0, left / branches - 2), depth + 1), after);
    }
    sketch_.all(at, firsts);
    return after;
  }
  std::string rework(const std::string& from) {
    const std::string first = new_work();
    const std::string second = luck() < 0.5 ? first : new_work();
    sketch_.straight(from, first);
    if (second != first) sketch_.straight(first, second);
    const std::string after = new_work();
    sketch_.chances(second, {{0.88, after}, {0.12, first}});
    return after;
  }

  Sketch& sketch_;
  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
  int made_ = 0;
};

}  // namespace

Workflow random_workflow(int steps, std::uint64_t seed) {
  Sketch s("Pathway number " + std::to_string(seed));
  for (const char* name : {"nurse", "doctor", "ward clerk", "senior pharmacist"}) s.role(name);
  Composer composer(s, seed);
  const std::string first = composer.new_work();
  const std::string last_step = composer.sequence(first, steps - 2, 0);
  s.end("discharged", "discharged");
  s.straight(last_step, "discharged");
  Demand demand;
  demand.kind = Demand::Kind::every;
  demand.poisson = true;
  demand.interval = exponential(10 * minute);
  return s.done("patient", first, demand);
}

Workflow random_tangle(int steps, std::uint64_t seed) {
  Sketch s("Tangle number " + std::to_string(seed));
  s.role("nurse");
  const auto luck = [&](int i, std::uint32_t purpose) {
    return unit(random_block(seed, static_cast<std::uint64_t>(i), purpose, 0).first);
  };
  const auto name = [](int i) { return (i % 4 == 3 ? "wait for a porter " : "see to matter ") + std::to_string(i); };
  for (int i = 0; i < steps; ++i) {
    if (i % 4 == 3)
      s.wait(name(i), constant(hour), std::nullopt);
    else
      s.work(name(i), "nurse", constant(minute));
  }
  s.end("over", "all done");
  for (int i = 0; i < steps; ++i) {
    const std::string next = i + 1 < steps ? name(i + 1) : "over";
    const std::string elsewhere = name(static_cast<int>(luck(i, 1) * steps));
    if (luck(i, 0) < 0.33)
      s.chances(name(i), {{0.8, next}, {0.2, elsewhere}});
    else
      s.straight(name(i), next);
  }
  return s.done("patient", name(0), {});
}

Workflow named(const std::string& name) {
  Sketch s(name);
  s.role(name);
  s.work(name, name, constant(minute));
  s.wait("rest", constant(hour), std::nullopt);
  s.end("over", name);
  s.rule(name, name, "rest", "over");
  s.straight("rest", "over");
  return s.done(name, name, {});
}

}  // namespace stepwell::sketches
