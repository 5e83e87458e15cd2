// How a phrase that says a distribution is read: one reader for the words of a simple one, and what is made of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/distribution_phrases.hpp"

namespace stepwell::model_file {

/// What is needed to read any part of the phrase.
struct DistributionReader {
  Phrase phrase;
  Scale scale;
  const std::filesystem::path& folder;
  Report& report;
  std::vector<std::string_view> words = words_of(phrase.text);

  /// A distribution without `plus`, `at least` and `at most`.
  std::optional<Distribution> read();
  /// One that is not made of branches either.
  std::optional<Distribution> read_simple(const DistributionForm& form);
  /// discrete, hyperexponential, phases, coxian, mix.
  std::optional<Distribution> read_branched(const DistributionForm& form);

  std::optional<Distribution> malformed(const DistributionForm& form) const;
  std::optional<Distribution> impossible(const std::string& why) const;

  /// The numbers from `first` to the end: as many as asked for, with units where they are times.
  std::optional<std::vector<double>> numbers(std::size_t first, std::size_t count, const DistributionForm& form) const;
  /// `mean 12 sd 5 min`: the words `mean` and `sd` are taken out, so that a unit at the end serves both.
  std::optional<std::vector<double>> named_numbers(std::size_t first, const std::vector<std::string_view>& names,
                                                   const DistributionForm& form);
  /// The same of other words, in which messages then tell of these words alone.
  DistributionReader of(const std::string& text) const { return {{text, phrase.place}, scale, folder, report}; }

 private:
  std::optional<Distribution> read_constant();
  std::optional<Distribution> read_empirical(const DistributionForm& form);
  std::optional<Distribution> read_beta(const DistributionForm& form);
  std::optional<Distribution> unknown() const;

  /// `60 % ... 40 % ...`: the chances, and the words after each.
  struct Branch {
    double chance;
    std::string text;
  };
  std::optional<std::vector<Branch>> branches(std::size_t first, const DistributionForm& form) const;
  std::optional<Distribution> read_hyperexponential(const DistributionForm& form);
  std::optional<Distribution> read_phases(const DistributionForm& form);
  std::optional<Distribution> read_coxian(const DistributionForm& form);
  std::optional<Distribution> read_mixture(const DistributionForm& form);
  std::optional<Distribution> read_discrete(const DistributionForm& form);
  /// A single time or number with nothing around it.
  std::optional<double> value(const std::string& text) const;
};

/// The words with single spaces between them.
std::string joined(const std::vector<std::string_view>& words);
/// Where the last word is a number, gives it the unit at the end of what follows, if there is one.
void take_unit(std::vector<std::string_view>& words, const std::vector<std::string_view>& following);

}  // namespace stepwell::model_file
