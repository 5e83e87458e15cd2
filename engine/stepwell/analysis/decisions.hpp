// How likely each alternative of a choice by rule is, given what is known of a case's attributes.
//
// Guarantees: exact where the attributes that the rules read are independent and known by points; says so where they
// are not (the clock, an attribute with a distribution that has no points), and then takes equal shares. Cost: the
// product of the points of the attributes that are read.
#pragma once

#include <utility>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell {

/// The values that an attribute can have, each with its probability; none: not known.
using Points = std::vector<std::pair<double, double>>;
using AttributePoints = IndexedVector<AttributeId, Points>;

/// The points of a value that is given to an attribute: exact but for continuous distributions, which are cut into
/// 200 equal shares (uniform, constant and empirical ones; others are not known).
Points points_of(const AttributeValue& value);

/// The attributes that a rule reads, without repetition.
std::vector<AttributeId> read_by(const Rule& rule);

struct Decision {
  std::vector<double> shares;  ///< of each alternative; they add up to 1
  bool known = true;           ///< false: equal shares, for want of better
};

/// Of several alternatives the first whose rule holds is taken; a null pointer always holds.
Decision decide(const std::vector<const Rule*>& alternatives, const AttributePoints& attributes);

}  // namespace stepwell
