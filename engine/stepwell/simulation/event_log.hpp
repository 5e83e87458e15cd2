// The event log stands in `process`, as `exchange` writes what `simulation` records; it is found here too.
#pragma once

#include "stepwell/process/event_log.hpp"
