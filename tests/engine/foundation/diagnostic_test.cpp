// How mistakes are told, and what counts as a near miss.
#include "stepwell/foundation/diagnostic.hpp"
#include "catch.hpp"

using namespace stepwell;

namespace {

Diagnostic unknown_role() {
  return {Severity::error, "unknown-role", "unknown role \"nurce\"", {"clinic.yaml", 12, 9}, "did you mean \"nurse\"?"};
}
Diagnostic no_range() {
  return {Severity::warning, "no-range", "an assumed value without a range", {"clinic.yaml", 3, 5}, ""};
}

}  // namespace

TEST_CASE("a diagnostic reads as file, line, column, severity, code, message and hint") {
  CHECK(to_text(unknown_role()) ==
        "clinic.yaml:12:9: error[unknown-role]: unknown role \"nurce\"\n  hint: did you mean \"nurse\"?");
  CHECK(to_text(no_range()) == "clinic.yaml:3:5: warning[no-range]: an assumed value without a range");
}

TEST_CASE("a diagnostic about the whole file has no line, and one about no file has no place") {
  CHECK(to_text(Diagnostic{Severity::error, "no-steps", "no steps", {"clinic.yaml", 0, 0}, ""}) ==
        "clinic.yaml: error[no-steps]: no steps");
  CHECK(to_text(Diagnostic{Severity::error, "no-steps", "no steps", {}, ""}) == "error[no-steps]: no steps");
}

TEST_CASE("several diagnostics come in the order of their lines, with a count at the end") {
  CHECK(to_text(Diagnostics{unknown_role(), no_range(), unknown_role()}) ==
        "clinic.yaml:3:5: warning[no-range]: an assumed value without a range\n"
        "clinic.yaml:12:9: error[unknown-role]: unknown role \"nurce\"\n  hint: did you mean \"nurse\"?\n"
        "clinic.yaml:12:9: error[unknown-role]: unknown role \"nurce\"\n  hint: did you mean \"nurse\"?\n"
        "2 errors, 1 warning");
  CHECK(to_text(Diagnostics{no_range()}) == to_text(no_range()) + "\n1 warning");
  CHECK(to_text(Diagnostics{}).empty());
}

TEST_CASE("warnings alone are no errors") {
  CHECK_FALSE(has_errors({}));
  CHECK_FALSE(has_errors({no_range()}));
  CHECK(has_errors({no_range(), unknown_role()}));
}

TEST_CASE("a model error says and carries all that is wrong") {
  const ModelError error({unknown_role(), no_range()});
  CHECK(error.what() == to_text(Diagnostics{unknown_role(), no_range()}));
  CHECK(error.diagnostics().size() == 2);
}

TEST_CASE("the closest name survives slips of the finger") {
  const std::vector<std::string> roles{"nurse", "doctor", "records clerk", "clinic clerk"};
  CHECK(closest("nurce", roles) == "nurse");     // one letter exchanged
  CHECK(closest("nusre", roles) == "nurse");     // two letters swapped
  CHECK(closest("doctr", roles) == "doctor");    // one left out
  CHECK(closest("doctoor", roles) == "doctor");  // one too many
  CHECK(closest("Nurse", roles) == "nurse");     // capitals do not count
  CHECK(closest("record clark", roles) == "records clerk");
  CHECK(closest("porter", roles).empty());
  CHECK(closest("", roles).empty());
}

TEST_CASE("the shorter the word, the nearer it must be") {
  CHECK(closest("s", {"h", "d"}).empty());
  CHECK(closest("mn", {"min", "month"}) == "min");
  CHECK(closest("cat", {"dog", "car"}) == "car");
  CHECK(closest("cat", {"dog", "cow"}).empty());
}

TEST_CASE("of two names that are equally near, the one with the same capitals is meant, then the first") {
  CHECK(closest("Scan", {"scan", "Scan"}) == "Scan");
  CHECK(closest("scax", {"scan", "scar"}) == "scan");
}

TEST_CASE("a suggestion is the near name, or a list of what there is") {
  CHECK(suggestion("nurce", {"nurse", "doctor"}) == "did you mean \"nurse\"?");
  CHECK(suggestion("porter", {"nurse", "doctor", "clerk"}) == "there are \"nurse\", \"doctor\" and \"clerk\"");
  CHECK(suggestion("porter", {"nurse"}) == "there is only \"nurse\"");
  CHECK(suggestion("porter", {}).empty());
  CHECK(suggestion("zz", {"aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg", "hhhh", "iiii", "jjjj"}) ==
        "there are \"aaaa\", \"bbbb\", \"cccc\", \"dddd\", \"eeee\", \"ffff\", \"gggg\", \"hhhh\" and 2 more");
}
