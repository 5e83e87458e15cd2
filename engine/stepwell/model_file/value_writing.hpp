// Values on their way into a model file: alone, or with what is known of their certainty; attributes.
//
// Guarantees: what is written reads back to the same value and the same assumption.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/model_file/phrases.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// `low`, `high`, or the number.
std::string priority_text(double level);

class ValueWriter {
 public:
  explicit ValueWriter(const Workflow& workflow) : w_(workflow) {}

  /// The value alone, or `{is: ..., basis: ...}`.
  std::string stated(const std::string& text, const std::optional<AssumptionId>& id, RangeKind kind,
                     bool of_interval = false) const;
  std::string time(const Distribution& distribution) const;
  /// `2 h of office hours`.
  std::string open_time(const Distribution& distribution, const std::optional<CalendarId>& calendar) const;
  std::string chance(const Quantity& chance) const;
  /// `, basis: assumed, range: 20 min to 60 min`, to go on after a value.
  std::string basis_of(AssumptionId id, RangeKind kind, bool of_interval = false) const;
  /// `{carbon: 0.2 kg, gloves: [1 per use, 2 per h]}`; `time` is the word for each of its users.
  std::string uses(const std::vector<Use>& uses, std::string_view time) const;
  std::string attributes(const std::vector<AttributeValue>& values) const;
  bool path_ends(const std::optional<AssumptionId>& id, std::string_view end) const;

 private:
  std::string attribute(const AttributeValue& value) const;

  const Workflow& w_;
};

}  // namespace stepwell::model_file
