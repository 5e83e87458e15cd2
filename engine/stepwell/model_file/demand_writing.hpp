// How cases come, on its way into a model file.
//
// Guarantees: what is written reads back to the same demand and the same assumptions.
#pragma once

#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

/// What stands after `arrive:`; nothing where no case ever comes.
std::string demand_text(const Workflow& workflow, const Demand& demand);
/// What stands after `records:` and `correlations:`.
std::string records_text(const CaseFile& records);
std::string correlations_text(const Workflow& workflow, const CaseType& type);
/// What stands after `varies with:`.
std::string effects_text(const Workflow& workflow, const std::vector<EffectId>& effects);
/// What stands after the name of a book, and of an effect.
std::string book_text(const Workflow& workflow, const Book& book);
std::string effect_text(const Workflow& workflow, const Effect& effect);
/// What stands after `backlog:`.
std::string backlog_text(const Workflow& workflow, const CaseType& type);

}  // namespace stepwell::model_file
