// Text on maps: its width, its lines and the words of the small print.
#include "catch.hpp"

#include "sketches.hpp"
#include "stepwell/render/decimal.hpp"
#include "stepwell/render/text_lines.hpp"
#include "stepwell/render/wording.hpp"

using namespace stepwell;
using namespace stepwell::render;

TEST_CASE("width follows the table of the face") {
  // Arial: a 556, W 944, i 222 (bold 278) thousandths of the size.
  CHECK(text_width("aWi", {10, false}) == Approx((556 + 944 + 222) / 100.0));
  CHECK(text_width("i", {10, true}) == Approx(2.78));
  CHECK(text_width("e\xCC\x81", {10, false}) == text_width("e", {10, false}));  // an accent of its own takes no room
}

TEST_CASE("text that is not UTF-8 becomes replacement characters, one a byte") {
  CHECK(characters("a\xFF"
                   "b") == std::vector<char32_t>{U'a', U'\uFFFD', U'b'});
  CHECK(characters("\xED\xA0\x80").size() == 3);  // a surrogate
  CHECK(characters("\xC0\xAF").size() == 2);      // overlong
  CHECK(characters("\xE2\x82").size() == 2);      // cut short
  CHECK(characters("\xF0\x9F\x91\x8D") == std::vector<char32_t>{0x1F44D});
  CHECK(clean(" a\x01 \n\t b\xEF\xBF\xBF ") == "a b");
}

TEST_CASE("lines are balanced and never wider than asked for") {
  const Font font{13, false};
  const TextLines two = break_lines("Book follow-up appointment", 116, font, 3);
  CHECK(two.lines == std::vector<std::string>{"Book follow-up", "appointment"});
  for (const double width : {40.0, 80.0, 116.0}) {
    const TextLines lines =
        break_lines("the quick brown fox jumps over incomprehensibilities and lazy dogs", width, font, 4);
    CHECK(lines.lines.size() <= 4);
    CHECK(widest(lines.lines, font) <= width);
  }
  CHECK(break_lines("", 116, font, 3).lines.empty());
}

TEST_CASE("what does not fit ends in an ellipsis and says so") {
  const TextLines lines = break_lines(std::string(300, 'x'), 116, {13, false}, 3);
  CHECK(lines.shortened);
  CHECK(lines.lines.size() == 3);
  CHECK(lines.lines.back().ends_with("\xE2\x80\xA6"));
}

TEST_CASE("the small print is short, the description is whole") {
  Workflow clinic = sketches::clinic_on_paper();
  const auto step = [&](const char* name) -> const Step& { return clinic.steps[*clinic.find_step(name)]; };
  CHECK(work_time(step("clinic list")) == "1 min");
  CHECK(work_time(step("pull notes")) == "average 4.7 min");  // (1 + 3 + 10) / 3
  // New patients 20 min and others 12 min, where notes are missing (2 + 6) / 2 = 4 min more: 12 to 24.
  CHECK(work_time(step("consultation")) == "average 12 to 24 min");
  CHECK(work_time_in_full(step("consultation")) ==
        "when new patient: lognormal mean 20 sd 7 min; otherwise lognormal mean 12 sd 5 min; adds uniform 2 to 6 min "
        "when notes missing");
  CHECK(waiting_time(clinic, step("the day comes")) == "7 h of clinic hours");
  CHECK(waiting_time(clinic, step("order from store")) == "4 to 16 h of office hours");
  CHECK(arrivals(clinic, clinic.cases.items().front().demand) == "every 5.5 min in clinic hours");
  CHECK(people(clinic, step("pull notes")) == "records clerk");
  clinic.steps[*clinic.find_step("pull notes")].who.front().share = 125;
  CHECK(people(clinic, step("pull notes")) == "12.5 % records clerk");
}

TEST_CASE("the small print says who stands in, and who has a queue of their own") {
  Workflow clinic = sketches::clinic_on_paper();
  Step& step = clinic.steps[*clinic.find_step("pull notes")];
  Role& clerk = clinic.roles[step.who.front().role];
  const RoleId other{index_of(step.who.front().role) == 0 ? 1u : 0u};
  clerk.substitutes = {{other, 15 * one_minute, {}}};
  CHECK(people(clinic, step) == "records clerk, else " + clinic.roles[other].name + " after 15 min");
  step.nobody_else = true;
  clerk.queues = Queues::shortest;
  CHECK(people(clinic, step) == "records clerk with separate queues");
}

TEST_CASE("chances and numbers are short and exact enough") {
  CHECK(in_percent(0.9) == "90 %");
  CHECK(in_percent(0.125) == "12.5 %");
  CHECK(in_percent(0.0004) == "0.04 %");
  CHECK(in_percent(1) == "100 %");
  CHECK(short_time(30e6) == "0.5 min");
  CHECK(short_time(10e6) == "10 s");
  CHECK(short_time(3600e6) == "1 h");
  CHECK(short_time(3 * 86400e6) == "3 d");
  CHECK(decimal(-0.04) == "0");
  CHECK(decimal(12.25) == "12.3");
  CHECK(decimal(-3.5) == "-3.5");
}
