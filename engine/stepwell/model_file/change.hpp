// One named change of a scenario, applied to the tree of its base.
//
// Guarantees: a field that is given replaces the old one whole, null removes, `clock` merges by field; removing what
// is not there is reported, never ignored.
#pragma once

#include "stepwell/model_file/scenario.hpp"

namespace stepwell::model_file {

/// Applies the change to `model` and notes it in `model.changes`.
void apply_change(const Entry& change, const Value& all_changes, MergedModel& model, Report& report);

/// What results say of a change: `why`, `needs`, `moves`. `known_steps` tells where `a to b` is to be cut.
Change described_change(const Entry& change, const std::vector<std::string>& known_steps, bool must_be_known,
                        Report& report);

/// The names of a section of the tree, in order.
std::vector<std::string> names_of_section(const Value& root, std::string_view section);

}  // namespace stepwell::model_file
