// From the language to the notation: a step that goes more than one way gets the gateway that BPMN draws for it.
//
// Cost: linear in steps and flows, with one depth-first walk for what leads back.
#include "stepwell/render/map_graph.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "stepwell/render/text_width.hpp"
#include "stepwell/render/wording.hpp"

namespace stepwell::render {
namespace {

constexpr std::size_t most_lines_of_a_message = 2;

/// One to one: `_` itself is written as its code, so two names never share a key.
std::string identifier(std::string_view name) {
  constexpr char digits[] = "0123456789abcdef";
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      result += c;
    } else {
      result += '_';
      result += digits[byte >> 4];
      result += digits[byte & 15];
    }
  }
  return result;
}

std::string sentence(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& raw : parts) {
    const std::string part = clean(raw);
    if (part.empty()) continue;
    if (!text.empty()) text += text.ends_with(':') ? " " : ", ";
    text += part;
  }
  return text;
}

void add_detail(Shape& shape, const std::string& text) {
  if (std::string line = clean(text); !line.empty()) shape.details.push_back(std::move(line));
}

bool branches(const Step& step) { return step.next.size() > 1 && step.routing != Routing::straight; }

/// What BPMN draws for a way of going on, in the words of keys and descriptions.
struct Gateway {
  ShapeKind kind;
  const char* suffix;
  const char* says;
};
Gateway gateway_of(const Step& step) {
  switch (step.routing) {
    case Routing::all:      return {ShapeKind::split, "-split", "all ways at once"};
    case Routing::any:      return {ShapeKind::any, "-any", "any of several ways"};
    case Routing::first_of: return {ShapeKind::race, "-race", "whichever is done first"};
    default:                return {ShapeKind::choice, "-choice", "one way"};
  }
}

double share_of(const Step& step, const Flow& flow) {
  if (step.routing == Routing::first_of) return 1.0 / static_cast<double>(step.next.size());
  return step.routing == Routing::chances || step.routing == Routing::any ? flow.chance.value : 1.0;
}

class Drafting {
 public:
  Drafting(const Workflow& workflow, const std::string& title) : workflow_(workflow) {
    graph_.title = clean(title.empty() ? workflow.name : title);
  }

  MapGraph draft() {
    for (const StepId id : workflow_.steps.ids()) add_step(workflow_.steps[id]);
    for (const CaseTypeId id : workflow_.cases.ids()) add_case(workflow_.cases[id]);
    for (const StepId id : workflow_.steps.ids()) connect_step(id);
    mark_rework();
    summarise();
    return std::move(graph_);
  }

 private:
  void add_step(const Step& step) {
    Shape shape{.key = "n-" + identifier(step.name), .of = clean(step.name), .name = clean(step.name)};
    switch (step.nature) {
      case Nature::work:
        shape.kind = ShapeKind::task;
        add_detail(shape, people(workflow_, step));
        add_detail(shape, work_time(step));
        if (step.batch) add_detail(shape, batch_text(workflow_, *step.batch));
        shape.description =
            sentence({"Step:", step.name, people(workflow_, step), work_time_in_full(step),
                      effects(workflow_, step.varies_with), step.batch ? batch_text(workflow_, *step.batch) : ""});
        break;
      case Nature::wait:
        shape.kind = ShapeKind::wait;
        add_detail(shape, waiting_time(workflow_, step));
        shape.description =
            sentence({"Wait:", step.name, waiting_time(workflow_, step), effects(workflow_, step.varies_with)});
        break;
      case Nature::batch:
        shape.kind = ShapeKind::wait;
        if (step.batch) add_detail(shape, batch_text(workflow_, *step.batch));
        shape.description = sentence({"Batch:", step.name, step.batch ? batch_text(workflow_, *step.batch) : ""});
        break;
      case Nature::wait_for:
        shape.kind = ShapeKind::wait;
        add_detail(shape, awaited_text(step));
        shape.description = sentence({"Wait:", step.name, awaited_text(step)});
        break;
      case Nature::join:
        shape.kind = ShapeKind::join;
        shape.description = sentence({"Join:", step.name, "waits for all branches"});
        break;
      case Nature::end:
        shape.kind = ShapeKind::end;
        if (!step.end.empty()) shape.name = clean(step.end);
        if (step.cancels) shape.kind = ShapeKind::last_end;
        shape.description =
            sentence({"End:", shape.name, step.cancels ? "stops whatever else the case still does" : ""});
        break;
      case Nature::gateway:
        shape.kind = gateway_of(step).kind;
        shape.description = sentence({"Gateway:", step.name, gateway_of(step).says});
        break;
    }
    if (step.repeats) {
      add_detail(shape, repeats_text(workflow_, *step.repeats));
      shape.description = sentence({shape.description, repeats_text(workflow_, *step.repeats)});
    }
    for (const std::string& told : told_text(workflow_, step)) {
      if (step.nature != Nature::gateway && step.nature != Nature::join) add_detail(shape, told);
      shape.description = sentence({shape.description, told});
    }
    shape.description += about(step);
    first_.push_back(add(std::move(shape)));
    last_.push_back(first_.back());
    if (step.nature != Nature::gateway && branches(step)) {
      const Gateway gateway = gateway_of(step);
      last_.back() = add({.kind = gateway.kind,
                          .key = "n-" + identifier(step.name) + gateway.suffix,
                          .of = clean(step.name),
                          .description = sentence({std::string("Gateway: ") + gateway.says + " after " + step.name})});
    }
  }

