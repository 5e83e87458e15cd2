// The files that a map is written to: golden DOT and outlines of SVG, any text in labels, the same bytes every time.
#include "stepwell/render/map.hpp"

#include "catch.hpp"

#include <clocale>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "sketches.hpp"
#include "xml_outline.hpp"

using namespace stepwell;

namespace {

/// Compares with tests/golden/maps/<name>; STEPWELL_RENEW_GOLDEN=1 writes that file instead, to be looked at and committed.
void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(STEPWELL_SOURCE_DIR) + "/tests/golden/maps/" + name;
  if (std::getenv("STEPWELL_RENEW_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  std::stringstream golden;
  golden << file.rdbuf();
  INFO("STEPWELL_RENEW_GOLDEN=1 renews " << path);
  CHECK(golden.str() == text);
}

std::string svg_of(const Workflow& workflow, const MapOptions& options = {}) {
  return draw_map(workflow, MapFormat::svg, options);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Labels that have broken other tools: markup, escapes of DOT, right-to-left text, accents of their own, broken UTF-8.
std::vector<std::string> nasty_names() {
  return {
      "\"<&>\\ 'quoted' & \\N \\G \\l &lt; ]]> <!-- <b>%s</b>",
      "ends in a backslash \\",
      "two\nlines\r\nand a\ttab",
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xE2\x9A\x95\xEF\xB8\x8F doctor \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",  // emoji, joined and toned
      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A \xE2\x80\xAE"
      "reversed",                                                               // right to left
      "e\xCC\x81\xCC\xA7\xCC\x82 a\xCC\x8A Z\xCC\xB7\xCC\xA2\xCD\x9D",          // combining marks
      "invalid \xFF\xFE \xC3 \xED\xA0\x80 \xC0\xAF \xF4\x90\x80\x80 \xE2\x82",  // not UTF-8
      std::string("null \0 bell \a escape \x1B delete \x7F", 31),
      "\xEF\xBF\xBE\xEF\xBF\xBF non-characters",
      std::string(300, 'x'),
      "",
  };
}

}  // namespace

TEST_CASE("the clinic's graphs are what they were, byte for byte") {
  check_golden("clinic_on_paper.dot", draw_map(sketches::clinic_on_paper(), MapFormat::dot));
  check_golden("clinic_on_screen.dot", draw_map(sketches::clinic_on_screen(), MapFormat::dot));
}

TEST_CASE("the clinic's maps hold what they held, in the same order") {
  check_golden("clinic_on_paper.svg.txt", outline(svg_of(sketches::clinic_on_paper())));
  check_golden("clinic_on_screen.svg.txt", outline(svg_of(sketches::clinic_on_screen())));
}

TEST_CASE("any text makes a well-formed map") {
  for (const std::string& name : nasty_names()) {
    INFO(name);
    const std::string svg = svg_of(sketches::named(name));
    CHECK(xml_fault(svg) == "");
    CHECK_FALSE(contains(svg, "url("));
    CHECK_FALSE(contains(svg, "<script"));
  }
}

TEST_CASE("a label shows every character that can be shown") {
  const std::string text = outline(svg_of(sketches::named("a \"<&>\\ \\N \xC3\xA9 \xF0\x9F\x91\x8D b")));
  CHECK(contains(text, "a \"<&>\\ \\N \xC3\xA9 \xF0\x9F\x91\x8D b"));
}

TEST_CASE("a name that is cut on the map is whole in its description") {
  const std::string name =
      "a name of far more words than would ever fit into four lines of a box that is as wide as a box is on a map";
  const std::string text = outline(svg_of(sketches::named(name)));
  CHECK(contains(text, "\xE2\x80\xA6\n"));  // an ellipsis ends a text
  CHECK(contains(text, "Step: " + name));
}

TEST_CASE("DOT keeps quotes, backslashes and ampersands as text") {
  const std::string dot = draw_map(sketches::named("\"x\" \\N & <b>"), MapFormat::dot);
  CHECK(contains(dot, "label=\"\\\"x\\\" \\\\N &amp; <b>\\n"));
}

TEST_CASE("the same workflow gives the same bytes, from four threads at once and in any locale") {
  const Workflow workflow = sketches::random_workflow(30, 7);
  const std::string alone = svg_of(workflow);
  std::vector<std::string> together(4);
  std::vector<std::thread> threads;
  for (std::string& svg : together) threads.emplace_back([&] { svg = svg_of(workflow); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& svg : together) CHECK(svg == alone);

  for (const char* comma : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, comma) == nullptr) continue;
    CHECK(svg_of(workflow) == alone);
  }
  std::setlocale(LC_ALL, "C");
}

TEST_CASE("ids begin with the prefix, which follows the content unless it is given") {
  const std::string paper = svg_of(sketches::clinic_on_paper());
  CHECK(contains(paper, "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"pm"));
  CHECK(paper.substr(0, 60) != svg_of(sketches::clinic_on_screen()).substr(0, 60));
  const std::string own = svg_of(sketches::clinic_on_paper(), {.title = "Before", .prefix = "left"});
  CHECK(contains(own, "id=\"left-n-pull_20notes\""));
  CHECK(contains(own, ">Before</title>"));
  CHECK(xml_fault(svg_of(sketches::named("a"), {.title = {}, .prefix = "1 <\"&"})) == "");
}

TEST_CASE("names that differ in a character have different ids") {
  Workflow workflow = sketches::named("a b");
  workflow.steps[*workflow.find_step("rest")].name = "a_20b";
  workflow.steps[*workflow.find_step("over")].name = "a-b";
  CHECK(xml_fault(svg_of(workflow)) == "");  // which finds an id that comes twice
}

TEST_CASE("coordinates have at most one decimal and no negative zero") {
  const std::string svg = svg_of(sketches::clinic_on_paper());
  CHECK_FALSE(contains(svg, "\"-0\""));
  CHECK_FALSE(contains(svg, " -0 "));
  for (std::size_t point = svg.find('.'); point != std::string::npos; point = svg.find('.', point + 1)) {
    const bool digits = std::isdigit(static_cast<unsigned char>(svg[point - 1])) &&
                        std::isdigit(static_cast<unsigned char>(svg[point + 1]));
    if (digits) CHECK_FALSE(std::isdigit(static_cast<unsigned char>(svg[point + 2])));
  }
}

TEST_CASE("PNG and PDF are pictures, or an error says what to install") {
  for (const auto& [format, signature] :
       {std::pair{MapFormat::png, std::string("\x89PNG")}, {MapFormat::pdf, std::string("%PDF")}}) {
    for (const std::string& name : nasty_names()) {
      try {
        CHECK(draw_map(sketches::named(name), format).substr(0, 4) == signature);
      } catch (const Error& error) {
        CHECK(contains(error.what(), "install"));
      }
    }
  }
}

TEST_CASE("a file's extension names its format") {
  CHECK(map_format("svg") == MapFormat::svg);
  CHECK(map_format(".PNG") == MapFormat::png);
  CHECK(map_format("pdf") == MapFormat::pdf);
  CHECK(map_format("gv") == MapFormat::dot);
  CHECK(map_format("dot") == MapFormat::dot);
  CHECK_FALSE(map_format("jpg"));
  CHECK_FALSE(map_format(""));
}
