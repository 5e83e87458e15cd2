// CLI11 parses; the ranges and the words for what is wrong are ours.
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <limits>
#include <set>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell::cli {

namespace {

constexpr std::uint64_t most_replications = 1'000'000;
constexpr std::uint64_t most_threads = 1024;

/// Accepts whole numbers from `least` to `most` only, and says so in words.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  return CLI::Validator(
      [least, most](std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
        if (end.ec == std::errc() && end.ptr == text.data() + text.size() && value >= least && value <= most) return "";
        std::string range = "at least " + std::to_string(least);
        if (most != std::numeric_limits<std::uint64_t>::max())
          range = std::to_string(least) + " to " + std::to_string(most);
        return "\"" + text + "\" is no whole number (" + range + ")";
      },
      "");
}

/// `2 %`, `2%`, `0.5 %`: a share above 0, up to one half.
std::optional<double> precision_in(const std::string& text) {
  double percents = 0;
  const char* const last = text.data() + text.size();
  const auto number = std::from_chars(text.data(), last, percents);
  if (number.ec != std::errc()) return std::nullopt;
  const std::string_view rest(number.ptr, static_cast<std::size_t>(last - number.ptr));
  if (rest != "%" && rest != " %") return std::nullopt;
  return percents > 0 && percents <= 50 ? std::optional(percents / 100) : std::nullopt;
}

void add_precision(CLI::App& verb, std::optional<double>& precision) {
  verb.add_option_function<std::string>(
          "--precision", [&precision](const std::string& text) { precision = precision_in(text); },
          "stop as soon as the mean times are known to within this share, as in \"2 %\"")
      ->check(CLI::Validator(
          [](std::string& text) -> std::string {
            return precision_in(text) ? "" : "\"" + text + "\" is no precision; write it as in \"2 %\", up to 50 %";
          },
          ""))
      ->type_name("SHARE");
}

void add_settings(CLI::App& verb, const char* name, std::vector<std::string>& settings, const char* about) {
  verb.add_option(name, settings, about)
      ->type_name("PATH=VALUE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

}  // namespace

void RunChoices::add_to(CLI::App& verb) {
  verb.add_option("--replications,-n", replications,
                  "how often the whole time is simulated, each time with other luck; with --precision at most so often")
      ->check(whole_number(1, most_replications))
      ->type_name("N")
      ->default_str("100, with --precision 1000");
  add_precision(verb, precision);
  verb.add_option("--seed", seed, "the same seed gives the same luck, to the last digit")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
      ->type_name("N")
      ->capture_default_str();
  verb.add_option("--threads", threads, "0: all cores; changes nothing but the time it takes")
      ->check(whole_number(0, most_threads))
      ->type_name("N")
      ->capture_default_str();
}

RunOptions RunChoices::options() const {
  RunOptions result;
  result.replications = replications.value_or(precision ? usual_most_replications : usual_replications);
  result.precision = precision;
  result.seed = seed;
  result.threads = static_cast<unsigned>(threads);
  return result;
}

void SetChoices::add_to(CLI::App& verb) {
  add_settings(verb, "--set", settings, "another value for one thing, as in roles.nurse.staff=3; may be repeated");
}

void SideChoices::add_to(CLI::App& verb) {
  add_settings(verb, "--set-before", before.settings, "the same for AS_IS only");
  add_settings(verb, "--set-after", after.settings, "the same for TO_BE only");
}

void OutputChoices::add_to(CLI::App& verb) {
  verb.add_option("--json", json, "write all results as JSON; - is standard output")->type_name("FILE");
  verb.add_option("--out", out, "write the table to a file instead of standard output")->type_name("FILE");
}

Outputs::Outputs(const OutputChoices& choices, const std::vector<std::string>& others) {
  std::set<std::string> names;
  const auto claim = [&](const std::string& path) {
    if (path.empty()) return;
    const std::string extension = std::filesystem::path(path).extension().string();
    if (extension == ".yaml" || extension == ".yml") {
      throw FileError(path +
                      " is the name of a model file; results are not written over models, so choose another name");
    }
    const std::string name = path == "-" ? path : std::filesystem::weakly_canonical(path).string();
    if (!names.insert(name).second) {
      throw FileError("two outputs go to " + std::string(path == "-" ? "standard output" : path) +
                      "; give each its own file");
    }
  };
  claim(choices.json);
  claim(choices.out);
  for (const std::string& other : others) claim(other);
  if (!choices.json.empty()) json_ = std::make_unique<WholeFile>(choices.json);
  if (!choices.out.empty()) table_ = std::make_unique<WholeFile>(choices.out);
  if (choices.out.empty() && names.count("-") == 0) table_ = std::make_unique<WholeFile>("-");
}

bool Outputs::wants_table() const { return table_ != nullptr; }

void Outputs::write_json(const std::string& text) { json_->write(text); }

void Outputs::write_table(const std::string& text) { table_->write(text); }

}  // namespace stepwell::cli
