// From YAML events to our own tree. yaml-cpp's own node tree is not used: it forgets places when cloned, lets
// duplicate keys pass in silence and recurses for ever on an anchor inside itself.
#include "stepwell/model_file/value_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "stepwell/model_file/source_text.hpp"

namespace stepwell::model_file {

const Entry* Value::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

Entry* Value::find(std::string_view key) { return const_cast<Entry*>(std::as_const(*this).find(key)); }

const Value* Value::at(std::string_view key) const {
  const Entry* entry = find(key);
  return entry ? &entry->value : nullptr;
}

bool Value::erase(std::string_view key) {
  return std::erase_if(entries, [&](const Entry& e) { return e.key == key; }) > 0;
}

Value text_value(std::string text, const SourcePlace& place) {
  Value value;
  value.kind = Value::Kind::text;
  value.text = std::move(text);
  value.place = place;
  return value;
}

Value map_value(const SourcePlace& place) {
  Value value;
  value.kind = Value::Kind::map;
  value.place = place;
  return value;
}

std::string described(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:  return "null";
    case Value::Kind::truth: return value.text;
    case Value::Kind::text:  return quote(value.text);
    case Value::Kind::list:  return "a list";
    case Value::Kind::map:   return "a map";
  }
  return {};
}

namespace {

struct GiveUp {};  // leaves the parser once there is nothing sensible left to read

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, Report& report) : source_(source), report_(report) {}

  std::optional<Value> take() { return std::move(root_); }

  /// Where the innermost bracket that is still open was opened, if one is.
  std::optional<SourcePlace> open_bracket() const {
    for (auto frame = stack_.rbegin(); frame != stack_.rend(); ++frame) {
      if (frame->flow) return frame->value.place;
    }
    return std::nullopt;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    const SourcePlace place = at(mark);
    if (source_.rest_of(mark.pos).starts_with("---")) {
      report_.error("second-document", "a second document begins here; a file holds one model", place,
                    "put it into a file of its own");
    } else {
      report_.error("yaml-syntax", "there is something after the end of the model", place,
                    "is the indentation of this line like that of the lines above, or a bracket closed too early?");
    }
    throw GiveUp{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    const bool said = source_.says_null_at(mark.pos);
    if (expects_key()) {
      report_.error("bad-key", "a key is missing before the colon", at(mark), "write `key: value`");
      throw GiveUp{};
    }
    Value value;
    value.place = at(mark);
    if (!said) {
      if (!stack_.empty() && stack_.back().value.is_map()) value.place = stack_.back().key_place;
      report_empty(value.place);
    }
    add(std::move(value));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    report_.error("no-alias", "an alias (`*name`) is not allowed here", at(mark), "write the value out");
    note_fault();
    if (expects_key()) throw GiveUp{};
    Value value;
    value.place = at(mark);
    add(std::move(value));
  }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    report_.error("no-anchor", "an anchor (`&" + name + "`) is not allowed here", at(mark),
                  "write the value out wherever it is needed");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    refuse_tag(mark, tag);
    const char first = source_.rest_of(mark.pos).empty() ? ' ' : source_.rest_of(mark.pos).front();
    const bool plain = tag != "!";
    if (!plain && (first == '"' || first == '\'') && !source_.quote_is_closed(mark.pos)) {
      report_.error("yaml-syntax", "this quote is never closed", at(mark),
                    std::string("put a closing ") + first + " at the end of the value");
      throw GiveUp{};
    }
    if (expects_key()) {
      take_key(mark, text);
      return;
    }
    Value value = text_value(text, at(mark));
    if (plain && is_truth(text)) value.kind = Value::Kind::truth;
    if (value.kind == Value::Kind::truth) value.text = (text[0] == 't' || text[0] == 'T') ? "true" : "false";
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) report_empty(value.place);
    add(std::move(value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, style, Value::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, style, Value::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Value value;
    bool flow = false;
    bool has_key = false;
    bool repeated = false;
    std::string key;
    SourcePlace key_place;
    std::unordered_map<std::string, int> lines;  // of the keys so far
  };

  SourcePlace at(const YAML::Mark& mark) const { return source_.place(mark.pos); }
  bool expects_key() const { return !stack_.empty() && stack_.back().value.is_map() && !stack_.back().has_key; }
  static bool is_truth(const std::string& text) {
    return text == "true" || text == "false" || text == "True" || text == "False" || text == "TRUE" || text == "FALSE";
  }

  void note_fault() {
    if (!stack_.empty()) stack_.back().value.faulty = true;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    report_.error("no-tag", "a tag (`!...`) is not allowed here", at(mark), "leave it out");
  }

  void report_empty(const SourcePlace& place) {
    note_fault();
    if (!stack_.empty() && stack_.back().value.is_map()) {
      const Frame& frame = stack_.back();
      const auto colon = frame.key.find(':');
      report_.error(
          "empty-value", quote(frame.key) + " has nothing after it", frame.key_place,
          colon != std::string::npos
              ? "put a space after the colon: `" + frame.key.substr(0, colon) + ": " + frame.key.substr(colon + 1) + "`"
              : std::string("give it a value, or leave the key out; to remove something, write null"));
    } else {
      report_.error("empty-value", "there is nothing here", place, "give a value, or leave the comma out");
    }
  }

  void take_key(const YAML::Mark& mark, const std::string& key) {
    Frame& frame = stack_.back();
    frame.has_key = true;
    frame.key = key;
    frame.key_place = at(mark);
    if (key == "<<") {
      report_.error("no-merge-key", "`<<` is not allowed", frame.key_place,
                    "write the keys out, or put the common part into a base model");
      note_fault();
      frame.repeated = true;
      return;
    }
    const auto [first, is_new] = frame.lines.emplace(key, frame.key_place.line);
    if (!is_new) {
      frame.repeated = true;
      note_fault();
      report_.error("duplicate-key",
                    quote(key) + " is here twice; it is already on line " + std::to_string(first->second),
                    frame.key_place, "keep one of them, or give this one another name");
    }
  }

  void add(Value value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = stack_.back();
    if (frame.value.is_list()) {
      frame.value.items.push_back(std::move(value));
      return;
    }
    frame.has_key = false;
    // Of two values for one key the first stays: the message about the second is enough.
    if (std::exchange(frame.repeated, false)) return;
    frame.value.entries.push_back({std::move(frame.key), frame.key_place, std::move(value)});
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::EmitterStyle::value style, Value::Kind kind) {
    refuse_tag(mark, tag);
    if (expects_key()) {
      report_.error("bad-key", "a key must be a word or a phrase, not a list or a map", at(mark),
                    "write `key: value`; braces around a value go after the colon");
      throw GiveUp{};
    }
    if (stack_.size() >= deepest_nesting) {
      report_.error("too-deep", "this is nested more than " + std::to_string(deepest_nesting) + " levels deep",
                    at(mark), "a model needs about eight levels: is a bracket missing further up?");
      throw GiveUp{};
    }
    Frame frame;
    frame.value.kind = kind;
    frame.value.place = at(mark);
    frame.flow = style == YAML::EmitterStyle::Flow;
    stack_.push_back(std::move(frame));
  }

  void close() {
    Value value = std::move(stack_.back().value);
    stack_.pop_back();
    if (value.faulty) note_fault();
    add(std::move(value));
  }

  const SourceText& source_;
  Report& report_;
  std::vector<Frame> stack_;
  std::optional<Value> root_;
  int documents_ = 0;
};

}  // namespace

std::optional<Value> parse_yaml(std::string_view text, const std::string& name, Report& report) {
  const SourceText source(text, name);
  if (const auto bad = source.first_bad_byte()) {
    report.error("not-utf8", "this is not text in UTF-8", source.place(*bad), "save the file with the encoding UTF-8");
    return std::nullopt;
  }
  TreeBuilder builder(source, report);
  try {
    std::istringstream in{std::string(source.text())};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const GiveUp&) {
    return std::nullopt;
  } catch (const YAML::Exception& problem) {
    const std::size_t position =
        problem.mark.is_null() ? source.text().size() : static_cast<std::size_t>(problem.mark.pos);
    const auto [message, hint] = source.explain(problem.msg, position, builder.open_bracket());
    report.error("yaml-syntax", message, source.place(position), hint);
    return std::nullopt;
  }
  auto root = builder.take();
  if (!root) {
    report.error("empty-file", "there is no model in this file", source.place(0),
                 "begin with `stepwell: 1` and `workflow: <name>`");
  }
  return root;
}

}  // namespace stepwell::model_file
