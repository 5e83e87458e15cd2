// What may follow any distribution - `plus`, `at least`, `at most` - and the list of all forms.
#include "stepwell/model_file/distribution_phrases.hpp"

#include <algorithm>
#include <utility>

#include "stepwell/model_file/distribution_reader.hpp"
#include "stepwell/process/truncation.hpp"

namespace stepwell::model_file {
namespace {

using Words = std::vector<std::string_view>;

struct Suffix {
  enum class Kind { plus, at_least, at_most } kind;
  Words amount;
};
struct Parts {
  Words base;
  std::vector<Suffix> suffixes;
};

/// How many words open a suffix at `i`: one for `plus`, two for `at least`, none otherwise.
std::size_t opening(const Words& words, std::size_t i) {
  if (words[i] == "plus") return 1;
  return words[i] == "at" && i + 1 < words.size() && (words[i + 1] == "least" || words[i + 1] == "most") ? 2 : 0;
}

Parts parts_from(const Words& words, std::size_t first) {
  Parts parts{{words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first)}, {}};
  for (std::size_t i = first; i < words.size();) {
    const std::size_t length = opening(words, i);
    if (length == 1) parts.suffixes.push_back({Suffix::Kind::plus, {}});
    if (length == 2) {
      parts.suffixes.push_back({words[i + 1] == "least" ? Suffix::Kind::at_least : Suffix::Kind::at_most, {}});
    }
    if (length == 0) parts.suffixes.back().amount.push_back(words[i]);
    i += std::max<std::size_t>(length, 1);
  }
  return parts;
}

bool is_amount(const Words& words, Scale scale) {
  const Numbers found = numbers_in(words, 0, scale);
  return !found.values.empty() && found.words == words.size() && found.unknown_unit.empty();
}

/// The base ends where the first suffix begins. The name of a column may hold such words too: there a suffix counts only
/// if all that follows is one.
Parts parts_of(const Words& words, Scale scale) {
  const bool names_column = !words.empty() && words[0] == "empirical";
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (opening(words, i) == 0) continue;
    Parts parts = parts_from(words, i);
    const bool whole = std::all_of(parts.suffixes.begin(), parts.suffixes.end(),
                                   [scale](const Suffix& suffix) { return is_amount(suffix.amount, scale); });
    if (whole || !names_column) return parts;
  }
  return {words, {}};
}

class SuffixReader {
 public:
  SuffixReader(Phrase phrase, Scale scale, const std::filesystem::path& folder, Report& report)
      : phrase_(phrase), scale_(scale), folder_(folder), report_(report) {}

  std::optional<Distribution> read() {
    Parts parts = parts_of(words_of(phrase_.text), scale_);
    if (parts.suffixes.empty()) return DistributionReader{phrase_, scale_, folder_, report_}.read();
    if (scale_ == Scale::time) {
      for (std::size_t i = parts.suffixes.size() - 1; i > 0; --i)
        take_unit(parts.suffixes[i - 1].amount, parts.suffixes[i].amount);
      take_unit(parts.base, parts.suffixes[0].amount);
    }
    const std::string base = joined(parts.base);
    auto result = DistributionReader{{base, phrase_.place}, scale_, folder_, report_}.read();
    for (std::size_t i = 0; result && i < parts.suffixes.size(); ++i) {
      const Suffix& suffix = parts.suffixes[i];
      const auto amount = amount_of(suffix);
      if (!amount) return std::nullopt;
      if (suffix.kind == Suffix::Kind::plus) {
        result = shifted(std::move(*result), *amount);
        continue;
      }
      // `at least` and `at most` beside each other are one interval.
      std::optional<double> other;
      if (i + 1 < parts.suffixes.size() && parts.suffixes[i + 1].kind != Suffix::Kind::plus &&
          parts.suffixes[i + 1].kind != suffix.kind) {
        other = amount_of(parts.suffixes[++i]);
        if (!other) return std::nullopt;
      }
      const bool least_first = suffix.kind == Suffix::Kind::at_least;
      result = cut_off(std::move(*result), least_first ? *amount : other.value_or(-unbounded),
                       least_first ? other.value_or(unbounded) : *amount);
    }
    return result;
  }

