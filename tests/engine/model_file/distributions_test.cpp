// Phrases of distributions that are made of branches, phases or other distributions: read, written, read again.
#include <random>

#include "catch.hpp"
#include "stepwell/model_file/distribution_phrases.hpp"
#include "stepwell/model_file/phrase_writing.hpp"
#include "text_model.hpp"

using namespace stepwell;
using model_file::Scale;

namespace {

struct Result {
  std::optional<Distribution> distribution;
  std::vector<Diagnostic> found;
};

Result read_phrase(const std::string& text, Scale scale) {
  model_file::Report report;
  const SourcePlace place;
  Result result;
  result.distribution =
      model_file::read_distribution({text, place}, scale, source_folder / "tests/golden/diagnostics", report);
  result.found = report.found();
  return result;
}

Distribution time_of(const std::string& phrase, Scale scale = Scale::time) {
  const Result result = read_phrase(phrase, scale);
  INFO(phrase << '\n' << to_text(result.found));
  REQUIRE(result.distribution);
  // Whatever can be read can be written, and means the same again.
  const std::string written = model_file::distribution_text(*result.distribution, scale);
  INFO(written);
  const Result again = read_phrase(written, scale);
  REQUIRE(again.distribution);
  CHECK(*again.distribution == *result.distribution);
  return *result.distribution;
}

Distribution number_of(const std::string& phrase) { return time_of(phrase, Scale::number); }

std::string code_of(const std::string& phrase, Scale scale = Scale::time) {
  const Result result = read_phrase(phrase, scale);
  INFO(phrase << '\n' << to_text(result.found));
  CHECK_FALSE(result.distribution);
  REQUIRE(result.found.size() == 1);
  CHECK_FALSE(result.found[0].hint.empty());
  return result.found[0].code;
}

std::string written(const Distribution& distribution) {
  return model_file::distribution_text(distribution, Scale::time);
}

}  // namespace

TEST_CASE("a beta has two shapes and two ends") {
  CHECK(time_of("beta 2 5 from 1 to 10 min") == stepwell::beta(2, 5, minute, 10 * minute));
  CHECK(time_of("beta 0.5 0.5 from 30 s to 2 min") == stepwell::beta(0.5, 0.5, 0.5 * minute, 2 * minute));
  CHECK(number_of("beta 2 5 from -1 to 1") == stepwell::beta(2, 5, -1, 1));
}

TEST_CASE("branches have a chance each") {
  CHECK(time_of("discrete 60 % 5 min 40 % 10 min") == discrete({0.6, 0.4}, {5 * minute, 10 * minute}));
  CHECK(time_of("discrete 60% 5 min 30% 1 h 30 min 10% 2 h") ==
        discrete({0.6, 0.3, 0.1}, {5 * minute, 90 * minute, 120 * minute}));
  CHECK(number_of("discrete 25 % -1 75 % 2.5") == discrete({0.25, 0.75}, {-1, 2.5}));
  CHECK(time_of("hyperexponential 70 % mean 5 min 30 % mean 40 min") ==
        hyperexponential({0.7, 0.3}, {5 * minute, 40 * minute}));
  CHECK(time_of("hyperexponential mean 10 sd 20 min") == hyperexponential(10 * minute, 20 * minute));
}

TEST_CASE("phases follow each other, for certain or by chance") {
  CHECK(time_of("phases 5 10 20 min") == hypoexponential({5 * minute, 10 * minute, 20 * minute}));
  CHECK(time_of("phases 30 s 10 min 1 h") == hypoexponential({0.5 * minute, 10 * minute, 60 * minute}));
  CHECK(time_of("coxian 5 min then 30 % 20 min") == coxian({5 * minute, 20 * minute}, {0.3}));
  CHECK(time_of("coxian 5 then 30 % 20 then 50 % 60 min") ==
        coxian({5 * minute, 20 * minute, 60 * minute}, {0.3, 0.5}));
}

TEST_CASE("a mixture has simple distributions as parts") {
  CHECK(time_of("mix 80 % lognormal mean 10 sd 5 min 20 % uniform 30 to 60 min") ==
        mixture({0.8, 0.2}, {lognormal(10 * minute, 5 * minute), uniform(30 * minute, 60 * minute)}));
  CHECK(time_of("mix 90 % 5 min 5 % phases 1 2 h 5 % empirical file parts/times.csv column minutes in min")
            .parts.size() == 3);
  CHECK(number_of("mix 50 % normal mean 20 sd 3 50 % 7") == mixture({0.5, 0.5}, {normal(20, 3), constant(7)}));
}

