// A strict little reader of XML: enough to say that a picture is well-formed, and what is in it.
#include "xml_outline.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "stepwell/render/text_width.hpp"

namespace stepwell {
namespace {

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
};

/// Walks through a document and calls `open(Tag)`, `close(name)` and `text(decoded)`; throws at the first fault.
template <class Open, class Close, class Text>
class Reader {
 public:
  Reader(const std::string& xml, Open open, Close close, Text text)
      : xml_(xml), open_(open), close_(close), text_(text) {}

  void read() {
    for (const char32_t c : render::characters(xml_)) {
      if (c == U'\uFFFD' && xml_.find("\xEF\xBF\xBD") == std::string::npos) fail("invalid UTF-8");
      const bool legal = c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
                         (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
      if (!legal) fail("a character that XML has not");
    }
    bool had_root = false;
    while (at_ < xml_.size()) {
      if (xml_[at_] != '<') {
        const std::size_t end = std::min(xml_.find('<', at_), xml_.size());
        const std::string text = decoded(xml_.substr(at_, end - at_));
        if (open_names_.empty() && text.find_first_not_of("\n ") != std::string::npos) fail("text outside the root");
        text_(text);
        at_ = end;
      } else if (xml_.compare(at_, 2, "</") == 0) {
        at_ += 2;
        const std::string name = read_name();
        if (open_names_.empty() || open_names_.back() != name) fail("</" + name + "> closes another element");
        open_names_.pop_back();
        expect('>');
        close_(name);
      } else {
        if (open_names_.empty() && had_root) fail("a second root");
        had_root = true;
        read_tag();
      }
    }
    if (!open_names_.empty()) fail("<" + open_names_.back() + "> is never closed");
    if (!had_root) fail("no element");
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " before: " + xml_.substr(at_, 60));
  }
  void expect(char c) {
    if (at_ >= xml_.size() || xml_[at_] != c) fail(std::string("expected ") + c);
    ++at_;
  }
  std::string read_name() {
    const std::size_t begin = at_;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (at_ < xml_.size() &&
           (letter(xml_[at_]) || (at_ > begin && (xml_[at_] == '-' || (xml_[at_] >= '0' && xml_[at_] <= '9')))))
      ++at_;
    if (at_ == begin) fail("expected a name");
    return xml_.substr(begin, at_ - begin);
  }
  void read_tag() {
    expect('<');
    Tag tag;
    tag.name = read_name();
    while (at_ < xml_.size() && xml_[at_] == ' ') {
      ++at_;
      const std::string name = read_name();
      expect('=');
      expect('"');
      const std::size_t end = xml_.find_first_of("\"<", at_);
      if (end == std::string::npos || xml_[end] != '"') fail("a value without end");
      if (!tag.attributes.emplace(name, decoded(xml_.substr(at_, end - at_))).second)
        fail("the attribute " + name + " twice");
      at_ = end + 1;
    }
    const bool empty = at_ < xml_.size() && xml_[at_] == '/';
    if (empty) ++at_;
    expect('>');
    if (tag.attributes.count("id") != 0 && !ids_.insert(tag.attributes["id"]).second)
      fail("the id " + tag.attributes["id"] + " twice");
    if (!empty) open_names_.push_back(tag.name);
    open_(tag);
    if (empty) close_(tag.name);
  }
  std::string decoded(const std::string& raw) const {
    static const std::map<std::string, char> entities = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#39", '\''}};
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '&') {
        text += raw[i];
        continue;
      }
      const std::size_t end = raw.find(';', i);
      const auto entity = entities.find(raw.substr(i + 1, end == std::string::npos ? 0 : end - i - 1));
      if (entity == entities.end()) fail("an unknown entity");
      text += entity->second;
      i = end;
    }
    return text;
  }

  const std::string& xml_;
  Open open_;
  Close close_;
  Text text_;
  std::size_t at_ = 0;
  std::vector<std::string> open_names_;
  std::set<std::string> ids_;
};

}  // namespace

std::string xml_fault(const std::string& xml) {
  try {
    Reader(xml, [](const Tag&) {}, [](const std::string&) {}, [](const std::string&) {}).read();
    return {};
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

std::string outline(const std::string& svg) {
  std::string result;
  std::vector<std::string> lines;  // of the text that is open
  bool in_text = false;
  Reader(
      svg,
      [&](const Tag& tag) {
        if (tag.name == "text") in_text = true;
        if (tag.name == "tspan") lines.emplace_back();
        const auto attribute = [&](const char* name) {
          const auto found = tag.attributes.find(name);
          return found == tag.attributes.end() ? std::string() : found->second;
        };
        if (tag.name == "g" && !attribute("id").empty())
          result += attribute("id") + " [" + attribute("class") + "] " + attribute("aria-label") + "\n";
      },
      [&](const std::string& name) {
        if (name != "text") return;
        in_text = false;
        result += "   ";
        for (const std::string& line : lines) result += " " + line;
        result += "\n";
        lines.clear();
      },
      [&](const std::string& text) {
        if (in_text && !lines.empty()) lines.back() += text;
      })
      .read();
  return result;
}

}  // namespace stepwell
