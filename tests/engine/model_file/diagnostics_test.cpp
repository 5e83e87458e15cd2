// Every code of the reader and the checker has a wrong file and the exact text that it brings.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "catch.hpp"
#include "text_model.hpp"

using namespace stepwell;

namespace {

const std::filesystem::path wrong_files = source_folder / "tests/golden/diagnostics";

std::set<std::string> stems(const std::string& extension) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(wrong_files)) {
    if (entry.path().extension() == extension) names.insert(entry.path().stem().string());
  }
  return names;
}

// Settings stand in the first lines of a wrong file: `# --set roles.nurse.staff=3`.
Reading reading_of_file(const std::filesystem::path& file) {
  const std::string text = text_of(file);
  ReadOptions options;
  const std::string sign = "# --set ";
  for (std::size_t at = 0; text.compare(at, sign.size(), sign) == 0; at = text.find('\n', at) + 1) {
    options.settings.push_back(parse_setting(text.substr(at + sign.size(), text.find('\n', at) - at - sign.size())));
  }
  return read_model_text(text, file.filename().string(), file.parent_path(), options);
}

std::string without_folder(std::string text) {
  const std::string folder = wrong_files.string() + '/';
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size());
  return text;
}

std::set<std::string> codes_in_sources() {
  std::set<std::string> codes;
  const std::regex call(R"re((?:(?:error|warning|fail|fail_with)\(\s*|thing_called\(\w+, "\w+", )"([a-z0-9-]+)")re");
  for (const char* room : {"model_file", "process"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source_folder / "engine/stepwell" / room)) {
      const std::string source = text_of(entry.path());
      for (std::sregex_iterator found(source.begin(), source.end(), call), end; found != end; ++found)
        codes.insert((*found)[1]);
    }
  }
  return codes;
}

// What only a workflow that was built in code can be: a file cannot say it, or the reader says it first.
const std::set<std::string> only_from_code = {
    "bad-ages",        "bad-need",           "cleaning-of-staff", "dangling-reference", "impossible-hours",
    "incomplete-rule", "negative-rate",      "negative-use",      "no-message",         "repeated-attribute",
    "routing-misfit",  "times-out-of-order", "value-misfit"};

}  // namespace

TEST_CASE("every wrong file brings exactly the text beside it") {
  for (const std::string& name : stems(".yaml")) {
    DYNAMIC_SECTION(name) {
      const Reading reading = reading_of_file(wrong_files / (name + ".yaml"));
      CHECK(without_folder(to_text(reading.diagnostics)) + '\n' == text_of(wrong_files / (name + ".expected")));
      CHECK(reading.workflow.has_value() == !has_errors(reading.diagnostics));
      for (const Diagnostic& d : reading.diagnostics) CHECK_FALSE(d.hint.empty());
    }
  }
}

TEST_CASE("every code in the sources has a wrong file that is named after it, and brings it") {
  const auto files = stems(".yaml");
  for (const std::string& code : codes_in_sources()) {
    if (only_from_code.count(code)) continue;
    INFO(code);
    REQUIRE(files.count(code) == 1);
    CHECK(text_of(wrong_files / (code + ".expected")).find('[' + code + ']') != std::string::npos);
  }
  CHECK(codes_in_sources().size() >= 40);
}

TEST_CASE("the table of diagnostics lists the codes of the sources and no others") {
  std::set<std::string> listed;
  const std::string table = text_of(source_folder / "models/DIAGNOSTICS.md");
  const std::regex row(R"re(\n\| `([a-z0-9-]+)` \|)re");
  for (std::sregex_iterator found(table.begin(), table.end(), row), end; found != end; ++found)
    listed.insert((*found)[1]);
  CHECK(listed == codes_in_sources());
}

TEST_CASE("six different mistakes are six errors, in the order of their lines") {
  const Reading reading = reading_of_file(wrong_files / "six-mistakes.yaml");
  REQUIRE(reading.diagnostics.size() == 6);
  const auto before = [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  };
  CHECK(std::is_sorted(reading.diagnostics.begin(), reading.diagnostics.end(), before));
}