  /// A further sentence; nothing for no text.
  static std::string said(const std::string& about) {
    std::string text = clean(about);
    while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
    return text.empty() ? text : ". " + text;
  }

  /// What the model says about a step and those who work at it, to go on after a sentence.
  std::string about(const Step& step) const {
    std::string text = said(step.about);
    for (const Need& need : step.who) {
      if (index_of(need.role) >= workflow_.roles.size()) continue;
      const Role& role = workflow_.roles[need.role];
      if (!role.about.empty()) text += said(role.name + ": " + role.about);
    }
    return text;
  }

  void add_case(const CaseType& type) {
    Shape shape{.kind = ShapeKind::start,
                .key = "c-" + identifier(type.name),
                .of = clean(type.name),
                .name = clean(type.name)};
    const std::string backlog = there_at_start(type);
    add_detail(shape, arrivals(workflow_, type.demand));
    add_detail(shape, backlog);
    const std::string begun = begun_by(workflow_, type);
    add_detail(shape, begun);
    shape.description = sentence({"Start:", type.name, arrivals(workflow_, type.demand), backlog, begun});
    shape.description += said(type.about);
    const std::size_t start = add(std::move(shape));
    if (index_of(type.start) < first_.size()) connect(start, first_[index_of(type.start)], {}, 1);
  }

  void connect_step(StepId id) {
    const Step& step = workflow_.steps[id];
    if (last_[index_of(id)] != first_[index_of(id)]) connect(first_[index_of(id)], last_[index_of(id)], {}, 1);
    for (const Flow& flow : step.next) {
      if (index_of(flow.to) >= first_.size()) continue;
      connect(last_[index_of(id)], first_[index_of(flow.to)], branches(step) ? flow_label(step, flow) : "",
              share_of(step, flow));
    }
    const auto aside = [&](StepId to, const std::string& label) {
      if (index_of(to) >= first_.size()) return;
      connect(first_[index_of(id)], first_[index_of(to)], label, 0);
      graph_.connections.back().aside = true;
    };
    if (step.gives_up) aside(*step.gives_up, "gives up");
    for (const Deadline& deadline : step.deadlines) aside(deadline.to, deadline_label(workflow_, deadline));
    if (step.at_most) aside(step.at_most->then, visit_label(*step.at_most));
    connect_messages(id);
  }

  /// From each who sends a message to each who waits for it.
  std::size_t lines_of(const std::string& message) const {
    std::size_t from = 0, to = 0;
    for (const Step& step : workflow_.steps) {
      from += static_cast<std::size_t>(std::count(step.sends.begin(), step.sends.end(), message) +
                                       std::count(step.signals.begin(), step.signals.end(), message));
      to += step.wait_for == message ? 1 : 0;
    }
    return from * to;
  }