 private:
  std::optional<double> amount_of(const Suffix& suffix) const {
    if (suffix.amount.empty() || !number_of(suffix.amount.front())) {
      const char* word = suffix.kind == Suffix::Kind::plus       ? "plus"
                         : suffix.kind == Suffix::Kind::at_least ? "at least"
                                                                 : "at most";
      report_.error("bad-distribution", quote(phrase_.text) + " does not say how much after `" + word + '`',
                    phrase_.place,
                    scale_ == Scale::time ? "write it as: lognormal mean 10 sd 5 min at least 2 min at most 60 min"
                                          : "write it as: lognormal mean 10 sd 5 at least 2 at most 60");
      return std::nullopt;
    }
    const std::string text = joined(suffix.amount);
    if (scale_ == Scale::number) return read_number({text, phrase_.place}, report_);
    const auto duration = read_duration({text, phrase_.place}, report_);
    return duration ? std::optional(static_cast<double>(duration->count())) : std::nullopt;
  }

  std::optional<Distribution> cut_off(Distribution base, double at_least, double at_most) const {
    if (at_least > at_most) {
      report_.error("impossible-distribution", "in " + quote(phrase_.text) + " the least is above the most",
                    phrase_.place, "compare the numbers and their units");
      return std::nullopt;
    }
    if (what_is_left(base, at_least, at_most).share < least_share_left) {
      report_.error("nothing-left", quote(phrase_.text) + " has nothing between its bounds", phrase_.place,
                    "move `at least` or `at most` to where its values lie");
      return std::nullopt;
    }
    return truncated(std::move(base), at_least, at_most);
  }

  Phrase phrase_;
  Scale scale_;
  const std::filesystem::path& folder_;
  Report& report_;
};

}  // namespace

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

void take_unit(std::vector<std::string_view>& words, const std::vector<std::string_view>& following) {
  if (words.empty() || following.empty() || !number_of(words.back()) || !time_unit(following.back())) return;
  words.push_back(following.back());
}

const std::vector<DistributionForm>& distribution_forms() {
  static const std::vector<DistributionForm> forms = {
      {DistributionKind::uniform, "uniform", "uniform 2 to 6 min"},
      {DistributionKind::triangular, "triangular", "triangular 1 3 10 min (least, most likely, most)"},
      {DistributionKind::pert, "pert", "pert 1 3 10 min (least, most likely, most)"},
      {DistributionKind::beta, "beta", "beta 2 5 from 1 to 10 min (two shapes, then least and most)"},
      {DistributionKind::exponential, "exponential", "exponential mean 10 min"},
      {DistributionKind::erlang, "erlang", "erlang 3 mean 10 min"},
      {DistributionKind::gamma, "gamma", "gamma mean 12 sd 5 min"},
      {DistributionKind::lognormal, "lognormal", "lognormal mean 12 sd 5 min"},
      {DistributionKind::weibull, "weibull", "weibull mean 12 sd 5 min"},
      {DistributionKind::normal, "normal", "normal mean 16 sd 3 min"},
      {DistributionKind::empirical, "empirical", "empirical file waits.csv column x in min"},
      {DistributionKind::discrete, "discrete", "discrete 60 % 5 min 40 % 10 min"},
      {DistributionKind::hyperexponential, "hyperexponential",
       "hyperexponential 70 % mean 5 min 30 % mean 40 min (or: hyperexponential mean 10 sd 20 min)"},
      {DistributionKind::hypoexponential, "phases", "phases 5 10 20 min (the means of two or more)"},
      {DistributionKind::coxian, "coxian", "coxian 5 min then 30 % 20 min (means, and the chance to go on)"},
      {DistributionKind::mixture, "mix", "mix 80 % lognormal mean 10 sd 5 min 20 % uniform 30 to 60 min"},
  };
  return forms;
}

bool begins_like_distribution(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < 2) return false;
  const auto& forms = distribution_forms();
  const auto form = std::find_if(forms.begin(), forms.end(), [&](const auto& f) { return f.word == words[0]; });
  if (form == forms.end()) return false;
  // Clinics have beta blockers and phases too.
  const bool is_common_word =
      form->word == "beta" || form->word == "phases" || form->word == "mix" || form->word == "discrete";
  return !is_common_word || number_of(words[1]).has_value();
}

std::optional<Distribution> read_distribution(Phrase phrase, Scale scale, const std::filesystem::path& folder,
                                              Report& report) {
  return SuffixReader(phrase, scale, folder, report).read();
}

}  // namespace stepwell::model_file
