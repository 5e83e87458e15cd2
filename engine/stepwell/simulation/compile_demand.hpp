// How cases come and what they share, on its way into a program.
//
// Guarantees: as in `Program`. Cost: linear in the days of the run where rates have a pattern, and in the slots of books.
#pragma once

#include <cstdint>
#include <functional>

#include "stepwell/simulation/program.hpp"

namespace stepwell {

/// Enters a distribution into the program and says its number.
using AddSampler = std::function<std::uint32_t(const Distribution&)>;

void compile_effects(const Workflow& workflow, Program& program, const AddSampler& sampler);
/// Needs the hours of the calendars.
void compile_books(const Workflow& workflow, Program& program);
/// Needs the hours of the calendars.
void compile_demand(const Workflow& workflow, const Demand& demand, Program& program, const AddSampler& sampler,
                    CaseCode& code);
/// Rows of files and attributes that go together. Needs the attributes of `code`.
void compile_files(const CaseType& type, const Program& program, CaseCode& code);

}  // namespace stepwell
