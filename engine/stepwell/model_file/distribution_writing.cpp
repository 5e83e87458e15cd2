// Distributions as the phrases that read back to them.
#include "stepwell/model_file/phrase_writing.hpp"

namespace stepwell::model_file {
namespace {

std::string empirical_unit(const Distribution& d) {
  for (const char* unit : {"week", "d", "h", "min", "s", "month", "year"}) {
    if (static_cast<double>(time_unit(unit)->length.count()) == d.c) return unit;
  }
  return "s";
}

/// `60 % 5 min 40 % 10 min`, with `word` before each value.
std::string choice_text(const Distribution& d, const std::string& word, Scale scale) {
  std::string text;
  for (std::size_t i = 0; i < d.values.size(); ++i)
    text += ' ' + chance_text(d.chances[i]) + numbers_text({d.values[i]}, {word}, scale);
  return text;
}

std::string phases_text(const Distribution& d, Scale scale) {
  if (d.kind == DistributionKind::hypoexponential)
    return "phases" + numbers_text(d.values, std::vector<std::string>(d.values.size(), " "), scale);
  std::string text = "coxian";
  for (std::size_t k = 0; k < d.values.size(); ++k) {
    if (k > 0) text += " then " + chance_text(d.chances[k - 1]);
    text += numbers_text({d.values[k]}, {" "}, scale);
  }
  return text;
}

std::string mixture_text(const Distribution& d, Scale scale) {
  std::string text = "mix";
  for (std::size_t i = 0; i < d.parts.size(); ++i)
    text += ' ' + chance_text(d.chances[i]) + ' ' + distribution_text(d.parts[i], scale);
  return text;
}

std::string truncated_text(const Distribution& d, Scale scale) {
  std::string text = distribution_text(d.parts.at(0), scale);
  if (d.a > -unbounded) text += numbers_text({d.a}, {" at least "}, scale);
  if (d.b < unbounded) text += numbers_text({d.b}, {" at most "}, scale);
  return text;
}

}  // namespace

std::string distribution_text(const Distribution& d, Scale scale) {
  switch (d.kind) {
    case DistributionKind::constant:   return scale == Scale::time ? duration_text(d.a) : number_text(d.a);
    case DistributionKind::uniform:    return "uniform" + numbers_text({d.a, d.b}, {" ", " to "}, scale);
    case DistributionKind::triangular: return "triangular" + numbers_text({d.a, d.b, d.c}, {" ", " ", " "}, scale);
    case DistributionKind::pert:       return "pert" + numbers_text({d.a, d.b, d.c}, {" ", " ", " "}, scale);
    case DistributionKind::beta:
      return "beta " + number_text(d.c) + ' ' + number_text(d.d) + numbers_text({d.a, d.b}, {" from ", " to "}, scale);
    case DistributionKind::exponential: return "exponential" + numbers_text({d.a}, {" mean "}, scale);
    case DistributionKind::erlang:      return "erlang " + number_text(d.c) + numbers_text({d.a}, {" mean "}, scale);
    case DistributionKind::gamma:       return "gamma" + numbers_text({d.a, d.b}, {" mean ", " sd "}, scale);
    case DistributionKind::lognormal:   return "lognormal" + numbers_text({d.a, d.b}, {" mean ", " sd "}, scale);
    case DistributionKind::weibull:     return "weibull" + numbers_text({d.a, d.b}, {" mean ", " sd "}, scale);
    case DistributionKind::normal:      return "normal" + numbers_text({d.a, d.b}, {" mean ", " sd "}, scale);
    case DistributionKind::empirical:
      return "empirical file " + d.file + " column " + d.column +
             (scale == Scale::time ? " in " + empirical_unit(d) : "");
    case DistributionKind::discrete: return "discrete" + choice_text(d, " ", scale);
    case DistributionKind::hyperexponential:
      return "hyperexponential" +
             (d.values.empty() ? numbers_text({d.a, d.b}, {" mean ", " sd "}, scale) : choice_text(d, " mean ", scale));
    case DistributionKind::hypoexponential:
    case DistributionKind::coxian:          return phases_text(d, scale);
    case DistributionKind::mixture:         return mixture_text(d, scale);
    case DistributionKind::shifted:
      return distribution_text(d.parts.at(0), scale) + numbers_text({d.a}, {" plus "}, scale);
    case DistributionKind::truncated: return truncated_text(d, scale);
  }
  return {};
}

}  // namespace stepwell::model_file