  /// Whom a step releases elsewhere: dashed, as nobody goes there himself. What many send or wait for has no lines, since
  /// these would hide the map; both ends say it in words.
  void connect_messages(StepId id) {
    const Step& step = workflow_.steps[id];
    // Both ends say what it is, so the line needs no label.
    const auto beside = [&](std::size_t to) {
      connect(last_[index_of(id)], to, {}, 0);
      Connection& connection = graph_.connections.back();
      connection.aside = true;
      connection.key += "--told";
    };
    const auto to_those_who_wait = [&](const std::string& name) {
      if (lines_of(name) > most_lines_of_a_message) return;
      for (const StepId other : workflow_.steps.ids()) {
        if (workflow_.steps[other].wait_for == name) beside(first_[index_of(other)]);
      }
    };
    for (const std::string& message : step.sends) to_those_who_wait(message);
    for (const std::string& signal : step.signals) to_those_who_wait(signal);
  }

  std::size_t add(Shape shape) {
    graph_.shapes.push_back(std::move(shape));
    return graph_.shapes.size() - 1;
  }

  void connect(std::size_t from, std::size_t to, const std::string& label, double share) {
    const auto name = [&](std::size_t i) { return graph_.shapes[i].of; };
    const int parallel = parallels_[{from, to}]++;
    Connection connection{.from = from, .to = to, .label = clean(label), .share = share};
    connection.key = "e-" + graph_.shapes[from].key.substr(2) + "--" + graph_.shapes[to].key.substr(2) +
                     (graph_.shapes[from].kind == ShapeKind::start ? "--start" : "") +
                     (parallel > 0 ? "--" + std::to_string(parallel + 1) : "");
    connection.description =
        name(from) == name(to) && label.empty() ? "" : sentence({name(from) + " \u2192 " + name(to), label});
    graph_.connections.push_back(std::move(connection));
  }

  /// A connection leads back if it ends at a shape that is on the way to it, walking in the order of the model.
  void mark_rework() {
    std::vector<std::vector<std::size_t>> out(graph_.shapes.size());
    for (std::size_t c = 0; c < graph_.connections.size(); ++c) out[graph_.connections[c].from].push_back(c);
    enum class Seen : char { no, open, done };
    std::vector<Seen> seen(graph_.shapes.size(), Seen::no);
    std::vector<std::pair<std::size_t, std::size_t>> path;  // a shape and how many of its connections are walked
    const auto walk = [&](std::size_t root) {
      if (seen[root] != Seen::no) return;
      path.assign(1, {root, 0});
      seen[root] = Seen::open;
      while (!path.empty()) {
        auto& [shape, walked] = path.back();
        if (walked == out[shape].size()) {
          seen[shape] = Seen::done;
          path.pop_back();
          continue;
        }
        Connection& connection = graph_.connections[out[shape][walked++]];
        connection.rework = seen[connection.to] == Seen::open;
        if (seen[connection.to] != Seen::no) continue;
        seen[connection.to] = Seen::open;
        path.push_back({connection.to, 0});
      }
    };
    for (std::size_t s = 0; s < graph_.shapes.size(); ++s)
      if (graph_.shapes[s].kind == ShapeKind::start) walk(s);
    for (std::size_t s = 0; s < graph_.shapes.size(); ++s) walk(s);
  }

  void summarise() {
    const auto counted = [](std::size_t n, const char* noun) {
      return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
    };
    // What takes time is a step; gateways and joins only lead from one to the next.
    const auto count_if = [&](auto holds) {
      return static_cast<std::size_t>(std::count_if(workflow_.steps.begin(), workflow_.steps.end(), holds));
    };
    const std::size_t steps = count_if([](const Step& s) {
      return s.nature == Nature::work || s.nature == Nature::wait || s.nature == Nature::batch ||
             s.nature == Nature::wait_for;
    });
    const std::size_t ends = count_if([](const Step& s) { return s.nature == Nature::end; });
    graph_.subtitle = counted(steps, "step") + ", " + counted(ends, "end");
    graph_.description = "Process map with " + graph_.subtitle + ", " + counted(workflow_.roles.size(), "role") +
                         " and " + counted(graph_.connections.size(), "connection") + ".";
  }

  const Workflow& workflow_;
  MapGraph graph_;
  std::vector<std::size_t> first_;  // by step: its own shape
  std::vector<std::size_t> last_;   // by step: the shape that its flows leave
  std::map<std::pair<std::size_t, std::size_t>, int> parallels_;
};

}  // namespace

MapGraph map_graph(const Workflow& workflow, const std::string& title) { return Drafting(workflow, title).draft(); }

}  // namespace stepwell::render
