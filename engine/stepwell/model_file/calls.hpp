// Workflows that are called: their steps take the place of the call, under the names `call / step`.
//
// Guarantees: afterwards no step calls anything; every value keeps the place where it was said. The staff, calendars,
// attributes and messages of a called workflow are those of the model. Cost: the steps that are called, once a call.
#pragma once

#include "stepwell/model_file/scenario.hpp"

namespace stepwell::model_file {

/// Puts the steps of called workflows in the place of the calls, and says what is wrong with them.
void put_in_calls(MergedModel& model, Report& report);

}  // namespace stepwell::model_file
