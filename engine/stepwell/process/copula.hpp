// Attributes of a case that go together, whatever their distributions: a normal copula.
//
// The luck of each attribute is turned into a normal score; the scores are mixed so that they have the correlations
// asked for, and turned back. So each attribute keeps its distribution exactly, and the first of them its luck.
// Guarantees: the same bits everywhere. Cost: made once when a program is compiled, the cube of the attributes.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

struct Copula {
  std::vector<std::size_t> members;  ///< of the case type's attributes, in their order
  std::vector<double> weights;       ///< of the scores: the lower triangle row by row, its diagonal included
};

/// The correlation of two normal scores whose ranks have the correlation `of_ranks`: 2 sin(π of_ranks / 6).
double score_correlation(double of_ranks);

/// The copula of a case type's correlations; none where they contradict each other. Empty where it has none.
std::optional<Copula> copula_of(const CaseType& type);

}  // namespace stepwell
