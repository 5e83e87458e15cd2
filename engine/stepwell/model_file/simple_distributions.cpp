// The phrases of distributions that are not made of others.
#include <algorithm>
#include <cmath>

#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/distribution_reader.hpp"
#include "stepwell/model_file/names.hpp"

namespace stepwell::model_file {

using Words = std::vector<std::string_view>;

std::optional<Distribution> DistributionReader::malformed(const DistributionForm& form) const {
  const std::string shape(form.form);
  report.error("bad-distribution", quote(phrase.text) + " is not a whole " + std::string(form.word) + " distribution",
               phrase.place, "write it as: " + shape + (scale == Scale::time ? "" : ", here without a unit"));
  return std::nullopt;
}

std::optional<Distribution> DistributionReader::impossible(const std::string& why) const {
  report.error("impossible-distribution", "in " + quote(phrase.text) + " " + why, phrase.place,
               "compare the numbers and their units");
  return std::nullopt;
}

std::optional<std::vector<double>> DistributionReader::numbers(std::size_t first, std::size_t count,
                                                               const DistributionForm& form) const {
  Numbers found = numbers_in(words, first, scale);
  if (!found.unknown_unit.empty() ||
      (found.lacks_unit && found.values.size() == count && found.words + first == words.size())) {
    report_unit(phrase, found.unknown_unit, report);
    return std::nullopt;
  }
  if (found.words + first != words.size() || found.values.size() != count || words.back() == "to") {
    malformed(form);
    return std::nullopt;
  }
  for (const double value : found.values) {
    if (scale == Scale::time && value < 0) {
      report.error("negative-time", quote(phrase.text) + " holds a time below 0", phrase.place,
                   "a duration is 0 or more");
      return std::nullopt;
    }
    if (scale == Scale::time && value > longest_time) {
      report.error("too-long", quote(phrase.text) + " is longer than 1000 years", phrase.place, "is the unit right?");
      return std::nullopt;
    }
  }
  return found.values;
}

std::optional<std::vector<double>> DistributionReader::named_numbers(std::size_t first,
                                                                     const std::vector<std::string_view>& names,
                                                                     const DistributionForm& form) {
  std::size_t next_name = 0;
  Words kept(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
  for (std::size_t i = first; i < words.size(); ++i) {
    const bool is_name = next_name < names.size() && words[i] == names[next_name];
    if (is_name)
      ++next_name;
    else
      kept.push_back(words[i]);
    if (next_name == 0) break;
  }
  if (next_name != names.size()) {
    malformed(form);
    return std::nullopt;
  }
  words = std::move(kept);
  return numbers(first, names.size(), form);
}

std::optional<Distribution> DistributionReader::read_constant() {
  if (words.empty() || !number_of(words[0])) return unknown();
  const auto value = this->value(std::string(phrase.text));
  return value ? std::optional(constant(*value)) : std::nullopt;
}

std::optional<double> DistributionReader::value(const std::string& text) const {
  const Phrase part{text, phrase.place};
  if (scale == Scale::number) return read_number(part, report);
  const auto duration = read_duration(part, report);
  return duration ? std::optional(static_cast<double>(duration->count())) : std::nullopt;
}

std::optional<Distribution> DistributionReader::unknown() const {
  std::vector<std::string> known;
  for (const auto& form : distribution_forms()) known.emplace_back(form.word);
  const std::string word = words.empty() ? std::string() : std::string(words[0]);
  // The books' word for phases in a row is near another one.
  const std::string near = word == "hypoexponential" ? "phases" : word == "mixture" ? "mix" : closest(word, known);
  const std::string example = scale == Scale::time ? "6 min, triangular 1 3 10 min or lognormal mean 12 sd 5 min"
                                                   : "6, uniform 20 to 90 or lognormal mean 12 sd 5";
  report.error(
      "unknown-distribution",
      quote(phrase.text) + (scale == Scale::time ? " is not a time" : " is not a number") + " or a distribution",
      phrase.place, near.empty() ? "write " + example : "did you mean \"" + near + "\"?");
  return std::nullopt;
}

std::optional<Distribution> DistributionReader::read_empirical(const DistributionForm& form) {
  const auto column_word = std::find(words.begin(), words.end(), "column");
  if (words.size() < 5 || words[1] != "file" || column_word == words.end() || column_word - words.begin() < 3) {
    return malformed(form);
  }
  double unit = 1;
  auto end = words.end();
  if (scale == Scale::time) {
    if (words[words.size() - 2] != "in") return malformed(form);
    const auto found = time_unit(words.back());
    if (!found) {
      report_unit(phrase, std::string(words.back()), report);
      return std::nullopt;
    }
    unit = static_cast<double>(found->length.count());
    end -= 2;
  }
  if (column_word + 1 >= end) return malformed(form);
  const std::string file = joined(Words(words.begin() + 2, column_word));
  const std::string column = joined(Words(column_word + 1, end));
  auto values = read_column(folder / file, file, column, phrase.place, report);
  if (!values) return std::nullopt;
  for (double& value : *values) {
    value *= unit;
    if (scale == Scale::time && (value < 0 || value > longest_time)) {
      return impossible("the column holds a time below 0 or above 1000 years");
    }
  }
  Distribution result = empirical(std::move(*values));
  result.file = file;
  result.column = column;
  if (scale == Scale::time) result.c = unit;
  return result;
}

std::optional<Distribution> DistributionReader::read_beta(const DistributionForm& form) {
  const auto alpha = words.size() > 3 && words[3] == "from" ? number_of(words[1]) : std::nullopt;
  const auto beta = alpha ? number_of(words[2]) : std::nullopt;
  if (!beta) return malformed(form);
  const auto ends = numbers(4, 2, form);
  if (!ends) return std::nullopt;
  for (const double shape : {*alpha, *beta}) {
    if (!(shape >= 0.05 && shape <= 1e4)) return impossible("a shape is not between 0.05 and 10000");
  }
  if ((*ends)[0] > (*ends)[1]) return impossible("the least is above the most");
  if ((*ends)[0] == (*ends)[1]) return impossible("least and most are the same");
  return stepwell::beta(*alpha, *beta, (*ends)[0], (*ends)[1]);
}

std::optional<Distribution> DistributionReader::read_simple(const DistributionForm& form) {
  switch (form.kind) {
    case DistributionKind::uniform: {
      const auto n = numbers(1, 2, form);
      if (!n) return std::nullopt;
      if ((*n)[0] > (*n)[1]) return impossible("the least is above the most");
      return uniform((*n)[0], (*n)[1]);
    }
    case DistributionKind::triangular:
    case DistributionKind::pert:       {
      const auto n = numbers(1, 3, form);
      if (!n) return std::nullopt;
      if ((*n)[0] > (*n)[1] || (*n)[1] > (*n)[2])
        return impossible("least, most likely and most are not in this order");
      if ((*n)[0] == (*n)[2]) return impossible("least and most are the same");
      return form.kind == DistributionKind::pert ? pert((*n)[0], (*n)[1], (*n)[2])
                                                 : triangular((*n)[0], (*n)[1], (*n)[2]);
    }
    case DistributionKind::beta:        return read_beta(form);
    case DistributionKind::exponential: {
      const auto n = named_numbers(1, {"mean"}, form);
      if (!n) return std::nullopt;
      if ((*n)[0] <= 0) return impossible("the mean is not above 0");
      return exponential((*n)[0]);
    }
    case DistributionKind::erlang: {
      const auto phases = words.size() > 1 ? number_of(words[1]) : std::nullopt;
      if (!phases) return malformed(form);
      const auto n = named_numbers(2, {"mean"}, form);
      if (!n) return std::nullopt;
      if (*phases < 1 || *phases > 1000 || *phases != std::floor(*phases)) {
        return impossible("the number of phases is not a whole number from 1 to 1000");
      }
      if ((*n)[0] <= 0) return impossible("the mean is not above 0");
      return erlang(static_cast<int>(*phases), (*n)[0]);
    }
    case DistributionKind::gamma:
    case DistributionKind::lognormal:
    case DistributionKind::weibull:
    case DistributionKind::normal:    {
      const auto n = named_numbers(1, {"mean", "sd"}, form);
      if (!n) return std::nullopt;
      if ((*n)[1] <= 0) return impossible("the standard deviation is not above 0");
      if ((*n)[0] <= 0) return impossible("the mean is not above 0");
      if (form.kind == DistributionKind::gamma) return gamma((*n)[0], (*n)[1]);
      if (form.kind == DistributionKind::lognormal) return lognormal((*n)[0], (*n)[1]);
      if (form.kind == DistributionKind::weibull) return weibull((*n)[0], (*n)[1]);
      return normal((*n)[0], (*n)[1]);
    }
    case DistributionKind::empirical: return read_empirical(form);
    default:                          return read_branched(form);
  }
}

std::optional<Distribution> DistributionReader::read() {
  const auto& forms = distribution_forms();
  const auto form = std::find_if(forms.begin(), forms.end(),
                                 [&](const DistributionForm& f) { return !words.empty() && words[0] == f.word; });
  return form == forms.end() ? read_constant() : read_simple(*form);
}

}  // namespace stepwell::model_file
