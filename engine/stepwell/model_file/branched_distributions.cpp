// The phrases of distributions with branches or phases: discrete, hyperexponential, phases, coxian, mix.
#include <algorithm>
#include <cmath>

#include "stepwell/model_file/distribution_reader.hpp"
#include "stepwell/model_file/phrase_writing.hpp"

namespace stepwell::model_file {
namespace {

using Words = std::vector<std::string_view>;

/// More would make tables of quantiles slow to load; an erlang has as many equal ones as anyone likes.
constexpr std::size_t most_phases = 20;

bool all_above_zero(const std::vector<double>& means) {
  return std::all_of(means.begin(), means.end(), [](double mean) { return mean > 0; });
}

}  // namespace

std::optional<std::vector<DistributionReader::Branch>> DistributionReader::branches(
    std::size_t first, const DistributionForm& form) const {
  std::vector<Branch> found;
  std::vector<Words> texts;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (i + 1 < words.size() && words[i + 1] == "%") {
      const std::string chance = joined({words[i], words[i + 1]});
      const auto p = read_chance({chance, phrase.place}, report);
      if (!p) return std::nullopt;
      found.push_back({*p, {}});
      texts.emplace_back();
      ++i;
    } else if (found.empty()) {
      malformed(form);
      return std::nullopt;
    } else {
      texts.back().push_back(words[i]);
    }
  }
  const bool whole = std::none_of(texts.begin(), texts.end(), [](const Words& text) { return text.empty(); });
  if (found.size() < 2 || !whole) {
    malformed(form);
    return std::nullopt;
  }
  double sum = 0;
  for (const Branch& branch : found) sum += branch.chance;
  if (std::fabs(sum - 1) > 1e-9) {
    report.error("chances-sum",
                 "the chances in " + quote(phrase.text) + " add up to " + number_text(std::round(sum * 1e8) / 1e6) +
                     " %, not to 100 %",
                 phrase.place, "raise or lower one of them");
    return std::nullopt;
  }
  for (std::size_t i = texts.size(); i-- > 0;) {
    if (scale == Scale::time && i + 1 < texts.size()) take_unit(texts[i], texts[i + 1]);
    found[i].text = joined(texts[i]);
  }
  return found;
}

std::optional<Distribution> DistributionReader::read_discrete(const DistributionForm& form) {
  const auto found = branches(1, form);
  if (!found) return std::nullopt;
  std::vector<double> chances;
  std::vector<double> values;
  for (const Branch& branch : *found) {
    const auto one = value(branch.text);
    if (!one) return std::nullopt;
    chances.push_back(branch.chance);
    values.push_back(*one);
  }
  return discrete(std::move(chances), std::move(values));
}

std::optional<Distribution> DistributionReader::read_hyperexponential(const DistributionForm& form) {
  if (words.size() > 1 && words[1] == "mean") {
    const auto n = named_numbers(1, {"mean", "sd"}, form);
    if (!n) return std::nullopt;
    if ((*n)[0] <= 0) return impossible("the mean is not above 0");
    if ((*n)[1] < (*n)[0]) return impossible("the standard deviation is below the mean, as in a gamma distribution");
    return hyperexponential((*n)[0], (*n)[1]);
  }
  const auto found = branches(1, form);
  if (!found) return std::nullopt;
  std::vector<double> chances;
  std::vector<double> means;
  for (const Branch& branch : *found) {
    DistributionReader part = of(branch.text);
    const auto mean = part.words[0] == "mean" ? part.numbers(1, 1, form) : (malformed(form), std::nullopt);
    if (!mean) return std::nullopt;
    chances.push_back(branch.chance);
    means.push_back(mean->front());
  }
  if (!all_above_zero(means)) return impossible("a mean is not above 0");
  return hyperexponential(std::move(chances), std::move(means));
}

std::optional<Distribution> DistributionReader::read_phases(const DistributionForm& form) {
  const std::size_t count = numbers_in(words, 1, scale).values.size();
  if (count < 2) return malformed(form);
  const auto means = numbers(1, count, form);
  if (!means) return std::nullopt;
  if (!all_above_zero(*means)) return impossible("a mean is not above 0");
  if (count > most_phases) return impossible("there are more than 20 phases");
  return hypoexponential(*means);
}

std::optional<Distribution> DistributionReader::read_coxian(const DistributionForm& form) {
  // Each `then` begins with the chance that the next phase follows.
  std::vector<Words> phases(1);
  std::vector<double> onward;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] != "then") {
      phases.back().push_back(words[i]);
      continue;
    }
    if (i + 2 >= words.size() || words[i + 2] != "%") return malformed(form);
    const std::string chance = joined({words[i + 1], words[i + 2]});
    const auto p = read_chance({chance, phrase.place}, report);
    if (!p) return std::nullopt;
    onward.push_back(*p);
    phases.emplace_back();
    i += 2;
  }
  if (onward.empty()) return malformed(form);
  std::vector<double> means(phases.size());
  for (std::size_t k = phases.size(); k-- > 0;) {
    if (phases[k].empty() || !number_of(phases[k].front())) return malformed(form);
    if (scale == Scale::time && k + 1 < phases.size()) take_unit(phases[k], phases[k + 1]);
    const auto mean = value(joined(phases[k]));
    if (!mean) return std::nullopt;
    means[k] = *mean;
  }
  if (!all_above_zero(means)) return impossible("a mean is not above 0");
  if (means.size() > most_phases) return impossible("there are more than 20 phases");
  return coxian(std::move(means), std::move(onward));
}

std::optional<Distribution> DistributionReader::read_mixture(const DistributionForm& form) {
  // The chances of such a part would be taken for those of the mixture.
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1] != "%" || (words[i] != "mix" && words[i] != "discrete" && words[i] != "coxian")) continue;
    report.error("bad-distribution", "in " + quote(phrase.text) + " a part has chances of its own", phrase.place,
                 "give each of its branches as a part: mix 80 % lognormal mean 10 sd 5 min 15 % 30 min 5 % 60 min");
    return std::nullopt;
  }
  const auto found = branches(1, form);
  if (!found) return std::nullopt;
  std::vector<double> chances;
  std::vector<Distribution> parts;
  for (const Branch& branch : *found) {
    auto part = of(branch.text).read();
    if (!part) return std::nullopt;
    chances.push_back(branch.chance);
    parts.push_back(std::move(*part));
  }
  return mixture(std::move(chances), std::move(parts));
}

std::optional<Distribution> DistributionReader::read_branched(const DistributionForm& form) {
  switch (form.kind) {
    case DistributionKind::discrete:         return read_discrete(form);
    case DistributionKind::hyperexponential: return read_hyperexponential(form);
    case DistributionKind::hypoexponential:  return read_phases(form);
    case DistributionKind::coxian:           return read_coxian(form);
    case DistributionKind::mixture:          return read_mixture(form);
    default:                                 return std::nullopt;
  }
}

}  // namespace stepwell::model_file
