// The slots of an appointment book laid out over the run.
//
// Guarantees: in order, within the run and the book's opening hours. Cost: linear in the slots, once when a program is
// compiled.
#pragma once

#include "stepwell/process/workflow.hpp"
#include "stepwell/simulation/program.hpp"

namespace stepwell {

/// `hours` are those of the book's calendar; null: day and night.
BookCode slots_of(const Book& book, const Clock& clock, const OpeningHours* hours);

}  // namespace stepwell