TEST_CASE("a unit at the end serves what stands before it without one, across branches and bounds") {
  CHECK(time_of("discrete 60 % 5 40 % 10 min") == time_of("discrete 60 % 5 min 40 % 10 min"));
  CHECK(time_of("mix 80 % exponential mean 10 20 % uniform 30 to 60 min") ==
        time_of("mix 80 % exponential mean 10 min 20 % uniform 30 to 60 min"));
  CHECK(time_of("lognormal mean 10 sd 5 at least 2 at most 60 min") ==
        time_of("lognormal mean 10 sd 5 min at least 2 min at most 60 min"));
  CHECK(time_of("exponential mean 10 plus 3 min") == time_of("exponential mean 10 min plus 3 min"));
  CHECK(time_of("exponential mean 10 min at least 30 s").a == 0.5 * minute);
}

TEST_CASE("what follows a distribution applies to all that stands before it, one after the other") {
  const Distribution hump = lognormal(10 * minute, 5 * minute);
  CHECK(time_of("lognormal mean 10 sd 5 min plus 3 min") == shifted(hump, 3 * minute));
  CHECK(time_of("lognormal mean 10 sd 5 min at least 2 min") == truncated(hump, 2 * minute, unbounded));
  CHECK(time_of("lognormal mean 10 sd 5 min at most 1 h 30 min") == truncated(hump, -unbounded, 90 * minute));
  CHECK(time_of("lognormal mean 10 sd 5 min at most 60 min at least 2 min") ==
        truncated(hump, 2 * minute, 60 * minute));
  CHECK(time_of("lognormal mean 10 sd 5 min at least 2 min plus 3 min at most 60 min") ==
        truncated(shifted(truncated(hump, 2 * minute, unbounded), 3 * minute), -unbounded, 60 * minute));
  CHECK(time_of("mix 80 % lognormal mean 10 sd 5 min 20 % 30 min plus 3 min") ==
        shifted(mixture({0.8, 0.2}, {hump, constant(30 * minute)}), 3 * minute));
  CHECK(number_of("normal mean 50 sd 20 at least 18 at most 90") == truncated(normal(50, 20), 18, 90));
}

TEST_CASE("the name of a column may hold the words that follow a distribution") {
  CHECK(time_of("empirical file parts/times.csv column minutes in min plus 3 min") ==
        shifted(time_of("empirical file parts/times.csv column minutes in min"), 3 * minute));
  CHECK(code_of("empirical file parts/times.csv column minutes at least in min") == "unknown-column");
}

TEST_CASE("distributions are written as they are said") {
  CHECK(written(stepwell::beta(2, 5, minute, 10 * minute)) == "beta 2 5 from 1 to 10 min");
  CHECK(written(discrete({0.6, 0.4}, {5 * minute, 10 * minute})) == "discrete 60 % 5 min 40 % 10 min");
  CHECK(written(hyperexponential({0.7, 0.3}, {5 * minute, 40 * minute})) ==
        "hyperexponential 70 % mean 5 min 30 % mean 40 min");
  CHECK(written(hyperexponential(10 * minute, 20 * minute)) == "hyperexponential mean 10 sd 20 min");
  CHECK(written(hypoexponential({5 * minute, 10 * minute, 20 * minute})) == "phases 5 10 20 min");
  CHECK(written(coxian({5 * minute, 20 * minute}, {0.3})) == "coxian 5 min then 30 % 20 min");
  CHECK(written(mixture({0.8, 0.2}, {lognormal(10 * minute, 5 * minute), uniform(20 * minute, 50 * minute)})) ==
        "mix 80 % lognormal mean 10 sd 5 min 20 % uniform 20 to 50 min");
  CHECK(written(shifted(truncated(exponential(10 * minute), 2 * minute, 50 * minute), 3 * minute)) ==
        "exponential mean 10 min at least 2 min at most 50 min plus 3 min");
}

