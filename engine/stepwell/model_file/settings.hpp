// `--set roles.nurse.staff=3`: values of the merged tree that are replaced before it is read.
//
// Guarantees: a setting changes what is there or gives a field that could be there; it never makes a new role or
// step, so a slip of the pen is reported and not ignored. Places are `--set`, the number of the setting as the line.
#pragma once

#include <vector>

#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/scenario.hpp"

namespace stepwell::model_file {

void apply_settings(const std::vector<Setting>& settings, MergedModel& model, Report& report);

}  // namespace stepwell::model_file
