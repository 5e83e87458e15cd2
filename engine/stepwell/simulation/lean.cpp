// The engine once more, for programs that are lean: without batches, messages, repetitions, deadlines, patience, places
// that are held, individuals, alternatives, outages, effects, or any of the other things for which `uses` asks.
//
// One file after the other as one translation unit, so that the small members become part of each other. Everything is
// here, since what a lean program never reaches is left out by the compiler and not by us.
#define STEPWELL_LEAN

// NOLINTBEGIN(bugprone-suspicious-include)
#include "stepwell/simulation/arrivals.cpp"
#include "stepwell/simulation/attributes.cpp"
#include "stepwell/simulation/audit.cpp"
#include "stepwell/simulation/batches.cpp"
#include "stepwell/simulation/books.cpp"
#include "stepwell/simulation/choosing.cpp"
#include "stepwell/simulation/counting.cpp"
#include "stepwell/simulation/effects.cpp"
#include "stepwell/simulation/holding.cpp"
#include "stepwell/simulation/individuals.cpp"
#include "stepwell/simulation/leaving.cpp"
#include "stepwell/simulation/messages.cpp"
#include "stepwell/simulation/outages.cpp"
#include "stepwell/simulation/plain.cpp"
#include "stepwell/simulation/queues.cpp"
#include "stepwell/simulation/regions.cpp"
#include "stepwell/simulation/repeats.cpp"
#include "stepwell/simulation/separate_queues.cpp"
#include "stepwell/simulation/served_batches.cpp"
#include "stepwell/simulation/shifts.cpp"
#include "stepwell/simulation/simulation.cpp"
#include "stepwell/simulation/staffing.cpp"
#include "stepwell/simulation/tokens.cpp"
#include "stepwell/simulation/turnover.cpp"
// NOLINTEND(bugprone-suspicious-include)