TEST_CASE("phrases that are not whole are reported with their form") {
  for (const char* phrase :
       {"beta 2 5 1 to 10 min", "beta 2 from 1 to 10 min", "discrete 5 min 10 min", "discrete 100 % 5 min",
        "discrete 60 % 5 min 40 %", "hyperexponential 70 % 5 min 30 % mean 40 min", "hyperexponential", "phases 5 min",
        "coxian 5 min", "coxian 5 min then 20 min", "coxian then 30 % 20 min", "mix 80 % 5 min", "mix",
        "mix 80 % triangular 1 3 min 20 % 5 min", "exponential mean 10 min plus", "exponential mean 10 min at least",
        "exponential mean 10 min plus lots", "mix 50 % discrete 50 % 1 min 50 % 2 min",
        "mix 50 % 5 min 50 % coxian 5 min then 30 % 20 min"}) {
    CHECK(code_of(phrase) == "bad-distribution");
  }
  CHECK(code_of("discrete 60 5 min 40 % 10 min") == "bad-distribution");
  CHECK(code_of("hypoexponential 5 10 min") == "unknown-distribution");
  CHECK(code_of("mixture 80 % 5 min 20 % 10 min") == "unknown-distribution");
  CHECK(code_of("discrete 60 % 5 40 % 10") == "no-unit");
  CHECK(code_of("discrete 60 % 5 min 40 % 10 parsecs") == "unknown-unit");
  CHECK(code_of("exponential mean 10 min at most 60") == "no-unit");
}

TEST_CASE("numbers that no such distribution has are reported") {
  for (const char* phrase : {"beta 0 5 from 1 to 10 min", "beta 2 5 from 10 to 1 min", "beta 2 5 from 1 to 1 min",
                             "hyperexponential mean 20 sd 10 min", "hyperexponential 70 % mean 0 min 30 % mean 40 min",
                             "phases 5 0 min", "phases 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 min",
                             "coxian 0 min then 30 % 20 min", "uniform 2 to 6 min at least 5 min at most 3 min"}) {
    CHECK(code_of(phrase) == "impossible-distribution");
  }
  CHECK(code_of("discrete 60 % 5 min 30 % 10 min") == "chances-sum");
  CHECK(code_of("coxian 5 min then 130 % 20 min") == "chance-out-of-range");
  CHECK(code_of("uniform 2 to 6 min at least 7 min") == "nothing-left");
  CHECK(code_of("exponential mean 1 min at least 1 h") == "nothing-left");
  CHECK(code_of("exponential mean 10 min plus -3 min") == "negative-time");
  CHECK(code_of("discrete 60 % -5 min 40 % 10 min") == "negative-time");
}

TEST_CASE("words of the clinic are not taken for distributions") {
  CHECK(model_file::begins_like_distribution("beta 2 5 from 1 to 10"));
  CHECK(model_file::begins_like_distribution("mix 50 % 1 50 % 2"));
  CHECK_FALSE(model_file::begins_like_distribution("beta blocker"));
  CHECK_FALSE(model_file::begins_like_distribution("mix of both"));
  CHECK_FALSE(model_file::begins_like_distribution("phases of sleep"));
}

TEST_CASE("distributions made at random are written and read back") {
  std::mt19937_64 luck(7);
  const auto below = [&](std::uint64_t n) { return static_cast<int>(luck() % n); };
  const auto time = [&] { return minute * (1 + below(200)) / (1 + below(4)); };
  const auto simple = [&]() -> Distribution {
    const double a = time();
    switch (below(7)) {
      case 0:  return constant(std::round(a));
      case 1:  return uniform(a, a + time());
      case 2:  return stepwell::beta(0.5 * (1 + below(9)), 1 + below(5), a, a + time());
      case 3:  return lognormal(a, time());
      case 4:  return hypoexponential({a, time(), time()});
      case 5:  return hyperexponential(a, a + time());
      default: return exponential(a);
    }
  };
  for (int i = 0; i < 300; ++i) {
    const double percent = 1 + below(99);
    const double p = percent / 100;
    const double rest = (100 - percent) / 100;  // as the language says it
    Distribution d;
    switch (below(5)) {
      case 0:  d = mixture({p, rest}, {simple(), simple()}); break;
      case 1:  d = hyperexponential({p, rest}, {time(), time()}); break;
      case 2:  d = discrete({p, rest}, {std::round(time()), std::round(time())}); break;
      case 3:  d = coxian({std::round(time()), std::round(time())}, {p}); break;
      default: d = simple(); break;
    }
    if (below(2) == 0) d = shifted(d, std::round(time()));
    if (below(2) == 0) d = truncated(d, std::round(0.9 * d.mean()), unbounded);
    if (below(3) == 0) d = shifted(d, std::round(time()));
    const std::string text = written(d);
    INFO(text);
    const Result again = read_phrase(text, Scale::time);
    INFO(to_text(again.found));
    REQUIRE(again.distribution);
    CHECK(*again.distribution == d);
  }
}
