// Good files with something taken out: nothing crashes, and whatever is wrong has a place.
#include <cctype>

#include "catch.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

// Either it can be read, or each thing that is wrong has a line.
void must_be_answered(const std::string& text, const std::filesystem::path& file, const std::string& what) {
  const Reading reading = read_model_text(text, file.filename().string(), file.parent_path());
  INFO(file << " without " << what);
  if (!reading.workflow) {
    bool any_error = false;
    for (const Diagnostic& d : reading.diagnostics) any_error = any_error || d.severity == Severity::error;
    if (!any_error) FAIL("no workflow and no error");
  }
  for (const Diagnostic& d : reading.diagnostics) {
    if (d.place.line <= 0 || d.place.column <= 0 || d.place.file.empty()) FAIL(to_text(d));
  }
}

std::string without(const std::string& text, std::size_t from, std::size_t length) {
  return text.substr(0, from) + text.substr(from + length);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

TEST_CASE("a model without any one of its commas, colons, brackets, quotes and dashes is answered") {
  for (const auto& file : shipped_models()) {
    const std::string text = text_of(file);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (std::string(",:[]{}\"'-%#.").find(text[i]) == std::string::npos) continue;
      must_be_answered(without(text, i, 1), file, "the character at " + std::to_string(i));
    }
  }
}

TEST_CASE("a model without any one of its words, units and numbers among them, is answered") {
  for (const auto& file : shipped_models()) {
    const std::string text = text_of(file);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!is_word(text[i]) || (i > 0 && is_word(text[i - 1]))) continue;
      std::size_t length = 1;
      while (i + length < text.size() && is_word(text[i + length])) ++length;
      must_be_answered(without(text, i, length), file, text.substr(i, length));
    }
  }
}

TEST_CASE("a model without any one of its lines is answered") {
  for (const auto& file : shipped_models()) {
    const std::string text = text_of(file);
    for (std::size_t i = 0; i < text.size(); i = text.find('\n', i) + 1) {
      const std::size_t length = text.find('\n', i) + 1 - i;
      must_be_answered(without(text, i, length), file, text.substr(i, length));
    }
  }
}

TEST_CASE("a model without any one of its steps, roles and other named things is answered") {
  for (const auto& file : shipped_models()) {
    const std::string text = text_of(file);
    // A thing is a line that is indented by two, and the lines below it that are indented further.
    for (std::size_t i = text.find("\n  "); i != std::string::npos; i = text.find("\n  ", i + 1)) {
      if (text[i + 3] == ' ') continue;
      std::size_t end = text.find('\n', i + 1);
      while (end != std::string::npos && text.compare(end, 4, "\n   ") == 0) end = text.find('\n', end + 1);
      if (end == std::string::npos) end = text.size();
      must_be_answered(without(text, i, end - i), file, text.substr(i, end - i));
    }
  }
}

TEST_CASE("a model that ends too early is answered") {
  for (const auto& file : shipped_models()) {
    const std::string text = text_of(file);
    for (std::size_t i = 0; i < text.size(); i += 7)
      must_be_answered(text.substr(0, i), file, "everything from " + std::to_string(i));
  }
}

TEST_CASE("strange texts are answered") {
  const std::filesystem::path here = source_folder / "models/none.yaml";
  for (const char* text : {"",
                           " ",
                           "\n",
                           "null",
                           "true",
                           "3",
                           "- a",
                           "[",
                           "{",
                           "}",
                           "\"",
                           "'",
                           "a",
                           "a:",
                           ":",
                           "? ",
                           "&a *a",
                           "*a",
                           "&a [*a]",
                           "---",
                           "...",
                           "--- ---",
                           "%",
                           "\t",
                           "a: b: c",
                           "\xEF\xBB\xBF",
                           "\xFF",
                           "{{}: 1}",
                           "[[[]]]",
                           "steps: {a: {next: a}}",
                           "steps: 3\ncases: 4",
                           "cases: {p: {start: a}}\nsteps: {a: {end: a}}",
                           "cases: {p: {start: [a]}}\nsteps: {a: [1]}",
                           "based on: ''",
                           "changes: {}",
                           "scenario: x",
                           "a: |",
                           "!!set {a}",
                           "steps:\n  a: {time: [[1 min]]}\ncases: []",
                           "calendars: {c: {open: {a: 1}}}\nroles: {r: 1}",
                           "{? a}"}) {
    must_be_answered(text, here, text);
  }
  must_be_answered(std::string("a: b\0c", 6), here, "a NUL");
  must_be_answered(std::string(100'000, '['), here, "brackets");
  must_be_answered(std::string(100'000, '('), here, "parentheses");
  must_be_answered(with_step("who: nurse, time: 1 min, next: [{when: " + std::string(50'000, '(') +
                             "urgent, to: done}, {to: done}]"),
                   here, "a deep rule");
}
